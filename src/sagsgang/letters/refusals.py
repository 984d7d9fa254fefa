"""What letters can refuse: each a Danish sentence with where it is written, and the field where there is one."""

from __future__ import annotations

from sagsgang.casework.refusals import CaseworkRefusal


class UnknownLetter(CaseworkRefusal):
    """No such letter or copy, or none that this person may know of: both get the same answer."""

    code = "brev.ukendt"
    status = 404
    sentence = "Brevet findes ikke, eller du har ikke adgang til det."


class LetterMoved(CaseworkRefusal):
    """Somebody has changed the letter since the page was opened; nothing is changed."""

    code = "brev.foraeldet"
    status = 409
    sentence = "Brevet er ændret, siden du åbnede siden. Se begge tekster herunder, og gem igen."


class NotDraft(CaseworkRefusal):
    """It has been sent or dropped: what has left the house is not changed, it is corrected by a new letter."""

    code = "brev.afsendt"
    status = 409
    sentence = "Brevet er ikke længere en kladde. Skal det rettes, skrives et nyt brev, der nævner det gamle."


class OnItsWay(CaseworkRefusal):
    """It has been sent and is not delivered yet: the same decision in a second letter is never sent by a slip."""

    code = "brev.undervejs"
    status = 409
    sentence = "Brevet er sendt og på vej. Skal det rettes, så skriv et rettet brev fra det, der er sendt."


class OutOfOrder(CaseworkRefusal):
    """Something comes before: the letter is not written, or somebody else signs first (X10)."""

    code = "brev.raekkefoelge"
    status = 409


class Incomplete(CaseworkRefusal):
    """A part that it must have is missing (R11; forvaltningsloven §§ 22, 24 and 25)."""

    code = "brev.ufaerdigt"
    status = 422


class NobodyToReceive(CaseworkRefusal):
    """There is nobody to send it to."""

    code = "brev.uden_modtager"
    status = 422

"""What BEKU's workplace can refuse: each with a Danish sentence and where it is written."""

from __future__ import annotations

from sagsgang.casework.refusals import CaseworkRefusal
from sagsgang.procedure.faelles_sagsforloeb.kilder import LAESNING
from sagsgang.procedure.wording import citation_text

OUTCOMES = citation_text(LAESNING.at("X23"))
"""Where it is written what an item of BEKU's can end with, and what closes a meeting."""


class UnknownBoard(CaseworkRefusal):
    """No such board or meeting, or none that the person sits on: both get the same answer."""

    code = "beku.ukendt"
    status = 404
    sentence = "Udvalget eller mødet findes ikke, eller du er ikke med i det."


class NotYourBoard(CaseworkRefusal):
    """He is on the board, but does not keep it."""

    code = "beku.ikke_din"
    status = 403
    sentence = "Det gør sekretæren eller formanden for BEKU (Vejledningen, O10)."


class MeetingMoved(CaseworkRefusal):
    """Somebody changed the meeting since the page was opened; nothing is changed."""

    code = "beku.foraeldet"
    status = 409
    sentence = "Mødet er ændret, siden du åbnede siden. Se, hvordan det står nu, og prøv igen."


class MeetingIsOver(CaseworkRefusal):
    """What has been closed or cancelled is not changed."""

    code = "beku.afsluttet"
    status = 409
    sentence = "Mødet er afsluttet eller aflyst og kan ikke ændres."


class OpenItems(CaseworkRefusal):
    """A meeting closes when every item has an outcome (X23)."""

    code = "beku.aabne_punkter"
    status = 409


class StaleMinutes(CaseworkRefusal):
    """Somebody else has written in the minutes of the item; both texts are shown and nothing is overwritten."""

    code = "beku.referat_foraeldet"
    status = 409
    sentence = "En anden har skrevet i referatet imens. Begge tekster står herunder; intet er overskrevet."

    def __init__(self, theirs: str, version: int) -> None:
        super().__init__()
        self.theirs = theirs
        self.version = version

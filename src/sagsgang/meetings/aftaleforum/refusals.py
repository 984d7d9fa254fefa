"""What the workplace of Aftaleforum refuses by itself; all else is refused by the step that is taken."""

from __future__ import annotations

from sagsgang.casework.refusals import CaseworkRefusal
from sagsgang.meetings.aftaleforum.models import mark_of


class UnknownMeeting(CaseworkRefusal):
    """The case has no such meeting, or none that this person may know of."""

    code = "moede.ukendt"
    status = 404
    sentence = "Mødet findes ikke i sagen."


class MeetingMoved(CaseworkRefusal):
    """Somebody else changed the plan since the page was opened; nothing is saved."""

    code = "moede.foraeldet"
    status = 409
    sentence = "Mødet er ændret af en anden, siden du åbnede siden. Se, hvad der står nu, og send igen."


class WrittenMeanwhile(CaseworkRefusal):
    """Somebody else wrote the same piece of the minutes: both texts are shown, and joined by whoever came last."""

    code = "referat.foraeldet"
    status = 409
    sentence = "En anden har skrevet her imens. Begge tekster står nedenfor; saml dem til én, og gem."

    def __init__(self, piece: int, theirs: str, mine: str, version: int, by: str) -> None:
        super().__init__()
        self.piece, self.theirs, self.mine, self.version, self.by = piece, theirs, mine, version, by
        self.mark = mark_of(theirs)


class MeetingClosed(CaseworkRefusal):
    """The meeting is over or cancelled, so that its plan and minutes stand."""

    code = "moede.slut"
    status = 409
    sentence = "Mødet er holdt eller aflyst, så det kan ikke længere ændres her."

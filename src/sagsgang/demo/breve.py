"""A few letters in the town: drafts that wait for somebody, one on its way, and one that has been delivered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from sagsgang.casework.access import Viewer, related
from sagsgang.casework.ledger import load
from sagsgang.casework.models import Case
from sagsgang.casework.procedures import procedure
from sagsgang.demo.papers import holder
from sagsgang.letters import commands
from sagsgang.letters.desk import desk_of
from sagsgang.letters.models import Letter
from sagsgang.letters.sending import KIND
from sagsgang.letters.settling import settled
from sagsgang.outbox.models import Dispatch
from sagsgang.outbox.settling import settle
from sagsgang.procedure.engine import Standing, State, assess
from sagsgang.procedure.workdays import COPENHAGEN

DRAFTS, SENT = 5, 5
SENDS_ALONE = "social_afgoerelse"
SAID = {
    "social_afgoerelse": "Vi har bevilget en fast kontaktperson. Formålet er, at hverdagen bliver roligere, og at det "
    "bliver lettere at komme i skole. Vi regner med, at støtten varer 12 måneder.",
    "begrundelse_sof": "I har brug for en hånd i hverdagen. Vi har lagt vægt på, at skolen og I siger det samme.",
    "faktum_sof": "Vi har lagt undersøgelsen og samtalerne med jer til grund.",
    "bemaerkninger": "I har sagt, at I gerne vil have hjælp om morgenen. Det har vi taget med i afgørelsen.",
    "barn_afgoerelse": "Du får en kontaktperson. Det er en voksen, der kommer hjem til jer og hjælper.",
    "barn_hvorfor": "Du har sagt, at morgenerne er svære. Det skal kontaktpersonen hjælpe med.",
}


def write_letters(day: date) -> None:
    """Begin what can be begun in the open cases, and send a few letters that nothing else waits for."""
    at = datetime.combine(day - timedelta(days=1), time(13, 20), COPENHAGEN)
    begun = 0
    sent: set[int] = set()
    for case in Case.objects.filter(summary__is_open=True).select_related("child").order_by("pk"):
        for standing, actor in _due(case, at.date()):
            declared = standing.step.writes
            if declared is None or (declared.key == SENDS_ALONE and (len(sent) >= SENT or case.pk in sent)):
                continue
            if declared.key != SENDS_ALONE and begun >= DRAFTS:
                continue
            letter = commands.begin(
                case_id=case.pk, key=declared.key, occurrence=standing.occurrence.id, corrects=None, actor=actor, at=at
            )
            if declared.key == SENDS_ALONE:
                sent.add(case.pk)
                _send(letter, actor, at + timedelta(minutes=7), delivered=len(sent) < SENT)
            else:
                begun += 1


def _due(case: Case, day: date) -> Iterator[tuple[Standing, Viewer]]:
    """The letters of the case that are owed, and the one that nothing waits for, each with who writes it."""
    for standing in assess(procedure(), load(case), day).standings:
        declared = standing.step.writes
        if declared is None or standing.state is not State.OPEN or standing.event is not None:
            continue
        if standing.is_task or declared.key == SENDS_ALONE:
            actor = holder(case, standing.owner.key, day)
            if actor is not None:
                yield standing, actor


def _send(letter: Letter, actor: Viewer, at: datetime, *, delivered: bool) -> None:
    """Write what is open in it, sign and send it; all but the last come through at once."""
    case = letter.case
    desk = desk_of(letter, assess(procedure(), load(case), actor.day), related(actor, case))
    texts = {piece.block.key: SAID.get(piece.block.key, piece.text) for piece in desk.content.pieces}
    row = commands.write(case_id=case.pk, number=letter.number, version=1, texts=texts, actor=actor, at=at)
    commands.send(case_id=case.pk, number=letter.number, version=row.version, actor=actor, at=at)
    if not delivered:
        return
    later = at + timedelta(minutes=15)
    for dispatch in Dispatch.objects.filter(case=case, kind=KIND, state=Dispatch.State.VENTER):
        settle(dispatch, Dispatch.State.SENDT, later, {KIND: settled})

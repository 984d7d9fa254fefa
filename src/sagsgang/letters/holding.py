"""What must not leave any more: contact with the family may have been held back since it was posted (X8)."""

from __future__ import annotations

from datetime import datetime

from sagsgang.casework.ledger import load
from sagsgang.casework.models import Case
from sagsgang.casework.procedures import procedure_of
from sagsgang.letters.models import Copy
from sagsgang.outbox.models import Dispatch
from sagsgang.outbox.parcels import DIGITAL_POST, PRINT
from sagsgang.plans.queries import course_of
from sagsgang.procedure.engine import assess
from sagsgang.procedure.workdays import danish_day

HELD_BACK = "Familien må ikke inddrages nu, så det sendes ikke. Det kan sendes, når familien må inddrages."
_FAMILY = (Copy.To.FORAELDER, Copy.To.UNGE)


def copy_held(dispatch: Dispatch, at: datetime) -> str:
    """Why the copy of a letter must not leave now; "" when it may, or goes to somebody outside the family."""
    word, _, number = dispatch.about.partition(":")
    if word != "copy" or not number.isdigit():
        return ""
    copy = Copy.objects.select_related("letter__case").filter(pk=int(number)).first()
    if copy is None or copy.to not in _FAMILY:
        return ""
    return _held_in(copy.letter.case, copy.letter.occurrence, at)


def family_held(dispatch: Dispatch, at: datetime) -> str:
    """Why what goes to the family by post must not leave now; "" when it may, or is a mail to a colleague."""
    if dispatch.case is None or dispatch.port not in (DIGITAL_POST, PRINT):
        return ""
    return _held_in(dispatch.case, "", at)


def _held_in(case: Case, occurrence: str, at: datetime) -> str:
    """Asked of what it is about and of the latest course: a letter may outlive the course it began in."""
    procedure = procedure_of(case)
    assessment = assess(procedure, load(case), danish_day(at))
    if procedure.plan is None:
        return ""
    places = (assessment.world.by_id.get(occurrence), course_of(assessment))
    involves = (procedure.plan.involves.answer(assessment.world, place) for place in places if place is not None)
    return "" if all(answer is True for answer in involves) else HELD_BACK

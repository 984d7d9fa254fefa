"""The plan as it is, as it was at a moment, and as it was submitted: what the screens and BEKU's docket ask for.

Nothing is frozen by copying: a snapshot is the newest revision of each part before an event, and since a revision is
never changed, it is the same whenever it is asked for. The gate has opened the case before any of these is called.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Q, Subquery

from sagsgang.casework.ledger import load
from sagsgang.casework.models import Case
from sagsgang.casework.procedures import procedure_of
from sagsgang.casework.refusals import UnknownStep
from sagsgang.plans.completeness import Lack, lacks_of
from sagsgang.plans.models import Filing, Part, Plan, Revision
from sagsgang.plans.refusals import UnknownPart
from sagsgang.plans.state import PlanState, state_of
from sagsgang.procedure.engine import Assessment, Event, Occurrence, assess
from sagsgang.procedure.language import JointPlan


def declared_in(case: Case) -> JointPlan:
    """The joint plan that the case's procedure declares; raises UnknownStep where it declares none."""
    declared = procedure_of(case).plan
    if declared is None:
        raise UnknownStep
    return declared


def course_of(assessment: Assessment) -> Occurrence | None:
    """The course whose plan is written now: the latest; None in a case that has had none."""
    found = assessment.world.by_subject.get(assessment.world.procedure.course.key, [])
    return found[-1] if found else None


def as_of(case: Case, moment: datetime, course: str = "") -> PlanState:
    """The plan as it was at the moment: of each part what was saved last by then. One query, two without course.

    :raises UnknownStep: the case's procedure has no joint plan
    """
    return _state(case, course or latest_course(case), Q(at__lte=moment))


def before_event(case: Case, event: int, course: str = "") -> PlanState:
    """The plan as it was when that event of the case was recorded: exactly, whatever the clocks said. One query."""
    return _state(case, course or latest_course(case), Q(after_event__lt=event))


def now(case: Case, course: str) -> PlanState:
    """The plan of that course as it stands: one query."""
    return _state(case, course, Q())


def latest_course(case: Case) -> str:
    """The course that was last written about; "" for a case without a plan."""
    return Plan.objects.filter(case=case).order_by("-pk").values_list("course", flat=True).first() or ""


def _state(case: Case, course: str, bound: Q) -> PlanState:
    of_part = Revision.objects.filter(bound, part=OuterRef("part")).order_by("-number").values("pk")[:1]
    mine = Revision.objects.filter(part__plan__case=case, part__plan__course=course, pk=Subquery(of_part))
    return state_of(declared_in(case), course, mine.select_related("part", "author"))


@dataclass(frozen=True, slots=True)
class Submitted:
    """The plan as it was handed in: when, by which event, and what it said then."""

    event: Event
    state: PlanState


def as_submitted(case: Case, occurrence: str, assessment: Assessment | None = None) -> Submitted | None:
    """The plan as it was when that indstilling was handed in to BEKU; None while it has not been (P3F.1).

    One query where the case's assessment is given, else two.
    """
    found = assessment or _assessed(case)
    place = found.world.by_id.get(occurrence)
    event = place.taken.get(declared_in(case).submitted_by) if place is not None else None
    if place is None or event is None:
        return None
    course = place.path.get(found.world.procedure.course.key)
    return Submitted(event, before_event(case, event.number, course.id if course is not None else ""))


def offer_of(assessment: Assessment) -> str:
    """The offer that the plan is made for now, by the first of the declared facts that says so; "" while none does."""
    world = assessment.world
    declared = world.procedure.plan
    for fact in declared.offer_facts if declared is not None else ():
        for place in reversed(world.by_subject.get(fact.subject.key, [])):
            value = place.facts.get(fact.key)
            if place.ended is None and value is not None and declared is not None and declared.offer_title(value.value):
                return str(value.value)
    return ""


def missing_for(
    case: Case, offer: str, *, assessment: Assessment | None = None, state: PlanState | None = None
) -> tuple[Lack, ...]:
    """What the offer demands of the plan and nobody has written yet, with its source; for BEKU's gate (X21).

    Empty for an offer that needs no joint plan. At most two queries where neither assessment nor state is given.
    """
    found = assessment or _assessed(case)
    course = course_of(found)
    if course is None:
        return ()
    return lacks_of(state or now(case, course.id), offer, found)


def _assessed(case: Case) -> Assessment:
    """The case as it stands on the day of its newest event."""
    history = load(case)
    day = max((event.on for event in history), default=case.opened_on)
    return assess(procedure_of(case), history, day)


# --- one part and its history -----------------------------------------------------------------------------------------


def part_of(case: Case, course: str, kind: str, number: int = 0, key: str = "") -> Part | None:
    """The part of that kind, by its number or its key: one query."""
    found = Part.objects.filter(plan__case=case, plan__course=course, kind=kind)
    return found.filter(key=key).first() if key else found.filter(number=number).first()


def history_of(case: Case, part: Part) -> list[Revision]:
    """Every version of the part, newest first; raises UnknownPart for a part of another case. One query."""
    found = list(
        Revision.objects.filter(part=part, part__plan__case=case).select_related("author", "part").order_by("-number")
    )
    if not found:
        raise UnknownPart
    return found


def filings_of(case: Case, course: str) -> list[Filing]:
    """The plan as papers, newest first: one query."""
    found = Filing.objects.filter(plan__case=case, plan__course=course).select_related("document")
    return list(found.order_by("-pk"))

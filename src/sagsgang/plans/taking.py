"""The plan goes through its declared steps: what the plan already says is not typed again, and the paper is filed.

What counts is the event: `take` decides whether the step is open, who may take it and what is missing. In the same
transaction the plan is set as a paper and kept as a joint document of the case (P3F.1, P3F.11, P4F.2, P5.5).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from sagsgang.casework.access import Viewer, related
from sagsgang.casework.answers import DOCUMENT
from sagsgang.casework.commands import Result, take
from sagsgang.casework.halves import Half
from sagsgang.casework.ledger import RecordedFor, check_version, load, lock
from sagsgang.casework.models import Case
from sagsgang.casework.procedures import procedure_of
from sagsgang.documents import commands as documents
from sagsgang.documents.models import Document
from sagsgang.plans import queries
from sagsgang.plans.completeness import GOALS, STATUSES, Lack, demanded, lacks_of
from sagsgang.plans.differences import between
from sagsgang.plans.models import Filing, Plan
from sagsgang.plans.paper import FollowUp, Setting, plan_pdf
from sagsgang.plans.refusals import NotYourPart, PlanIncomplete, UnknownPart
from sagsgang.plans.sight import writes_goals
from sagsgang.plans.state import PlanState
from sagsgang.procedure.engine import Assessment, assess
from sagsgang.procedure.language import Fact, PlanUse, Procedure, Side
from sagsgang.procedure.workdays import danish_day


@dataclass(frozen=True, slots=True)
class When:
    """When it happened, when it is recorded and on what version of the case; on whose behalf, and why so (G2)."""

    on: date
    at: datetime
    based_on: int | None
    recorded_for: RecordedFor | None = None
    backdating_reason: str = ""
    departure_reason: str = ""


@transaction.atomic
def take_with_plan(
    *, case_id: int, step: str, occurrence: str, facts: Mapping[str, Any], actor: Viewer, when: When
) -> Result:
    """Take a step out of the plan: its texts fill the step's facts, `facts` are the answers it cannot give.

    :raises UnknownPart: the step is none that the plan goes through
    :raises PlanIncomplete: the offer demands something that is not written yet
    :raises NoBasis: nothing lets the paper lie where both administrations read it
    :raises whatever `take` refuses
    """
    case = lock(case_id)
    if writes_goals(related(actor, case)) is None:
        raise NotYourPart
    check_version(case, when.based_on)
    use = _use_of(case, step)
    assessment = assess(procedure_of(case), load(case), danish_day(when.at))
    course = queries.course_of(assessment)
    if course is None:
        raise UnknownPart
    state = queries.now(case, course.id)
    lacks = missing_in(state, use, assessment, occurrence)
    if lacks:
        raise PlanIncomplete(lacks)
    document = _filed(case, state, assessment, actor, when.at)
    answers = {**facts, **filled_in(case, use, state, assessment, occurrence, facts)}
    if use.paper is not None:
        answers[use.paper.key + DOCUMENT] = str(document.number)
    result = take(
        case_id=case.pk, step=step, occurrence=occurrence, facts=answers, actor=actor, on=when.on, at=when.at,
        based_on=None, recorded_for=when.recorded_for, backdating_reason=when.backdating_reason,
        departure_reason=when.departure_reason,
    )  # fmt: skip
    Filing.objects.create(
        plan=Plan.objects.get(case=case, course=course.id), document=document, step=step, occurrence=occurrence,
        event=result.event.number, at=when.at,
    )  # fmt: skip
    return result


def _use_of(case: Case, step: str) -> PlanUse:
    try:
        return queries.declared_in(case).use_of(step)
    except KeyError as unknown:
        raise UnknownPart from unknown


def filled_facts(procedure: Procedure, use: PlanUse) -> dict[str, str]:
    """The facts of the step that sections of the plan answer: the fact's key → the section's key."""
    asked = {asked.fact.key for asked in procedure.step(use.step).asked()}
    sections = procedure.plan.sections if procedure.plan is not None else ()
    return {each.fills.key: each.key for each in sections if each.fills is not None and each.fills.key in asked}


def missing_in(state: PlanState, use: PlanUse, assessment: Assessment, occurrence: str) -> tuple[Lack, ...]:
    """What keeps the plan from going through the step: what the offer demands, or the very section it is about."""
    if use.complete:
        return lacks_of(state, queries.offer_of(assessment), assessment)
    lacks = []
    for key in filled_facts(assessment.world.procedure, use).values():
        each = state.section(key)
        if not each.text:
            sentence = f"»{each.section.title}« er ikke skrevet endnu."
            lacks.append(Lack(key, each.section.title, sentence, each.section.side, each.section.citations))
    if use.statuses is not None:
        lacks += _unsaid(state, occurrence)
    return tuple(lacks)


def _unsaid(state: PlanState, occurrence: str) -> list[Lack]:
    """The goals of which nobody has said at the follow-up how they stand."""
    cited = state.declared.goals_citations
    if not state.goals:
        return [Lack(GOALS, "Mål", "Planen har ingen mål endnu.", Side.JOINT, cited)]
    return [
        Lack(STATUSES, f"Mål {place}", f"Mål {place} har ingen status ved denne opfølgning.", Side.JOINT, cited)
        for place, goal in enumerate(state.goals, start=1)
        if occurrence not in goal.statuses
    ]


def filled_in(
    case: Case, use: PlanUse, state: PlanState, assessment: Assessment, occurrence: str, facts: Mapping[str, Any]
) -> dict[str, str]:
    """What the plan itself answers of the step."""
    found = {fact: state.section(key).text for fact, key in filled_facts(assessment.world.procedure, use).items()}
    if use.goals is not None:
        found[use.goals.key] = goals_told(state)
    if use.statuses is not None:
        found[use.statuses.key] = statuses_told(state, occurrence)
    if use.changes is not None:
        found[use.changes.key] = _typed(facts, use.changes) or changes_told(case, state, assessment, occurrence)
    return found


def _typed(facts: Mapping[str, Any], fact: Fact) -> str:
    given = facts.get(fact.key, "")
    return str(given[0] if isinstance(given, list | tuple) and given else given or "").strip()


def goals_told(state: PlanState) -> str:
    """The goals as the step records them: each in a line, with how many activities it has."""
    lines = []
    for place, goal in enumerate(state.goals, start=1):
        count = len(goal.activities)
        lines.append(f"{place}. {goal.revision.title} ({count} {'aktivitet' if count == 1 else 'aktiviteter'})")
    return "\n".join(lines)


def statuses_told(state: PlanState, occurrence: str) -> str:
    """How the goals stood at that follow-up, each in a line; the words themselves stand in the plan."""
    labels = {option.value: option.label for option in state.declared.statuses}
    lines = []
    for place, goal in enumerate(state.goals, start=1):
        said = goal.statuses.get(occurrence)
        lines.append(f"{place}. {goal.revision.title}: {labels.get(said.status, '–') if said else '–'}")
    return "\n".join(lines)


def changes_told(case: Case, state: PlanState, assessment: Assessment, occurrence: str) -> str:
    """What has changed in the plan since it was handed in for what the occurrence was granted; "" for nothing."""
    place = assessment.world.by_id.get(occurrence)
    origin = place.origin if place is not None else None
    then = queries.as_submitted(case, origin.id, assessment) if origin is not None else None
    return "\n".join(each.sentence for each in between(then.state, state)) if then is not None else ""


def follow_ups(assessment: Assessment) -> tuple[FollowUp, ...]:
    """The follow-ups of the course that the plan knows, oldest first; numbered through."""
    world = assessment.world
    declared, course = world.procedure.plan, queries.course_of(assessment)
    subjects = {world.procedure.step(use.step).per.key for use in declared.uses if use.statuses} if declared else set()
    found = [each for key in sorted(subjects) for each in world.by_subject.get(key, []) if course in each.path.values()]
    found.sort(key=lambda each: (each.scheduled or each.opened, each.number))
    return tuple(FollowUp(each.id, each.scheduled, number) for number, each in enumerate(found, start=1))


def setting_of(assessment: Assessment, offer: str) -> Setting:
    """What a paper of the plan is made of beside the plan; `offer`: the value of the one it names, or ""."""
    procedure = assessment.world.procedure
    title = procedure.plan.offer_title(offer) if procedure.plan is not None else ""
    sections = procedure.plan.sections if procedure.plan is not None else ()
    keys = frozenset(each.key for each in sections if demanded(each, offer, assessment))
    return Setting(settings.MUNICIPALITY, title, dict(procedure.role_by_key), follow_ups(assessment), keys)


def _filed(case: Case, state: PlanState, assessment: Assessment, actor: Viewer, at: datetime) -> Document:
    """Keep the plan as a joint document of the case."""
    content = plan_pdf(case, state, setting_of(assessment, queries.offer_of(assessment)))
    entry = documents.Entry(kind=state.declared.document.key, half=Half.JOINT, on=danish_day(at))
    return documents.make(case_id=case.pk, entry=entry, content=content, actor=actor, at=at).document

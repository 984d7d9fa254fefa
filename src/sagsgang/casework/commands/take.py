"""The one door: a step is taken, or refused with what is missing and whose turn it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from sagsgang.casework.access import Relation, Viewer, relation_to, visible_cases
from sagsgang.casework.answers import read_answers
from sagsgang.casework.ledger import HOW, Entry, RecordedFor, append, load, lock
from sagsgang.casework.models import Case, TeamMember
from sagsgang.casework.placement import Directory, seats_of
from sagsgang.casework.procedures import procedure, procedure_of
from sagsgang.casework.projections import refresh
from sagsgang.casework.refusals import (
    AnswersInvalid,
    ChildHasCase,
    DayInvalid,
    NotForOthers,
    NotYours,
    ReasonMissing,
    StaleWrite,
    StepClosed,
    UnknownCase,
    UnknownStep,
    before_birth,
    future_day,
)
from sagsgang.people.models import Person
from sagsgang.procedure.engine import (
    ROOT,
    Assessment,
    Event,
    EventKind,
    Standing,
    State,
    assess,
)
from sagsgang.procedure.language import Procedure, Role, Sight, Step, UnknownDay

BACKDATING_REASON = "begrundelse_dato"
DEPARTURE_REASON = "begrundelse_fravigelse"


@dataclass(frozen=True)
class Result:
    """What taking a step led to: the event, the case's new version, and the assessment after it."""

    case: Case
    event: Event
    assessment: Assessment


@transaction.atomic
def open_case(
    *,
    child: Person,
    step: str,
    facts: Mapping[str, Any],
    actor: Viewer,
    on: date,
    at: datetime,
    backdating_reason: str = "",
    recorded_for: RecordedFor | None = None,
) -> Result:
    """Open the child's case by one of the ways in (G1), or a new life of a case that had ended.

    :raises ChildHasCase: the child's joint course is under way
    """
    entry = _step(procedure(), step, on)
    if not entry.entry:
        raise UnknownStep
    existing = Case.objects.filter(child=child).select_for_update().first()
    if existing is not None:
        if assess(procedure_of(existing), load(existing), at.date()).is_open:
            raise ChildHasCase
        case = existing
    else:
        case = Case.objects.create(number=_next_number(at), child=child, procedure=procedure().key, opened_on=on)
    return _take(case, entry, ROOT, facts, actor, on, at, recorded_for, backdating_reason, "", opening=existing is None)


def _next_number(at: datetime) -> str:
    latest = Case.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    return f"{at.year}-{latest + 1:05d}"


@transaction.atomic
def take(
    *,
    case_id: int,
    step: str,
    occurrence: str,
    facts: Mapping[str, Any],
    actor: Viewer,
    on: date,
    at: datetime,
    based_on: int | None,
    recorded_for: RecordedFor | None = None,
    backdating_reason: str = "",
    departure_reason: str = "",
) -> Result:
    """Take a step in a case: `on` is the day it happened, `at` the moment it is recorded.

    `based_on` is the version of the case the form was made from; None only for machines that read in the same
    breath. `facts` may be raw form strings: they are read by their declarations.

    :raises UnknownCase, UnknownStep: not there, or not his to know of
    :raises StaleWrite: the case has moved on since `based_on`
    :raises NotYours, NotForOthers: he holds no role that may take or record it
    :raises DayInvalid, ReasonMissing, AnswersInvalid: what was typed cannot be
    :raises StepClosed: the step is not open on that day; carries what is missing
    """
    case = lock(case_id, based_on)
    return _take(
        case,
        _step(procedure_of(case), step, on),
        occurrence,
        facts,
        actor,
        on,
        at,
        recorded_for,
        backdating_reason,
        departure_reason,
    )


def _step(followed: Procedure, key: str, on: date) -> Step:
    if key not in followed.versions:
        raise UnknownStep
    return followed.step(key, on)


def _take(
    case: Case,
    step: Step,
    occurrence: str,
    facts: Mapping[str, Any],
    actor: Viewer,
    on: date,
    at: datetime,
    recorded_for: RecordedFor | None,
    backdating_reason: str,
    departure_reason: str,
    *,
    opening: bool = False,
) -> Result:
    followed = procedure_of(case)
    today = at.date()
    relation = _relation(actor, case, step, entering=step.entry)
    check_day(case.child, on, today)
    history = load(case)
    assessment = assessed_on(followed, history, on)
    standing = _open_standing(assessment, step, occurrence)
    role = _acting_role(standing, relation, recorded_for)
    texts = _reasons(standing, on, today, backdating_reason, departure_reason)
    directory = Directory.load()
    answers = read_answers(
        step, facts, world=assessment.world, place=standing.occurrence, today=today, units=directory.kinds
    )
    if answers.wrong:
        raise AnswersInvalid(answers.wrong)
    event = append(
        case,
        Entry(
            EventKind.TAKEN,
            step.key,
            occurrence,
            on,
            at,
            actor.user_id,
            role.key,
            answers.values,
            {**answers.texts, **texts},
            recorded_for=recorded_for,
        ),
    )
    after = assess(followed, [*history, event], today)
    if step.entry:
        _check_seat(actor, role, after, directory)
    _join_team(case, actor, role, today)
    refresh(case, today, after, directory)
    return Result(case, event, after)


def _relation(actor: Viewer, case: Case, step: Step, *, entering: bool) -> Relation:
    if entering:
        return Relation(tuple(dict.fromkeys(held.role for held in actor.roles)))
    if not visible_cases(actor).filter(pk=case.pk).exists():
        raise UnknownCase
    return relation_to(actor, case)


def check_day(child: Person, on: date, today: date) -> None:
    """Refuse a day that has not come, or that lies before the child was born."""
    if on > today:
        raise future_day(on)
    if child.birth_date is not None and on < child.birth_date:
        raise before_birth(on)


def assessed_on(followed: Procedure, history: list[Event], on: date) -> Assessment:
    """The case as it stood that day; a day the procedure does not cover is refused."""
    try:
        return assess(followed, history, on)
    except UnknownDay as unknown:
        raise DayInvalid(str(unknown)) from unknown


def _open_standing(assessment: Assessment, step: Step, occurrence: str) -> Standing:
    standing = assessment.standing(step.key, occurrence)
    if standing is None:
        raise UnknownStep
    if standing.step.milestone:
        raise StepClosed(f"»{step.title}« nås af sig selv, når det, der skal til, er indført.", standing, assessment)
    if standing.state is State.OPEN or (standing.state is State.DONE and step.again):
        return standing
    if standing.state is State.DONE:
        raise StepClosed(f"»{step.title}« er allerede udført.", standing, assessment)
    if standing.state is State.BARRED:
        raise StepClosed(f"»{step.title}« kan ikke tages endnu: noget mangler.", standing, assessment)
    raise StepClosed(f"»{step.title}« er ikke aktuelt i sagen på den dag.", standing, assessment)


def may_take(standing: Standing, relation: Relation) -> Role | None:
    """The role in which the person takes the step in his own right; None when he does not."""
    step = standing.step
    return relation.role([standing.owner.key, *(role.key for role in step.together_with)])


def may_record(standing: Standing, relation: Relation) -> Role | None:
    """The role in which the person may record the step for the one responsible (G2); None when he may not."""
    step = standing.step
    listed = relation.role(role.key for role in step.recorded_by)
    if listed is not None:
        return listed
    return next((role for role in relation.roles if role.leads and role.side is standing.owner.side), None)


def _acting_role(standing: Standing, relation: Relation, recorded_for: RecordedFor | None) -> Role:
    own = may_take(standing, relation)
    if recorded_for is None and own is not None:
        return own
    other = own or may_record(standing, relation)
    if other is None:
        raise NotYours(f"»{standing.step.title}« tages af {standing.owner.definite}.")
    if recorded_for is None:
        raise NotForOthers(
            f"Trinnet hører til {standing.owner.definite}. Skriv, hvem du indfører det for, og hvordan du ved det.",
            field="how",
        )
    allowed = {standing.owner.key, *(role.key for role in standing.step.together_with)}
    if recorded_for.role not in allowed:
        raise NotForOthers("Vælg en af de roller, trinnet hører til.", field="for_role")
    if recorded_for.how not in HOW:
        raise NotForOthers("Vælg, hvordan du ved det: telefon, møde, underskrift eller brev.", field="how")
    return other


def _reasons(
    standing: Standing, on: date, today: date, backdating_reason: str, departure_reason: str
) -> dict[str, str]:
    texts = {}
    if on < today:
        if not backdating_reason.strip():
            raise ReasonMissing("Skriv, hvorfor det først indføres nu.", field="backdating_reason")
        texts[BACKDATING_REASON] = backdating_reason.strip()
    if standing.warnings:
        if not departure_reason.strip():
            raise ReasonMissing("Skriv, hvorfor det, vejledningen forventer, fraviges.", field="departure_reason")
        texts[DEPARTURE_REASON] = departure_reason.strip()
    return texts


def _check_seat(actor: Viewer, role: Role, after: Assessment, directory: Directory) -> None:
    """A case is opened from one's own unit: the school's people at their school, SOF's in their borgercenter."""
    place = seats_of(after.world, directory).get(role.seat)
    mine = {held.unit_id for held in actor.roles if held.role == role}
    if place is None or place.id not in mine:
        raise NotYours(f"Du kan kun åbne sager, hvor du er {role.title}. Vælg din egen enhed.")


def _join_team(case: Case, actor: Viewer, role: Role, today: date) -> None:
    """Whoever first acts in a role that works by team is on the team from that day."""
    if role.sight is not Sight.TEAM:
        return
    running = TeamMember.objects.filter(case=case, role=role.key, until__isnull=True)
    if not running.exists():
        TeamMember.objects.create(
            case=case, user_id=actor.user_id, role=role.key, since=today, appointed_by_id=actor.user_id
        )


__all__ = ["Result", "StaleWrite", "may_record", "may_take", "open_case", "take"]

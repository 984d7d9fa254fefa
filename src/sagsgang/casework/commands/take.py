"""The one door: a step is taken, or refused with what is missing and whose turn it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import uuid4

from django.db import transaction

from sagsgang.casework.access import Relation, Viewer, opened, related, relation_to
from sagsgang.casework.answers import LONGEST_LINE, LONGEST_TEXT, Reading, Wrong, clean, read_answers
from sagsgang.casework.commands.holding import end_guests_of_decided, join, leave_with_their_unit
from sagsgang.casework.consents import givers_for, lapsed
from sagsgang.casework.explaining import why_closed
from sagsgang.casework.ledger import HOW, Entry, RecordedFor, append, check_version, load, lock
from sagsgang.casework.models import Case
from sagsgang.casework.papers import on_the_shelf
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
    StepClosed,
    UnknownStep,
    before_birth,
    future_day,
)
from sagsgang.casework.registers import against
from sagsgang.casework.scope import gate
from sagsgang.people.models import Person
from sagsgang.procedure.engine import (
    ROOT,
    Assessment,
    Event,
    EventKind,
    Standing,
    State,
    assess,
    fold,
)
from sagsgang.procedure.language import Procedure, Role, Step, UnknownDay
from sagsgang.procedure.workdays import danish_day, in_words

BACKDATING_REASON = "begrundelse_dato"
DEPARTURE_REASON = "begrundelse_fravigelse"


@dataclass(frozen=True)
class Result:
    """What taking a step led to: the event, the case's new version, and the assessment after it."""

    case: Case
    event: Event
    assessment: Assessment


@dataclass(frozen=True, slots=True)
class _Act:
    """Who acts, when it happened and was recorded, on whose behalf, and why so late or otherwise than expected."""

    actor: Viewer
    on: date
    at: datetime
    recorded_for: RecordedFor | None
    backdating_reason: str
    departure_reason: str

    @property
    def today(self) -> date:
        """The Danish day on which it is recorded."""
        return danish_day(self.at)


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
    departure_reason: str = "",
    recorded_for: RecordedFor | None = None,
) -> Result:
    """Open the child's case by one of the ways in (G1), or a new life of a case that had ended.

    :raises ChildHasCase: the child's joint course is under way
    """
    entry = _step(procedure(), step, on)
    if not entry.entry:
        raise UnknownStep
    check_entry(actor, entry)
    Person.objects.select_for_update(no_key=True).get(pk=child.pk)  # two who open at once take turns
    act = _Act(actor, on, at, recorded_for, backdating_reason, departure_reason)
    with gate() as scope:
        case = Case.objects.filter(child=child).select_for_update().first()
        if case is None:
            case = _new_case(child, on, act.today)
        elif _is_kept_from(actor, case) or assess(procedure_of(case), load(case), act.today).is_open:
            scope.denied("barnet har en sag", case.pk)
            raise ChildHasCase
    opened(case)
    return _take(case, entry, ROOT, facts, _entering(actor), act)


def _is_kept_from(actor: Viewer, case: Case) -> bool:
    """Whether a case that has ended must not be opened anew by him: it is barred to him, or locked and not his."""
    return case.pk in actor.barred or (case.locked and not relation_to(actor, case).causes)


def may_enter(actor: Viewer, entry: Step) -> bool:
    """Whether one of the person's roles opens cases this way, so that nobody else learns which children have one."""
    own = {*entry.roles(), *entry.together_with, *entry.recorded_by}
    sides = {role.side for role in entry.roles()}
    return any(held.role in own or (held.role.leads and held.role.side in sides) for held in actor.roles)


def check_entry(actor: Viewer, entry: Step) -> None:
    """Refuse whoever may open no case this way; asked before the child is looked up, so that he learns nothing of it.

    :raises NotYours: none of his roles opens cases this way
    """
    if not may_enter(actor, entry):
        raise NotYours(f"»{entry.title}« tages af {' eller '.join(role.definite for role in entry.roles())}.")


def _new_case(child: Person, on: date, today: date) -> Case:
    case = Case.objects.create(number=uuid4().hex[:20], child=child, procedure=procedure().key, opened_on=on)
    case.number = f"{today.year}-{case.pk:05d}"
    case.save(update_fields=["number"])
    return case


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
    case = lock(case_id)
    relation = related(actor, case)
    check_version(case, based_on)
    known = _step(procedure_of(case), step, on)
    act = _Act(actor, on, at, recorded_for, backdating_reason, departure_reason)
    return _take(case, known, occurrence, facts, _entering(actor) if known.entry else relation, act)


def _step(followed: Procedure, key: str, on: date) -> Step:
    if not followed.knows(key):
        raise UnknownStep
    return followed.step(key, on)


def _take(case: Case, step: Step, occurrence: str, facts: Mapping[str, Any], relation: Relation, act: _Act) -> Result:
    followed, today, history = procedure_of(case), act.today, load(case)
    try:
        check_day(case.child, act.on, today)
        assessment = assessed_on(followed, history, act.on)
    except DayInvalid as refusal:
        others = _misread(case, step, occurrence, facts, relation, act)
        if others:
            raise AnswersInvalid({refusal.field: refusal.sentence, **others}) from refusal
        raise
    no_longer = lapsed(case, step, assessment)
    if no_longer:
        assessment = assess(followed, history, act.on, lapsed=no_longer)
    standing = _open_standing(assessment, step, occurrence, history, today)
    role = _acting_role(standing, relation, act.recorded_for)
    directory = Directory.load()
    reading = _reading(case, step, relation, act, directory)
    answers = read_answers(step, facts, world=assessment.world, place=standing.occurrence, reading=reading)
    reasons, missing = _reasons(standing, act)
    if answers.wrong or len(missing) > 1:
        raise AnswersInvalid({**answers.wrong, **{each.field: each.sentence for each in missing}})
    if missing:
        raise missing[0]
    entry = Entry(
        EventKind.TAKEN, step.key, occurrence, act.on, act.at, act.actor.user_id, role.key, answers.values,
        {**answers.texts, **reasons}, recorded_for=act.recorded_for,
    )  # fmt: skip
    event = append(case, entry)
    after = assess(followed, [*history, event], today)
    if step.entry:
        _check_seat(act.actor, role, after, directory)
    settle(case, history, event, after, directory)
    join(case, act.actor, role, seats_of(after.world, directory), today)
    end_guests_of_decided(case, event, after, today)
    refresh(case, today, after, directory)
    return Result(case, event, after)


def _reading(case: Case, step: Step, relation: Relation, act: _Act, directory: Directory) -> Reading:
    """What the answers are read against on the day it happened."""
    shelf = partial(on_the_shelf, case, act.actor, relation)
    givers = givers_for(step, case.child, act.on)
    return Reading(act.at, case.child.birth_date, directory.kinds, givers, shelf, partial(against, case, step))


@transaction.atomic
def misread(
    *, case_id: int, step: str, occurrence: str, facts: Mapping[str, Any], actor: Viewer, at: datetime
) -> dict[str, str]:
    """What is wrong in a form beside a day that cannot be: read as if it had happened today; nothing is stored.

    Empty where the step is not open today, or not his to take or record.

    :raises UnknownCase, UnknownStep: not there, or not his to know of
    """
    case = lock(case_id)
    relation, today = related(actor, case), danish_day(at)
    act = _Act(actor, today, at, None, "", "")
    return _misread(case, _step(procedure_of(case), step, today), occurrence, facts, relation, act)


def misread_entry(*, step: Step, facts: Mapping[str, Any], actor: Viewer, at: datetime) -> dict[str, str]:
    """The same for a way into a case that does not exist yet: read as if the case were opened today."""
    check_entry(actor, step)
    assessment = assess(procedure(), [], danish_day(at))
    place = assessment.world.by_id[ROOT]
    reading = Reading(at, None, Directory.load().kinds)
    return read_answers(step, facts, world=assessment.world, place=place, reading=reading).wrong


def _misread(
    case: Case, step: Step, occurrence: str, facts: Mapping[str, Any], relation: Relation, act: _Act
) -> dict[str, str]:
    """The wrong answers of a form whose day cannot be, so that they do not turn up on the next try."""
    as_today = replace(act, on=act.today)
    assessment = assess(procedure_of(case), load(case), act.today)
    found = assessment.standing(step.key, occurrence)
    standing = assessment.to_take(found) if found is not None else None
    if standing is None or standing.state is not State.OPEN:
        return {}
    if may_take(standing, relation) is None and may_record(standing, relation) is None:
        return {}
    reading = _reading(case, step, relation, as_today, Directory.load())
    return read_answers(step, facts, world=assessment.world, place=standing.occurrence, reading=reading).wrong


def settle(case: Case, history: list[Event], event: Event, after: Assessment, directory: Directory) -> None:
    """Let the team follow when the event has moved the case to other units. `history` ends before that event."""
    followed = after.world.procedure
    if event.kind is EventKind.TAKEN and not _may_move(followed, event):
        return
    before = fold(followed, history, after.world.day)
    leave_with_their_unit(case, seats_of(before, directory), seats_of(after.world, directory), after.world.day)


def _may_move(followed: Procedure, event: Event) -> bool:
    """Whether the event records, or its step carries, one of the facts by which a case gets its units."""
    placing = {fact.key for _, fact in followed.placement}
    carried = {fact.key for fact, _ in followed.step(event.step, event.on).carries}
    return not placing.isdisjoint(event.facts.keys() | carried)


def _entering(actor: Viewer) -> Relation:
    """With a way in he acts in all roles that he holds, since no unit has a part in the case yet."""
    return Relation(tuple(dict.fromkeys(held.role for held in actor.roles)))


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
        raise DayInvalid(f"{unknown}.") from unknown


def _open_standing(assessment: Assessment, step: Step, occurrence: str, history: list[Event], today: date) -> Standing:
    standing = assessment.standing(step.key, occurrence)
    if standing is None:
        by_now = assess(assessment.world.procedure, history, today).standing(step.key, occurrence)
        if by_now is None:
            raise UnknownStep
        raise DayInvalid(f"Den {in_words(assessment.world.day)} var »{step.title}« endnu ikke en del af sagen.")
    to_take = assessment.to_take(standing)
    if step.milestone or to_take.state is not State.OPEN:
        raise StepClosed(why_closed(to_take, assessment), to_take, assessment)
    return to_take


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
    if not written(recorded_for.name, field="for_name", longest=LONGEST_LINE):
        raise ReasonMissing("Skriv navnet på den, du indfører det for.", field="for_name")
    return other


def _reasons(standing: Standing, act: _Act) -> tuple[dict[str, str], list[ReasonMissing]]:
    """The reasons beside the answers, and which of them are missing."""
    texts, missing = {}, []
    if act.on < act.today:
        texts[BACKDATING_REASON] = written(act.backdating_reason, field="backdating_reason")
        if not texts[BACKDATING_REASON]:
            missing.append(ReasonMissing("Skriv, hvorfor det først indføres nu.", field="backdating_reason"))
    if standing.warnings:
        texts[DEPARTURE_REASON] = written(act.departure_reason, field="departure_reason")
        if not texts[DEPARTURE_REASON]:
            said = "Skriv, hvorfor det, vejledningen forventer, fraviges."
            missing.append(ReasonMissing(said, field="departure_reason"))
    return texts, missing


def written(words: str, *, field: str, longest: int = LONGEST_TEXT) -> str:
    """A text beside the answers as it is stored; one that cannot be stored is refused at its field."""
    try:
        return clean(words, longest)
    except Wrong as wrong:
        raise AnswersInvalid({field: str(wrong)}) from wrong


def _check_seat(actor: Viewer, role: Role, after: Assessment, directory: Directory) -> None:
    """A case is opened from one's own unit: the school's people at their school, SOF's in their borgercenter."""
    place = seats_of(after.world, directory).get(role.seat)
    mine = {held.unit_id for held in actor.roles if held.role == role}
    if place is None or place.id not in mine:
        raise NotYours(f"Du kan kun åbne sager, hvor du er {role.title}. Vælg din egen enhed.")

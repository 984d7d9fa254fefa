"""Setting right what was recorded: a correction or annulment names the event, a departure the rule; all say why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import transaction

from sagsgang.casework.access import Viewer, relation_to, visible_locked
from sagsgang.casework.answers import REASON as ANSWER_REASON
from sagsgang.casework.answers import Answers, Reading, read_answers
from sagsgang.casework.commands.take import Result, assessed_on, check_day, may_record, may_take, settle, written
from sagsgang.casework.consents import givers_for
from sagsgang.casework.ledger import Entry, append, check_version, load, lock, texts_of
from sagsgang.casework.models import Case
from sagsgang.casework.papers import on_the_shelf
from sagsgang.casework.placement import Directory
from sagsgang.casework.procedures import procedure_of
from sagsgang.casework.projections import refresh
from sagsgang.casework.refusals import (
    AnswersInvalid,
    DayInvalid,
    NotYours,
    ReasonMissing,
    StepClosed,
    UnknownEvent,
    UnknownStep,
)
from sagsgang.casework.registers import against
from sagsgang.procedure.engine import (
    DEPARTED_RULE,
    Assessment,
    Event,
    EventKind,
    Standing,
    State,
    assess,
    effective,
    fold,
    owner_of,
)
from sagsgang.procedure.faelles_sagsforloeb.kilder import LAESNING
from sagsgang.procedure.language import Procedure, Role
from sagsgang.procedure.wording import citation_text
from sagsgang.procedure.workdays import danish_day, in_words

REASON = "begrundelse"
TOLD = (
    "Beslutningen er meddelt og kan ikke rettes. Den følges af en ny indstilling "
    f"({citation_text(LAESNING.at('X23'))})."
)


def _begin(case_id: int, based_on: int | None, actor: Viewer, reason: str) -> tuple[Case, str]:
    """The case, locked and his to know of, and the reason as it is stored."""
    case = visible_locked(actor, lock(case_id))
    check_version(case, based_on)
    reason = written(reason, field="reason")
    if not reason:
        raise ReasonMissing("Skriv begrundelsen.", field="reason")
    return case, reason


def _standing_event(history: list[Event], number: int, today: date) -> Event:
    for event in effective(history, today):
        if event.number == number:
            return event
    raise UnknownEvent


def _not_told(case: Case, event: Event, history: list[Event], today: date, *, annuls: bool = False) -> None:
    """Refuse to set right what a board decided and has been told: a new indstilling follows it instead (X23).

    Nor what it decided on – by what the matter came to be and was handed in – and that it was told is not annulled:
    either would take the decision away by another door.
    """
    followed = procedure_of(case)
    world = fold(followed, history, today)
    for docket in followed.dockets:
        for place in world.by_subject.get(docket.subject.key, ()):
            if docket.told not in place.taken or docket.outcome.key not in place.facts:
                continue
            opened = place.id == f"{place.subject}-{event.number}"
            here = event.occurrence == place.id
            decided = here and (docket.outcome.key in event.facts or event.step == docket.submitted)
            if opened or decided or (annuls and here and event.step == docket.told):
                raise StepClosed(TOLD)


def _role_over(case: Case, event: Event, history: list[Event], actor: Viewer) -> Role:
    """The role in which the actor may set the event right: one that may take or record the step, or a leader."""
    followed = procedure_of(case)
    world = fold(followed, history, event.on)
    place = world.occurrence(event.occurrence)
    if place is None:
        raise UnknownEvent
    step = followed.step(event.step, event.on)
    standing = Standing(step, place, State.DONE, owner_of(world, step, place))
    relation = relation_to(actor, case)
    role = may_take(standing, relation) or may_record(standing, relation)
    if role is None:
        raise NotYours(f"»{step.title}« rettes af {standing.owner.definite}.")
    return role


@transaction.atomic
def correct(
    *,
    case_id: int,
    event: int,
    facts: Mapping[str, Any],
    on: date,
    actor: Viewer,
    at: datetime,
    based_on: int | None,
    reason: str,
) -> Result:
    """Set an event right by a new one that names it and says why; the old one stays readable.

    What the correction undermines is reported as breaches, never refused (trap 5).
    """
    case, reason = _begin(case_id, based_on, actor, reason)
    today = danish_day(at)
    history = load(case)
    target = _standing_event(history, event, today)
    if target.kind is EventKind.DEPARTED:
        raise StepClosed("En fravigelse kan ikke rettes. Annullér den, og fravig reglen igen.")
    _not_told(case, target, history, today)
    role = _role_over(case, target, history, actor)
    check_day(case.child, on, today)
    directory = Directory.load()
    step = procedure_of(case).step(target.step, on)
    givers = givers_for(step, case.child, on)
    shelf = partial(on_the_shelf, case, actor, relation_to(actor, case))
    reading = Reading(at, case.child.birth_date, directory.kinds, givers, shelf, partial(against, case, step))
    answers = _read_again(case, history, target, facts, on, reading)
    entry = Entry(
        EventKind.CORRECTED, target.step, target.occurrence, on, at, actor.user_id, role.key, answers.values,
        {**answers.texts, REASON: reason}, target=event,
    )  # fmt: skip
    return _settled(case, history, append(case, entry), today, directory)


def _read_again(
    case: Case, history: list[Event], target: Event, facts: Mapping[str, Any], on: date, reading: Reading
) -> Answers:
    """The answers as they should have been, read as on that day and without the event they correct."""
    followed = procedure_of(case)
    before = assessed_on(followed, [each for each in history if each.number != target.number], on)
    place = before.world.occurrence(target.occurrence)
    if place is None:
        raise DayInvalid(f"Den {in_words(on)} var det, hændelsen hører til, endnu ikke begyndt.")
    typed = {**_personal(followed, texts_of(case, target.number)), **facts}
    step = followed.step(target.step, on)
    answers = read_answers(step, typed, world=before.world, place=place, reading=reading)
    if answers.wrong:
        raise AnswersInvalid(answers.wrong)
    return answers


def _personal(followed: Procedure, texts: Mapping[str, str]) -> dict[str, str]:
    """The texts that answer the form itself; what is not typed again stays as it was."""
    answers = {key + tail for key in followed.facts for tail in ("", ANSWER_REASON)}
    return {key: body for key, body in texts.items() if key in answers}


@transaction.atomic
def annul(*, case_id: int, event: int, actor: Viewer, at: datetime, based_on: int | None, reason: str) -> Result:
    """Say that an event never counted, and why. What hung on it becomes strays, which are reported (trap 4)."""
    case, reason = _begin(case_id, based_on, actor, reason)
    today = danish_day(at)
    history = load(case)
    target = _standing_event(history, event, today)
    _not_told(case, target, history, today, annuls=True)
    role = _role_over(case, target, history, actor)
    left = fold(procedure_of(case), [each for each in history if each.number != event], today)
    if not left.by_subject.get(left.procedure.course.key):
        raise StepClosed("Den hændelse, der åbnede sagen, kan ikke annulleres. Ret den, eller afslut forløbet.")
    appended = append(
        case,
        Entry(
            EventKind.ANNULLED,
            target.step,
            target.occurrence,
            today,
            at,
            actor.user_id,
            role.key,
            texts={REASON: reason},
            target=event,
        ),
    )
    return _settled(case, history, appended, today, Directory.load())


@transaction.atomic
def depart(
    *,
    case_id: int,
    step: str,
    occurrence: str,
    rule: str,
    actor: Viewer,
    at: datetime,
    based_on: int | None,
    reason: str,
) -> Result:
    """Depart from a rule of the guidance for one step, as a leader whom the rule names, with a recorded reason (X7)."""
    case, reason = _begin(case_id, based_on, actor, reason)
    followed, today = procedure_of(case), danish_day(at)
    history = load(case)
    assessment = assess(followed, history, today)
    role = _departing_role(case, assessment, step, occurrence, rule, actor)
    appended = append(
        case,
        Entry(
            EventKind.DEPARTED,
            step,
            occurrence,
            today,
            at,
            actor.user_id,
            role.key,
            {DEPARTED_RULE: rule},
            {REASON: reason},
        ),
    )
    return _settled(case, history, appended, today, Directory.load())


def _departing_role(case: Case, assessment: Assessment, step: str, occurrence: str, rule: str, actor: Viewer) -> Role:
    """The role in which the actor may depart from the rule that bars the step."""
    standing = assessment.standing(step, occurrence)
    if standing is None:
        raise UnknownStep
    barring = next((b.rule for b in standing.barriers if b.rule is not None and b.rule.key == rule), None)
    if barring is None:
        raise StepClosed("Den regel spærrer ikke trinnet.", standing, assessment)
    if not barring.departure:
        raise NotYours(f"{barring.key} kan ikke fraviges.")
    role = relation_to(actor, case).role(each.key for each in barring.departure)
    if role is None:
        who = " eller ".join(each.definite for each in barring.departure)
        raise NotYours(f"{barring.key} kan kun fraviges af {who}.")
    return role


def _settled(case: Case, history: list[Event], appended: Event, today: date, directory: Directory) -> Result:
    after = assess(procedure_of(case), [*history, appended], today)
    settle(case, history, appended, after, directory)
    refresh(case, today, after, directory)
    return Result(case, appended, after)

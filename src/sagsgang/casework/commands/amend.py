"""Setting right what was recorded: a correction names the event, an annulment says it never counted, a departure says why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from sagsgang.casework.access import Viewer, relation_to, visible_cases
from sagsgang.casework.answers import read_answers
from sagsgang.casework.commands.take import Result, assessed_on, check_day, may_record, may_take
from sagsgang.casework.ledger import Entry, append, load, lock
from sagsgang.casework.models import Case, LedgerText
from sagsgang.casework.placement import Directory
from sagsgang.casework.procedures import procedure_of
from sagsgang.casework.projections import refresh
from sagsgang.casework.refusals import AnswersInvalid, NotYours, ReasonMissing, StepClosed, UnknownCase, UnknownEvent
from sagsgang.procedure.engine import Event, EventKind, assess, effective, judge, owner_of
from sagsgang.procedure.language import Role

REASON = "begrundelse"


def _begin(case_id: int, based_on: int | None, actor: Viewer, reason: str) -> Case:
    case = lock(case_id, based_on)
    if not visible_cases(actor).filter(pk=case.pk).exists():
        raise UnknownCase
    if not reason.strip():
        raise ReasonMissing("Skriv begrundelsen.", field="reason")
    return case


def _standing_event(history: list[Event], number: int, today: date) -> Event:
    for event in effective(history, today):
        if event.number == number:
            return event
    raise UnknownEvent


def _role_over(case: Case, event: Event, history: list[Event], actor: Viewer) -> Role:
    """The role in which the actor may set the event right: one that may take or record the step, or a leader."""
    followed = procedure_of(case)
    before = assess(followed, history, event.on)
    place = before.world.occurrence(event.occurrence)
    if place is None:
        raise UnknownEvent
    step = followed.step(event.step, event.on)
    standing = judge(before.world, before.edition, step, place)
    relation = relation_to(actor, case)
    role = may_take(standing, relation) or may_record(standing, relation)
    if role is None:
        raise NotYours(f"»{step.title}« rettes af {owner_of(before.world, step, place).definite}.")
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
    case = _begin(case_id, based_on, actor, reason)
    followed, today = procedure_of(case), at.date()
    history = load(case)
    target = _standing_event(history, event, today)
    role = _role_over(case, target, history, actor)
    check_day(case.child, on, today)
    step = followed.step(target.step, on)
    before = assessed_on(followed, [e for e in history if e.number != event], on)
    place = before.world.occurrence(target.occurrence)
    if place is None:
        raise StepClosed("På den dag var det, trinnet hører til, endnu ikke begyndt.")
    kept = {
        text.key: text.body
        for text in LedgerText.objects.filter(case=case, event=event)
        if text.key in followed.facts or text.key.removesuffix("_begrundelse") in followed.facts
    }
    answers = read_answers(
        step,
        {**kept, **facts},
        world=before.world,
        place=place,
        today=today,
        units=Directory.load().kinds,
    )
    if answers.wrong:
        raise AnswersInvalid(answers.wrong)
    appended = append(
        case,
        Entry(
            EventKind.CORRECTED,
            target.step,
            target.occurrence,
            on,
            at,
            actor.user_id,
            role.key,
            answers.values,
            {**answers.texts, REASON: reason.strip()},
            target=event,
        ),
    )
    return _settled(case, history, appended, today)


@transaction.atomic
def annul(*, case_id: int, event: int, actor: Viewer, at: datetime, based_on: int | None, reason: str) -> Result:
    """Say that an event never counted, and why. What hung on it becomes strays, which are reported (trap 4)."""
    case = _begin(case_id, based_on, actor, reason)
    history = load(case)
    target = _standing_event(history, event, at.date())
    role = _role_over(case, target, history, actor)
    if len(effective(history, at.date())) == 1:
        raise StepClosed("Sagens første hændelse kan ikke annulleres. Ret den, eller afslut forløbet.")
    appended = append(
        case,
        Entry(
            EventKind.ANNULLED,
            target.step,
            target.occurrence,
            at.date(),
            at,
            actor.user_id,
            role.key,
            texts={REASON: reason.strip()},
            target=event,
        ),
    )
    return _settled(case, history, appended, at.date())


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
    case = _begin(case_id, based_on, actor, reason)
    followed, today = procedure_of(case), at.date()
    history = load(case)
    assessment = assess(followed, history, today)
    standing = assessment.standing(step, occurrence)
    barrier = next((b for b in standing.barriers if b.rule and b.rule.key == rule), None) if standing else None
    if barrier is None or barrier.rule is None:
        raise StepClosed("Den regel spærrer ikke trinnet.", standing, assessment)
    role = relation_to(actor, case).role(each.key for each in barrier.rule.departure)
    if role is None:
        who = " eller ".join(each.definite for each in barrier.rule.departure)
        raise NotYours(f"Reglen kan kun fraviges af {who}." if who else "Reglen kan ikke fraviges.")
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
            {"regel": rule},
            {REASON: reason.strip()},
        ),
    )
    return _settled(case, history, appended, today)


def _settled(case: Case, history: list[Event], appended: Event, today: date) -> Result:
    after = assess(procedure_of(case), [*history, appended], today)
    refresh(case, today, after)
    return Result(case, appended, after)

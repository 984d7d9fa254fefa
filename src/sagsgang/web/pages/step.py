"""One step in one case as its page shows it: what it is, how it stands, and whether the viewer can take it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sagsgang.casework.commands.take import may_record, may_take
from sagsgang.casework.queries import CasePage
from sagsgang.casework.refusals import UnknownStep
from sagsgang.procedure.engine import Standing, State
from sagsgang.procedure.language import Asked, Duty, Role, Rule, Step, all_of
from sagsgang.procedure.language.conditions import All, Condition
from sagsgang.procedure.wording import account_sentences, deadline_sentence, sentence, warning_sentence
from sagsgang.web.pages.case import Lack, Turn, lacks_of, turns_of
from sagsgang.web.pages.naming import occurrence_name, responsible_text, sources
from sagsgang.web.pages.states import LOOKS, POSSIBLE, Look


@dataclass(frozen=True)
class StepPage:
    """Everything the page of a step says."""

    day: date
    step: Step
    standing: Standing
    about: str
    look: Look
    responsible: str
    duty: str
    due_text: str
    account: tuple[str, ...]
    lacks: tuple[Lack, ...]
    turns: tuple[Turn, ...]
    warnings: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]
    follows: tuple[str, ...]
    own: bool
    may: bool
    why_not: str
    for_roles: tuple[Role, ...]
    departures: tuple[Rule, ...]

    @property
    def overdue(self) -> bool:
        """Whether somebody owes it and its date has passed."""
        due = self.standing.due
        return self.standing.is_task and due is not None and due < self.day


def step_page(page: CasePage, key: str, occurrence: str) -> StepPage:
    """Return the page of a step; raises UnknownStep when the case has no such step, or none he is told of."""
    standing = page.assessment.standing(key, occurrence)
    if standing is None or not page.relation.follows(standing.step):
        raise UnknownStep
    world, step = page.assessment.world, standing.step
    own = may_take(standing, page.relation) is not None
    may_for = may_record(standing, page.relation) is not None
    to_take = page.assessment.to_take(standing)
    why_not = _why_not(standing, to_take, own or may_for)
    deadline = None if standing.eased else step.deadline
    runs = deadline if standing.state is not State.NOT_RELEVANT else None
    account = account_sentences(world, standing.occurrence, runs) if runs else None
    return StepPage(
        world.day,
        step,
        standing,
        occurrence_name(world, standing.occurrence),
        POSSIBLE if standing.state is State.OPEN and standing.duty is Duty.MAY else LOOKS[standing.state],
        responsible_text(standing),
        standing.duty.value,
        sentence(deadline_sentence(deadline, step.per)) if deadline else "",
        account.sentences if account else (),
        lacks_of(page, to_take),
        turns_of(page, to_take, world.day) if to_take.state is State.BARRED or step.milestone else (),
        tuple(dict.fromkeys(warning_sentence(each, world.procedure, world.day) for each in to_take.warnings)),
        sources(step.citations),
        _follows(step),
        own,
        not why_not,
        why_not,
        (standing.owner, *(role for role in step.together_with if role is not standing.owner)),
        departures(page, to_take),
    )


def departures(page: CasePage, standing: Standing) -> tuple[Rule, ...]:
    """Return the rules that bar the step and that the viewer, as a leader, may depart from with a reason (X7)."""
    rules = [barrier.rule for barrier in standing.barriers if barrier.rule is not None]
    mine = {role.key for role in page.relation.roles}
    return tuple(dict.fromkeys(rule for rule in rules if any(role.key in mine for role in rule.departure)))


def asked_now(page: CasePage, standing: Standing) -> tuple[Asked, ...]:
    """Return what the form asks here and now: without the questions that the case has already ruled out."""
    world, inside = page.assessment.world, {asked.fact.key for asked in standing.step.asked()}
    kept = []

    def holds(condition: Condition) -> bool:
        return condition.answer(world, standing.occurrence) is True

    for asked in standing.step.asked():
        parts = asked.only_if.parts if isinstance(asked.only_if, All) else tuple(filter(None, (asked.only_if,)))
        left = [each for each in parts if any(kind == "fact" and key in inside for kind, key in each.needs())]
        if all(each in left or holds(each) for each in parts):
            only_if = all_of(*left) if len(left) > 1 else next(iter(left), None)
            kept.append(replace(asked.now(world.day, holds), only_if=only_if))
    return tuple(kept)


def _why_not(standing: Standing, to_take: Standing, mine: bool) -> str:
    step = standing.step
    if step.milestone:
        return "Trinnet nås af sig selv, når det, der skal til, er indført."
    if standing.state is State.BARRED:
        return "Trinnet kan ikke tages endnu, for noget mangler."
    if standing.state is State.DONE and to_take.state is not State.OPEN:
        return "Trinnet er udført og kan ikke tages igen nu." if step.again else "Trinnet er udført."
    if standing.state is State.NOT_RELEVANT:
        if standing.missed:
            return "Det, trinnet hørte til, sluttede, før trinnet blev taget."
        return "Trinnet er ikke aktuelt endnu." if standing.later else "Trinnet er ikke aktuelt i sagen."
    if not mine:
        return f"Trinnet tages af {standing.owner.definite}."
    return ""


def _follows(step: Step) -> tuple[str, ...]:
    told = [step.follows] if step.follows else []
    told += [sentence(f"{document.title} foreligger så") for document in step.produces]
    if step.opens is not None:
        told.append(sentence(f"{step.opens.title} begynder"))
    if step.ends is not None and step.ends_when is None:
        told.append(sentence(f"{step.ends.title} slutter"))
    return tuple(told)

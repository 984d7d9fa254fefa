"""The handbook's pages as values: phases with their steps, rules, dates, numbers, bodies, readings (T8, T11)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sagsgang.procedure.language import (
    Board,
    Document,
    Force,
    Lane,
    Phase,
    PlanSection,
    Procedure,
    Reading,
    Role,
    Rule,
    Side,
    Step,
)
from sagsgang.procedure.wording.citations import citations_text, force_word, strongest
from sagsgang.procedure.wording.conditions import say
from sagsgang.procedure.wording.deadlines import deadline_sentence
from sagsgang.procedure.wording.grammar import sentence, subordinate
from sagsgang.procedure.wording.steps import StepPage, period_text, step_page
from sagsgang.procedure.wording.values import parameter_text, quantity
from sagsgang.procedure.workdays import in_words


@dataclass(frozen=True, slots=True)
class Share:
    """What one role has in a phase: the titles of what it answers for, and of what it takes part in."""

    role: Role
    answers_for: tuple[str, ...]
    takes_part: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DateLine:
    """One date: of which step, by when, how strongly, and where it is written."""

    step: str
    title: str
    phase: Phase
    when: str
    force: str
    where: str


@dataclass(frozen=True, slots=True)
class PhasePage:
    """One phase: what it is for, who does what in which lane, the split of roles, papers and dates."""

    phase: Phase
    citations: str
    lanes: tuple[tuple[Lane, tuple[StepPage, ...]], ...]
    shares: tuple[Share, ...]
    documents: tuple[Document, ...]
    dates: tuple[DateLine, ...]

    @property
    def steps(self) -> tuple[StepPage, ...]:
        """The steps of all lanes."""
        return tuple(step for _, steps in self.lanes for step in steps)


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One version of a rule: what it says, asks for and binds, who may depart from it, and its force."""

    key: str
    text: str
    binds: tuple[str, ...]
    when: str
    requires: str
    departure: tuple[str, ...]
    force: str
    where: str
    period: str


@dataclass(frozen=True, slots=True)
class ExpectedLine:
    """What a step expects, which closes nothing but asks for a reason."""

    step: str
    title: str
    text: str
    where: str


@dataclass(frozen=True, slots=True)
class NumberLine:
    """A dated number: its name, the value of the day, and all its values with their periods and sources."""

    key: str
    name: str
    now: str
    values: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One section of the joint plan: whose it is, what is written there, for what it is demanded, and its source."""

    title: str
    side: str
    help: str
    demanded: str
    where: str


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The joint plan as the handbook tells of it: what it is not, its sections, and the steps it goes through."""

    title: str
    notice: str
    lines: tuple[PlanLine, ...]
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Handbook:
    """The whole procedure as a work of reference, as it holds on one day."""

    title: str
    edition: str
    day: date
    phases: tuple[PhasePage, ...]
    rules: tuple[RuleLine, ...]
    expected: tuple[ExpectedLine, ...]
    numbers: tuple[NumberLine, ...]
    boards: tuple[Board, ...]
    readings: tuple[Reading, ...]
    ours: tuple[tuple[Phase, tuple[StepPage, ...]], ...]
    plan: PlanPage | None = None

    @property
    def dates(self) -> tuple[DateLine, ...]:
        """The dates of all phases."""
        return tuple(each for page in self.phases for each in page.dates)


def handbook_pages(procedure: Procedure, day: date) -> Handbook:
    """All pages, as the procedure holds on the day; raises UnknownDay outside what it covers."""
    phases = phase_pages(procedure, day)
    return Handbook(
        title=procedure.title,
        edition=procedure.edition,
        day=day,
        phases=phases,
        rules=tuple(_rule_line(rule, procedure) for rule in procedure.rules),
        expected=tuple(_expected(procedure, day)),
        numbers=tuple(_numbers(procedure, day)),
        boards=procedure.boards,
        readings=procedure.readings,
        ours=tuple((page.phase, ours) for page in phases if (ours := tuple(step for step in page.steps if step.ours))),
        plan=plan_page(procedure, day),
    )


def plan_page(procedure: Procedure, day: date) -> PlanPage | None:
    """The joint plan's sections with their demands and sources; None where the procedure has no such plan."""
    plan = procedure.plan
    if plan is None:
        return None
    lines = [
        PlanLine(
            each.title, each.side.value, each.help, _demanded(each, procedure, day), citations_text(each.citations)
        )
        for each in plan.sections
    ]
    goals = "; ".join(plan.offer_title(offer) for offer in plan.goals_demanded_for)
    where = citations_text(plan.goals_citations)
    lines.append(PlanLine("Mål og aktiviteter", Side.JOINT.value, plan.goals_help, goals, where))
    steps = tuple(procedure.step(use.step).title for use in plan.uses)
    return PlanPage(plan.title, plan.notice, tuple(lines), steps)


def _demanded(section: PlanSection, procedure: Procedure, day: date) -> str:
    assert procedure.plan is not None
    told = [procedure.plan.offer_title(offer) for offer in section.demanded_for]
    if section.demanded_when is not None:
        told.append(f"når {subordinate(say(section.demanded_when, procedure, day))}")
    return "; ".join(told) or "frivilligt"


def phase_pages(procedure: Procedure, day: date) -> tuple[PhasePage, ...]:
    """One page per phase, in order, as the procedure holds on the day."""
    steps = procedure.at(day).steps
    return tuple(
        _phase_page(procedure, phase, tuple(step for step in steps if step.phase.key == phase.key), day)
        for phase in procedure.phases
    )


def _phase_page(procedure: Procedure, phase: Phase, steps: tuple[Step, ...], day: date) -> PhasePage:
    pages = {step.key: step_page(procedure, step, day) for step in steps}
    produced = dict.fromkeys(document for step in steps for document in step.produces)
    return PhasePage(
        phase=phase,
        citations=citations_text(phase.citations),
        lanes=tuple((lane, tuple(pages[step.key] for step in steps if step.lane is lane)) for lane in Lane),
        shares=tuple(_shares(procedure, steps)),
        documents=tuple(produced),
        dates=tuple(_dates(steps)),
    )


def _shares(procedure: Procedure, steps: tuple[Step, ...]) -> Iterator[Share]:
    """Role by role, side by side: SOF, BUF, joint, provider, family."""
    for side in Side:
        for role in procedure.roles:
            if role.side is not side:
                continue
            answers_for = tuple(step.title for step in steps if role in step.roles())
            takes_part = tuple(step.title for step in steps if role in step.together_with)
            if answers_for or takes_part:
                yield Share(role, answers_for, takes_part)


def _dates(steps: tuple[Step, ...]) -> Iterator[DateLine]:
    for step in steps:
        if step.deadline is not None:
            cited = tuple(each for each in (step.deadline.first, step.deadline.citation) if each is not None)
            forces = ", derefter ".join(dict.fromkeys(force_word(each.force) for each in cited))
            when = deadline_sentence(step.deadline, step.per)
            yield DateLine(step.key, step.title, step.phase, when, forces, citations_text(cited))


def _rule_line(rule: Rule, procedure: Procedure) -> RuleLine:
    day = max(rule.valid.since, procedure.covers.since)
    return RuleLine(
        key=rule.key,
        text=sentence(rule.text),
        binds=tuple(act.title for act in rule.binds),
        when=say(rule.when, procedure, day) if rule.when is not None else "",
        requires=say(rule.requires, procedure, day),
        departure=tuple(role.definite for role in rule.departure),
        force=force_word(strongest(tuple(each for each in rule.citations if each.force is not Force.OURS))),
        where=citations_text(rule.citations),
        period=period_text(rule.valid) or "Gælder altid.",
    )


def _expected(procedure: Procedure, day: date) -> Iterator[ExpectedLine]:
    for step in procedure.at(day).steps:
        for expectation in step.expects:
            text = sentence(say(expectation.condition, procedure, day))
            yield ExpectedLine(step.key, step.title, text, citations_text(expectation.citations))


def _numbers(procedure: Procedure, day: date) -> Iterator[NumberLine]:
    for parameter in procedure.parameters:
        values = []
        for dated in parameter.values:
            until = f" indtil {in_words(dated.period.until)}" if dated.period.until else ""
            period = f"fra {in_words(dated.period.since)}{until}"
            values.append((quantity(dated.value, parameter.unit), period, dated.source))
        yield NumberLine(parameter.key, parameter.name, parameter_text(parameter, day), tuple(values))

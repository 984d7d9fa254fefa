"""One case as its page shows it: what I can do, what is missing and why, dates with their accounts, consents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sagsgang.casework.commands.take import may_record, may_take
from sagsgang.casework.consents import come_to
from sagsgang.casework.queries import CasePage
from sagsgang.procedure.engine import Standing, State
from sagsgang.procedure.language import ConsentState, Duty
from sagsgang.procedure.language.conditions import AnyOf
from sagsgang.procedure.language.leaves import Known
from sagsgang.procedure.language.lives import Some
from sagsgang.procedure.wording import account_sentences, barrier_sentence, citations_text
from sagsgang.web import addresses
from sagsgang.web.pages.naming import occurrence_name, responsible_text
from sagsgang.web.pages.states import Look


@dataclass(frozen=True, slots=True)
class NextStep:
    """A step the viewer can take now. `for_whom`: recorded on behalf of that role; "" when it is his own."""

    title: str
    href: str
    about: str
    due: date | None
    overdue: bool
    for_whom: str
    warned: bool
    duty: str


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose turn it is, with what and by when."""

    title: str
    href: str
    owner: str
    due: date | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is missing, and where it is written that it must be there."""

    sentence: str
    where: str


@dataclass(frozen=True, slots=True)
class Blocked:
    """A step that somebody owes and that cannot be taken yet: what is missing and whose turn it is."""

    title: str
    href: str
    about: str
    owner: str
    due: date | None
    overdue: bool
    lacks: tuple[Lack, ...]
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class DueRow:
    """A date somebody is held to, and why it is that date."""

    title: str
    href: str
    about: str
    owner: str
    due: date
    overdue: bool
    account: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Undermined:
    """A step that was taken, and what a later correction has pulled from under it."""

    title: str
    href: str
    on: date
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """A consent and how it stands."""

    title: str
    purpose: str
    look: Look
    on: date | None


SOON = timedelta(weeks=8)  # what is due later than that is folded away


@dataclass(frozen=True, slots=True)
class NextSteps:
    """What the viewer can do now: what is owed soon, what is owed later, and what is merely possible."""

    soon: tuple[NextStep, ...] = ()
    later: tuple[NextStep, ...] = ()
    possible: tuple[NextStep, ...] = ()


def next_steps(page: CasePage, day: date) -> NextSteps:
    """Return what the viewer can do now, earliest date first and his own before what he records for others."""
    owed: list[tuple[bool, Standing]] = []
    possible: list[tuple[bool, Standing]] = []
    leads_to = _milestones_owed(page)
    for standing in page.assessment.standings:
        if standing.state is not State.OPEN or standing.step.milestone or standing.step.entry:
            continue
        own = may_take(standing, page.relation) is not None
        if not own and may_record(standing, page.relation) is None:
            continue
        (owed if standing.is_task or standing.key in leads_to else possible).append((not own, standing))
    possible.sort(key=lambda each: each[0])
    steps = [_next(page, standing, other, day, leads_to.get(standing.key)) for other, standing in owed]
    steps.sort(key=lambda step: (bool(step.for_whom), step.due or date.max))
    return NextSteps(
        tuple(step for step in steps if step.due is None or step.due <= day + SOON),
        tuple(step for step in steps if step.due is not None and step.due > day + SOON),
        tuple(_next(page, standing, other, day) for other, standing in possible),
    )


def _milestones_owed(page: CasePage) -> dict[tuple[str, str], Standing]:
    """Return, for each step that somebody merely can take, the milestone he owes that would be met by it.

    What is owed can be met in one way only; where there is a choice, none of the ways is put forward.
    """
    owed = [each for each in page.assessment.tasks() if each.step.milestone and each.state is State.OPEN]
    return {
        way.key: each
        for each in reversed(owed)
        if not _leaves_a_choice(page, each)
        for way in page.assessment.through(each)
        if not way.is_task and not _has_begun(page, each, way)
    }


def _has_begun(page: CasePage, milestone: Standing, way: Standing) -> bool:
    """Whether what the way would begin has begun, and waits for nothing but what somebody owes: a meeting called."""
    world, met = page.assessment.world, milestone.step.done_when
    owed = {each.occurrence.id for each in page.assessment.tasks()}
    for leaf in met.leaves() if met else ():
        if isinstance(leaf, Some) and leaf.subject is way.step.opens:
            for each in world.everywhere(milestone.occurrence, leaf.subject):
                lacking = [finding.condition for finding in leaf.where.findings(world, each)]
                if each.ended is None and each.id in owed and all(isinstance(one, Known) for one in lacking):
                    return True
    return False


def _leaves_a_choice(page: CasePage, milestone: Standing) -> bool:
    met = milestone.step.done_when
    found = met.findings(page.assessment.world, milestone.occurrence) if met else ()
    return any(isinstance(each.condition, AnyOf) for each in found)


def _next(
    page: CasePage, standing: Standing, for_other: bool, day: date, milestone: Standing | None = None
) -> NextStep:
    step, due = standing.step, standing.due or (milestone.due if milestone else None)
    about = occurrence_name(page.assessment.world, standing.occurrence)
    return NextStep(
        step.title,
        addresses.step(page.case.number, step.key, standing.occurrence.id),
        f"opfylder »{milestone.step.title}«" if milestone else about,
        due,
        due is not None and due < day,
        standing.owner.definite if for_other else "",
        bool(standing.warnings),
        "" if standing.duty is Duty.MUST or milestone else standing.duty.value,
    )


def blocked(page: CasePage, day: date) -> tuple[Blocked, ...]:
    """Return what cannot be taken yet though somebody owes it, earliest date first."""
    barred = [each for each in page.tasks() if each.state is State.BARRED]
    return tuple(blocked_one(page, standing, day) for standing in barred)


def blocked_one(page: CasePage, standing: Standing, day: date) -> Blocked:
    """Return what one step lacks and whose turn it is."""
    return Blocked(
        standing.step.title,
        addresses.step(page.case.number, standing.step.key, standing.occurrence.id),
        occurrence_name(page.assessment.world, standing.occurrence),
        responsible_text(standing),
        standing.due,
        standing.due is not None and standing.due < day,
        lacks_of(page, standing),
        turns_of(page, standing, day),
    )


def lacks_of(page: CasePage, standing: Standing) -> tuple[Lack, ...]:
    """Return what keeps a step closed, each with where it is written."""
    world = page.assessment.world
    found = []
    for barrier in standing.barriers:
        citations = barrier.rule.citations if barrier.rule else standing.step.citations
        found.append(Lack(barrier_sentence(barrier, world.procedure, world.day), citations_text(citations)))
    return tuple(dict.fromkeys(found))


def turns_of(page: CasePage, standing: Standing, day: date) -> tuple[Turn, ...]:
    """Return the steps that would bring it nearer, each with its owner and date."""
    assessment = page.assessment
    found = assessment.turn(standing) if standing.state is State.BARRED else assessment.through(standing)
    return tuple(
        Turn(
            each.step.title,
            addresses.step(page.case.number, each.step.key, each.occurrence.id),
            each.owner.definite,
            each.due,
            each.due is not None and each.due < day,
        )
        for each in found
        if page.relation.follows(each.step)
    )


def due_rows(page: CasePage, day: date) -> tuple[DueRow, ...]:
    """Return the dates of the case in order, each with its account."""
    world = page.assessment.world
    return tuple(
        DueRow(
            each.step.title,
            addresses.step(page.case.number, each.step.key, each.occurrence.id),
            occurrence_name(world, each.occurrence),
            each.owner.title,
            each.due,
            each.due < day,
            account_sentences(world, each.occurrence, each.step.deadline).sentences if each.step.deadline else (),
        )
        for each in page.tasks()
        if each.due is not None
    )


def undermined(page: CasePage) -> tuple[Undermined, ...]:
    """Return what no longer rests on what it rested on, told to whoever sees the case."""
    world = page.assessment.world
    return tuple(
        Undermined(
            world.procedure.step(each.event.step, each.event.on).title,
            addresses.step(page.case.number, each.event.step, each.event.occurrence),
            each.event.on,
            tuple(
                dict.fromkeys(barrier_sentence(barrier, world.procedure, each.event.on) for barrier in each.barriers)
            ),
        )
        for each in page.breaches
        if page.relation.follows(world.procedure.step(each.event.step, each.event.on))
    )


CONSENT_LOOKS = {
    ConsentState.MISSING: Look("Mangler", "minus", "ikke"),
    ConsentState.GIVEN: Look("Givet", "check", "udfoert"),
    ConsentState.REFUSED: Look("Sagt nej", "close", "spaerret"),
    ConsentState.CONFLICT: Look("De er ikke enige", "warning", "spaerret"),
    ConsentState.WITHDRAWN: Look("Trukket tilbage", "close", "spaerret"),
    ConsentState.EXPIRED: Look("Udløbet", "time", "spaerret"),
}


def consents(page: CasePage) -> tuple[ConsentRow, ...]:
    """Return each consent of the procedure that the case has come to, as it stands now."""
    return tuple(
        ConsentRow(
            consent.title,
            consent.purpose,
            CONSENT_LOOKS[state],
            (record.withdrawn or record).on if record is not None else None,
        )
        for consent, record, state in come_to(page.assessment, page.relation)
    )

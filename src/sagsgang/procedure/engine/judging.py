"""The whole assessment: every occurrence of every step, with its state, owner, barriers, warnings and date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple

from sagsgang.procedure.engine.history import Event, EventKind, effective
from sagsgang.procedure.engine.world import WITHDRAWN, Occurrence, World, fold
from sagsgang.procedure.language import Duty, Edition, Expectation, Procedure, Role, RoleBy, Rule, Step
from sagsgang.procedure.language.conditions import Condition, Finding, Need


class State(Enum):
    """How a step stands; the value is the Danish word on its card."""

    DONE = "udført"
    OPEN = "åben"
    BARRED = "spærret"
    NOT_RELEVANT = "ikke aktuel"


class Barrier(NamedTuple):
    """One thing that keeps a step closed: the leaf, and the rule it comes from (None: the step itself)."""

    finding: Finding
    rule: Rule | None


class Warning_(NamedTuple):
    """An expectation that is not met: the leaf, and the expectation it comes from."""

    finding: Finding
    expectation: Expectation


@dataclass(slots=True, eq=False)
class Standing:
    """One step in one occurrence on one day. `later`: not relevant yet, but may come to be."""

    step: Step
    occurrence: Occurrence
    state: State
    owner: Role
    barriers: tuple[Barrier, ...] = ()
    warnings: tuple[Warning_, ...] = ()
    due: date | None = None
    event: Event | None = None
    later: bool = False
    missed: bool = False

    @property
    def is_task(self) -> bool:
        """Whether somebody owes it: open or barred, and not merely a possibility."""
        return self.state in (State.OPEN, State.BARRED) and self.step.duty is not Duty.MAY

    @property
    def key(self) -> tuple[str, str]:
        """The step and the occurrence it stands for."""
        return (self.step.key, self.occurrence.id)


class Assessment:
    """What follows from procedure, history and day."""

    def __init__(self, world: World, edition: Edition, standings: list[Standing]) -> None:
        self.world = world
        self.edition = edition
        self.standings = standings
        self._by_key = {standing.key: standing for standing in standings}

    def standing(self, step: str, occurrence: str) -> Standing | None:
        """The step's standing in that occurrence; None when there is no such pair."""
        return self._by_key.get((step, occurrence))

    def of_step(self, step: str) -> list[Standing]:
        """All standings of the step, oldest occurrence first."""
        return [standing for standing in self.standings if standing.step.key == step]

    def tasks(self) -> list[Standing]:
        """What somebody owes, earliest date first; without a date last."""
        owed = [standing for standing in self.standings if standing.is_task]
        owed.sort(key=lambda standing: (standing.due or date.max, standing.step.key, standing.occurrence.id))
        return owed

    @property
    def is_open(self) -> bool:
        """Whether a life of the course is under way."""
        course = self.world.procedure.course.key
        return any(each.ended is None for each in self.world.by_subject.get(course, ()))

    def next_change(self) -> date | None:
        """The next day on which the answers may change without any event (trap 11)."""
        days = [day for day in self.world.wakes if day > self.world.day]
        seam = self.world.procedure.next_seam(self.world.day)
        return min([*days, *([seam] if seam else [])], default=None)

    def suppliers(self, needs: Iterable[Need]) -> tuple[Step, ...]:
        """The steps that can supply what is missing."""
        by_need = self.edition.suppliers
        return tuple(dict.fromkeys(step for need in needs for step in by_need.get(need, ())))

    def turn(self, standing: Standing) -> tuple[Standing, ...]:
        """Whose turn it is when a step is barred: the open steps that would supply what is missing, followed to the end."""
        found: dict[tuple[str, str], Standing] = {}
        self._follow(standing, found, {standing.key})
        return tuple(found.values())

    def _follow(
        self, standing: Standing, found: dict[tuple[str, str], Standing], seen: set[tuple[str, str]]
    ) -> None:
        for barrier in standing.barriers:
            for step in self.suppliers(barrier.finding.condition.needs()):
                for each in self._beside(standing, step):
                    if each.key in seen:
                        continue
                    seen.add(each.key)
                    if each.state is State.OPEN and not each.step.milestone:
                        found[each.key] = each
                    elif each.state is State.OPEN:
                        self._follow_milestone(each, found, seen)
                    elif each.state is State.BARRED:
                        self._follow(each, found, seen)

    def _follow_milestone(
        self, standing: Standing, found: dict[tuple[str, str], Standing], seen: set[tuple[str, str]]
    ) -> None:
        for each in self.through(standing):
            if each.key not in seen:
                seen.add(each.key)
                found[each.key] = each

    def through(self, milestone: Standing) -> tuple[Standing, ...]:
        """The open steps by which a milestone can be met."""
        condition = milestone.step.done_when
        if condition is None:
            return ()
        steps = self.suppliers(condition.needs())
        return tuple(
            each
            for step in steps
            for each in self._beside(milestone, step)
            if each.state is State.OPEN and not each.step.milestone
        )

    def _beside(self, standing: Standing, step: Step) -> list[Standing]:
        return [
            each
            for each in self.of_step(step.key)
            if each.occurrence.ended is None and _related(each.occurrence, standing.occurrence)
        ]


def _related(one: Occurrence, other: Occurrence) -> bool:
    """Whether they do not lie in two different lives of the same subject."""
    return all(other.path.get(key, occurrence) is occurrence for key, occurrence in one.path.items())


def owner_of(world: World, step: Step, occurrence: Occurrence) -> Role:
    """The responsible role, settled by the fact it depends on (X1, X12)."""
    responsible = step.responsible
    if not isinstance(responsible, RoleBy):
        return responsible
    value = world.value(occurrence, responsible.fact)
    for case, role in responsible.cases:
        if case == value:
            return role
    return responsible.otherwise


def _is_done(world: World, step: Step, occurrence: Occurrence, event: Event | None) -> bool:
    if step.done_when is not None:
        return step.done_when.answer(world, occurrence) is True
    if event is None or step.repeatable:
        return False
    if step.gives is not None:
        home = world.nearest(occurrence, step.gives.subject)
        state = home.consents.get(step.gives.key) if home else None
        return state is None or state[0] != WITHDRAWN
    return True


def _barriers(world: World, edition: Edition, step: Step, occurrence: Occurrence) -> tuple[Barrier, ...]:
    found: list[Barrier] = []
    if step.requires is not None and step.requires.answer(world, occurrence) is not True:
        found += [Barrier(finding, None) for finding in step.requires.findings(world, occurrence)]
    for rule in edition.rules_of[step.key]:
        if rule.when is not None and rule.when.answer(world, occurrence) is not True:
            continue
        if rule.requires.answer(world, occurrence) is True:
            continue
        if rule.departure and (step.key, rule.key) in occurrence.departures:
            continue
        found += [Barrier(finding, rule) for finding in rule.requires.findings(world, occurrence)]
    return tuple(found)


def _warnings(world: World, step: Step, occurrence: Occurrence) -> tuple[Warning_, ...]:
    return tuple(
        Warning_(finding, expectation)
        for expectation in step.expects
        for finding in expectation.condition.findings(world, occurrence)
    )


def judge(world: World, edition: Edition, step: Step, occurrence: Occurrence) -> Standing:
    """How one step stands in one occurrence."""
    owner = step.responsible if isinstance(step.responsible, Role) else owner_of(world, step, occurrence)
    event = occurrence.taken.get(step.key)
    if (event is not None or step.done_when is not None) and _is_done(world, step, occurrence, event):
        return Standing(step, occurrence, State.DONE, owner, event=event)
    if occurrence.ended is not None and not step.outlives:
        due = world.due(occurrence, step.deadline) if step.deadline else None
        missed = due is not None and due < occurrence.ended and _relevant(world, step.when, occurrence) is True
        return Standing(step, occurrence, State.NOT_RELEVANT, owner, due=due, event=event, missed=missed)
    relevant = _relevant(world, step.when, occurrence)
    if relevant is not True:
        return Standing(step, occurrence, State.NOT_RELEVANT, owner, event=event, later=relevant is None)
    due = world.due(occurrence, step.deadline) if step.deadline is not None else None
    barriers = ()
    if step.requires is not None or edition.rules_of[step.key]:
        barriers = _barriers(world, edition, step, occurrence)
    if barriers:
        return Standing(step, occurrence, State.BARRED, owner, barriers, due=due, event=event)
    warnings = _warnings(world, step, occurrence) if step.expects else ()
    return Standing(step, occurrence, State.OPEN, owner, (), warnings, due, event)


def _relevant(world: World, when: Condition | None, occurrence: Occurrence) -> bool | None:
    return True if when is None else when.answer(world, occurrence)


def assess(
    procedure: Procedure,
    history: Iterable[Event],
    day: date,
    known: date | None = None,
    before: tuple[date, int] | None = None,
) -> Assessment:
    """Every step occurrence of the case with its state, owner, findings and date, on `day` as known at `known`.

    Pure: no clock, no I/O. A case without events has the ways in (G1) as its only open steps.
    """
    world = fold(procedure, history, day, known, before)
    edition = procedure.at(day)
    if world.root is None:
        world.begin(day)
    standings = []
    first_valid = procedure.first_valid
    for subject, occurrences in world.by_subject.items():
        for step in edition.by_subject.get(subject, ()):
            begun = first_valid[step.key]
            for occurrence in occurrences:
                if occurrence.opened >= begun or step.key in occurrence.taken:
                    standings.append(judge(world, edition, step, occurrence))
    return Assessment(world, edition, standings)


def what_if(procedure: Procedure, history: Iterable[Event], day: date, *extra: Event) -> Assessment:
    """The assessment as it would be on that day, with these further events."""
    return assess(procedure, [*history, *extra], day)


class Breach(NamedTuple):
    """A step that was taken, and what a later correction has pulled from under it (trap 5)."""

    event: Event
    barriers: tuple[Barrier, ...]


def breaches(procedure: Procedure, history: list[Event], day: date) -> list[Breach]:
    """Decisions whose conditions no longer held on their day once corrections are counted. Quadratic: use when a history holds corrections."""
    found = []
    for event in effective(history, day):
        if event.kind is not EventKind.TAKEN:
            continue
        before = assess(procedure, history, event.on, before=(event.on, event.number))
        standing = before.standing(event.step, event.occurrence)
        if standing is not None and standing.state is State.BARRED:
            found.append(Breach(event, standing.barriers))
    return found

"""How one step stands in one occurrence: its state, owner, barriers, warnings and date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import NamedTuple

from sagsgang.procedure.engine.consents import record_of
from sagsgang.procedure.engine.history import Event
from sagsgang.procedure.engine.occurrences import Occurrence
from sagsgang.procedure.engine.world import World
from sagsgang.procedure.language import ConsentState, Duty, Edition, Expectation, Role, RoleBy, Rule, Step
from sagsgang.procedure.language.conditions import Condition, Finding


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


class Warning_(NamedTuple):  # noqa: N801  Python itself has a Warning
    """An expectation that is not met: the leaf, and the expectation it comes from."""

    finding: Finding
    expectation: Expectation


@dataclass(slots=True, eq=False)
class Standing:
    """One step in one occurrence on one day. `later`: not relevant yet, but may come to be.

    `eased`: the step's duty does not bind here; it may be taken.
    """

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
    eased: bool = False

    @property
    def duty(self) -> Duty:
        """Whether it must, should or may be taken here."""
        return Duty.MAY if self.eased else self.step.duty

    @property
    def is_task(self) -> bool:
        """Whether somebody owes it: open or barred, and not merely a possibility."""
        return self.state in (State.OPEN, State.BARRED) and self.duty is not Duty.MAY

    @property
    def key(self) -> tuple[str, str]:
        """The step and the occurrence it stands for."""
        return (self.step.key, self.occurrence.id)


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


_TO_BE_ASKED = (ConsentState.MISSING, ConsentState.WITHDRAWN)  # what has run out is asked for by a step of its own


def _is_done(world: World, step: Step, occurrence: Occurrence, event: Event | None) -> bool:
    if step.done_when is not None:  # nobody took it: one that does not concern the case is not done by chance
        return step.done_when.answer(world, occurrence) is True and _relevant(world, step.when, occurrence) is True
    if event is None or step.repeatable:
        return False
    if step.gives is not None:
        record = record_of(world, occurrence, step.gives)
        return record is None or record.state(world.day) not in _TO_BE_ASKED
    return True


def _barriers(world: World, edition: Edition, step: Step, occurrence: Occurrence) -> tuple[Barrier, ...]:
    rules = edition.rules_of[step.key]
    if step.requires is None and not rules:
        return ()
    found: list[Barrier] = []
    if step.requires is not None and step.requires.answer(world, occurrence) is not True:
        found += [Barrier(finding, None) for finding in step.requires.findings(world, occurrence)]
    for rule in rules:
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


def judge(world: World, edition: Edition, step: Step, occurrence: Occurrence, *, anew: bool = False) -> Standing:
    """How one step stands in one occurrence; `anew`: how it would stand, had it not been taken yet."""
    owner = step.responsible if isinstance(step.responsible, Role) else owner_of(world, step, occurrence)
    event = occurrence.taken.get(step.key)
    if not anew and (event is not None or step.done_when is not None) and _is_done(world, step, occurrence, event):
        return Standing(step, occurrence, State.DONE, owner, event=event)
    eased = step.owed_when is not None and step.owed_when.answer(world, occurrence) is not True
    deadline = None if eased else step.deadline
    if occurrence.ended is not None and not step.outlives:
        due = world.due_open(occurrence, deadline) if deadline else None
        missed = due is not None and due < occurrence.ended and _relevant(world, step.when, occurrence) is True
        return Standing(step, occurrence, State.NOT_RELEVANT, owner, due=due, event=event, missed=missed, eased=eased)
    relevant = _relevant(world, step.when, occurrence)
    if relevant is not True:
        return Standing(step, occurrence, State.NOT_RELEVANT, owner, event=event, later=relevant is None, eased=eased)
    due = world.due_open(occurrence, deadline) if deadline is not None else None
    barriers = _barriers(world, edition, step, occurrence)
    if barriers:
        return Standing(step, occurrence, State.BARRED, owner, barriers, due=due, event=event, eased=eased)
    warnings = _warnings(world, step, occurrence) if step.expects else ()
    return Standing(step, occurrence, State.OPEN, owner, (), warnings, due, event, eased=eased)


def _relevant(world: World, when: Condition | None, occurrence: Occurrence) -> bool | None:
    return True if when is None else when.answer(world, occurrence)

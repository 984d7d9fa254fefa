"""Random lawful walks through a procedure: an open step, admissible answers, some days, and again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

from sagsgang.procedure.engine import Assessment, Event, EventKind, Standing, State, World, assess, record_of
from sagsgang.procedure.language import Asked, Kind, Procedure, Reply, When
from sagsgang.procedure.language.conditions import Condition
from sagsgang.procedure.workdays import COPENHAGEN

Choose = Callable[[Sequence[Any]], Any]  # one of the possibilities; the first is the simplest


@dataclass
class Walk:
    """A history that was lawful at every step, and how the case stood before each of them."""

    procedure: Procedure
    history: list[Event] = field(default_factory=list)
    day: date = date(2025, 1, 6)
    before: dict[int, Assessment] = field(default_factory=dict)

    def now(self) -> Assessment:
        """How the case stands on the day the walk has come to."""
        return assess(self.procedure, self.history, self.day)


def stroll(
    choose: Choose, procedure: Procedure, length: int, start: Iterable[Event] = (), day: date | None = None
) -> Walk:
    """Walk on from `start` by up to `length` steps, each of them open on its day; every answer one the form takes."""
    walk = Walk(procedure, list(start))
    walk.day = day or max((event.on for event in walk.history), default=walk.day)
    for _ in range(length):
        walk.day += timedelta(days=choose(_DAYS))
        assessment = walk.now()
        standing = _next_step(choose, assessment)
        if standing is None:
            break
        facts = _answers(choose, assessment.world, standing, walk.day)
        recorded = datetime(walk.day.year, walk.day.month, walk.day.day, 10, tzinfo=UTC)
        number = len(walk.history) + 1
        walk.before[number] = assessment
        walk.history.append(
            Event(number, EventKind.TAKEN, standing.step.key, standing.occurrence.id, walk.day, recorded, facts)
        )
    return walk


_MOSTLY = (True, True, True, False)
_DAYS = (0, 1, 3, 7, 12, 30, 75)


def _next_step(choose: Choose, assessment: Assessment) -> Standing | None:
    """Mostly what is owed first, as a diligent person would; now and then anything that is open."""
    owed = [task for task in assessment.tasks() if task.state is State.OPEN]
    if owed and choose(_MOSTLY):
        task = choose(owed[:3])
        if not task.step.milestone:
            return task
        through = assessment.through(task)
        if through:
            return choose(through)
    free = [each for each in assessment.standings if _can_be_taken(assessment, each)]
    return choose(free) if free else None


def _can_be_taken(assessment: Assessment, standing: Standing) -> bool:
    return assessment.to_take(standing).state is State.OPEN and not standing.step.milestone


def _answers(choose: Choose, world: World, standing: Standing, day: date) -> dict[str, Any]:
    facts: dict[str, Any] = {}

    def holds(condition: Condition) -> bool:
        world.draft = facts
        try:
            return condition.answer(world, standing.occurrence) is True
        finally:
            world.draft = None

    for asked in standing.step.asked():
        if asked.only_if is not None and not holds(asked.only_if):
            continue
        if asked.fact.kind is Kind.REPLIES:
            facts[asked.fact.key] = choose(_ROUNDS)(day)
        elif asked.fact.kind is Kind.GIVER:
            record = record_of(world, standing.occurrence, standing.step.withdraws) if standing.step.withdraws else None
            facts[asked.fact.key] = choose(record.givers()) if record and record.givers() else "mor"
        elif asked.required or choose((True, False)):
            facts[asked.fact.key] = choose(_admissible(asked.now(day, holds), day))
    return facts


def _round(mother: str, father: str) -> Callable[[date], tuple[Reply, ...]]:
    """What both parents answer, on the day."""

    def answered(day: date) -> tuple[Reply, ...]:
        kind = "faelles_foraeldremyndighed"
        both = (("mor", mother), ("far", father))
        return tuple(Reply(who, kind, said, "mundtlig" if said != "mangler" else "", "1", day) for who, said in both)

    return answered


_ROUNDS = (_round("ja", "ja"), _round("nej", "nej"), _round("ja", "nej"), _round("ja", "mangler"))


def _admissible(asked: Asked, day: date) -> Sequence[Any]:
    """Some of the answers that the form would take on that day."""
    fact = asked.fact
    values = [option.value for option in asked.options()]
    match fact.kind:
        case Kind.CHOICE | Kind.YES_NO:
            return values
        case Kind.CHOICES:
            together = [option.value for option in asked.options() if not option.alone]
            return [*([value] for value in values), *([one, two] for one, two in pairwise(together))]
        case Kind.DATE if fact.when is When.PAST:
            return [day - timedelta(days=count) for count in (0, 0, 0, 1, 10, 400)]
        case Kind.DATE:
            return [day + timedelta(days=count) for count in (14, 30, 7, 0, 60)]
        case Kind.MOMENT:
            moment = datetime(day.year, day.month, day.day, 9, tzinfo=COPENHAGEN)
            return [moment - timedelta(days=count) for count in (0, 1, 30)]
        case Kind.NUMBER | Kind.MONEY:
            least = fact.least or 0
            most = least + 20 if fact.most is None else fact.most
            return (most, least, (least + most) // 2)
        case Kind.UNIT:
            return ("enhed_a", "enhed_b")
        case _:
            return (True,)  # personal: the event only refers to it

"""Random lawful walks through a procedure: an open step, admissible answers, some days, and again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from sagsgang.procedure.engine import Assessment, Event, EventKind, Standing, State, World, assess
from sagsgang.procedure.language import Asked, Duty, Kind, Procedure, When
from sagsgang.procedure.workdays import COPENHAGEN

Choose = Callable[[st.SearchStrategy[Any]], Any]


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


_DAYS = st.sampled_from((0, 1, 3, 7, 12, 30, 75))


def _next_step(choose: Choose, assessment: Assessment) -> Standing | None:
    """Mostly what is owed first, as a diligent person would; now and then anything that is open."""
    owed = [task for task in assessment.tasks() if task.state is State.OPEN]
    if owed and choose(st.integers(0, 9)) < 7:
        task = owed[min(choose(st.integers(0, 2)), len(owed) - 1)]
        if not task.step.milestone:
            return task
        through = assessment.through(task)
        if through:
            return choose(st.sampled_from(through))
    free = [each for each in assessment.standings if _can_be_taken(each)]
    return choose(st.sampled_from(free)) if free else None


def _can_be_taken(standing: Standing) -> bool:
    anew = standing.state is State.DONE and standing.step.again and standing.step.duty is not Duty.MAY
    return (standing.state is State.OPEN or anew) and not standing.step.milestone


def _answers(choose: Choose, world: World, standing: Standing, day: date) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for asked in standing.step.asked():
        if asked.only_if is not None:
            world.draft = facts
            wanted = asked.only_if.answer(world, standing.occurrence) is True
            world.draft = None
            if not wanted:
                continue
        if asked.required or choose(st.booleans()):
            facts[asked.fact.key] = choose(_admissible(asked, day))
    return facts


def _admissible(asked: Asked, day: date) -> st.SearchStrategy[Any]:
    """The answers that the form would take on that day."""
    fact = asked.fact
    match fact.kind:
        case Kind.CHOICE | Kind.YES_NO:
            return st.sampled_from([option.value for option in asked.options()])
        case Kind.CHOICES:
            return st.lists(st.sampled_from([option.value for option in asked.options()]), min_size=1, max_size=2)
        case Kind.DATE if fact.when is When.PAST:
            return st.sampled_from((0, 0, 0, -1, -10, -400)).map(lambda count: day + timedelta(days=count))
        case Kind.DATE:
            return st.sampled_from((14, 30, 7, 0, 60)).map(lambda count: day + timedelta(days=count))
        case Kind.MOMENT:
            moment = datetime(day.year, day.month, day.day, 9, tzinfo=COPENHAGEN)
            return st.sampled_from((0, 1, 30)).map(lambda count: moment - timedelta(days=count))
        case Kind.NUMBER | Kind.MONEY:
            least = fact.least or 0
            most = least + 20 if fact.most is None else fact.most
            return st.sampled_from((most, least, (least + most) // 2))
        case Kind.UNIT:
            return st.sampled_from(("enhed_a", "enhed_b"))
        case _:
            return st.just(True)  # personal: the event only refers to it

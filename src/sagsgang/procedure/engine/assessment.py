"""The whole assessment of a case on a day: every occurrence of every step, what is owed, and when that may change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from sagsgang.procedure.engine.history import Event
from sagsgang.procedure.engine.judging import Standing, State, judge
from sagsgang.procedure.engine.turns import Turns
from sagsgang.procedure.engine.world import World, fold
from sagsgang.procedure.language import Edition, Procedure


class Assessment:
    """What follows from procedure, history and day."""

    def __init__(self, world: World, edition: Edition, standings: list[Standing]) -> None:
        self.world = world
        self.edition = edition
        self.standings = standings

    @cached_property
    def _by_key(self) -> Mapping[tuple[str, str], Standing]:
        return {standing.key: standing for standing in self.standings}

    @cached_property
    def _by_step(self) -> Mapping[str, list[Standing]]:
        found: dict[str, list[Standing]] = {}
        for standing in self.standings:
            found.setdefault(standing.step.key, []).append(standing)
        return found

    def standing(self, step: str, occurrence: str) -> Standing | None:
        """The step's standing in that occurrence; None when there is no such pair."""
        return self._by_key.get((step, occurrence))

    def to_take(self, standing: Standing) -> Standing:
        """The same as somebody meets it who wants to take the step.

        A done step that may be taken `again` is judged as if it had not been taken: a new answer needs what the first
        one needed. OPEN means that it can be taken.
        """
        if standing.state is not State.DONE or not standing.step.again or standing.step.milestone:
            return standing
        return judge(self.world, self.edition, standing.step, standing.occurrence, anew=True)

    def of_step(self, step: str) -> list[Standing]:
        """All standings of the step, oldest occurrence first."""
        return list(self._by_step.get(step, ()))

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

    def turn(self, standing: Standing) -> tuple[Standing, ...]:
        """Whose turn it is when a step is barred: the steps that would supply what is missing, followed to the end."""
        return Turns(self.edition, self._by_step, self.to_take).turn(standing)

    def through(self, milestone: Standing) -> tuple[Standing, ...]:
        """The open steps by which a milestone can be met."""
        return Turns(self.edition, self._by_step, self.to_take).through(milestone)


def assess(
    procedure: Procedure,
    history: Iterable[Event],
    day: date,
    known: date | None = None,
    before: tuple[date, int] | None = None,
    lapsed: frozenset[str] = frozenset(),
) -> Assessment:
    """Every step occurrence of the case with its state, owner, findings and date, on `day` as known at `known`.

    Pure: no clock, no I/O. A case without events has the ways in (G1) as its only steps. A new step key applies to
    occurrences begun after its start; a new version of an old key applies on. `lapsed`: the keys of consents that were
    given, but not by all who must give them today; who that is, the history does not say.
    """
    world = fold(procedure, history, day, known, before)
    world.lapsed = lapsed
    edition = procedure.at(day)
    empty = world.root is None
    if empty:
        world.begin(day)
    standings = []
    first_valid = procedure.first_valid
    for subject, occurrences in world.by_subject.items():
        for step in edition.by_subject.get(subject, ()):
            if empty and not step.entry:
                continue
            start = first_valid[step.key]
            for occurrence in occurrences:
                if occurrence.begun >= start or step.entry or step.key in occurrence.taken:
                    standings.append(judge(world, edition, step, occurrence))
    return Assessment(world, edition, standings)


def what_if(procedure: Procedure, history: Iterable[Event], day: date, *extra: Event) -> Assessment:
    """The assessment as it would be on that day, with these further events."""
    return assess(procedure, [*history, *extra], day)

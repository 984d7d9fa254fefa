"""The whole assessment of a case on a day: every occurrence of every step, what is owed, and when that may change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from sagsgang.procedure.engine.history import Event
from sagsgang.procedure.engine.judging import Standing, State, judge
from sagsgang.procedure.engine.occurrences import Occurrence
from sagsgang.procedure.engine.turns import Turns
from sagsgang.procedure.engine.world import World, fold
from sagsgang.procedure.language import Edition, Procedure, Step


class Assessment:
    """What follows from procedure, history and day. A step is judged when it is asked for: alone, or with all others.

    `new`: the case has no events yet, so that its ways in are its only steps.
    """

    def __init__(self, world: World, edition: Edition, *, new: bool = False) -> None:
        self.world = world
        self.edition = edition
        self._new = new

    @cached_property
    def standings(self) -> list[Standing]:
        """Every step in every occurrence that it applies to."""
        world, edition = self.world, self.edition
        found = []
        for subject, occurrences in world.by_subject.items():
            for step in edition.by_subject.get(subject, ()):
                found += [judge(world, edition, step, each) for each in self._concerned(step, occurrences)]
        return found

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
        if "standings" in self.__dict__:
            return self._by_key.get((step, occurrence))
        declared, place = self.edition.by_key.get(step), self.world.by_id.get(occurrence)
        if declared is None or place is None or place.subject != declared.per.key:
            return None
        concerned = self._concerned(declared, [place])
        return judge(self.world, self.edition, declared, place) if concerned else None

    def _concerned(self, step: Step, occurrences: list[Occurrence]) -> list[Occurrence]:
        """A new step key applies to occurrences begun after its start; a new version of an old key applies on."""
        if step.entry or self._new:
            return occurrences if step.entry else []
        key, start = step.key, self.world.procedure.first_valid[step.key]
        return [each for each in occurrences if each.begun >= start or key in each.taken]

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
        _ = self.standings  # judging finds out which days those are
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

    Pure: no clock, no I/O. A case without events has the ways in (G1) as its only steps. `lapsed`: the keys of consents
    that were given, but not by all who must give them today; who that is, the history does not say.
    """
    world = fold(procedure, history, day, known, before)
    world.lapsed = lapsed
    edition = procedure.at(day)
    new = world.root is None
    if new:
        world.begin(day)
    return Assessment(world, edition, new=new)


def what_if(procedure: Procedure, history: Iterable[Event], day: date, *extra: Event) -> Assessment:
    """The assessment as it would be on that day, with these further events."""
    return assess(procedure, [*history, *extra], day)

"""Whose turn it is: from what a step lacks to the steps that would supply it, followed to the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sagsgang.procedure.engine.judging import Standing, State
from sagsgang.procedure.engine.occurrences import Occurrence
from sagsgang.procedure.language import Edition
from sagsgang.procedure.language.conditions import Condition, Need


class Turns:
    """One search through the standings of an assessment; made anew for each question."""

    def __init__(
        self, edition: Edition, by_step: Mapping[str, list[Standing]], to_take: Callable[[Standing], Standing]
    ) -> None:
        self._edition = edition
        self._to_take = to_take
        self._by_step = by_step
        self._found: dict[tuple[str, str], Standing] = {}
        self._seen: set[tuple[str, str]] = set()

    def turn(self, standing: Standing) -> tuple[Standing, ...]:
        """The steps that somebody can take now and that bring what keeps this one closed nearer."""
        self._seen.add(standing.key)
        self._follow(standing)
        return tuple(self._found.values())

    def through(self, milestone: Standing) -> tuple[Standing, ...]:
        """The open steps by which a milestone can be met; empty for other steps."""
        if milestone.step.done_when is None:
            return ()
        found: dict[tuple[str, str], Standing] = {}
        for need in milestone.step.done_when.needs():
            for each in self._supplying(milestone, need):
                if each.state is State.OPEN and not each.step.milestone:
                    found[each.key] = each
        return tuple(found.values())

    def _follow(self, standing: Standing) -> None:
        for condition in _lacking(standing):
            for need in condition.needs():
                self._follow_need(standing, need)

    def _follow_need(self, standing: Standing, need: Need, *, depth: int = 0) -> None:
        found = self._supplying(standing, need)
        named = len(self._found)
        for each in found:
            if each.is_task:  # whoever owes it goes before those who merely could
                self._visit(each)
        for each in found:
            if len(self._found) == named and not any(other.key in self._found for other in found):
                self._visit(each)
        if found or depth > len(self._edition.procedure.subjects):
            return
        for step in self._edition.suppliers.get(need, ()):  # its subject has not begun: who can begin it?
            if step.per is not self._edition.procedure.root:
                self._follow_need(standing, ("subject", step.per.key), depth=depth + 1)

    def _visit(self, standing: Standing) -> None:
        if standing.key in self._seen:
            return
        self._seen.add(standing.key)
        met = self._to_take(standing)
        if met.state is State.OPEN and not met.step.milestone:
            self._found[standing.key] = standing
        else:
            self._follow(met)

    def _supplying(self, standing: Standing, need: Need) -> list[Standing]:
        return [
            each
            for step in self._edition.suppliers.get(need, ())
            if not step.entry  # the ways in do not lead on
            for each in self._by_step.get(step.key, ())
            if (each.occurrence.ended is None or each.step.outlives) and _related(each.occurrence, standing.occurrence)
        ]


def _lacking(standing: Standing) -> tuple[Condition, ...]:
    """What keeps the step from being taken, or the milestone from being met."""
    step = standing.step
    if standing.state is State.BARRED:
        return tuple(barrier.finding.condition for barrier in standing.barriers)
    if standing.state is State.OPEN and step.done_when is not None:
        return (step.done_when,)
    if standing.state is State.NOT_RELEVANT and standing.later and step.when is not None:
        return (step.when,)
    return ()


def _related(one: Occurrence, other: Occurrence) -> bool:
    """Whether they do not lie in two different lives of the same subject."""
    return all(other.path.get(key, occurrence).id == occurrence.id for key, occurrence in one.path.items())

"""Conditions on the lives of subjects, and on time: what is under way, what some of them fulfil, which day has come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sagsgang.procedure.language.conditions import Answer, Condition, Need, World
from sagsgang.procedure.language.facts import Fact
from sagsgang.procedure.language.leaves import day_after
from sagsgang.procedure.language.terms import Subject
from sagsgang.procedure.workdays import shift_months

if TYPE_CHECKING:
    from sagsgang.procedure.language.deadlines import Deadline
    from sagsgang.procedure.language.parameters import Parameter


@dataclass(frozen=True, slots=True, eq=False)
class Running(Condition):
    """There is an occurrence of the subject that has not ended."""

    subject: Subject

    def answer(self, world: World, place: Any) -> Answer:
        found = world.everywhere(place, self.subject)
        if not found:
            return None
        return any(each.ended is None for each in found)

    def needs(self) -> Iterator[Need]:
        yield ("subject", self.subject.key)


@dataclass(frozen=True, slots=True, eq=False)
class NoneRunning(Condition):
    """No occurrence of the subject is under way; absence is "yes"."""

    subject: Subject

    def answer(self, world: World, place: Any) -> Answer:
        return all(each.ended is not None for each in world.everywhere(place, self.subject))

    def needs(self) -> Iterator[Need]:
        yield ("end", self.subject.key)


@dataclass(frozen=True, slots=True, eq=False)
class Over(NoneRunning):
    """The one that this belongs to has ended, whatever else may have begun since; reads like `NoneRunning`."""

    def answer(self, world: World, place: Any) -> Answer:
        found = world.nearest(place, self.subject)
        return found is not None and found.ended is not None


@dataclass(frozen=True, slots=True, eq=False)
class Some(Condition):
    """At least one occurrence of the subject fulfils `where`; `phrase` says it, mid-sentence, as a statement.

    `since` leaves out what was opened before the day of that anchor, `until` what was opened after it.
    """

    subject: Subject
    where: Condition
    phrase: str
    since: Deadline | None = None
    until: Deadline | None = None

    def answer(self, world: World, place: Any) -> Answer:
        first = world.due(place, self.since) if self.since else date.min
        last = world.due(place, self.until) if self.until else date.max
        if first is None or last is None:
            return None
        for each in world.everywhere(place, self.subject):
            if first <= each.opened <= last and self.where.answer(world, each) is True:
                return True
        return None

    def needs(self) -> Iterator[Need]:
        yield ("subject", self.subject.key)
        yield from self.where.needs()


@dataclass(frozen=True, slots=True, eq=False)
class Reached(Condition):
    """The day of the deadline has come."""

    deadline: Deadline
    phrase: str

    def answer(self, world: World, place: Any) -> Answer:
        day = world.due(place, self.deadline)
        if day is None:
            return None
        if world.day < day:
            world.wake(day)
            return False
        return True

    def needs(self) -> Iterator[Need]:
        yield from self.deadline.anchor.needs()


@dataclass(frozen=True, slots=True, eq=False)
class Passed(Condition):
    """The day of the deadline is over; with a fact: the recorded day lies after it."""

    deadline: Deadline
    phrase: str
    fact: Fact | None = None

    def answer(self, world: World, place: Any) -> Answer:
        last = world.due(place, self.deadline)
        told = world.day if self.fact is None else world.value(place, self.fact)
        if last is None or told is None:
            return None
        if self.fact is None and told <= last:
            world.wake(day_after(last))
        return bool(told > last)

    def needs(self) -> Iterator[Need]:
        yield from self.deadline.anchor.needs()
        if self.fact is not None:
            yield ("fact", self.fact.key)


@dataclass(frozen=True, slots=True, eq=False)
class TimeLeft(Condition):
    """The months used by earlier periods, and those asked for, stay within the parameter (R7, X14).

    Periods count when `where` holds for them and they began after the latest occurrence for which `afresh` holds;
    a period that ended early counts the time used.
    """

    periods: Subject
    start: Fact
    months: Fact
    where: Condition
    afresh: Condition
    asked: Fact
    most: Parameter
    phrase: str

    def answer(self, world: World, place: Any) -> Answer:
        most = self.most.at(world.day)
        asked = world.value(place, self.asked)
        if most is None or asked is None:
            return None
        used = 0.0
        for period in world.everywhere(place, self.periods):
            if self.afresh.answer(world, period) is True:
                used = 0.0
            elif self.where.answer(world, period) is True:
                used += months_between(*self._stretch(world, period))
        return bool(used + asked <= most + 0.01)

    def _stretch(self, world: World, period: Any) -> tuple[date | None, date | None]:
        start, months = world.value(period, self.start), world.value(period, self.months)
        if start is None or months is None:
            return None, None
        end = shift_months(start, months)
        return start, min(end, period.ended) if period.ended is not None else end

    def needs(self) -> Iterator[Need]:
        yield ("fact", self.asked.key)


def months_between(start: date | None, end: date | None) -> float:
    """Months from start to end (not included), with the rest as a part of 31; 0 when one is missing."""
    if start is None or end is None or end <= start:
        return 0.0
    whole = (end.year - start.year) * 12 + end.month - start.month
    while shift_months(start, whole) > end:
        whole -= 1
    return whole + (end - shift_months(start, whole)).days / 31


def running(subject: Subject) -> Condition:
    """One is under way."""
    return Running(subject)


def none_running(subject: Subject) -> Condition:
    """None is under way."""
    return NoneRunning(subject)


def over(subject: Subject) -> Condition:
    """The one that this belongs to has ended."""
    return Over(subject)


def some(
    subject: Subject, where: Condition, phrase: str, *, since: Deadline | None = None, until: Deadline | None = None
) -> Condition:
    """One of them fulfils `where`; `phrase` is the statement, mid-sentence."""
    return Some(subject, where, phrase, since, until)


def passed(deadline: Deadline, phrase: str, *, by: Fact | None = None) -> Condition:
    """The day is over, or the day recorded under `by` lies after it; `phrase` is the statement, mid-sentence."""
    return Passed(deadline, phrase, by)


def reached(deadline: Deadline, phrase: str) -> Condition:
    """The day has come; `phrase` is the statement, mid-sentence."""
    return Reached(deadline, phrase)

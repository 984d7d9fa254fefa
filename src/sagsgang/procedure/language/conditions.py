"""Conditions are values: each answers yes, no or not yet known, and names the leaves that are not met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from sagsgang.procedure.language.facts import YES, Fact
from sagsgang.procedure.language.terms import Consent, Document, Subject
from sagsgang.procedure.workdays import shift_months

if TYPE_CHECKING:
    from sagsgang.procedure.language.deadlines import Deadline
    from sagsgang.procedure.language.parameters import Parameter

Answer = bool | None
Need = tuple[str, str]


class Place(Protocol):
    """An occurrence, as conditions see it."""

    @property
    def opened(self) -> date: ...
    @property
    def ended(self) -> date | None: ...


class World(Protocol):
    """What conditions may ask of a folded history."""

    @property
    def day(self) -> date: ...
    def value(self, place: Any, fact: Fact) -> Any: ...
    def document_day(self, place: Any, document: Document) -> date | None: ...
    def consent(self, place: Any, consent: Consent) -> str | None: ...
    def was_taken(self, place: Any, step: str) -> bool: ...
    def nearest(self, place: Any, subject: Subject) -> Any: ...
    def everywhere(self, place: Any, subject: Subject) -> list[Any]: ...
    def due(self, place: Any, deadline: Deadline) -> date | None: ...
    def wake(self, day: date) -> None: ...


@dataclass(frozen=True, slots=True)
class Finding:
    """One leaf that is not met: what, with which answer, and in whose terms."""

    condition: Condition
    answer: Answer


@dataclass(frozen=True, slots=True, eq=False)
class Condition:
    """Something that must hold. Leaves answer; `all_of`, `any_of`, `not_` join them."""

    leaf: ClassVar[bool] = True

    def answer(self, world: World, place: Any) -> Answer:
        """Yes, no, or None: not yet known."""
        raise TypeError(f"{type(self).__name__} does not answer")

    def findings(self, world: World, place: Any) -> tuple[Finding, ...]:
        """The smallest set of leaves that keep this from being yes; empty when it is."""
        found = self.answer(world, place)
        return () if found is True else (Finding(self, found),)

    def needs(self) -> Iterator[Need]:
        """The named things the condition asks for, as ("fact", key), ("document", key) …"""
        yield from ()

    def leaves(self) -> Iterator[Condition]:
        """The leaves, in the order written."""
        yield self


@dataclass(frozen=True, slots=True, eq=False)
class Known(Condition):
    """The fact has been recorded; absence is "not yet"."""

    fact: Fact

    def answer(self, world: World, place: Any) -> Answer:
        return None if world.value(place, self.fact) is None else True

    def needs(self) -> Iterator[Need]:
        yield ("fact", self.fact.key)


@dataclass(frozen=True, slots=True, eq=False)
class Unrecorded(Condition):
    """The fact has not been recorded; absence is "yes"."""

    fact: Fact

    def answer(self, world: World, place: Any) -> Answer:
        return world.value(place, self.fact) is None

    def needs(self) -> Iterator[Need]:
        yield ("fact", self.fact.key)


@dataclass(frozen=True, slots=True, eq=False)
class Is(Condition):
    """The fact has one of the values (for several choices: one of them is among the chosen)."""

    fact: Fact
    values: tuple[Any, ...]

    def answer(self, world: World, place: Any) -> Answer:
        value = world.value(place, self.fact)
        if value is None:
            return None
        if isinstance(value, tuple | list):
            return any(each in self.values for each in value)
        return value in self.values

    def needs(self) -> Iterator[Need]:
        yield ("fact", self.fact.key)


@dataclass(frozen=True, slots=True, eq=False)
class AtLeast(Condition):
    """The number is at least the dated parameter."""

    fact: Fact
    least: Parameter

    def answer(self, world: World, place: Any) -> Answer:
        value = world.value(place, self.fact)
        least = self.least.at(world.day)
        return None if value is None or least is None else bool(value >= least)

    def needs(self) -> Iterator[Need]:
        yield ("fact", self.fact.key)


@dataclass(frozen=True, slots=True, eq=False)
class Available(Condition):
    """The paper is there; absence is "not yet"."""

    document: Document

    def answer(self, world: World, place: Any) -> Answer:
        return None if world.document_day(place, self.document) is None else True

    def needs(self) -> Iterator[Need]:
        yield ("document", self.document.key)


@dataclass(frozen=True, slots=True, eq=False)
class Fresh(Condition):
    """The date is at most so many months old (X16)."""

    fact: Fact
    months: Parameter

    def answer(self, world: World, place: Any) -> Answer:
        value = world.value(place, self.fact)
        most = self.months.at(world.day)
        if value is None or most is None:
            return None
        last = shift_months(value, most)
        if world.day > last:
            return False
        world.wake(day_after(last))
        return True

    def needs(self) -> Iterator[Need]:
        yield ("fact", self.fact.key)


@dataclass(frozen=True, slots=True, eq=False)
class Given(Condition):
    """The consent is given and stands; never asked or withdrawn and not asked again is "not yet"."""

    consent: Consent

    def answer(self, world: World, place: Any) -> Answer:
        state = world.consent(place, self.consent)
        return None if state is None else state == YES

    def needs(self) -> Iterator[Need]:
        yield ("consent", self.consent.key)


@dataclass(frozen=True, slots=True, eq=False)
class Taken(Condition):
    """The step has been taken (for the nearest occurrence of its subject)."""

    step: str

    def answer(self, world: World, place: Any) -> Answer:
        return True if world.was_taken(place, self.step) else None

    def needs(self) -> Iterator[Need]:
        yield ("step", self.step)


@dataclass(frozen=True, slots=True, eq=False)
class NotTaken(Condition):
    """The step has not been taken; absence is "yes"."""

    step: str

    def answer(self, world: World, place: Any) -> Answer:
        return not world.was_taken(place, self.step)

    def needs(self) -> Iterator[Need]:
        yield ("step", self.step)


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
        yield ("subject", self.subject.key)


@dataclass(frozen=True, slots=True, eq=False)
class Some(Condition):
    """At least one occurrence of the subject fulfils `where`; `phrase` says it, mid-sentence, as a statement.

    `since` leaves out what was opened before the day of that anchor.
    """

    subject: Subject
    where: Condition
    phrase: str
    since: Deadline | None = None

    def answer(self, world: World, place: Any) -> Answer:
        first = world.due(place, self.since) if self.since else None
        if self.since is not None and first is None:
            return None
        for each in world.everywhere(place, self.subject):
            if (first is None or each.opened >= first) and self.where.answer(world, each) is True:
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
        return used + asked <= most + 0.01

    def _stretch(self, world: World, period: Any) -> tuple[date | None, date | None]:
        start, months = world.value(period, self.start), world.value(period, self.months)
        if start is None or months is None:
            return None, None
        end = shift_months(start, months)
        return start, min(end, period.ended) if period.ended is not None else end

    def needs(self) -> Iterator[Need]:
        yield ("fact", self.asked.key)


@dataclass(frozen=True, slots=True, eq=False)
class All(Condition):
    """Every part must hold."""

    leaf: ClassVar[bool] = False
    parts: tuple[Condition, ...]

    def answer(self, world: World, place: Any) -> Answer:
        answer: Answer = True
        for part in self.parts:
            found = part.answer(world, place)
            if found is False:
                return False
            if found is None:
                answer = None
        return answer

    def findings(self, world: World, place: Any) -> tuple[Finding, ...]:
        return tuple(finding for part in self.parts for finding in part.findings(world, place))

    def needs(self) -> Iterator[Need]:
        for part in self.parts:
            yield from part.needs()

    def leaves(self) -> Iterator[Condition]:
        for part in self.parts:
            yield from part.leaves()


@dataclass(frozen=True, slots=True, eq=False)
class AnyOf(Condition):
    """One part is enough."""

    leaf: ClassVar[bool] = False
    parts: tuple[Condition, ...]

    def answer(self, world: World, place: Any) -> Answer:
        answer: Answer = False
        for part in self.parts:
            found = part.answer(world, place)
            if found is True:
                return True
            if found is None:
                answer = None
        return answer

    def findings(self, world: World, place: Any) -> tuple[Finding, ...]:
        found = self.answer(world, place)
        return () if found is True else (Finding(self, found),)

    def needs(self) -> Iterator[Need]:
        for part in self.parts:
            yield from part.needs()

    def leaves(self) -> Iterator[Condition]:
        for part in self.parts:
            yield from part.leaves()


@dataclass(frozen=True, slots=True, eq=False)
class Not(Condition):
    """The opposite; not yet known stays not yet known."""

    leaf: ClassVar[bool] = False
    part: Condition

    def answer(self, world: World, place: Any) -> Answer:
        found = self.part.answer(world, place)
        return None if found is None else not found

    def needs(self) -> Iterator[Need]:
        yield from self.part.needs()

    def leaves(self) -> Iterator[Condition]:
        yield from self.part.leaves()


def day_after(day: date) -> date:
    """The next day."""
    return date.fromordinal(day.toordinal() + 1)


def months_between(start: date | None, end: date | None) -> float:
    """Months from start to end (not included), with the rest as a part of 31; 0 when one is missing."""
    if start is None or end is None or end <= start:
        return 0.0
    whole = (end.year - start.year) * 12 + end.month - start.month
    while shift_months(start, whole) > end:
        whole -= 1
    return whole + (end - shift_months(start, whole)).days / 31


def known(fact: Fact) -> Condition:
    """The fact has been recorded."""
    return Known(fact)


def unrecorded(fact: Fact) -> Condition:
    """The fact has not been recorded."""
    return Unrecorded(fact)


def is_(fact: Fact, *values: Any) -> Condition:
    """The fact has one of these values."""
    return Is(fact, values)


def yes(fact: Fact) -> Condition:
    """The answer is yes."""
    return Is(fact, (YES,))


def no(fact: Fact) -> Condition:
    """The answer is no."""
    return Is(fact, ("nej",))


def at_least(fact: Fact, least: Parameter) -> Condition:
    """The number reaches the dated parameter."""
    return AtLeast(fact, least)


def available(document: Document) -> Condition:
    """The paper is there."""
    return Available(document)


def fresh(fact: Fact, months: Parameter) -> Condition:
    """The date is not older than so many months."""
    return Fresh(fact, months)


def given(consent: Consent) -> Condition:
    """The consent stands."""
    return Given(consent)


def taken(step: str) -> Condition:
    """The step has been taken."""
    return Taken(step)


def not_taken(step: str) -> Condition:
    """The step has not been taken."""
    return NotTaken(step)


def running(subject: Subject) -> Condition:
    """One is under way."""
    return Running(subject)


def none_running(subject: Subject) -> Condition:
    """None is under way."""
    return NoneRunning(subject)


def some(subject: Subject, where: Condition, phrase: str, *, since: Deadline | None = None) -> Condition:
    """One of them fulfils `where`; `phrase` is the statement, mid-sentence."""
    return Some(subject, where, phrase, since)


def reached(deadline: Deadline, phrase: str) -> Condition:
    """The day has come; `phrase` is the statement, mid-sentence."""
    return Reached(deadline, phrase)


def all_of(*parts: Condition) -> Condition:
    """Every part must hold."""
    return All(parts)


def any_of(*parts: Condition) -> Condition:
    """One part is enough."""
    return AnyOf(parts)


def not_(part: Condition) -> Condition:
    """The opposite."""
    return Not(part)

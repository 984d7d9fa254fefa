"""Conditions on what has been recorded: facts, papers, consents, and steps that were taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sagsgang.procedure.language.conditions import Answer, Condition, Need, World
from sagsgang.procedure.language.facts import NO, YES, Fact
from sagsgang.procedure.language.terms import Consent, Document
from sagsgang.procedure.workdays import shift_months

if TYPE_CHECKING:
    from sagsgang.procedure.language.parameters import Parameter


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
    """The fact has not been recorded; absence is "yes", and nobody can supply it."""

    fact: Fact

    def answer(self, world: World, place: Any) -> Answer:
        return world.value(place, self.fact) is None


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
    """The step has not been taken; absence is "yes", and nobody can supply it."""

    step: str

    def answer(self, world: World, place: Any) -> Answer:
        return not world.was_taken(place, self.step)


def day_after(day: date) -> date:
    """The next day."""
    return date.fromordinal(day.toordinal() + 1)


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
    return Is(fact, (NO,))


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

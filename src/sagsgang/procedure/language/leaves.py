"""Conditions on what has been recorded: facts, papers, consents, and steps that were taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sagsgang.procedure.language.conditions import Answer, Condition, Finding, Need, World
from sagsgang.procedure.language.facts import Fact
from sagsgang.procedure.language.replies import NO, YES, ConsentState
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
    """The consent stands. Refused or disputed is "no"; not answered by all, withdrawn or run out is "not yet"."""

    consent: Consent

    def answer(self, world: World, place: Any) -> Answer:
        return _given(world.consent(place, self.consent))

    def findings(self, world: World, place: Any) -> tuple[Finding, ...]:
        state = world.consent(place, self.consent)
        if state is ConsentState.GIVEN:
            return ()
        return (Finding(NotGiven(self.consent, state), _given(state)),)

    def needs(self) -> Iterator[Need]:
        yield ("consent", self.consent.key)


@dataclass(frozen=True, slots=True, eq=False)
class NotGiven(Given):
    """What `Given` finds: the consent as it stands instead."""

    state: ConsentState


@dataclass(frozen=True, slots=True, eq=False)
class NoConsent(Condition):
    """The consent does not stand, for whatever reason; absence is "yes", and nobody can supply it."""

    consent: Consent

    def answer(self, world: World, place: Any) -> Answer:
        return world.consent(place, self.consent) is not ConsentState.GIVEN


@dataclass(frozen=True, slots=True, eq=False)
class Expiring(Condition):
    """The consent is given and runs out within so many weeks, or has run out; never answered is "not yet"."""

    consent: Consent
    weeks: Parameter

    def answer(self, world: World, place: Any) -> Answer:
        until, weeks = world.consent_until(place, self.consent), self.weeks.at(world.day)
        if world.consent(place, self.consent) not in (ConsentState.GIVEN, ConsentState.EXPIRED):
            return None
        if until is None or weeks is None:
            return None
        from_day = until - timedelta(weeks=weeks)
        if world.day >= from_day:
            return True
        world.wake(from_day)
        return False

    def needs(self) -> Iterator[Need]:
        yield ("consent", self.consent.key)


@dataclass(frozen=True, slots=True, eq=False)
class Grounded(Condition):
    """A legal basis has been named, and the day until which it bears has not come.

    The day belongs to the basis it was recorded with: one that is named anew without a day bears without an end.
    """

    fact: Fact
    until: Fact

    def answer(self, world: World, place: Any) -> Answer:
        basis, until = world.recorded(place, self.fact), world.recorded(place, self.until)
        if basis is None:
            return None
        if until is None or until.event < basis.event:
            return True
        if world.day >= until.value:
            return None
        world.wake(until.value)
        return True

    def needs(self) -> Iterator[Need]:
        yield ("fact", self.fact.key)


def _given(state: ConsentState) -> Answer:
    if state is ConsentState.GIVEN:
        return True
    return False if state in (ConsentState.REFUSED, ConsentState.CONFLICT) else None


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


@dataclass(frozen=True, slots=True, eq=False)
class Late(Condition):
    """The step was last taken after the day it was due; while it is not taken, or no day is known, "not yet"."""

    step: str

    def answer(self, world: World, place: Any) -> Answer:
        event, deadline = world.taking(place, self.step), world.procedure.step(self.step, world.day).deadline
        due = world.due(place, deadline) if deadline is not None else None
        return None if event is None or due is None else event.on > due

    def needs(self) -> Iterator[Need]:
        yield ("step", self.step)


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


def no_consent(consent: Consent) -> Condition:
    """The consent does not stand."""
    return NoConsent(consent)


def expiring(consent: Consent, weeks: Parameter) -> Condition:
    """The consent runs out within so many weeks, or has."""
    return Expiring(consent, weeks)


def grounded(fact: Fact, until: Fact) -> Condition:
    """A legal basis has been named and still bears."""
    return Grounded(fact, until)


def taken(step: str) -> Condition:
    """The step has been taken."""
    return Taken(step)


def late(step: str) -> Condition:
    """The step was taken after its deadline."""
    return Late(step)


def not_taken(step: str) -> Condition:
    """The step has not been taken."""
    return NotTaken(step)

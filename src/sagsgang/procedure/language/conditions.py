"""Conditions are values: each answers yes, no or not yet known, and names the leaves that are not met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from sagsgang.procedure.language.facts import Fact
from sagsgang.procedure.language.replies import ConsentState
from sagsgang.procedure.language.terms import Consent, Document, Subject

if TYPE_CHECKING:
    from sagsgang.procedure.language.deadlines import Deadline

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
    def recorded(self, place: Any, fact: Fact) -> Any: ...
    def document_day(self, place: Any, document: Document) -> date | None: ...
    def consent(self, place: Any, consent: Consent) -> ConsentState: ...
    def consent_until(self, place: Any, consent: Consent) -> date | None: ...
    def was_taken(self, place: Any, step: str) -> bool: ...
    def taking(self, place: Any, step: str) -> Any: ...
    @property
    def procedure(self) -> Any: ...
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
        if found is True:
            return ()
        ways = tuple(part for part in self.parts if not (isinstance(part, Not) and part.answer(world, place) is False))
        if len(ways) == 1:  # "if that holds, then this": that does hold, so only this is missing
            return ways[0].findings(world, place)
        return (Finding(self if len(ways) in (0, len(self.parts)) else AnyOf(ways), found),)

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


@dataclass(frozen=True, slots=True, eq=False)
class Phrased(Condition):
    """A condition under one name: `phrase` is the statement, mid-sentence, and its one finding."""

    phrase: str
    part: Condition

    def answer(self, world: World, place: Any) -> Answer:
        return self.part.answer(world, place)

    def needs(self) -> Iterator[Need]:
        yield from self.part.needs()

    def leaves(self) -> Iterator[Condition]:
        yield from self.part.leaves()


def phrased(phrase: str, part: Condition) -> Condition:
    """The condition under one name, where its parts would make a long sentence."""
    return Phrased(phrase, part)


def all_of(*parts: Condition) -> Condition:
    """Every part must hold."""
    return All(parts)


def any_of(*parts: Condition) -> Condition:
    """One part is enough."""
    return AnyOf(parts)


def not_(part: Condition) -> Condition:
    """The opposite."""
    return Not(part)

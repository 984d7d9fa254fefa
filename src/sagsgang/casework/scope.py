"""Where case data may be read: inside a scope, and there only the cases that the gate has opened.

Whoever asks a table of cases outside a scope gets OutsideGate: a query that goes past the gate fails, and fails closed.
A request has a scope of its own (`viewing`), in which nothing is open until the gate opens it; what the house does by
itself (commands, nightly work, the demo town) says why it needs everything (`house`). The scope also remembers what was
looked at, so that the log of looks is written from what happened and not from what a page says of itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


class OutsideGate(Exception):
    """Case data was asked for where no gate has been passed: a fault in the house, never an answer to a person."""


@dataclass(frozen=True, slots=True)
class Noted:
    """Something that was done and must be on record: `act` in Danish, the case where there is one, and why."""

    act: str
    case_id: int | None = None
    why: str = ""


@dataclass(slots=True)
class Scope:
    """What has been opened, listed, searched for and denied since the scope began.

    `house` says why everything is open; it is empty in a person's scope. `acting`: the person has come to change
    something, so that leave to read is not enough to open a case. `opened` holds, for each case that the gate
    let through, by what cause.
    """

    house: str = ""
    acting: bool = False
    opened: dict[int, str] = field(default_factory=dict)
    listed: set[int] = field(default_factory=set)
    searches: list[tuple[str, str]] = field(default_factory=list)
    acts: list[Noted] = field(default_factory=list)
    denials: list[Noted] = field(default_factory=list)
    inside: int = 0

    def open(self, case_id: int, cause: str) -> None:
        """Let this case be read until the scope ends; the first cause stands."""
        self.opened.setdefault(case_id, cause)

    def list(self, case_ids: Iterable[int]) -> None:
        """These cases were shown in a list."""
        self.listed.update(case_ids)

    def searched(self, what: str, criterion: str) -> None:
        """Somebody searched: `what` names the kind of words ("navn", "cpr", "sagsnummer")."""
        self.searches.append((what, criterion))

    def denied(self, what: str, case_id: int | None = None) -> None:
        """Somebody asked for what he may not have."""
        self.denials.append(Noted(what, case_id))

    def noted(self, act: str, case_id: int | None = None, why: str = "") -> None:
        """An act beyond reading: an export, a print, a download, a protected address, break-glass."""
        self.acts.append(Noted(act, case_id, why))


_current: ContextVar[Scope | None] = ContextVar("scope", default=None)


def current() -> Scope:
    """The scope we are in; raises OutsideGate where there is none."""
    scope = _current.get()
    if scope is None:
        raise OutsideGate("No scope: case data is read through the gate only.")
    return scope


@contextmanager
def house(why: str) -> Iterator[Scope]:
    """Everything is open to what the house does by itself; `why` says what that is."""
    with _entered(Scope(house=why)) as scope:
        yield scope


@contextmanager
def viewing(*, acting: bool = False) -> Iterator[Scope]:
    """A person's scope: nothing is open until the gate opens it; `acting` when he has come to change something."""
    with _entered(Scope(acting=acting)) as scope:
        yield scope


@contextmanager
def gate() -> Iterator[Scope]:
    """The gate itself, while it finds out what may be opened. Used by casework's own doors and nowhere else."""
    scope = current()
    scope.inside += 1
    try:
        yield scope
    finally:
        scope.inside -= 1


def require(case_id: int) -> None:
    """Refuse to read a case that is not open here and now: for queries that do not go through CaseBound.

    :raises OutsideGate: no gate has been passed that opened it
    """
    scope = current()
    if not scope.house and not scope.inside and case_id not in scope.opened:
        raise OutsideGate("A case was asked for before the gate had opened it.")


@contextmanager
def _entered(scope: Scope) -> Iterator[Scope]:
    token = _current.set(scope)
    try:
        yield scope
    finally:
        _current.reset(token)


class CaseBound(models.Manager[Row]):
    """The rows of the cases that are open in the scope. `path` leads from the row to its case."""

    def __init__(self, path: str = "case") -> None:
        super().__init__()
        self._path = path

    def get_queryset(self) -> models.QuerySet[Row]:
        """The rows that may be read here and now; raises OutsideGate where no gate has been passed."""
        scope, rows = current(), super().get_queryset()
        if scope.house or scope.inside:
            return rows
        if not scope.opened:
            raise OutsideGate(f"{self.model.__name__} was asked for before the gate had opened a case.")
        return rows.filter(**{f"{self._path}__in": list(scope.opened)})

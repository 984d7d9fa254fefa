"""One life of a subject, and what has been recorded in it."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from sagsgang.procedure.engine.consents import Consented
from sagsgang.procedure.engine.history import Event

ROOT = "sag"


class Recorded(NamedTuple):
    """A fact's value, the day it was settled, and the event that says so."""

    value: Any
    on: date
    event: int


class Occurrence:
    """One life of a subject: this underretning, that offer, the third follow-up.

    `path` holds the occurrence itself and those it lies in, by subject; `below` all that lie in it, by subject;
    `origin` is where the step was taken that opened it (the offer's own indstilling, the period's own grant).
    """

    __slots__ = (
        "below", "consents", "departures", "documents", "ended", "facts", "id", "number", "opened", "origin", "parent",
        "path", "scheduled", "subject", "taken",
    )  # fmt: skip

    def __init__(self, subject: str, identity: str, parent: Occurrence | None, opened: date, number: int = 1) -> None:
        self.subject = subject
        self.id = identity
        self.parent = parent
        self.opened = opened
        self.origin: Occurrence | None = None
        self.number = number
        self.ended: date | None = None
        self.scheduled: date | None = None
        self.facts: dict[str, Recorded] = {}
        self.documents: dict[str, date] = {}
        self.consents: dict[str, Consented] = {}
        self.taken: dict[str, Event] = {}
        self.departures: dict[tuple[str, str], Event] = {}
        self.below: dict[str, list[Occurrence]] = {}
        self.path: dict[str, Occurrence] = {**parent.path, subject: self} if parent else {subject: self}

    @property
    def begun(self) -> date:
        """The day from which steps apply to it: what a calendar makes begins on its own day."""
        return self.scheduled or self.opened

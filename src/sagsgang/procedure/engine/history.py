"""The case history as the engine reads it: events, and which of them count on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import Enum
from typing import Any

from sagsgang.procedure.workdays import danish_day

DEPARTED_RULE = "regel"
"""The key under which a departure names its rule."""


class EventKind(Enum):
    """What happened to the history. Everything a caseworker does is TAKEN; the rest is about other events."""

    TAKEN = "taken"
    CORRECTED = "corrected"
    ANNULLED = "annulled"
    DEPARTED = "departed"


@dataclass(frozen=True, slots=True)
class Event:
    """One past-tense fact with two dates. `number` counts from 1 within the case, in the order recorded.

    TAKEN: `step` was taken in `occurrence` with `facts`. CORRECTED: the facts of event `target` are replaced by
    `facts` (and its day by `on`). ANNULLED: event `target` never counted. DEPARTED: the rule named in `facts` was
    departed from for `step` in `occurrence`.
    """

    number: int
    kind: EventKind
    step: str
    occurrence: str
    on: date
    recorded: datetime
    facts: Mapping[str, Any] = field(default_factory=dict)
    target: int = 0


def effective(
    history: Iterable[Event], day: date, known: date | None = None, before: tuple[date, int] | None = None
) -> list[Event]:
    """Events that count on `day` as known at the end of `known`: corrections first, then the day (trap 9).

    In order of (day, number). `before` cuts the history at (day, number), not at the day (trap 3).
    """
    events = [e for e in history if known is None or danish_day(e.recorded) <= known]
    counting = [e for e in events if e.kind in (EventKind.TAKEN, EventKind.DEPARTED)]
    if len(counting) != len(events):
        counting = _mended(events, counting)
    if before is not None:
        counting = [e for e in counting if (e.on, e.number) < before]
    counting = [e for e in counting if e.on <= day]
    counting.sort(key=lambda e: (e.on, e.number))
    return counting


def _mended(events: list[Event], counting: list[Event]) -> list[Event]:
    annulled: set[int] = set()
    corrections: dict[int, Event] = {}
    for event in sorted(events, key=lambda e: -e.number):
        if event.number in annulled:
            continue
        if event.kind is EventKind.ANNULLED:
            annulled.add(event.target)
        elif event.kind is EventKind.CORRECTED:
            corrections.setdefault(event.target, event)
    mended = []
    for event in counting:
        if event.number in annulled:
            continue
        correction = corrections.get(event.number)
        mended.append(replace(event, facts=correction.facts, on=correction.on) if correction else event)
    return mended

"""What was done, and no longer rests on what it rested on, once corrections are counted (trap 5)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sagsgang.procedure.engine.assessment import assess
from sagsgang.procedure.engine.history import Event, EventKind, effective
from sagsgang.procedure.engine.judging import Barrier, State
from sagsgang.procedure.language import Procedure


class Breach(NamedTuple):
    """A step that was taken, and what has been pulled from under it; no barriers: it was not its turn at all."""

    event: Event
    barriers: tuple[Barrier, ...]


def breaches(procedure: Procedure, history: list[Event], day: date) -> list[Breach]:
    """The steps that could not have been taken on their day, had the corrections been known.

    Reported to their owners, never a reason to refuse the correction. Quadratic in the number of events: ask only for
    a history that holds corrections.
    """
    found = []
    for event in effective(history, day):
        if event.kind is not EventKind.TAKEN or not procedure.covers.holds(event.on):
            continue
        before = assess(procedure, history, event.on, before=(event.on, event.number))
        standing = before.standing(procedure.step(event.step).key, event.occurrence)
        if standing is not None and standing.state in (State.BARRED, State.NOT_RELEVANT):
            found.append(Breach(event, standing.barriers))
    return found

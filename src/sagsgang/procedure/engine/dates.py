"""Which day an anchor stands for and when a deadline falls, read from a folded history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sagsgang.procedure.engine.occurrences import Occurrence
from sagsgang.procedure.language.deadlines import (
    ActedDay,
    Anchor,
    ConsentEnds,
    ConsentWithdrawn,
    Deadline,
    DueDay,
    EarliestDay,
    FactDay,
    LatestDay,
    OpenedDay,
    RecordedDay,
    RunsOut,
    ScheduledDay,
    YearDay,
)
from sagsgang.procedure.workdays import (
    LOKAL,
    DayOfYear,
    Limit,
    Unit,
    after_hours,
    due_after,
    due_before,
    open_day_until,
    shift_months,
)

if TYPE_CHECKING:
    from sagsgang.procedure.engine.world import World


def due(world: World, place: Occurrence, deadline: Deadline) -> date | None:
    """The day the deadline falls on, exactly as counted; None while the day it counts from is unknown."""
    limit = limit_of(world, place, deadline)
    if limit is not None and limit.unit is Unit.HOURS:
        moment = due_moment(world, place, deadline)
        return moment.date() if moment else None
    anchor = anchor_day(world, place, deadline.anchor)
    if anchor is None or limit is None:
        return anchor
    return due_before(anchor, limit) if deadline.before else due_after(anchor, limit)


def limit_of(world: World, place: Occurrence, deadline: Deadline) -> Limit | None:
    """The limit as it counts here: with another number where that has been agreed and recorded (D2)."""
    count = world.value(place, deadline.agreed) if deadline.agreed is not None else None
    if deadline.limit is None or count is None:
        return deadline.limit
    return replace(deadline.limit, count=int(count))


def due_open(world: World, place: Occurrence, deadline: Deadline) -> date | None:
    """The day a task is owed: a deadline that is a bare day goes back to an open one (trap 8).

    Only the due date is clamped, never the anchor it was counted from. What began on a closed day is not owed before
    it began: there the closed day itself stands.
    """
    found = due(world, place, deadline)
    if found is None or deadline.limit is not None:
        return found
    open_day = open_day_until(LOKAL, found)
    return found if open_day < _begun(world, place, deadline.anchor, found) else open_day


def _begun(world: World, place: Occurrence, anchor: Anchor, found: date) -> date:
    """The last day up to `found` on which what the duty follows from had happened."""
    inside = anchor.anchors if isinstance(anchor, EarliestDay) else (anchor,)
    days = [anchor_day(world, place, each) for each in inside if isinstance(each, _HAPPENED)]
    return max(day for day in (place.opened, *days, date.min) if day is not None and day <= found)


def due_moment(world: World, place: Occurrence, deadline: Deadline) -> datetime | None:
    """The clock time of a limit in hours (trap 14); None for other limits, or while the moment is unknown."""
    limit, anchor = deadline.limit, deadline.anchor
    if limit is None or limit.unit is not Unit.HOURS or not isinstance(anchor, FactDay):
        return None
    moment = world.value(place, anchor.fact)
    return after_hours(moment, limit.count) if isinstance(moment, datetime) else None


def anchor_day(world: World, place: Occurrence, anchor: Anchor) -> date | None:
    """The day the anchor stands for; None while it is unknown."""
    return _READERS[type(anchor)](world, place, anchor)


def _fact_day(world: World, place: Occurrence, anchor: FactDay) -> date | None:
    value = world.value(place, anchor.fact)
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def _recorded_day(world: World, place: Occurrence, anchor: RecordedDay) -> date | None:
    found = world.recorded(place, anchor.fact)
    return found.on if found else None


def _acted_day(world: World, place: Occurrence, anchor: ActedDay) -> date | None:
    event = world.taking(place, anchor.step)
    return event.on if event else None


def _opened_day(world: World, place: Occurrence, anchor: OpenedDay) -> date | None:
    found = world.nearest(place, anchor.subject)
    return found.opened if found else None


def _scheduled_day(_world: World, place: Occurrence, _anchor: ScheduledDay) -> date | None:
    return place.scheduled


def _year_day(world: World, place: Occurrence, anchor: YearDay) -> date | None:
    first = anchor_day(world, place, anchor.on_or_after)
    if first is None:
        return None
    wanted = DayOfYear(anchor.month, anchor.day)
    this_year = wanted.in_year(first.year)
    return this_year if this_year >= first else wanted.in_year(first.year + 1)


def _runs_out(world: World, place: Occurrence, anchor: RunsOut) -> date | None:
    start, months = world.value(place, anchor.start), world.value(place, anchor.months)
    return shift_months(start, months) if start is not None and months is not None else None


def _consent_ends(world: World, place: Occurrence, anchor: ConsentEnds) -> date | None:
    return world.consent_until(place, anchor.consent)


def _consent_withdrawn(world: World, place: Occurrence, anchor: ConsentWithdrawn) -> date | None:
    return world.consent_withdrawn(place, anchor.consent)


def _due_day(world: World, place: Occurrence, anchor: DueDay) -> date | None:
    return due_open(world, place, anchor.deadline)


def _latest_day(world: World, place: Occurrence, anchor: LatestDay) -> date | None:
    found = [anchor_day(world, place, each) for each in anchor.anchors]
    return max((day for day in found if day is not None), default=None)


def _earliest_day(world: World, place: Occurrence, anchor: EarliestDay) -> date | None:
    found = [anchor_day(world, place, each) for each in anchor.anchors]
    return min((day for day in found if day is not None), default=None)


_READERS: dict[type[Anchor], Callable[[World, Occurrence, Any], date | None]] = {
    FactDay: _fact_day,
    RecordedDay: _recorded_day,
    ActedDay: _acted_day,
    OpenedDay: _opened_day,
    ScheduledDay: _scheduled_day,
    YearDay: _year_day,
    RunsOut: _runs_out,
    ConsentEnds: _consent_ends,
    ConsentWithdrawn: _consent_withdrawn,
    DueDay: _due_day,
    EarliestDay: _earliest_day,
    LatestDay: _latest_day,
}
_HAPPENED = (ActedDay, ConsentWithdrawn, OpenedDay, RecordedDay)

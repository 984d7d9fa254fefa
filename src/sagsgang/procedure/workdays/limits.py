"""Time limits as values, the day they run out, and the account of why it is that day (X4, D1–D11)."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final, Literal

from sagsgang.procedure.workdays.calendars import (
    BORGER,
    LOKAL,
    MYNDIGHED,
    Calendar,
    is_open,
    open_day_from,
    open_day_until,
    why_closed,
)
from sagsgang.procedure.workdays.moments import COPENHAGEN

_ONE_DAY: Final = timedelta(days=1)
_SOME_LEAP_YEAR: Final = 2000
_CACHED: Final = 1 << 16

_Direction = Literal[1, -1]
ClosedDays = tuple[tuple[date, str], ...]
"""Closed days with the Danish reason of each, earliest first."""


class Unit(StrEnum):
    """What a limit is counted in."""

    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    WORKING_DAYS = "working_days"


class Roll(StrEnum):
    """Where a limit goes that ends on a closed day (X4)."""

    BACK = "back"  # a duty of the authority never slides
    FORWARD = "forward"  # a limit for citizens runs on to the next open day
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Limit:
    """A length of time: how many of which unit, counted in which calendar, and what a closed last day does to it."""

    count: int
    unit: Unit
    calendar: Calendar
    roll: Roll

    def __post_init__(self) -> None:
        if self.count < 0:
            raise ValueError(f"a limit cannot be negative: {self.count}")

    def __hash__(self) -> int:
        # Asked for at every look-up in the caches, where the generated hash costs three times as much.
        return hash((self.count, self.unit, self.calendar.key, self.roll))


@dataclass(frozen=True, slots=True)
class DayOfYear:
    """A date that comes back every year, such as 15 November (D8, D9); 29 February is the 28th in other years."""

    month: int
    day: int
    calendar: Calendar = LOKAL
    roll: Roll = Roll.BACK

    def __post_init__(self) -> None:
        date(_SOME_LEAP_YEAR, self.month, self.day)  # raises ValueError when there is no such day

    def in_year(self, year: int) -> date:
        """The date in `year`, open or not."""
        return date(year, self.month, min(self.day, monthrange(year, self.month)[1]))


@dataclass(frozen=True, slots=True)
class Account:
    """Why a limit runs out on the day it does: what it was counted from, past which closed days, and where it landed.

    `raw` is the last day before rolling and `due` the one after it; `skipped` are the closed days that were not counted
    (only a limit in working days skips any), `rolled` the closed days from `raw` on that were left for `due`.
    """

    anchor: date
    limit: Limit | DayOfYear
    raw: date
    due: date
    skipped: ClosedDays
    rolled: ClosedDays


def authority_limit(count: int, unit: Unit) -> Limit:
    """A duty of the authority by statute: rolls back, so that it is never late (X4).

    Working days are counted in MYNDIGHED, where Saturday counts; every other unit lands on a day that is open in LOKAL,
    the day that leaves nobody to act on a Saturday.
    """
    return Limit(count, unit, MYNDIGHED if unit is Unit.WORKING_DAYS else LOKAL, Roll.BACK)


def local_limit(count: int, unit: Unit) -> Limit:
    """A limit of the guidance or a local agreement (D1, D2, D4): calendar LOKAL, rolls back."""
    return Limit(count, unit, LOKAL, Roll.BACK)


def citizen_limit(count: int, unit: Unit) -> Limit:
    """A limit set for citizens, such as an appeal: calendar BORGER, rolls forward (X4)."""
    return Limit(count, unit, BORGER, Roll.FORWARD)


def after(anchor: date, limit: Limit) -> Account:
    """The account of `limit` counted from `anchor`, which is itself not counted; raises as `due_after`."""
    return _account(anchor, limit, _counted(anchor, limit, 1), due_after(anchor, limit))


def before(anchor: date, limit: Limit) -> Account:
    """The account of `limit` counted back from `anchor`, which is itself not counted; raises as `due_after`."""
    return _account(anchor, limit, _counted(anchor, limit, -1), due_before(anchor, limit))


def on_day_of_year(anchor: date, day_of_year: DayOfYear) -> Account:
    """The account of the first `day_of_year` on or after `anchor` (D8, D9)."""
    return _account(anchor, day_of_year, _next_in_year(anchor, day_of_year), due_on_day_of_year(anchor, day_of_year))


@lru_cache(maxsize=_CACHED)
def due_after(anchor: date, limit: Limit, /) -> date:
    """The `due` of `after`, without its account.

    A duty never falls before the day it is counted from: if no day since `anchor` is open, `raw` stands though closed.
    Raises ValueError for hours (they need a moment: `after_hours`) and TypeError for a moment in place of a day.
    """
    return _landed(anchor, _counted(anchor, limit, 1), limit.calendar, limit.roll, 1)


@lru_cache(maxsize=_CACHED)
def due_before(anchor: date, limit: Limit, /) -> date:
    """The `due` of `before`, without its account; never after `anchor`, raises as `due_after`."""
    return _landed(anchor, _counted(anchor, limit, -1), limit.calendar, limit.roll, -1)


@lru_cache(maxsize=_CACHED)
def due_on_day_of_year(anchor: date, day_of_year: DayOfYear, /) -> date:
    """The `due` of `on_day_of_year`, without its account; never before `anchor`."""
    return _landed(anchor, _next_in_year(anchor, day_of_year), day_of_year.calendar, day_of_year.roll, 1)


def after_hours(moment: datetime, hours: int) -> datetime:
    """The moment `hours` clock hours after `moment`, in Copenhagen time; a change of summer time is reckoned with.

    Hours run through nights, weekends and holidays (the 24 hours of an underretning). Raises ValueError when `moment`
    does not say its time zone or `hours` is negative.
    """
    if moment.utcoffset() is None:
        raise ValueError("a moment without a time zone cannot be counted from")
    if hours < 0:
        raise ValueError(f"a limit cannot be negative: {hours}")
    return (moment.astimezone(UTC) + timedelta(hours=hours)).astimezone(COPENHAGEN)


def shift_months(day: date, months: int) -> date:
    """The same day number `months` later (earlier when negative), or the last day of a month that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _counted(anchor: date, limit: Limit, direction: _Direction) -> date:
    """The last day of the limit before it rolls."""
    if isinstance(anchor, datetime):
        raise TypeError("a limit in days is counted from a day, not from a moment")
    count = direction * limit.count
    match limit.unit:
        case Unit.DAYS:
            return anchor + timedelta(days=count)
        case Unit.WEEKS:
            return anchor + timedelta(weeks=count)
        case Unit.MONTHS:
            return shift_months(anchor, count)
        case Unit.YEARS:
            return shift_months(anchor, 12 * count)
        case Unit.WORKING_DAYS:
            return _working_days_counted(anchor, limit, direction)
        case Unit.HOURS:
            raise ValueError("hours are counted from a moment: after_hours")


def _working_days_counted(anchor: date, limit: Limit, direction: _Direction) -> date:
    day, left = anchor, limit.count
    while left:
        day += direction * _ONE_DAY
        left -= is_open(limit.calendar, day)
    return day


def _landed(anchor: date, raw: date, calendar: Calendar, roll: Roll, direction: _Direction) -> date:
    """`raw` rolled to an open day, but not to the far side of `anchor`: there the limit has not begun."""
    if roll is Roll.NONE:
        return raw
    due = open_day_until(calendar, raw) if roll is Roll.BACK else open_day_from(calendar, raw)
    crossed = due < anchor if direction == 1 else due > anchor
    return raw if crossed else due


def _next_in_year(anchor: date, day_of_year: DayOfYear) -> date:
    this_year = day_of_year.in_year(anchor.year)
    return this_year if this_year >= anchor else day_of_year.in_year(anchor.year + 1)


def _account(anchor: date, limit: Limit | DayOfYear, raw: date, due: date) -> Account:
    in_working_days = isinstance(limit, Limit) and limit.unit is Unit.WORKING_DAYS
    return Account(
        anchor=anchor,
        limit=limit,
        raw=raw,
        due=due,
        skipped=_closed_between(limit.calendar, anchor, raw) if in_working_days else (),
        rolled=_closed_between(limit.calendar, raw, due, with_first=True),
    )


def _closed_between(calendar: Calendar, start: date, end: date, *, with_first: bool = False) -> ClosedDays:
    """The closed days from `start` (itself only if `with_first`) towards `end`, which is left out; earliest first."""
    step = _ONE_DAY if end >= start else -_ONE_DAY
    days = [start + step * number for number in range(0 if with_first else 1, abs((end - start).days))]
    return tuple((day, reason) for day in sorted(days) if (reason := why_closed(calendar, day)) is not None)

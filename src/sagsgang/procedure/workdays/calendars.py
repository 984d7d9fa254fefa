"""The three calendars a limit can be counted in, as values: which days are open, and why a day is closed (X4)."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from sagsgang.procedure.workdays.holidays import CLOSED_DAY_NAMES, holiday_name

WEEKDAY_NAMES: Final = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
_SATURDAY, _SUNDAY = 5, 6
_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """A day of the year on which a calendar closes though it is no holiday; holds from `since`, before `until`."""

    month: int
    day: int
    name: str
    since: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Whether `day` is this day of the year, within the time the setting holds."""
        return (
            (day.month, day.day) == (self.month, self.day)
            and self.since <= day
            and (self.until is None or day < self.until)
        )


@dataclass(frozen=True, slots=True)
class Calendar:
    """A way of telling open days from closed ones; Sundays and holidays are closed in all of them."""

    key: str
    name: str
    saturday_open: bool = False
    extra_closed: tuple[ClosedDay, ...] = ()

    def __hash__(self) -> int:
        # Asked for at every look-up in the caches: the key alone tells calendars apart well enough.
        return hash(self.key)


def customary_closed_days(since: date) -> tuple[ClosedDay, ...]:
    """5 June, 24 and 31 December as closed days from `since` on: the usual value of `Calendar.extra_closed`."""
    return tuple(ClosedDay(month, day, name, since) for (month, day), name in CLOSED_DAY_NAMES.items())


LOKAL: Final = Calendar(
    "lokal", "hverdage efter lokal aftale", extra_closed=customary_closed_days(since=date(2013, 8, 1))
)
"""Local limits such as D2 and D4: Monday–Friday, the extra days closed from the start of the guidance (our reading)."""

MYNDIGHED: Final = Calendar("myndighed", "myndighedens hverdage", saturday_open=True)
"""Statutory weekdays of the authority: Saturday counts and no extra day is closed, so the count is never late."""

BORGER: Final = Calendar("borger", "borgerens hverdage", extra_closed=customary_closed_days(since=date(2008, 1, 1)))
"""Limits for citizens: Monday–Friday, the extra days closed since forældelsesloven § 27 came into force."""


@lru_cache(maxsize=1 << 16)
def why_closed(calendar: Calendar, day: date, /) -> str | None:
    """Why `day` is closed in `calendar`, in Danish ("langfredag", "grundlovsdag", "lørdag"); None when it is open."""
    if holiday := holiday_name(day):
        return holiday
    for closed in calendar.extra_closed:
        if closed.covers(day):
            return closed.name
    weekday = day.weekday()
    if weekday == _SUNDAY or (weekday == _SATURDAY and not calendar.saturday_open):
        return WEEKDAY_NAMES[weekday]
    return None


def is_open(calendar: Calendar, day: date, /) -> bool:
    """Whether `day` counts as a working day in `calendar` (X4)."""
    return why_closed(calendar, day) is None


def open_day_from(calendar: Calendar, day: date, /) -> date:
    """`day` itself when it is open, otherwise the next open day after it."""
    while why_closed(calendar, day) is not None:
        day += _ONE_DAY
    return day


def open_day_until(calendar: Calendar, day: date, /) -> date:
    """`day` itself when it is open, otherwise the last open day before it."""
    while why_closed(calendar, day) is not None:
        day -= _ONE_DAY
    return day

"""Danish public holidays, and the three days that are no holidays but on which a time limit does not run out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class _Feast:
    """A holiday that moves with Easter; `until_year` is the last year in which it was kept."""

    days_after_easter: int
    name: str
    until_year: int | None = None


_FIXED: Final = ((1, 1, "nytårsdag"), (12, 25, "juledag"), (12, 26, "2. juledag"))

_FEASTS: Final = (
    _Feast(-3, "skærtorsdag"),
    _Feast(-2, "langfredag"),
    _Feast(0, "påskedag"),
    _Feast(1, "2. påskedag"),
    _Feast(26, "store bededag", until_year=2023),  # abolished from 2024
    _Feast(39, "Kristi himmelfartsdag"),
    _Feast(49, "pinsedag"),
    _Feast(50, "2. pinsedag"),
)

CLOSED_DAY_NAMES: Final[Mapping[tuple[int, int], str]] = MappingProxyType(
    {(6, 5): "grundlovsdag", (12, 24): "juleaftensdag", (12, 31): "nytårsaftensdag"}
)
"""(month, day) → Danish name of the days that act like a holiday when a limit runs out (forældelsesloven § 27)."""


def easter_sunday(year: int) -> date:
    """Easter Sunday of a Gregorian year (the anonymous, or Meeus/Jones/Butcher, reckoning)."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leaps, leap_rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - correction + 15) % 30
    quarters, quarter_rest = divmod(of_century, 4)
    weekday = (32 + 2 * leap_rest + 2 * quarters - epact - quarter_rest) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=256)
def _holidays(year: int) -> Mapping[date, str]:
    easter = easter_sunday(year)
    moving = {
        easter + timedelta(days=feast.days_after_easter): feast.name
        for feast in _FEASTS
        if feast.until_year is None or year <= feast.until_year
    }
    return MappingProxyType(moving | {date(year, month, day): name for month, day, name in _FIXED})


def holiday_name(day: date) -> str | None:
    """The Danish name of the public holiday on `day`, or None (X4); an ordinary Sunday is none."""
    return _holidays(day.year).get(day)


def closed_day_name(day: date) -> str | None:
    """The Danish name of 5 June, 24 and 31 December, or None; whether a calendar closes on them is its own setting."""
    return CLOSED_DAY_NAMES.get((day.month, day.day))

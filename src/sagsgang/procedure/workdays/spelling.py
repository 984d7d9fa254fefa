"""Dates as Danes write them, and read back from what they type."""

import re
from datetime import date
from typing import Final

from sagsgang.procedure.workdays.calendars import WEEKDAY_NAMES

MONTH_NAMES: Final = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip

_CENTURY: Final = 2000
_YEARS: Final = range(1900, 2200)
_MONTH_NUMBERS: Final = {
    spelling: number
    for number, name in enumerate(MONTH_NAMES, start=1)
    for spelling in (name, name[:3])
} | {"sept": 9}  # fmt: skip

_ISO: Final = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
_DIGITS: Final = re.compile(
    r"(?P<day>[0-9]{1,2})\s*[./-]\s*(?P<month>[0-9]{1,2})(?:\s*[./-]\s*|\s+)(?P<year>[0-9]{4}|[0-9]{2})"
)
_WORDS: Final = re.compile(
    rf"(?:(?P<weekday>{'|'.join(WEEKDAY_NAMES)})\s*,?\s+)?(?:den\s+|d\.\s*)?"
    r"(?P<day>[0-9]{1,2})\s*\.?\s*(?P<month>[a-z]+)\.?\s*(?P<year>[0-9]{4}|[0-9]{2})"
)


def weekday_name(day: date) -> str:
    """The weekday alone: torsdag."""
    return WEEKDAY_NAMES[day.weekday()]


def in_full(day: date) -> str:
    """With the weekday, as in a letter: torsdag den 5. marts 2026."""
    return f"{weekday_name(day)} den {in_words(day)}"


def in_words(day: date) -> str:
    """With the month in letters: 5. marts 2026."""
    return f"{day.day}. {MONTH_NAMES[day.month - 1]} {day.year}"


def in_digits(day: date) -> str:
    """In digits of fixed width, as in a table: 05.03.2026."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def read_date(text: str) -> date | None:
    """The date that `text` writes in digits, in words or as ISO, or None when it writes none.

    The day stands first, except in ISO; a year of two digits is of this century. A weekday that does not fit the date,
    and a day that the month has not, make it None: better asked again than guessed. So does a year outside 1900–2199,
    which nobody means and no reckoning could go beyond.
    """
    written = text.strip().lower()
    found = _ISO.fullmatch(written) or _DIGITS.fullmatch(written) or _WORDS.fullmatch(written)
    if found is None:
        return None
    parts = found.groupdict()
    month = int(parts["month"]) if parts["month"].isdigit() else _MONTH_NUMBERS.get(parts["month"], 0)
    year = int(parts["year"]) + (_CENTURY if len(parts["year"]) == 2 else 0)
    try:
        day = date(year, month, int(parts["day"])) if year in _YEARS else None
    except ValueError:
        return None
    return day if day and parts.get("weekday") in (None, weekday_name(day)) else None

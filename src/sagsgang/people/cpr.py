"""CPR numbers: read, judged, masked, and impossible ones made for the demo town. Pure: no database, no clock.

The modulus-11 check may not be enforced since 1 October 2007, so a number that fails it is taken with a soft warning.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from sagsgang.people.refusals import CprDateImpossible, CprIsReplacement, CprMalformed, CprMissing

MOD_11_WARNING = "Nummeret følger ikke modulus 11. Det kan være rigtigt, men se efter, om det er tastet forkert."

_FORM = re.compile(r"([0-9]{6})[-‐‑–—−\s]?([0-9]{4})")
_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_REPLACEMENT_DAYS = 60
_HIDDEN = "••••"


@dataclass(frozen=True, slots=True)
class Cpr:
    """A well-formed CPR number; neither its text nor its repr shows the last four digits."""

    digits: str
    birth_date: date
    is_replacement: bool = False

    @property
    def warning(self) -> str:
        """The soft warning of modulus 11, or "" (a replacement number is not expected to pass)."""
        return "" if self.is_replacement or passes_mod_11(self.digits) else MOD_11_WARNING

    def __str__(self) -> str:
        return mask(self.digits)

    def __repr__(self) -> str:
        return "Cpr(••••••-••••)"


def parse(text: str, *, accept_replacement: bool = False) -> Cpr:
    """Return the number written as DDMMYY-SSSS or ten digits.

    Refuses with CprMissing, CprMalformed, CprDateImpossible or, unless `accept_replacement`, CprIsReplacement.
    """
    written = text.strip()
    if not written:
        raise CprMissing
    found = _FORM.fullmatch(written)
    if found is None:
        raise CprMalformed
    digits = found[1] + found[2]
    born = _date_in(digits)
    if born is not None:
        return Cpr(digits, born)
    born = _date_in(digits, added_to_day=_REPLACEMENT_DAYS)
    if born is None:
        raise CprDateImpossible
    if not accept_replacement:
        raise CprIsReplacement
    return Cpr(digits, born, is_replacement=True)


def looks_like_one(text: str) -> bool:
    """Say whether somebody has typed a CPR number, right or wrong: ten digits and at most a dash between them."""
    return _FORM.fullmatch(text.strip()) is not None


def mask(text: str) -> str:
    """Return the number with its last four digits hidden; a text that is no number is hidden whole."""
    found = _FORM.fullmatch(text.strip())
    return f"{found[1]}-{_HIDDEN}" if found else f"••••••-{_HIDDEN}"


def passes_mod_11(digits: str) -> bool:
    """Say whether ten digits pass the modulus-11 check."""
    return sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True)) % 11 == 0


def demo_numbers(birth_date: date) -> Iterator[str]:
    """Yield, always in the same order, ten-digit numbers of that day which nobody has.

    They fail modulus 11 on a day other than 1 January; so far the CPR office has used such numbers on 1 January only.
    ValueError on a 1 January.
    """
    if (birth_date.month, birth_date.day) == (1, 1):
        raise ValueError("1 January has real numbers that fail modulus 11")
    year_of_century = birth_date.year % 100
    for seventh in range(10):
        if _century(seventh, year_of_century) + year_of_century != birth_date.year:
            continue
        for serial in range(seventh * 1000, seventh * 1000 + 1000):
            digits = f"{birth_date:%d%m%y}{serial:04}"
            if not passes_mod_11(digits):
                yield digits


def demo_number(birth_date: date, nth: int = 0) -> str:
    """Return the nth impossible number of that day, counted from 0; ValueError when there are not so many."""
    number = next(islice(demo_numbers(birth_date), nth, None), None)
    if number is None:
        raise ValueError("no such demo number for that day")
    return number


def _date_in(digits: str, *, added_to_day: int = 0) -> date | None:
    """Return the birth date that the digits tell, or None when there is no such day."""
    day, month, year_of_century = int(digits[:2]) - added_to_day, int(digits[2:4]), int(digits[4:6])
    try:
        return date(_century(int(digits[6]), year_of_century) + year_of_century, month, day)
    except ValueError:
        return None


def _century(seventh: int, year_of_century: int) -> int:
    """Return the century that the seventh digit tells, by the table of the CPR office."""
    if seventh <= 3:
        return 1900
    if seventh in (4, 9):
        return 2000 if year_of_century <= 36 else 1900
    return 2000 if year_of_century <= 57 else 1800

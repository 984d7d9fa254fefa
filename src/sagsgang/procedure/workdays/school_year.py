"""School years, the class a child of normal pace is in, and when compulsory schooling begins and ends."""

from dataclasses import dataclass
from datetime import date
from typing import Final

_FIRST_MONTH: Final = 8
_AGE_AT_START: Final = 6
_COMPULSORY_YEARS: Final = 10
_AGE_AT_LATEST_END: Final = 17
_LAST_COMPULSORY_CLASS: Final = _COMPULSORY_YEARS - 1


@dataclass(frozen=True, slots=True, order=True)
class SchoolYear:
    """The school year that begins on 1 August of `start_year` and ends on 31 July of the next."""

    start_year: int

    @property
    def first_day(self) -> date:
        """1 August of the year it begins."""
        return date(self.start_year, _FIRST_MONTH, 1)

    @property
    def last_day(self) -> date:
        """31 July of the year it ends."""
        return date(self.start_year + 1, _FIRST_MONTH - 1, 31)

    @property
    def label(self) -> str:
        """As Danes write it: "2025/26"."""
        return f"{self.start_year}/{(self.start_year + 1) % 100:02}"

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day


def school_year_of(day: date) -> SchoolYear:
    """The school year that `day` lies in."""
    return SchoolYear(day.year if day.month >= _FIRST_MONTH else day.year - 1)


def expected_class(birth_year: int, school_year: SchoolYear) -> int | None:
    """The class (0 = børnehaveklasse, to 9) of a child who began at six and repeated no year; None before and after.

    A suggestion only: late starts and repeated years are common, so the class that is stored decides.
    """
    number = school_year.start_year - (birth_year + _AGE_AT_START)
    return number if 0 <= number <= _LAST_COMPULSORY_CLASS else None


def class_name(number: int) -> str:
    """The Danish name of a class: "børnehaveklasse", "5. klasse"; ValueError for a negative number."""
    if number < 0:
        raise ValueError(f"no class has the number {number}")
    return f"{number}. klasse" if number else "børnehaveklasse"


def compulsory_schooling_starts(birth_year: int) -> date:
    """1 August of the calendar year in which the child turns six."""
    return date(birth_year + _AGE_AT_START, _FIRST_MONTH, 1)


def compulsory_schooling_ends(birth_year: int, *, began: SchoolYear | None = None) -> date:
    """31 July after ten years of schooling, at the latest of the year the child turns 17.

    `began` is the school year of the actual start where it was put off; without it the child began at six.
    """
    first = began or school_year_of(compulsory_schooling_starts(birth_year))
    tenth = SchoolYear(first.start_year + _COMPULSORY_YEARS - 1)
    return min(tenth.last_day, date(birth_year + _AGE_AT_LATEST_END, _FIRST_MONTH - 1, 31))

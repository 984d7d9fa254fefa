"""School years, classes, compulsory schooling: the day before, on and after 1 August."""

from datetime import date

import pytest

from sagsgang.procedure.workdays import (
    SchoolYear,
    class_name,
    compulsory_schooling_ends,
    compulsory_schooling_starts,
    expected_class,
    school_year_of,
)


@pytest.mark.parametrize(
    ("day", "label"),
    [
        (date(2026, 7, 31), "2025/26"),
        (date(2026, 8, 1), "2026/27"),
        (date(2026, 12, 31), "2026/27"),
        (date(2027, 1, 1), "2026/27"),
        (date(1999, 9, 1), "1999/00"),
    ],
)
def test_the_school_year_turns_on_1_august(day: date, label: str) -> None:
    assert school_year_of(day).label == label


def test_a_school_year_knows_its_first_and_last_day() -> None:
    year = SchoolYear(2025)
    assert (year.first_day, year.last_day) == (date(2025, 8, 1), date(2026, 7, 31))
    assert year < SchoolYear(2026)


@pytest.mark.parametrize(
    ("start_year", "expected"),
    [(2015, None), (2016, 0), (2017, 1), (2023, 7), (2025, 9), (2026, None)],
)
def test_the_class_of_a_child_born_in_2010(start_year: int, expected: int | None) -> None:
    assert expected_class(2010, SchoolYear(start_year)) == expected


def test_a_class_has_its_danish_name() -> None:
    assert (class_name(0), class_name(7)) == ("børnehaveklasse", "7. klasse")
    with pytest.raises(ValueError, match="-1"):
        class_name(-1)


def test_compulsory_schooling_lasts_ten_years_from_the_year_of_six() -> None:
    assert compulsory_schooling_starts(2010) == date(2016, 8, 1)
    assert compulsory_schooling_ends(2010) == date(2026, 7, 31)


@pytest.mark.parametrize(("began", "end"), [(2016, 2026), (2017, 2027), (2018, 2027)])
def test_compulsory_schooling_ends_at_the_latest_in_the_year_of_seventeen(began: int, end: int) -> None:
    assert compulsory_schooling_ends(2010, began=SchoolYear(began)) == date(end, 7, 31)

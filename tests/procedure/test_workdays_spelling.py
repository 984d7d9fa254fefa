"""Dates in Danish: how we write them, what we read, and what we would rather ask again."""

from datetime import date

import pytest

from sagsgang.procedure.workdays import in_digits, in_full, in_words, read_date, weekday_name

DAY = date(2026, 3, 5)


def test_the_three_ways_of_writing_a_date() -> None:
    assert in_full(DAY) == "torsdag den 5. marts 2026"
    assert in_words(DAY) == "5. marts 2026"
    assert in_digits(DAY) == "05.03.2026"
    assert weekday_name(date(2026, 3, 8)) == "søndag"


@pytest.mark.parametrize(
    "text",
    [
        "5.3.2026",
        "05.03.2026",
        "5/3-26",
        "5/3-2026",
        "5/3/26",
        "5/3 2026",
        "05-03-2026",
        "5-3-26",
        "5. 3. 2026",
        "5. marts 2026",
        "5 marts 2026",
        "5.marts 2026",
        "5. mar. 26",
        "5. MARTS 2026",
        "den 5. marts 2026",
        "d. 5. marts 2026",
        "torsdag den 5. marts 2026",
        "Torsdag, den 5. marts 2026",
        "torsdag 5. marts 2026",
        "2026-03-05",
        "2026-3-5",
        "  5.3.2026 ",
    ],
)
def test_what_danes_write_is_read(text: str) -> None:
    assert read_date(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "i morgen",
        "5.3",
        "marts 2026",
        "050326",
        "050326-1234",
        "31.4.2026",
        "29.2.2026",
        "5.13.2026",
        "0.3.2026",
        "5.3.026",
        "5.3.20266",
        "0000-01-01",
        "5. martz 2026",
        "5. mandag 2026",
        "fredag den 5. marts 2026",  # it was a Thursday
        "2026-03-05T12:00",
        "5.3.2026 og 6.3.2026",
        "٥.٣.٢٠٢٦",
    ],
)
def test_what_is_no_date_or_an_impossible_one_is_not_guessed(text: str) -> None:
    assert read_date(text) is None


def test_a_leap_day_is_read_in_a_leap_year() -> None:
    assert read_date("29/2-28") == date(2028, 2, 29)


@pytest.mark.parametrize(("text", "year"), [("1.1.00", 2000), ("31.12.99", 2099), ("1.1.1999", 1999)])
def test_two_digits_are_a_year_of_this_century(text: str, year: int) -> None:
    read = read_date(text)
    assert read is not None
    assert read.year == year


@pytest.mark.parametrize(
    ("spelling", "month"),
    [("januar", 1), ("feb", 2), ("maj", 5), ("juni", 6), ("jul", 7), ("sept", 9), ("okt", 10), ("december", 12)],
)
def test_months_are_read_in_full_and_short(spelling: str, month: int) -> None:
    assert read_date(f"1. {spelling} 2026") == date(2026, month, 1)

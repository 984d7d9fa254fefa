"""Holidays and calendars: the well-known dates, the edges, and seventy years against an independent package."""

from datetime import date, timedelta

import holidays
import pytest

from sagsgang.procedure.workdays import (
    BORGER,
    LOKAL,
    MYNDIGHED,
    Calendar,
    ClosedDay,
    closed_day_name,
    customary_closed_days,
    easter_sunday,
    holiday_name,
    is_open,
    open_day_from,
    open_day_until,
    why_closed,
)

YEARS = range(1990, 2061)
OUR_WORDS = {"Anden påskedag": "2. påskedag", "Anden pinsedag": "2. pinsedag", "Anden juledag": "2. juledag"}
EXTRA_DAYS = {(6, 5), (12, 24), (12, 31)}


def days_of(years: range) -> list[date]:
    first = date(years.start, 1, 1)
    return [first + timedelta(days=number) for number in range((date(years.stop, 1, 1) - first).days)]


def test_holidays_are_those_of_the_oracle_by_day_and_by_name() -> None:
    oracle = holidays.country_holidays("DK", years=YEARS, language="da")
    theirs = {day: OUR_WORDS.get(name, name).lower() for day, name in oracle.items()}
    ours = {day: name.lower() for day in days_of(YEARS) if (name := holiday_name(day))}
    assert ours == theirs


def test_extra_days_are_those_of_the_oracle_except_1_may() -> None:
    oracle = holidays.country_holidays("DK", years=YEARS, categories=("optional",))
    theirs = {day for day in oracle if (day.month, day.day) != (5, 1)}
    assert {day for day in days_of(YEARS) if closed_day_name(day)} == theirs


@pytest.mark.parametrize("calendar", [LOKAL, BORGER])
def test_monday_to_friday_calendars_agree_with_the_oracle_on_every_day(calendar: Calendar) -> None:
    years = range(2014, 2061)
    public = holidays.country_holidays("DK", years=years)
    for day in days_of(years):
        closed = day.weekday() >= 5 or day in public or (day.month, day.day) in EXTRA_DAYS
        assert is_open(calendar, day) is not closed, day


def test_the_authoritys_calendar_closes_on_sundays_and_holidays_only() -> None:
    public = holidays.country_holidays("DK", years=YEARS)
    for day in days_of(YEARS):
        assert is_open(MYNDIGHED, day) is not (day.weekday() == 6 or day in public), day


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [
        (1818, 3, 22),  # the earliest there is
        (1886, 4, 25),
        (1943, 4, 25),  # the latest there is
        (1954, 4, 18),  # the two exceptions of the simple reckonings
        (1981, 4, 19),
        (2008, 3, 23),
        (2024, 3, 31),
        (2026, 4, 5),
        (2038, 4, 25),
        (2285, 3, 22),
    ],
)
def test_easter_at_its_extremes(year: int, month: int, day: int) -> None:
    assert easter_sunday(year) == date(year, month, day)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 4, 2), "skærtorsdag"),
        (date(2026, 4, 3), "langfredag"),
        (date(2026, 5, 14), "Kristi himmelfartsdag"),
        (date(2026, 5, 25), "2. pinsedag"),
        (date(2023, 5, 5), "store bededag"),
        (date(2024, 4, 26), None),
        (date(2026, 5, 1), None),
        (date(2026, 5, 15), None),  # the Friday after Ascension
        (date(2026, 6, 5), None),
        (date(2026, 4, 12), None),
        (date(2027, 1, 1), "nytårsdag"),
    ],
)
def test_a_holiday_has_its_danish_name(day: date, name: str | None) -> None:
    assert holiday_name(day) == name


@pytest.mark.parametrize(
    ("calendar", "day", "reason"),
    [
        (LOKAL, date(2026, 6, 5), "grundlovsdag"),
        (LOKAL, date(2026, 12, 24), "juleaftensdag"),
        (BORGER, date(2026, 12, 31), "nytårsaftensdag"),
        (MYNDIGHED, date(2026, 6, 5), None),
        (MYNDIGHED, date(2026, 12, 24), None),
        (MYNDIGHED, date(2026, 3, 7), None),
        (LOKAL, date(2026, 3, 7), "lørdag"),
        (BORGER, date(2026, 3, 8), "søndag"),
        (MYNDIGHED, date(2026, 3, 8), "søndag"),
        (MYNDIGHED, date(2026, 12, 26), "2. juledag"),  # a Saturday: the holiday is the reason
        (LOKAL, date(2022, 6, 5), "pinsedag"),  # and Grundlovsdag, and a Sunday
        (LOKAL, date(2026, 4, 4), "lørdag"),  # between langfredag and påskedag
        (MYNDIGHED, date(2026, 4, 4), None),
    ],
)
def test_a_closed_day_says_why(calendar: Calendar, day: date, reason: str | None) -> None:
    assert why_closed(calendar, day) == reason
    assert is_open(calendar, day) is (reason is None)


def test_the_extra_days_hold_from_the_date_of_the_setting() -> None:
    assert is_open(LOKAL, date(2013, 6, 5))
    assert why_closed(LOKAL, date(2013, 12, 24)) == "juleaftensdag"
    assert is_open(BORGER, date(2007, 12, 31))
    assert why_closed(BORGER, date(2008, 6, 5)) == "grundlovsdag"


def test_a_setting_ends_before_its_last_date() -> None:
    day_off = ClosedDay(5, 1, "1. maj", since=date(2025, 5, 1), until=date(2026, 5, 1))
    calendar = Calendar("proeve", "prøve", extra_closed=(day_off,))
    assert [is_open(calendar, date(year, 5, 1)) for year in (2024, 2025, 2026)] == [True, False, True]


def test_calendars_of_one_key_but_other_closed_days_are_told_apart() -> None:
    early = Calendar("lokal", "hverdage", extra_closed=customary_closed_days(since=date(2000, 1, 1)))
    late = Calendar("lokal", "hverdage", extra_closed=customary_closed_days(since=date(2020, 1, 1)))
    grundlovsdag = date(2013, 6, 5)
    assert (is_open(early, grundlovsdag), is_open(late, grundlovsdag)) == (False, True)


def test_the_nearest_open_day_may_be_the_day_itself() -> None:
    maundy_thursday, easter_monday = date(2026, 4, 2), date(2026, 4, 6)
    assert open_day_until(LOKAL, maundy_thursday) == date(2026, 4, 1)
    assert open_day_from(LOKAL, maundy_thursday) == date(2026, 4, 7)
    assert open_day_until(MYNDIGHED, easter_monday) == date(2026, 4, 4)
    assert open_day_from(LOKAL, date(2026, 4, 1)) == open_day_until(LOKAL, date(2026, 4, 1)) == date(2026, 4, 1)

"""What holds of every limit from every day: order, sides, open days, and the way back."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sagsgang.procedure.workdays import (
    BORGER,
    COPENHAGEN,
    LOKAL,
    MYNDIGHED,
    Calendar,
    Limit,
    Roll,
    Unit,
    after,
    after_hours,
    before,
    due_after,
    due_before,
    in_digits,
    in_full,
    in_words,
    is_open,
    open_day_from,
    read_date,
    school_year_of,
    why_closed,
)

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
MOMENTS = st.integers(631_152_000, 2_840_140_800).map(lambda second: datetime.fromtimestamp(second, COPENHAGEN))
CALENDARS = st.sampled_from([LOKAL, MYNDIGHED, BORGER])
UNITS = st.sampled_from([unit for unit in Unit if unit is not Unit.HOURS])
COUNTS = st.integers(0, 40)
ROLLS = st.sampled_from(list(Roll))
LIMITS = st.builds(Limit, COUNTS, UNITS, CALENDARS, ROLLS)
DIRECTIONS = pytest.mark.parametrize(("account_of", "due_of"), [(after, due_after), (before, due_before)])


def for_all(**strategies):
    """Hypothesis' `given` without its time limit: how fast the machine is says nothing about the rule."""
    return lambda test: settings(deadline=None)(given(**strategies)(test))


@DIRECTIONS
@for_all(anchor=DAYS, limit=LIMITS)
def test_the_account_and_the_cheap_path_agree(account_of, due_of, anchor: date, limit: Limit) -> None:
    assert account_of(anchor, limit).due == due_of(anchor, limit)


@DIRECTIONS
@for_all(one=DAYS, other=DAYS, limit=LIMITS)
def test_a_later_start_never_ends_earlier(account_of, due_of, one: date, other: date, limit: Limit) -> None:
    early, late = sorted((one, other))
    assert due_of(early, limit) <= due_of(late, limit)


@for_all(anchor=DAYS, limit=LIMITS)
def test_a_longer_limit_never_ends_earlier(anchor: date, limit: Limit) -> None:
    longer = Limit(limit.count + 1, limit.unit, limit.calendar, limit.roll)
    assert due_after(anchor, limit) <= due_after(anchor, longer)
    assert due_before(anchor, limit) >= due_before(anchor, longer)


@DIRECTIONS
@for_all(anchor=DAYS, count=COUNTS, unit=UNITS, calendar=CALENDARS)
def test_the_authority_is_never_later_and_a_citizen_never_earlier(
    account_of, due_of, anchor: date, count: int, unit: Unit, calendar: Calendar
) -> None:
    authority = account_of(anchor, Limit(count, unit, calendar, Roll.BACK))
    citizen = account_of(anchor, Limit(count, unit, calendar, Roll.FORWARD))
    assert authority.due <= authority.raw == citizen.raw <= citizen.due


@DIRECTIONS
@for_all(anchor=DAYS, limit=LIMITS)
def test_the_last_day_is_open_unless_no_day_of_the_limit_is(account_of, due_of, anchor: date, limit: Limit) -> None:
    account = account_of(anchor, limit)
    if limit.roll is Roll.NONE:
        assert account.due == account.raw
    elif not is_open(limit.calendar, account.due):
        first, last = sorted((anchor, account.raw))
        span = [first + timedelta(days=number) for number in range((last - first).days + 1)]
        assert account.due == account.raw
        assert not any(is_open(limit.calendar, day) for day in span)


@for_all(anchor=DAYS, limit=LIMITS)
def test_no_limit_ends_on_the_wrong_side_of_its_anchor(anchor: date, limit: Limit) -> None:
    assert due_before(anchor, limit) <= anchor <= due_after(anchor, limit)


@for_all(anchor=DAYS, count=st.integers(1, 60), calendar=CALENDARS)
def test_working_days_there_and_back(anchor: date, count: int, calendar: Calendar) -> None:
    limit = Limit(count, Unit.WORKING_DAYS, calendar, Roll.NONE)
    start = open_day_from(calendar, anchor)
    assert due_before(due_after(start, limit), limit) == start
    assert due_after(due_before(start, limit), limit) == start


@for_all(anchor=DAYS, count=COUNTS, unit=st.sampled_from([Unit.DAYS, Unit.WEEKS]))
def test_days_and_weeks_there_and_back(anchor: date, count: int, unit: Unit) -> None:
    limit = Limit(count, unit, LOKAL, Roll.NONE)
    assert due_before(due_after(anchor, limit), limit) == anchor


@for_all(anchor=DAYS, count=COUNTS, unit=st.sampled_from([Unit.MONTHS, Unit.YEARS]))
def test_months_and_years_there_and_back_lose_at_most_the_end_of_a_month(anchor: date, count: int, unit: Unit) -> None:
    limit = Limit(count, unit, LOKAL, Roll.NONE)
    back = due_before(due_after(anchor, limit), limit)
    assert (back.year, back.month) == (anchor.year, anchor.month)
    assert back == anchor if anchor.day <= 28 else 28 <= back.day <= anchor.day


@DIRECTIONS
@for_all(anchor=DAYS, count=COUNTS, calendar=CALENDARS)
def test_counted_and_skipped_days_fill_the_time(
    account_of, due_of, anchor: date, count: int, calendar: Calendar
) -> None:
    account = account_of(anchor, Limit(count, Unit.WORKING_DAYS, calendar, Roll.NONE))
    assert abs((account.raw - anchor).days) == count + len(account.skipped)


@DIRECTIONS
@for_all(anchor=DAYS, limit=LIMITS)
def test_every_day_in_the_account_is_closed_for_the_reason_given(
    account_of, due_of, anchor: date, limit: Limit
) -> None:
    account = account_of(anchor, limit)
    assert all(why_closed(limit.calendar, day) == reason for day, reason in account.skipped + account.rolled)
    assert len(account.rolled) == abs((account.raw - account.due).days)
    assert list(account.skipped) == sorted(account.skipped)
    assert list(account.rolled) == sorted(account.rolled)


@for_all(moment=MOMENTS, hours=st.integers(0, 200))
def test_hours_that_elapsed_are_hours_that_were_asked(moment: datetime, hours: int) -> None:
    assert after_hours(moment, hours).timestamp() - moment.timestamp() == hours * 3600


@for_all(day=DAYS)
def test_every_spelling_reads_back(day: date) -> None:
    for spelling in (in_full(day), in_words(day), in_digits(day), day.isoformat(), f"{day.day}/{day.month} {day.year}"):
        assert read_date(spelling) == day


@for_all(text=st.text("0123456789./- ,dentorsagmi", max_size=24))
def test_no_text_makes_the_reader_stumble(text: str) -> None:
    assert read_date(text) is None or isinstance(read_date(text), date)


@for_all(day=DAYS)
def test_a_day_lies_in_its_school_year_and_in_no_other(day: date) -> None:
    year = school_year_of(day)
    assert day in year
    assert day not in type(year)(year.start_year + 1)
    assert day not in type(year)(year.start_year - 1)

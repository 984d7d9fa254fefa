"""Time limits: the worked examples of the law, the account of a date, summer time and the edges of the calendar."""

from datetime import UTC, date, datetime, timedelta

import pytest

from sagsgang.procedure.workdays import (
    BORGER,
    COPENHAGEN,
    LOKAL,
    MYNDIGHED,
    DayOfYear,
    Limit,
    Roll,
    Unit,
    after,
    after_hours,
    authority_limit,
    before,
    citizen_limit,
    due_after,
    due_before,
    due_on_day_of_year,
    local_limit,
    on_day_of_year,
    shift_months,
)

FOUR_WEEKS_CITIZEN = citizen_limit(4, Unit.WEEKS)
FIVE_WORKING_DAYS = local_limit(5, Unit.WORKING_DAYS)


@pytest.mark.parametrize(
    ("anchor", "due"),
    [
        (date(2026, 3, 3), date(2026, 3, 31)),
        (date(2026, 3, 5), date(2026, 4, 7)),  # ends on Skærtorsdag
        (date(2026, 5, 8), date(2026, 6, 8)),  # ends on Grundlovsdag
        (date(2026, 11, 26), date(2026, 12, 28)),  # ends on 24 December
        (date(2026, 12, 3), date(2027, 1, 4)),  # ends on 31 December
        (date(2024, 3, 29), date(2024, 4, 26)),  # once Store bededag
        (date(2023, 4, 7), date(2023, 5, 8)),  # ends on Store bededag, the last one
    ],
)
def test_four_weeks_for_a_citizen_roll_forward(anchor: date, due: date) -> None:
    assert after(anchor, FOUR_WEEKS_CITIZEN).due == due_after(anchor, FOUR_WEEKS_CITIZEN) == due


@pytest.mark.parametrize(
    ("anchor", "due"),
    [
        (date(2026, 3, 3), date(2026, 3, 31)),
        (date(2026, 3, 5), date(2026, 4, 1)),  # ends on Skærtorsdag
        (date(2026, 5, 8), date(2026, 6, 4)),  # ends on Grundlovsdag
        (date(2026, 11, 26), date(2026, 12, 23)),  # ends on 24 December
        (date(2026, 12, 3), date(2026, 12, 30)),  # ends on 31 December
        (date(2026, 3, 7), date(2026, 4, 1)),  # ends on the Saturday in Easter
        (date(2026, 2, 7), date(2026, 3, 6)),  # ends on an ordinary Saturday
    ],
)
@pytest.mark.parametrize("limit", [authority_limit(4, Unit.WEEKS), local_limit(4, Unit.WEEKS)])
def test_four_weeks_for_the_authority_never_slide(anchor: date, due: date, limit: Limit) -> None:
    assert due_after(anchor, limit) == due


@pytest.mark.parametrize(
    ("anchor", "strict", "lenient"),
    [
        (date(2026, 3, 27), date(2026, 4, 7), date(2026, 4, 9)),
        (date(2026, 5, 13), date(2026, 5, 21), date(2026, 5, 22)),
        (date(2026, 12, 21), date(2026, 12, 30), date(2027, 1, 4)),
    ],
)
def test_six_weekdays_of_the_authority_and_of_a_citizen(anchor: date, strict: date, lenient: date) -> None:
    assert due_after(anchor, authority_limit(6, Unit.WORKING_DAYS)) == strict
    assert due_after(anchor, citizen_limit(6, Unit.WORKING_DAYS)) == lenient


@pytest.mark.parametrize(
    ("meeting", "due"),
    [(date(2026, 6, 10), date(2026, 6, 2)), (date(2026, 4, 8), date(2026, 3, 27))],
)
def test_five_working_days_before_beku(meeting: date, due: date) -> None:
    assert before(meeting, FIVE_WORKING_DAYS).due == due_before(meeting, FIVE_WORKING_DAYS) == due


def test_seven_working_days_after_the_request_pass_the_turn_of_the_year() -> None:
    assert due_after(date(2026, 12, 22), local_limit(7, Unit.WORKING_DAYS)) == date(2027, 1, 6)


@pytest.mark.parametrize(
    ("anchor", "count", "due"),
    [
        (date(2026, 10, 31), 4, date(2027, 2, 28)),
        (date(2027, 10, 31), 4, date(2028, 2, 29)),
        (date(2026, 1, 15), 3, date(2026, 4, 15)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 2, 28), 1, date(2026, 3, 28)),
        (date(2026, 3, 31), 1, date(2026, 4, 30)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
    ],
)
def test_months_keep_the_day_number_or_take_the_last_day(anchor: date, count: int, due: date) -> None:
    assert due_after(anchor, Limit(count, Unit.MONTHS, LOKAL, Roll.NONE)) == due


def test_years_from_a_leap_day_end_on_the_28th_except_in_leap_years() -> None:
    leap_day = date(2024, 2, 29)
    assert due_after(leap_day, Limit(1, Unit.YEARS, LOKAL, Roll.NONE)) == date(2025, 2, 28)
    assert due_after(leap_day, Limit(4, Unit.YEARS, LOKAL, Roll.NONE)) == date(2028, 2, 29)
    assert due_before(leap_day, Limit(1, Unit.YEARS, LOKAL, Roll.NONE)) == date(2023, 2, 28)


def test_months_backwards_cross_the_year() -> None:
    assert shift_months(date(2026, 1, 31), -1) == date(2025, 12, 31)
    assert shift_months(date(2026, 3, 31), -13) == date(2025, 2, 28)


def test_the_four_months_of_an_examination_end_on_the_friday_before() -> None:
    account = after(date(2026, 10, 31), authority_limit(4, Unit.MONTHS))
    assert (account.raw, account.due) == (date(2027, 2, 28), date(2027, 2, 26))
    assert account.rolled == ((date(2027, 2, 27), "lørdag"), (date(2027, 2, 28), "søndag"))


def test_the_account_names_the_days_it_skipped() -> None:
    account = before(date(2026, 6, 10), FIVE_WORKING_DAYS)
    assert account.anchor == date(2026, 6, 10)
    assert account.raw == account.due == date(2026, 6, 2)
    assert account.rolled == ()
    assert account.skipped == (
        (date(2026, 6, 5), "grundlovsdag"),
        (date(2026, 6, 6), "lørdag"),
        (date(2026, 6, 7), "søndag"),
    )


def test_the_account_names_the_days_it_rolled_over() -> None:
    forward = after(date(2026, 3, 5), FOUR_WEEKS_CITIZEN)
    assert (forward.raw, forward.skipped) == (date(2026, 4, 2), ())
    assert [reason for _, reason in forward.rolled] == [
        "skærtorsdag",
        "langfredag",
        "lørdag",
        "påskedag",
        "2. påskedag",
    ]
    back = after(date(2026, 3, 5), authority_limit(4, Unit.WEEKS))
    assert (back.due, back.rolled) == (date(2026, 4, 1), ((date(2026, 4, 2), "skærtorsdag"),))


def test_a_limit_counted_back_rolls_too() -> None:
    limit = Limit(1, Unit.WEEKS, LOKAL, Roll.BACK)
    account = before(date(2026, 4, 10), limit)
    assert (account.raw, account.due) == (date(2026, 4, 3), date(2026, 4, 1))
    assert account.rolled == ((date(2026, 4, 2), "skærtorsdag"), (date(2026, 4, 3), "langfredag"))


def test_the_day_of_receipt_is_not_counted() -> None:
    assert due_after(date(2026, 3, 2), local_limit(1, Unit.WORKING_DAYS)) == date(2026, 3, 3)
    assert due_after(date(2026, 3, 7), authority_limit(1, Unit.WORKING_DAYS)) == date(2026, 3, 9)


def test_a_duty_does_not_fall_before_it_began() -> None:
    friday, saturday = date(2026, 3, 6), date(2026, 3, 7)
    one_day = local_limit(1, Unit.DAYS)
    assert due_after(friday, one_day) == friday
    assert due_after(saturday, one_day) == date(2026, 3, 8)
    assert after(saturday, one_day).rolled == ()


def test_a_citizens_limit_counted_back_does_not_pass_what_it_prepares() -> None:
    sunday = date(2026, 3, 8)
    assert due_before(sunday, citizen_limit(1, Unit.DAYS)) == date(2026, 3, 7)


def test_a_limit_of_nothing_ends_on_the_day_itself() -> None:
    wednesday = date(2026, 3, 4)
    for limit in (local_limit(0, Unit.DAYS), citizen_limit(0, Unit.WORKING_DAYS), authority_limit(0, Unit.MONTHS)):
        assert due_after(wednesday, limit) == due_before(wednesday, limit) == wednesday


@pytest.mark.parametrize(
    ("anchor", "raw", "due"),
    [
        (date(2026, 8, 1), date(2026, 11, 15), date(2026, 11, 13)),  # a Sunday, so the Friday before
        (date(2026, 11, 15), date(2026, 11, 15), date(2026, 11, 15)),  # nothing open is left of it
        (date(2026, 11, 16), date(2027, 11, 15), date(2027, 11, 15)),
    ],
)
def test_a_date_that_comes_back_every_year(anchor: date, raw: date, due: date) -> None:
    account = on_day_of_year(anchor, DayOfYear(11, 15))
    assert (account.raw, account.due) == (raw, due)
    assert due_on_day_of_year(anchor, DayOfYear(11, 15)) == due


def test_a_leap_day_of_the_year_is_the_last_of_february() -> None:
    leap_day = DayOfYear(2, 29, LOKAL, Roll.NONE)
    assert [on_day_of_year(date(year, 1, 1), leap_day).due.day for year in (2027, 2028)] == [28, 29]


@pytest.mark.parametrize(("month", "day"), [(2, 30), (13, 1), (4, 31), (1, 0)])
def test_a_day_no_year_has_is_refused(month: int, day: int) -> None:
    with pytest.raises(ValueError, match=r"day|month"):
        DayOfYear(month, day)


@pytest.mark.parametrize(
    ("moment", "end"),
    [
        ("2026-03-05T14:30", "2026-03-06T14:30"),
        ("2026-03-28T12:00", "2026-03-29T13:00"),  # the night has 23 hours
        ("2026-10-24T12:00", "2026-10-25T11:00"),  # the night has 25 hours
        ("2026-12-31T23:59", "2027-01-01T23:59"),
        ("2026-04-02T08:00", "2026-04-03T08:00"),  # holidays count
    ],
)
def test_24_hours_are_clock_hours_in_copenhagen(moment: str, end: str) -> None:
    start = datetime.fromisoformat(moment).replace(tzinfo=COPENHAGEN)
    assert after_hours(start, 24).strftime("%Y-%m-%dT%H:%M") == end


def test_the_hour_that_comes_twice_is_told_apart() -> None:
    first = datetime(2026, 10, 25, 2, 30, tzinfo=COPENHAGEN)
    second = first.replace(fold=1)
    assert after_hours(first, 1).fold == 1
    assert after_hours(first, 24).hour == 1
    assert after_hours(second, 24).hour == 2


def test_hours_from_another_zone_answer_in_copenhagen_time() -> None:
    end = after_hours(datetime(2026, 7, 1, 22, 0, tzinfo=UTC), 24)
    assert (end.day, end.hour, end.utcoffset()) == (3, 0, timedelta(hours=2))


def test_what_cannot_be_counted_is_a_fault() -> None:
    with pytest.raises(ValueError, match="negative"):
        Limit(-1, Unit.DAYS, LOKAL, Roll.BACK)
    with pytest.raises(ValueError, match="after_hours"):
        due_after(date(2026, 3, 5), Limit(24, Unit.HOURS, MYNDIGHED, Roll.NONE))
    with pytest.raises(TypeError, match="moment"):
        due_after(datetime(2026, 3, 5, tzinfo=COPENHAGEN), FOUR_WEEKS_CITIZEN)
    with pytest.raises(ValueError, match="time zone"):
        after_hours(datetime(2026, 3, 5), 24)  # noqa: DTZ001
    with pytest.raises(ValueError, match="negative"):
        after_hours(datetime(2026, 3, 5, tzinfo=COPENHAGEN), -1)


def test_limits_are_equal_by_value_and_apart_by_calendar() -> None:
    assert local_limit(5, Unit.WORKING_DAYS) == FIVE_WORKING_DAYS
    assert hash(local_limit(5, Unit.WORKING_DAYS)) == hash(FIVE_WORKING_DAYS)
    assert Limit(5, Unit.WORKING_DAYS, BORGER, Roll.BACK) != FIVE_WORKING_DAYS

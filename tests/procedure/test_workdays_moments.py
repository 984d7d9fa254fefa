"""Moments as Denmark counts them."""

from datetime import UTC, date, datetime, timedelta, timezone

from sagsgang.procedure.workdays import COPENHAGEN, danish_day, danish_time


def test_late_in_the_evening_in_utc_it_is_tomorrow_in_denmark() -> None:
    assert danish_day(datetime(2026, 3, 5, 22, 59, tzinfo=UTC)) == date(2026, 3, 5)
    assert danish_day(datetime(2026, 3, 5, 23, 0, tzinfo=UTC)) == date(2026, 3, 6)
    assert danish_day(datetime(2026, 7, 5, 22, 0, tzinfo=UTC)) == date(2026, 7, 6)


def test_early_in_the_morning_far_east_it_is_still_yesterday_in_denmark() -> None:
    assert danish_day(datetime(2026, 3, 6, 5, 0, tzinfo=timezone(timedelta(hours=9)))) == date(2026, 3, 5)


def test_a_moment_without_a_time_zone_is_danish() -> None:
    in_denmark = datetime(2026, 7, 5, 23, 30, tzinfo=COPENHAGEN)
    assert danish_time(in_denmark.replace(tzinfo=None)) == in_denmark
    assert danish_day(in_denmark.replace(tzinfo=None)) == date(2026, 7, 5)

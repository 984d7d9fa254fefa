"""Moments as Denmark counts them: late in the evening in UTC it is the next day here."""

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

COPENHAGEN: Final = ZoneInfo("Europe/Copenhagen")


def danish_time(moment: datetime) -> datetime:
    """The moment in Danish time; one that does not say its time zone is Danish already."""
    return moment.replace(tzinfo=COPENHAGEN) if moment.utcoffset() is None else moment.astimezone(COPENHAGEN)


def danish_day(moment: datetime) -> date:
    """The day in Denmark at that moment."""
    return danish_time(moment).date()

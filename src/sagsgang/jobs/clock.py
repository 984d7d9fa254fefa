"""What time it is for the worker, and what day the house has come to."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from sagsgang.casework.management.day import day_of_the_house
from sagsgang.procedure.workdays import COPENHAGEN


def now() -> datetime:
    """This moment, in Copenhagen time."""
    return timezone.localtime(timezone=COPENHAGEN)


def today() -> date:
    """The day the house has come to; in the demo the exercise day."""
    return day_of_the_house()

"""What a piece of background work is: one declaration with a name, a Danish title, what to do and when by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sagsgang.procedure.workdays import COPENHAGEN


@dataclass(frozen=True)
class Outcome:
    """How a run went: how many things were done, and what somebody should look at, without personal data."""

    done: int = 0
    remarks: tuple[str, ...] = ()


Work = Callable[[date, str], Outcome]
"""What is done, seen from a day and about a subject ("" for all). Run again after a crash it does nothing twice."""


@dataclass(frozen=True)
class Every:
    """A time by the clock of Copenhagen, every day or on one weekday (Monday is 0)."""

    at: time
    weekday: int | None = None

    def latest(self, now: datetime) -> datetime:
        """The last such moment that is not after `now`."""
        local = now.astimezone(COPENHAGEN)
        moment = datetime.combine(local.date(), self.at, COPENHAGEN)
        if moment > local:
            moment = datetime.combine(local.date() - timedelta(days=1), self.at, COPENHAGEN)
        if self.weekday is not None:
            back = timedelta(days=(moment.weekday() - self.weekday) % 7)
            moment = datetime.combine(moment.date() - back, self.at, COPENHAGEN)
        return moment


@dataclass(frozen=True)
class Often:
    """Every so many minutes of the hour."""

    minutes: int

    def latest(self, now: datetime) -> datetime:
        """The last such moment that is not after `now`."""
        return now.replace(minute=now.minute - now.minute % self.minutes, second=0, microsecond=0)


@dataclass(frozen=True)
class Job:
    """One kind of background work. Without `every` it is done only when somebody asks.

    Work that has a `needed` is only asked for by itself when that says there is something to do.
    """

    key: str
    title: str
    work: Work
    every: Every | Often | None = None
    needed: Callable[[], object] | None = None

"""How the house's own work stands: per kind of work the last run, what waits and what is overdue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from sagsgang.jobs.declared import JOBS
from sagsgang.jobs.declaring import Job
from sagsgang.jobs.models import Run
from sagsgang.procedure.workdays import COPENHAGEN

GRACE = timedelta(hours=2)
"""How long after its time periodic work may still be missing before it counts as overdue."""


@dataclass(frozen=True)
class Standing:
    """How one kind of work stands."""

    job: Job
    last: Run | None
    waiting: int
    overdue: bool

    @property
    def is_right(self) -> bool:
        """Whether it has been done in time, and without a fault."""
        return not self.overdue and (self.last is None or self.last.succeeded)


def standings(now: datetime) -> list[Standing]:
    """How each kind of work stands at that moment."""
    return [_standing(job, now) for job in JOBS.values()]


def _standing(job: Job, now: datetime) -> Standing:
    runs = Run.objects.filter(job=job.key)
    last = runs.filter(ended_at__isnull=False).order_by("-ended_at").first()
    due = job.every.latest(now) if job.every is not None and job.needed is None else None
    late = due is not None and now - due > GRACE and not runs.filter(ended_at__gte=due).exists()
    return Standing(job, last, runs.filter(ended_at=None).count(), late)


def in_danish(standing: Standing) -> list[str]:
    """One line of how it stands, and below it what somebody should look at."""
    waiting = f" {standing.waiting} venter." if standing.waiting else ""
    overdue = " Er ikke kørt til tiden." if standing.overdue else ""
    head = f"{'✓' if standing.is_right else '✗'} {standing.job.title}: {_last(standing.last)}{waiting}{overdue}"
    return [head, *(f"    {remark}" for remark in (standing.last.remarks if standing.last else []))]


def _last(run: Run | None) -> str:
    if run is None or run.ended_at is None:
        return "har ikke kørt endnu."
    at = timezone.localtime(run.ended_at, COPENHAGEN)
    if run.failure:
        return f"gik i stå {at:%d.%m.%Y kl. %H.%M} efter {run.tries} forsøg ({run.failure})."
    return f"{at:%d.%m.%Y kl. %H.%M}, {run.done} set efter, {len(run.remarks)} bemærkninger."

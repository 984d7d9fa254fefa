"""Ask for a piece of work, and do what has been asked for; what was begun and never ended is done again."""

from __future__ import annotations

import logging
import traceback
from datetime import date, datetime, timedelta
from pathlib import Path

from django.db import connection, transaction
from django.db.models import F

from sagsgang.casework import scope
from sagsgang.jobs import bell, clock
from sagsgang.jobs.declared import JOBS
from sagsgang.jobs.declaring import Job
from sagsgang.jobs.locks import held
from sagsgang.jobs.models import Run

logger = logging.getLogger(__name__)

TRIES = 5
_PAUSE = timedelta(minutes=1)  # before the second try; five times as long before each that follows
INTERRUPTED = "afbrudt"


def ask(job: str, subject: str = "") -> Run:
    """Ask for a piece of work, in the caller's transaction: it is promised when that is committed, and not before.

    Asking again for what nobody has begun is the same promise.
    """
    waiting = Run.objects.filter(job=JOBS[job].key, subject=subject, begun_at=None, ended_at=None).first()
    moment = clock.now()
    run = waiting or Run.objects.create(job=job, subject=subject, asked_at=moment, not_before=moment)
    transaction.on_commit(bell.ring)
    return run


def ask_for_what_is_due(now: datetime) -> None:
    """Ask for the periodic work whose time has come since it was last asked for, also while the worker was away."""
    for job in JOBS.values():
        if job.every is None or Run.objects.filter(job=job.key, asked_at__gte=job.every.latest(now)).exists():
            continue
        with scope.house(f"worker: {job.key}"):
            needed = job.needed is None or bool(job.needed())
        if needed:
            ask(job.key)


def work_off() -> int:
    """Do everything that has been asked for and whose time has come; how many runs were tried."""
    waiting = Run.objects.filter(ended_at=None, not_before__lte=clock.now()).order_by("not_before", "pk")
    return sum(carry_out(run) for run in list(waiting))


def run_now(job: str, day: date) -> Run | None:
    """Do the work at once, seen from that day, and record it; None when somebody is at it already."""
    moment = clock.now()
    run = Run.objects.create(job=job, day=day, asked_at=moment, not_before=moment)
    if carry_out(run):
        run.refresh_from_db()
        return run
    run.delete()
    return None


def carry_out(run: Run) -> bool:
    """Do one run, unless somebody else holds its kind of work; whether it was tried."""
    job = JOBS.get(run.job)
    if job is None:
        _end(run, failure="ukendt")
        return True
    with held(job.key) as got:
        if not got or not Run.objects.filter(pk=run.pk, ended_at=None).exists():
            return False
        if run.tries >= TRIES:
            _end(run, failure=INTERRUPTED)
            return True
        with scope.house(f"worker: {job.key}"):
            _try(run, job)
    return True


def _try(run: Run, job: Job) -> None:
    day = run.day or clock.today()
    Run.objects.filter(pk=run.pk).update(begun_at=clock.now(), day=day, tries=F("tries") + 1)
    try:
        outcome = job.work(day, run.subject)
    except Exception as fault:
        logger.error("%s failed: %s", job.key, _where(fault))
        if not connection.is_usable():
            raise  # the run stays unfinished, and is done again when the database is back
        _put_off(run, type(fault).__name__)
    else:
        _end(run, done=outcome.done, remarks=list(outcome.remarks))


def _end(run: Run, *, done: int = 0, remarks: list[str] | None = None, failure: str = "") -> None:
    Run.objects.filter(pk=run.pk).update(ended_at=clock.now(), done=done, remarks=remarks or [], failure=failure)


def _put_off(run: Run, failure: str) -> None:
    """Try again later, or give up after the last try; what failed is told by its kind only."""
    if run.tries + 1 >= TRIES:
        _end(run, failure=failure)
        return
    pause = _PAUSE * 5**run.tries
    Run.objects.filter(pk=run.pk).update(not_before=clock.now() + pause, failure=failure)


def _where(fault: Exception) -> str:
    """The kind of a fault and where it arose; its words may hold personal data."""
    frames = traceback.extract_tb(fault.__traceback__)
    last = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    return f"{type(fault).__name__} at {last}"

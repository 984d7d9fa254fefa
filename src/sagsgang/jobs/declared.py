"""Everything the worker can do: one declaration each."""

from __future__ import annotations

from datetime import date, time, timedelta

from sagsgang.archive import destruction
from sagsgang.casework.projections import refresh_due
from sagsgang.casework.queries.stranded import stranded
from sagsgang.documents import scanning
from sagsgang.jobs import clock, leaving
from sagsgang.jobs.declaring import Every, Job, Often, Outcome
from sagsgang.jobs.integrity import faults
from sagsgang.jobs.models import Run
from sagsgang.outbox.forgetting import forget_old

KEPT = timedelta(days=90)
"""How long is remembered what the worker has done."""


def bring_to_the_day(day: date, _subject: str) -> Outcome:
    """Look at the cases that the passing of time has changed, and say which open ones nobody owns (G6)."""
    looked_at = refresh_due(day)
    Run.objects.filter(ended_at__lt=clock.now() - KEPT).delete()
    forget_old(clock.now())
    lonely = tuple(f"Sag {number} har ingen åben opgave med en ejer og en dato." for number in stranded())
    return Outcome(looked_at, lonely)


def scan_what_waits(_day: date, _subject: str) -> Outcome:
    """Scan the uploads that nobody may fetch until they have been looked through for malware."""
    settled = scanning.scan_pending(clock.now())
    left = scanning.pending()
    return Outcome(settled, (f"{left} filer venter endnu på at blive set efter for skadelig kode.",) if left else ())


def end_destructions(_day: date, _subject: str) -> Outcome:
    """Run on with the destructions that a person has confirmed and that something has cut off."""
    return Outcome(destruction.resume(clock.now()))


def destructions_wait() -> bool:
    """Whether a confirmed destruction has not been ended."""
    return destruction.under_way().exists()


def look_the_house_over(day: date, _subject: str) -> Outcome:
    """Run the whole integrity check; what is wrong is remarked, the first hundred in full."""
    checked, wrong = faults(day)
    return Outcome(checked, tuple(wrong))


NIGHTLY = Job("nightly", "Natarbejde: opgaver og oversigter til dagen i dag", bring_to_the_day, Every(time(0, 5)))
SCANNING = Job("scanning", "Filer set efter for skadelig kode", scan_what_waits, Often(5), scanning.pending)
DESTRUCTION = Job(
    "destruction", "Kassationer, der blev afbrudt, gjort færdige", end_destructions, Often(5), destructions_wait
)
LEAVING = Job(
    leaving.KEY, "Udbakken: post, mail og journaler afleveret", leaving.deliver, Often(1), leaving.something_is_due
)
INTEGRITY = Job("integrity", "Ugentligt eftersyn af historik, lister og filer", look_the_house_over, Every(time(3), 6))

JOBS: dict[str, Job] = {job.key: job for job in (LEAVING, NIGHTLY, SCANNING, DESTRUCTION, INTEGRITY)}

"""What it costs that a step is on the disk, and not only with the operating system, before it is acknowledged."""

from __future__ import annotations

import statistics
from datetime import datetime, timedelta
from time import perf_counter

from django.db import connection

from bench.report import Row
from bench.taking import KNOWN
from bench.town import DAY
from bench.writer import STEP
from sagsgang.casework.access import Viewer, viewer_of
from sagsgang.casework.commands import open_case, take
from sagsgang.people.models import Person, User
from sagsgang.procedure.workdays import COPENHAGEN

PAIRS = 150
NORMAL, FULL = "NORMAL", "FULL"


def measure() -> list[Row]:
    """The median of a step with and without, taken by turns in the same minute on the same database."""
    viewer = viewer_of(User.objects.get(username="sagsbehandler-nord-1"), DAY)
    at = datetime.combine(DAY, datetime.min.time(), COPENHAGEN) + timedelta(hours=9)
    spent: dict[str, list[float]] = {NORMAL: [], FULL: []}
    for pair in range(PAIRS):
        case = _case(pair, viewer, at)
        for each in (NORMAL, FULL) if pair % 2 else (FULL, NORMAL):
            with connection.cursor() as cursor:
                cursor.execute(f"PRAGMA synchronous={each}")
            spent[each].append(_step(case, viewer, at))
    normal, full = (statistics.median(spent[each]) * 1000 for each in (NORMAL, FULL))
    more = {"normal_ms": round(normal, 2), "full_ms": round(full, 2), "pairs": PAIRS}
    return [
        Row("take med synchronous=NORMAL", normal, "ms"),
        Row("take med synchronous=FULL (som huset kører)", full, "ms", more=more),
        Row("Prisen for at intet går tabt, når strømmen går", full - normal, "ms"),
    ]


def _case(number: int, viewer: Viewer, at: datetime) -> int:
    child = Person.objects.create(given_name="Prøve", family_name=f"H{number}", birth_date=DAY - timedelta(days=4000))
    return open_case(child=child, step="fase1.kendt_i_sof", facts=KNOWN, actor=viewer, on=DAY, at=at).case.pk


def _step(case: int, viewer: Viewer, at: datetime) -> float:
    facts = {"sag.sof_enhed": "bbu-nord", "underretning.underretter": "borger", "underretning.modtaget": at}
    begun = perf_counter()
    take(
        case_id=case, step=STEP, occurrence="forloeb-1", facts=facts, actor=viewer, on=DAY, at=at, based_on=None
    )  # fmt: skip
    return perf_counter() - begun

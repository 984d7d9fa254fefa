"""How many steps a second are taken through the one door, and whether twenty writers at once lose anything."""

from __future__ import annotations

import multiprocessing
import os
import statistics
import time
from contextlib import nullcontext
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import connection

from bench.report import Row
from bench.town import DAY, start_over
from bench.writer import OWN, SHARED, write
from sagsgang.casework.access import viewer_of
from sagsgang.casework.commands import Result, open_case, take
from sagsgang.casework.models import Case, LedgerEvent
from sagsgang.casework.projections import differences, refresh_due
from sagsgang.demo import director
from sagsgang.demo.building import build_town
from sagsgang.demo.plays import PLAYS
from sagsgang.people.models import Person, User
from sagsgang.procedure.workdays import COPENHAGEN

WRITERS = 20
KNOWN = {
    "sag.skole": "blaabaerskolen", "sag.sof_enhed": "bbu-nord", "sag.klassetrin": "4", "forloeb.hensyn": ["nej"],
    "forloeb.sof_kendskab": "andet", "forloeb.bekymring": "Barnet trives ikke.",
}  # fmt: skip


def measure() -> list[Row]:
    """Steps a second with one writer over all plays of the town; twenty writers, on cases of their own and on one."""
    return [*_one_writer(), *_twenty_writers()]


def _one_writer() -> list[Row]:
    start_over(Path(str(connection.settings_dict["NAME"])))
    build_town(DAY)
    taken: list[float] = []
    director.take, director.open_case = _timed(take, taken), _timed(open_case, taken)  # type: ignore[attr-defined]
    whole, director.transaction = director.transaction, _Commits()  # type: ignore[attr-defined]
    try:
        director.play_all(PLAYS, DAY)
    finally:
        director.take, director.open_case, director.transaction = take, open_case, whole  # type: ignore[attr-defined]
    refresh_due(DAY)
    rate = len(taken) / sum(taken)
    return [
        Row(
            "take, en ad gangen, SQLite",
            rate,
            "pr. sekund",
            "≥ 100",
            rate >= 100,
            {"events": len(taken), "median_ms": round(statistics.median(taken) * 1000, 3)},
        )
    ]


class _Commits:
    """Lets every step of a play be committed by itself, as in real life; the town is built one case at a time."""

    atomic = staticmethod(nullcontext)


def _timed(command: Any, taken: list[float]) -> Any:
    def timed(**arguments: Any) -> Result:
        begun = time.perf_counter()
        result: Result = command(**arguments)
        taken.append(time.perf_counter() - begun)
        return result

    return timed


def _twenty_writers() -> list[Row]:
    user = User.objects.get(username="sagsbehandler-nord-1")
    viewer, at = viewer_of(user, DAY), datetime.combine(DAY, datetime.min.time(), COPENHAGEN) + timedelta(hours=9)
    cases = []
    for number in range(WRITERS + 1):
        child = Person.objects.create(
            given_name="Prøve", family_name=str(number), birth_date=DAY - timedelta(days=4000)
        )
        opened = open_case(child=child, step="fase1.kendt_i_sof", facts=KNOWN, actor=viewer, on=DAY, at=at)
        cases.append(opened.case.pk)
    connection.close()
    os.environ["BENCH_DATABASE"] = str(connection.settings_dict["NAME"])
    begun = time.perf_counter()
    with multiprocessing.get_context("spawn").Pool(WRITERS) as pool:
        said = pool.starmap(write, [(case, cases[-1], DAY) for case in cases[:-1]])
    seconds = time.perf_counter() - begun
    written = sum(done for done, _ in said)
    lost = _lost(cases)
    return [
        Row(
            f"take, {WRITERS} skrivere på én gang: tabte hændelser",
            lost,
            "stk.",
            "0",
            lost == 0 and written == WRITERS * (OWN + SHARED),
            {
                "written": written,
                "stale_and_tried_again": sum(stale for _, stale in said),
                "seconds_with_start": round(seconds, 1),
            },
        )
    ]


def _lost(cases: list[int]) -> int:
    """Events that should be there and are not, numbers that are not a row without gaps, lists that differ."""
    missing = 0
    for case in Case.objects.filter(pk__in=cases):
        numbers = list(LedgerEvent.objects.filter(case=case).order_by("number").values_list("number", flat=True))
        wanted = 1 + (WRITERS * SHARED if case.pk == cases[-1] else OWN)
        missing += abs(wanted - len(numbers)) + (numbers != list(range(1, case.version + 1)))
    return missing + len(differences(DAY))

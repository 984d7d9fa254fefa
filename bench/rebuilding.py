"""The city's database: made once and kept in var/bench; and how long its projections take to make anew."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from bench.city import build_city, sources
from bench.report import Row, say
from bench.town import DAY, fresh_town, start_over
from sagsgang.casework.models import Case, LedgerEvent
from sagsgang.casework.projections import rebuild


def path_of(cases: int) -> Path:
    """Where the city with so many cases is kept."""
    return Path(settings.FOLDER) / f"city-{cases}.sqlite3"


def ready(cases: int) -> None:
    """Make the city unless it is there, and connect to it."""
    path, made = path_of(cases), path_of(cases).with_suffix(".made")
    if not made.exists():
        say(f"▸ Bygger en by med {cases} sager (kun første gang, nogle minutter)")
        fresh_town()
        found = sources()
        connect(path)
        start_over(path)
        build_city(found, cases)
        say("▸ Projicerer alle sager")
        made.write_text(f"{timed_rebuild():.1f}\n", encoding="utf-8")
    connect(path)
    call_command("migrate", verbosity=0, interactive=False)


def connect(path: Path) -> None:
    """Point this process at another database file."""
    connection.close()
    connection.settings_dict["NAME"] = str(path)
    os.environ["BENCH_DATABASE"] = str(path)


def timed_rebuild() -> float:
    """Seconds of a whole rebuild on the city's day."""
    begun = time.perf_counter()
    rebuild(DAY)
    return time.perf_counter() - begun


def measure() -> list[Row]:
    """Make the projections of the whole city anew, in a process of its own; seconds for 1,000 cases."""
    code = (
        "import django; django.setup(); from bench.rebuilding import timed_rebuild; "
        "from sagsgang.casework.scope import house\n"
        "with house('bench'): print(timed_rebuild())"
    )
    said = subprocess.run(  # noqa: S603  our own words
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, env=os.environ.copy()
    )
    seconds, cases = float(said.stdout), Case.objects.count()
    more = {"seconds": round(seconds, 1), "cases": cases, "events": LedgerEvent.objects.count()}
    return [Row(f"Genopbygning af alle projektioner, {cases} sager", seconds / cases * 1000, "s/1.000", more=more)]

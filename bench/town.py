"""A small database with the demo town in it: the lawful histories that everything else is made of."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from time import perf_counter

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from bench.report import Row
from sagsgang.casework.ledger import load
from sagsgang.casework.models import Case
from sagsgang.demo.building import build
from sagsgang.procedure.engine import Event

DAY = date(2026, 11, 23)  # a Monday


def fresh_town() -> list[Row]:
    """Build the demo town anew in the database of this process; how long it took."""
    start_over(Path(str(connection.settings_dict["NAME"])))
    begun = perf_counter()
    town = build(DAY)
    seconds = perf_counter() - begun
    more = {"cases": town.cases, "events": town.events, "people": town.people}
    return [Row(f"Demobyen: {town.cases} sager, {town.events} hændelser", seconds, "s", "≤ 10 s", seconds <= 10, more)]


def start_over(path: Path) -> None:
    """An empty, migrated database at the path of this process's connection."""
    connection.close()
    settings.FOLDER.mkdir(parents=True, exist_ok=True)
    for old in path.parent.glob(path.name + "*"):
        old.unlink()
    call_command("migrate", verbosity=0, interactive=False)


def longest_case() -> Case:
    """The case with the longest history."""
    return Case.objects.order_by("-version").first() or Case()


def longest_history() -> list[Event]:
    """The longest history of the town."""
    return load(longest_case())

"""`python -m sagsgang nightly`: look at the cases that the passing of time has changed, and say which nobody owns."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sagsgang.jobs import clock
from sagsgang.jobs.declared import NIGHTLY
from sagsgang.jobs.running import run_now
from sagsgang.procedure.workdays import in_words


class Command(BaseCommand):
    """Does the nightly work now, for a house without a worker or a day that was missed."""

    help = "Bringer opgaver og oversigter frem til i dag og nævner de åbne sager, som ingen skal gøre noget i."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the day to look from."""
        parser.add_argument("--day", type=date.fromisoformat, default=None, help="Dagen, fx 2026-11-21.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, record it, and tell by number only."""
        day = options["day"] or clock.today()
        run = run_now(NIGHTLY.key, day)
        if run is None:
            raise CommandError("Natarbejdet er allerede i gang.")
        if not run.succeeded:
            raise CommandError(f"Natarbejdet gik i stå ({run.failure}). Se loggen; workeren prøver igen.")
        self.stdout.write(f"{run.done} sager er set efter {in_words(day)}.")
        for remark in run.remarks:
            self.stdout.write(remark)

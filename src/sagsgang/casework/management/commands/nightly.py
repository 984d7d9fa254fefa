"""`python -m sagsgang nightly`: look at the cases that the passing of time has changed, and say which nobody owns."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from sagsgang.casework.management.day import day_of_the_house
from sagsgang.casework.projections import refresh_due
from sagsgang.casework.queries.stranded import stranded
from sagsgang.procedure.workdays import in_words


class Command(BaseCommand):
    """Brings the projections to the day."""

    help = "Bringer opgaver og oversigter frem til i dag og nævner de åbne sager, som ingen skal gøre noget i."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the day to look from."""
        parser.add_argument("--day", type=date.fromisoformat, default=None, help="Dagen, fx 2026-11-21.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Refresh, and tell by number only."""
        day = options["day"] or day_of_the_house()
        self.stdout.write(f"{refresh_due(day)} sager er set efter {in_words(day)}.")
        for number in stranded():
            self.stdout.write(f"Sag {number} har ingen åben opgave med en ejer og en dato.")

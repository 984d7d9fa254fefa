"""`python -m sagsgang demo [--day YYYY-MM-DD]`: fill an empty database with the demo town."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from sagsgang.demo.building import Summary, build
from sagsgang.people.models import User
from sagsgang.procedure.workdays import COPENHAGEN, in_words
from sagsgang.web.clock import set_exercise_day


class Command(BaseCommand):
    """Builds the demo town."""

    help = "Bygger demobyen i en tom database: enheder, personer og sager, spillet gennem systemet selv."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the day on which the town is built."""
        parser.add_argument("--day", type=date.fromisoformat, default=None, help="Dagen i byen, fx 2026-11-21.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Build, or say why not."""
        if not settings.DEMO:
            raise CommandError("Demobyen bygges kun med SAGSGANG_DEMO=1.")
        if User.objects.exists():
            raise CommandError("Databasen er allerede i brug. Demobyen bygges kun i en tom database.")
        day = options["day"] or timezone.localdate(timezone=COPENHAGEN)
        summary = build(day)
        set_exercise_day(day)
        self.stdout.write(in_danish(summary))


def in_danish(summary: Summary) -> str:
    """The town in a few lines."""
    return (
        f"  {summary.name}, {in_words(summary.day)}: {summary.units} enheder, {summary.people} medarbejdere, "
        f"{summary.cases} sager ({summary.open_cases} i gang) og {summary.events} hændelser.\n"
        f"  Alle har adgangskoden »{summary.password}«; på log-in-siden kan man træde ind i en rolle."
    )

"""`python -m sagsgang rebuild [--check]`: make the projections from the ledger, and prove them equal to it."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sagsgang.casework.management.day import day_of_the_house
from sagsgang.casework.projections import differences, rebuild
from sagsgang.procedure.workdays import in_words


class Command(BaseCommand):
    """Rebuilds the tables for lists and search."""

    help = "Laver opgaver og oversigter forfra af historikken og beviser, at de er ens. --check sammenligner kun."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether to compare only, and the day to look from."""
        parser.add_argument("--check", action="store_true", help="Sammenlign kun, og ret intet.")
        parser.add_argument("--day", type=date.fromisoformat, default=None, help="Dagen, fx 2026-11-21.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild unless told to check only; fail when a case's rows are not what its history says."""
        day = options["day"] or day_of_the_house()
        if not options["check"]:
            self.stdout.write(f"{rebuild(day)} sager er lavet forfra, som de står {in_words(day)}.")
        unequal = differences(day)
        if unequal:
            raise CommandError(f"{len(unequal)} sager stemmer ikke med deres historik: {', '.join(unequal)}")
        self.stdout.write("Alle rækker stemmer med historikken.")

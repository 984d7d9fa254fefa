"""`python -m sagsgang review`: what the self-checks say of the procedure, and the table of requirements."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from sagsgang.casework.procedures import procedure
from sagsgang.procedure.review import Severity, report, review
from sagsgang.procedure.workdays import COPENHAGEN


class Command(BaseCommand):
    """Prints the review of the procedure."""

    help = "Efterser proceduren: kilder, datoer, veje og blindgyder, og hvilke krav hvert trin opfylder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the day whose edition is reviewed."""
        parser.add_argument("--day", type=date.fromisoformat, default=None, help="Dagen, fx 2026-11-21.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the report; fail when it holds an error."""
        day = options["day"] or timezone.localdate(timezone=COPENHAGEN)
        self.stdout.write(report(procedure(), day))
        errors = [remark for remark in review(procedure(), day) if remark.severity is Severity.ERROR]
        if errors:
            raise CommandError(f"Proceduren har {len(errors)} fejl.")

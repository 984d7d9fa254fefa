"""`python -m sagsgang verify [--head …]`: prove the log of looks whole, and print the head to be kept elsewhere."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from sagsgang.procedure.workdays import COPENHAGEN, in_words
from sagsgang.record.verifying import Report, verify


class Command(BaseCommand):
    """Walks through the whole log."""

    help = (
        "Efterser loggen over opslag led for led. Hovedet, der skrives til sidst, gemmes et andet sted end databasen."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a head that was kept elsewhere."""
        parser.add_argument("--head", default="", metavar="ANTAL:LED", help="Et hoved, der tidligere er gemt.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell what was found; fail when anything is not as it was written."""
        report = verify(options["head"])
        for line in told(report):
            self.stdout.write(line)
        if not report.whole:
            raise CommandError("Loggen over opslag er ikke hel. Rør den ikke, og tilkald en, der kan undersøge det.")
        self.stdout.write("Loggen over opslag er hel.")
        if report.head:
            self.stdout.write(f"Hoved: {report.head}")


def told(report: Report) -> list[str]:
    """Return the report as lines for a person."""
    lines = [f"{report.looks} opslag på sager {report.touched} gange."]
    if report.first_at and report.last_at:
        lines.append(f"Det første er fra {_moment(report.first_at)}, det sidste fra {_moment(report.last_at)}.")
    if report.destroyed:
        lines.append(f"{report.destroyed} ældre opslag er kasseret under segl.")
    lines += [f"Opslag {each.number} {each.sentence}" for each in report.breaches or ()]
    if report.more:
        lines.append(f"Og {report.more} steder til.")
    return lines


def _moment(at: datetime) -> str:
    local = timezone.localtime(at, COPENHAGEN)
    return f"{in_words(local.date())} kl. {local:%H.%M}"

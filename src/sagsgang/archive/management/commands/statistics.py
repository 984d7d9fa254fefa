"""`python -m sagsgang statistics FILE`: the figures of the whole house as CSV, small numbers left out."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from sagsgang.archive.csvs import csv_text
from sagsgang.archive.statistics import csv_rows, figures
from sagsgang.casework.management import day
from sagsgang.casework.models import Case


class Command(BaseCommand):
    """Write the figures of all cases."""

    help = "Skriver statistik for hele huset som CSV; små tal er udeladt."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to write."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Reckon and write."""
        today = day.day_of_the_house()
        rows = csv_rows(figures(Case.objects.all(), today), today, "Hele huset")
        options["file"].write_text(csv_text(rows), encoding="utf-8")
        self.stdout.write(f"Skrevet til {options['file']}.")

"""`python -m sagsgang anonymise FILE`: a copy of the house in which nobody is known, checked before it is left."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from sagsgang.archive.anonymising import CopyFailed, anonymise


class Command(BaseCommand):
    """Write an anonymised copy to an SQLite file."""

    help = "Laver en anonymiseret kopi til øvelse og statistik i en SQLite-fil, som ikke må findes i forvejen."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to write."""
        parser.add_argument("target", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Copy, check, and say how many cases."""
        try:
            count = anonymise(options["target"])
        except CopyFailed as failed:
            raise CommandError(str(failed)) from failed
        self.stdout.write(f"{count} sager er kopieret, og intet af husets er fundet i kopien.")
        self.stdout.write("Åbn den som en øvelse (SAGSGANG_DEMO=1), og kør rebuild, før den bruges.")

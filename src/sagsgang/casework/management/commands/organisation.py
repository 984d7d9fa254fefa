"""`python -m sagsgang organisation UNITS STAFF`: take in the municipality's units, staff and their roles."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from sagsgang.casework.procedures import procedure
from sagsgang.people.organisation import ListRefused, take_in


class Command(BaseCommand):
    """Read two CSV files; write all of them or nothing."""

    help = "Læser kommunens enheder, brugere og roller ind fra to CSV-filer. Det, filerne ikke nævner, bliver stående."

    def add_arguments(self, parser: CommandParser) -> None:
        """The two files, and whether it is only tried."""
        parser.add_argument("enheder", type=Path)
        parser.add_argument("personale", type=Path)
        parser.add_argument("--proev", action="store_true", help="Læs og kontrollér, men skriv intet.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Take them in, and say what became of it."""
        roles = frozenset(role.key for role in procedure().roles if role.logs_in)
        try:
            with transaction.atomic():
                written = take_in(_read(options["enheder"]), _read(options["personale"]), roles=roles)
                transaction.set_rollback(options["proev"])
        except ListRefused as refused:
            raise CommandError("\n".join(("Intet er skrevet.", *refused.faults))) from refused
        told = (
            f"{written.units} nye enheder, {written.users} nye brugere, {written.roles} nye roller, "
            f"{written.changed} ændringer."
        )
        self.stdout.write(f"Prøvet, intet er skrevet: {told}" if options["proev"] else told)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as wrong:
        raise CommandError(f"{path.name} kan ikke læses som UTF-8: {type(wrong).__name__}.") from wrong

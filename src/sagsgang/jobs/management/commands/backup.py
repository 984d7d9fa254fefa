"""`python -m sagsgang backup <folder>`: a whole copy of the house's data, taken while it is in use."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from sagsgang.jobs import clock
from sagsgang.jobs.backup.manifest import BrokenBackup
from sagsgang.jobs.backup.taking import take


class Command(BaseCommand):
    """Takes a backup."""

    help = "Tager en sikkerhedskopi af database og filer i en ny mappe, mens huset er i brug. Nøgler er aldrig med."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder."""
        parser.add_argument("folder", type=Path, help="En mappe, der ikke findes endnu.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Take it, and say what it holds; fail when a file that the database names could not be taken along."""
        try:
            manifest = take(connection, Path(settings.FILES), options["folder"], clock.now())
        except BrokenBackup as refusal:
            raise CommandError(refusal.sentence) from None
        rows = sum(table.rows for table in manifest.tables.values())
        self.stdout.write(
            f"Kopien står i {options['folder']}: {len(manifest.tables)} tabeller, {rows} rækker, "
            f"{len(manifest.parts) - 1} filer.\n"
            "Nøglerne er ikke med: gem SECRET_KEY, SAGSGANG_KEYS, SAGSGANG_INDEX_KEY og SAGSGANG_RECORD_KEY et andet "
            "sted end kopien."
        )
        if manifest.missing:
            raise CommandError(
                f"{len(manifest.missing)} filer, som databasen nævner, mangler eller er beskadiget; resten er kopieret."
            )

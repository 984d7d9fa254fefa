"""`python -m sagsgang restore <folder>`: put a backup back into an empty house; `--check` only examines it."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from sagsgang.jobs.backup.manifest import BrokenBackup
from sagsgang.jobs.backup.restoring import check, restore


class Command(BaseCommand):
    """Restores a backup."""

    help = "Lægger en sikkerhedskopi på plads i et tomt hus og beviser, at hver række og fil er som i kopien."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder, and whether to examine it only."""
        parser.add_argument("folder", type=Path, help="Mappen, som »backup« skrev.")
        parser.add_argument("--check", action="store_true", help="Efterse kun kopien, og gendan intet.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Restore and prove it, or say why not."""
        folder: Path = options["folder"]
        try:
            told = check(folder) if options["check"] else restore(connection, Path(settings.FILES), folder)
        except BrokenBackup as refusal:
            raise CommandError(refusal.sentence) from None
        rows = sum(table.rows for table in told.tables.values())
        done = "Kopien er hel" if options["check"] else "Gendannet og efterset"
        self.stdout.write(
            f"{done}: {len(told.tables)} tabeller, {rows} rækker, {len(told.parts) - 1} filer, "
            f"som de stod {told.taken_at} i udgave {told.version}."
        )
        if told.missing:
            self.stdout.write(f"{len(told.missing)} filer manglede allerede, da kopien blev taget.")

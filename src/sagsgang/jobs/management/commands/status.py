"""`python -m sagsgang status`: which version this is, where its data stands, and how its own work goes."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from sagsgang import __version__
from sagsgang.jobs import clock
from sagsgang.jobs.integrity.database import migrations
from sagsgang.jobs.status import in_danish, standings
from sagsgang.procedure.workdays import in_words


class Command(BaseCommand):
    """Tells how the house stands."""

    help = "Siger version, database og hvornår husets eget arbejde sidst kørte. Slutter med 1, når noget mangler."

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell; fail when the database is behind, or work is overdue or has failed."""
        kind = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.vendor]
        self.stdout.write(f"Sagsgang {__version__}, {kind}{', demobyen' if settings.DEMO else ''}.")
        behind = list(migrations(clock.now().date()))
        if behind:
            raise CommandError(f"Databasen passer ikke til programmet: {' '.join(behind)}", returncode=1)
        self.stdout.write(f"Huset er kommet til {in_words(clock.today())}.")
        stands = standings(clock.now())
        for standing in stands:
            for line in in_danish(standing):
                self.stdout.write(line)
        if not all(standing.is_right for standing in stands):
            raise CommandError("Noget af husets arbejde mangler eller gik i stå.", returncode=1)

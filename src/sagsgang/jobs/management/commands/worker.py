"""`python -m sagsgang worker`: do the house's background work until stopped."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from sagsgang.jobs.worker import serve


class Command(BaseCommand):
    """Runs the worker."""

    help = "Udfører det, huset gør af sig selv: natarbejde, eftersyn og det, der er bedt om. Stop med Ctrl+C."

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve until stopped."""
        serve()

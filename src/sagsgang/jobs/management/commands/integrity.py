"""`python -m sagsgang integrity [--json]`: is everything that the house keeps as it must be?"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sagsgang.jobs import clock
from sagsgang.jobs.integrity import Result, look_over


class Command(BaseCommand):
    """Runs the integrity check."""

    help = "Efterser alt, huset gemmer: historik, lister, filer, log og nøgler. Slutter med 1, når noget er galt."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the form of the answer, and the day to look from."""
        parser.add_argument("--json", action="store_true", help="Svar til en maskine.")
        parser.add_argument("--day", type=date.fromisoformat, default=None, help="Dagen, fx 2026-11-21.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell check by check, as they end; fail when one found something."""
        results: list[Result] = []
        for result in look_over(options["day"] or clock.today()):
            results.append(result)
            if not options["json"]:
                self.tell(result)
        if options["json"]:
            self.stdout.write(json.dumps([as_json(result) for result in results], ensure_ascii=False, indent=1))
        wrong = [result for result in results if not result.is_right]
        if wrong:
            raise CommandError(f"{len(wrong)} af {len(results)} eftersyn fandt fejl.", returncode=1)
        if not options["json"]:
            self.stdout.write(f"Alt er i orden: {len(results)} eftersyn, ingen fejl.")

    def tell(self, result: Result) -> None:
        """Write one check's line, and below it what it found."""
        self.stdout.write(f"{'✓' if result.is_right else '✗'} {result.check.sentence}")
        for line in result.found:
            self.stdout.write(f"    {line}")
        if result.count > len(result.found):
            self.stdout.write(f"    … og {result.count - len(result.found)} mere.")


def as_json(result: Result) -> dict[str, Any]:
    """The result as a machine reads it."""
    return {
        "check": result.check.key,
        "sentence": result.check.sentence,
        "ok": result.is_right,
        "count": result.count,
        "found": result.found,
    }

"""`python -m sagsgang seal [--rotate]`: what stands under which key, and turning keys over."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sagsgang.sealing.turning import OPEN, Tally, tallies, turn_over


class Command(BaseCommand):
    """Counts sealed rows by key, and seals them anew."""

    help = "Siger, hvor mange rækker der er forseglet med hvilken nøgle. --rotate forsegler alt med den nyeste."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to do."""
        parser.add_argument("--rotate", action="store_true", help="Forsegl alt igen med den nyeste nøgle.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and tell by numbers only; fail when a row cannot be opened."""
        if options["rotate"]:
            for turned in turn_over():
                self.stdout.write(f"{turned.column}: {turned.rows} rækker er forseglet igen.")
        standing = tallies()
        for tally in standing:
            self.stdout.write(in_danish(tally))
        lost = sum(tally.lost for tally in standing)
        if lost:
            raise CommandError(f"{lost} rækker kan ikke åbnes med de nøgler, huset har.")


def in_danish(tally: Tally) -> str:
    """One column and its keys in a line."""
    if not tally.rows:
        return f"{tally.column}: ingen rækker."
    return f"{tally.column}: " + ", ".join(
        f"{count} med {_key(key, tally.known)}" for key, count in sorted(tally.rows.items())
    )


def _key(key: str, known: tuple[str, ...]) -> str:
    if key == OPEN:
        return "INGEN forsegling"
    if key not in known:
        return f"{key} (HUSET HAR DEN IKKE)"
    return f"{key} (den nyeste)" if key == known[0] else f"{key} (ældre)"

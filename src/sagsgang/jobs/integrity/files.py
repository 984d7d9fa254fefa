"""Whether every file that the database names lies there unchanged, and nothing else does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import time

from django.conf import settings

from sagsgang.documents import storage

UNDER_WAY = 3600
"""Seconds from a file is written until the row that names it must be there."""


def lost(_day: date) -> Iterator[str]:
    """The files that are missing or are not what they were; each is read and its hash reckoned."""
    found = storage.differences()
    for sha256 in found.missing:
        yield f"Filen {sha256[:12]} mangler."
    for sha256 in found.damaged:
        yield f"Filen {sha256[:12]} er ikke, som den var."


def superfluous(_day: date) -> Iterator[str]:
    """The files without a row that have lain for a while: what a cut-off upload leaves. Nobody can reach them."""
    found = storage.differences(thorough=False)
    for sha256 in found.unknown:
        if _is_old(storage.path_of(sha256)):
            yield f"Filen {sha256[:12]} nævnes ingen steder."
    for name in found.unfinished:
        if _is_old(Path(settings.FILES) / name):
            yield f"Filen {name} blev aldrig skrevet færdig."


def _is_old(file: Path) -> bool:
    """Whether it is too old to be an upload under way."""
    try:
        return time() - file.stat().st_mtime > UNDER_WAY
    except FileNotFoundError:
        return False

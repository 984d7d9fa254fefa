"""Whether every file that the database names lies there unchanged, and nothing else does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sagsgang.documents import storage


def lost(_day: date) -> Iterator[str]:
    """The files that are missing or are not what they were; each is read and its hash reckoned."""
    found = storage.differences()
    for sha256 in found.missing:
        yield f"Filen {sha256[:12]} mangler."
    for sha256 in found.damaged:
        yield f"Filen {sha256[:12]} er ikke, som den var."


def superfluous(_day: date) -> Iterator[str]:
    """The files without a row: what an upload leaves that was cut off. Nobody can reach them."""
    found = storage.differences(thorough=False)
    for sha256 in found.unknown:
        yield f"Filen {sha256[:12]} nævnes ingen steder."
    for name in found.unfinished:
        yield f"Filen {name} blev aldrig skrevet færdig."

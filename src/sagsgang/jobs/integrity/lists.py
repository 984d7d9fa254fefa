"""Whether the tables for lists and search say what the history says, and every open case moves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sagsgang.casework import projections
from sagsgang.casework.queries.stranded import stranded


def differing(day: date) -> Iterator[str]:
    """The cases whose rows are not what their history gives on the day."""
    for number in projections.differences(day):
        yield f"Sag {number} står anderledes i listerne end i sin historik; kør »rebuild«."


def lonely(_day: date) -> Iterator[str]:
    """The open cases that stand still (G6)."""
    for number in stranded():
        yield f"Sag {number} har ingen åben opgave med en ejer og en dato."

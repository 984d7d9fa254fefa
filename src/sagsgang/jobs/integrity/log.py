"""Whether the log of looks is whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sagsgang.record.verifying import verify


def broken(_day: date) -> Iterator[str]:
    """Where the chain does not hold."""
    report = verify()
    for breach in report.breaches or ():
        yield f"Opslag {breach.number} {breach.sentence}"
    if report.more:
        yield f"Og {report.more} steder til."

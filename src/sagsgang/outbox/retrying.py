"""How long is waited before each new try, as data."""

from __future__ import annotations

from datetime import timedelta

from sagsgang.outbox.parcels import JOURNALS

WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=8),
)
"""Before the second try, the third … After the last the dispatch is a dead letter, which somebody owns."""

WAITS_BY_PORT: dict[str, tuple[timedelta, ...]] = dict.fromkeys(
    JOURNALS, (*WAITS, timedelta(days=1), timedelta(days=1), timedelta(days=3))
)
"""Those that differ: the systems of record answer by a receipt, perhaps of a nightly run, perhaps over a weekend."""

LEASE = timedelta(minutes=5)
"""How long a worker has a dispatch to itself; every port gives up well before."""

TOLD_AGAIN = timedelta(minutes=5)
"""How long is waited before a sender is told anew that its dispatch is settled, when that failed."""


def wait_after(tries: int, port: str) -> timedelta | None:
    """How long to wait after so many tries (from 1) at that port; None when there are no more."""
    waits = WAITS_BY_PORT.get(port, WAITS)
    return waits[tries - 1] if tries <= len(waits) else None

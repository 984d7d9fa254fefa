"""The worker: one process that does what the house has been asked for, until it is told to stop."""

from __future__ import annotations

from huey.consumer import Consumer

from sagsgang.jobs.bell import bell


def serve() -> None:
    """Work until SIGINT (what is in hand is ended first) or SIGTERM (at once; it is done again next time)."""
    # One thread: the house's work is small, and SQLite lets one write at a time.
    Consumer(bell().queue, workers=1, max_delay=1.0).run()

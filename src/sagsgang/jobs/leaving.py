"""What leaves the house by itself: the ways out, who is told when something is settled, and the work of delivering."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sagsgang.jobs import clock
from sagsgang.jobs.declaring import Outcome
from sagsgang.outbox.delivery import deliver_due, due
from sagsgang.outbox.parcels import Port
from sagsgang.outbox.settling import Settled

KEY = "leaving"

SETTLED: Mapping[str, Settled] = {}
"""Who is told that a dispatch is sent, has failed or is given up, by the kind of the parcel. A kind whose sender needs
no telling (a mail that only says that something waits) is not here."""


def ports() -> Mapping[str, Port]:
    """The ways out of this house, as its settings have them."""
    return {}


def deliver(_day: date, _subject: str) -> Outcome:
    """Deliver what is due."""
    return Outcome(deliver_due(clock.now(), ports(), SETTLED))


def something_is_due() -> bool:
    """Whether there is something to deliver, to take up again or to tell."""
    return due(clock.now()).exists()

"""What leaves the house by itself: the ways out, who is told when something is settled, and the work of delivering."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sagsgang.adapters.outgoing import ports
from sagsgang.jobs import clock
from sagsgang.jobs.declaring import Outcome
from sagsgang.letters import holding, settling
from sagsgang.letters import sending as letters
from sagsgang.meetings.aftaleforum import inviting, summing
from sagsgang.outbox import journaling
from sagsgang.outbox.delivery import deliver_due, due
from sagsgang.outbox.models import Dispatch
from sagsgang.outbox.settling import Held, Settled
from sagsgang.plans import sending as plans

KEY = "leaving"

SETTLED: Mapping[str, Settled] = {
    journaling.KIND: journaling.settled,
    letters.KIND: settling.settled,
}
"""Who is told that a dispatch is sent, has failed or is given up, by the kind of the parcel. A kind whose sender needs
no telling (a mail that only says that something waits) is not here."""

HELD: Mapping[str, Held] = {
    letters.KIND: holding.copy_held,
    inviting.KIND: holding.family_held,
    summing.KIND: holding.family_held,
    plans.KIND: holding.family_held,
}
"""Who is asked just before a dispatch leaves, by its kind: contact may have been held back since it was posted (X8)."""


def held_back(dispatch: Dispatch, at: datetime) -> str:
    """Why what still has to leave must not leave now, also by somebody's own hand (X8); "" when it may or has left."""
    asked = HELD.get(dispatch.kind)
    gone = dispatch.state in (Dispatch.State.SENDT, Dispatch.State.OPGIVET)
    return "" if asked is None or gone else asked(dispatch, at)


def moment() -> datetime:
    """What time it is where things are posted: the clock's own time, on the day the house has come to."""
    return datetime.combine(clock.today(), clock.now().timetz())


def deliver(_day: date, _subject: str) -> Outcome:
    """Deliver what is due."""
    return Outcome(deliver_due(moment(), ports(), SETTLED, held=HELD))


def something_is_due() -> bool:
    """Whether there is something to deliver, to take up again or to tell."""
    return due(moment()).exists()

"""How a dispatch ends: its state and what its sender makes of it are written in one transaction."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import transaction

from sagsgang.outbox.models import Dispatch
from sagsgang.outbox.retrying import TOLD_AGAIN

logger = logging.getLogger(__name__)

Settled = Callable[[Dispatch, datetime], None]
"""What the sender does when its dispatch is sent, has failed or is given up. Told again it does nothing twice."""

Held = Callable[[Dispatch, datetime], str]
"""Why a dispatch must not leave the house at that moment, in a sentence; "" when it may."""


@transaction.atomic
def settle(row: Dispatch, state: Dispatch.State, at: datetime, settled: Mapping[str, Settled]) -> None:
    """End the dispatch in that state and tell its sender, in one transaction.

    Where the sender stumbles, what it had begun is undone and it is told again later: what the receiver has answered
    is never lost for it.
    """
    row.state, row.ended_at, row.told_at = state, at, None
    row.lease, row.lease_until, row.due_at = "", None, None
    row.save(update_fields=["state", "ended_at", "told_at", "lease", "lease_until", "due_at", "failure", "reference"])
    tell(row, at, settled)


def tell(row: Dispatch, at: datetime, settled: Mapping[str, Settled]) -> bool:
    """Tell the sender how it went; whether it took it."""
    told = settled.get(row.kind)
    try:
        with transaction.atomic():
            if told is not None:
                told(row, at)
    except Exception as fault:
        logger.error("dispatch %s: its sender could not be told: %s", row.pk, type(fault).__name__)
        row.due_at = at + TOLD_AGAIN
        row.save(update_fields=["due_at"])
        return False
    row.told_at, row.due_at = at, None
    row.save(update_fields=["told_at", "due_at"])
    return True

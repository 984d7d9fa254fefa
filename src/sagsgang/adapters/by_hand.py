"""No integration, or paper: a person does it, and writes the number or that it is in the post."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sagsgang.outbox.parcels import Parcel, Receipt


@dataclass(frozen=True, slots=True)
class ByHand:
    """A way out that leads over somebody's desk."""

    repeatable: bool = True

    def send(self, parcel: Parcel, posted_at: datetime, handing_over: Callable[[], None]) -> Receipt:
        """Say that a person has to do it."""
        return Receipt(by_hand=True)

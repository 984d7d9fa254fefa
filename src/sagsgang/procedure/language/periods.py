"""Half-open stretches of time in which a declaration is in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    """From `since` (included) to `until` (not included; None: still in force)."""

    since: date
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the day lies in the period."""
        return self.since <= day and (self.until is None or day < self.until)

    def meets(self, later: Period) -> bool:
        """Whether `later` begins exactly where this one ends: no gap, no overlap."""
        return self.until == later.since


def since(first: str, until: str | None = None) -> Period:
    """A period from ISO dates; raises ValueError when it would be empty."""
    start = date.fromisoformat(first)
    end = date.fromisoformat(until) if until else None
    if end is not None and end <= start:
        raise ValueError(f"empty period: {first} – {until}")
    return Period(start, end)


ALWAYS = Period(date(1900, 1, 1))

"""What a check of the house's data is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Check:
    """One thing that must be true. `find` gives a Danish line, without personal data, for each place where it is not.

    It is asked on the day the house has come to, and must not hold more than a batch of cases in memory.
    """

    key: str
    sentence: str
    find: Callable[[date], Iterable[str]]

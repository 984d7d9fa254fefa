"""The integrity check: what must be true of the house's data, each as one declared check that finds what is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from sagsgang.jobs.integrity.checking import Check
from sagsgang.jobs.integrity.declared import CHECKS

SHOWN = 100
"""How many findings of one check are kept; the rest are counted, so that memory stays constant."""


@dataclass
class Result:
    """What one check found: the first lines, and how many in all."""

    check: Check
    found: list[str] = field(default_factory=list)
    count: int = 0

    @property
    def is_right(self) -> bool:
        """Whether nothing was found."""
        return not self.count


def look_over(day: date) -> Iterator[Result]:
    """Run every check as the house stands on the day, one after the other."""
    for check in CHECKS:
        findings = iter(check.find(day))
        found = list(islice(findings, SHOWN))
        yield Result(check, found, len(found) + sum(1 for _ in findings))


def faults(day: date) -> tuple[int, list[str]]:
    """How many checks were made, and a line for everything they found."""
    results = list(look_over(day))
    return len(results), [line for result in results for line in result.found]

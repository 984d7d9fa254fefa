"""How long a case is kept once it has ended: by its result, by rules that the municipality has decided, and no others.

The rules are a file of the municipality's own (SAGSGANG_RETENTION). Without one there is no rule, and nothing can be
destroyed: whatever is not said is kept.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from sagsgang.procedure.engine import Assessment
from sagsgang.procedure.workdays import shift_months

RESULTS: Mapping[str, str] = {
    "fraflyttet": "Familien er flyttet til en anden kommune",
    "med_tilbud": "Forløbet er slut, og barnet har haft et fælles tilbud",
    "afslag": "Forløbet er slut, og der er givet afslag på et fælles tilbud",
    "uden_tilbud": "Forløbet er slut uden et fælles tilbud",
}
"""What a case that is over can have come to; the first that fits holds."""

MOVED_STEP, OUTCOME, REFUSED = "sagen.fraflytning", "indstilling.udfald", "afslag"
_LONGEST_YEARS = 200


@dataclass(frozen=True, slots=True)
class Rule:
    """One decision of the municipality's: cases with that result are destroyed so many years after they ended."""

    key: str
    result: str
    years: int
    words: str
    source: str
    since: date
    until: date | None

    def holds(self, day: date) -> bool:
        """Whether the rule stands on the day."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Ended:
    """A case that is over: with what result, and since when."""

    result: str
    on: date


@dataclass(frozen=True, slots=True)
class Reached:
    """The rule for a case that is over, and the day from which it may be destroyed."""

    rule: Rule
    ended: Ended
    on: date


def ended(assessment: Assessment) -> Ended | None:
    """Return what the case came to and when; None for one that is under way, or that nothing has happened in."""
    events = assessment.world.events
    if assessment.is_open or not events:
        return None
    return Ended(_result(assessment), events[-1].on)


def _result(assessment: Assessment) -> str:
    world = assessment.world
    if assessment.of_step(MOVED_STEP) and any(event.step == MOVED_STEP for event in world.events):
        return "fraflyttet"
    offer = world.procedure.offer
    if offer is not None and world.by_subject.get(offer.subject.key):
        return "med_tilbud"
    outcomes = (
        each.facts[OUTCOME].value for found in world.by_subject.values() for each in found if OUTCOME in each.facts
    )
    return "afslag" if REFUSED in outcomes else "uden_tilbud"


def reached(case_ended: Ended, day: date) -> Reached | None:
    """Return the rule that stands on the day for a case that ended so; None without one."""
    rule = next((each for each in rules_on(day) if each.result == case_ended.result), None)
    return Reached(rule, case_ended, shift_months(case_ended.on, 12 * rule.years)) if rule else None


def rules_on(day: date) -> tuple[Rule, ...]:
    """Return the municipality's rules that stand on the day; none where it has decided none."""
    return tuple(rule for rule in rules() if rule.holds(day))


def rules() -> tuple[Rule, ...]:
    """Return every rule of the municipality's file; ImproperlyConfigured when it cannot be understood."""
    path = str(getattr(settings, "RETENTION_RULES", "") or "")
    return _read(path, Path(path).stat().st_mtime_ns) if path else ()


@lru_cache(maxsize=4)
def _read(path: str, _changed: int) -> tuple[Rule, ...]:
    try:
        data = tomllib.loads(Path(path).read_text(encoding="utf-8"))
        found = tuple(_rule(row) for row in data.get("regel", []))
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as wrong:
        raise ImproperlyConfigured(f"SAGSGANG_RETENTION: {wrong}") from wrong
    for number, rule in enumerate(found):
        for other in found[:number]:
            overlap = (rule.until is None or other.since < rule.until) and (
                other.until is None or rule.since < other.until
            )
            if rule.result == other.result and overlap:
                raise ImproperlyConfigured(f"SAGSGANG_RETENTION: {rule.key} and {other.key} stand at the same time")
    return found


def _rule(row: Mapping[str, Any]) -> Rule:
    if row["resultat"] not in RESULTS:
        raise ValueError(f"unknown resultat {row['resultat']!r}")
    years = row["aar"]
    if not isinstance(years, int) or isinstance(years, bool) or not 1 <= years <= _LONGEST_YEARS:
        raise ValueError(f"{row['key']}: aar is a whole number of years")
    if not str(row["kilde"]).strip() or not str(row["ord"]).strip():
        raise ValueError(f"{row['key']}: kilde and ord are not empty")
    since, until = row["since"], row.get("until")
    if type(since) is not date or not (until is None or (type(until) is date and until > since)):
        raise ValueError(f"{row['key']}: since and until are dates, in that order")
    return Rule(str(row["key"]), row["resultat"], years, str(row["ord"]), str(row["kilde"]), since, until)

"""On what ground something is kept back, and by when an answer is owed: dated data, marked as unverified."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sagsgang.procedure.wording.deadlines import closed_day, span_text
from sagsgang.procedure.workdays import Account, Unit, after, authority_limit, in_full, in_words

UNVERIFIED = "ikke verificeret af jurist"
_FILE = Path(__file__).parent / "data" / "undtagelser.toml"


@dataclass(frozen=True, slots=True)
class Ground:
    """A rule by which something may be kept back, from–to (half-open)."""

    key: str
    right: str
    place: str
    words: str
    since: date
    until: date | None
    verified: bool

    @property
    def label(self) -> str:
        """The ground as it is chosen and printed."""
        return f"{self.words} ({self.place})"


@dataclass(frozen=True, slots=True)
class AnswerBy:
    """How soon an answer is owed, by what rule, and where one can complain."""

    right: str
    place: str
    count: int
    unit: Unit
    complaint: str
    since: date
    until: date | None
    verified: bool


def grounds(right: str, day: date) -> tuple[Ground, ...]:
    """Return the grounds of that right that hold on the day, in the order they are written."""
    return tuple(each for each in _read()[0] if each.right == right and _holds(each, day))


def ground(key: str) -> Ground | None:
    """Return the ground of that key, whenever it held; None for one we do not know."""
    return next((each for each in _read()[0] if each.key == key), None)


def answer_by(right: str, day: date) -> AnswerBy:
    """Return the rule on answering that holds on the day."""
    return next(each for each in _read()[1] if each.right == right and _holds(each, day))


def due(right: str, received: date) -> tuple[date, tuple[str, ...]]:
    """Return the last day to answer a request received that day, and the account of it (FVL § 16; X4).

    Counted as the authority's duties are: Saturday counts, and a closed last day rolls back, so it is never late.
    """
    rule = answer_by(right, received)
    account = after(received, authority_limit(rule.count, rule.unit))
    return account.due, tuple(_account(rule, account))


def _account(rule: AnswerBy, account: Account) -> list[str]:
    assert not hasattr(account.limit, "month")
    told = [f"{span_text(account.limit)} efter modtagelsen den {in_words(account.anchor)} ({rule.place})."]
    told += [f"{closed_day(day, reason).capitalize()} tæller ikke." for day, reason in account.skipped]
    if account.raw != account.due:
        told.append(f"Fristen falder på {in_full(account.raw)} og rykkes tilbage til {in_full(account.due)}.")
    told.append("Lørdage tæller med, så svaret aldrig kommer for sent.")
    if not rule.verified:
        told.append(f"Reglen er {UNVERIFIED}.")
    return told


def _holds(each: Ground | AnswerBy, day: date) -> bool:
    return each.since <= day and (each.until is None or day < each.until)


@cache
def _read() -> tuple[tuple[Ground, ...], tuple[AnswerBy, ...]]:
    data: Mapping[str, Any] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    found = tuple(
        Ground(row["key"], row["gaelder"], row["sted"], row["ord"], row["since"], row.get("until"), row["verificeret"])
        for row in data["hjemmel"]
    )
    limits = tuple(
        AnswerBy(
            row["gaelder"], row["sted"], row["antal"], Unit(row["enhed"]), row["klage"], row["since"],
            row.get("until"), row["verificeret"],
        )
        for row in data["frist"]
    )  # fmt: skip
    return found, limits

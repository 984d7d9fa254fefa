"""The facts of an event as they stand in a copy: days moved, units and people exchanged, numbers of papers made up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from sagsgang.procedure.engine import DEPARTED_RULE
from sagsgang.procedure.language import Fact, Kind, Procedure


@dataclass(frozen=True, slots=True)
class Exchange:
    """What stands for what in one case; kept in memory while it is copied and nowhere after."""

    procedure: Procedure
    units: Mapping[str, str]
    persons: Mapping[str, str]
    offset: timedelta
    random: Random


def exchanged(facts: Mapping[str, Any], by: Exchange) -> dict[str, Any]:
    """Return the stored facts for the copy; what the procedure does not declare is left out."""
    made: dict[str, Any] = {}
    for key, value in facts.items():
        fact = by.procedure.facts.get(by.procedure.fact_aliases.get(key, key))
        if key == DEPARTED_RULE:
            made[key] = value
        elif fact is not None and not fact.personal:
            made[key] = None if value is None else _exchanged(fact, value, by)
    return made


def _exchanged(fact: Fact, value: Any, by: Exchange) -> Any:
    match fact.kind:
        case Kind.DATE:
            return (date.fromisoformat(value) + by.offset).isoformat()
        case Kind.MOMENT:
            return (datetime.fromisoformat(value) + by.offset).isoformat()
        case Kind.UNIT:
            return by.units.get(str(value))
        case Kind.PAPER:
            return f"{str(value).partition(' ')[0]} {by.random.randint(10_000, 99_999)}"
        case Kind.GIVER:
            return by.persons.get(str(value))
        case Kind.REPLIES:
            return [_reply(row, by) for row in value]
        case Kind.TEXT | Kind.LINE:
            return None
        case _:
            return value


def _reply(row: Mapping[str, Any], by: Exchange) -> dict[str, Any]:
    on = (date.fromisoformat(row["den"]) + by.offset).isoformat() if row.get("den") else ""
    return {**row, "giver": by.persons.get(str(row.get("giver")), "0"), "den": on}

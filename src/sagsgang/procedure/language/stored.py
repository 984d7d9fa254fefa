"""Values of facts as they are stored in a history (JSON), and back by the fact's declaration (trap 8)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sagsgang.procedure.language.facts import Fact, Kind
from sagsgang.procedure.language.procedures import Procedure
from sagsgang.procedure.language.replies import decode_replies, encode_replies

_NUMBERS = (Kind.NUMBER, Kind.MONEY)


def encode(fact: Fact, value: Any) -> Any:
    """The value as JSON can hold it: dates and moments as ISO text, several choices as a list."""
    if isinstance(value, date):  # a moment is a date too
        return value.isoformat()
    if fact.kind is Kind.REPLIES:
        return encode_replies(value)
    return list(value) if fact.kind is Kind.CHOICES else value


def decode(fact: Fact, stored: Any) -> Any:
    """The value that `encode` stored; raises ValueError when it is none of that kind."""
    match fact.kind:
        case Kind.DATE:
            return date.fromisoformat(stored)
        case Kind.MOMENT:
            moment = datetime.fromisoformat(stored)
            if moment.utcoffset() is None:
                raise ValueError(f"{fact.key}: a moment says its time zone")
            return moment
        case Kind.CHOICES:
            return tuple(stored)
        case Kind.REPLIES:
            return decode_replies(stored)
        case kind if kind in _NUMBERS:
            return int(stored)
        case _:
            return stored


def encode_facts(procedure: Procedure, values: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of an event as JSON can hold them; what is no fact (the rule departed from) stays as it is."""
    facts = procedure.facts
    return {key: encode(facts[key], value) if key in facts else value for key, value in values.items()}


def decode_facts(procedure: Procedure, stored: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a stored event under their names of today; what nobody declares any more stays as it is."""
    found = {}
    for key, value in stored.items():
        name = procedure.fact_aliases.get(key, key)
        fact = procedure.facts.get(name)
        found[name] = value if fact is None or value is None else decode(fact, value)
    return found

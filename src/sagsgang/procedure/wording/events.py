"""What happened, as the timeline tells it. Personal text stays where it is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sagsgang.procedure.language import Fact, Kind, Step
from sagsgang.procedure.wording.grammar import sentence
from sagsgang.procedure.wording.values import reply_text, value_text

_CHOSEN = (Kind.CHOICE, Kind.YES_NO, Kind.CHOICES)


def event_sentence(step: Step, facts: Mapping[str, Any], units: Mapping[str, str] | None = None) -> str:
    """The step's own statement, then what was chosen and the days and amounts that were recorded.

    `units`: key → name of the units and persons that may be mentioned; without it units are left out, as is all
    personal text, and of a person it is told only what he is to the child.
    """
    told = [sentence(step.done)]
    for fact in told_facts(step):
        value = facts.get(fact.key)
        if value is not None and not fact.personal:
            told += (sentence(each) for each in _told(fact, value, units or {}))
    return " ".join(dict.fromkeys(told))


def told_facts(step: Step) -> Iterator[Fact]:
    """The facts an event of the step may hold: what its form asks for, and what it once asked for."""
    yield from (asked.fact for asked in step.asked())
    yield from step.formerly


def _told(fact: Fact, value: Any, units: Mapping[str, str]) -> Iterator[str]:
    if fact.kind is Kind.UNIT:
        if value in units:
            yield f"{fact.phrase}: {units[value]}"
    elif fact.kind is Kind.REPLIES:
        yield from (reply_text(each, units) for each in value)
    elif fact.kind is Kind.GIVER:
        if value in units:
            yield f"{fact.phrase}: {units[value]}"
    elif fact.kind in _CHOSEN:
        silent = []
        for each in value if fact.kind is Kind.CHOICES else (value,):
            statement = next((option.statement for option in fact.options if option.value == each), "")
            if statement:
                yield statement
            else:
                silent.append(each)
        if silent:
            yield f"{fact.phrase}: {value_text(fact, tuple(silent) if fact.kind is Kind.CHOICES else silent[0])}"
    else:
        yield f"{fact.phrase}: {value_text(fact, value)}"

"""From what was typed to what is stored: every answer of a form is read by its declaration, or refused at its field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from sagsgang.procedure.engine import Occurrence, World
from sagsgang.procedure.language import Asked, Fact, Kind, Procedure, Step, When
from sagsgang.procedure.workdays import COPENHAGEN, read_date

REASON = "_begrundelse"
SYSTEM = "_system"
CLOCK = "_kl"
LONGEST_TEXT = 20_000
LONGEST_LINE = 300

Raw = Mapping[str, Any]


class Wrong(ValueError):
    """One answer cannot be read; the message is the Danish sentence at the field."""


@dataclass
class Answers:
    """What a form said: `values` for the event, `texts` to be kept outside it, `wrong` per field."""

    values: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)


def read_answers(
    step: Step, raw: Raw, *, world: World, place: Occurrence, today: date, units: Mapping[str, str]
) -> Answers:
    """Read a step's form. `units` maps the keys of the municipality's units to their kinds.

    Answers that the step asks for only in some cases are read only where the earlier answers say so.
    """
    answers = Answers()
    for asked in step.asked():
        if asked.only_if is not None and not _holds(asked, world, place, answers.values):
            continue
        _read_one(asked, raw, answers, today, units)
    return answers


def _holds(asked: Asked, world: World, place: Occurrence, values: dict[str, Any]) -> bool:
    world.draft = values
    try:
        return asked.only_if is None or asked.only_if.answer(world, place) is True
    finally:
        world.draft = None


def _read_one(asked: Asked, raw: Raw, answers: Answers, today: date, units: Mapping[str, str]) -> None:
    fact = asked.fact
    given = raw.get(fact.key)
    if _is_empty(given):
        if asked.required:
            answers.wrong[fact.key] = _missing(fact)
        return
    try:
        value = _READERS[fact.kind](asked, given, raw, today, units)
    except Wrong as wrong:
        answers.wrong[fact.key] = str(wrong)
        return
    if fact.personal:
        answers.texts[fact.key] = value
        answers.values[fact.key] = True
    else:
        answers.values[fact.key] = value
    if fact.assessed:
        reason = str(raw.get(fact.key + REASON) or "").strip()
        if reason:
            answers.texts[fact.key + REASON] = reason[:LONGEST_TEXT]
        else:
            answers.wrong[fact.key + REASON] = "Skriv begrundelsen: det er en faglig vurdering."


def _is_empty(given: Any) -> bool:
    return (
        given is None or (isinstance(given, str) and not given.strip()) or (isinstance(given, list) and not any(given))
    )


def _missing(fact: Fact) -> str:
    if fact.kind in (Kind.CHOICE, Kind.YES_NO, Kind.UNIT):
        return "Vælg et svar."
    if fact.kind is Kind.CHOICES:
        return "Vælg mindst én."
    if fact.kind in (Kind.DATE, Kind.MOMENT):
        return "Skriv en dato, fx 5.3.2026."
    return "Feltet skal udfyldes."


def _one(given: Any) -> str:
    if isinstance(given, list | tuple):
        given = given[0] if given else ""
    return str(given).strip()


def _text(asked: Asked, given: Any, raw: Raw, today: date, units: Mapping[str, str]) -> str:
    words = _one(given)
    longest = LONGEST_TEXT if asked.fact.kind is Kind.TEXT else LONGEST_LINE
    if len(words) > longest:
        raise Wrong(f"Teksten er for lang: højst {longest} tegn.")
    if "\x00" in words:
        raise Wrong("Teksten indeholder et tegn, der ikke kan gemmes.")
    return words


def _choice(asked: Asked, given: Any, raw: Raw, today: date, units: Mapping[str, str]) -> str:
    value = _one(given)
    if value not in {option.value for option in asked.options()}:
        raise Wrong("Vælg et af svarene på listen.")
    return value


def _choices(asked: Asked, given: Any, raw: Raw, today: date, units: Mapping[str, str]) -> list[str]:
    chosen = [str(each) for each in (given if isinstance(given, list | tuple) else [given])]
    allowed = [option.value for option in asked.options()]
    if any(each not in allowed for each in chosen):
        raise Wrong("Vælg blandt svarene på listen.")
    return [each for each in allowed if each in chosen]


def _date(asked: Asked, given: Any, raw: Raw, today: date, units: Mapping[str, str]) -> date:
    if isinstance(given, datetime):
        raise Wrong("Skriv en dato, fx 5.3.2026.")
    day = given if isinstance(given, date) else read_date(_one(given))
    if day is None:
        raise Wrong("Datoen kan ikke læses. Skriv den som 5.3.2026.")
    if not 1990 <= day.year <= 2100:
        raise Wrong("Årstallet kan ikke passe.")
    if asked.fact.when is When.PAST and day > today:
        raise Wrong("Datoen ligger i fremtiden.")
    if asked.fact.when is When.FUTURE and day < today:
        raise Wrong("Datoen ligger i fortiden.")
    return day


def _moment(asked: Asked, given: Any, raw: Raw, today: date, units: Mapping[str, str]) -> datetime:
    if isinstance(given, datetime):
        return given if given.tzinfo else given.replace(tzinfo=COPENHAGEN)
    words = _one(given)
    clock = _one(raw.get(asked.fact.key + CLOCK) or "")
    try:
        whole = datetime.fromisoformat(words)
    except ValueError:
        whole = None
    if whole is not None and not clock and len(words) > len("2026-03-05"):
        return whole if whole.tzinfo else whole.replace(tzinfo=COPENHAGEN)
    day = _date(asked, given, raw, today, units)
    try:
        return datetime.combine(day, time.fromisoformat(clock.replace(".", ":").zfill(5)), COPENHAGEN)
    except ValueError:
        raise Wrong("Skriv klokkeslættet som 14.30.") from None


def _number(asked: Asked, given: Any, raw: Raw, today: date, units: Mapping[str, str]) -> int:
    words = _one(given).replace(" ", "").removesuffix("kr.").removesuffix("kr").strip()
    if asked.fact.kind is Kind.MONEY:
        words = words.replace(".", "").removesuffix(",00").removesuffix(",-")
    if not words.lstrip("-").isdecimal() or len(words) > 12:
        raise Wrong("Skriv et helt tal.")
    value = int(words)
    if asked.fact.least is not None and value < asked.fact.least:
        raise Wrong(f"Tallet skal være mindst {asked.fact.least}.")
    if asked.fact.most is not None and value > asked.fact.most:
        raise Wrong(f"Tallet kan højst være {asked.fact.most}.")
    return value


def _unit(asked: Asked, given: Any, raw: Raw, today: date, units: Mapping[str, str]) -> str:
    key = _one(given)
    if units.get(key) not in asked.fact.unit_kinds:
        raise Wrong("Vælg en enhed på listen.")
    return key


def _paper(asked: Asked, given: Any, raw: Raw, today: date, units: Mapping[str, str]) -> str:
    number = _text(asked, given, raw, today, units)
    system = _one(raw.get(asked.fact.key + SYSTEM) or "")
    return f"{system} {number}".strip()


_READERS = {
    Kind.TEXT: _text,
    Kind.LINE: _text,
    Kind.CHOICE: _choice,
    Kind.YES_NO: _choice,
    Kind.CHOICES: _choices,
    Kind.DATE: _date,
    Kind.MOMENT: _moment,
    Kind.NUMBER: _number,
    Kind.MONEY: _number,
    Kind.UNIT: _unit,
    Kind.PAPER: _paper,
}


def to_json(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as they are stored in an event."""
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in values.items()}


def from_json(procedure: Procedure, stored: Mapping[str, Any]) -> dict[str, Any]:
    """The values as the engine reads them: dates come out of JSON as strings, and the declaration says so (trap 8)."""
    facts = procedure.facts
    values: dict[str, Any] = {}
    for key, value in stored.items():
        fact = facts.get(key)
        values[key] = value
        if fact is not None and isinstance(value, str):
            if fact.kind is Kind.DATE:
                values[key] = date.fromisoformat(value)
            elif fact.kind is Kind.MOMENT:
                values[key] = datetime.fromisoformat(value)
    return values


def prefill(step: Step, world: World, place: Occurrence, day: date) -> dict[str, Any]:
    """What the form starts from: what the case already knows of the step's facts, and the dated amounts."""
    start: dict[str, Any] = {}
    for asked in step.asked():
        fact = asked.fact
        known = world.value(place, fact)
        if fact.personal or (known is None and fact.default is None):
            continue
        if step.opens is not None and fact.subject is step.opens:
            known = None
        if known is None and fact.default is not None:
            known = fact.default.at(day)
        if known is not None:
            start[fact.key] = known
    return start


def options_of(asked: Asked) -> Sequence[tuple[str, str]]:
    """Value and label of each option the step offers."""
    return [(option.value, option.label) for option in asked.options()]

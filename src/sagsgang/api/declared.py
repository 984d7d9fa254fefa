"""From a step's declaration to what its operation takes: a JSON schema of its facts, and the reading of what was sent.

Nothing about a single step is written here. Whether an answer is right is casework's to say; here only its JSON type is
looked at, and that nothing is sent which the step does not ask for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sagsgang.casework.answers import LONGEST_LINE, LONGEST_TEXT, REASON, SYSTEM
from sagsgang.casework.refusals import AnswersInvalid
from sagsgang.casework.replies import ANSWERS
from sagsgang.procedure.language import Asked, Fact, Kind, Procedure, Step
from sagsgang.procedure.language.replies import FORMS
from sagsgang.procedure.wording import say
from sagsgang.procedure.wording.steps import offered_sometimes, provisos_of

Schema = dict[str, Any]

NOT_ASKED = "Trinnet spørger ikke om det."
_A_TEXT, _A_NUMBER, _A_LIST = "Skriv en tekst.", "Skriv et helt tal.", "Send en liste af svar."
_REPLIES = "Send en liste med giver, svar og form for hver af dem, der spørges."
_MOST_ROWS = 50


def asked_by(versions: Sequence[Step]) -> dict[str, list[Asked]]:
    """Return what any version of the step asks for, by the fact's key, oldest version first."""
    found: dict[str, list[Asked]] = {}
    for step in versions:
        for asked in step.asked():
            found.setdefault(asked.fact.key, []).append(asked)
    return found


# --- the description --------------------------------------------------------------------------------------------------
def schema_of(versions: Sequence[Step], procedure: Procedure, day: date) -> Schema:
    """Return the JSON schema of a step's facts: of what every version asks for, so that any day can be recorded."""
    properties: dict[str, Schema] = {}
    required = []
    for key, ways in asked_by(versions).items():
        fact = ways[-1].fact
        always = len(ways) == len(versions) and all(each.required and each.only_if is None for each in ways)
        properties[key] = _SHAPES.get(fact.kind, _line)(ways) | {"description": _told(ways, procedure, day)}
        if fact.assessed:
            properties[key + REASON] = _text(ways) | {"description": f"Begrundelsen for vurderingen »{fact.label}«."}
        if fact.kind is Kind.PAPER:
            properties[key + SYSTEM] = _line(ways) | {"description": f"Systemet, papiret ligger i, til »{fact.label}«."}
        if always:
            required += [key, *([key + REASON] if fact.assessed else [])]
    made: Schema = {"type": "object", "additionalProperties": False, "properties": properties}
    return made | ({"required": required} if required else {})


def _told(ways: Sequence[Asked], procedure: Procedure, day: date) -> str:
    asked = ways[-1]
    told = [asked.fact.label, asked.fact.help]
    told += [f"{option.value}: {option.label}." for option in _options(ways)]
    if asked.only_if is not None:
        told.append(f"Spørges kun, når {say(asked.only_if, procedure, day)}.")
    for option, condition in offered_sometimes(asked):
        told.append(f"{option.value} kun, når {say(condition, procedure, day)}.")
    told += [f"Tages {words}." for words in provisos_of(asked, procedure, day)]
    if asked.fact.unit_kinds:
        told.append(f"Nøglen på en enhed af arten {' eller '.join(asked.fact.unit_kinds)}.")
    if asked.fact.assessed:
        told.append("En faglig vurdering: begrundelsen sendes med.")
    return " ".join(each for each in told if each)


def _options(ways: Iterable[Asked]) -> list[Any]:
    return list({option.value: option for asked in ways for option in asked.options()}.values())


def _text(ways: Sequence[Asked]) -> Schema:
    return {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT}


def _line(ways: Sequence[Asked]) -> Schema:
    return {"type": "string", "minLength": 1, "maxLength": LONGEST_LINE}


def _choice(ways: Sequence[Asked]) -> Schema:
    return {"type": "string", "enum": [option.value for option in _options(ways)]}


def _choices(ways: Sequence[Asked]) -> Schema:
    return {"type": "array", "items": _choice(ways), "minItems": 1, "uniqueItems": True}


def _date(ways: Sequence[Asked]) -> Schema:
    return {"type": "string", "format": "date"}


def _moment(ways: Sequence[Asked]) -> Schema:
    return {"type": "string", "format": "date-time"}


def _number(ways: Sequence[Asked]) -> Schema:
    fact = ways[-1].fact
    bounds = {"minimum": fact.least, "maximum": fact.most}
    return {"type": "integer"} | {word: bound for word, bound in bounds.items() if bound is not None}


def _replies(ways: Sequence[Asked]) -> Schema:
    """One answer for each person who is asked; whoever is left out has not answered."""
    properties: Schema = {
        "giver": {"type": "string", "minLength": 1, "maxLength": 20, "description": "Personens id."},
        "svar": {"type": "string", "enum": list(ANSWERS)},
        "form": {"type": "string", "enum": list(FORMS)},
    }
    row = {"type": "object", "additionalProperties": False, "properties": properties, "required": ["giver", "svar"]}
    return {"type": "array", "items": row, "minItems": 1}


_SHAPES: Mapping[Kind, Callable[[Sequence[Asked]], Schema]] = {
    Kind.TEXT: _text,
    Kind.LINE: _line,
    Kind.CHOICE: _choice,
    Kind.YES_NO: _choice,
    Kind.CHOICES: _choices,
    Kind.DATE: _date,
    Kind.MOMENT: _moment,
    Kind.NUMBER: _number,
    Kind.MONEY: _number,
    Kind.UNIT: _line,
    Kind.PAPER: _line,
    Kind.REPLIES: _replies,
}


# --- the reading ------------------------------------------------------------------------------------------------------
def read_facts(versions: Sequence[Step], sent: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was sent as casework reads it; refuses AnswersInvalid with a sentence at each field."""
    asked = asked_by(versions)
    beside = {key + REASON for key, ways in asked.items() if ways[-1].fact.assessed}
    beside |= {key + SYSTEM for key, ways in asked.items() if ways[-1].fact.kind is Kind.PAPER}
    raw: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for key, value in sent.items():
        if key not in asked and key not in beside:
            wrong[key[:LONGEST_LINE]] = NOT_ASKED
        elif value is not None:
            problem = _misfit(asked[key][-1].fact if key in asked else None, value)
            if problem:
                wrong[key] = problem
            else:
                raw[key] = int(value) if isinstance(value, float) else value
    if wrong:
        raise AnswersInvalid(wrong)
    return raw


def _misfit(fact: Fact | None, value: Any) -> str:
    """Return the sentence for a value of the wrong JSON type; "" where the type is right."""
    kind = fact.kind if fact is not None else Kind.TEXT
    if kind in (Kind.NUMBER, Kind.MONEY):
        whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
        return "" if whole and not isinstance(value, bool) else _A_NUMBER
    if kind is Kind.CHOICES:
        fits = isinstance(value, list) and len(value) <= _MOST_ROWS and all(isinstance(each, str) for each in value)
        return "" if fits else _A_LIST
    if kind is Kind.REPLIES:
        return "" if isinstance(value, list) and len(value) <= _MOST_ROWS and all(map(_is_reply, value)) else _REPLIES
    return "" if isinstance(value, str) else _A_TEXT


def _is_reply(row: Any) -> bool:
    return (
        isinstance(row, dict)
        and row.keys() <= {"giver", "svar", "form"}
        and all(isinstance(each, str) for each in row.values())
    )

"""The answers of a scenario, by label or key, completed the way a form would be and read by the step's declaration."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from sagsgang.casework.answers import REASON, Answers, Reading, prefill, read_answers
from sagsgang.casework.replies import Giver
from sagsgang.procedure.engine import Occurrence, World
from sagsgang.procedure.language import Asked, Fact, Kind, Step, When
from sagsgang.procedure.workdays import COPENHAGEN
from tests.scenarios.reading import Unreadable, day_from

UNITS = {
    "skole_a": "skole",
    "skole_b": "skole",
    "bbu_nord": "bbu",
    "bbu_syd": "bbu",
    "bch": "bch",
    "tilbud_a": "tilbud",
    "omraade_a": "bufomraade",
    "beku_nord": "beku",
}
MADE_UP = "Skrevet i scenariet."


def answer(step: Step, said: Mapping[str, Any], world: World, place: Occurrence, day: date, today: date) -> Answers:
    """What the form of the step says; raises Unreadable when an answer is missing, unknown or cannot be read.

    Free text, papers, units and past dates may be left out: the scenario is not about them. What the case already
    knows stands in the form beforehand. Choices and numbers that nobody has answered yet must be said.
    """
    raw: dict[str, Any] = {}
    said = in_persons(step, said, place, world)
    known = prefill(step, world, place, day)
    for asked in step.asked():
        if asked.required:
            raw[asked.fact.key] = _offered(asked, known.get(asked.fact.key)) or _made_up(asked, day)
        if asked.fact.assessed:
            raw[asked.fact.key + REASON] = MADE_UP
    given = {}
    for word, value in said.items():
        asked = _asked(step, word)
        given[asked.fact.key] = word
        raw[asked.fact.key] = _value(asked, value, day)
    evening = datetime.combine(today, time(23, 59), COPENHAGEN)
    answers = read_answers(step, raw, world=world, place=place, reading=Reading(evening, None, UNITS, givers_in(said)))
    wrong = {step_fact(step, key): sentence for key, sentence in answers.wrong.items()}
    if wrong:
        raise Unreadable("; ".join(f"»{label}«: {sentence}" for label, sentence in wrong.items()))
    unasked = [word for key, word in given.items() if key not in answers.values]
    if unasked:
        raise Unreadable(f"der spørges ikke om {', '.join(unasked)} med de øvrige svar")
    return answers


PARENTS = (
    Giver("mor", "faelles_foraeldremyndighed", "Mor", "mor"),
    Giver("far", "faelles_foraeldremyndighed", "Far", "far"),
)
ALONE = (Giver("mor", "eneforaeldremyndighed", "Mor", "mor"),)
YOUNG = Giver("den unge", "ung", "Den unge", "den unge selv")
_WHOLE = {"ja": ("ja", "ja"), "nej": ("nej", "nej"), "delt": ("ja", "nej")}


def in_persons(step: Step, said: Mapping[str, Any], place: Occurrence, world: World) -> dict[str, Any]:
    """The answers with "svar: ja, giver: ene" told as what each person says, and whoever withdraws as a person.

    "giver: ene" is one with sole custody; otherwise two have it. "personer: {mor: ja, far: mangler}" says it outright.
    """
    if step.withdraws is not None:
        by = str(said.get("trukket_af", "mor"))
        rest = {word: value for word, value in said.items() if word not in ("trukket", "trukket_af")}
        return {**rest, "trukket_af": by}
    if step.replies is None:
        return dict(said)
    rest = {word: value for word, value in said.items() if word not in ("svar", "giver", "personer")}
    persons = said.get("personer")
    if persons is None:
        answers = _WHOLE[str(said["svar"]).lower()]
        persons = {"mor": answers[1]} if said.get("giver") == "ene" else dict(zip(("mor", "far"), answers, strict=True))
    return {**rest, "personer": persons}


def givers_in(said: Mapping[str, Any]) -> tuple[Giver, ...]:
    """Who is asked in the scenario: one parent or both, and the young person where it answers."""
    persons = said.get("personer", {})
    parents = PARENTS if "far" in persons or not persons else ALONE
    return (*parents, YOUNG) if YOUNG.id in persons else parents


def _offered(asked: Asked, known: Any) -> Any:
    """What the case knows, where the step offers it as an answer; a day is always that of the new happening."""
    if asked.fact.kind in (Kind.DATE, Kind.MOMENT):
        return None
    return known if not asked.allowed or known in asked.allowed else None


def step_fact(step: Step, key: str) -> str:
    """The label of the field."""
    return next((asked.fact.label for asked in step.asked() if asked.fact.key == key), key)


def _asked(step: Step, word: str) -> Asked:
    for asked in step.asked():
        if word in names_of(asked.fact):
            return asked
    labels = "; ".join(f"{asked.fact.key} (»{asked.fact.label}«)" for asked in step.asked()) or "ingenting"
    raise Unreadable(f"trinnet spørger ikke om »{word}«, men om {labels}")


def names_of(fact: Fact) -> tuple[str, ...]:
    """The words a scenario may call the fact by."""
    return (fact.label, fact.key, fact.key.rpartition(".")[2], fact.phrase)


def _made_up(asked: Asked, day: date) -> Any:
    fact = asked.fact
    match fact.kind:
        case Kind.TEXT | Kind.LINE | Kind.PAPER:
            return MADE_UP
        case Kind.UNIT:
            return next((key for key, kind in UNITS.items() if kind in fact.unit_kinds), None)
        case Kind.DATE if fact.when is When.PAST:
            return day
        case Kind.MOMENT:
            return f"{day.isoformat()}T09:00"
        case Kind.CHOICE | Kind.YES_NO if len(asked.options()) == 1:
            return asked.options()[0].value
        case _:
            return None


def _value(asked: Asked, said: Any, day: date) -> Any:
    match asked.fact.kind:
        case Kind.CHOICE | Kind.YES_NO:
            return _option(asked, said)
        case Kind.CHOICES:
            return [_option(asked, each) for each in (said if isinstance(said, list) else [said])]
        case Kind.REPLIES:
            return [{"giver": who, "svar": word.lower(), "form": "mundtlig"} for who, word in said.items()]
        case Kind.DATE:
            return day_from(said, day)
        case Kind.MOMENT:
            words, _, clock = said.partition(" kl. ")
            return f"{day_from(words, day).isoformat()}T{(clock or '9.00').replace('.', ':').zfill(5)}"
        case _:
            return said


def _option(asked: Asked, said: str) -> str:
    for option in asked.options():
        if said.lower() in (option.value.lower(), option.label.lower()):
            return option.value
    labels = ", ".join(f"»{option.label}«" for option in asked.options())
    raise Unreadable(f"»{said}« er ikke et svar på »{asked.fact.label}«; svarene er {labels}")

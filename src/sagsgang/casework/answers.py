"""From what was typed to what is stored: every answer of a form is read by its declaration, or refused at its field."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import partial
from typing import Any

from sagsgang.casework import papers
from sagsgang.casework.replies import Giver, asking, read_giver, read_replies, who_may_withdraw
from sagsgang.procedure.engine import Occurrence, World, fold, record_of
from sagsgang.procedure.language import Asked, Fact, Kind, Proviso, Step, When
from sagsgang.procedure.language.conditions import Condition
from sagsgang.procedure.wording import citation_text, say
from sagsgang.procedure.wording.grammar import subordinate
from sagsgang.procedure.wording.values import amount
from sagsgang.procedure.workdays import danish_day, danish_time, in_words, read_date

REASON = "_begrundelse"
SYSTEM = "_system"
DOCUMENT = "_dokument"
CLOCK = "_kl"
LONGEST_TEXT = 20_000
LONGEST_LINE = 300

Raw = Mapping[str, Any]

UNREADABLE_DAY = "Datoen kan ikke læses. Skriv den som 5.3.2026."
MISSING_DAY = "Skriv en dato, fx 5.3.2026."

_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_UNSEEN = frozenset({"Cf", "Cn", "Mn", "Zl", "Zp", "Zs"})
_BLANKS = frozenset("\u034f\u115f\u1160\u2800\u3164\uffa0")
_NUMBER = re.compile(r"-?[0-9]{1,12}")
_MONEY = re.compile(
    r"(-?(?:[0-9]{1,12}|[0-9]{1,3}(?:[. \u00a0][0-9]{3}){1,3}))(?:,(?:00|-)|,)?\s*(?:kr\.?)?", re.IGNORECASE
)


class Wrong(ValueError):
    """One answer cannot be read; the message is the Danish sentence at the field."""


@dataclass
class Answers:
    """What a form said: `values` for the event, `texts` to be kept outside it, `wrong` per field."""

    values: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)


def _no_register(world: World, place: Occurrence, answers: Mapping[str, Any]) -> Mapping[str, str]:
    """No register is asked."""
    return {}


@dataclass(frozen=True)
class Reading:
    """What an answer is read against: the moment it is recorded, the child's birth, the units and their kinds.

    `givers`: who is asked for a consent on the day it happened. `papers`: the documents of the case that whoever
    answers reads, asked for only when one is named. `register`: what a register says against the answers.
    """

    at: datetime
    born: date | None
    units: Mapping[str, str]
    givers: tuple[Giver, ...] = ()
    papers: Callable[[], frozenset[int]] = frozenset
    register: Callable[[World, Occurrence, Mapping[str, Any]], Mapping[str, str]] = _no_register

    @property
    def today(self) -> date:
        """The Danish day on which it is recorded."""
        return danish_day(self.at)


def clean(words: str, longest: int = LONGEST_TEXT) -> str:
    """The text without the blanks around it; raises Wrong when it cannot be stored.

    Controls that turn the order of reading are left out, and a text in which nothing is to be seen is empty.
    """
    words = _TURNING.sub("", words).strip()
    if len(words) > longest:
        raise Wrong(f"Teksten er for lang: højst {longest} tegn.")
    if _UNSTORABLE.search(words):
        raise Wrong("Teksten indeholder et tegn, der ikke kan gemmes.")
    return words if is_seen(words) else ""


def is_seen(words: str) -> bool:
    """Whether there is something to read in the text: more than blanks, joiners and controls."""
    return any(
        not letter.isspace() and letter not in _BLANKS and unicodedata.category(letter) not in _UNSEEN
        for letter in words
    )


def read_answers(step: Step, raw: Raw, *, world: World, place: Occurrence, reading: Reading) -> Answers:
    """Read a step's form.

    Answers that the step asks for only in some cases are read only where the earlier answers say so.
    """
    answers = Answers()
    for asked in step.asked():
        holds = partial(_holds, world=world, place=place, values=answers.values)
        if asked.only_if is not None and not holds(asked.only_if):
            continue
        if asked.fact.kind is Kind.REPLIES:
            replies, wrong = read_replies(asked.fact, raw, asking(step, world, place, reading.givers))
            answers.values[asked.fact.key] = replies
            answers.wrong |= wrong
        elif asked.fact.kind is Kind.GIVER:
            _read_giver(asked.fact, raw, answers, may=_withdrawing(step, world, place, reading))
        else:
            _read_one(asked.now(world.day, holds), raw, answers, reading, world.day)
            _say_why(asked, raw, answers, world, holds)
            _check_provisos(asked, world, place, answers)
    answers.wrong = {**reading.register(world, place, answers.values), **answers.wrong}
    return answers


def _check_provisos(asked: Asked, world: World, place: Occurrence, answers: Answers) -> None:
    """Refuse at its field an answer that cannot be given as the case stands, with where that is written."""
    key = asked.fact.key
    if key in answers.wrong or key not in answers.values:
        return
    for proviso in asked.provisos:
        if _is_broken(proviso, answers.values[key], world, place, answers.values):
            answers.wrong[key] = f"{proviso.otherwise.rstrip('.')} ({citation_text(proviso.citation)})."
            return


def _is_broken(proviso: Proviso, value: Any, world: World, place: Occurrence, values: dict[str, Any]) -> bool:
    if proviso.that_day:
        then = fold(world.procedure, world.events, value)
        there = then.occurrence(place.id)
        return there is None or proviso.condition.answer(then, there) is not True
    world.draft = values
    try:
        return proviso.condition.answer(world, place) is False
    finally:
        world.draft = None


def _withdrawing(step: Step, world: World, place: Occurrence, reading: Reading) -> tuple[str, ...]:
    record = record_of(world, place, step.withdraws) if step.withdraws is not None else None
    return who_may_withdraw(record, reading.givers)


def _read_giver(fact: Fact, raw: Raw, answers: Answers, *, may: tuple[str, ...]) -> None:
    try:
        answers.values[fact.key] = read_giver(raw.get(fact.key), may)
    except ValueError as wrong:
        answers.wrong[fact.key] = str(wrong)


def _say_why(asked: Asked, raw: Raw, answers: Answers, world: World, holds: Callable[[Condition], bool]) -> None:
    """An option that the case rules out is refused with what it asks for."""
    value = _one(raw.get(asked.fact.key) or "") if asked.offered_if else ""
    condition = asked.why_not(value, holds)
    if condition is not None:
        told = subordinate(say(condition, world.procedure, world.day))
        answers.wrong[asked.fact.key] = f"»{asked.fact.option(value).label}« kan kun vælges, når {told}."


def _holds(condition: Condition, *, world: World, place: Occurrence, values: dict[str, Any]) -> bool:
    world.draft = values
    try:
        return condition.answer(world, place) is True
    finally:
        world.draft = None


def _read_one(asked: Asked, raw: Raw, answers: Answers, reading: Reading, day: date) -> None:
    fact = asked.fact
    given = raw.get(fact.key)
    if fact.kind is Kind.PAPER and _is_empty(given):
        given = raw.get(fact.key + DOCUMENT)
    if _is_empty(given):
        if asked.required:
            answers.wrong[fact.key] = _missing(fact)
        return
    try:
        value = _READERS[fact.kind](asked, given, raw, reading)
        _check_amount(fact, value, day)
    except Wrong as wrong:
        answers.wrong[fact.key] = str(wrong)
        return
    if fact.personal:
        answers.texts[fact.key] = str(value)
        answers.values[fact.key] = True
    else:
        answers.values[fact.key] = value
    if fact.assessed:
        _read_reason(fact.key + REASON, raw, answers)


def _read_reason(key: str, raw: Raw, answers: Answers) -> None:
    try:
        reason = clean(_one(raw.get(key) or ""))
    except Wrong as wrong:
        answers.wrong[key] = str(wrong)
        return
    if reason:
        answers.texts[key] = reason
    else:
        answers.wrong[key] = "Skriv begrundelsen: det er en faglig vurdering."


def _is_empty(given: Any) -> bool:
    if isinstance(given, list | tuple):
        return all(_is_empty(each) for each in given)
    return given is None or (isinstance(given, str) and not is_seen(given))


def _missing(fact: Fact) -> str:
    if fact.kind in (Kind.CHOICE, Kind.YES_NO, Kind.UNIT):
        return "Vælg et svar."
    if fact.kind is Kind.CHOICES:
        return "Vælg mindst én."
    if fact.kind in (Kind.DATE, Kind.MOMENT):
        return MISSING_DAY
    return "Feltet skal udfyldes."


def _one(given: Any) -> str:
    if isinstance(given, list | tuple):
        given = given[0] if given else ""
    return str(given).strip()


def _text(asked: Asked, given: Any, raw: Raw, reading: Reading) -> str:
    return clean(_one(given), LONGEST_TEXT if asked.fact.kind is Kind.TEXT else LONGEST_LINE)


def _choice(asked: Asked, given: Any, raw: Raw, reading: Reading) -> str:
    value = _one(given)
    if value not in {option.value for option in asked.options()}:
        raise Wrong("Vælg et af svarene på listen.")
    return value


def _choices(asked: Asked, given: Any, raw: Raw, reading: Reading) -> list[str]:
    chosen = [str(each) for each in (given if isinstance(given, list | tuple) else [given]) if not _is_empty(each)]
    allowed = [option.value for option in asked.options()]
    if any(each not in allowed for each in chosen):
        raise Wrong("Vælg blandt svarene på listen.")
    alone = [option.label for option in asked.options() if option.alone and option.value in chosen]
    if alone and len(set(chosen)) > 1:
        raise Wrong(f"»{alone[0]}« kan ikke vælges sammen med andre svar.")
    return [each for each in allowed if each in chosen]


def _date(asked: Asked, given: Any, raw: Raw, reading: Reading) -> date:
    if isinstance(given, datetime):
        raise Wrong(MISSING_DAY)
    day = given if isinstance(given, date) else read_date(_one(given))
    if day is None:
        raise Wrong(UNREADABLE_DAY)
    _check_day(asked.fact, day, reading)
    return day


def _check_day(fact: Fact, day: date, reading: Reading) -> None:
    if not 1990 <= day.year <= 2100:
        raise Wrong("Årstallet kan ikke passe.")
    if reading.born is not None and day < reading.born:
        raise Wrong("Datoen ligger før barnets fødsel.")
    if fact.when is When.PAST and day > reading.today:
        raise Wrong("Datoen ligger i fremtiden.")
    if fact.when is When.FUTURE and day < reading.today:
        raise Wrong("Datoen ligger i fortiden.")


def _moment(asked: Asked, given: Any, raw: Raw, reading: Reading) -> datetime:
    moment = danish_time(_read_moment(asked, given, raw, reading))
    _check_day(asked.fact, danish_day(moment), reading)
    if asked.fact.when is When.PAST and moment > danish_time(reading.at):
        raise Wrong("Klokkeslættet ligger i fremtiden.")
    return moment


def _read_moment(asked: Asked, given: Any, raw: Raw, reading: Reading) -> datetime:
    if isinstance(given, datetime):
        return given
    words = _one(given)
    clock = _one(raw.get(asked.fact.key + CLOCK) or "")
    if not clock and len(words) > len("2026-03-05") and words[:4].isdecimal():
        try:
            return datetime.fromisoformat(words)
        except ValueError:
            raise Wrong("Tidspunktet kan ikke læses. Skriv dagen som 5.3.2026.") from None
    day = _date(asked, given, raw, reading)
    try:
        return datetime.combine(day, time.fromisoformat(clock.replace(".", ":").zfill(5)))
    except ValueError:
        raise Wrong("Skriv klokkeslættet som 14.30.") from None


def _number(asked: Asked, given: Any, raw: Raw, reading: Reading) -> int:
    words = _one(given)
    if asked.fact.kind is Kind.MONEY:
        found = _MONEY.fullmatch(words)
        words = re.sub(r"[. \u00a0]", "", found[1]) if found else ""
    if not _NUMBER.fullmatch(words):
        raise Wrong("Skriv et helt tal.")
    value = int(words)
    if asked.fact.least is not None and value < asked.fact.least:
        raise Wrong(f"Tallet skal være mindst {asked.fact.least}.")
    if asked.fact.most is not None and value > asked.fact.most:
        raise Wrong(f"Tallet kan højst være {asked.fact.most}.")
    return value


def _check_amount(fact: Fact, value: Any, day: date) -> None:
    """Refuse an amount that is not the one in force on the day it happened (X6)."""
    if not fact.exact or fact.default is None:
        return
    dated = fact.default.dated(day)
    if dated is None:
        raise Wrong(f"Der er ikke fastsat noget beløb, der gælder {in_words(day)}.")
    if value != dated.value:
        raise Wrong(
            f"Den {in_words(day)} er beløbet {amount(dated.value)} ({dated.source}). Andre beløb kan ikke skrives."
        )


def _unit(asked: Asked, given: Any, raw: Raw, reading: Reading) -> str:
    key = _one(given)
    if reading.units.get(key) not in asked.fact.unit_kinds:
        raise Wrong("Vælg en enhed på listen.")
    return key


def _paper(asked: Asked, given: Any, raw: Raw, reading: Reading) -> str:
    """Where a paper is: a document of the case, or its number in another system (G3)."""
    document = _one(raw.get(asked.fact.key + DOCUMENT) or "")
    if document:
        if not _is_empty(raw.get(asked.fact.key)):
            raise Wrong("Vælg et dokument i sagen, eller skriv et nummer – ikke begge dele.")
        if not document.isdecimal() or len(document) > 6 or int(document) not in reading.papers():
            raise Wrong("Vælg et dokument på listen.")
        return papers.named(int(document))
    system = _one(raw.get(asked.fact.key + SYSTEM) or "")
    return clean(f"{system} {_one(given)}", LONGEST_LINE)


_READERS: Mapping[Kind, Callable[[Asked, Any, Raw, Reading], Any]] = {
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


_OF_ITS_DAY = (Kind.DATE, Kind.MOMENT)


def prefill(step: Step, world: World, place: Occurrence, day: date) -> dict[str, Any]:
    """What the form starts from: what the case already knows of the step's facts, and the dated amounts.

    Days, judgements and consents are asked for anew each time: an old answer must not slip in as a new one.
    """
    start: dict[str, Any] = {}
    for asked in step.asked():
        fact = asked.fact
        lasting = not (fact.personal or fact.assessed or fact.kind in _OF_ITS_DAY or step.gives)
        known = world.value(place, fact) if lasting and fact.subject is not step.opens else None
        if known is None and fact.default is not None:
            known = fact.default.at(day)
        if known is not None:
            start[fact.key] = known
    return start

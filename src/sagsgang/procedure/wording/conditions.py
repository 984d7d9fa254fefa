"""Conditions as Danish statements, and what is missing when they do not hold."""

from __future__ import annotations

from datetime import date
from functools import singledispatch

from sagsgang.procedure.language import Fact, Parameter, Procedure
from sagsgang.procedure.language.conditions import All, AnyOf, Condition, Finding, Not, Phrased
from sagsgang.procedure.language.facts import Kind
from sagsgang.procedure.language.leaves import (
    AtLeast,
    Available,
    Fresh,
    Is,
    Known,
    Late,
    NotTaken,
    Taken,
    Unrecorded,
)
from sagsgang.procedure.language.lives import NoneRunning, Passed, Reached, Running, Some, TimeLeft
from sagsgang.procedure.wording.grammar import (
    as_subject,
    can_be_negated,
    listed,
    mid,
    not_so,
    not_yet,
    recorded_as,
    statements,
    subordinate,
    that_clauses,
)
from sagsgang.procedure.wording.values import parameter_text


@singledispatch
def say(condition: Condition, procedure: Procedure, day: date) -> str:
    """The condition as a statement, mid-sentence; numbers are those of the day.

    Raises TypeError for a kind of condition that nobody taught to speak.
    """
    raise TypeError(f"no words for {type(condition).__name__}")


@singledispatch
def lacking(condition: Condition, answer: bool | None, procedure: Procedure, day: date) -> str:
    """What is missing, for conditions without better words: the statement is not so, or not so yet."""
    statement = say(condition, procedure, day)
    return not_yet(statement) if answer is None else f"det er ikke opfyldt, at {subordinate(statement)}"


def lacks(finding: Finding, procedure: Procedure, day: date) -> str:
    """What is missing, mid-sentence: "… foreligger ikke endnu" while nothing is known, "… er afslået" after a no."""
    return lacking(finding.condition, finding.answer, procedure, day)


@singledispatch
def say_not(condition: Condition, procedure: Procedure, day: date) -> str:
    """The opposite of the condition as a statement, mid-sentence."""
    return not_so(say(condition, procedure, day))


# Facts -----------------------------------------------------------------------------------------------------------


@say.register
def _(condition: Known, procedure: Procedure, day: date) -> str:
    return recorded_as(condition.fact.phrase, _recorded_word(condition.fact))


@say_not.register
def _(condition: Known, procedure: Procedure, day: date) -> str:
    return recorded_as(condition.fact.phrase, f"ikke {_recorded_word(condition.fact)}")


@lacking.register
def _(condition: Known, answer: bool | None, procedure: Procedure, day: date) -> str:
    return _not_recorded(condition.fact)


@say.register
def _(condition: Unrecorded, procedure: Procedure, day: date) -> str:
    return _not_recorded(condition.fact)


@say_not.register
def _(condition: Unrecorded, procedure: Procedure, day: date) -> str:
    return recorded_as(condition.fact.phrase, _recorded_word(condition.fact))


@lacking.register
def _(condition: Unrecorded, answer: bool | None, procedure: Procedure, day: date) -> str:
    return recorded_as(condition.fact.phrase, f"allerede {_recorded_word(condition.fact)}")


@say.register
def _(condition: Is, procedure: Procedure, day: date) -> str:
    told = [mid(statement, procedure) for statement in _statements(condition) if statement]
    if len(told) == len(condition.values):
        return statements(told, "eller")
    return f"{as_subject(condition.fact.phrase)} {_verb(condition)} {_labels(condition)}"


@say_not.register
def _(condition: Is, procedure: Procedure, day: date) -> str:
    opposite = _other_answer(condition, procedure)
    told = [mid(statement, procedure) for statement in _statements(condition)]
    if opposite is None and len(told) == 1 and can_be_negated(told[0]):
        return not_so(told[0])
    return opposite or f"{as_subject(condition.fact.phrase)} {_verb(condition)} ikke {_labels(condition)}"


@lacking.register
def _(condition: Is, answer: bool | None, procedure: Procedure, day: date) -> str:
    if answer is None:
        return _not_recorded(condition.fact)
    opposite = _other_answer(condition, procedure)
    if opposite is not None:
        return opposite
    told = [mid(statement, procedure) for statement in _statements(condition) if statement]
    if len(told) == len(condition.values):
        return f"det er ikke opfyldt, {that_clauses(told, 'eller')}"
    return f"{as_subject(condition.fact.phrase)} {_verb(condition)} ikke {_labels(condition)}"


@say.register
def _(condition: AtLeast, procedure: Procedure, day: date) -> str:
    return f"{as_subject(condition.fact.phrase)} er mindst {parameter_text(condition.least, day)}"


@say_not.register
def _(condition: AtLeast, procedure: Procedure, day: date) -> str:
    return f"{as_subject(condition.fact.phrase)} er under {parameter_text(condition.least, day)}"


@lacking.register
def _(condition: AtLeast, answer: bool | None, procedure: Procedure, day: date) -> str:
    if answer is None:
        return _unknown(condition.fact, condition.least, day)
    return say_not(condition, procedure, day)


@say.register
def _(condition: Fresh, procedure: Procedure, day: date) -> str:
    return f"{as_subject(condition.fact.phrase)} ligger højst {parameter_text(condition.months, day)} tilbage"


@say_not.register
def _(condition: Fresh, procedure: Procedure, day: date) -> str:
    age = parameter_text(condition.months, day)
    return f"{as_subject(condition.fact.phrase)} ligger mere end {age} tilbage"


@lacking.register
def _(condition: Fresh, answer: bool | None, procedure: Procedure, day: date) -> str:
    if answer is None:
        return _unknown(condition.fact, condition.months, day)
    return say_not(condition, procedure, day)


def _unknown(fact: Fact, parameter: Parameter, day: date) -> str:
    if parameter.at(day) is None:
        return f"{parameter.name[:1].lower()}{parameter.name[1:]} er ikke fastsat"
    return _not_recorded(fact)


def _not_recorded(fact: Fact) -> str:
    return recorded_as(fact.phrase, f"endnu ikke {_recorded_word(fact)}")


def _verb(condition: Is) -> str:
    return "omfatter" if condition.fact.kind is Kind.CHOICES else "er"


def _recorded_word(fact: Fact) -> str:
    return "afklaret" if fact.assessed else "oplyst"


def _statements(condition: Is) -> list[str]:
    by_value = {option.value: option.statement for option in condition.fact.options}
    return [by_value.get(value, "") for value in condition.values]


def _labels(condition: Is) -> str:
    by_value = {option.value: option.label for option in condition.fact.options}
    return listed([f"»{by_value.get(value, value)}«" for value in condition.values], "eller")


def _other_answer(condition: Is, procedure: Procedure) -> str | None:
    """The statement of the only other answer there is: a no where a yes was asked for."""
    fact = condition.fact
    others = [option for option in fact.options if option.value not in condition.values]
    if fact.kind is Kind.CHOICES or len(others) != 1 or not others[0].statement:
        return None
    return mid(others[0].statement, procedure)


# Papers, consents, steps -----------------------------------------------------------------------------------------


@say.register
def _(condition: Available, procedure: Procedure, day: date) -> str:
    return f"{condition.document.title} foreligger"


@lacking.register
def _(condition: Available, answer: bool | None, procedure: Procedure, day: date) -> str:
    return f"{condition.document.title} foreligger ikke endnu"


@say.register
def _(condition: Taken, procedure: Procedure, day: date) -> str:
    return mid(procedure.step(condition.step, day).done, procedure)


@say.register
def _(condition: NotTaken, procedure: Procedure, day: date) -> str:
    return not_yet(mid(procedure.step(condition.step, day).done, procedure))


@say_not.register
def _(condition: NotTaken, procedure: Procedure, day: date) -> str:
    return mid(procedure.step(condition.step, day).done, procedure)


@lacking.register
def _(condition: NotTaken, answer: bool | None, procedure: Procedure, day: date) -> str:
    return not_so(mid(procedure.step(condition.step, day).done, procedure), "allerede")


@say.register
def _(condition: Late, procedure: Procedure, day: date) -> str:
    return f"{mid(procedure.step(condition.step, day).done, procedure)} efter fristen"


@say_not.register
def _(condition: Late, procedure: Procedure, day: date) -> str:
    return f"{mid(procedure.step(condition.step, day).done, procedure)} i tide"


# Lives and time --------------------------------------------------------------------------------------------------


@say.register
def _(condition: Running, procedure: Procedure, day: date) -> str:
    return f"{condition.subject.title} er i gang"


@lacking.register
def _(condition: Running, answer: bool | None, procedure: Procedure, day: date) -> str:
    return f"{condition.subject.title} er {'ikke begyndt' if answer is None else 'afsluttet'}"


@say.register
def _(condition: NoneRunning, procedure: Procedure, day: date) -> str:
    return f"{condition.subject.title} er ikke i gang"


@say_not.register
def _(condition: NoneRunning, procedure: Procedure, day: date) -> str:
    return f"{condition.subject.title} er i gang"


@lacking.register
def _(condition: NoneRunning, answer: bool | None, procedure: Procedure, day: date) -> str:
    return f"{condition.subject.title} er stadig i gang"


@say.register(Phrased)
@say.register(Some)
@say.register(Reached)
@say.register(Passed)
@say.register(TimeLeft)
def _(condition: Phrased | Some | Reached | Passed | TimeLeft, procedure: Procedure, day: date) -> str:
    return mid(condition.phrase, procedure)


@lacking.register(Reached)
@lacking.register(Passed)
def _(condition: Reached | Passed, answer: bool | None, procedure: Procedure, day: date) -> str:
    statement = mid(condition.phrase, procedure)
    if answer is None:
        lacking = recorded_as(condition.deadline.anchor.phrase, "ikke oplyst")
        return f"det kan endnu ikke afgøres, om {subordinate(statement)}, for {lacking}"
    return not_yet(statement)


@lacking.register
def _(condition: Phrased, answer: bool | None, procedure: Procedure, day: date) -> str:
    statement = mid(condition.phrase, procedure)
    return not_yet(statement) if answer is None else not_so(statement)


# Joined conditions -----------------------------------------------------------------------------------------------


@say.register
def _(condition: All, procedure: Procedure, day: date) -> str:
    return _joined(_flat(condition), "og", procedure, day)


@say.register
def _(condition: AnyOf, procedure: Procedure, day: date) -> str:
    return _joined(_flat(condition), "eller", procedure, day)


@say_not.register(All)
@say_not.register(AnyOf)
def _(condition: All | AnyOf, procedure: Procedure, day: date) -> str:
    return f"det er ikke sådan, at {subordinate(say(condition, procedure, day))}"


@lacking.register(All)
@lacking.register(AnyOf)
def _(condition: All | AnyOf, answer: bool | None, procedure: Procedure, day: date) -> str:
    parts = [say(part, procedure, day) for part in _flat(condition)]
    clauses = that_clauses(parts, "eller" if isinstance(condition, AnyOf) else "og")
    return f"det mangler endnu, {clauses}" if answer is None else f"det er ikke opfyldt, {clauses}"


@say.register
def _(condition: Not, procedure: Procedure, day: date) -> str:
    return say_not(condition.part, procedure, day)


@say_not.register
def _(condition: Not, procedure: Procedure, day: date) -> str:
    return say(condition.part, procedure, day)


@lacking.register
def _(condition: Not, answer: bool | None, procedure: Procedure, day: date) -> str:
    if answer is None:
        return lacking(condition.part, None, procedure, day)
    return say(condition.part, procedure, day)


def _flat(condition: All | AnyOf) -> tuple[Condition, ...]:
    """The parts, with those that are joined by the same word taken apart."""
    found: list[Condition] = []
    for part in condition.parts:
        found += _flat(part) if isinstance(part, All | AnyOf) and type(part) is type(condition) else [part]
    return tuple(found)


def _joined(parts: tuple[Condition, ...], word: str, procedure: Procedure, day: date) -> str:
    """a, b og c; with parts that are joined themselves a semicolon keeps them apart."""
    said = [say(part, procedure, day) for part in parts]
    if all(part.leaf or isinstance(part, Not) for part in parts):
        return statements(said, word)
    return f"; {word} ".join(said)

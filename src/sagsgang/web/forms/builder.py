"""From a step's declaration to the fields of its form: nothing about a single step is written here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sagsgang.casework.answers import CLOCK, DOCUMENT, LONGEST_LINE, LONGEST_TEXT, REASON, SYSTEM
from sagsgang.casework.papers import number_in
from sagsgang.casework.procedures import procedure
from sagsgang.procedure.language import Asked, Fact, Kind, Step
from sagsgang.procedure.language.conditions import Condition, Phrased
from sagsgang.procedure.language.leaves import Is
from sagsgang.procedure.workdays import in_digits
from sagsgang.web.forms.fields import FEW, Choice, Field, Group, ShownWhen, Typed, Widget, choices_of, element_id, first
from sagsgang.web.forms.persons import Persons, giver_field, replies_field, replies_typed

NOBODY = Persons()
DATE_HINT = "Skriv datoen som dd.mm.åååå, fx 05.03.2026."
PAPERS = "papirer"
CLOCK_HINT = "Skriv klokkeslættet som tt.mm, fx 14.30."
Units = Mapping[str, Sequence[tuple[str, str]]]
"""By kind of unit their keys and names; under PAPERS the numbers and titles of the case's documents."""
Words = Callable[[Condition], str]


def fields_of(
    step: Step,
    typed: Typed,
    *,
    units: Units,
    words: Words,
    asked: Iterable[Asked] | None = None,
    persons: Persons = NOBODY,
) -> list[Field]:
    """Return the step's fields in the order declared.

    `typed`: what stands in them. `units`: for each kind of unit its (key, name) pairs. `words`: a condition as a
    Danish clause. `asked`: what is asked here and now, where that is less than the whole declaration. `persons`: whom
    a form about a consent asks.
    """
    wanted = tuple(step.asked() if asked is None else asked)
    inside = {each.fact.key for each in wanted}
    return [field_of(each, typed, units=units, words=words, inside=inside, persons=persons) for each in wanted]


def field_of(
    asked: Asked,
    typed: Typed,
    *,
    units: Units,
    words: Words,
    inside: Iterable[str] = (),
    persons: Persons = NOBODY,
) -> Field:
    """Return one fact's field, with its reason beside it where it is a professional judgement."""
    fact = asked.fact
    by_person = _OF_PERSONS.get(fact.kind)
    made = by_person(asked, typed, persons) if by_person else _MAKERS[fact.kind](asked, typed, units)
    shown_when = _shown_when(asked.only_if, set(inside))
    made = replace(
        made,
        hint=" ".join(each for each in (fact.help, made.hint) if each),
        required=asked.required,
        asked_if=words(asked.only_if) if asked.only_if is not None and _depends(asked.only_if, set(inside)) else "",
        shown_when=shown_when,
    )
    return replace(made, companion=_reason(fact, typed, asked.required)) if fact.assessed else made


def as_typed(values: Mapping[str, Any], step: Step) -> dict[str, list[str]]:
    """Return stored values as they would have been typed, so that a form can start from them."""
    typed: dict[str, list[str]] = {}
    for asked in step.asked():
        value = values.get(asked.fact.key)
        if value is not None:
            typed |= _written(asked.fact, value)
    return typed


def _written(fact: Fact, value: Any) -> dict[str, list[str]]:
    if isinstance(value, datetime):
        return {fact.key: [in_digits(value.date())], fact.key + CLOCK: [f"{value:%H.%M}"]}
    if isinstance(value, date):
        return {fact.key: [in_digits(value)]}
    if fact.kind is Kind.REPLIES:
        return replies_typed(fact, value)
    if fact.kind is Kind.PAPER and (document := number_in(str(value))) is not None:
        return {fact.key + DOCUMENT: [str(document)]}
    if fact.kind is Kind.PAPER:
        system, _, number = str(value).partition(" ")
        known = system in procedure().systems
        return {fact.key: [number], fact.key + SYSTEM: [system]} if known else {fact.key: [str(value)]}
    if fact.kind is Kind.MONEY:
        return {fact.key: [f"{value:,}".replace(",", ".")]}
    if isinstance(value, list | tuple):
        return {fact.key: [str(each) for each in value]}
    return {fact.key: [str(value)]}


def date_field(name: str, label: str, typed: Typed, *, hint: str = "", required: bool = True) -> Field:
    """Return a field for a date, typed by hand: quicker than a picker, and the same with and without JavaScript."""
    words = " ".join(each for each in (hint, DATE_HINT) if each)
    return Field(name, label, hint=words, required=required, value=first(typed, name), width="dato")


def text_field(name: str, label: str, typed: Typed, *, hint: str = "", required: bool = True, rows: int = 4) -> Field:
    """Return a field for free text."""
    value = first(typed, name)
    return Field(name, label, Widget.TEXT, hint=hint, required=required, value=value, rows=rows, most=LONGEST_TEXT)


def line_field(name: str, label: str, typed: Typed, *, hint: str = "", required: bool = True, width: str = "") -> Field:
    """Return a field for one line."""
    value = first(typed, name)
    return Field(name, label, hint=hint, required=required, value=value, most=LONGEST_LINE, width=width)


def _reason(fact: Fact, typed: Typed, required: bool) -> Field:
    name = fact.key + REASON
    label = "Begrundelse for vurderingen"
    hint = "Vurderingen er faglig: skriv, hvad den hviler på."
    return text_field(name, label, typed, hint=hint, required=required, rows=3)


def _text(asked: Asked, typed: Typed, units: Units) -> Field:
    return text_field(asked.fact.key, asked.fact.label, typed)


def _line(asked: Asked, typed: Typed, units: Units) -> Field:
    return line_field(asked.fact.key, asked.fact.label, typed, width="bred")


def _options(asked: Asked, typed: Typed) -> tuple[Choice, ...]:
    key = asked.fact.key
    options = [(option.value, option.label, option.help) for option in asked.options()]
    return choices_of(key, options, tuple(typed.get(key, ())))


def _choice(asked: Asked, typed: Typed, units: Units) -> Field:
    fact = asked.fact
    choices = _options(asked, typed)
    if len(choices) == 1:  # nothing to choose: say it, and send it along
        choices = (replace(choices[0], chosen=True),)
    widget = Widget.RADIOS if len(choices) <= FEW else Widget.SELECT
    return Field(fact.key, fact.label, widget, value=first(typed, fact.key), choices=choices)


def _choices(asked: Asked, typed: Typed, units: Units) -> Field:
    return Field(asked.fact.key, asked.fact.label, Widget.CHECKBOXES, choices=_options(asked, typed))


def _date(asked: Asked, typed: Typed, units: Units) -> Field:
    return date_field(asked.fact.key, asked.fact.label, typed)


def _moment(asked: Asked, typed: Typed, units: Units) -> Field:
    fact = asked.fact
    clock = fact.key + CLOCK
    parts = (
        Field(fact.key, "Dato", value=first(typed, fact.key), width="dato", required=asked.required),
        Field(clock, "Klokkeslæt", value=first(typed, clock), width="kort", required=asked.required),
    )
    return Field(fact.key + "_felt", fact.label, Widget.GROUP, hint=f"{DATE_HINT} {CLOCK_HINT}", parts=parts)


def _number(asked: Asked, typed: Typed, units: Units) -> Field:
    fact = asked.fact
    value = first(typed, fact.key)
    return Field(fact.key, fact.label, hint=_bounds(fact), value=value, inputmode="numeric", width="kort")


def _bounds(fact: Fact) -> str:
    if fact.most is None:
        return ""
    return f"Et helt tal fra {fact.least or 0} til {fact.most}."


def _money(asked: Asked, typed: Typed, units: Units) -> Field:
    fact = asked.fact
    value = first(typed, fact.key)
    return Field(fact.key, fact.label, value=value, inputmode="numeric", width="dato", suffix="kr.")


def _unit(asked: Asked, typed: Typed, units: Units) -> Field:
    fact = asked.fact
    chosen = first(typed, fact.key)
    of_kinds = [(key, name, "") for kind in fact.unit_kinds for key, name in units.get(kind, ())]
    choices = choices_of(fact.key, of_kinds, (chosen,))
    return Field(fact.key, fact.label, Widget.SELECT, value=chosen, choices=choices)


def _paper(asked: Asked, typed: Typed, units: Units) -> Field:
    """A document of the case where there are some, or the paper's number in another system (G3)."""
    fact = asked.fact
    system, document = fact.key + SYSTEM, fact.key + DOCUMENT
    chosen = first(typed, system)
    choices = choices_of(system, [(each, each, "") for each in procedure().systems], (chosen,))
    parts: tuple[Field, ...] = (
        Field(system, "System", Widget.SELECT, required=False, value=chosen, choices=choices, width="kort"),
        Field(fact.key, "Nummer", value=first(typed, fact.key), width="dato", required=asked.required),
    )
    hint = "Skriv det nummer, papiret har i det system, det ligger i. Intet skrives to gange."
    here, named = units.get(PAPERS, ()), first(typed, document)
    if here:
        options = choices_of(document, [(number, title, "") for number, title in here], (named,))
        own = Field(document, "Dokument i sagen", Widget.SELECT, required=False, value=named, choices=options)
        parts = (own, *(replace(part, required=False) for part in parts))
        hint = f"Vælg det dokument i sagen, det er, eller s{hint[1:]}"
    return Field(fact.key + "_felt", fact.label, Widget.GROUP, hint=hint, parts=parts)


def _shown_when(condition: Condition | None, inside: set[str]) -> ShownWhen | None:
    """The rule a script can follow: one fact of the same form, with one of some values."""
    if isinstance(condition, Phrased):
        return _shown_when(condition.part, inside)
    if isinstance(condition, Is) and condition.fact.key in inside:
        return ShownWhen(condition.fact.key, tuple(str(value) for value in condition.values))
    return None


def _depends(condition: Condition, inside: set[str]) -> bool:
    """Whether the answers of the same form settle the condition, so that the form must say it."""
    return any(kind == "fact" and key in inside for kind, key in condition.needs())


def grouped(
    name: str, label: str, groups: Iterable[tuple[str, Iterable[tuple[str, str]]]], chosen: str = "", **more: Any
) -> Field:
    """Return a list to choose from with headings in it: (heading, (value, label) pairs)."""
    made, number = [], 0
    for heading, options in groups:
        choices = []
        for value, text in options:
            number += 1
            choices.append(Choice(value, text, f"{element_id(name)}-{number}", "", value == chosen))
        made.append(Group(heading, tuple(choices)))
    return Field(name, label, Widget.SELECT, value=chosen, groups=tuple(made), **more)


_OF_PERSONS: dict[Kind, Callable[[Asked, Typed, Persons], Field]] = {
    Kind.REPLIES: replies_field,
    Kind.GIVER: giver_field,
}
_MAKERS: dict[Kind, Callable[[Asked, Typed, Units], Field]] = {
    Kind.TEXT: _text,
    Kind.LINE: _line,
    Kind.CHOICE: _choice,
    Kind.YES_NO: _choice,
    Kind.CHOICES: _choices,
    Kind.DATE: _date,
    Kind.MOMENT: _moment,
    Kind.NUMBER: _number,
    Kind.MONEY: _money,
    Kind.UNIT: _unit,
    Kind.PAPER: _paper,
}

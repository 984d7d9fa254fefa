"""Recorded values as Danes write them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sagsgang.procedure.language import Fact, Kind, Parameter, Reply
from sagsgang.procedure.language.replies import FORMS, GIVERS, NO, PENDING, YES
from sagsgang.procedure.wording.grammar import listed, thousands
from sagsgang.procedure.workdays import danish_time, in_words


def value_text(fact: Fact, value: Any) -> str:
    """The value of a fact: "5. marts 2026 kl. 14.30", "100.000 kr.", the labels of what was chosen; "" for None.

    A unit is shown by its key; whoever knows the units shows its name.
    """
    if value is None:
        return ""
    match fact.kind:
        case Kind.DATE:
            return in_words(value)
        case Kind.MOMENT:
            return moment_text(value)
        case Kind.MONEY:
            return amount(value)
        case Kind.NUMBER:
            return thousands(value)
        case Kind.CHOICE | Kind.YES_NO:
            return _label(fact, value)
        case Kind.CHOICES:
            return listed([_label(fact, each) for each in value])
        case Kind.REPLIES:
            return "; ".join(reply_text(each, {}) for each in value)
        case _:
            return str(value)


def amount(kroner: int) -> str:
    """100.000 kr."""
    return f"{thousands(kroner)} kr."


def moment_text(moment: datetime) -> str:
    """5. marts 2026 kl. 14.30, Danish time."""
    local = danish_time(moment)
    return f"{in_words(local.date())} kl. {local:%H.%M}"


def parameter_text(parameter: Parameter, day: date) -> str:
    """The parameter's value on the day with its unit; says so when the source is silent."""
    value = parameter.at(day)
    return "ikke fastsat" if value is None else quantity(value, parameter.unit)


def quantity(number: int, unit: str) -> str:
    """100.000 kr., 12 måneder, 8. klasse."""
    return f"{number}. klasse" if unit == "klasse" else f"{thousands(number)} {unit}"


def _label(fact: Fact, value: str) -> str:
    """The option's label; a value that is no longer offered speaks for itself."""
    return next((option.label for option in fact.options if option.value == value), str(value))


_SAID = {YES: "har sagt ja", NO: "har sagt nej", PENDING: "har ikke svaret endnu"}


def reply_text(reply: Reply, names: Mapping[str, str]) -> str:
    """One person's answer to a consent; without a name it is told what the person is to the child."""
    who = names.get(reply.giver) or GIVERS.get(reply.kind, reply.kind)
    form = f", {FORMS[reply.form]}" if reply.form in FORMS else ""
    return f"{who} {_SAID.get(reply.answer, reply.answer)}{form}"

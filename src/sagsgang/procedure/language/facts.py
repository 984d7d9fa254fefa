"""What is recorded when a step is taken, and how a typed answer becomes a value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from sagsgang.procedure.language.periods import ALWAYS, Period
from sagsgang.procedure.language.replies import NO, YES
from sagsgang.procedure.language.terms import Subject

if TYPE_CHECKING:
    from sagsgang.procedure.language.conditions import Condition
    from sagsgang.procedure.language.parameters import Parameter
    from sagsgang.procedure.language.sources import Citation


class Kind(Enum):
    """The type of a fact."""

    TEXT = "tekst"
    LINE = "linje"
    CHOICE = "valg"
    CHOICES = "flere valg"
    YES_NO = "ja/nej"
    DATE = "dato"
    MOMENT = "tidspunkt"
    NUMBER = "tal"
    MONEY = "beløb"
    UNIT = "enhed"
    PAPER = "papir"
    REPLIES = "svar fra personer"
    GIVER = "en af dem, der har givet samtykke"


class When(Enum):
    """Which days a date may lie on, seen from the day it is recorded."""

    PAST = "ikke i fremtiden"
    FUTURE = "ikke i fortiden"
    ANY = "alle dage"


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer. `statement` says in the timeline what choosing it means; `alone` rules out the others.

    `valid`: the days on which it is offered; what was chosen before stays what it was.
    """

    value: str
    label: str
    statement: str = ""
    help: str = ""
    alone: bool = False
    valid: Period = ALWAYS


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """One thing that is recorded.

    `label` asks in a form; `phrase` is the same thing mid-sentence ("tilbuddets start"). `personal` values are
    stored outside the event, which only refers to them. `assessed` facts are professional judgements: a reason
    is demanded beside them. `first_wins`: a later recording never moves it (trap 1 of engine.md). `exact`: of an
    amount with a `default`, nothing but what is in force on the day.
    """

    key: str
    label: str
    phrase: str
    kind: Kind
    subject: Subject
    options: tuple[Option, ...] = ()
    help: str = ""
    when: When = When.PAST
    personal: bool = False
    assessed: bool = False
    first_wins: bool = False
    unit_kinds: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    default: Parameter | None = None
    exact: bool = False

    def option(self, value: str) -> Option:
        """The option with this value; raises KeyError when there is none."""
        for option in self.options:
            if option.value == value:
                return option
        raise KeyError(value)


@dataclass(frozen=True, slots=True, eq=False)
class Proviso:
    """What must hold for an answer to be taken; else it is refused at its field with `otherwise` and the citation.

    `that_day`: it must have held on the day that is the answer, not only on the day it happened.
    """

    condition: Condition
    otherwise: str
    citation: Citation
    that_day: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A fact as one step asks for it: perhaps only in some cases, perhaps not demanded, perhaps with fewer options.

    `allowed`: the only options; None for all of them. `offered_if`: options that are offered only where a condition of
    the case holds.
    """

    fact: Fact
    only_if: Condition | None = None
    required: bool = True
    allowed: tuple[str, ...] | None = None
    offered_if: tuple[tuple[str, Condition], ...] = ()
    provisos: tuple[Proviso, ...] = ()

    def options(self) -> tuple[Option, ...]:
        """The options this step offers, in one case or another."""
        if self.allowed is None:
            return self.fact.options
        return tuple(option for option in self.fact.options if option.value in self.allowed)

    def now(self, day: date, holds: Callable[[Condition], bool]) -> Asked:
        """The same as it is asked on that day in a case: without the options that are not offered there and then."""
        barred = {value for value, condition in self.offered_if if not holds(condition)}
        offered = tuple(
            option.value for option in self.options() if option.valid.holds(day) and option.value not in barred
        )
        return self if len(offered) == len(self.options()) else replace(self, allowed=offered)

    def why_not(self, value: str, holds: Callable[[Condition], bool]) -> Condition | None:
        """The condition that keeps the option from being offered in the case; None where none does."""
        return next((each for option, each in self.offered_if if option == value and not holds(each)), None)


def optional(fact: Fact | Asked) -> Asked:
    """The step asks for the fact, and an empty answer is fine."""
    return replace(_asked(fact), required=False)


def only_if(condition: Condition, fact: Fact | Asked) -> Asked:
    """The step asks for the fact where the other answers of the same form (or the case) say so."""
    return replace(_asked(fact), only_if=condition)


def narrowed(fact: Fact | Asked, *allowed: str) -> Asked:
    """The step offers only these of the fact's options."""
    return replace(_asked(fact), allowed=allowed)


def offered_if(condition: Condition, value: str, fact: Fact | Asked) -> Asked:
    """The step offers that option only where the condition holds in the case."""
    asked = _asked(fact)
    return replace(asked, offered_if=(*asked.offered_if, (value, condition)))


def provided(
    fact: Fact | Asked, condition: Condition, otherwise: str, citation: Citation, *, that_day: bool = False
) -> Asked:
    """The step takes the answer only where the condition is not known to be broken; else it says `otherwise`."""
    asked = _asked(fact)
    return replace(asked, provisos=(*asked.provisos, Proviso(condition, otherwise, citation, that_day)))


def _asked(fact: Fact | Asked) -> Asked:
    """A fact as it is asked for; the words above can be put around each other."""
    return fact if isinstance(fact, Asked) else Asked(fact)


def text(key: str, label: str, phrase: str, subject: Subject, *, help: str = "") -> Fact:
    """Free text: personal, hence kept outside the event."""
    return Fact(key, label, phrase, Kind.TEXT, subject, help=help, personal=True)


def line(key: str, label: str, phrase: str, subject: Subject, *, help: str = "") -> Fact:
    """One line of free text: personal, hence kept outside the event."""
    return Fact(key, label, phrase, Kind.LINE, subject, help=help, personal=True)


def choice(
    key: str,
    label: str,
    phrase: str,
    subject: Subject,
    *options: Option,
    help: str = "",
    assessed: bool = False,
    first_wins: bool = False,
) -> Fact:
    """One of the options."""
    return Fact(
        key,
        label,
        phrase,
        Kind.CHOICE,
        subject,
        options=options,
        help=help,
        assessed=assessed,
        first_wins=first_wins,
    )


def choices(key: str, label: str, phrase: str, subject: Subject, *options: Option, help: str = "") -> Fact:
    """Any number of the options, at least one when it is required."""
    return Fact(key, label, phrase, Kind.CHOICES, subject, options=options, help=help)


def yes_no(
    key: str,
    label: str,
    phrase: str,
    subject: Subject,
    *,
    yes: str = "",
    no: str = "",
    help: str = "",
    assessed: bool = False,
) -> Fact:
    """Yes or no; `yes` and `no` are the statements for the timeline."""
    options = (Option(YES, "Ja", yes), Option(NO, "Nej", no))
    return Fact(key, label, phrase, Kind.YES_NO, subject, options=options, help=help, assessed=assessed)


def day_of(
    key: str,
    label: str,
    phrase: str,
    subject: Subject,
    *,
    when: When = When.PAST,
    help: str = "",
    first_wins: bool = False,
) -> Fact:
    """A date."""
    return Fact(key, label, phrase, Kind.DATE, subject, when=when, help=help, first_wins=first_wins)


def moment_of(key: str, label: str, phrase: str, subject: Subject, *, help: str = "") -> Fact:
    """A date with a clock time, Europe/Copenhagen (trap 14: 24 hours need one)."""
    return Fact(key, label, phrase, Kind.MOMENT, subject, help=help)


def number(
    key: str,
    label: str,
    phrase: str,
    subject: Subject,
    *,
    help: str = "",
    least: int | None = 0,
    most: int | None = None,
) -> Fact:
    """A whole number."""
    return Fact(key, label, phrase, Kind.NUMBER, subject, help=help, least=least, most=most)


def money(
    key: str, label: str, phrase: str, subject: Subject, *, default: Parameter | None = None, exact: bool = False,
    help: str = "",
) -> Fact:  # fmt: skip
    """An amount in whole Danish kroner; `default` is the dated parameter the form starts from.

    `exact`: only the amount in force on the day is taken (X6).
    """
    return Fact(key, label, phrase, Kind.MONEY, subject, help=help, least=0, default=default, exact=exact)


def unit_of(key: str, label: str, phrase: str, subject: Subject, *kinds: str, help: str = "") -> Fact:
    """One of the municipality's units of the given kinds (see `people`); the value is its key."""
    return Fact(key, label, phrase, Kind.UNIT, subject, help=help, unit_kinds=kinds)


def paper(key: str, label: str, phrase: str, subject: Subject, *, help: str = "") -> Fact:
    """Where a paper is: its number in the outside system, or a file (G3)."""
    return Fact(key, label, phrase, Kind.PAPER, subject, help=help, personal=True)


def replies(key: str, label: str, phrase: str, subject: Subject, *, help: str = "") -> Fact:
    """An answer from each of the persons who must be asked for a consent: a tuple of `Reply`."""
    return Fact(key, label, phrase, Kind.REPLIES, subject, help=help)


def giver(key: str, label: str, phrase: str, subject: Subject, *, help: str = "") -> Fact:
    """One of those whose consent stands; the value is the id of the person."""
    return Fact(key, label, phrase, Kind.GIVER, subject, help=help)

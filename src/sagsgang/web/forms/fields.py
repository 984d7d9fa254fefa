"""One field of a form as a value, ready for its template."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from django.http import QueryDict

Typed = Mapping[str, Sequence[str]]
FEW = 6  # so many options stand as radio buttons; more become a list to choose from


class Widget(Enum):
    """How a field looks; the value names its template."""

    LINE = "linje"
    TEXT = "tekst"
    RADIOS = "radio"
    SELECT = "liste"
    CHECKBOXES = "afkryds"
    GROUP = "gruppe"
    FILE = "fil"
    NOTICE = "besked"


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a field."""

    value: str
    label: str
    id: str
    help: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Options under a common heading, in a list to choose from."""

    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class ShownWhen:
    """Asked for only when (or unless) another field of the form has one of the values; told in words, too."""

    name: str
    values: tuple[str, ...]
    unless: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its name, its words, its options, what was typed in it and what is wrong with that."""

    name: str
    label: str
    widget: Widget = Widget.LINE
    hint: str = ""
    required: bool = True
    value: str = ""
    choices: tuple[Choice, ...] = ()
    groups: tuple[Group, ...] = ()
    error: str = ""
    asked_if: str = ""
    shown_when: ShownWhen | None = None
    suffix: str = ""
    inputmode: str = ""
    autocomplete: str = "off"
    width: str = ""
    rows: int = 4
    most: int | None = None
    parts: tuple[Field, ...] = ()
    companion: Field | None = None
    link: tuple[str, str] = ("", "")
    suggestions: tuple[tuple[str, str], ...] = ()

    @property
    def id(self) -> str:
        """The id of the field's control, or of its first one."""
        return element_id(self.name)

    @property
    def target(self) -> str:
        """Where a link to the field goes: the first thing in it that can be typed in or chosen."""
        if self.parts:
            return self.parts[0].target
        return self.choices[0].id if self.choices and self.widget is not Widget.SELECT else self.id

    @property
    def template(self) -> str:
        """The template that shows it."""
        return f"web/felter/{self.widget.value}.html"

    @property
    def described_by(self) -> str:
        """The ids of hint, condition and error, for aria-describedby."""
        told = (("hint", self.hint), ("hvis", self.asked_if), ("fejl", self.error))
        return " ".join(f"{self.id}-{name}" for name, text in told if text)

    def errors(self) -> tuple[Problem, ...]:
        """What is wrong in the field, its parts and its companion, in order."""
        told = f"{self.label}{'' if self.label.endswith('?') else ':'} {self.error}"
        own = (Problem(self.target, told),) if self.error else ()
        inner = (*self.parts, *((self.companion,) if self.companion else ()))
        return (*own, *(problem for each in inner for problem in each.errors()))


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of the error summary: what is wrong, and where (empty: nowhere in particular)."""

    target: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Form:
    """A whole form: what is asked, when it happened, on whose behalf; hidden values; what is wrong as a whole."""

    fields: tuple[Field, ...]
    when: tuple[Field, ...] = ()
    others: tuple[Field, ...] = ()
    hidden: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def all(self) -> tuple[Field, ...]:
        """Every field, top to bottom."""
        return (*self.fields, *self.when, *self.others)

    @property
    def others_open(self) -> bool:
        """Whether the part on whose behalf must be seen: something is chosen or wrong in it."""
        return any(each.value or each.error for each in self.others)

    @property
    def others_asked(self) -> bool:
        """Whether it can only be recorded on behalf of somebody else."""
        return any(each.required for each in self.others)

    def errors(self) -> tuple[Problem, ...]:
        """Everything that is wrong, top to bottom, for the summary."""
        return (*self.problems, *(problem for each in self.all for problem in each.errors()))

    def refused(self, sentences: Mapping[str, str], sentence: str = "") -> Form:
        """Return the form with each sentence at its field, and what belongs to no field on top."""
        known = names_in(self.all)
        loose = [text for name, text in sentences.items() if name not in known]
        if sentence and not sentences:
            loose = [sentence]
        return replace(
            self,
            fields=with_errors(self.fields, sentences),
            when=with_errors(self.when, sentences),
            others=with_errors(self.others, sentences),
            problems=tuple(Problem("", text) for text in loose),
        )


def element_id(name: str) -> str:
    """Return the id of the control with that name; names of facts hold dots, which selectors do not like."""
    return "felt-" + name.replace(".", "-").replace("_", "-")


def first(typed: Typed, name: str, default: str = "") -> str:
    """Return what was typed under the name, or the default where the form did not have it."""
    values = typed.get(name)
    return values[0] if values else default


def typed_in(posted: QueryDict) -> dict[str, list[str]]:
    """Return the posted values by name, as the form builder reads them."""
    return {name: [str(value) for value in values] for name, values in posted.lists()}


def choices_of(name: str, options: Iterable[tuple[str, str, str]], chosen: Sequence[str]) -> tuple[Choice, ...]:
    """Return options (value, label, help) as choices of the field with that name."""
    return tuple(
        Choice(value, label, f"{element_id(name)}-{number}", hint, value in chosen)
        for number, (value, label, hint) in enumerate(options, start=1)
    )


def choose_one(
    name: str,
    label: str,
    options: Iterable[tuple[str, str, str]],
    chosen: str = "",
    *,
    hint: str = "",
    required: bool = True,
) -> Field:
    """Return a field with one choice: radio buttons when they are few, else a list."""
    choices = choices_of(name, options, (chosen,))
    widget = Widget.RADIOS if len(choices) <= FEW else Widget.SELECT
    return Field(name, label, widget, hint=hint, required=required, value=chosen, choices=choices)


def with_errors(fields: Iterable[Field], sentences: Mapping[str, str]) -> tuple[Field, ...]:
    """Return the fields with the sentences at those that are wrong, found by their names."""
    return tuple(_with_error(each, sentences) for each in fields)


def _with_error(each: Field, sentences: Mapping[str, str]) -> Field:
    companion = _with_error(each.companion, sentences) if each.companion else None
    parts = with_errors(each.parts, sentences)
    error = sentences.get(each.name, each.error)
    return replace(each, error=error, companion=companion, parts=parts)


def names_in(fields: Iterable[Field]) -> frozenset[str]:
    """Return the names of the fields, their parts and companions."""
    found: set[str] = set()
    for each in fields:
        inner = (*each.parts, *((each.companion,) if each.companion else ()))
        found |= {each.name} | names_in(inner)
    return frozenset(found)

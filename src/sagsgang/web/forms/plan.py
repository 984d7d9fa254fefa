"""The forms of the joint plan: a section, a goal, an activity, the statuses of a follow-up, what a step still asks."""

from __future__ import annotations

from collections.abc import Iterable

from sagsgang.plans.commands import Said, Words
from sagsgang.plans.sight import SIDES
from sagsgang.plans.state import GoalState, PlanState
from sagsgang.procedure.language import PlanSection
from sagsgang.procedure.wording import capital
from sagsgang.web.forms.builder import line_field, text_field
from sagsgang.web.forms.fields import Field, Form, Typed, choose_one, first
from sagsgang.web.forms.tail import USER

PART_VERSION = "version"
TITLE, BODY, SEEN, WHO, RHYTHM, SIDE = "title", "body", "seen", "who", "rhythm", "side"
WHOSE = {"sof": "SOF", "buf": "BUF", "faelles": "Fælles"}


def section_form(section: PlanSection, typed: Typed, *, version: int, user: int) -> Form:
    """Return the form for a section's text."""
    field = text_field(BODY, section.title, typed, hint=section.help, rows=12)
    return Form((field,), hidden=_hidden(version, user))


def goal_form(typed: Typed, *, version: int, user: int) -> Form:
    """Return the form for a goal."""
    fields = (
        line_field(TITLE, "Målet", typed, hint="Kort og konkret: hvad skal være anderledes?", width="bred"),
        text_field(BODY, "Hvorfor er det vigtigt for barnet?", typed, rows=4),
        text_field(SEEN, "Hvad kan I se, når det er nået?", typed, rows=3),
        _side("Hvis mål er det?", typed),
    )
    return Form(fields, hidden=_hidden(version, user))


def activity_form(typed: Typed, *, version: int, user: int) -> Form:
    """Return the form for an activity under a goal."""
    fields = (
        line_field(TITLE, "Hvad skal gøres?", typed, width="bred"),
        line_field(WHO, "Hvem gør det?", typed, hint="En rolle eller en person.", width="bred"),
        line_field(RHYTHM, "Hvornår, eller hvor tit?", typed, hint="Fx hver morgen, eller fra uge 34.", width="bred"),
        _side("Hvem har ansvaret?", typed),
    )
    return Form(fields, hidden=_hidden(version, user))


def typed_of(words: Words) -> dict[str, list[str]]:
    """Return what is stored as it would have been typed."""
    pairs = {TITLE: words.title, BODY: words.body, SEEN: words.seen, WHO: words.who, RHYTHM: words.rhythm,
             SIDE: words.side}  # fmt: skip
    return {name: [text] for name, text in pairs.items()}


def words_in(typed: Typed) -> Words:
    """Return what was typed of a goal or an activity."""
    return Words(
        first(typed, TITLE), first(typed, BODY), first(typed, SEEN), first(typed, WHO), first(typed, RHYTHM),
        first(typed, SIDE),
    )  # fmt: skip


def version_in(typed: Typed, name: str = PART_VERSION) -> int:
    """Return the version of the part the form was made from; -1, which is never right, when it does not say."""
    given = first(typed, name)
    return int(given) if given.isdecimal() and len(given) < 10 else -1


def status_fields(state: PlanState, goal: GoalState, typed: Typed) -> tuple[Field, Field]:
    """Return the two fields of one goal at a follow-up: how it stands, and the words to it."""
    number = goal.part.number
    options = [(option.value, option.label, "") for option in state.declared.statuses]
    status = choose_one(f"maal_{number}", "Hvordan går det?", options, first(typed, f"maal_{number}"))
    words = text_field(
        f"maal_{number}_ord", "Hvad siger vi om målet?", typed, hint="Også barnets og forældrenes ord.",
        required=False, rows=3,
    )  # fmt: skip
    return status, words


def statuses_in(typed: Typed, goals: Iterable[GoalState]) -> dict[int, Said]:
    """Return what was typed of each goal, with the version of its status that the form was made from."""
    return {
        goal.part.number: Said(
            first(typed, f"maal_{goal.part.number}"),
            first(typed, f"maal_{goal.part.number}_ord"),
            version_in(typed, f"maal_{goal.part.number}_version"),
        )
        for goal in goals
    }


def statuses_typed(goals: Iterable[GoalState], occurrence: str) -> dict[str, list[str]]:
    """Return the statuses that are stored for a follow-up as they would have been typed."""
    typed: dict[str, list[str]] = {}
    for goal in goals:
        said = goal.statuses.get(occurrence)
        if said is not None:
            typed |= {f"maal_{goal.part.number}": [said.status], f"maal_{goal.part.number}_ord": [said.body]}
    return typed


def _side(label: str, typed: Typed) -> Field:
    options = [(key, WHOSE.get(key, capital(key)), "") for key in SIDES]
    return choose_one(SIDE, label, options, first(typed, SIDE))


def _hidden(version: int, user: int) -> tuple[tuple[str, str], ...]:
    return ((PART_VERSION, str(version)), (USER, str(user)))

"""What differs between two versions of a text, word by word, and between two states of the plan, part by part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

from sagsgang.plans.models import Revision
from sagsgang.plans.sight import SIDE_WORDS, SIDES
from sagsgang.plans.state import GoalState, PlanState
from sagsgang.procedure.language import JointPlan

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_FEW_WORDS = 3
_MOST_WORDS = 3000  # beyond that whole lines are compared: a table of words against words grows with the square


class Change(Enum):
    """What became of a piece of text."""

    SAME = "uændret"
    ADDED = "tilføjet"
    TAKEN_OUT = "slettet"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text and what became of it."""

    change: Change
    text: str


def compared(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces of which both texts are made, in reading order; neighbours of one kind are one piece."""
    if before == after:
        return (Piece(Change.SAME, after),) if after else ()
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(old), len(new)) > _MOST_WORDS:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    opcodes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    runs = [(tag == "equal", old[one:two], new[three:four]) for tag, one, two, three, four in opcodes]
    return tuple(_pieces(runs))


def _pieces(runs: list[tuple[bool, list[str], list[str]]]) -> Iterator[Piece]:
    """The runs as they are read: a word or two that happen to stand in both texts do not cut a change to pieces."""
    out, added = "", ""
    for place, (same, old, new) in enumerate(runs):
        by_chance = 0 < place < len(runs) - 1 and len("".join(new).split()) < _FEW_WORDS
        if not same or by_chance:
            out, added = out + "".join(old), added + "".join(new)
            continue
        yield from _changed(out, added)
        out, added = "", ""
        yield Piece(Change.SAME, "".join(new))
    yield from _changed(out, added)


def _changed(out: str, added: str) -> Iterator[Piece]:
    if out:
        yield Piece(Change.TAKEN_OUT, out)
    if added:
        yield Piece(Change.ADDED, added)


@dataclass(frozen=True, slots=True)
class Difference:
    """One part of the plan that is not as it was. `what`: "ændret", "tilføjet" or "taget ud"."""

    title: str
    what: str
    pieces: tuple[Piece, ...]

    @property
    def sentence(self) -> str:
        """The difference in a line, without the text itself."""
        return f"{self.title}: {self.what}."


def between(before: PlanState, after: PlanState) -> tuple[Difference, ...]:
    """What differs from the one state to the other, in the order of the plan."""
    return (*_sections(before, after), *_goals(before, after))


def _sections(before: PlanState, after: PlanState) -> Iterator[Difference]:
    old = {each.section.key: each.text for each in before.sections}
    for each in after.sections:
        former = old.get(each.section.key, "")
        if former != each.text:
            what = "ændret" if former and each.text else "tilføjet" if each.text else "taget ud"
            yield Difference(each.section.title, what, compared(former, each.text))


def _goals(before: PlanState, after: PlanState) -> Iterator[Difference]:
    old = {goal.part.number: goal for goal in before.goals}
    here = {goal.part.number: goal for goal in after.goals}
    for place, goal in enumerate(after.goals, start=1):
        former = old.get(goal.part.number)
        was, now = goal_text(before.declared, former) if former else "", goal_text(after.declared, goal)
        if was != now:
            yield Difference(f"Mål {place}", "ændret" if former else "tilføjet", compared(was, now))
    for place, goal in enumerate(before.goals, start=1):
        if goal.part.number not in here:
            yield Difference(f"Mål {place}", "taget ud", compared(goal_text(before.declared, goal), ""))


def goal_text(declared: JointPlan, goal: GoalState) -> str:
    """A goal with its activities as running text."""
    lines = [goal.revision.title, f"Hvorfor: {goal.revision.body}", f"Det kan ses ved: {goal.revision.seen}",
             f"Hvis mål: {side_word(goal.revision)}"]  # fmt: skip
    lines += [f"– {activity_text(each.revision)}" for each in goal.activities]
    return "\n".join(lines)


def activity_text(activity: Revision) -> str:
    """An activity in a line: what, who, when, whose."""
    return f"{activity.title} ({activity.who}; {activity.rhythm}; {side_word(activity)})"


def side_word(revision: Revision) -> str:
    """Whose a goal or an activity is, in a word."""
    side = SIDES.get(revision.side)
    return SIDE_WORDS[side] if side is not None else ""


def revision_text(declared: JointPlan, revision: Revision) -> str:
    """Everything that a version of a part says, as running text, so that two versions can be compared."""
    if revision.part.kind == "aktivitet":
        return activity_text(revision)
    if revision.part.kind == "maal":
        return "\n".join([revision.title, f"Hvorfor: {revision.body}", f"Det kan ses ved: {revision.seen}",
                          f"Hvis mål: {side_word(revision)}"])  # fmt: skip
    status = next((option.label for option in declared.statuses if option.value == revision.status), "")
    return "\n".join(part for part in (status, revision.body) if part)

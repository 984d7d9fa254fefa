"""A letter as a reader needs it: who writes, signs and sends it, what it must hold, and who receives it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sagsgang.procedure.language import Decision, Letter, Procedure, Receiver, Step
from sagsgang.procedure.wording.citations import citations_text
from sagsgang.procedure.wording.conditions import say
from sagsgang.procedure.wording.grammar import listed, sentence, subordinate
from sagsgang.procedure.wording.values import parameter_text
from sagsgang.procedure.workdays import in_words


def letter_lines(letter: Letter, procedure: Procedure, day: date) -> Iterator[str]:
    """Everything the declaration says of the letter as it holds on the day, a sentence each."""
    steps = procedure.steps_of(letter, day)
    for word, found in (
        ("Skrives", [step for step in steps if step.writes is letter]),
        ("Underskrives", [step for step in steps if step.signs is letter]),
        ("Sendes", [step for step in steps if step.sends is letter]),
    ):
        if found:
            yield f"{word} af {listed([_takers(step) for step in found], 'og så')}."
    for decision in letter.decides:
        yield _appeal_line(decision, procedure, day)
    yield f"Det skal have: {listed(list(dict.fromkeys(block.part.value for block in letter.blocks)))}."
    if any(block.locked for block in letter.blocks):
        yield "Der, hvor loven taler, er teksten låst."
    names = [each.value if isinstance(each, Receiver) else each.definite for each in letter.receivers]
    yield f"Hver sit eksemplar til {listed(names)}."
    if letter.young is not None:
        yield sentence(f"Barnet får sit eget brev fra det fyldte {parameter_text(letter.young.age, day)}")
    version = letter.version(day)
    if version is not None:
        yield f"Ordlyden gælder fra {in_words(version)}."
    yield f"Kilde: {citations_text(letter.citations)}."


def _takers(step: Step) -> str:
    return listed([role.definite for role in step.roles()], "eller")


def _appeal_line(decision: Decision, procedure: Procedure, day: date) -> str:
    appeal = decision.appeal
    where = f", når {subordinate(say(decision.when, procedure, day))}" if decision.when is not None else ""
    within = parameter_text(appeal.weeks, day)
    return (
        f"{decision.side.value}'s afgørelse{where}: klages til {appeal.board} inden {within}, "
        f"indgivet til {appeal.lodged}, af {appeal.who} ({citations_text(appeal.citations)})."
    )

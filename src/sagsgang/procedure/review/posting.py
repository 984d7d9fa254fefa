"""Can each letter be written, signed and sent, does it hold what it must, and is it worded on every day (R11)?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from sagsgang.procedure.language import Block, Letter, Part, Procedure, Receiver, Step
from sagsgang.procedure.language.letters import (
    FILLED_BY_THE_HOUSE,
    LOCKED_BY_LAW,
    OF_A_DECISION,
    OF_EVERY_DECIDING_LETTER,
    REASON,
)
from sagsgang.procedure.review.remarks import Remark, error


def senders(procedure: Procedure, day: date) -> Iterator[Remark]:
    """Each letter is written by one step, signed by some and sent by one, all about what the letter is about."""
    for step in procedure.steps:
        for letter in step.letters:
            if letter not in procedure.letters:
                yield error("brev-ukendt", f"trin {step.key}", f"{letter.key} er ikke erklæret.", "Tilføj det.")
            if step.per is not letter.subject:
                yield error("brev-emne", f"trin {step.key}", f"{letter.key} hører til et andet emne.", "Ret emnet.")
    for letter in procedure.letters:
        yield from _handled(letter, procedure.at(day).steps)


def _handled(letter: Letter, steps: tuple[Step, ...]) -> Iterator[Remark]:
    for word, count in (
        ("skriver", sum(step.writes is letter for step in steps)),
        ("sender", sum(step.sends is letter for step in steps)),
    ):
        if count != 1:
            yield error("brev-uden-trin", _name(letter), f"{count} trin {word} brevet.", "Der skal være ét.")
    signing = {role.side for step in steps if step.signs is letter for role in step.roles()}
    if not signing:
        yield error("brev-uden-underskrift", _name(letter), "Ingen underskriver brevet.", "Lad et trin gøre det.")
    for decision in letter.decides:
        if decision.side not in signing and decision.when is None:
            said = f"{decision.side.value} underskriver ikke."
            yield error("brev-uden-halvdel", _name(letter), said, "Ret trinnene.")


def guidance(procedure: Procedure, day: date) -> Iterator[Remark]:
    """Each decision has its blocks, appeal guidance among them, and where the law speaks the text is locked (R11)."""
    for letter in procedure.letters:
        missing = [*_missing_of_decisions(letter)]
        if letter.young is not None and not any(block.part is Part.CHILD for block in letter.blocks):
            missing.append(Part.CHILD.value)
        for what in missing:
            yield error("brev-afsnit", _name(letter), f"Brevet mangler {what}.", "Tilføj afsnittet (R11).")
        if (letter.young is not None) != (Receiver.YOUNG in letter.receivers):
            yield error("brev-barnet", _name(letter), "Alder og modtager passer ikke sammen.", "Ret brevet.")
        for block in letter.blocks:
            if block.part in LOCKED_BY_LAW and not block.locked:
                yield error("brev-ulaast", _name(letter), f"{block.key} er lov og skal være låst.", "Lås afsnittet.")


def _missing_of_decisions(letter: Letter) -> Iterator[str]:
    for decision in letter.decides:
        own = {block.part for block in letter.blocks if block.side is decision.side}
        yield from (f"{part.value} for {decision.side.value}" for part in OF_A_DECISION if part not in own)
    if letter.decides:
        there = {block.part for block in letter.blocks}
        yield from (part.value for part in OF_EVERY_DECIDING_LETTER if part not in there)


def wordings(procedure: Procedure, day: date) -> Iterator[Remark]:
    """Each block has exactly one text on every day on which the letter can be written."""
    for letter in procedure.letters:
        valid = [step.valid for step in procedure.steps if letter in step.letters]
        first = max(min((each.since for each in valid), default=day), procedure.covers.since)
        for block in letter.blocks:
            yield from _worded(letter, block, first)


def _worded(letter: Letter, block: Block, first: date) -> Iterator[Remark]:
    texts = sorted(block.texts, key=lambda each: each.valid.since)
    if not texts or texts[0].valid.since > first or texts[-1].valid.until is not None:
        yield error("brev-uden-ordlyd", _name(letter), f"{block.key} dækker ikke alle dage.", "Tilføj en ordlyd.")
    for earlier, later in pairwise(texts):
        if not earlier.valid.meets(later.valid):
            yield error("brev-ordlyd-hul", _name(letter), f"{block.key} mødes ikke.", "Lad ordlydene mødes.")


def filled(procedure: Procedure, day: date) -> Iterator[Remark]:
    """What a text is filled with is a fact of the procedure, a dated number, or something of the case itself."""
    numbers = {parameter.key for parameter in procedure.parameters}
    for letter in procedure.letters:
        for block in letter.blocks:
            for name in block.asks():
                known = name in FILLED_BY_THE_HOUSE or name in numbers or name in procedure.facts
                if not (known or name.removesuffix(REASON) in procedure.facts):
                    yield error("brev-felt", _name(letter), f"{block.key} spørger om {name}.", "Ret navnet.")


def _name(letter: Letter) -> str:
    return f"brev {letter.key}"

"""What stands in a letter: its blocks in order, filled and edited, whose they are, and what is still missing (R11)."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sagsgang.casework.access import Relation
from sagsgang.casework.halves import ADMINISTRATIONS, Half
from sagsgang.letters.filling import Filler
from sagsgang.letters.models import Letter, LetterBlock
from sagsgang.procedure.engine import Assessment, Occurrence
from sagsgang.procedure.language import Block, Decision, Part, Side
from sagsgang.procedure.language import Letter as Declared
from sagsgang.procedure.language.letters import OF_A_DECISION, OF_EVERY_DECIDING_LETTER

_OPEN = re.compile(r"\[(skriv|mangler): [^\]]*\]")
HALVES = {Side.SOF: Half.SOF, Side.BUF: Half.BUF, Side.JOINT: Half.JOINT, Side.FAMILY: Half.FAMILY}


@dataclass(frozen=True, slots=True)
class Piece:
    """One block as it stands: `written`: somebody has saved it; `lacks`: what is still open in it, in words."""

    block: Block
    text: str
    written: bool
    lacks: tuple[str, ...]

    @property
    def side(self) -> Side:
        """Whose half it speaks for."""
        return self.block.side


@dataclass(frozen=True)
class Content:
    """A letter's content on a day: what it decides and its pieces in order."""

    declared: Declared
    decisions: tuple[Decision, ...]
    pieces: tuple[Piece, ...]

    @property
    def sides(self) -> tuple[Side, ...]:
        """Whose decisions it brings."""
        return tuple(dict.fromkeys(decision.side for decision in self.decisions))

    def digest(self, side: Side) -> str:
        """The digest of what somebody of that side signs: his own half and what both say."""
        mine = [
            [piece.block.key, piece.block.heading, piece.text]
            for piece in self.pieces
            if piece.side in (side, Side.JOINT) or side not in (Side.SOF, Side.BUF)
        ]
        said = json.dumps([self.declared.key, [each.side.name for each in self.decisions], mine], ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()

    def lacks(self, sides: Iterable[Side] | None = None, *, young: bool = True) -> tuple[str, ...]:
        """What must still be written, block by block; of those sides and of both, or of all."""
        wanted = None if sides is None else {*sides, Side.JOINT}
        found = [
            f"{named(piece.block)}: {listed_lacks(piece)}"
            for piece in self.pieces
            if (wanted is None or piece.side in wanted) and (young or piece.block.part is not Part.CHILD)
            if piece.lacks or (not piece.text.strip() and not piece.block.optional)
        ]
        return (*found, *self._missing_parts(wanted))

    def _missing_parts(self, wanted: set[Side] | None) -> tuple[str, ...]:
        missing = []
        for decision in self.decisions:
            if wanted is not None and decision.side not in wanted:
                continue
            there = {piece.block.part for piece in self.pieces if piece.side is decision.side}
            missing += [f"{part.value} for {decision.side.value}" for part in OF_A_DECISION if part not in there]
        if self.decisions:
            there = {piece.block.part for piece in self.pieces}
            missing += [part.value for part in OF_EVERY_DECIDING_LETTER if part not in there]
        return tuple(missing)


def listed_lacks(piece: Piece) -> str:
    """What is open in the piece, in words."""
    return "; ".join(piece.lacks) if piece.lacks else "der er ikke skrevet noget"


def named(block: Block) -> str:
    """The block as a person finds it on the page."""
    heading = block.heading or {Part.CHILD: "Til barnet", Part.TEXT: "Teksten"}.get(block.part, block.part.value)
    return f"{heading} ({block.side.value})" if block.side in (Side.SOF, Side.BUF) else heading


def decisions_of(declared: Declared, assessment: Assessment, place: Occurrence) -> tuple[Decision, ...]:
    """The decisions that the letter brings in this case."""
    world = assessment.world
    return tuple(
        decision for decision in declared.decides if decision.when is None or decision.when.answer(world, place) is True
    )


def blocks_of(declared: Declared, decisions: Iterable[Decision]) -> tuple[Block, ...]:
    """The blocks of a letter with those decisions: a half that decides nothing says nothing."""
    may, does = {each.side for each in declared.decides}, {each.side for each in decisions}
    silent = may - does if len(may) > 1 else set()
    return tuple(
        block
        for block in declared.blocks
        if block.side not in silent and not (block.part is Part.APPEAL and block.side not in does)
    )


def content_of(letter: Letter, declared: Declared, filler: Filler, stored: Mapping[str, LetterBlock]) -> Content:
    """The letter as it stands, the same for everybody: locked blocks as declared, the others as they are saved."""
    decisions = decisions_of(declared, filler.assessment, filler.place)
    everything = replace(filler, relation=None)
    pieces = tuple(
        _piece(block, everything, stored.get(block.key), letter.wording_on) for block in blocks_of(declared, decisions)
    )
    return Content(declared, decisions, pieces)


def _piece(block: Block, filler: Filler, stored: LetterBlock | None, day: date) -> Piece:
    if block.locked:
        text, missing = filler.fill(block.text(day) or "")
        return Piece(block, text, True, tuple(f"mangler: {each}" for each in missing))
    if stored is None:
        return Piece(block, "", False, ())
    return Piece(block, stored.body, True, open_in(stored.body))


def suggestion(block: Block, filler: Filler, day: date) -> str:
    """What the case suggests for an editable block, to somebody who reads what the filler reads."""
    filled, _ = filler.fill(block.text(day) or "")
    return "\n\n".join(part for part in filled.split("\n\n") if part.strip())


def masked(content: Content, relation: Relation) -> Content:
    """The content as somebody may see it: of the other half nothing before that half has written its part (R9)."""
    return replace(
        content, pieces=tuple(piece if sees(content, piece, relation) else _hidden(piece) for piece in content.pieces)
    )


def sees(content: Content, piece: Piece, relation: Relation) -> bool:
    """Whether he reads the piece: it is both halves', his own, or its half has put its words into the joint letter."""
    if piece.side is Side.JOINT or relation.sees(HALVES[piece.side]):
        return True
    return any(each.written and not each.block.locked for each in content.pieces if each.side is piece.side)


def _hidden(piece: Piece) -> Piece:
    return replace(piece, text=f"({ADMINISTRATIONS[piece.side]} skriver sin del.)", lacks=())


def open_in(text: str) -> tuple[str, ...]:
    """What the text still asks somebody to write."""
    return tuple(match[0].strip("[]") for match in _OPEN.finditer(text))

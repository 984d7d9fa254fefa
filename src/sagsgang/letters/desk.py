"""A letter as it lies on somebody's desk: its content, whose turn it is, who receives it, what he may do with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sagsgang.casework.access import Relation
from sagsgang.casework.commands.take import may_record, may_take
from sagsgang.letters.content import HALVES, Content, Piece, content_of
from sagsgang.letters.filling import Filler
from sagsgang.letters.models import Letter, LetterBlock, Signature
from sagsgang.letters.order import Turn, next_turn, turns_of
from sagsgang.letters.receivers import Receivers, receivers_of
from sagsgang.letters.refusals import UnknownLetter
from sagsgang.procedure.engine import Assessment, Occurrence, Standing
from sagsgang.procedure.language import Block, Part, Side, Step
from sagsgang.procedure.language import Letter as Declared

_OUTSIDE = frozenset({Side.JOINT, Side.PROVIDER})


@dataclass(frozen=True)
class Desk:
    """Everything about one letter of a case on one day, for somebody who relates so to the case."""

    letter: Letter
    assessment: Assessment
    relation: Relation
    filler: Filler
    content: Content
    turns: tuple[Turn, ...]
    receivers: Receivers
    handled: bool

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the letter."""
        return tuple(piece.block for piece in self.content.pieces)

    @property
    def young(self) -> bool:
        """Whether the child gets a letter of its own; else what is written to the child is left out."""
        return any(each.young for each in self.receivers.addressees)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The pieces that somebody receives."""
        return tuple(each for each in self.content.pieces if self.young or each.block.part is not Part.CHILD)

    @property
    def outdated(self) -> bool:
        """Whether another wording has come into force since that of the draft."""
        declared, day = self.content.declared, self.assessment.world.day
        return declared.version(day) != declared.version(self.letter.wording_on)


def handlers(relation: Relation, standings: Iterable[Standing]) -> bool:
    """Whether he takes, or may record, one of the steps: those work on the letter."""
    return any(may_take(each, relation) or may_record(each, relation) for each in standings)


def editable_by(relation: Relation, block: Block) -> bool:
    """Whether he may write the block: his own half's, and what both say. A board writes what both say."""
    sides = {role.side for role in relation.roles}
    return block.side in sides or (block.side is Side.JOINT and bool(sides & {Side.SOF, Side.BUF, Side.JOINT}))


@dataclass(frozen=True, slots=True)
class Ground:
    """What a letter is on a day: its declaration, what it is about, and the steps of its way in order."""

    declared: Declared
    place: Occurrence
    steps: tuple[Step, ...]
    standings: tuple[Standing, ...]

    @classmethod
    def of(cls, letter: Letter, assessment: Assessment) -> Ground:
        """The ground of the letter.

        :raises UnknownLetter: it is declared no more, or what it was about is no longer there
        """
        world = assessment.world
        declared = world.procedure.letter_by_key.get(letter.key)
        place = world.occurrence(letter.occurrence)
        if declared is None or place is None:
            raise UnknownLetter
        steps = world.procedure.steps_of(declared, world.day)
        found = (assessment.standing(step.key, letter.occurrence) for step in steps)
        return cls(declared, place, steps, tuple(each for each in found if each is not None))


def desk_of(letter: Letter, assessment: Assessment, relation: Relation) -> Desk:
    """The letter on the desk: at most six queries.

    :raises UnknownLetter: he may not know of it, or what it was about is no longer there
    """
    ground = Ground.of(letter, assessment)
    handled = handlers(relation, ground.standings)
    if not handled and not knows(letter, relation):
        raise UnknownLetter
    filler = Filler(letter.case, assessment, ground.place, ground.steps[-1], relation)
    content = _content(letter, ground, filler)
    signatures = Signature.objects.filter(letter=letter).select_related("user").order_by("pk")
    turns = turns_of(letter, ground.declared, assessment, content.digest, signatures)
    receivers = receivers_of(letter, content, filler)
    return Desk(letter, assessment, relation, filler, content, turns, receivers, handled)


def turn_at(letter: Letter, assessment: Assessment, signatures: Iterable[Signature]) -> Turn | None:
    """What is next at a draft that lies on nobody's desk; its words are fetched only where somebody has signed them.

    :raises UnknownLetter: what it was about is no longer there
    """
    ground = Ground.of(letter, assessment)

    def digest(side: Side) -> str:
        filler = Filler(letter.case, assessment, ground.place, ground.steps[-1])
        return _content(letter, ground, filler).digest(side)

    return next_turn(turns_of(letter, ground.declared, assessment, digest, signatures))


def _content(letter: Letter, ground: Ground, filler: Filler) -> Content:
    stored = {row.key: row for row in LetterBlock.objects.filter(letter=letter).select_related("written_by")}
    return content_of(letter, ground.declared, filler, stored)


def knows(letter: Letter, relation: Relation) -> bool:
    """Whether he may know of the letter: he reads its home; boards and providers only what they work on themselves."""
    return relation.sees(letter.half) and not relation.sides <= _OUTSIDE


def home(side: Side) -> str:
    """The home of a letter of that side."""
    return HALVES[side].value

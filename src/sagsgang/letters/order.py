"""Who has written, signed and sent a letter, in the order that its steps declare, and whose turn it is (X10)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sagsgang.casework.access import Relation
from sagsgang.casework.commands.take import may_take
from sagsgang.letters.models import Letter, Signature
from sagsgang.procedure.engine import Assessment, Event, Standing, State
from sagsgang.procedure.language import Letter as Declared
from sagsgang.procedure.language import Role, Side, Step


@dataclass(frozen=True, slots=True)
class Turn:
    """One step of a letter's way. `signature`: what was done here and still holds; `void`: what a change has undone.

    `outside`: the event by which it was recorded without this page (on paper, G2).
    """

    step: Step
    standing: Standing | None
    writes: bool
    signs: bool
    sends: bool
    signature: Signature | None
    void: Signature | None
    outside: Event | None

    @property
    def done(self) -> bool:
        """Whether it is behind us; sending is so when the letter has left."""
        return not self.sends and (self.signature is not None or self.outside is not None)

    @property
    def owner(self) -> Role | None:
        """Whose turn it is here."""
        return self.standing.owner if self.standing is not None else self.step.roles()[0]

    def may(self, relation: Relation) -> Role | None:
        """The role in which somebody who relates so to the case takes it."""
        return may_take(self.standing, relation) if self.standing is not None else None


Digest = Callable[[Side], str]
"""The digest of what somebody of that side signs as it stands now; asked only where something is signed."""


def turns_of(
    letter: Letter, declared: Declared, assessment: Assessment, digest: Digest, signatures: Iterable[Signature]
) -> tuple[Turn, ...]:
    """The steps of the letter's way on the assessment's day, in order; `signatures`: the letter's, oldest first."""
    signatures = tuple(signatures)
    world = assessment.world
    steps = world.procedure.steps_of(declared, world.day)
    found = []
    for step in steps:
        standing = assessment.standing(step.key, letter.occurrence)
        if _passed_by(step, standing, declared):
            continue
        mine = [each for each in signatures if each.step == step.key]
        holding = next((each for each in reversed(mine) if _holds(each, digest)), None)
        void = mine[-1] if mine and holding is None else None
        outside = _outside(letter, standing, signatures) if holding is None else None
        found.append(
            Turn(
                step, standing, step.writes is declared, step.signs is declared, step.sends is declared, holding, void,
                outside,
            )
        )  # fmt: skip
    return tuple(found)


def _passed_by(step: Step, standing: Standing | None, declared: Declared) -> bool:
    """A signature that this case does not ask for, by the step's own condition."""
    if declared in (step.writes, step.sends):
        return False
    return standing is None or (standing.state is State.NOT_RELEVANT and standing.event is None)


def next_turn(turns: tuple[Turn, ...]) -> Turn | None:
    """The first that is not done."""
    return next((turn for turn in turns if not turn.done), None)


def _holds(signature: Signature, digest: Digest) -> bool:
    """What was only written holds whatever is edited later; a signature as long as what was signed is the same."""
    if signature.kind == Signature.Kind.SKREVET:
        return True
    return signature.side in Side.__members__ and signature.digest == digest(Side[signature.side])


def _outside(letter: Letter, standing: Standing | None, signatures: Iterable[Signature]) -> Event | None:
    """The event by which the step was recorded elsewhere, after the letter was last changed."""
    event = standing.event if standing is not None else None
    if event is None or event.recorded < letter.changed_at or event.number in {each.event for each in signatures}:
        return None
    return event

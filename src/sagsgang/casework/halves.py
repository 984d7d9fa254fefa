"""The halves of a case: whose a piece is, and who may read what is in it."""

from __future__ import annotations

from functools import cache

from django.db import models

from sagsgang.procedure.language import Lane, Side, Step


class Half(models.TextChoices):
    """The homes of a step's answers, a note, a document."""

    SOF = "sof", "SOF"
    BUF = "buf", "BUF"
    JOINT = "faelles", "fælles"
    FAMILY = "familie", "familien"


READ_BY: dict[Side, frozenset[Half]] = {
    Side.SOF: frozenset({Half.SOF, Half.JOINT, Half.FAMILY}),
    Side.BUF: frozenset({Half.BUF, Half.JOINT, Half.FAMILY}),
    Side.JOINT: frozenset({Half.JOINT}),
    Side.PROVIDER: frozenset(),
    Side.FAMILY: frozenset({Half.FAMILY}),
}
"""Which homes a side reads without anything being shared with it (R9)."""

HOME: dict[Side, Half] = {
    Side.SOF: Half.SOF,
    Side.BUF: Half.BUF,
    Side.JOINT: Half.JOINT,
    Side.PROVIDER: Half.JOINT,
    Side.FAMILY: Half.FAMILY,
}
"""Where a side's own pieces lie."""


ADMINISTRATIONS: dict[Side, str] = {Side.SOF: "Socialforvaltningen", Side.BUF: "Børne- og Ungdomsforvaltningen"}
"""What families read instead of the abbreviations, which they do not know."""


@cache
def readers_of(step: Step) -> frozenset[Side]:
    """The sides that read what is recorded in the step: those that take part in it, and both when it is joint.

    It follows from the step's own declaration: whoever answers for it, takes it together with others or may record
    it knows what it says. The others see that it was taken, and when (the course is followed by both), not its content.
    """
    taking_part = {role.side for role in (*step.roles(), *step.together_with, *step.recorded_by)}
    if step.lane is Lane.FAELLES:
        taking_part |= {Side.SOF, Side.BUF, Side.JOINT}
    return frozenset(taking_part)

"""Who reads the joint plan, and who writes which part of it (P3F.1, R9)."""

from __future__ import annotations

from sagsgang.casework.access import Relation
from sagsgang.casework.halves import ADMINISTRATIONS
from sagsgang.procedure.language import Role, Side

SIDES: dict[str, Side] = {"sof": Side.SOF, "buf": Side.BUF, "faelles": Side.JOINT}
"""Whose a goal or an activity can be."""
SIDE_WORDS: dict[Side, str] = {Side.SOF: "SOF", Side.BUF: "BUF", Side.JOINT: "fælles"}


def reads_plan(relation: Relation) -> bool:
    """Whether he reads the plan: as SOF or BUF. Boards and providers get it with the papers they are given (R8)."""
    return not relation.sides.isdisjoint(ADMINISTRATIONS)


def writer_of(relation: Relation, side: Side) -> Role | None:
    """The role in which he writes what is that side's; what is joint both administrations write. None: he reads it."""
    sides = ADMINISTRATIONS.keys() if side is Side.JOINT else {side}
    return next((role for role in relation.roles if role.side in sides), None)


def writes_goals(relation: Relation) -> Role | None:
    """The role in which he writes goals and activities: they are agreed together, whoever does them."""
    return writer_of(relation, Side.JOINT)

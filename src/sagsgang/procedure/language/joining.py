"""Declarations joined and revised: content files hold no operators."""

from __future__ import annotations

from dataclasses import replace as revised
from typing import TypeVar

Member = TypeVar("Member")

__all__ = ["joined", "revised"]


def joined(*groups: tuple[Member, ...]) -> tuple[Member, ...]:
    """The members of all the groups, in the order given."""
    return tuple(member for group in groups for member in group)

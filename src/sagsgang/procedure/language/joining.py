"""Several tuples made one: content files hold no operators."""

from __future__ import annotations

from typing import TypeVar

Member = TypeVar("Member")


def joined(*groups: tuple[Member, ...]) -> tuple[Member, ...]:
    """The members of all the groups, in the order given."""
    return tuple(member for group in groups for member in group)

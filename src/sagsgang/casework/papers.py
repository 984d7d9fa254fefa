"""The port by which a form may name a document of the case as the place of a paper; documents fills it (G3)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from sagsgang.casework.access import Relation, Viewer
    from sagsgang.casework.models import Case

NAMED = "Dokument"
_NAMED = re.compile(rf"{NAMED} ([0-9]{{1,6}})")


class Shelf(Protocol):
    """Says which documents of the case somebody reads and so may name in a form, by their numbers."""

    def __call__(self, case: Case, viewer: Viewer, relation: Relation) -> frozenset[int]:
        """Return the numbers."""


def _empty(case: Case, viewer: Viewer, relation: Relation) -> frozenset[int]:
    """No documents are kept here."""
    return frozenset()


_shelf: Shelf = _empty


def use(shelf: Shelf) -> None:
    """Ask this shelf from now on; called once, when the house starts."""
    global _shelf
    _shelf = shelf


def on_the_shelf(case: Case, viewer: Viewer, relation: Relation) -> frozenset[int]:
    """The documents of the case that the viewer may name."""
    return _shelf(case, viewer, relation)


def named(number: int) -> str:
    """A document as it is stored with an answer: "Dokument 3"."""
    return f"{NAMED} {number}"


def number_in(text: str) -> int | None:
    """The number of the document that an answer names; None when it names none."""
    found = _NAMED.fullmatch(text)
    return int(found[1]) if found else None

"""Who reads a document: whoever reads its home, whoever put it there, and those it has been shared with."""

from __future__ import annotations

from collections.abc import Iterable

from sagsgang.casework.access import Relation, Viewer
from sagsgang.casework.halves import Half
from sagsgang.documents.models import Document, Share
from sagsgang.procedure.language import Seat, Side

_HALVES = {Share.To.SOF.value: Side.SOF, Share.To.BUF.value: Side.BUF}
_SEATS = {
    Share.To.BEKU.value: Seat.BEKU,
    Share.To.MATCHING.value: Seat.MATCHING,
    Share.To.PROVIDER.value: Seat.PROVIDER,
}
_OUTSIDE = frozenset({Side.JOINT, Side.PROVIDER})


def reads_home(viewer: Viewer, relation: Relation, document: Document) -> bool:
    """Whether the viewer reads the document without its being shared with him (R9).

    What both administrations share is not a board's or a provider's to read: they read what their own unit has put
    there, and all else is shared with them on a basis of its own (R8, X18).
    """
    if document.half == Half.JOINT and relation.sides <= _OUTSIDE:
        return document.added_for_id in {held.unit_id for held in viewer.roles if held.role in relation.roles}
    return relation.sees(document.half)


def may_change(viewer: Viewer, relation: Relation, document: Document) -> bool:
    """Whether the viewer may add a version, share it and stop that: he acts in the case, and it lies in his home."""
    return document.half in relation.homes and reads_home(viewer, relation, document)


def is_for(viewer: Viewer, relation: Relation, share: Share) -> bool:
    """Whether an open share is with the viewer: with his half, or with the unit in his seat."""
    if share.stopped_at is not None:
        return False
    if share.to in _HALVES:
        return _HALVES[share.to] in relation.sides
    seat = _SEATS.get(share.to)
    return seat is not None and any(held.role.seat is seat and share.unit_id == held.unit_id for held in viewer.roles)


def shared_with(viewer: Viewer, relation: Relation, shares: Iterable[Share]) -> tuple[Share, ...]:
    """The open shares among these that are with the viewer."""
    return tuple(share for share in shares if is_for(viewer, relation, share))

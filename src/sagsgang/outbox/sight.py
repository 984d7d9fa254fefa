"""Whose a dispatch is: the responsible role's in its unit, the named person's, and theirs who work in the case."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from sagsgang.casework.access import Relation, Viewer, related
from sagsgang.casework.gate import team_ids, visible_ids
from sagsgang.casework.halves import ADMINISTRATIONS, READ_BY
from sagsgang.casework.scope import gate
from sagsgang.outbox.models import Dispatch, Enclosure
from sagsgang.outbox.refusals import UnknownDispatch


def mine(viewer: Viewer) -> QuerySet[Dispatch]:
    """The dispatches the viewer may know of: those he answers for, and those of his own cases that he reads.

    One of a case is his to know of only while the case is. Asked inside the gate.
    """
    known = Q(case=None) | Q(case__in=visible_ids(viewer))
    halves = set().union(*(READ_BY[held.role.side] for held in viewer.roles))
    own_cases = Q(case__in=team_ids(viewer), half__in=sorted(halves))
    return Dispatch.objects.filter(known & (answered_for(viewer) | own_cases))


def answered_for(viewer: Viewer) -> Q:
    """Those he answers for: named for him, or his role's in his unit; a leader answers for his unit."""
    wanted = Q(user__in=viewer.ids)
    for held in viewer.roles:
        role = Q() if held.role.leads else Q(role=held.role.key)
        wanted |= role & Q(unit=held.unit_id)
        wanted |= Q(role=held.role.key, unit=None, case__in=team_ids(viewer))
    return wanted


@dataclass(frozen=True, slots=True)
class Found:
    """A dispatch somebody may know of, and whether he answers for it."""

    dispatch: Dispatch
    answers: bool


def found(viewer: Viewer, pk: int) -> Found:
    """The dispatch, whose case is now open in the scope: his who answers for it, or who reads its half in the case.

    :raises UnknownDispatch: not there, or not his to know of
    :raises NotYours: he has come to change something and may only read the case
    """
    with gate() as scope:
        known = Q(case=None) | Q(case__in=visible_ids(viewer))
        rows = Dispatch.objects.filter(known).select_related("case__child", "unit", "user", "acted_by")
        row = rows.filter(pk=pk).first()
        if row is None:
            scope.denied("ukendt afsendelse")
            raise UnknownDispatch
    relation = related(viewer, row.case) if row.case is not None else Relation(())
    answers = _answers(viewer, relation, row)
    if not answers and not reads(relation, row.half):
        scope.denied("ukendt afsendelse", row.case_id)
        raise UnknownDispatch
    return Found(row, answers)


def files_of(seen: Found) -> tuple[Enclosure, ...]:
    """What goes along with a dispatch that somebody may know of, in order."""
    with gate():  # also where it belongs to no case
        return tuple(seen.dispatch.enclosures.order_by("number"))


def reads(relation: Relation, half: str) -> bool:
    """Whether he reads what is sent from that home: boards, providers and the family are no part of our own post."""
    return relation.sees(half) and not relation.sides.isdisjoint(ADMINISTRATIONS)


def _answers(viewer: Viewer, relation: Relation, row: Dispatch) -> bool:
    """Whether he answers for it: by name, by his role in its unit or as its leader, or by his role in the case."""
    if row.user_id in viewer.ids or row.role in {role.key for role in relation.roles}:
        return True
    here = [held.role for held in viewer.roles if held.unit_id == row.unit_id]
    return any(role.leads or role.key == row.role for role in here)

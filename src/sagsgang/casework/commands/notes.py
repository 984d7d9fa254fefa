"""Notes on a case."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from sagsgang.casework.access import Relation, Viewer, related
from sagsgang.casework.commands.take import check_day, written
from sagsgang.casework.consents import Missing, basis_for
from sagsgang.casework.halves import Half
from sagsgang.casework.models import Case, Note
from sagsgang.casework.refusals import AnswersInvalid, NotYours, UnknownCase
from sagsgang.casework.scope import gate
from sagsgang.procedure.language import Side
from sagsgang.procedure.workdays import danish_day


@transaction.atomic
def add_note(*, case_id: int, body: str, on: date, actor: Viewer, at: datetime, half: str = "") -> Note:
    """Write a note about a day, in the writer's own half unless another is named; it is never changed.

    An empty one, a future day, somebody else's half or no role in the case is refused. So is one that both sides are
    to read, from the one to the other, where neither a consent nor another legal basis covers it (R9).
    """
    with gate():
        case = Case.objects.select_related("child").filter(pk=case_id).first()
    if case is None:
        raise UnknownCase
    relation = related(actor, case)
    if not relation.roles:
        raise NotYours("Du har ingen rolle i sagen.")
    home = half or relation.homes[0]
    if home not in relation.homes:
        raise AnswersInvalid({"half": "Vælg et af stederne på listen."})
    check_day(case.child, on, danish_day(at))
    if home == Half.JOINT:
        _check_basis(case, relation, danish_day(at))
    body = written(body, field="body")
    if not body:
        raise AnswersInvalid({"body": "Skriv notatet."})
    return _written(case, relation, actor, at, on, body, home)


def note_for_both(*, case: Case, body: str, actor: Viewer, at: datetime) -> Note:
    """Note what has just been done with the case's own register of parties, which both sides read; no basis is asked.

    :raises UnknownCase, NotYours: he may not know of the case, or has no role in it
    """
    relation = related(actor, case)
    if not relation.roles:
        raise NotYours("Du har ingen rolle i sagen.")
    return _written(case, relation, actor, at, danish_day(at), body, Half.JOINT)


def _written(case: Case, relation: Relation, actor: Viewer, at: datetime, on: date, body: str, home: str) -> Note:
    return Note.objects.create(
        case=case, author_id=actor.user_id, author_role=relation.roles[0].key, written_at=at, on=on, body=body,
        half=home,
    )  # fmt: skip


def _check_basis(case: Case, relation: Relation, day: date) -> None:
    """Refuse what would cross from one administration to the other without a basis; boards have no half to keep."""
    if relation.administration is None:
        return
    found = basis_for(case, day=day, sender=relation.administration, receiver=Side.JOINT)
    if isinstance(found, Missing):
        raise AnswersInvalid({"half": found.sentence})

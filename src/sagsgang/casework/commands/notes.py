"""Notes on a case."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from sagsgang.casework.access import Viewer, related
from sagsgang.casework.commands.take import check_day, written
from sagsgang.casework.models import Case, Note
from sagsgang.casework.refusals import AnswersInvalid, NotYours, UnknownCase
from sagsgang.casework.scope import gate
from sagsgang.procedure.workdays import danish_day


@transaction.atomic
def add_note(*, case_id: int, body: str, on: date, actor: Viewer, at: datetime, half: str = "") -> Note:
    """Write a note about a day, in the writer's own half unless another is named; it is never changed.

    An empty one, a future day, somebody else's half or no role in the case is refused.
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
    body = written(body, field="body")
    if not body:
        raise AnswersInvalid({"body": "Skriv notatet."})
    return Note.objects.create(
        case=case, author_id=actor.user_id, author_role=relation.roles[0].key, written_at=at, on=on, body=body,
        half=home,
    )  # fmt: skip

"""Notes on a case."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from sagsgang.casework.access import Viewer, relation_to, visible_cases
from sagsgang.casework.commands.take import check_day, written
from sagsgang.casework.models import Case, Note
from sagsgang.casework.refusals import AnswersInvalid, NotYours, UnknownCase
from sagsgang.procedure.workdays import danish_day


@transaction.atomic
def add_note(*, case_id: int, body: str, on: date, actor: Viewer, at: datetime) -> Note:
    """Write a note about a day; it is never changed. An empty one, a future day or no role in the case is refused."""
    case = Case.objects.select_related("child").filter(pk=case_id).first()
    if case is None or not visible_cases(actor).filter(pk=case_id).exists():
        raise UnknownCase
    roles = relation_to(actor, case).roles
    if not roles:
        raise NotYours("Du har ingen rolle i sagen.")
    check_day(case.child, on, danish_day(at))
    body = written(body, field="body")
    if not body:
        raise AnswersInvalid({"body": "Skriv notatet."})
    return Note.objects.create(
        case=case, author_id=actor.user_id, author_role=roles[0].key, written_at=at, on=on, body=body
    )

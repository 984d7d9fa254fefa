"""Who the case is about: a person is written on the case or taken off it, and the case remembers by whom."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from sagsgang.casework.access import Relation as CaseRelation
from sagsgang.casework.access import Viewer, related
from sagsgang.casework.commands.notes import note_for_both
from sagsgang.casework.models import Case
from sagsgang.casework.refusals import NotYours, UnknownParty
from sagsgang.people import commands
from sagsgang.people.models import Relation
from sagsgang.procedure.workdays import in_words


@transaction.atomic
def add_party(
    *, case: Case, kind: str, since: date, family_word: str, actor: Viewer, at: datetime, **contact: Any
) -> Relation:
    """Write a person on the case from a day, with a note of it; `contact` is as `people.commands.add_person` takes it.

    :raises UnknownCase, NotYours: he may not know of the case, or has no role in it
    :raises PeopleRefusal: what was typed of the person cannot be
    """
    check_keeps_the_parties(related(actor, case))
    adult = commands.add_person(**contact)
    relation = commands.add_relation(child=case.child, adult=adult, kind=kind, since=since, family_word=family_word)
    what = str(relation.get_kind_display()).lower()
    said = f"{adult.name} er skrevet på sagen ({what}) fra {in_words(since)}."
    note_for_both(case=case, body=said, actor=actor, at=at)
    return relation


@transaction.atomic
def end_party(*, case: Case, relation: int, last_day: date, actor: Viewer, at: datetime) -> None:
    """End what a person is to the child; `last_day` is the last it held. A note says so; nothing is deleted.

    :raises UnknownParty: the child has no such relation
    """
    found = Relation.objects.select_related("adult").filter(pk=relation, child=case.child).first()
    if found is None:
        raise UnknownParty
    check_keeps_the_parties(related(actor, case))
    commands.end_relation(relation=found, on=last_day + timedelta(days=1))
    what = str(found.get_kind_display()).lower()
    said = f"{found.adult.name} er ikke længere på sagen ({what}) efter {in_words(last_day)}."
    note_for_both(case=case, body=said, actor=actor, at=at)


def keeps_the_parties(relation: CaseRelation) -> bool:
    """Custody is what every consent rests on: only SOF's and BUF's people on the case write who the parties are."""
    return relation.administration is not None


def check_keeps_the_parties(relation: CaseRelation) -> None:
    """Refuse everybody else; raises NotYours."""
    if not keeps_the_parties(relation):
        raise NotYours("Kun SOF's og BUF's folk på sagen kan ændre, hvem der er part.")

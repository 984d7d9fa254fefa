"""A meeting that was recorded by the generic form gets a page of its own, from what the history says of it (G2, G3)."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.db import transaction

from sagsgang.casework.access import Viewer
from sagsgang.casework.ledger import lock, texts_of
from sagsgang.casework.queries import CasePage
from sagsgang.meetings.aftaleforum.lists import FAMILY, LISTS, Point, points_for
from sagsgang.meetings.aftaleforum.minutes import open_minutes
from sagsgang.meetings.aftaleforum.models import Meeting, Participant, Piece
from sagsgang.meetings.aftaleforum.planning import may_work
from sagsgang.meetings.aftaleforum.proposing import Proposed, Sketch, proposed
from sagsgang.meetings.aftaleforum.refusals import UnknownMeeting
from sagsgang.procedure.engine import Occurrence
from sagsgang.procedure.faelles_sagsforloeb.aftaleforum import (
    DAGSORDEN,
    DELTAGERE_BUF,
    FORAELDRE_FORM,
    INDBUDTE,
    MOEDE_RAEKKE,
)
from sagsgang.procedure.faelles_sagsforloeb.emner import AFTALEFORUM_MOEDE
from sagsgang.procedure.faelles_sagsforloeb.oplysninger import MOEDE_DATO, MOEDE_FORMAAL
from sagsgang.procedure.workdays import COPENHAGEN

NINE = time(9)


@transaction.atomic
def adopt(*, page: CasePage, occurrence: str, actor: Viewer, at: datetime) -> Meeting:
    """Return the meeting's page, made from the history where it is not there yet. Nobody is invited by it."""
    case = lock(page.case.pk)
    may_work(actor, case)
    there = Meeting.objects.filter(case=case, occurrence=occurrence).first()
    if there is not None:
        return there
    found = page.assessment.world.by_id.get(occurrence)
    if found is None or found.subject != AFTALEFORUM_MOEDE.key:
        raise UnknownMeeting
    day = _value(found, MOEDE_DATO.key) or page.assessment.world.day
    purposes = tuple(_value(found, MOEDE_FORMAAL.key) or ())
    first = _value(found, MOEDE_RAEKKE.key) == "foerste"
    parents = page.assessment.world.root
    form = parents.facts.get(FORAELDRE_FORM.key) if parents is not None else None
    row = Meeting.objects.create(
        case=case, occurrence=occurrence, first=first, purposes=list(purposes),
        starts_at=datetime.combine(day, NINE, COPENHAGEN), made_by_id=actor.user_id, made_at=at,
        parents="en" if form is not None and form.value == "en" else Meeting.Parents.SAMMEN,
    )  # fmt: skip
    chosen = {fact.key: set(_value(found, fact.key) or ()) for fact in LISTS}
    sketched = Sketch(first, purposes, day, tuple(chosen[INDBUDTE.key]), tuple(chosen[DELTAGERE_BUF.key]))
    for each in _taking_part(proposed(page, sketched), chosen):
        Participant.objects.create(
            meeting=row, fact=each.fact, option=each.option, user_id=each.user_id, person_id=each.person_id,
            name=each.name, email=each.email,
        )  # fmt: skip
    for position, point in enumerate(_points(page, found, purposes, first=first), 1):
        Piece.objects.create(
            meeting=row, kind=Piece.Kind.PUNKT, title=point.title, source=point.source, position=position
        )
    open_minutes(row)
    return row


def _taking_part(people: tuple[Proposed, ...], chosen: dict[str, set[str]]) -> list[Proposed]:
    """For each option that was recorded the one the rules would choose: the parents, and one of each role."""
    found: dict[str, list[Proposed]] = {}
    for each in people:
        if each.option in chosen[each.fact] and (each.chosen or each.option != "foraeldre"):
            found.setdefault(each.option, []).append(each)
    return [each for option, rows in found.items() for each in (rows if option in FAMILY else rows[:1])]


def _points(page: CasePage, found: Occurrence, purposes: tuple[str, ...], *, first: bool) -> tuple[Point, ...]:
    recorded = found.facts.get(DAGSORDEN.key)
    words = texts_of(page.case, recorded.event).get(DAGSORDEN.key, "") if recorded is not None else ""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    return tuple(Point(line[:300], "") for line in lines) or points_for(purposes, first=first)


def _value(found: Occurrence, key: str) -> Any:
    recorded = found.facts.get(key)
    return recorded.value if recorded is not None else None

"""What the meetings of a case hold, for whoever decides on access; and emptying it when the case is destroyed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sagsgang.casework.models import Case
from sagsgang.meetings.aftaleforum.closing import owner_words
from sagsgang.meetings.aftaleforum.lists import option_label
from sagsgang.meetings.aftaleforum.models import Agreement, Invitation, Meeting, Participant, Piece, Summary
from sagsgang.procedure.workdays import danish_day, in_digits

_HELD = (
    ("aftaleforum: møder", Meeting, ("pk", "starts_at", "place", "interpreter", "purposes")),
    ("aftaleforum: deltagere", Participant, ("pk", "option", "name", "email", "present")),
    ("aftaleforum: referat", Piece, ("pk", "title", "body")),
    ("aftaleforum: aftaler", Agreement, ("pk", "what", "role", "who", "due")),
)


def told(case: Case) -> Iterator[tuple[int, date, tuple[tuple[str, str], ...]]]:
    """Yield each meeting with its day and all that is written of it, as pairs of word and text: four queries.

    Also what stands under a possible offer: what is held back from the family is not held back here (X22).
    """
    found = Meeting.objects.filter(case=case).prefetch_related("participants", "pieces", "agreements")
    for row in found.order_by("starts_at", "pk"):
        rows = [("Hvor", row.place), ("Tolk", row.interpreter)]
        rows += [(option_label(each.fact, each.option), each.name) for each in row.participants.all()]
        rows += [(each.title, each.body) for each in row.pieces.all()]
        for each in row.agreements.all():
            rows.append((f"Aftale, {owner_words(each)}, senest {in_digits(each.due)}", each.what))
        yield row.pk, danish_day(row.starts_at), tuple(pair for pair in rows if pair[1])


def contents(case: Case) -> Iterator[tuple[str, list[Any]]]:
    """Yield everything that is about to be destroyed, row by row, in an order of its own."""
    for kind, model, fields in _HELD:
        path = "case" if model is Meeting else "meeting__case"
        rows = model._default_manager.filter(**{path: case}).order_by("pk").values_list(*fields)
        yield from ((kind, list(values)) for values in rows)


def empty(case: Case) -> None:
    """Take away all that tells of somebody; that a meeting was planned, and for when, stays."""
    Invitation.objects.filter(participant__meeting__case=case).delete()
    Summary.objects.filter(meeting__case=case).delete()
    Agreement.objects.filter(meeting__case=case).delete()
    Piece.objects.filter(meeting__case=case).delete()
    Participant.objects.filter(meeting__case=case).delete()
    Meeting.objects.filter(case=case).update(place="", interpreter="", purposes=[], together=None)

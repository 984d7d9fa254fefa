"""Whether each case's history is a row without gaps, and everything beside it belongs to an event in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q
from django.db.models.functions import Coalesce

from sagsgang.casework.models import Case, LedgerEvent, LedgerText


def numbers(_day: date) -> Iterator[str]:
    """The cases whose events are not numbered 1, 2, 3 … up to the version."""
    counted = Case.objects.annotate(
        count=Count("events"), first=Coalesce(Min("events__number"), 1), last=Coalesce(Max("events__number"), 0)
    )
    wrong = counted.filter(~Q(count=F("version")) | ~Q(last=F("version")) | ~Q(first=1)).order_by("pk")
    for number, count, last, version in wrong.values_list("number", "count", "last", "version").iterator():
        yield f"Sag {number} er i version {version}, men har {count} hændelser, den sidste med nummer {last}."


def targets(_day: date) -> Iterator[str]:
    """The events that speak of another event, which is not there before them."""
    spoken_of = LedgerEvent.objects.filter(case=OuterRef("case"), number=OuterRef("target"))
    astray = LedgerEvent.objects.filter(~Exists(spoken_of), target__gt=0) | LedgerEvent.objects.filter(
        target__gte=F("number")
    )
    for number, event in astray.order_by("case_id", "number").values_list("case__number", "number").iterator():
        yield f"Hændelse {event} i sag {number} gælder en hændelse, der ikke findes før den."


def texts(_day: date) -> Iterator[str]:
    """The texts without an event."""
    event = LedgerEvent.objects.filter(case=OuterRef("case"), number=OuterRef("event"))
    loose = LedgerText.objects.filter(~Exists(event)).order_by("pk")
    for number, event_number in loose.values_list("case__number", "event").iterator():
        yield f"Sag {number} har en tekst til hændelse {event_number}, som ikke findes."

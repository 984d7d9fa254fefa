"""How long looks are kept, as dated data; and the destruction of what is older, by a person's word and under a seal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction

from sagsgang.record.acts import Act
from sagsgang.record.chain import segment_seal
from sagsgang.record.keys import current
from sagsgang.record.models import Head, Look, LookCase, LookReason, Review, Segment
from sagsgang.record.verifying import sealed_values, verify
from sagsgang.record.writing import Entry, append

_DENMARK = ZoneInfo("Europe/Copenhagen")


@dataclass(frozen=True, slots=True)
class Keeping:
    """From a day on, looks are kept so many months. `source` says whose word that is."""

    since: date
    months: int
    source: str


KEEPING = (
    Keeping(date(2026, 11, 1), 24, "forslag, ikke et tal i loven: kommunen afgør det konkret, så misbrug kan opklares"),
)
"""Oldest first. A new period is added below; none is changed."""


class NotYet(Exception):
    """Something that stands in the way of destroying looks, said in Danish."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The looks that are old enough on a day: from the first that is kept to the last of a whole month."""

    first: int
    last: int
    before: date

    @property
    def looks(self) -> int:
        """How many."""
        return self.last - self.first + 1


def kept_from(day: date) -> date:
    """Return the first day whose looks are kept on `day`: the first of a month, since whole months go at a time."""
    months = next((each.months for each in reversed(KEEPING) if each.since <= day), KEEPING[0].months)
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(years, month + 1, 1)


def plan(day: date) -> Plan | None:
    """Return what may be destroyed on the day; None when nothing is old enough."""
    before = kept_from(day)
    gone = Segment.objects.order_by("-last").values_list("last", flat=True).first() or 0
    moment = datetime.combine(before, time(), _DENMARK)
    kept = Look.objects.filter(at__gte=moment).order_by("number").values_list("number", flat=True).first()
    if kept is None:
        kept = (Head.objects.values_list("number", flat=True).first() or 0) + 1
    return Plan(gone + 1, kept - 1, before) if kept - 1 > gone else None


def destroy(*, day: date, by: str, at: datetime) -> Plan:
    """Destroy what is old enough on the day; a sealed piece is left, on which the rest of the chain hangs.

    :raises NotYet: nobody is named, nothing is old enough, or the log is not whole and must be looked into first
    """
    if not by.strip():
        raise NotYet("Skriv, hvem der har besluttet det.")
    wanted = plan(day)
    if wanted is None:
        raise NotYet(f"Ingen opslag er ældre end {kept_from(day):%d.%m.%Y}.")
    if not verify().whole:
        raise NotYet("Loggen er ikke hel. Kør verify, og find ud af hvorfor, før noget kasseres.")
    with transaction.atomic():
        _seal(wanted, by.strip(), at)
        for table, number in ((LookCase, "look_id"), (LookReason, "look_id"), (Review, "look_id"), (Look, "number")):
            table.objects.filter(**{f"{number}__range": (wanted.first, wanted.last)}).delete()
        append(Entry(at=at, act=Act.KASSERET.value, task=f"opslag {wanted.first}–{wanted.last}"))
    return wanted


def _seal(wanted: Plan, by: str, at: datetime) -> None:
    numbers = (wanted.first, wanted.last)
    first, last = Look.objects.get(pk=wanted.first), Look.objects.get(pk=wanted.last)
    key, end = current(), bytes(last.hash)
    piece = Segment(
        first=wanted.first, last=wanted.last, first_at=first.at, last_at=last.at,
        cases=LookCase.objects.filter(look_id__range=numbers).count(), hash=end,
        destroyed_at=at, destroyed_by=by[:200], key=key.fingerprint,
    )  # fmt: skip
    piece.seal = segment_seal(key, sealed_values(piece), end)
    piece.save(force_insert=True)

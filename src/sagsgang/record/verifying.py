"""Proving the log whole: every look against its link, every link against the one before, the end against the head.

Streams both tables side by side, so that it takes the same memory for a thousand looks and for fifty million.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, Subquery
from django.db.models.functions import Coalesce

from sagsgang.record.chain import FIELDS, GENESIS, Touched, canonical, head_seal, link, reason_mark, segment_seal
from sagsgang.record.keys import Key, by_fingerprint
from sagsgang.record.models import Head, Look, LookCase, LookReason, Segment

_AT_A_TIME = 2000
MOST_BREACHES = 50


@dataclass(frozen=True, slots=True)
class Breach:
    """Something that is not as it was written: at which look, and what."""

    number: int
    sentence: str


@dataclass(slots=True)
class Report:
    """What was found. `head` is what to keep elsewhere: the number of looks and the last link, in hexadecimals."""

    looks: int = 0
    touched: int = 0
    destroyed: int = 0
    first_at: datetime | None = None
    last_at: datetime | None = None
    head: str = ""
    breaches: list[Breach] | None = None
    more: int = 0

    @property
    def whole(self) -> bool:
        """Whether nothing was wrong."""
        return not self.breaches

    def breach(self, number: int, sentence: str) -> None:
        """Note something wrong; beyond MOST_BREACHES they are counted only."""
        self.breaches = self.breaches or []
        if len(self.breaches) < MOST_BREACHES:
            self.breaches.append(Breach(number, sentence))
        else:
            self.more += 1


def head_in_words(number: int, last: bytes) -> str:
    """Return a head as it is printed, kept elsewhere and compared: “1234:9f86d0…”."""
    return f"{number}:{last.hex()}"


def verify(kept: str = "") -> Report:
    """Return what the log looks like; `kept` is a head that was printed before and kept outside the database."""
    report, keys = Report(), by_fingerprint()
    head = _head()
    end = head[0] if head else 0
    position, last = _destroyed(report, keys)
    anchor = _Anchor(kept, report)
    anchor.passed(position, last)
    reasons = _reasons()
    for number, values, cases, previous, made in _looks(report, position, end):
        if number != position + 1:
            report.breach(position + 1, _missing(position + 1, number - 1))
        elif previous != last:
            report.breach(number, "er ikke føjet til det opslag, der står før det.")
        _row(report, keys, values, cases, previous, made)
        _reason(report, keys, values, reasons)
        position, last = number, made
        anchor.passed(position, last)
        report.looks += 1
        report.touched += len(cases)
        report.first_at = report.first_at or values[1]
        report.last_at = values[1]
    _end(report, keys, head, position, last)
    anchor.done(position)
    return report


def _head() -> tuple[int, bytes, str, bytes, int] | None:
    """The head and the highest look as they stood at one moment; None without a head."""
    highest = Subquery(Look.objects.order_by("-number").values("number")[:1])
    row = Head.objects.values_list("number", "hash", "key", "seal", Coalesce(highest, 0)).first()
    return (row[0], bytes(row[1]), row[2], bytes(row[3]), row[4]) if row else None


def _destroyed(report: Report, keys: dict[str, Key]) -> tuple[int, bytes]:
    """Where the looks that are kept begin: after the last piece that was destroyed under a seal that holds."""
    position, last = 0, GENESIS
    for each in Segment.objects.order_by("first"):
        key = keys.get(each.key)
        made = bytes(each.hash)
        if key is None or segment_seal(key, sealed_values(each), made) != bytes(each.seal):
            report.breach(each.first, "er kasseret under et segl, der ikke er dette huses.")
        elif each.first != position + 1:
            report.breach(position + 1, "mangler mellem to kasserede stykker.")
        report.destroyed += each.last - each.first + 1
        position, last = each.last, made
    return position, last


def sealed_values(each: Segment) -> list[Any]:
    """Return what the seal of a destroyed piece covers, beside its last link."""
    return [
        each.first, each.last, each.first_at, each.last_at, each.cases, each.destroyed_at, each.destroyed_by, each.key,
    ]  # fmt: skip


Row = tuple[int, list[Any], Touched, bytes, bytes]


def _looks(report: Report, after: int, end: int) -> Iterator[Row]:
    """The looks after that number and up to the end, each with its cases."""
    known = Look.objects.filter(number__lte=end).order_by("number")
    touched = LookCase.objects.filter(look_id__lte=end).order_by("look_id", "case_id")
    cases = touched.values_list("look_id", "case_id", "how").iterator(_AT_A_TIME)
    waiting = next(cases, None)
    for number, *rest in known.values_list(*FIELDS, "previous", "hash").iterator(_AT_A_TIME):
        mine: list[tuple[int, str]] = []
        while waiting is not None and waiting[0] <= number:
            if waiting[0] == number:
                mine.append((waiting[1], waiting[2]))
            else:
                report.breach(waiting[0], "har sager, men selve opslaget mangler.")
            waiting = next(cases, None)
        if number <= after:
            report.breach(number, "står i et stykke, der er kasseret.")
            continue
        yield number, [number, *rest[:-2]], mine, bytes(rest[-2]), bytes(rest[-1])
    if waiting is not None:
        report.breach(waiting[0], "har sager, men selve opslaget mangler.")


def _row(report: Report, keys: dict[str, Key], values: list[Any], cases: Touched, previous: bytes, made: bytes) -> None:
    key = keys.get(values[FIELDS.index("key")])
    if key is None:
        report.breach(values[0], "er skrevet med en nøgle, huset ikke har.")
    elif link(key, previous, canonical(values, cases)) != made:
        report.breach(values[0], "er ændret, efter at det blev skrevet.")


def _reasons() -> dict[int, str]:
    """The reasons that stand beside looks and have not been emptied: few, since only the rare acts ask for one."""
    return dict(LookReason.objects.exclude(body="").values_list("look_id", "body"))


def _reason(report: Report, keys: dict[str, Key], values: list[Any], reasons: dict[int, str]) -> None:
    body, mark, key = reasons.get(values[0]), values[FIELDS.index("reason_mark")], keys.get(values[-1])
    if body is not None and key is not None and reason_mark(key, body) != mark:
        report.breach(values[0], "har en anden begrundelse end den, der blev skrevet.")


def _end(
    report: Report, keys: dict[str, Key], head: tuple[int, bytes, str, bytes, int] | None, position: int, last: bytes
) -> None:
    """What the head says of the end."""
    if head is None:
        highest = Look.objects.aggregate(highest=Max("number"))["highest"]
        if highest is not None or position:
            report.breach(highest or position, "er det sidste, men loggens hoved mangler.")
        return
    number, expected, fingerprint, seal, highest = head
    key = keys.get(fingerprint)
    if key is None or head_seal(key, number, expected) != seal:
        report.breach(number, "er det, loggens hoved peger på, men hovedets segl er ikke dette huses.")
    if position < number:
        report.breach(position + 1, _missing(position + 1, number, ": loggen er skåret af"))
    elif last != expected:
        report.breach(number, "er det sidste, men hovedet kender et andet led.")
    if highest > number:
        report.breach(number + 1, "er skrevet uden om hovedet.")
    report.head = head_in_words(number, expected)


def _missing(first: int, last: int, more: str = "") -> str:
    return f"mangler{more}." if first == last else f"og frem til {last} mangler{more}."


class _Anchor:
    """A head that was kept elsewhere: the log must pass through it."""

    def __init__(self, kept: str, report: Report) -> None:
        number, _, wanted = kept.partition(":")
        self.number = int(number) if number.isdecimal() else 0
        self.wanted, self.report, self.met = wanted.strip().lower(), report, not kept

    def passed(self, number: int, last: bytes) -> None:
        """The log has come to that look."""
        if self.met or number != self.number:
            return
        self.met = True
        if last.hex() != self.wanted:
            self.report.breach(number, "er et andet end det, der blev gemt uden for systemet.")

    def done(self, position: int) -> None:
        """The log has come to its end."""
        if not self.met and self.number > position:
            self.report.breach(
                position + 1, f"og frem til {self.number} mangler efter det hoved, der er gemt andetsteds."
            )
        elif not self.met:
            self.report.breach(self.number, "blev gemt andetsteds, men er kasseret eller mangler.")

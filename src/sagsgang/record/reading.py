"""Reading the log: by person and period, by case, by lot; every answer a constant number of queries."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from sagsgang.record.acts import Act, How
from sagsgang.record.keys import every_mark
from sagsgang.record.models import Look, LookCase, LookReason, Review

PAGE = 25
_BEYOND = 2**63  # the databases count no further
LOOKED = tuple(act.value for act in Act if act not in (Act.SIDE, Act.LOG_IND, Act.LOG_UD, Act.LOG_IND_AFVIST))
"""Acts that touched somebody's data or tried to: what a sample is drawn from."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What a leader said of a look."""

    verdict: str
    note: str
    by_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Seen:
    """One look with its cases (id and how), the reason that was typed and what leaders have said of it."""

    number: int
    at: datetime
    user_id: int | None
    roles: tuple[str, ...]
    unit_id: int | None
    causes: tuple[str, ...]
    act: str
    page: str
    task: str
    criterion: str
    cases: tuple[tuple[int, str], ...] = ()
    reason: str = ""
    judged: tuple[Judged, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which looks: of these people, in [since, until), and what narrows them. `words` are what somebody looked for."""

    user_ids: tuple[int, ...]
    since: datetime
    until: datetime
    act: str = ""
    case_id: int | None = None
    words: str = ""

    def rows(self) -> QuerySet[Look]:
        """The looks, oldest first."""
        found = Look.objects.filter(user_id__in=self.user_ids, at__gte=self.since, at__lt=self.until)
        if self.act:
            found = found.filter(act=self.act)
        if self.case_id is not None:
            found = found.filter(number__in=LookCase.objects.filter(case_id=self.case_id).values("look_id"))
        for word in self.words.split():
            found = found.filter(reduce(or_, (Q(criterion__contains=each) for each in every_mark(word))))
        return found.order_by("number")


def searched(wanted: Wanted, page: int) -> tuple[list[Seen], int]:
    """The looks of one page, newest first, and how many there are in all."""
    rows = wanted.rows()
    numbers = rows.order_by("-number").values_list("number", flat=True)
    return _seen(numbers[(page - 1) * PAGE : page * PAGE]), rows.count()


def sample(wanted: Wanted, size: int, lot: str) -> list[Seen]:
    """So many looks drawn at random, in order of time; the same lot draws the same looks of the same period.

    Streams the numbers past a reservoir, so that a busy unit takes no more memory than a quiet one.
    """
    chance = random.Random(f"{lot} {wanted.since:%Y-%m-%d} {wanted.until:%Y-%m-%d}")  # noqa: S311  a lot, not a secret
    drawn: list[int] = []
    rows = wanted.rows().filter(act__in=LOOKED).values_list("number", flat=True)
    for position, number in enumerate(rows.iterator(chunk_size=5000)):
        if position < size:
            drawn.append(number)
        elif (place := chance.randint(0, position)) < size:
            drawn[place] = number
    return _seen(drawn)[::-1]


def glass_waiting(user_ids: Iterable[int], case_ids: Any = (), but_of: int = 0) -> list[Seen]:
    """The uses of break-glass by these people, or on these cases, that no leader has looked at yet, newest first.

    `case_ids` may be a query; `but_of` leaves out one person's own.
    """
    touched = LookCase.objects.filter(case_id__in=case_ids).values("look_id")
    used = Look.objects.filter(Q(user_id__in=list(user_ids)) | Q(number__in=touched), act="noedadgang")
    used = used.exclude(user_id=but_of)
    judged = Review.objects.values("look_id")
    return _seen(used.exclude(number__in=judged).order_by("-number").values_list("number", flat=True)[:50])


def one(number: int) -> Seen | None:
    """The look with that number; None when there is none."""
    return next(iter(_seen([number])), None) if number < _BEYOND else None


def of_case(case_id: int, how: str, page: int) -> tuple[list[Seen], int]:
    """The looks at a case, newest first, one page of them, and how many in all; `how` narrows them."""
    touched = LookCase.objects.filter(case_id=case_id)
    if how:
        touched = touched.filter(how=how)
    numbers = touched.order_by("-look_id").values_list("look_id", flat=True)
    return _seen(numbers[(page - 1) * PAGE : page * PAGE], only=case_id), touched.count()


Line = tuple[date, int | None, str]


def told_of_case(case_id: int, purpose: Callable[[Seen, str], str], day: Callable[[datetime], date]) -> Counter[Line]:
    """How often the case was looked at, by day, unit and purpose; looks that were refused showed nothing."""
    shown = dict(LookCase.objects.filter(case_id=case_id).exclude(how=How.DENIED).values_list("look_id", "how"))
    told: Counter[Line] = Counter()
    looks = Look.objects.filter(number__in=LookCase.objects.filter(case_id=case_id).values("look_id"))
    for look in looks.order_by("number").iterator(chunk_size=2000):
        if look.number in shown:
            told[day(look.at), look.unit_id, purpose(_one(look), shown[look.number])] += 1
    return told


def _seen(numbers: Iterable[int], only: int | None = None) -> list[Seen]:
    """The looks with these numbers, newest first: four queries. `only`: leave out every other case."""
    wanted = list(numbers)
    if not wanted:
        return []
    cases: dict[int, list[tuple[int, str]]] = {}
    touched = LookCase.objects.filter(look_id__in=wanted)
    if only is not None:
        touched = touched.filter(case_id=only)
    for look_id, case_id, how in touched.order_by("case_id").values_list("look_id", "case_id", "how"):
        cases.setdefault(look_id, []).append((case_id, how))
    reasons = dict(LookReason.objects.filter(look_id__in=wanted).values_list("look_id", "body"))
    judged: dict[int, list[Judged]] = {}
    for each in Review.objects.filter(look_id__in=wanted).order_by("pk"):
        judged.setdefault(each.look_id, []).append(Judged(each.verdict, each.note, each.by_id, each.at))
    return [
        _one(look, tuple(cases.get(look.pk, ())), reasons.get(look.pk, ""), tuple(judged.get(look.pk, ())))
        for look in Look.objects.filter(number__in=wanted).order_by("-number")
    ]


def _one(
    look: Look, cases: tuple[tuple[int, str], ...] = (), reason: str = "", judged: tuple[Judged, ...] = ()
) -> Seen:
    causes = tuple(each for each in look.cause.split(",") if each)
    return Seen(
        look.number, look.at, look.user_id, tuple(look.roles.split()), look.unit_id, causes, look.act, look.page,
        look.task, look.criterion, cases, reason, judged,
    )  # fmt: skip

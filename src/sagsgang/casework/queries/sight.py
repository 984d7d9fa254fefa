"""Who can see a case, by what cause, from when to when; and who cannot."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from sagsgang.casework.access import CAUSES, TEAM, UNIT, WAITING, barred_from
from sagsgang.casework.gate import opens_a_lock
from sagsgang.casework.models import Bar, Case, CaseSeat, Grant, Lock, OpenTask, TeamMember
from sagsgang.casework.procedures import procedure_of
from sagsgang.people.collation import danish
from sagsgang.people.models import RoleAssignment, Substitution
from sagsgang.procedure.language import Role, Sight
from sagsgang.procedure.workdays import danish_day

Placed = tuple[int | None, str]
"""A unit and what it has there: a seat, or a role that a task waits for."""


@dataclass(frozen=True, slots=True)
class Sees:
    """One person who sees the case, by one cause."""

    name: str
    role: str
    unit: str
    cause: str
    reason: str
    since: date | None
    last: date | None
    grant_id: int | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class KeptOut:
    """One person who must not see it."""

    bar_id: int
    name: str
    reason: str
    since: date
    last: date | None


@dataclass(frozen=True, slots=True)
class Locked:
    """That the case is locked: by what ground, by whom, since when."""

    ground: str
    reason: str
    by: str
    since: date


@dataclass(frozen=True, slots=True)
class WhoSees:
    """Everybody who sees the case on a day, those who did before, those kept out, and the lock."""

    now: tuple[Sees, ...]
    before: tuple[Sees, ...]
    kept_out: tuple[KeptOut, ...]
    locked: Locked | None


def who_sees(case: Case, day: date) -> WhoSees:
    """Who sees the case on the day and why; the caller has passed the gate. Nine queries at most."""
    by_key = procedure_of(case).role_by_key
    bars = list(Bar.objects.filter(case=case).select_related("user").order_by("-since", "pk"))
    barred = barred_from(case, day)
    grants = _grants(case, by_key, day)
    named = _team(case, by_key, day, barred) + [row for row, running in grants if running]
    by_unit = [] if case.locked else _by_unit(case, by_key, day, barred)
    lock = Lock.objects.filter(case=case, lifted_at__isnull=True).select_related("locked_by").first()
    return WhoSees(
        (*named, *by_unit),
        tuple(row for row, running in grants if not running),
        tuple(KeptOut(bar.pk, bar.user.name, bar.reason, bar.since, _last(bar.until)) for bar in bars),
        Locked(lock.get_why_display(), lock.reason, lock.locked_by.name, danish_day(lock.since)) if lock else None,
    )


def _last(until: date | None) -> date | None:
    """The last day of a period that ends before `until`."""
    return until - timedelta(days=1) if until is not None else None


def _team(case: Case, by_key: Mapping[str, Role], day: date, barred: AbstractSet[int]) -> list[Sees]:
    running = Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gt=day))
    members = list(TeamMember.objects.filter(running, case=case).select_related("user").order_by("since", "pk"))
    rows = [
        Sees(m.user.name, by_key[m.role].title, "", CAUSES[TEAM], "", m.since, _last(m.until))
        for m in members
        if m.role in by_key and m.user_id not in barred
    ]
    standing_in = Substitution.objects.on(day).filter(absent__in=[m.user_id for m in members])
    rows += [
        Sees(s.substitute.name, "stedfortræder", "", f"i stedet for {s.absent.name}", "", s.since, _last(s.until))
        for s in standing_in.select_related("substitute", "absent")
        if s.substitute_id not in barred
    ]
    return rows


def _grants(case: Case, by_key: Mapping[str, Role], day: date) -> list[tuple[Sees, bool]]:
    rows = Grant.objects.filter(case=case).select_related("user", "unit").order_by("-since", "-pk")
    return [(_granted(each, by_key), _holds(each, case, by_key, day)) for each in rows]


def _holds(each: Grant, case: Case, by_key: Mapping[str, Role], day: date) -> bool:
    """Whether the leave runs on the day and opens the case as it is: a locked one to the named, and to leaders."""
    leads = each.role in by_key and by_key[each.role].leads
    opens = not case.locked or opens_a_lock(each.cause, leads=leads)
    return opens and each.since <= day and (each.until is None or each.until > day)


def _granted(each: Grant, by_key: Mapping[str, Role]) -> Sees:
    who = each.user.name if each.user else f"Alle i {each.unit}"
    role = by_key[each.role].title if each.role in by_key else each.role
    return Sees(who, role, "", CAUSES[each.cause], each.reason, each.since, _last(each.until), each.pk, each.cause)


def _by_unit(case: Case, by_key: Mapping[str, Role], day: date, barred: AbstractSet[int]) -> list[Sees]:
    """Those who see it because their unit has a part in it, or because a task waits for nobody in particular."""
    seats: set[Placed] = set(CaseSeat.objects.filter(case=case).values_list("unit_id", "seat"))
    free: set[Placed] = set(OpenTask.objects.filter(case=case, assignee__isnull=True).values_list("unit_id", "role"))
    units = {unit for unit, _ in seats | free if unit is not None}
    held = RoleAssignment.objects.on(day).filter(unit_id__in=units, user__is_active=True)
    rows = []
    for each in held.select_related("user", "unit").order_by(danish("user__name"), "pk"):
        role = by_key.get(each.role)
        if role is None or each.user_id in barred:
            continue
        cause = _cause(role, each.unit_id, seats, free)
        if cause:
            rows.append(
                Sees(each.user.name, role.title, each.unit.name, CAUSES[cause], "", each.since, _last(each.until))
            )
    return rows


def _cause(role: Role, unit: int, seats: AbstractSet[Placed], free: AbstractSet[Placed]) -> str:
    if role.sight is Sight.UNIT and (unit, role.seat.value) in seats:
        return UNIT
    return WAITING if role.sight is Sight.TEAM and (unit, role.key) in free else ""

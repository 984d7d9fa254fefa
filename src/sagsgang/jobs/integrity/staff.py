"""Oddities among those who work here: roles held twice or unknown, tasks left behind. By number, never by name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import F, Q

from sagsgang.casework.models import OpenTask
from sagsgang.casework.procedures import procedure
from sagsgang.people.models import RoleAssignment, Substitution

_LASTING = Q(until=None) | Q(until__gt=F("since"))


def doubled(_day: date) -> Iterator[str]:
    """The roles that one user holds twice in one unit on the same days."""
    held = RoleAssignment.objects.filter(_LASTING).order_by("user_id", "role", "unit_id", "since", "pk")
    before: tuple[int, str, int, date | None] | None = None
    for user, role, unit, since, until in held.values_list("user_id", "role", "unit_id", "since", "until").iterator():
        if before is not None and before[:3] == (user, role, unit) and (before[3] is None or before[3] > since):
            yield f"Bruger {user} har rollen {role} to gange i enhed {unit} fra {since.isoformat()}."
        before = (user, role, unit, until)


def unknown(_day: date) -> Iterator[str]:
    """The roles that the procedure does not have."""
    known = {role.key for role in procedure().roles}
    for role in RoleAssignment.objects.order_by("role").values_list("role", flat=True).distinct():
        if role not in known:
            yield f"Rollen {role} findes ikke i proceduren."


def idle_substitutes(day: date) -> Iterator[str]:
    """The substitutes on the day who cannot log in."""
    for each in Substitution.objects.on(day).filter(substitute__is_active=False).order_by("pk"):
        yield f"Bruger {each.substitute_id} er stedfortræder for bruger {each.absent_id}, men er ikke aktiv."


def left_with_tasks(_day: date) -> Iterator[str]:
    """The open tasks of users who are no longer active."""
    left = OpenTask.objects.filter(assignee__is_active=False).order_by("pk")
    for number, user in left.values_list("case__number", "assignee_id").iterator():
        yield f"En opgave i sag {number} ligger hos bruger {user}, som ikke er aktiv."

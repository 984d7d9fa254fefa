"""The people of the demo town as the log-in page lists them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sagsgang.casework.halves import ADMINISTRATIONS
from sagsgang.casework.procedures import procedure
from sagsgang.people.collation import danish
from sagsgang.people.models import RoleAssignment
from sagsgang.procedure.language import Role, Side
from sagsgang.procedure.wording import capital

SIDES = {
    **ADMINISTRATIONS,
    Side.JOINT: "Fælles",
    Side.PROVIDER: "Tilbud",
    Side.FAMILY: "Familie",
}


@dataclass(frozen=True, slots=True)
class Somebody:
    """One person in one role, in one or several units."""

    user_id: int
    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class RolePeople:
    """A role and those who hold it."""

    title: str
    people: tuple[Somebody, ...]


@dataclass(frozen=True, slots=True)
class SidePeople:
    """A side and its roles."""

    title: str
    roles: tuple[RolePeople, ...]


def people_by_side(day: date) -> list[SidePeople]:
    """Return everybody who holds a role on the day, by side and role, in Danish order of units: one query."""
    held = RoleAssignment.objects.on(day).filter(user__is_active=True).select_related("user", "unit")
    by_role: dict[str, dict[int, list[RoleAssignment]]] = {}
    for row in held.order_by(danish("unit__name"), danish("user__name"), "pk"):
        by_role.setdefault(row.role, {}).setdefault(row.user_id, []).append(row)
    sides = []
    for side, title in SIDES.items():
        roles = [role for role in procedure().roles if role.side is side and role.key in by_role]
        if roles:
            sides.append(SidePeople(title, tuple(_of_role(role, by_role[role.key]) for role in roles)))
    return sides


def _of_role(role: Role, people: dict[int, list[RoleAssignment]]) -> RolePeople:
    somebodies = [
        Somebody(user_id, rows[0].user.name, ", ".join(row.unit.name for row in rows))
        for user_id, rows in people.items()
    ]
    return RolePeople(capital(role.title), tuple(somebodies))

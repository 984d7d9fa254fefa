"""Who sees a case and in which roles they act in it: role in a unit AND relation to the case. Deny by default."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from sagsgang.casework.gate import unassigned, visible_ids
from sagsgang.casework.models import Case, CaseSeat, OpenTask, TeamMember
from sagsgang.casework.procedures import procedure
from sagsgang.casework.refusals import UnknownCase
from sagsgang.people.models import User
from sagsgang.people.queries import roles_reached
from sagsgang.procedure.language import Role, Sight


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role that a person holds in a unit on the day, his own or that of somebody he stands in for."""

    role: Role
    unit_id: int
    unit_name: str


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person on a day: who looks, in which roles, and for whom he stands in. Resolved once per request."""

    user_id: int
    name: str
    day: date
    roles: tuple[HeldRole, ...] = ()
    stands_in_for: frozenset[int] = field(default_factory=frozenset)

    @property
    def ids(self) -> tuple[int, ...]:
        """The person and those he stands in for."""
        return (self.user_id, *sorted(self.stands_in_for))

    @property
    def leads(self) -> bool:
        """Whether the person leads a unit."""
        return any(held.role.leads for held in self.roles)

    def holds(self, role: str) -> bool:
        """Whether the person holds the role in some unit."""
        return any(held.role.key == role for held in self.roles)

    def with_sight(self, sight: Sight) -> tuple[HeldRole, ...]:
        """The held roles with that sight."""
        return tuple(held for held in self.roles if held.role.sight is sight)


def viewer_of(user: User, day: date) -> Viewer:
    """The person's roles on the day, in one query. A role the procedure does not know gives nothing."""
    known = procedure().role_by_key
    stands_in_for, held = roles_reached(user.pk, day)
    roles = tuple(dict.fromkeys(HeldRole(known[role], unit, name) for role, unit, name in held if role in known))
    return Viewer(user.pk, user.name, day, roles, stands_in_for)


def _on(day: date) -> Q:
    return Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gt=day))


def visible_cases(viewer: Viewer) -> QuerySet[Case]:
    """The cases the viewer may know of: on the team, seen by his unit, or waiting for somebody in his role."""
    return Case.objects.filter(pk__in=visible_ids(viewer))


def visible_locked(viewer: Viewer, case: Case) -> Case:
    """The case, which the caller has read (to write it: locked); UnknownCase when the viewer may not know of it."""
    related(viewer, case)
    return case


def visible_case(viewer: Viewer, number: str) -> Case:
    """The case with that number; raises UnknownCase for one that is not there and for one he may not know of alike."""
    return visible_locked(viewer, _case(number))


def visible_related(viewer: Viewer, number: str) -> tuple[Case, Relation]:
    """The same, with how the viewer relates to it: at most four queries."""
    case = _case(number)
    return case, related(viewer, case)


def _case(number: str) -> Case:
    case = Case.objects.select_related("child", "summary").filter(number=number).first()
    if case is None:
        raise UnknownCase
    return case


@dataclass(frozen=True, slots=True)
class Relation:
    """How the viewer relates to one case: the roles he acts in there."""

    roles: tuple[Role, ...]

    def role(self, keys: Iterable[str]) -> Role | None:
        """The first of his roles among the keys."""
        wanted = set(keys)
        return next((role for role in self.roles if role.key in wanted), None)

    def may_staff(self, role: Role) -> bool:
        """Whether he says who has that role in the case: a leader of its side, or whoever holds it there."""
        return any(mine == role or (mine.leads and mine.side is role.side) for mine in self.roles)


def related(viewer: Viewer, case: Case) -> Relation:
    """The roles the viewer acts in; UnknownCase when he may not know of the case. Two queries, three at most."""
    team, seats = _part_of(case, viewer.day)
    seen = any((held.unit_id, held.role.seat.value) in seats for held in viewer.with_sight(Sight.UNIT))
    on_team = any(user in viewer.ids and viewer.holds(role) for user, role in team)
    if not (seen or on_team or OpenTask.objects.filter(unassigned(viewer), case=case).exists()):
        raise UnknownCase
    return _relation(viewer, case, team, seats)


def relation_to(viewer: Viewer, case: Case) -> Relation:
    """The roles the viewer acts in: by the team, by a unit his role sees, or free in his unit. Two queries."""
    return _relation(viewer, case, *_part_of(case, viewer.day))


Team = list[tuple[int, str]]
Seats = set[tuple[int, str]]


def _part_of(case: Case, day: date) -> tuple[Team, Seats]:
    """Who is on the case in which role on the day, and which units have which seat in it."""
    team = list(TeamMember.objects.filter(_on(day), case=case).values_list("user_id", "role"))
    return team, set(CaseSeat.objects.filter(case=case).values_list("unit_id", "seat"))


def _relation(viewer: Viewer, case: Case, team: Team, seats: Seats) -> Relation:
    by_key = procedure(case.procedure).role_by_key
    taken = {role for _, role in team}
    roles = [by_key[role] for user, role in team if user in viewer.ids and viewer.holds(role)]
    for held in viewer.roles:
        if (held.unit_id, held.role.seat.value) not in seats:
            continue
        if held.role.sight is Sight.UNIT or held.role.key not in taken:
            roles.append(held.role)
    return Relation(tuple(dict.fromkeys(roles)))

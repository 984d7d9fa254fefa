"""Who sees a case and in which roles they act in it: role in a unit AND relation to the case. Deny by default."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.db import connection
from django.db.models import Q, QuerySet

from sagsgang.casework.gate import opens_a_lock, unassigned, visible_ids
from sagsgang.casework.halves import ADMINISTRATIONS, HOME, READ_BY, Half, readers_of
from sagsgang.casework.models import Bar, Case, Grant
from sagsgang.casework.procedures import procedure
from sagsgang.casework.refusals import NotYours, UnknownCase
from sagsgang.casework.scope import current, gate
from sagsgang.people.models import Relation as FamilyRelation
from sagsgang.people.models import User
from sagsgang.people.queries import roles_reached
from sagsgang.procedure.language import Role, Side, Sight, Step


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A role that a person holds in a unit on the day, his own or that of somebody he stands in for."""

    role: Role
    unit_id: int
    unit_name: str


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person on a day: who looks, in which roles, for whom he stands in, and which cases he is barred from.

    Resolved once per request.
    """

    user_id: int
    name: str
    day: date
    roles: tuple[HeldRole, ...] = ()
    stands_in_for: frozenset[int] = field(default_factory=frozenset)
    barred: tuple[int, ...] = ()

    @property
    def ids(self) -> tuple[int, ...]:
        """The person and those he stands in for."""
        return (self.user_id, *sorted(self.stands_in_for))

    @property
    def leads(self) -> bool:
        """Whether the person leads a unit."""
        return any(held.role.leads for held in self.roles)

    @property
    def as_leader(self) -> Viewer:
        """The person with those roles alone in which he leads."""
        return replace(self, roles=tuple(held for held in self.roles if held.role.leads))

    def holds(self, role: str) -> bool:
        """Whether the person holds the role in some unit."""
        return any(held.role.key == role for held in self.roles)

    @property
    def authority(self) -> bool:
        """Whether one of his roles is of an administration; boards and providers are none."""
        return any(held.role.side in ADMINISTRATIONS for held in self.roles)

    @property
    def provider(self) -> bool:
        """Whether he is a provider's and nothing else."""
        return bool(self.roles) and all(held.role.side is Side.PROVIDER for held in self.roles)

    def with_sight(self, sight: Sight) -> tuple[HeldRole, ...]:
        """The held roles with that sight."""
        return tuple(held for held in self.roles if held.role.sight is sight)


def viewer_of(user: User, day: date) -> Viewer:
    """The person's roles on the day and the cases he is barred from, in two queries.

    A role the procedure does not know gives nothing; nor does one of a user who has been closed.
    """
    if not user.is_active:
        return Viewer(user.pk, user.name, day)
    known = procedure().role_by_key
    stands_in_for, held = roles_reached(user.pk, day)
    roles = tuple(dict.fromkeys(HeldRole(known[role], unit, name) for role, unit, name in held if role in known))
    return Viewer(user.pk, user.name, day, roles, stands_in_for, _barred(user, day))


_BARRED = """
SELECT case_id FROM casework_bar WHERE user_id = %s AND since <= %s AND (until IS NULL OR until > %s)
UNION SELECT casework_case.id FROM people_relation
  JOIN casework_case ON casework_case.child_id = people_relation.child_id WHERE people_relation.adult_id = %s
UNION SELECT id FROM casework_case WHERE child_id = %s
"""


def _barred(user: User, day: date) -> tuple[int, ...]:
    """The cases of his own family and those he has been found disqualified in (forvaltningsloven § 3): one query."""
    on, person = connection.ops.adapt_datefield_value(day), user.person_id or 0
    with connection.cursor() as cursor:
        cursor.execute(_BARRED, [user.pk, on, on, person, person])
        return tuple(sorted(case_id for (case_id,) in cursor.fetchall()))


def barred_from(case: Case, day: date) -> frozenset[int]:
    """The same seen from the case: the ids of the users who must not get into it on the day. One query."""
    with gate():
        disqualified = Bar.objects.filter(_on(day), case=case).values("user")
    family = FamilyRelation.objects.filter(child=case.child_id).values("adult")
    found = User.objects.filter(Q(pk__in=disqualified) | Q(person__in=family) | Q(person=case.child_id))
    return frozenset(found.values_list("pk", flat=True))


def _on(day: date) -> Q:
    return Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gt=day))


def visible_cases(viewer: Viewer) -> QuerySet[Case]:
    """The cases the viewer may know of; a query that the gate itself has narrowed, for lists and counts."""
    with gate():
        return Case.objects.filter(pk__in=visible_ids(viewer))


def visible_locked(viewer: Viewer, case: Case) -> Case:
    """The case, which the caller has read (to write it: locked); UnknownCase when the viewer may not know of it."""
    related(viewer, case)
    return case


def visible_case(viewer: Viewer, number: str) -> Case:
    """The case with that number; raises UnknownCase for one that is not there and for one he may not know of alike."""
    return visible_locked(viewer, _case(number))


def visible_related(viewer: Viewer, number: str) -> tuple[Case, Relation]:
    """The same, with how the viewer relates to it: two queries."""
    case = _case(number)
    return case, related(viewer, case)


def _case(number: str) -> Case:
    with gate() as scope:
        case = Case.objects.select_related("child").filter(number=number).first()
    if case is None:
        scope.denied("ukendt sag")
        raise UnknownCase
    return case


@dataclass(frozen=True, slots=True)
class Relation:
    """How the viewer relates to one case: the roles he acts in there, the sides he reads as, and by what cause."""

    roles: tuple[Role, ...]
    sides: frozenset[Side] = frozenset()
    causes: tuple[str, ...] = ()

    def role(self, keys: Iterable[str]) -> Role | None:
        """The first of his roles among the keys."""
        wanted = set(keys)
        return next((role for role in self.roles if role.key in wanted), None)

    def may_staff(self, role: Role) -> bool:
        """Whether he says who has that role in the case: a leader of its side, or whoever holds it there."""
        return any(mine == role or (mine.leads and mine.side is role.side) for mine in self.roles)

    @property
    def leads(self) -> bool:
        """Whether he is a leader in the case."""
        return any(role.leads for role in self.roles)

    @property
    def administration(self) -> Side | None:
        """The administration he acts for in the case; None for boards, providers and whoever only reads."""
        return next((role.side for role in self.roles if role.side in ADMINISTRATIONS), None)

    @property
    def halves(self) -> frozenset[Half]:
        """The homes he reads without anything being shared with him."""
        return frozenset().union(*(READ_BY[side] for side in self.sides))

    @property
    def homes(self) -> tuple[Half, ...]:
        """Where he may put a piece: his own sides' homes first, then what both share."""
        own = [HOME[side] for side in sorted({role.side for role in self.roles}, key=lambda side: side.name)]
        return tuple(dict.fromkeys([*own, *([Half.JOINT] if own else [])]))

    def sees(self, half: str) -> bool:
        """Whether he reads what lies in that home."""
        return half in self.halves

    def reads(self, step: Step | None) -> bool:
        """Whether he reads what is recorded in the step; of a step the procedure no longer has, only leaders may."""
        if step is None:
            return self.leads
        return not self.sides.isdisjoint(readers_of(step))

    @property
    def follows_all(self) -> bool:
        """Whether he is told of every step that it was taken, and when; a provider only of those he reads (R9)."""
        return self.sides != {Side.PROVIDER}

    def follows(self, step: Step | None) -> bool:
        """Whether he is told that there is such a step in the case, and how it stands."""
        return self.follows_all or self.reads(step)

    def check_follows_all(self) -> None:
        """Refuse whoever is told of his own part of the course only.

        :raises NotYours: the page is of the whole course
        """
        if not self.follows_all:
            raise NotYours("Siden er for dem, der følger hele forløbet. Dit eget står under Forløb og Dagbehandling.")


TEAM, UNIT, WAITING = "hold", "enhed", "opgave"
CAUSES = {
    TEAM: "på holdet",
    UNIT: "enheden har del i sagen",
    WAITING: "en opgave venter på rollen",
    Grant.Cause.GAEST.value: "gæst",
    Grant.Cause.UDVALG.value: "på udvalgets dagsorden",
    Grant.Cause.NOEDADGANG.value: "nødadgang",
    Grant.Cause.LAAST.value: "må se den låste sag",
}
"""By what cause somebody sees a case, in words."""


def related(viewer: Viewer, case: Case) -> Relation:
    """How the viewer relates to the case, which is opened in the scope by it. One query.

    :raises UnknownCase: he may not know of it
    :raises NotYours: he has come to change something and may only read
    """
    with gate() as scope:
        relation = _relations(viewer, [case]).get(case.pk)
        if relation is None:
            scope.denied("ingen adgang", case.pk)
            raise UnknownCase
        if scope.acting and not relation.roles:
            scope.denied("kun læseadgang", case.pk)
            raise NotYours("Du kan læse sagen, men har ingen rolle i den.")
        scope.open(case.pk, ",".join(relation.causes))
        return relation


def relation_to(viewer: Viewer, case: Case) -> Relation:
    """The same without a refusal: of a case that he may not know of, nothing."""
    return relations_to(viewer, [case]).get(case.pk, Relation(()))


def relations_to(viewer: Viewer, cases: Iterable[Case]) -> dict[int, Relation]:
    """The same of several cases, by their ids: one query. What he may not know of is left out."""
    with gate():
        return _relations(viewer, cases)


def _relations(viewer: Viewer, cases: Iterable[Case]) -> dict[int, Relation]:
    known = [case for case in cases if case.pk not in viewer.barred]
    ties = _ties(viewer, known)
    causes = {pk: _causes(viewer, each) for pk, each in ties.items()}
    return {case.pk: _relation(viewer, case, ties[case.pk], causes[case.pk]) for case in known if causes[case.pk]}


Team = list[tuple[int, str]]
Seats = set[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class _Ties:
    """What may bind a viewer to a case: its team, the leaves he has (cause and role), the units that have a part.

    `waits`: the tasks in it that wait for somebody in a role and unit of his.
    """

    team: Team
    grants: list[tuple[str, str]]
    seats: Seats
    waits: list[int]


_BINDING = """
SELECT 1, id, case_id, user_id, role, 0, '' FROM casework_teammember
  WHERE case_id IN ({cases}) AND since <= %s AND (until IS NULL OR until > %s)
UNION ALL SELECT 2, id, case_id, user_id, role, unit_id, cause FROM casework_grant
  WHERE case_id IN ({cases}) AND since <= %s AND (until IS NULL OR until > %s)
UNION ALL SELECT 3, id, case_id, 0, seat, unit_id, '' FROM casework_caseseat WHERE case_id IN ({cases})
UNION ALL SELECT 4, id, case_id, 0, '', 0, '' FROM casework_opentask WHERE case_id IN ({cases}) AND {free}
ORDER BY 1, 2
"""
_MEMBER, _LEAVE, _SEAT, _TASK = range(1, 5)


def _ties(viewer: Viewer, cases: Sequence[Case]) -> dict[int, _Ties]:
    """One query, by hand: every page and every step asks, and the ORM takes longer than the database."""
    ties = {case.pk: _Ties([], [], set(), []) for case in cases}
    locked = {case.pk for case in cases if case.locked}
    held = {(each.role.key, each.unit_id) for each in viewer.roles}
    for what, pk, case, user, role, unit, cause in _binding(viewer, list(ties)):
        found = ties[case]
        if what == _MEMBER:
            found.team.append((user, role))
        elif what == _LEAVE:
            mine = (user == viewer.user_id and viewer.holds(role)) or (role, unit) in held
            if mine and (case not in locked or opens_a_lock(cause, leads=_leads_as(viewer, role))):
                found.grants.append((cause, role))
        elif what == _SEAT and (case not in locked or Grant.Cause.LAAST in dict(found.grants)):
            found.seats.add((unit, role))
        elif what == _TASK and case not in locked:
            found.waits.append(pk)
    return ties


def _binding(viewer: Viewer, cases: list[int]) -> list[tuple[int, int, int, int, str, int, str]]:
    """What binds anybody to the cases: members, then leaves that run on the day, units (role: the seat), and tasks."""
    if not cases:
        return []
    on, free = connection.ops.adapt_datefield_value(viewer.day), unassigned(viewer)
    sql = _BINDING.format(cases=", ".join(["%s"] * len(cases)), free=free.sql)
    with connection.cursor() as cursor:
        cursor.execute(sql, [*cases, on, on, *cases, on, on, *cases, *cases, *free.params])
        found: list[tuple[int, int, int, int, str, int, str]] = cursor.fetchall()
    return found


def _causes(viewer: Viewer, ties: _Ties) -> list[str]:
    """By what he sees the case; a task that waits for his role counts where nothing else does."""
    on_team = any(user in viewer.ids and viewer.holds(role) for user, role in ties.team)
    seen = any((held.unit_id, held.role.seat.value) in ties.seats for held in viewer.with_sight(Sight.UNIT))
    named = [TEAM] * on_team + [UNIT] * seen + [cause for cause, _ in ties.grants]
    return named or [WAITING] * bool(ties.waits)


def _relation(viewer: Viewer, case: Case, ties: _Ties, causes: list[str]) -> Relation:
    roles = _acting(viewer, case, ties)
    by_key = procedure(case.procedure).role_by_key
    sides = {role.side for role in roles} | {by_key[role].side for _, role in ties.grants if role in by_key}
    return Relation(roles, frozenset(sides), tuple(dict.fromkeys(causes)))


def _leads_as(viewer: Viewer, role: str) -> bool:
    return any(held.role.key == role and held.role.leads for held in viewer.roles)


def _acting(viewer: Viewer, case: Case, ties: _Ties) -> tuple[Role, ...]:
    """The roles he acts in: by the team, by a unit his role sees, or free in his unit."""
    by_key = procedure(case.procedure).role_by_key
    taken = {role for _, role in ties.team}
    roles = [by_key[role] for user, role in ties.team if user in viewer.ids and viewer.holds(role)]
    for held in viewer.roles:
        if (held.unit_id, held.role.seat.value) not in ties.seats:
            continue
        if held.role.sight is Sight.UNIT or held.role.key not in taken:
            roles.append(held.role)
    return tuple(dict.fromkeys(roles))


def opened(case: Case) -> Case:
    """A case that a command has just made, open in the scope from now on."""
    current().open(case.pk, TEAM)
    return case

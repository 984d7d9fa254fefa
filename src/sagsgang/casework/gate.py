"""The gate as SQL: which cases and tasks a viewer's roles reach. Every list, search and page goes through these.

Written by hand because every page asks: the ORM takes longer to write these few lines than the database to answer.
What is written in are the names of columns and placeholders; every value is a parameter.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Protocol

from django.db import connection
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from sagsgang.procedure.language import Role, Seat, Sight


class Held(Protocol):
    """A role held in a unit."""

    @property
    def role(self) -> Role: ...
    @property
    def unit_id(self) -> int: ...


class Looker(Protocol):
    """Whoever looks, on a day."""

    @property
    def day(self) -> date: ...
    @property
    def ids(self) -> tuple[int, ...]: ...
    @property
    def roles(self) -> tuple[Any, ...]: ...
    @property
    def user_id(self) -> int: ...
    @property
    def barred(self) -> tuple[int, ...]: ...


Fragment = tuple[str, list[Any]]
MEANWHILE = frozenset({Seat.BEKU, Seat.MATCHING, Seat.FAC, Seat.PROVIDER})
"""Bodies that see a case while something in it waits for them (a board: while it is on the agenda), and not after."""
NOTHING = "1 = 0"
NAMED_FOR_A_LOCK, BY_LEADERS_FOR_A_LOCK = "laast", "noedadgang"
"""The causes of a leave that open a locked case: named for it; the glass broken by a leader. No other one does."""
_ROLE, _UNIT = "casework_opentask.role", "casework_opentask.unit_id"


def opens_a_lock(cause: str, *, leads: bool) -> bool:
    """Whether a leave by that cause holds for a locked case; `leads`: it was given to a leader."""
    return cause == NAMED_FOR_A_LOCK or (cause == BY_LEADERS_FOR_A_LOCK and leads)


def team_ids(viewer: Looker) -> RawSQL:
    """The cases he, or one he stands in for, is on the team of, in a role that is held on the day."""
    return RawSQL(*_not_barred(viewer, _team(viewer)))  # noqa: S611


def visible_ids(viewer: Looker) -> RawSQL:
    """The cases he may know of, some more than once.

    On the team, let in by name, or – unless the case is locked – seen by his unit or waiting for his role.
    Never one that he is barred from.
    """
    named = [_team(viewer), _granted(viewer)]
    by_unit = [_unlocked(part) for part in (_seats(viewer), _waiting(viewer)) if NOTHING not in part[0]]
    parts = [_not_barred(viewer, part) for part in (*named, *by_unit)]
    values = [each for _, params in parts for each in params]
    return RawSQL(" UNION ALL ".join(sql for sql, _ in parts), values)  # noqa: S611


def unassigned(viewer: Looker) -> RawSQL:
    """Whether a task is one of his roles' in his units that nobody has been named for."""
    sql, params = _free(viewer)
    return RawSQL(sql, params, BooleanField())  # noqa: S611


def his_tasks(viewer: Looker) -> RawSQL:
    """Whether a task is his: named for him or one he stands in for, nobody's in his role, or shared by his unit."""
    named, ids = _among("casework_opentask.assignee_id", viewer.ids)
    parts, params = [named], ids
    for part, values in (_free(viewer), _by_unit(_ROLE, "key", _seeing_all(viewer), _UNIT)):
        if NOTHING not in part:  # a part that is never true would keep the database from its indexes
            parts.append(f"(({part}) AND casework_opentask.case_id NOT IN ({_LOCKED}))")
            params += values
    wanted = " OR ".join(parts)
    if viewer.barred:
        barred, cases = _among("casework_opentask.case_id", viewer.barred)
        wanted, params = f"({wanted}) AND NOT {barred}", [*params, *cases]
    return RawSQL(wanted, params, BooleanField())  # noqa: S611


_LOCKED = "SELECT id FROM casework_case WHERE locked"


def _unlocked(part: Fragment) -> Fragment:
    sql, params = part
    return f"{sql} AND case_id NOT IN ({_LOCKED})", params


def _not_barred(viewer: Looker, part: Fragment) -> Fragment:
    if not viewer.barred:
        return part
    sql, params = part
    barred, cases = _among("case_id", viewer.barred)
    return f"{sql} AND NOT {barred}", [*params, *cases]


def _granted(viewer: Looker) -> Fragment:
    """The cases he, or his role in his unit, has been let into by a grant that runs on the day.

    A locked case opens to those named for it, and to a leader who has broken the glass; to no guest of before.
    """
    leading, leaders = _among("role", sorted({held.role.key for held in viewer.roles if held.role.leads}))
    roles, keys = _among("role", sorted({held.role.key for held in viewer.roles}))
    units, params = _by_unit("role", "key", viewer.roles, "unit_id")
    day = connection.ops.adapt_datefield_value(viewer.day)
    return (
        "SELECT case_id FROM casework_grant "  # noqa: S608  column names and placeholders only
        f"WHERE ((user_id = %s AND {roles}) OR {units}) AND since <= %s AND (until IS NULL OR until > %s) "
        f"AND (cause = %s OR (cause = %s AND {leading}) OR case_id NOT IN ({_LOCKED}))",
        [viewer.user_id, *keys, *params, day, day, NAMED_FOR_A_LOCK, BY_LEADERS_FOR_A_LOCK, *leaders],
    )


def _team(viewer: Looker) -> Fragment:
    users, ids = _among("user_id", viewer.ids)
    roles, keys = _among("role", sorted({held.role.key for held in viewer.roles}))
    day = connection.ops.adapt_datefield_value(viewer.day)
    return (
        "SELECT case_id FROM casework_teammember "  # noqa: S608  column names and placeholders only
        f"WHERE {users} AND {roles} AND since <= %s AND (until IS NULL OR until > %s)",
        [*ids, *keys, day, day],
    )


def _seats(viewer: Looker) -> Fragment:
    wanted, params = _by_unit("seat", "seat", _seeing_all(viewer), "unit_id")
    return f"SELECT case_id FROM casework_caseseat WHERE {wanted}", params  # noqa: S608  as above


def _waiting(viewer: Looker) -> Fragment:
    wanted, params = _free(viewer)
    return f"SELECT case_id FROM casework_opentask WHERE {wanted}", params  # noqa: S608  as above


def _free(viewer: Looker) -> Fragment:
    """Nobody's, in a role that works by team; the roles that see all cases of their unit see those tasks anyway."""
    by_team = (held for held in viewer.roles if held.role.sight is Sight.TEAM)
    wanted, params = _by_unit(_ROLE, "key", by_team, _UNIT)
    return f"casework_opentask.assignee_id IS NULL AND {wanted}", params


def _seeing_all(viewer: Looker) -> tuple[Held, ...]:
    return tuple(held for held in viewer.roles if held.role.sight is Sight.UNIT)


def _by_unit(column: str, of: str, held: Iterable[Held], unit_column: str) -> Fragment:
    """Each role (or its seat) in the units it is held in, and no role in another's unit; of no role none."""
    units_of: dict[str, set[int]] = {}
    for each in held:
        key = each.role.key if of == "key" else each.role.seat.value
        units_of.setdefault(key, set()).add(each.unit_id)
    parts, params = [], []
    for key, units in sorted(units_of.items()):
        among, ids = _among(unit_column, sorted(units))
        parts.append(f"({column} = %s AND {among})")
        params += [key, *ids]
    return (f"({' OR '.join(parts)})", params) if parts else (NOTHING, [])


def _among(column: str, values: Iterable[Any]) -> Fragment:
    found = list(values)
    return (f"{column} IN ({', '.join(['%s'] * len(found))})", found) if found else (NOTHING, [])

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

from sagsgang.procedure.language import Role, Sight


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


Fragment = tuple[str, list[Any]]
NOTHING = "1 = 0"
_ROLE, _UNIT = "casework_opentask.role", "casework_opentask.unit_id"


def team_ids(viewer: Looker) -> RawSQL:
    """The cases he, or one he stands in for, is on the team of, in a role that is held on the day."""
    return RawSQL(*_team(viewer))  # noqa: S611


def visible_ids(viewer: Looker) -> RawSQL:
    """The cases he may know of, some more than once: on the team, seen by his unit, or waiting for his role."""
    parts = [part for part in (_team(viewer), _seats(viewer), _waiting(viewer)) if NOTHING not in part[0]]
    parts = parts or [_team(viewer)]
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
            parts.append(f"({part})")
            params += values
    return RawSQL(" OR ".join(parts), params, BooleanField())  # noqa: S611


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

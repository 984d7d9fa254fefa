"""Turning keys over: which rows stand under which key, and sealing them anew under the newest, portion by portion.

A portion is written by comparing: a row that somebody changed meanwhile is left as they wrote it, under the newest key.
So nothing is locked, it can be stopped anywhere, and begun again it goes on with what is left.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.models.functions import Cast, Substr

from sagsgang.sealing.fields import BlindIndex, Sealed, SealedText, row_of
from sagsgang.sealing.house import keyring
from sagsgang.sealing.keyring import HEAD, SealRefusal

PORTION = 1000
OPEN = ""
"""Stands for the key of a row that was never sealed."""

_KEY_ID = 8


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows of one column stand under each key; `known` are the keys the house has, newest first."""

    column: str
    rows: dict[str, int]
    known: tuple[str, ...]

    @property
    def old(self) -> int:
        """How many rows wait to be sealed under the newest key."""
        return sum(count for key, count in self.rows.items() if key in self.known[1:])

    @property
    def lost(self) -> int:
        """How many rows no key of the house opens."""
        return sum(count for key, count in self.rows.items() if key not in self.known)


@dataclass(frozen=True, slots=True)
class Turned:
    """What became of one column: rows written anew, and rows that could not be opened."""

    column: str
    rows: int
    unopened: int


def tallies() -> list[Tally]:
    """Return for every sealed column and every blind index how many rows stand under which key: one query each."""
    return [_tally(field) for field in _columns()]


def turn_over(portion: int = PORTION) -> Iterator[Turned]:
    """Bring each column, in turn, under the newest key; yields as each is done. Each portion is a statement of its own.

    A row that cannot be opened is counted and left as it is.
    """
    for field in _columns():
        yield _turn_over(field, portion)


def _columns() -> list[SealedText | BlindIndex]:
    found = [field for model in apps.get_models() for field in model._meta.local_fields]
    return [field for field in found if isinstance(field, SealedText | BlindIndex)]


def _name(field: Any) -> str:
    return f"{field.model._meta.verbose_name_plural}: {field.verbose_name}"


def _tally(field: SealedText | BlindIndex) -> Tally:
    ids = keyring().ids if isinstance(field, SealedText) else keyring().index_ids
    begins = HEAD - _KEY_ID if isinstance(field, SealedText) else 1
    table, column = _quoted(field.model._meta.db_table, field.column)
    counted: dict[str, int] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT SUBSTR({column}, 1, 6), SUBSTR({column}, {begins}, {_KEY_ID}), COUNT(*)"  # noqa: S608 - our own
            f" FROM {table} WHERE {column} IS NOT NULL AND {column} <> '' GROUP BY 1, 2"
        )
        for head, key, count in cursor.fetchall():
            under = OPEN if isinstance(field, SealedText) and head != "seal1." else key
            counted[under] = counted.get(under, 0) + count
    return Tally(_name(field), counted, ids)


def _turn_over(field: SealedText | BlindIndex, portion: int) -> Turned:
    source = field if isinstance(field, SealedText) else field.source()
    head = keyring().head if isinstance(field, SealedText) else keyring().index_head
    rows = unopened = 0
    last: Any = None
    while found := _portion(field, source, head, last, portion):
        last = found[-1][0]
        written = [(again, pk, old) for pk, row, token, old in found if (again := _again(field, source, token, row))]
        unopened += len(found) - len(written)
        rows += _write(field, written)
    return Turned(_name(field), rows, unopened)


def _portion(field: Any, source: SealedText, head: str, last: Any, portion: int) -> list[tuple[Any, Any, Any, Any]]:
    """The next rows that do not stand under the newest key: primary key, row, sealed text, and what stands there."""
    rows = field.model._base_manager.exclude(**{f"{source.attname}": ""}).order_by("pk")
    current = Substr(Cast(field.attname, models.TextField()), 1, len(head))
    rows = rows.annotate(current=current).exclude(current=head)
    if last is not None:
        rows = rows.filter(pk__gt=last)
    found = rows.values_list("pk", source.bound_to, source.attname, field.attname)[:portion]
    return [(pk, row, token, old.token if isinstance(old, Sealed) else old) for pk, row, token, old in found]


def _again(field: SealedText | BlindIndex, source: SealedText, held: Sealed, row: object) -> str:
    """What the row is to hold under the newest key; "" when it cannot be opened."""
    try:
        text = keyring().open(held.token, source.purpose, row_of(row))
    except SealRefusal:
        return ""
    if isinstance(field, BlindIndex):
        return keyring().index(text, source.purpose)
    return source.sealed(text, row).token


def _write(field: Any, rows: list[tuple[str, Any, str]]) -> int:
    """Write the rows that still hold what was read; how many."""
    if not rows:
        return 0
    table, column, key = _quoted(field.model._meta.db_table, field.column, field.model._meta.pk.column)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {table} SET {column} = %s WHERE {key} = %s AND {column} = %s",  # noqa: S608 - our own names
            rows,
        )
        return int(cursor.rowcount)


def _quoted(*names: str | None) -> list[str]:
    return [connection.ops.quote_name(name) for name in names if name]

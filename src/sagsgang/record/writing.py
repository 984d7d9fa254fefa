"""Writing to the log: one look with its cases in one short transaction, one writer at a time, no fork."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from sagsgang.record.acts import Act
from sagsgang.record.chain import FIELDS, GENESIS, canonical, head_seal, link, reason_mark
from sagsgang.record.keys import Key, by_fingerprint, current

_MERE_LOOKS = frozenset({Act.LAEST.value, Act.LISTE.value, Act.SIDE.value})
_CHUNK = 5000  # cases in one INSERT: three values each, below what SQLite takes
_LOOK = (*FIELDS, "previous", "hash")
_INSERT = f"INSERT INTO record_look ({', '.join(_LOOK)}) VALUES ({', '.join(['%s'] * len(_LOOK))})"  # noqa: S608
_READ = "SELECT number, hash, key, seal FROM record_head WHERE id = 1"
_BEGIN = "INSERT INTO record_head (id, number, hash, key, seal) VALUES (1, 0, %s, %s, %s) ON CONFLICT DO NOTHING"
_MOVE = "UPDATE record_head SET number = %s, hash = %s, key = %s, seal = %s WHERE id = 1"


class BrokenLog(Exception):
    """The head of the log is missing or forged: nothing may be written on top of it until a person has looked."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A look as it is to be written; `cases` says how each case was touched. See Look for the rest."""

    at: datetime
    act: str
    user_id: int | None = None
    roles: str = ""
    unit_id: int | None = None
    cause: str = ""
    page: str = ""
    task: str = ""
    criterion: str = ""
    reason: str = ""
    cases: Mapping[int, str] = field(default_factory=dict)


def append(entry: Entry) -> int:
    """Write the look and return its number. Four statements; raises whatever keeps it from being written."""
    with _without_waiting(entry.act), transaction.atomic(), connection.cursor() as cursor:
        number, last = _locked_head(cursor)
        return _write(cursor, entry, number + 1, last)


@contextmanager
def _without_waiting(act: str) -> Iterator[None]:
    """On SQLite, a mere look at a page waits for the operating system and not for the disk.

    A killed process loses nothing by it. When the power goes, looks of the last minute may be missing from the end, and
    the chain is whole; a write waits for the disk, and takes the looks before it along (docs/adr/0014).
    """
    if act not in _MERE_LOOKS or connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=NORMAL")
        try:
            yield
        finally:
            cursor.execute("PRAGMA synchronous=FULL")


def _locked_head(cursor: Any) -> tuple[int, bytes]:
    """The head, locked until the transaction ends; SQLite is locked as a whole already."""
    query = _READ if connection.vendor == "sqlite" else f"{_READ} FOR UPDATE"
    cursor.execute(query)
    found = cursor.fetchone()
    if found is None:
        _begin(cursor)
        cursor.execute(query)
        found = cursor.fetchone()
    number, last, fingerprint, seal = found[0], bytes(found[1]), found[2], bytes(found[3])
    key = by_fingerprint().get(fingerprint)
    if key is None or head_seal(key, number, last) != seal:
        raise BrokenLog(f"the head at look {number} is not sealed by a key of this house")
    return number, last


def _begin(cursor: Any) -> None:
    """Begin an empty log, unless somebody else just has; one that has looks but no head is broken."""
    key = current()
    cursor.execute(_BEGIN, [GENESIS, key.fingerprint, head_seal(key, 0, GENESIS)])
    if cursor.rowcount == 1:
        cursor.execute("SELECT 1 FROM record_look LIMIT 1")
        if cursor.fetchone() is not None:
            raise BrokenLog("the log has looks but no head")


def _write(cursor: Any, entry: Entry, number: int, last: bytes) -> int:
    key = current()
    values = _values(entry, number, key)
    cases = sorted(entry.cases.items())
    made = link(key, last, canonical(values, cases))
    values[1] = connection.ops.adapt_datetimefield_value(entry.at)
    cursor.execute(_INSERT, [*values, last, made])
    for start in range(0, len(cases), _CHUNK):
        part = cases[start : start + _CHUNK]
        rows = ", ".join(["(%s, %s, %s)"] * len(part))
        marks = [mark for case, how in part for mark in (number, case, how)]
        cursor.execute(f"INSERT INTO record_lookcase (look_id, case_id, how) VALUES {rows}", marks)  # noqa: S608
    if entry.reason:
        cursor.execute("INSERT INTO record_lookreason (look_id, body) VALUES (%s, %s)", [number, entry.reason])
    cursor.execute(_MOVE, [number, made, key.fingerprint, head_seal(key, number, made)])
    return number


def _values(entry: Entry, number: int, key: Key) -> list[Any]:
    """The values of FIELDS; what is longer than its column is cut, since a look that cannot be written is worse."""
    return [
        number, entry.at, entry.user_id, entry.roles[:200], entry.unit_id, entry.cause[:60], entry.act[:24],
        entry.page[:80], entry.task[:160], entry.criterion[:400],
        reason_mark(key, entry.reason) if entry.reason else "", key.fingerprint,
    ]  # fmt: skip

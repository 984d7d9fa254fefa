"""A lock by name that dies with whoever holds it: an advisory lock in PostgreSQL, a locked file beside SQLite."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO
from zlib import crc32

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

_OURS = 0x5A65  # the first half of the key in PostgreSQL, so that nobody else's locks meet ours


@contextmanager
def held(name: str, using: BaseDatabaseWrapper | None = None) -> Iterator[bool]:
    """Hold the lock, or say False because somebody else does. Whoever is killed lets go of it in that moment."""
    database = using or connections["default"]
    with _in_postgresql(name, database) if database.vendor == "postgresql" else _in_a_file(name, database) as got:
        yield got


@contextmanager
def _in_postgresql(name: str, connection: BaseDatabaseWrapper) -> Iterator[bool]:
    key = [_OURS, crc32(name.encode()) - 2**31]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", key)
        got = bool(cursor.fetchone()[0])
    try:
        yield got
    finally:
        if got and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", key)


@contextmanager
def _in_a_file(name: str, connection: BaseDatabaseWrapper) -> Iterator[bool]:
    database = Path(str(connection.settings_dict["NAME"]))
    path = database.with_name(f"{database.name}.{name}.laas")
    with ExitStack() as stack:
        file = stack.enter_context(path.open("wb"))
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        if not _is_same(file, path):  # whoever held it has just taken it away
            yield False
            return
        stack.callback(path.unlink, missing_ok=True)
        yield True


def _is_same(file: BinaryIO, path: Path) -> bool:
    try:
        return os.fstat(file.fileno()).st_ino == path.stat().st_ino
    except FileNotFoundError:
        return False

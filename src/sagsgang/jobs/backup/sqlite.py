"""Backup of SQLite by its online backup: one reading of the whole file, while others go on writing."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from sagsgang.jobs.backup.manifest import Manifest, Table
from sagsgang.jobs.backup.snapshots import Query

FILE = "database.sqlite3"


@contextmanager
def snapshot(connection: BaseDatabaseWrapper, folder: Path) -> Iterator[Query]:
    """Copy the database into the folder as it stands now; gives a way to ask the copy."""
    source = sqlite3.connect(f"file:{connection.settings_dict['NAME']}?mode=ro", uri=True, timeout=60)
    with closing(source), closing(sqlite3.connect(folder / FILE)) as target:
        source.backup(target)  # all pages in one go: a single snapshot, and writers are not held up in WAL
        target.execute("PRAGMA journal_mode=DELETE")  # one file, with nothing beside it
    with closing(_opened(folder / FILE)) as copy:
        yield lambda statement, *values: copy.execute(statement, values)


def tables(ask: Query) -> Iterator[tuple[str, Table]]:
    """Every table with its rows counted and summed up, in the order of its key."""
    named = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_stat%' ORDER BY name"
    for name in [row[0].decode() for row in ask(named)]:
        digest, rows = hashlib.sha256(), 0
        for row in ask(f"SELECT * FROM {_quoted(name)} ORDER BY {_key(ask, name)}"):  # noqa: S608 - our own table
            digest.update(_line(row))
            rows += 1
        yield name, Table(rows, digest.hexdigest())


def is_empty(connection: BaseDatabaseWrapper) -> bool:
    """Whether there is no database yet, or one without tables."""
    file = Path(str(connection.settings_dict["NAME"]))
    if not file.exists() or not file.stat().st_size:
        return True
    with closing(_opened(file)) as found:
        return not found.execute("SELECT 1 FROM sqlite_master").fetchone()


def server(_connection: BaseDatabaseWrapper) -> str:
    """Which SQLite this is."""
    return sqlite3.sqlite_version


def restore(connection: BaseDatabaseWrapper, folder: Path, _manifest: Manifest) -> None:
    """Put the copy where the database is to stand, whole or not at all."""
    file = Path(str(connection.settings_dict["NAME"]))
    file.parent.mkdir(parents=True, exist_ok=True)
    connection.close()
    half = file.with_name(f"{file.name}.gendannes")
    shutil.copyfile(folder / FILE, half)
    half.chmod(0o600)
    for beside in ("-wal", "-shm"):
        file.with_name(file.name + beside).unlink(missing_ok=True)
    half.replace(file)


@contextmanager
def standing(connection: BaseDatabaseWrapper) -> Iterator[Query]:
    """A way to ask the database as it stands."""
    with closing(_opened(Path(str(connection.settings_dict["NAME"])))) as found:
        yield lambda statement, *values: found.execute(statement, values)


def _opened(file: Path) -> sqlite3.Connection:
    opened = sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=60)
    opened.text_factory = bytes  # as stored, whatever it holds
    return opened


def _key(ask: Query, table: str) -> str:
    """What the table's rows are ordered by: its key, or rowid."""
    key = [column.decode() for _, column, _, _, _, place in ask(f"PRAGMA table_info({_quoted(table)})") if place]
    return ", ".join(_quoted(column) for column in key) or "rowid"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _line(row: tuple[Any, ...]) -> bytes:
    """The row as bytes in which no two different rows are alike."""
    return repr(row).encode() + b"\n"

"""Backup of PostgreSQL by pg_dump, in a snapshot that our own counting shares."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

from sagsgang.jobs.backup.manifest import BrokenBackup, Manifest, Table
from sagsgang.jobs.backup.snapshots import Query

FILE = "database.pgdump"
_QUEUE = "huey_*"  # only wakes the worker; what has been promised stands in our own tables

_PLAIN = ("TimeZone = 'UTC'", "DateStyle = 'ISO'", "IntervalStyle = 'iso_8601'", "bytea_output = 'hex'")
_TABLES = """
    SELECT c.relname, array(
        SELECT quote_ident(a.attname) || CASE WHEN a.attcollation <> 0 THEN ' COLLATE "C"' ELSE '' END
        FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)
        WHERE i.indrelid = c.oid AND i.indisprimary ORDER BY array_position(i.indkey, a.attnum))
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND n.nspname = current_schema() AND c.relname NOT LIKE 'huey\\_%'
    ORDER BY c.relname
"""


@contextmanager
def snapshot(connection: BaseDatabaseWrapper, folder: Path) -> Iterator[Query]:
    """Dump the database into the folder as it stands now; gives a way to ask that very state."""
    with _reading(connection) as ask:
        name = next(iter(ask("SELECT pg_export_snapshot()")))[0]
        _run(
            connection, "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={name}",
            f"--exclude-table={_QUEUE}", f"--file={folder / FILE}",
        )  # fmt: skip
        yield ask


def tables(ask: Query) -> Iterator[tuple[str, Table]]:
    """Every table with its rows counted and summed up, in the order of its key whatever the machine's alphabet."""
    for name, key in list(ask(_TABLES)):
        digest, rows = hashlib.sha256(), 0
        order = ", ".join(key) or 't::text COLLATE "C"'
        every = sql.SQL("COPY (SELECT * FROM {} AS t ORDER BY {}) TO STDOUT")
        for line in ask(every.format(sql.Identifier(name), sql.SQL(order))):
            digest.update(line)
            rows += 1
        yield name, Table(rows, digest.hexdigest())


def is_empty(connection: BaseDatabaseWrapper) -> bool:
    """Whether the database has no tables."""
    with _reading(connection) as ask:
        return not list(ask("SELECT 1 FROM pg_tables WHERE schemaname = current_schema() LIMIT 1"))


def server(connection: BaseDatabaseWrapper) -> str:
    """Which PostgreSQL this is: its major version."""
    with _reading(connection) as ask:
        return str(int(next(iter(ask("SHOW server_version_num")))[0]) // 10_000)


def restore(connection: BaseDatabaseWrapper, folder: Path, manifest: Manifest) -> None:
    """Read the dump into the empty database, whole or not at all."""
    if int(manifest.server) > int(server(connection)):
        raise BrokenBackup(f"Kopien er fra PostgreSQL {manifest.server}; her kører {server(connection)}, som er ældre.")
    connection.close()
    _run(
        connection, "pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction",
        f"--dbname={connection.settings_dict['NAME']}", str(folder / FILE),
    )  # fmt: skip


@contextmanager
def standing(connection: BaseDatabaseWrapper) -> Iterator[Query]:
    """A way to ask the database as it stands."""
    with _reading(connection) as ask:
        yield ask


@contextmanager
def _reading(connection: BaseDatabaseWrapper) -> Iterator[Query]:
    """A connection of its own that sees one moment and writes nothing."""
    parameters = connection.get_connection_params()
    with closing(connection.get_new_connection(parameters)) as reader:
        reader.autocommit = True
        for setting in _PLAIN:
            reader.execute(f"SET {setting}")
        reader.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield lambda statement, *values: _answers(reader, statement, values)


def _answers(reader: Any, statement: Any, values: tuple[Any, ...]) -> Iterator[Any]:
    with reader.cursor() as cursor:
        if isinstance(statement, sql.Composed):
            with cursor.copy(statement) as lines:
                yield from lines
        else:
            yield from cursor.execute(statement, values or None)


def _run(connection: BaseDatabaseWrapper, program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs on our database; refuses with what it said."""
    found = shutil.which(program)
    if found is None:
        raise BrokenBackup(f"{program} findes ikke på maskinen. På Debian: apt-get install postgresql-client")
    done = subprocess.run(  # noqa: S603 - our own words
        [found, *arguments], env=os.environ | _login(connection), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BrokenBackup(f"{program} gik i stå: {(done.stderr.strip().splitlines() or ['uden ord'])[0]}")


def _login(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """Where the database is and how one gets in, as variables: a password never stands on a command line."""
    told = connection.settings_dict
    options = told.get("OPTIONS", {})
    login = {
        "PGHOST": told["HOST"], "PGPORT": told["PORT"], "PGUSER": told["USER"], "PGPASSWORD": told["PASSWORD"],
        "PGDATABASE": told["NAME"],
        "PGSSLMODE": options.get("sslmode", ""), "PGSSLROOTCERT": options.get("sslrootcert", ""),
    }  # fmt: skip
    return {name: str(value) for name, value in login.items() if value}

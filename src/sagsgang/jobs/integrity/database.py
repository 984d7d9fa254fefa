"""Whether the database itself is whole: its pages, its references, its tables and the triggers that guard it."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import date

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

_TRIGGER = re.compile(r"\b(CREATE|DROP)\s+TRIGGER\s+(?:IF\s+(?:NOT\s+)?EXISTS\s+)?\"?(\w+)", re.IGNORECASE)


def damaged(_day: date) -> Iterator[str]:
    """What SQLite's own examination says; PostgreSQL checks its pages and references by itself, as it goes."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for (said,) in cursor.execute("PRAGMA integrity_check").fetchall():
            if said != "ok":
                yield f"SQLite siger: {said}"
        for table, row, parent, _ in cursor.execute("PRAGMA foreign_key_check").fetchall():
            yield f"{table} række {row} peger på en række i {parent}, der ikke findes."


def migrations(_day: date) -> Iterator[str]:
    """The migrations that have not been run, and those the program does not know."""
    executor = MigrationExecutor(connection)
    for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield f"{migration.app_label} {migration.name} mangler at blive kørt."
    for app, name in sorted(unknown_migrations(set(executor.loader.applied_migrations))):
        yield f"{app} {name} kender programmet ikke; databasen er nyere end programmet."


def unknown_migrations(applied: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of the migrations that this program does not have, in apps that it has."""
    loader = MigrationLoader(None)
    replaced = {key for migration in loader.disk_migrations.values() for key in migration.replaces}
    ours = {app for app, _ in loader.disk_migrations}
    return {key for key in applied - set(loader.disk_migrations) - replaced if key[0] in ours}


def guards(_day: date) -> Iterator[str]:
    """The triggers that the migrations put in place and that are missing, switched off or changed."""
    standing = dict(_standing())
    for name, written in expected_guards().items():
        if name not in standing:
            yield f"Vagten {name} mangler."
        elif not standing[name]:
            yield f"Vagten {name} er slået fra."
        elif connection.vendor == "sqlite" and _plain(standing[name]) != _plain(written):
            yield f"Vagten {name} er ændret."


def expected_guards() -> dict[str, str]:
    """Name and statement of every trigger that stands after all migrations; those with a `guard` put triggers."""
    loader = MigrationLoader(None)
    planned = dict.fromkeys(key for leaf in loader.graph.leaf_nodes() for key in loader.graph.forwards_plan(leaf))
    heard = _Listener(connection)
    for key in planned:
        guard = getattr(sys.modules[type(loader.graph.nodes[key]).__module__], "guard", None)
        if guard is not None:
            guard(None, heard)
    wanted: dict[str, str] = {}
    for statement in heard.statements:
        for act, name in _TRIGGER.findall(statement):
            if act.upper() == "DROP":
                wanted.pop(name, None)
            else:
                wanted[name] = statement
    return wanted


class _Listener:
    """Stands where a migration expects the editor of the schema, and writes down what it would do."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection
        self.statements: list[str] = []

    def execute(self, statement: str) -> None:
        self.statements.append(str(statement))


def _standing() -> Iterator[tuple[str, str]]:
    """Name and statement of the triggers in the database; the statement is empty where one is switched off."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute(
                "SELECT tgname, CASE WHEN tgenabled = 'D' THEN '' ELSE pg_get_triggerdef(oid) END "
                "FROM pg_trigger WHERE NOT tgisinternal"
            )
        yield from cursor.fetchall()


def _plain(statement: str) -> str:
    return " ".join(statement.split()).rstrip("; ")

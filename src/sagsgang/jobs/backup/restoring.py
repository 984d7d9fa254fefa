"""Put a backup back into an empty house, and prove that it is what was taken."""

from __future__ import annotations

from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper

from sagsgang.jobs.backup import files, manifest
from sagsgang.jobs.backup.manifest import BrokenBackup, Manifest
from sagsgang.jobs.backup.taking import vendor_of
from sagsgang.jobs.integrity.database import unknown_migrations

_KINDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def restore(connection: BaseDatabaseWrapper, kept: Path, folder: Path) -> Manifest:
    """Restore the backup in the folder into that database, which must be empty, and its files into `kept`.

    Refuses BrokenBackup before anything is written when the backup is not whole, is newer than the program or of
    another kind of database, or when the house is not empty; and after, should a single row differ.
    """
    told = manifest.read(folder)
    _check_fit(connection, told)
    manifest.check_parts(folder, told)
    vendor = vendor_of(connection)
    if not vendor.is_empty(connection) or not files.is_empty(kept):
        raise BrokenBackup(
            "Der ligger allerede data her. Gendan kun i et tomt hus: en ny database og en tom mappe til filer."
        )
    files.put_back(told, folder, kept)
    vendor.restore(connection, folder, told)
    _prove(connection, told)
    return told


def check(folder: Path) -> Manifest:
    """The manifest of a backup that is whole; refuses BrokenBackup. Nothing is restored."""
    told = manifest.read(folder)
    manifest.check_parts(folder, told)
    return told


def _check_fit(connection: BaseDatabaseWrapper, told: Manifest) -> None:
    if told.vendor != connection.vendor:
        raise BrokenBackup(f"Kopien er af {_KINDS.get(told.vendor)}, og her er {_KINDS[connection.vendor]}.")
    newer = unknown_migrations({(app, name) for app, name in told.migrations})
    if newer:
        named = ", ".join(f"{app} {name}" for app, name in sorted(newer))
        raise BrokenBackup(f"Kopien er fra en nyere udgave af programmet ({told.version}): {named} kendes ikke her.")


def _prove(connection: BaseDatabaseWrapper, told: Manifest) -> None:
    """Refuse when a table is not, row by row, what it was when the backup was taken."""
    vendor = vendor_of(connection)
    with vendor.standing(connection) as ask:
        found = dict(vendor.tables(ask))
    differing = sorted(name for name in told.tables.keys() | found.keys() if told.tables.get(name) != found.get(name))
    if differing:
        raise BrokenBackup(f"Det gendannede er ikke det, der blev taget kopi af: {', '.join(differing)}.")

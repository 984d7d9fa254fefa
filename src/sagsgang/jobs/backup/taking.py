"""Take a backup while the house is in use."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import ModuleType

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

from sagsgang import __version__
from sagsgang.jobs.backup import files, postgresql, sqlite
from sagsgang.jobs.backup.manifest import BrokenBackup, Manifest, part_of
from sagsgang.jobs.backup.snapshots import Query


def vendor_of(connection: BaseDatabaseWrapper) -> ModuleType:
    """How a database of that kind is copied, counted and put back."""
    return {"sqlite": sqlite, "postgresql": postgresql}[connection.vendor]


def take(connection: BaseDatabaseWrapper, kept: Path, folder: Path, at: datetime) -> Manifest:
    """Write a backup of the database, and of the files in `kept` that it names, to a folder that is not there yet.

    Refuses BrokenBackup when the folder is in use or the database cannot be copied; then nothing is left behind.
    """
    if folder.exists() and any(folder.iterdir()):
        raise BrokenBackup(f"{folder} er ikke tom. Vælg en mappe, der ikke findes endnu.")
    with _whole_or_not_at_all(folder) as half:
        vendor = vendor_of(connection)
        manifest = Manifest(
            version=__version__,
            vendor=connection.vendor,
            server=vendor.server(connection),
            taken_at=at.isoformat(timespec="seconds"),
            migrations=[],
        )
        with vendor.snapshot(connection, half) as ask:
            manifest.migrations = [list(key) for key in _migrations(ask)]
            manifest.tables = dict(vendor.tables(ask))
            files.take(ask, manifest, kept, half)
        manifest.parts[vendor.FILE] = part_of(half / vendor.FILE)
        manifest.write(half)
    return manifest


def _migrations(ask: Query) -> list[tuple[str, str]]:
    """The migrations that had been run in the snapshot, in order."""
    table = MigrationRecorder.Migration._meta.db_table
    rows = ask(f"SELECT app, name FROM {table} ORDER BY id")  # noqa: S608 - Django's own table
    return [(_text(app), _text(name)) for app, name in rows]


def _text(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else value


@contextmanager
def _whole_or_not_at_all(folder: Path) -> Iterator[Path]:
    """Give a folder beside the wanted one; it takes its name when all went well, and is removed when not."""
    half = folder.with_name(f"{folder.name}.ufaerdig-{os.getpid()}")
    half.mkdir(mode=0o700, parents=True)
    try:
        yield half
        _settle(half)
        if folder.exists():
            folder.rmdir()
        half.rename(folder)
        _sync(folder.parent)
    except BaseException:
        shutil.rmtree(half, ignore_errors=True)
        raise


def _settle(folder: Path) -> None:
    """Close the files of the backup to others, and flush them and their names to the disk."""
    for path in [*folder.rglob("*"), folder]:
        path.chmod(0o700 if path.is_dir() else 0o600)
        _sync(path)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

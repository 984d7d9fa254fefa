"""The files that the database names, taken along and put back: each under its own hash, so that each proves itself."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from sagsgang.jobs.backup.manifest import BrokenBackup, Manifest, Part
from sagsgang.jobs.backup.snapshots import Query

FOLDER = "filer"
NAMED_BY = (("documents_version", "sha256"), ("outbox_enclosure", "sha256"))
"""Table and column of every place where the database names a file by its hash."""


def named(ask: Query, tables: set[str]) -> Iterator[str]:
    """The hashes of all files that the snapshot names, each once."""
    told: set[str] = set()
    for table, column in NAMED_BY:
        if table in tables:
            for (sha256,) in ask(f"SELECT DISTINCT {column} FROM {table} WHERE {column} <> '' ORDER BY 1"):  # noqa: S608
                name = sha256.decode() if isinstance(sha256, bytes) else sha256
                if name not in told:
                    told.add(name)
                    yield name


def take(ask: Query, manifest: Manifest, source: Path, folder: Path) -> None:
    """Copy every named file into the backup; one that is missing or damaged is told in the manifest."""
    for sha256 in named(ask, set(manifest.tables)):
        target = folder / place(sha256)
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        size = _copied(source / _within(sha256), target, sha256)
        if size is None:
            target.unlink(missing_ok=True)
            manifest.missing.append(sha256)
        else:
            manifest.parts[place(sha256)] = Part(sha256, size)


def put_back(manifest: Manifest, folder: Path, target: Path) -> int:
    """Copy the files of a backup to where the house keeps them; how many. Refuses one that did not arrive whole."""
    files = [name for name in manifest.parts if name.startswith(f"{FOLDER}/")]
    for name in files:
        sha256 = Path(name).name
        place_in_house = target / _within(sha256)
        place_in_house.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if _copied(folder / name, place_in_house, sha256) is None:
            raise BrokenBackup(f"{name} kunne ikke lægges på plads.")
    return len(files)


def is_empty(folder: Path) -> bool:
    """Whether the house keeps no files there."""
    return not folder.is_dir() or not any(path.is_file() for path in folder.rglob("*"))


def place(sha256: str) -> str:
    """Where the file lies in a backup."""
    return f"{FOLDER}/{_within(sha256)}"


def _within(sha256: str) -> str:
    """Where the house keeps the file, below its folder of files."""
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


def _copied(source: Path, target: Path, sha256: str) -> int | None:
    """Copy the file and flush it to the disk; its size, or None when it is not there or not what its name says."""
    digest, size = hashlib.sha256(), 0
    try:
        with source.open("rb") as file, target.open("wb") as copy:
            while piece := file.read(1 << 20):
                digest.update(piece)
                size += copy.write(piece)
            copy.flush()
            os.fsync(copy.fileno())
    except FileNotFoundError:
        return None
    return size if digest.hexdigest() == sha256 else None

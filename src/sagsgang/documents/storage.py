"""Where files lie: each once, under the hash of its content, written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import models

from sagsgang.casework.scope import gate

_NAME = re.compile(r"[0-9a-f]{64}")
_UNFINISHED = "indgang-"
_tables: list[type[models.Model]] = []


def name_files(table: type[models.Model]) -> None:
    """Let the rows of a table keep files alive: it has the columns `sha256` and `size`, as the versions have."""
    if table not in _tables:
        _tables.append(table)


def _is_named(sha256: str) -> bool:
    with gate():  # whether another case has it is asked of all cases, and nothing of them is shown
        return any(table._default_manager.filter(sha256=sha256).exists() for table in _tables)


def _named() -> dict[str, int]:
    """Every file that some row names, with its size."""
    rows = (table._default_manager.values_list("sha256", "size").order_by().distinct() for table in _tables)
    return {sha256: size for found in rows for sha256, size in found}


def keep(content: bytes) -> str:
    """Store the content and return its SHA-256; when it comes back, the file is on disk under that name.

    It is written beside the others under another name, flushed to the disk and then renamed: a machine that stops at
    any moment leaves the whole file or none, and the row that refers to it is written only afterwards.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    target = path_of(sha256)
    if _is_whole(target, sha256, len(content)):
        os.utime(target)
        return sha256
    _make_folder(target.parent)
    handle, unfinished = tempfile.mkstemp(prefix=_UNFINISHED, dir=_root())
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, target)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise
    _settle(target.parent)
    return sha256


def read(sha256: str) -> bytes | None:
    """The content with that hash; None when the file is missing or is no longer what it was."""
    try:
        content = path_of(sha256).read_bytes()
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest() == sha256 else None


def remove(sha256: str) -> bool:
    """Take the file away when no row names it any longer; whether it did. Used by destruction by rule."""
    if _is_named(sha256):
        return False
    target = path_of(sha256)
    target.unlink(missing_ok=True)
    if target.parent.is_dir():
        _settle(target.parent)
    return True


def path_of(sha256: str) -> Path:
    """Where the file with that hash lies; only a hash is ever part of a path."""
    if not _NAME.fullmatch(sha256):
        raise ValueError("not a SHA-256")
    return _root() / sha256[:2] / sha256[2:4] / sha256


@dataclass(frozen=True, slots=True)
class Differences:
    """Where files and rows differ, by hash: `missing` and `damaged` are losses, the others only take up room."""

    checked: int
    missing: tuple[str, ...]
    damaged: tuple[str, ...]
    unknown: tuple[str, ...]
    unfinished: tuple[str, ...]

    @property
    def lost(self) -> bool:
        """Whether some version has no file to show."""
        return bool(self.missing or self.damaged)


def differences(*, thorough: bool = True) -> Differences:
    """Compare every row with its file and every file with its rows; `thorough` reads each file and reckons its hash.

    A file without a row is what an upload leaves that was interrupted between the two: harmless, and never shown.
    """
    sizes = _named()
    on_disk = {path.name for path in _files()}
    missing = sorted(sizes.keys() - on_disk)
    damaged = [sha256 for sha256 in sorted(sizes.keys() & on_disk) if not _sound(sha256, sizes[sha256], thorough)]
    unfinished = sorted(path.name for path in _root().glob(f"{_UNFINISHED}*")) if _root().is_dir() else []
    return Differences(
        len(sizes), tuple(missing), tuple(damaged), tuple(sorted(on_disk - sizes.keys())), tuple(unfinished)
    )


def _sound(sha256: str, size: int, thorough: bool) -> bool:
    if path_of(sha256).stat().st_size != size:
        return False
    return not thorough or read(sha256) is not None


def _files() -> Iterator[Path]:
    """Every file that lies where one should."""
    for path in _root().glob("??/??/*"):
        if _NAME.fullmatch(path.name):
            yield path


def _is_whole(target: Path, sha256: str, size: int) -> bool:
    """Whether the same content is there already, undamaged."""
    return target.is_file() and target.stat().st_size == size and read(sha256) is not None


def _root() -> Path:
    return Path(settings.FILES)


def _make_folder(folder: Path) -> None:
    """Make the folders down to it, for nobody else to look into, and let the disk know of each."""
    for each in (*reversed(folder.relative_to(_root()).parents), folder.relative_to(_root())):
        made = _root() / each
        if not made.is_dir():
            made.mkdir(mode=0o700, parents=True, exist_ok=True)
            _settle(made.parent)


def _settle(folder: Path) -> None:
    """Flush a folder's own list of names to the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

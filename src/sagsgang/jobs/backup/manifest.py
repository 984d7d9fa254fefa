"""What a backup says of itself: what it holds, how it was when it was taken, and a checksum of every part."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from sagsgang.people.refusals import Refusal

FORMAT = 1
NAME = "manifest.json"
SEAL = "manifest.sha256"
_CHUNK = 1 << 20


class BrokenBackup(Refusal):
    """The backup is not what it says it is, or does not fit this house; nothing has been restored."""

    code = "backup.ubrugelig"


@dataclass(frozen=True)
class Part:
    """One file of the backup."""

    sha256: str
    size: int


@dataclass(frozen=True)
class Table:
    """How many rows a table had, and a checksum over all of them in order."""

    rows: int
    sha256: str


@dataclass
class Manifest:
    """The manifest. `missing` names the files that the database speaks of and that could not be taken along."""

    version: str
    vendor: str
    server: str
    taken_at: str
    migrations: list[list[str]]
    tables: dict[str, Table] = field(default_factory=dict)
    parts: dict[str, Part] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    format: int = FORMAT

    def write(self, folder: Path) -> None:
        """Write the manifest and its own checksum, last of all, so that half a backup has none."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True).encode()
        (folder / NAME).write_bytes(text)
        (folder / SEAL).write_text(hashlib.sha256(text).hexdigest() + "\n", encoding="ascii")


def read(folder: Path) -> Manifest:
    """The manifest of a backup; refuses one that is missing, changed or of a form we do not know."""
    try:
        text = (folder / NAME).read_bytes()
        seal = (folder / SEAL).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        raise BrokenBackup(f"{folder} er ikke en hel sikkerhedskopi: {NAME} eller {SEAL} mangler.") from None
    if hashlib.sha256(text).hexdigest() != seal:
        raise BrokenBackup(f"{NAME} er ændret, siden kopien blev taget. Brug en anden kopi.")
    told = json.loads(text)
    if told.get("format") != FORMAT:
        raise BrokenBackup(f"Kopien har form {told.get('format')}, og programmet kender kun form {FORMAT}.")
    told["tables"] = {name: Table(**table) for name, table in told["tables"].items()}
    told["parts"] = {name: Part(**part) for name, part in told["parts"].items()}
    return Manifest(**told)


def check_parts(folder: Path, manifest: Manifest) -> None:
    """Refuse a backup of which a part is missing or is not the same as when it was taken."""
    for name, part in manifest.parts.items():
        file = folder / name
        if not file.is_file():
            raise BrokenBackup(f"Kopien er ikke hel: {name} mangler.")
        if file.stat().st_size != part.size or sha256_of(file) != part.sha256:
            raise BrokenBackup(f"Kopien er beskadiget: {name} er ikke, som den var. Brug en anden kopi.")


def part_of(file: Path) -> Part:
    """The file's checksum and size."""
    return Part(sha256_of(file), file.stat().st_size)


def sha256_of(file: Path) -> str:
    """The file's checksum, read in pieces."""
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while piece := stream.read(_CHUNK):
            digest.update(piece)
    return digest.hexdigest()

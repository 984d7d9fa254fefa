"""Handing over by folder: a message stands there whole under a name made of its key, or not at all.

What is written first lies under a hidden name and is renamed when it is flushed, so that nobody reads half a message.
The same key makes the same name, and a mark of our own names the one message that may get it: a second try is none,
also when the receiver has taken the first away. Receivers answer, where they do, in `kvitteringer/`: docs/drift.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sagsgang.outbox.parcels import Receipt, Refused, TryAgain

WORKSHOP, MARKS, RECEIPTS = ".under-skrivning", ".afleveret", "kvitteringer"
AWAY = "Mappen, der afleveres i, kan ikke skrives i lige nu."
WAITS_FOR_RECEIPT = "Afleveret. Venter på kvittering fra modtageren."
UNREADABLE = "Modtagerens kvittering kan ikke læses."
REJECTED = "Modtageren afviste den."
LONGEST_RECEIPT = 64_000
LONGEST_NUMBER = 100


def name_of(key: str) -> str:
    """The name of a message: made of its key alone, and telling nothing of it."""
    return f"sagsgang-{hashlib.sha256(key.encode()).hexdigest()[:24]}"


@dataclass(frozen=True, slots=True)
class Drop:
    """A folder that a receiver empties. `answers`: whether the receiver writes a receipt, which is waited for."""

    root: Path
    answers: bool = True

    def leave(self, name: str, files: Mapping[str, bytes]) -> None:
        """Leave a folder of that name with the files in it, unless it has been left before; raises TryAgain."""
        try:
            self._leave(name, files)
        except OSError:
            raise TryAgain(AWAY) from None

    def receipt(self, name: str) -> Receipt:
        """What the receiver has answered; raises TryAgain while it has not, Refused when it will not have it."""
        if not self.answers:
            return Receipt(name)
        said = self._answer(name)
        if said is None:
            raise TryAgain(WAITS_FOR_RECEIPT)
        if said.get("status") == "afvist":
            raise Refused(REJECTED)
        number = said.get("nummer")
        if said.get("status") != "modtaget" or not isinstance(number, str):
            raise TryAgain(UNREADABLE)
        return Receipt(" ".join(number.split())[:LONGEST_NUMBER] or name)

    def _answer(self, name: str) -> dict[str, Any] | None:
        path = self.root / RECEIPTS / f"{name}.json"
        try:
            with path.open("rb") as file:
                said = json.loads(file.read(LONGEST_RECEIPT))
        except FileNotFoundError:
            return None
        except (OSError, ValueError):
            raise TryAgain(UNREADABLE) from None
        return said if isinstance(said, dict) else {}

    def _leave(self, name: str, files: Mapping[str, bytes]) -> None:
        """Write the message, mark it as the one of its name, and only then give it its name.

        Whoever is stopped in between leaves either no mark (it is written anew) or a mark that names what was written
        (it is given its name, unless it had it already and the receiver has taken it). Nothing is left twice.
        """
        workshop, marks = self.root / WORKSHOP, self.root / MARKS
        for folder in (self.root, workshop, marks):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        mark = marks / name
        if not mark.is_symlink():
            written = self._written(workshop, name, files)
            try:
                mark.symlink_to(written.name)
            except FileExistsError:  # another worker was first; the mark names its
                shutil.rmtree(written)
            _settle(marks)
        chosen = workshop / mark.readlink()
        try:
            chosen.rename(self.root / name)
        except FileNotFoundError:
            return
        _settle(self.root)
        for left in workshop.glob(f"{name}.*"):  # what a try left that was cut off
            shutil.rmtree(left, ignore_errors=True)

    def _written(self, workshop: Path, name: str, files: Mapping[str, bytes]) -> Path:
        unfinished = Path(tempfile.mkdtemp(prefix=f"{name}.", dir=workshop))
        for each, content in files.items():
            with (unfinished / each).open("xb") as file:
                file.write(content)
                file.flush()
                os.fchmod(file.fileno(), 0o640)
                os.fsync(file.fileno())
        unfinished.chmod(0o750)  # for the receiver's group, which the folder gives it
        _settle(unfinished)
        _settle(workshop)
        return unfinished


def _settle(folder: Path) -> None:
    """Flush a folder's own list of names to the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

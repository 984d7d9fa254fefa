"""Handing over by folder: a message stands there whole under a name made of its key, or not at all.

What is written first lies under a hidden name and is renamed when it is flushed, so that nobody reads half a message.
The same key makes the same name, so that a second try finds what the first one left; a mark of our own tells it also
when the receiver has taken the message away. Receivers answer, where they do, in `kvitteringer/`: docs/drift.
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
        workshop, marks = self.root / WORKSHOP, self.root / MARKS
        for folder in (self.root, workshop, marks):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        target, mark = self.root / name, marks / name
        if mark.exists():
            return
        if not target.exists():
            self._publish(workshop, target, files)
        mark.touch(mode=0o600)
        _settle(marks)
        for left in workshop.glob(f"{name}.*"):  # what a try left that was cut off
            shutil.rmtree(left, ignore_errors=True)

    def _publish(self, workshop: Path, target: Path, files: Mapping[str, bytes]) -> None:
        unfinished = Path(tempfile.mkdtemp(prefix=f"{target.name}.", dir=workshop))
        for name, content in files.items():
            with (unfinished / name).open("xb") as file:
                file.write(content)
                file.flush()
                os.fchmod(file.fileno(), 0o640)
                os.fsync(file.fileno())
        unfinished.chmod(0o750)  # for the receiver's group, which the folder gives it
        _settle(unfinished)
        try:
            unfinished.rename(target)
        except OSError:
            if not target.exists():  # otherwise another worker has left the same message meanwhile
                raise
        _settle(self.root)


def _settle(folder: Path) -> None:
    """Flush a folder's own list of names to the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

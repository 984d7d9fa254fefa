"""KINGO, CSC and KMD as folders: a message is a folder with `metadata.json` and the files; see docs/drift."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.views.decorators.debug import sensitive_variables

from sagsgang.adapters.drops import RECEIPTS, Drop, name_of
from sagsgang.outbox.parcels import Attachment, Parcel, Receipt
from sagsgang.people.models import Person

FORMAT = "sagsgang-udveksling-1"
METADATA = "metadata.json"
_PLAIN = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Journal:
    """One of the systems, reached by its folder."""

    system: str
    drop: Drop
    repeatable: bool = True

    def send(self, parcel: Parcel, posted_at: datetime, handing_over: Callable[[], None]) -> Receipt:
        """Leave the message, and return the number that the system has given it."""
        name = name_of(parcel.key)
        self.drop.leave(name, _files(self.system, name, parcel, posted_at))
        return self.drop.receipt(name)


@dataclass(frozen=True, slots=True)
class AnsweringJournal:
    """The same in the demo town and in tests, with somebody at the other end who gives each message a number."""

    system: str
    drop: Drop
    repeatable: bool = True

    def send(self, parcel: Parcel, posted_at: datetime, handing_over: Callable[[], None]) -> Receipt:
        """Leave the message, let it be numbered, and return the number."""
        name = name_of(parcel.key)
        self.drop.leave(name, _files(self.system, name, parcel, posted_at))
        number = f"{posted_at:%y}/{int(name[-8:], 16) % 1_000_000:06d}"
        answers = self.drop.root / RECEIPTS
        answers.mkdir(mode=0o700, exist_ok=True)
        (answers / f"{name}.json").write_text(json.dumps({"status": "modtaget", "nummer": number}), encoding="utf-8")
        return self.drop.receipt(name)


@sensitive_variables()
def _files(system: str, name: str, parcel: Parcel, posted_at: datetime) -> dict[str, bytes]:
    files = {f"{number:02d}-{plain(each)}": each for number, each in enumerate(parcel.attachments, 1)}
    told: dict[str, Any] = {
        "format": FORMAT,
        "besked": name,
        "system": system,
        "slags": parcel.kind,
        "emne": parcel.subject,
        "tekst": parcel.body,
        "lagt_i_udbakken": posted_at.isoformat(timespec="seconds"),
        "barn": _child(parcel.to.get("person", "")),
        "oplysninger": dict(sorted(parcel.extra.items())),
        "filer": [
            {
                "navn": path,
                "slags": each.mime,
                "byte": len(each.content),
                "sha256": hashlib.sha256(each.content).hexdigest(),
            }
            for path, each in files.items()
        ],
    }
    metadata = json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True).encode() + b"\n"
    return {METADATA: metadata, **{path: each.content for path, each in files.items()}}


def plain(file: Attachment) -> str:
    """The file's name in letters that every system can store."""
    return _PLAIN.sub("-", file.name).strip("-.")[:80] or "fil"


@sensitive_variables()
def _child(pk: str) -> dict[str, str]:
    """Whose journal it is: name and CPR number, read only now, as it leaves for the system that knows them already."""
    if not pk.isdecimal():
        return {}
    person = Person.objects.select_related("cpr").filter(pk=int(pk)).first()
    if person is None:
        return {}
    number = person.cpr.number if hasattr(person, "cpr") else ""
    return {"navn": person.name, "cpr": number}

"""The links of the chain: what a look says as bytes, and the seals of rows, head and destroyed pieces."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from sagsgang.record.keys import Key

GENESIS = b"\0" * 32
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_FORM = 1  # of the canonical bytes; a new form gets a new number and the old one stays readable

Touched = Sequence[tuple[int, str]]
"""Cases with how they were touched, in order of the cases."""

FIELDS = (
    "number", "at", "user_id", "roles", "unit_id", "cause", "act", "page", "task", "criterion", "reason_mark", "key",
)  # fmt: skip
"""What a link covers beside its cases and the link before it, in this order."""


def canonical(values: Sequence[Any], cases: Touched) -> bytes:
    """Return the bytes of a look: the values of FIELDS and its cases in order of their ids."""
    return _encode([_FORM, [_told(value) for value in values], list(cases)]).encode()


def _told(value: Any) -> Any:
    return value.astimezone(UTC).isoformat(timespec="microseconds") if isinstance(value, datetime) else value


def link(key: Key, previous: bytes, said: bytes) -> bytes:
    """Return the link that binds what a look says to the link before it."""
    return key.mac(b"opslag", previous, said)


def head_seal(key: Key, number: int, last: bytes) -> bytes:
    """Return the seal of a head that stands at that look."""
    return key.mac(b"hoved", str(number).encode(), last)


def segment_seal(key: Key, values: Iterable[Any], last: bytes) -> bytes:
    """Return the seal of a destroyed piece: its values in the order they stand in the table."""
    return key.mac(b"stykke", _encode([_told(value) for value in values]).encode(), last)


def reason_mark(key: Key, body: str) -> str:
    """Return the mark by which a look knows the reason that stands beside it."""
    return key.mac(b"begrundelse", body.encode()).hex()

"""The keys of the log, from the settings: whoever has the database alone cannot forge a link."""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

_CPR = re.compile(r"^\d{6}-?\d{4}$")
_LEAST = 32  # characters of a secret
_FINGERPRINT = 8  # hexadecimal digits: enough to tell a handful of keys apart
_MARK = 16  # hexadecimal digits of a searched word: 64 bits, told apart but not told
_MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Key:
    """One key and the short name it is known by in the rows it sealed."""

    secret: bytes
    fingerprint: str

    @classmethod
    def of(cls, secret: str) -> Key:
        """Return the key made of a secret of the environment; one that could be guessed is refused."""
        if len(secret) < _LEAST:
            raise ImproperlyConfigured(f"SAGSGANG_RECORD_KEY skal være på mindst {_LEAST} tegn.")
        raw = secret.encode()
        return cls(raw, hashlib.sha256(b"sagsgang opslag " + raw).hexdigest()[:_FINGERPRINT])

    def mac(self, *parts: bytes) -> bytes:
        """Return 32 bytes that only the key can make of these parts; each part's length is part of it."""
        made = hmac.new(self.secret, digestmod=hashlib.sha256)
        for part in parts:
            made.update(len(part).to_bytes(4, "big"))
            made.update(part)
        return made.digest()


@lru_cache(maxsize=8)
def _ring(secrets: tuple[str, ...]) -> tuple[Key, ...]:
    return tuple(Key.of(secret) for secret in secrets)


def ring() -> tuple[Key, ...]:
    """Return the keys of the house: the one that seals first, then those that once did."""
    return _ring(tuple(settings.RECORD_KEYS))


def current() -> Key:
    """Return the key that seals today's rows."""
    return ring()[0]


def by_fingerprint() -> dict[str, Key]:
    """Return every key the house has by the name it has in the rows."""
    return {key.fingerprint: key for key in ring()}


def marks(words: str) -> str:
    """Return what somebody searched for as marks, one for each word: the same word gives the same mark.

    The log tells whether somebody searched for a name or number one already has; it gives none away (law.md 7.5).
    """
    found = unicodedata.normalize("NFC", words).casefold().split()[:_MOST_WORDS]
    return " ".join(mark(word) for word in found)


def mark(word: str) -> str:
    """Return the mark of one word; a CPR number has one mark, written with or without its hyphen."""
    return every_mark(word)[0]


def every_mark(word: str) -> list[str]:
    """Return the marks of one word under every key the house has, today's first: what to look for in older rows."""
    folded = unicodedata.normalize("NFC", word).casefold()
    plain = folded.replace("-", "") if _CPR.match(folded) else folded
    return [key.mac(b"ord", plain.encode()).hex()[:_MARK] for key in ring()]

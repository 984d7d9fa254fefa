"""Seals short texts so that only this house opens them, and only on the row they belong to. Pure: no Django, no clock.

A sealed text is ``seal1.<key>.<nonce and AES-256-GCM, base64url>``; `<key>` tells which key opens it, not the key.
"""

from __future__ import annotations

import hmac
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from secrets import token_bytes
from typing import ClassVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
HEAD = len("seal1.01234567.")
"""How many characters at the front of a sealed text tell its form and its key."""

_NONCE_BYTES = 12
_SEALED = re.compile(r"seal1\.([0-9a-f]{8})\.([A-Za-z0-9_-]+)")


class SealRefusal(Exception):
    """What is sealed cannot be read, or nothing can be sealed. The sentence never holds a value or a key."""

    code: ClassVar[str] = "segl"
    sentence: ClassVar[str] = "Oplysningen kan ikke åbnes."

    def __init__(self) -> None:
        super().__init__(self.sentence)


class KeyUnreadable(SealRefusal):
    """A key in the environment is not one."""

    code = "segl.noegle_form"
    sentence = (
        "En nøgle i SAGSGANG_KEYS eller SAGSGANG_INDEX_KEY er ikke 32 bytes skrevet som base64. "
        "Lav en med: python -m sagsgang.sealing"
    )


class KeyMissing(SealRefusal):
    """Sealed with a key that the house has not been given."""

    code = "segl.noegle_mangler"
    sentence = "Oplysningen er forseglet med en nøgle, som huset ikke har. Sig det til dem, der driver systemet."


class SealBroken(SealRefusal):
    """Not what was sealed for that row: changed, or moved from another."""

    code = "segl.brudt"
    sentence = "Oplysningens forsegling er brudt, eller den hører til en anden. Sig det til dem, der driver systemet."


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """One secret: an `id` that may be shown, and what is derived from the secret for sealing and for the index."""

    id: str
    cipher: AESGCM
    mac: bytes

    @classmethod
    def read(cls, text: str) -> Key:
        """Return the key written as base64url; refuses KeyUnreadable."""
        try:
            secret = urlsafe_b64decode(text.strip() + "=" * (-len(text.strip()) % 4))
        except ValueError:
            raise KeyUnreadable from None
        if len(secret) != KEY_BYTES:
            raise KeyUnreadable
        derived = {use: hmac.digest(secret, use, sha256) for use in (b"id", b"seal", b"index")}
        return cls(derived[b"id"][:4].hex(), AESGCM(derived[b"seal"]), derived[b"index"])


def new_key() -> str:
    """Return a fresh key as it is written in the environment."""
    return _text(token_bytes(KEY_BYTES))


def key_of(phrase: str) -> str:
    """Return the key that a phrase makes: for the demo town and tests, where nothing is secret."""
    return _text(sha256(phrase.encode()).digest())


class Keyring:
    """The keys of a house, newest first. The first seals; all of them open."""

    def __init__(self, keys: Iterable[str], index_keys: Iterable[str]) -> None:
        """Read the keys; refuses KeyUnreadable, also when there is none."""
        sealing, indexing = [Key.read(text) for text in keys], [Key.read(text) for text in index_keys]
        if not sealing or not indexing:
            raise KeyUnreadable
        self._newest, self._by_id = sealing[0], {key.id: key for key in sealing}
        self._indexing = tuple(indexing)

    @property
    def head(self) -> str:
        """How a text begins that is sealed with the newest key."""
        return f"seal1.{self._newest.id}."

    @property
    def index_head(self) -> str:
        """How an index begins that was made with the newest index key."""
        return f"{self._indexing[0].id}."

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the keys that open, newest first."""
        return tuple(self._by_id)

    @property
    def index_ids(self) -> tuple[str, ...]:
        """The ids of the index keys, newest first."""
        return tuple(key.id for key in self._indexing)

    def seal(self, text: str, purpose: str, row: str) -> str:
        """Return the text sealed with the newest key, for that purpose on that row and no other."""
        nonce = token_bytes(_NONCE_BYTES)
        return self.head + _text(nonce + self._newest.cipher.encrypt(nonce, text.encode(), _bound(purpose, row)))

    def open(self, sealed: str, purpose: str, row: str) -> str:
        """Return the text that was sealed for that purpose on that row; refuses KeyMissing and SealBroken."""
        found = _SEALED.fullmatch(sealed)
        if found is None:
            raise SealBroken
        key = self._by_id.get(found[1])
        if key is None:
            raise KeyMissing
        try:
            body = urlsafe_b64decode(found[2] + "=" * (-len(found[2]) % 4))
            if _text(body) != found[2]:
                raise SealBroken
            return key.cipher.decrypt(body[:_NONCE_BYTES], body[_NONCE_BYTES:], _bound(purpose, row)).decode()
        except (InvalidTag, ValueError):
            raise SealBroken from None

    def index(self, text: str, purpose: str) -> str:
        """Return what the text is found by: the same text always gives the same, and nobody reads it back."""
        return self.indexes(text, purpose)[0]

    def indexes(self, text: str, purpose: str) -> tuple[str, ...]:
        """Return everything the text may be found by while index keys are being turned over, newest first."""
        words = f"{purpose}\0{text}".encode()
        return tuple(f"{key.id}.{hmac.digest(key.mac, words, sha256).hex()}" for key in self._indexing)


def _bound(purpose: str, row: str) -> bytes:
    return f"{purpose}\0{row}".encode()


def _text(secret: bytes) -> str:
    return urlsafe_b64encode(secret).decode().rstrip("=")

"""Which letters can be printed: what people paste holds more than any font does, and a paper must never fail for it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

_ORDINARY = 0x180  # Latin with its accents: in every font we set with
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_NEVER = frozenset({"Co", "Cs", "Cn"})

_asked: dict[str, bool] = {}


def displayable(text: str, has_letter: Callable[[str], bool]) -> str:
    """Return the text without control signs, and with each letter no font has as its number: [U+1F600]."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    if plain.isascii() and plain.isprintable():
        return plain
    return "".join(_one(letter, has_letter) for letter in plain)


def _one(letter: str, has_letter: Callable[[str], bool]) -> str:
    """Return how one letter is printed."""
    if letter == "\n":
        return letter
    if letter == "\t":
        return "    "
    category = unicodedata.category(letter)
    if category == "Cc" or letter in _TURNING:
        return ""
    if category in _NEVER:
        return _number(letter)
    if ord(letter) < _ORDINARY:
        return letter
    if letter not in _asked:
        _asked[letter] = has_letter(letter)
    return letter if _asked[letter] else _number(letter)


def _number(letter: str) -> str:
    return f"[U+{ord(letter):04X}]"

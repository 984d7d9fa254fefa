"""How hard a text is to read: LIX, as a help to the one who writes."""

from __future__ import annotations

import re

_WORDS = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_STOPS = re.compile(r"[.!?:]+(?=\s|$)|\n\n+")
_LONG = 6

_LEVELS = ((25, "meget let"), (35, "let"), (45, "middel"), (55, "svær"))


def lix(text: str) -> int | None:
    """Return LIX: words per sentence plus the share of words longer than six letters; None for less than ten words."""
    words = _WORDS.findall(text)
    if len(words) < 10:
        return None
    ended = text.strip() if text.rstrip().endswith((".", "!", "?", ":")) else f"{text.strip()}."
    sentences = max(1, len(_STOPS.findall(ended)))
    long_ones = sum(len(word) > _LONG for word in words)
    return round(len(words) / sentences + 100 * long_ones / len(words))


def level(number: int) -> str:
    """Return the word for it: "let", "middel" …"""
    return next((word for most, word in _LEVELS if number < most), "meget svær")

"""Danish order and lower case for SQLite, the same as PostgreSQL's own."""

import unicodedata
from functools import lru_cache
from typing import Any

COLLATION = "da"
"""Name of the collation on both databases: ``order_by(Collate("navn", "da"))``."""

_ALPHABET = {"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "ü": "y"}
"""After z stand æ, ø, å; the neighbours' letters sort with ours ('{', '|' and '}' follow 'z' in ASCII)."""

SortKey = tuple[str, str, str]


@lru_cache(maxsize=20_000)
def sort_key(text: str) -> SortKey:
    """Return the key by which a Danish list is sorted: letters first, then accents, then capitals before small.

    ``aa`` sorts as ``å`` (Aarhus stands after Ølstykke), as Danish practice and ICU have it.
    """
    folded = unicodedata.normalize("NFC", text).casefold().replace("aa", "å")
    letters = "".join(_ALPHABET.get(letter) or _base(letter) for letter in folded)
    return letters, folded, text


def compare(left: str, right: str) -> int:
    """Return -1, 0 or 1: how two texts stand to each other in a Danish list."""
    a, b = sort_key(left), sort_key(right)
    return (a > b) - (a < b)


def lower(text: Any) -> Any:
    """Return the text in small letters by Unicode's rules; other values and NULL pass through."""
    return text.lower() if isinstance(text, str) else text


def teach_sqlite(connection: Any, **_: Any) -> None:
    """Register the collation and LOWER on one new SQLite connection; PostgreSQL needs no lesson."""
    if connection.vendor != "sqlite":
        return
    raw = connection.connection
    raw.create_collation(COLLATION, compare)
    raw.create_function("LOWER", 1, lower, deterministic=True)


def _base(letter: str) -> str:
    """Return a letter without its accent (é sorts with e)."""
    return "".join(part for part in unicodedata.normalize("NFD", letter) if not unicodedata.combining(part))

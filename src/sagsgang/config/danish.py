"""Danish order and Danish capitals for SQLite, as PostgreSQL has them by itself."""

import re
import unicodedata
from functools import lru_cache
from typing import Any

_LETTERS = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "ü": "y"})
"""After z stand æ, ø, å, and their neighbours' letters with them; '{', '|' and '}' follow 'z' in ASCII."""

_NEIGHBOURS = str.maketrans({"ä": "æ~", "ö": "ø~", "ü": "y~"})
"""Where all else is equal our own letter stands before the neighbour's."""

SortKey = tuple[str, str, str]


@lru_cache(maxsize=20_000)
def sort_key(text: str) -> SortKey:
    """Return the key a Danish list is sorted by: letters, then accents, then capitals before small.

    ``aa`` sorts as ``å``, as in every Danish register: Aarhus stands after Ølstykke.
    """
    folded = unicodedata.normalize("NFC", text).casefold()
    letters = "".join(map(_without_accent, folded.replace("aa", "å").translate(_LETTERS)))
    return letters, folded.replace("aa", "å~").translate(_NEIGHBOURS), text


def compare(left: str, right: str) -> int:
    """Return -1, 0 or 1: how two texts stand to each other in a Danish list."""
    a, b = sort_key(left), sort_key(right)
    return (a > b) - (a < b)


def lower(value: Any) -> Any:
    """Return a text in small letters, Æ, Ø and Å included; NULL and numbers pass through."""
    return value.lower() if isinstance(value, str) else value


def like(pattern: str | None, value: Any, escape: str) -> bool | None:
    """Return whether a value matches a LIKE pattern whatever its capitals; NULL when either side is NULL."""
    if pattern is None or value is None:
        return None
    return _matcher(pattern, escape).fullmatch(str(value)) is not None


def teach_sqlite(connection: Any, **_: Any) -> None:
    """Register order, LOWER and LIKE on one new SQLite connection; PostgreSQL needs no lesson."""
    if connection.vendor != "sqlite":
        return
    raw = connection.connection
    raw.create_collation("da", compare)
    raw.create_function("LOWER", 1, lower, deterministic=True)
    raw.create_function("LIKE", 3, like, deterministic=True)


@lru_cache(maxsize=500)
def _matcher(pattern: str, escape: str) -> re.Pattern[str]:
    """Return a LIKE pattern as a regular expression."""
    pieces = re.findall(re.escape(escape) + r".|.", pattern, flags=re.DOTALL)
    wild = {"%": ".*", "_": "."}
    source = "".join(wild.get(piece) or re.escape(piece[-1]) for piece in pieces)
    return re.compile(source, re.IGNORECASE | re.DOTALL)


def _without_accent(letter: str) -> str:
    """Return a letter without its accent: é stands with e."""
    return "".join(part for part in unicodedata.normalize("NFD", letter) if not unicodedata.combining(part))

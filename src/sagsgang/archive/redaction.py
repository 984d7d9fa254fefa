"""Redaction: passages that are taken out of a text, so that the words are not there, neither seen nor in the file.

Pure: no database, no clock. A passage is found however it is spaced, capitalised or broken by invisible signs, and the
whole word around it goes too; a number of ten digits is found with and without its hyphen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

BLOT = "█████"
"""What stands in the place of a passage; always as long, so that it does not tell how long the passage was."""
SHORT = 3
"""A passage of so few letters is found as a word of its own only: "Bo" must not take "bolig" with it."""

_CPR = re.compile(r"(?<!\d)(\d{6})[\s\-‐‑–—−]*(\d{4})(?!\d)")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\d-])(?:\+45[ ]?)?(?:\d{8}|\d{2}(?: \d{2}){3}|\d{4} \d{4})(?![\d-])")


def redacted(text: str, passages: Iterable[str]) -> str:
    """Return the text with each passage, and the rest of the words it begins or ends in, blotted out."""
    plain = unicodedata.normalize("NFC", text)
    wanted = usable(passages)
    if not wanted or not plain:
        return plain
    seen, at = _folded(plain)
    gone = [False] * len(plain)
    for passage in wanted:
        for start, end in _found(seen, passage):
            for index in range(at[start], at[end - 1] + 1):
                gone[index] = True
    return _blotted(plain, gone)


def usable(passages: Iterable[str]) -> tuple[str, ...]:
    """Return the passages as they are looked for: folded, without those that are empty, the same ones once."""
    folded = (_folded(unicodedata.normalize("NFC", each))[0].strip() for each in passages)
    return tuple(dict.fromkeys(each for each in folded if BLOT[0] not in each and any(map(str.isalnum, each))))


def holds(text: str, passage: str) -> bool:
    """Whether the passage can be read in the text."""
    wanted = usable([passage])
    return bool(wanted) and any(True for _ in _found(_folded(unicodedata.normalize("NFC", text))[0], wanted[0]))


def cpr_numbers(text: str) -> list[str]:
    """Return what looks like CPR numbers in the text, as ten digits, each once."""
    return list(dict.fromkeys(first + last for first, last in _CPR.findall(text)))


def contacts(text: str) -> list[str]:
    """Return the mail addresses and telephone numbers in the text, as they stand, each once."""
    return list(dict.fromkeys([*_MAIL.findall(text), *(each.group().strip() for each in _PHONE.finditer(text))]))


def _folded(text: str) -> tuple[str, list[int]]:
    """The text as it is searched, and for each of its letters where it stands in the text as it is written."""
    letters: list[str] = []
    at: list[int] = []
    for index, letter in enumerate(text):
        if unicodedata.category(letter) in ("Cf", "Cc") and not letter.isspace():
            continue
        if letter.isspace():
            if not letters or letters[-1] != " ":
                letters.append(" ")
                at.append(index)
            continue
        for each in unicodedata.normalize("NFKC", letter).casefold():
            if each.isspace() and letters and letters[-1] == " ":
                continue
            letters.append(each)
            at.append(index)
    return "".join(letters), at


def _found(seen: str, passage: str) -> Iterator[tuple[int, int]]:
    """Where the passage stands in the folded text, widened to whole words; overlapping ones too."""
    if len(passage.replace("-", "")) == 10 and passage.replace("-", "").isdigit():
        digits = passage.replace("-", "")
        pattern = r"[\s\-‐‑–—−]*".join(digits)
        yield from (each.span() for each in re.finditer(pattern, seen))
        return
    start = seen.find(passage)
    while start >= 0:
        first, last = _widened(seen, start, start + len(passage))
        alone = first == start and seen[start + len(passage) : last] in ("", "s")
        if len(passage) > SHORT or alone:
            yield first, last
        start = seen.find(passage, start + 1)


def _widened(seen: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and seen[start].isalnum() and seen[start - 1].isalnum():
        start -= 1
    while end < len(seen) and seen[end - 1].isalnum() and seen[end].isalnum():
        end += 1
    return start, end


def _blotted(text: str, gone: list[bool]) -> str:
    made: list[str] = []
    for index, letter in enumerate(text):
        if not gone[index]:
            made.append(letter)
        elif index == 0 or not gone[index - 1]:
            made.append(BLOT)
    return "".join(made)

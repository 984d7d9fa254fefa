"""PDFs are read object by object: one that runs something, opens something or carries other files is not taken."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, NullObject

from sagsgang.documents.refusals import FileRefused

ACTIVE = "PDF-filen indeholder noget, der kører eller henter af sig selv. Udskriv den til en ny PDF, og vælg den."
CARRIES = "PDF-filen har andre filer indeni. Tag dem ud, og vælg dem hver for sig."
LOCKED = "PDF-filen er låst med en kode. Gem den uden kode, og vælg den igen."
BROKEN = "PDF-filen er beskadiget og kan ikke læses. Udskriv den til en ny PDF, og vælg den."
TAIL = "Der hænger noget efter PDF-filen, som ikke hører til den. Udskriv den til en ny PDF, og vælg den."

_RUNS = frozenset({"/JavaScript", "/JS", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/GoToR", "/RichMedia",
                   "/Rendition", "/Movie", "/Sound", "/XFA", "/3D"})  # fmt: skip
_CARRIES = frozenset({"/EmbeddedFile", "/EmbeddedFiles", "/FileAttachment", "/EF"})
_IN_THE_RAW = re.compile(rb"/(JavaScript|Launch|GoTo[ER]|RichMedia|EmbeddedFiles?)[\s/<>\[\]()]")
_MOST_OBJECTS = 400_000


def check(content: bytes) -> None:
    """Raise FileRefused unless the PDF is whole, open, and holds nothing but what is to be read."""
    tail = content[content.rfind(b"%%EOF") :] if b"%%EOF" in content[-2048:] else b""
    if not tail:
        raise FileRefused(BROKEN)
    if tail[5:].strip(b"\r\n \t\x00") or b"PK\x05\x06" in content[-70_000:]:
        raise FileRefused(TAIL)
    if _IN_THE_RAW.search(content):  # an older revision of the file may hold what the newest does not refer to
        raise FileRefused(ACTIVE)
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it would quote the file it complains of
    try:
        _look_through(content)
    except FileRefused:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OverflowError):
        raise FileRefused(BROKEN) from None


def _look_through(content: bytes) -> None:
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted:
        raise FileRefused(LOCKED)
    if not len(reader.pages):
        raise FileRefused(BROKEN)
    for seen, name in enumerate(_names(reader)):
        if name in _RUNS:
            raise FileRefused(ACTIVE)
        if name in _CARRIES:
            raise FileRefused(CARRIES)
        if seen > _MOST_OBJECTS * 20:
            raise FileRefused(BROKEN)


def _names(reader: PdfReader) -> Iterator[str]:
    """Every name in every object of the file, those that no page refers to as well."""
    numbers = [(generation, number) for generation, table in reader.xref.items() for number in table]
    numbers += [(0, number) for number in reader.xref_objStm]
    if len(numbers) > _MOST_OBJECTS:
        raise FileRefused(BROKEN)
    yield from _names_in(reader.trailer)
    for generation, number in numbers:
        if number:
            yield from _names_in(reader.get_object(IndirectObject(number, generation, reader)))


def _names_in(value: Any) -> Iterator[str]:
    """The names in one object; what it refers to is looked at by itself."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, DictionaryObject):
            _check_moments(each)
            yield from (str(key) for key in each)
            waiting.extend(each.values())
        elif isinstance(each, ArrayObject):
            waiting.extend(each)
        elif isinstance(each, NameObject):
            yield str(each)


def _check_moments(each: DictionaryObject) -> None:
    """What happens by itself: nothing but that the file is opened at one of its own places. A link is followed."""
    if "/AA" in each:
        raise FileRefused(ACTIVE)
    if "/OpenAction" not in each:
        return
    opening = each["/OpenAction"]  # a reference is followed by the library
    if isinstance(opening, DictionaryObject):
        if opening.get("/S") != "/GoTo" or "/Next" in opening:
            raise FileRefused(ACTIVE)
    elif not isinstance(opening, ArrayObject | NullObject):
        raise FileRefused(ACTIVE)

"""What an uploaded file is, told by its content alone: five kinds are taken, and nothing in them may run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import puremagic

from sagsgang.documents import office, pdfs, pictures
from sagsgang.documents.refusals import FileRefused

TAKEN = "PDF, billeder (PNG og JPEG), Word (DOCX), OpenDocument (ODT) og ren tekst"


@dataclass(frozen=True, slots=True)
class ContentType:
    """A kind of file we take: its media type, its suffix, and what people call it."""

    mime: str
    suffix: str
    name: str


PDF = ContentType("application/pdf", "pdf", "PDF")
PNG = ContentType("image/png", "png", "billede")
JPEG = ContentType("image/jpeg", "jpg", "billede")
DOCX = ContentType("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx", "Word-dokument")
ODT = ContentType("application/vnd.oasis.opendocument.text", "odt", "OpenDocument-tekst")
TEXT = ContentType("text/plain; charset=utf-8", "txt", "tekst")
TYPES = (PDF, PNG, JPEG, DOCX, ODT, TEXT)

_MARKUP = ("<!doctype", "<html", "<svg", "<script", "<?xml", "<?php", "<iframe", "<body", "<math", "javascript:")
_OTHER_LANGUAGES = ("{\\rtf", "%!ps", "#!", "mz\x90")


def type_named(mime: str) -> ContentType:
    """The kind with that media type, as stored with a version."""
    return next(kind for kind in TYPES if kind.mime == mime)


def recognise(content: bytes, most: int) -> ContentType:
    """The kind of file the content is; raises FileRefused with a sentence that says what to do.

    Neither the name nor what the browser calls it counts. `most` is the largest size in bytes.
    """
    if not content:
        raise FileRefused("Filen er tom. Vælg den igen.")
    if len(content) > most:
        raise too_large(most)
    for starts, kind, check in _BY_START:
        if content.startswith(starts):
            _agrees(content, kind)
            check(content)
            return kind
    if content.startswith(b"PK\x03\x04"):
        return {"docx": DOCX, "odt": ODT}[office.check(content)]
    _check_text(content)
    return TEXT


def too_large(most: int) -> FileRefused:
    """The refusal of a file beyond the limit, in whole megabytes."""
    return FileRefused(f"Filen er for stor: den må højst fylde {most // 1_000_000} MB.")


def _agrees(content: bytes, kind: ContentType) -> None:
    """Ask the library of signatures as well; what it takes for something else is not let in."""
    try:
        named = {found.mime_type for found in puremagic.magic_string(content)}
    except puremagic.PureError:
        named = set()
    if kind.mime not in named:
        raise unknown_kind()


def unknown_kind() -> FileRefused:
    """The refusal of what is none of the kinds we take."""
    return FileRefused(f"Filen er ikke af en slags, der kan modtages. Det kan {TAKEN}.")


def _check_text(content: bytes) -> None:
    """Plain text is UTF-8 without control signs, and is not a page or a program that calls itself text."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise unknown_kind() from None
    if any(letter < " " and letter not in "\t\r\n\f" for letter in text) or "\x7f" in text:
        raise unknown_kind()
    small = text.lstrip().lower()
    if small.startswith(_OTHER_LANGUAGES) or any(mark in small for mark in _MARKUP):
        raise FileRefused("Filen indeholder kode, som en hjemmeside gør. Gem den som PDF, og vælg den i stedet.")


_BY_START: tuple[tuple[bytes, ContentType, Callable[[bytes], None]], ...] = (
    (b"%PDF-", PDF, pdfs.check),
    (b"\x89PNG\r\n\x1a\n", PNG, pictures.check_png),
    (b"\xff\xd8\xff", JPEG, pictures.check_jpeg),
)

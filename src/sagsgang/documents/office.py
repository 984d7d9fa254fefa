"""Text documents of Word and OpenDocument: archives that are opened and looked through, never unpacked or run."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from sagsgang.documents.refusals import FileRefused

BROKEN = "Dokumentet er beskadiget eller af en slags, der ikke kan modtages. Gem det som PDF, og vælg den."
ACTIVE = "Dokumentet indeholder makroer eller noget andet, der kan køre. Gem det som PDF, og vælg den."
REMOTE = "Dokumentet henter noget andre steder fra, når det åbnes. Gem det som PDF, og vælg den."
LOCKED = "Dokumentet er låst med en kode. Gem det uden kode, og vælg det igen."

_MOST_UNPACKED = 300_000_000
_MOST_PARTS = 5_000
_MOST_TEXT = 60_000_000
_WORD_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_ODT_TYPE = b"application/vnd.oasis.opendocument.text"
_RUNS = re.compile(
    r"vbaproject|vbadata|macro|activex|oleobject|embeddings/|^basic/|^scripts/|^object ?\d"
    r"|\.(exe|dll|js|vbs|bat|cmd|hta|jar)$",
    re.IGNORECASE,
)
_RUNS_IN_TYPES = re.compile(r"macroenabled|vbaproject|activex|oleobject|ms-office\.", re.IGNORECASE)
_RELATION = re.compile(r"<Relationship\b[^>]*>", re.IGNORECASE)
_EXTERNAL = re.compile(r"TargetMode\s*=\s*[\"']External[\"']", re.IGNORECASE)
_LINK = re.compile(r"Type\s*=\s*[\"'][^\"']*/relationships/hyperlink[\"']", re.IGNORECASE)
_ODT_RUNS = re.compile(
    r"<script:|<office:scripts>\s*<|xlink:href\s*=\s*[\"']\s*(vnd\.sun\.star\.script|macro|javascript):", re.IGNORECASE
)


def check(content: bytes) -> str:
    """Return "docx" or "odt"; raises FileRefused for any other archive, and for one that holds something that runs."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_shape(archive, content)
            names = archive.namelist()
            if names[0] == "mimetype":
                return _check_odt(archive)
            if "[Content_Types].xml" in names and "word/document.xml" in names:
                return _check_docx(archive)
    except FileRefused:
        raise
    except (zipfile.BadZipFile, zlib.error, ValueError, KeyError, IndexError, RuntimeError, OSError):
        raise FileRefused(BROKEN) from None
    raise FileRefused(BROKEN)


def _check_shape(archive: zipfile.ZipFile, content: bytes) -> None:
    """The archive begins and ends with the file, unpacks to a bounded size, and its parts have plain names."""
    parts = archive.infolist()
    end = content.rfind(b"PK\x05\x06")
    if archive.comment or end + 22 != len(content) or not parts or min(part.header_offset for part in parts):
        raise FileRefused(BROKEN)
    names = [part.filename for part in parts]
    if len(parts) > _MOST_PARTS or len({name.lower() for name in names}) != len(names):
        raise FileRefused(BROKEN)
    if any(part.flag_bits & 0x1 for part in parts):
        raise FileRefused(LOCKED)
    if sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise FileRefused(BROKEN)
    if any(name.startswith("/") or ".." in name.split("/") or "\\" in name for name in names):
        raise FileRefused(BROKEN)
    if any(_RUNS.search(name) for name in names):
        raise FileRefused(ACTIVE)


def _check_docx(archive: zipfile.ZipFile) -> str:
    types = _text(archive, "[Content_Types].xml")
    if _RUNS_IN_TYPES.search(types):
        raise FileRefused(ACTIVE)
    if _WORD_MAIN not in types:
        raise FileRefused(BROKEN)
    for name in archive.namelist():
        if name.endswith(".rels"):
            for relation in _RELATION.findall(_text(archive, name)):
                if _EXTERNAL.search(relation) and not _LINK.search(relation):
                    raise FileRefused(REMOTE)
    _read_all(archive)
    return "docx"


def _check_odt(archive: zipfile.ZipFile) -> str:
    first = archive.infolist()[0]
    if first.compress_type != zipfile.ZIP_STORED or archive.read(first) != _ODT_TYPE:
        raise FileRefused(BROKEN)
    if "encryption-data" in _text(archive, "META-INF/manifest.xml"):
        raise FileRefused(LOCKED)
    if _ODT_RUNS.search(_text(archive, "content.xml")):
        raise FileRefused(ACTIVE)
    _read_all(archive)
    return "odt"


def _text(archive: zipfile.ZipFile, name: str) -> str:
    """A part as text. It must be UTF-8 and declare no entities, so that nothing can hide from a plain search."""
    if archive.getinfo(name).file_size > _MOST_TEXT:
        raise FileRefused(BROKEN)
    text = archive.read(name).decode("utf-8-sig")
    if (
        "<!ENTITY" in text
        or "<!DOCTYPE" in text
        or re.search(r"encoding\s*=\s*[\"'](?!utf-8)", text[:200], re.IGNORECASE)
    ):
        raise FileRefused(BROKEN)
    return text


def _read_all(archive: zipfile.ZipFile) -> None:
    """Read each part to its end, bounded by its stated size: what does not fit its own checksum is not let in."""
    for part in archive.infolist():
        read = 0
        with archive.open(part) as stream:
            while chunk := stream.read(1 << 16):
                read += len(chunk)
        if read != part.file_size:
            raise FileRefused(BROKEN)

"""Text documents of Word and OpenDocument: archives that are opened and looked through, never unpacked or run."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from xml.parsers import expat

from sagsgang.documents.markup import Markup, OdtMarkup, WordMarkup
from sagsgang.documents.refusals import ACTIVE, BROKEN, LOCKED, FileRefused

_MOST_UNPACKED = 300_000_000
_MOST_PARTS = 5_000
_MOST_TEXT = 60_000_000
_WORD_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_ODT_TYPE = b"application/vnd.oasis.opendocument.text"
_RUNS = re.compile(
    r"vbaproject|vbadata|macro|activex|oleobject|embeddings/|afchunk|^basic/|^dialogs/|^scripts/|^object ?\d"
    r"|\.(exe|dll|js|vbs|bat|cmd|hta|jar|html?|xht|xhtml|mht|mhtml|eml|rtf)$",
    re.IGNORECASE,
)
_RUNS_IN_TYPES = re.compile(
    r"macroenabled|vbaproject|activex|oleobject|ms-office\.|text/html|xhtml|rfc822|multipart/|rtf", re.IGNORECASE
)
_XML_NAMES = (".xml", ".rels", ".rdf", ".vml", ".svg")
_XML_START = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*(?:\Z|<\0?[?!:A-Za-z_])")


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
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, ValueError, LookupError, RuntimeError, OSError):
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
    types = WordMarkup()
    _read(archive, archive.getinfo("[Content_Types].xml"), types)
    if any(_RUNS_IN_TYPES.search(named) for named in types.content_types):
        raise FileRefused(ACTIVE)
    if not any(_WORD_MAIN in named for named in types.content_types):
        raise FileRefused(BROKEN)
    for part in archive.infolist():
        _read(archive, part, WordMarkup())
    return "docx"


def _check_odt(archive: zipfile.ZipFile) -> str:
    first = archive.infolist()[0]
    if first.compress_type != zipfile.ZIP_STORED or archive.read(first) != _ODT_TYPE:
        raise FileRefused(BROKEN)
    if not {"content.xml", "META-INF/manifest.xml"} <= set(archive.namelist()):
        raise FileRefused(BROKEN)
    for part in archive.infolist():
        _read(archive, part, OdtMarkup())
    return "odt"


def _read(archive: zipfile.ZipFile, part: zipfile.ZipInfo, markup: Markup) -> None:
    """Read a part to its end, bounded by its stated size, and as XML if it is: by its name, or by how it begins.

    What does not fit its own checksum is not let in.
    """
    read, is_xml = 0, part.filename.lower().endswith(_XML_NAMES)
    with archive.open(part) as stream:
        while chunk := stream.read(1 << 16):
            is_xml = is_xml or (not read and _XML_START.match(chunk) is not None)
            read += len(chunk)
            if is_xml:
                if part.file_size > _MOST_TEXT:
                    raise FileRefused(BROKEN)
                markup.feed(chunk)
    if read != part.file_size:
        raise FileRefused(BROKEN)
    if is_xml and read:  # LibreOffice leaves empty parts behind
        markup.close()

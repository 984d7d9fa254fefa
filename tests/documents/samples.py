"""Files as people send them, and as somebody who means harm would; all made here."""

import io
import struct
import zipfile
import zlib
from datetime import UTC, datetime

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from sagsgang.typesetting import PAPER, pdf

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def paper(title: str = "Handleplan", text: str = "Blåbærgrød") -> bytes:
    return pdf(PAPER, {"title": title, "intro": text}, at=NOON)


def pdf_with(change: str) -> bytes:
    """A PDF with something in it that runs, opens or carries."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(paper())))
    match change:
        case "javascript":
            act = DictionaryObject(
                {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("1")}
            )
            writer.root_object[NameObject("/OpenAction")] = act
        case "attachment":
            writer.add_attachment("regneark.xls", b"MZ")
        case "launch":
            act = DictionaryObject({NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("cmd")})
            writer.root_object[NameObject("/OpenAction")] = act
        case "hidden":  # an action that nothing refers to
            act = DictionaryObject(
                {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("1")}
            )
            writer._add_object(act)
        case "form":
            writer.root_object[NameObject("/AcroForm")] = DictionaryObject(
                {NameObject("/XFA"): TextStringObject("<xdp/>")}
            )
        case "locked":
            writer.encrypt("kode", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def pdf_with_packed_object(packed: bytes) -> bytes:
    """A small PDF that holds `packed` as object 5 in a compressed stream of objects, which nothing refers to."""
    inside = zlib.compress(b"5 0 " + packed)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(inside), inside),
    ]
    out, rows = b"%PDF-1.7\n", struct.pack(">BHB", 0, 0, 255)
    for number, body in enumerate(objects, start=1):
        rows += struct.pack(">BHB", 1, len(out), 0)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    rows += struct.pack(">BHB", 2, 4, 0) + struct.pack(">BHB", 1, len(out), 0)
    head = b"<</Type/XRef/Size 7/W[1 2 1]/Root 1 0 R/Length %d>>stream\n" % len(rows)
    place = len(out)
    return out + b"6 0 obj\n" + head + rows + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % place


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png() -> bytes:
    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\x00\xff\x00\x00")
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def jpeg() -> bytes:
    """The bones of a JPEG: its segments are right, its picture is one grey block."""
    app0 = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    scan = b"\xff\xda" + struct.pack(">H", 8) + b"\x01\x01\x00\x00\x3f\x00" + b"\x12\xff\x00\x34\xff\xd0\x56"
    return b"\xff\xd8" + app0 + scan + b"\xff\xd9"


def archive(parts: dict[str, bytes], *, stored: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content, zipfile.ZIP_STORED if name == stored else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def docx(**more: bytes) -> bytes:
    """A Word document; `more` adds or replaces parts, "/" written as "__"."""
    types = f'<Types><Override PartName="/word/document.xml" ContentType="{WORD}.main+xml"/></Types>'.encode()
    parts = {
        "[Content_Types].xml": types,
        "_rels/.rels": b'<Relationships><Relationship Target="word/document.xml"/></Relationships>',
        "word/document.xml": "<w:document>Æblegrød</w:document>".encode(),
    }
    return archive(parts | {name.replace("__", "/"): content for name, content in more.items()})


def docx_with_types(types: str) -> bytes:
    return docx(**{"[Content_Types].xml": types.encode()})


def odt(content: bytes = b"<office:document-content/>", **more: bytes) -> bytes:
    parts = {
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "content.xml": content,
        "META-INF/manifest.xml": b"<manifest/>",
    }
    named = {name.replace("__", "/"): each for name, each in more.items()}
    return archive(parts | named, stored="mimetype")

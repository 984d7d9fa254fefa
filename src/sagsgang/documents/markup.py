"""The XML parts of text documents, read by a real parser: nothing hides behind an entity, a prefix or a quote."""

from __future__ import annotations

import re
from xml.parsers import expat

from sagsgang.documents.refusals import ACTIVE, BROKEN, LOCKED, REMOTE, FileRefused

_ENCODINGS = ("utf-8", "utf-16", "us-ascii")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\]{2}|(?:\./)?\.\.[/\\]", re.IGNORECASE)

_RUNS_BY_RELATION = re.compile(r"/(vbaProject|wordVbaData|oleObject|package|control|aFChunk)$", re.IGNORECASE)
_FIELDS = ("DDE", "DDEAUTO", "INCLUDE", "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "LINK", "RD", "DATABASE")
_FIELD = re.compile(rf"\W*(?:{'|'.join(_FIELDS)})\b", re.IGNORECASE)
_INSTRUCTIONS = ("instrText", "delInstrText")

_ODT_RUNS = frozenset({"script", "event-listener", "plugin", "applet", "floating-frame", "object-ole", "dde-source",
                       "dde-connection", "dde-connection-decl"})  # fmt: skip
_ODT_MACRO = re.compile(r"\s*(vnd\.sun\.star\.[a-z]+|macro|javascript|vbscript|service|\.uno):", re.IGNORECASE)
_ODT_PASSIVE = frozenset({"a", "template"})  # a link waits for its reader; the template is only named


class Markup:
    """One XML part, fed piece by piece: raises FileRefused for a DTD, ExpatError for what is not well-formed."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.XmlDeclHandler = _check_encoding
        self._parser.StartDoctypeDeclHandler = _refuse
        self._parser.EntityDeclHandler = _refuse

    def feed(self, piece: bytes) -> None:
        """Read on."""
        self._parser.Parse(piece, False)

    def close(self) -> None:
        """The part is read to its end."""
        self._parser.Parse(b"", True)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins; the namespace prefix says nothing, since anybody can choose one."""

    def _end(self, tag: str) -> None:
        """An element ends."""

    def _text(self, text: str) -> None:
        """Text between elements."""


class WordMarkup(Markup):
    """A part of a Word document: relations that leave it, fields that fetch, and whole documents put in."""

    def __init__(self) -> None:
        super().__init__()
        self.content_types: list[str] = []
        self._fields: list[str | None] = []  # the instruction of each field that is open; None when it is complete
        self._loose = ""
        self._instruction = False

    def close(self) -> None:
        """The part is read to its end, and so are fields that were never closed."""
        super().close()
        for said in (*self._fields, self._loose):
            _check_field(said)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = _local(tag)
        if "ContentType" in attributes:
            self.content_types.append(attributes["ContentType"])
        if name == "Relationship":
            _check_relation(attributes)
        elif name == "altChunk":
            raise FileRefused(ACTIVE)
        elif name == "fldSimple":
            self._check_nested()
            for said in _named(attributes, "instr"):
                _check_field(said)
        elif name == "fldChar":
            for kind in _named(attributes, "fldCharType"):
                self._field_mark(kind)
        self._instruction = name in _INSTRUCTIONS

    def _end(self, tag: str) -> None:
        self._instruction = False

    def _text(self, text: str) -> None:
        if not self._instruction:
            return
        if self._fields and self._fields[-1] is not None:
            self._fields[-1] += text
        else:
            self._loose += text
            _check_field(text)

    def _field_mark(self, kind: str) -> None:
        if kind == "begin":
            self._check_nested()
            self._fields.append("")
        elif self._fields:
            _check_field(self._fields[-1])
            self._fields[-1] = None
            if kind == "end":
                self._fields.pop()

    def _check_nested(self) -> None:
        """A field inside another may give it its words, but not the word that says what the other does."""
        begun = self._fields[-1] if self._fields else None
        if begun is not None and any(word.startswith(begun.strip().upper()) for word in _FIELDS):
            raise FileRefused(REMOTE)


class OdtMarkup(Markup):
    """A part of an OpenDocument text: scripts, objects, and whatever is fetched without anybody asking."""

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = _local(tag)
        if name == "encryption-data":
            raise FileRefused(LOCKED)
        if name in _ODT_RUNS or tag.startswith("script:"):
            raise FileRefused(ACTIVE)
        for target in _named(attributes, "href"):
            if _ODT_MACRO.match(target):
                raise FileRefused(ACTIVE)
            if name not in _ODT_PASSIVE and _ELSEWHERE.match(target.strip()):
                raise FileRefused(REMOTE)


def _check_relation(attributes: dict[str, str]) -> None:
    """Only a link may lead out of the document; an attribute counts by its own name, without a prefix."""
    kind = attributes.get("Type", "").strip()
    if _RUNS_BY_RELATION.search(kind):
        raise FileRefused(ACTIVE)
    inside = attributes.get("TargetMode", "").strip().lower() in ("", "internal")
    leaves = not inside or _ELSEWHERE.match(attributes.get("Target", "").strip().replace("../", ""))
    if leaves and not kind.endswith("/relationships/hyperlink"):
        raise FileRefused(REMOTE)


def _check_field(said: str | None) -> None:
    if said is not None and _FIELD.match(said):
        raise FileRefused(REMOTE)


def _check_encoding(version: str, encoding: str | None, standalone: int) -> None:
    if encoding is not None and encoding.lower() not in _ENCODINGS:
        raise FileRefused(BROKEN)


def _refuse(*declared: object) -> None:
    raise FileRefused(BROKEN)


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


def _named(attributes: dict[str, str], name: str) -> list[str]:
    """The values of the attributes of that name, whatever their prefixes."""
    return [value for key, value in attributes.items() if _local(key) == name]

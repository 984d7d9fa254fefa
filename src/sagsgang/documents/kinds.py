"""What a document can be: one of the procedure's papers, or another with a title of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sagsgang.casework.halves import HOME, Half
from sagsgang.documents.models import Document
from sagsgang.procedure.language import Document as Paper
from sagsgang.procedure.language import Procedure
from sagsgang.procedure.wording import capital

OTHER = "andet"
OTHER_TITLE = "Andet dokument"

_ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
_UNSAFE = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document: its key, its title, the half it usually belongs to, the system that usually holds it."""

    key: str
    title: str
    home: Half | None = None
    system: str = ""


def kinds_of(procedure: Procedure) -> tuple[DocumentKind, ...]:
    """Every kind a case's documents can be of; the last is "andet"."""
    return (*(_kind(paper) for paper in procedure.documents), DocumentKind(OTHER, OTHER_TITLE))


def kind_of(procedure: Procedure, key: str) -> DocumentKind:
    """The kind with that key; one the procedure no longer has is shown as another document."""
    return next((kind for kind in kinds_of(procedure) if kind.key == key), DocumentKind(key, OTHER_TITLE))


def title_of(document: Document, procedure: Procedure) -> str:
    """What the document is called: its kind, or the title it was given, which is personal text."""
    return document.title or kind_of(procedure, document.kind).title


def safe_name(kind: str, case_number: str, number: int, version: int, suffix: str) -> str:
    """The name under which a file is fetched: kind and numbers in ASCII, and nothing that anybody typed."""
    return f"{_plain(kind)}-{_plain(case_number)}-{number}-v{version}.{_plain(suffix)}"


def _plain(words: str) -> str:
    return _UNSAFE.sub("-", words.lower().translate(_ASCII)).strip("-") or "dokument"


def _kind(paper: Paper) -> DocumentKind:
    return DocumentKind(paper.key, capital(paper.title), HOME[paper.side], paper.master)

"""The documents of a case, as access needs them: what they are, and what their files hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sagsgang.casework.access import Relation, Viewer
from sagsgang.casework.models import Case
from sagsgang.casework.procedures import procedure_of
from sagsgang.documents.kinds import kind_of
from sagsgang.documents.models import Document, Version
from sagsgang.documents.sight import reads_home
from sagsgang.documents.storage import read

PDF = "application/pdf"
PICTURES = {"image/png": "png", "image/jpeg": "jpg"}


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of a case with the newest version of it that may be opened."""

    number: int
    title: str
    on: date
    by: str
    rows: tuple[tuple[str, str], ...]
    sha256: str = ""
    content_type: str = ""
    kind: str = ""

    @property
    def can_be_put_behind(self) -> bool:
        """Whether its file can be part of one PDF."""
        return bool(self.sha256) and (self.content_type == PDF or self.content_type in PICTURES)

    def content(self) -> bytes | None:
        """Return the file; None when there is none, or it is not what it was."""
        return read(self.sha256) if self.sha256 else None


def papers_of(case: Case, viewer: Viewer, relation: Relation) -> tuple[Paper, ...]:
    """Return the documents of the case that lie in a home he reads, by number: two queries."""
    found = list(Document.objects.filter(case=case).select_related("added_by").order_by("number"))
    mine = [each for each in found if reads_home(viewer, relation, each)]
    latest: dict[int, Version] = {}
    clean = (Version.Scan.CLEAN, Version.Scan.OWN)
    if mine:
        for version in Version.objects.filter(document__in=mine, scan__in=clean).order_by("number"):
            latest[version.document_id] = version
    return tuple(_paper(case, each, latest.get(each.pk)) for each in mine)


def _paper(case: Case, document: Document, version: Version | None) -> Paper:
    kind = kind_of(procedure_of(case), document.kind).title
    rows = [("Slags", kind)]
    if document.reference:
        rows.append(("Ligger i", f"{document.system} {document.reference}".strip()))
    if version is not None:
        rows.append(("Fil", f"version {version.number}, {version.size:,} byte".replace(",", ".")))
    return Paper(
        document.number,
        document.title or kind,
        document.on,
        document.added_by.name,
        tuple(rows),
        version.sha256 if version else "",
        version.content_type if version else "",
        document.kind,
    )

"""The documents of a case as somebody may see them: a constant number of queries, each through the gate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sagsgang.casework.access import Relation, Viewer
from sagsgang.casework.models import Case
from sagsgang.casework.procedures import procedure_of
from sagsgang.casework.queries import CasePage
from sagsgang.documents.bases import Crossings, basis_words
from sagsgang.documents.kinds import title_of
from sagsgang.documents.models import Document, Fetch, Share, Version
from sagsgang.documents.refusals import UnknownDocument
from sagsgang.documents.sight import may_change, reads_home, shared_with
from sagsgang.procedure.workdays import in_digits


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version; `open`: whether the viewer can fetch it now, and `why_not` when not."""

    version: Version
    by: str
    open: bool
    why_not: str


@dataclass(frozen=True, slots=True)
class ShareRow:
    """With whom a document is shared; `holds`: whether it lets anybody in now. `seen`: who has fetched it, and when."""

    share: Share
    to: str
    basis: str
    by: str
    holds: bool
    lapsed: bool
    seen: tuple[tuple[str, datetime], ...]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """One document as the viewer sees it; `mine`: it lies where he reads and `may` change it, else it is shared."""

    document: Document
    title: str
    home: str
    added_by: str
    added_as: str
    mine: bool
    may: bool
    versions: tuple[VersionRow, ...]
    shares: tuple[ShareRow, ...]

    @property
    def latest(self) -> VersionRow | None:
        """The newest version that the viewer knows of."""
        return self.versions[0] if self.versions else None


def documents_of(viewer: Viewer, page: CasePage) -> tuple[DocumentRow, ...]:
    """What the viewer may see of the case's documents, newest first: at most five queries.

    A document that is neither in a home he reads nor shared with him is not there at all.
    """
    found = list(Document.objects.filter(case=page.case).select_related("added_by").order_by("-number"))
    return _rows(viewer, page, found) if found else ()


def document_of(viewer: Viewer, page: CasePage, number: int) -> DocumentRow:
    """One of the case's documents; UnknownDocument when it is not there or not the viewer's to know of."""
    found = list(Document.objects.filter(case=page.case, number=number).select_related("added_by"))
    rows = _rows(viewer, page, found)
    if not rows:
        raise UnknownDocument
    return rows[0]


def choices_for(case: Case, viewer: Viewer, relation: Relation) -> list[tuple[str, str]]:
    """Number and title of the documents a form may name, newest first: one query, two when there are some."""
    followed = procedure_of(case)
    return [
        (str(each.number), f"{title_of(each, followed)} ({in_digits(each.on)}, dokument {each.number})")
        for each in _read_by(case, viewer, relation)
    ]


def may_refer_to(case: Case, viewer: Viewer, relation: Relation) -> frozenset[int]:
    """The numbers of the documents that a form of the viewer's may name (casework.papers)."""
    return frozenset(document.number for document in _read_by(case, viewer, relation))


def _read_by(case: Case, viewer: Viewer, relation: Relation) -> list[Document]:
    """The documents the viewer reads by their home or by a share, newest first: one query, two when there are some."""
    found = list(Document.objects.filter(case=case).order_by("-number"))
    if not found:
        return []
    shares = _by_document(Share.objects.filter(document__case=case, stopped_at=None))
    return [
        document
        for document in found
        if reads_home(viewer, relation, document) or shared_with(viewer, relation, shares.get(document.pk, ()))
    ]


def _rows(viewer: Viewer, page: CasePage, documents: list[Document]) -> tuple[DocumentRow, ...]:
    crossings, relation = Crossings(page.case, viewer.day, page.assessment), page.relation
    of_these = [document.pk for document in documents]
    rows = Share.objects.filter(document__in=of_these).select_related("shared_by", "unit", "version", "document")
    shares = _by_document(rows.order_by("pk"))
    stored = Version.objects.filter(document__in=of_these).select_related("added_by").order_by("-number")
    versions: dict[int, list[Version]] = {}
    for version in stored:
        versions.setdefault(version.document_id, []).append(version)
    seen = _fetches(of_these)
    made = []
    for document in documents:
        each = _row(
            viewer, relation, crossings, document, versions.get(document.pk, []), shares.get(document.pk, []), seen
        )
        if each is not None:
            made.append(each)
    return tuple(made)


def _row(
    viewer: Viewer, relation: Relation, crossings: Crossings, document: Document, versions: list[Version],
    shares: list[Share], seen: dict[int, list[Fetch]],
) -> DocumentRow | None:  # fmt: skip
    mine = reads_home(viewer, relation, document)
    let_in = shares if mine else list(shared_with(viewer, relation, shares))
    if not mine and not let_in:
        return None
    procedure = crossings.assessment.world.procedure
    role = procedure.role_by_key.get(document.added_as)
    share_rows = tuple(_share_row(crossings, share, seen) for share in let_in)
    if mine:
        shown = tuple(_version_row(viewer, version, "") for version in versions)
    else:
        holding = {row.share.version_id for row in share_rows if row.holds}
        known = {share.version_id for share in let_in}
        gone = "Samtykket gælder ikke længere."
        shown = tuple(
            _version_row(viewer, version, "" if version.pk in holding else gone)
            for version in versions
            if version.pk in known
        )
    return DocumentRow(
        document,
        title_of(document, procedure),
        document.get_half_display(),
        document.added_by.name,
        role.title if role else "",
        mine,
        may_change(viewer, relation, document),
        shown,
        share_rows,
    )


def _version_row(viewer: Viewer, version: Version, barred: str) -> VersionRow:
    why_not = barred
    if version.scan == Version.Scan.INFECTED:
        why_not = "Filen indeholder skadelig kode og kan ikke hentes."
    elif version.scan == Version.Scan.WAITING and not barred and version.added_by_id != viewer.user_id:
        why_not = "Venter på scanning."
    return VersionRow(version, version.added_by.name, not why_not, why_not)


def _share_row(crossings: Crossings, share: Share, seen: dict[int, list[Fetch]]) -> ShareRow:
    stands = crossings.holds(share)
    to = share.get_to_display() + (f": {share.unit.name}" if share.unit else "")
    return ShareRow(
        share,
        to,
        basis_words(crossings.assessment.world.procedure, share),
        share.shared_by.name,
        share.stopped_at is None and stands,
        share.stopped_at is None and not stands,
        tuple((fetch.user.name, fetch.at) for fetch in seen.get(share.pk, ())),
    )


def _fetches(documents: list[int]) -> dict[int, list[Fetch]]:
    """By whom what was shared has been fetched, by share: one query."""
    found: dict[int, list[Fetch]] = {}
    rows = Fetch.objects.filter(version__document__in=documents, share__isnull=False)
    for fetch in rows.select_related("user").order_by("at"):
        if fetch.share_id is not None:
            found.setdefault(fetch.share_id, []).append(fetch)
    return found


def _by_document(shares: Iterable[Share]) -> dict[int, list[Share]]:
    found: dict[int, list[Share]] = {}
    for share in shares:
        found.setdefault(share.document_id, []).append(share)
    return found

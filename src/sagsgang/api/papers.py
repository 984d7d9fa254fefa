"""The documents of a case: what there is, and the file itself; the same sight and the same fetch as on the screens."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from ninja import Router
from pydantic import BaseModel, Field

from sagsgang.api.asking import Number, now, viewer_of
from sagsgang.casework import queries
from sagsgang.documents import commands
from sagsgang.documents.queries import DocumentRow, documents_of

router = Router(tags=["Dokumenter"])

A_FILE: dict[str, Any] = {
    "responses": {200: {"description": "Filen", "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}}}}
}


class VersionOut(BaseModel):
    """One version of a document."""

    number: int
    size: int
    content_type: str
    open: bool = Field(description="Om filen kan hentes nu.")
    why_not: str


class DocumentOut(BaseModel):
    """A document one may see: its own half's, or one that is shared."""

    number: int
    title: str
    half: str
    on: date
    system: str
    reference: str
    mine: bool = Field(description="Ligger i min halvdel; ellers er det delt med mig.")
    versions: list[VersionOut]


@router.get("/cases/{number}/documents", response=list[DocumentOut], url_name="documents", operation_id="documents")
def documents(request: HttpRequest, number: str) -> list[DocumentOut]:
    """De dokumenter i sagen, jeg må se, nyeste først."""
    viewer = viewer_of(request)
    return [_document(row) for row in documents_of(viewer, queries.case_page(viewer, number))]


@router.get(
    "/cases/{number}/documents/{document}/versions/{version}", url_name="file", operation_id="file",
    openapi_extra=A_FILE,
)  # fmt: skip
def file(request: HttpRequest, number: str, document: Number, version: Number) -> HttpResponse:
    """Filen selv, til at gemme; hentningen skrives i loggen."""
    fetched = commands.fetch(
        viewer=viewer_of(request), case_number=number, number=document, version=version, at=now(request)
    )
    response = HttpResponse(fetched.content, content_type=fetched.kind.mime)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=fetched.name)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _document(row: DocumentRow) -> DocumentOut:
    document = row.document
    return DocumentOut(
        number=document.number, title=row.title, half=document.half, on=document.on, system=document.system,
        reference=document.reference, mine=row.mine,
        versions=[
            VersionOut(
                number=each.version.number, size=each.version.size, content_type=each.version.content_type,
                open=each.open, why_not=each.why_not,
            )
            for each in row.versions
        ],
    )  # fmt: skip

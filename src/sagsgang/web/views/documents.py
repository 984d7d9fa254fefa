"""The case's documents: the list, one document, what is laid up, corrected, shared, stopped and fetched."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sagsgang.casework import queries
from sagsgang.casework.queries import CasePage
from sagsgang.casework.refusals import CaseworkRefusal, NotYours, UnknownCase
from sagsgang.documents import commands
from sagsgang.documents.bases import Crossings
from sagsgang.documents.commands import File
from sagsgang.documents.content import too_large
from sagsgang.documents.models import Document, Version
from sagsgang.documents.queries import DocumentRow, document_of, documents_of
from sagsgang.documents.refusals import FileRefused, NotYourDocument, UnknownDocument
from sagsgang.people.collation import danish
from sagsgang.people.models import Unit
from sagsgang.procedure.language import Side
from sagsgang.web import addresses, clock
from sagsgang.web.forms import documents as forms
from sagsgang.web.forms.fields import Form, Typed, first, typed_in
from sagsgang.web.forms.posted import sentences_of
from sagsgang.web.refused import note, status_of
from sagsgang.web.request import user_of, viewer_of_request
from sagsgang.web.resuming import keeps_what_was_typed

TAB = "Dokumenter"


@dataclass(frozen=True, slots=True)
class Told:
    """What a refused POST leaves for the page of a document: which form, and that form with what is wrong."""

    which: str
    form: Form
    status: int


@keeps_what_was_typed
@require_http_methods(["GET", "POST"])
def dokumenter(request: HttpRequest, number: str) -> HttpResponse:
    """Return the documents of the case that the viewer sees, with a form for a new one; POST adds it."""
    viewer = viewer_of_request(request)
    found = queries.case_page(viewer, number)
    if request.method == "POST" and not found.relation.roles:
        raise NotYours("Du har ingen rolle i sagen.")
    typed, status = typed_in(request.POST), 200
    form = _entry_form(request, found, typed)
    if request.method == "POST":
        try:
            said = _added(request, found, typed)
        except CaseworkRefusal as refusal:
            status = status_of(refusal)
            note(refusal, "dokumenter")
            form = form.refused(_with_file(request, refusal), refusal.sentence)
        else:
            messages.success(request, said)
            return redirect("web:dokumenter", number)
    page = {
        "case": found.case,
        "crumbs": addresses.case_crumbs(number, (TAB, "")),
        "tab": "dokumenter",
        "rows": documents_of(viewer, found),
        "form": form if found.relation.roles else None,
    }
    return render(request, "web/dokumenter.html", page, status=status)


@require_GET
def dokument(request: HttpRequest, number: str, document: int) -> HttpResponse:
    """Return one document: its versions, with whom it is shared, and what can be done with it."""
    return _page_of(request, queries.case_page(viewer_of_request(request), number), document)


@keeps_what_was_typed
@require_POST
def ny_version(request: HttpRequest, number: str, document: int) -> HttpResponse:
    """Add a corrected file to the document."""
    typed = typed_in(request.POST)
    found = queries.case_page(viewer_of_request(request), number)
    try:
        made = commands.add_version(
            case_id=found.case.pk, number=document, file=_file_of(request), reason=first(typed, forms.CORRECTED),
            actor=viewer_of_request(request), at=clock.now(request),
        )  # fmt: skip
    except CaseworkRefusal as refusal:
        sentences = _with_file(request, refusal)
        if forms.REASON in sentences:
            sentences[forms.CORRECTED] = sentences.pop(forms.REASON)
        form = forms.version_form(typed, user=user_of(request).pk).refused(sentences, refusal.sentence)
        return _refused(request, found, document, refusal, "version", form)
    messages.success(request, f"Version {made.number} er lagt op.{_waiting(made)}")
    return redirect("web:dokument", number, document)


@keeps_what_was_typed
@require_POST
def del_dokument(request: HttpRequest, number: str, document: int) -> HttpResponse:
    """Share the document as it is now."""
    typed = typed_in(request.POST)
    found = queries.case_page(viewer_of_request(request), number)
    try:
        made = commands.share(
            case_id=found.case.pk, number=document, to=first(typed, forms.TO), unit=_unit(first(typed, forms.UNIT)),
            law=first(typed, forms.LAW), reason=first(typed, forms.REASON), actor=viewer_of_request(request),
            at=clock.now(request),
        )  # fmt: skip
    except (UnknownDocument, NotYourDocument):
        raise
    except CaseworkRefusal as refusal:
        row = document_of(viewer_of_request(request), found, document)
        form = _share_form(request, found, row, typed).refused(sentences_of(refusal), refusal.sentence)
        return _refused(request, found, document, refusal, "deling", form)
    messages.success(request, f"Dokumentet er delt med {made.get_to_display()}.")
    return redirect("web:dokument", number, document)


@require_POST
def stop_deling(request: HttpRequest, number: str, document: int, share: int) -> HttpResponse:
    """Stop a sharing; who has fetched the document already stays on record."""
    found = queries.case_page(viewer_of_request(request), number)
    why = first(typed_in(request.POST), "why")
    try:
        commands.stop_sharing(
            case_id=found.case.pk, number=document, share_id=share, why=why, actor=viewer_of_request(request),
            at=clock.now(request),
        )  # fmt: skip
    except (UnknownCase, UnknownDocument, NotYourDocument):
        raise
    except CaseworkRefusal as refusal:
        note(refusal, "stop_deling")
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "Delingen er stoppet. Hvem der allerede har hentet dokumentet, står stadig her.")
    return redirect("web:dokument", number, document)


@require_GET
def hent(request: HttpRequest, number: str, document: int, version: int) -> HttpResponse:
    """Return the file, to be kept and never shown in the browser, under a name that says nothing of anybody."""
    fetched = commands.fetch(
        viewer=viewer_of_request(request), case_number=number, number=document, version=version, at=clock.now(request)
    )
    response = HttpResponse(fetched.content, content_type=fetched.kind.mime)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=fetched.name)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


# --- the forms --------------------------------------------------------------------------------------------------------


def _added(request: HttpRequest, found: CasePage, typed: Typed) -> str:
    """Add the document as posted; what to tell of it."""
    viewer, at = viewer_of_request(request), clock.now(request)
    entry = forms.read_entry(typed)
    if first(typed, forms.HOW) == forms.BY_NUMBER:
        made = commands.refer(
            case_id=found.case.pk, entry=entry, system=first(typed, forms.SYSTEM),
            reference=first(typed, forms.REFERENCE), actor=viewer, at=at,
        )  # fmt: skip
        return f"Dokument {made.number} er med i sagen som henvisning."
    version = commands.upload(case_id=found.case.pk, entry=entry, file=_file_of(request), actor=viewer, at=at)
    return f"Dokument {version.document.number} er lagt op.{_waiting(version)}"


def _waiting(version: Version) -> str:
    if version.scan == Version.Scan.INFECTED:
        return " Scanningen fandt skadelig kode i filen, så ingen kan hente den."
    return " Det venter på scanning; så længe kan kun du hente filen." if version.scan == Version.Scan.WAITING else ""


def _file_of(request: HttpRequest) -> File:
    """The file that was sent; refused at its field when none came, or one so large that it was not read."""
    sent = request.FILES.get(forms.FILE)
    if sent is None:
        if int(request.META.get("CONTENT_LENGTH") or 0) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
            raise too_large(settings.FILES_MOST_BYTES)
        raise FileRefused("Vælg en fil.")
    return File(sent.read(), sent.name or "")


def _with_file(request: HttpRequest, refusal: CaseworkRefusal) -> dict[str, str]:
    """The sentences of a refusal; a file that came along has to be chosen again, and that is said."""
    sentences = sentences_of(refusal)
    if request.FILES.get(forms.FILE) is not None and sentences:
        sentences.setdefault(forms.FILE, forms.AGAIN)
    return sentences


def _entry_form(request: HttpRequest, found: CasePage, typed: Typed) -> Form:
    crossings, sides = _crossings(request, found), {role.side for role in found.relation.roles}
    sender = next((side for side in (Side.SOF, Side.BUF, Side.PROVIDER) if side in sides), None)
    joint = crossings.basis(sender, Side.JOINT).sentence if sender is not None else ""
    return forms.entry_form(
        typed, found.assessment.world.procedure, found.relation.homes, today=clock.today(request),
        user=user_of(request).pk, joint=joint,
    )  # fmt: skip


def _share_form(request: HttpRequest, found: CasePage, row: DocumentRow, typed: Typed) -> Form:
    day = clock.today(request)
    rows = Unit.objects.on(day).filter(kind=Unit.Kind.TILBUD).order_by(danish("name"), "pk")
    units = list(rows.values_list("key", "name"))
    return forms.share_form(typed, row.document, _crossings(request, found), units, user=user_of(request).pk)


def _crossings(request: HttpRequest, found: CasePage) -> Crossings:
    return Crossings(found.case, clock.today(request), found.assessment)


def _unit(key: str) -> Unit | None:
    return Unit.objects.filter(key=key, kind=Unit.Kind.TILBUD).first() if key else None


def _refused(
    request: HttpRequest, found: CasePage, document: int, refusal: CaseworkRefusal, which: str, form: Form
) -> HttpResponse:
    if isinstance(refusal, UnknownCase | UnknownDocument | NotYourDocument):
        raise refusal
    note(refusal, f"dokument_{which}")
    return _page_of(request, found, document, Told(which, form, status_of(refusal)))


def _page_of(request: HttpRequest, found: CasePage, document: int, told: Told | None = None) -> HttpResponse:
    number = found.case.number
    row = document_of(viewer_of_request(request), found, document)
    share_form = version_form = None
    if row.may:
        share_form = told.form if told and told.which == "deling" else _share_form(request, found, row, {})
        if row.document.origin != Document.Origin.REFERRED:
            blank = forms.version_form({}, user=user_of(request).pk)
            version_form = told.form if told and told.which == "version" else blank
    page = {
        "case": found.case,
        "crumbs": addresses.case_crumbs(
            number, (TAB, addresses.documents(number)), (f"Dokument {row.document.number}", "")
        ),
        "tab": "dokumenter",
        "row": row,
        "share_form": share_form,
        "version_form": version_form,
        "which": told.which if told else "",
    }
    return render(request, "web/dokument.html", page, status=told.status if told else 200)


__all__ = ["del_dokument", "dokument", "dokumenter", "hent", "ny_version", "stop_deling"]

"""The case's decisions and letters: the list, one letter from draft to delivered, and its copies as PDF."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sagsgang.casework import queries
from sagsgang.casework.queries import CasePage
from sagsgang.casework.refusals import CaseworkRefusal, NotYours, StepClosed, UnknownCase, UnknownStep
from sagsgang.casework.scope import current
from sagsgang.letters import commands
from sagsgang.letters.content import masked
from sagsgang.letters.desk import Desk
from sagsgang.letters.models import Letter
from sagsgang.letters.queries import copy_of, desk_in, letters_of, owed
from sagsgang.letters.refusals import LetterMoved, UnknownLetter
from sagsgang.letters.sending import content_of_copy, frame_of
from sagsgang.letters.setting import copy_pdf
from sagsgang.web import addresses, clock
from sagsgang.web.forms.fields import Form, Typed, first, typed_in
from sagsgang.web.forms.letters import LETTER_VERSION, draft_form
from sagsgang.web.forms.posted import sentences_of
from sagsgang.web.forms.tail import DEPARTURE
from sagsgang.web.onward import onward
from sagsgang.web.pages.letters import letter_page, owed_rows
from sagsgang.web.refused import note, status_of
from sagsgang.web.request import user_of, viewer_of_request
from sagsgang.web.resuming import keeps_what_was_typed

TAB = "Afgørelser og breve"


@dataclass
class Told:
    """What a refused POST leaves for the page of a letter: the sentence, what is wrong, and what is saved meanwhile."""

    sentence: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    status: int = 200
    typed: Typed = field(default_factory=dict)
    saved: tuple[tuple[str, str], ...] = ()


@require_GET
def breve(request: HttpRequest, number: str) -> HttpResponse:
    """Return the letters of the case, and those that are owed or can be written."""
    found = queries.case_page(viewer_of_request(request), number)
    page = {
        "case": found.case,
        "crumbs": addresses.case_crumbs(number, (TAB, "")),
        "tab": "breve",
        "rows": letters_of(found),
        "owed": owed_rows(found, owed(found)),
        "today": clock.today(request),
    }
    return render(request, "web/breve.html", page)


@require_POST
def nyt_brev(request: HttpRequest, number: str) -> HttpResponse:
    """Begin a letter, or go to the draft that is there."""
    typed = typed_in(request.POST)
    found = queries.case_page(viewer_of_request(request), number)
    corrects = first(typed, "retter")
    try:
        letter = commands.begin(
            case_id=found.case.pk,
            key=first(typed, "brev"),
            occurrence=first(typed, "vedroerer"),
            corrects=int(corrects) if corrects.isdecimal() and len(corrects) < 9 else None,
            actor=viewer_of_request(request),
            at=clock.now(request),
        )
    except (UnknownCase, UnknownStep, UnknownLetter, NotYours):
        raise
    except CaseworkRefusal as refusal:
        note(refusal, "nyt_brev")
        messages.error(request, refusal.sentence)
        return redirect("web:breve", number)
    return redirect("web:brev", number, letter.number)


@keeps_what_was_typed
@require_http_methods(["GET", "POST"])
def brev(request: HttpRequest, number: str, letter: int) -> HttpResponse:
    """Return one letter; POST saves what was written in it."""
    if request.method == "GET":
        return _page_of(request, number, letter, Told())
    typed = typed_in(request.POST)
    found = queries.case_page(viewer_of_request(request), number)
    desk_in(found, letter)
    try:
        commands.write(
            case_id=found.case.pk, number=letter, version=_version(typed), texts=_texts(typed),
            actor=viewer_of_request(request), at=clock.now(request),
        )  # fmt: skip
    except (UnknownCase, UnknownLetter, NotYours):
        raise
    except CaseworkRefusal as refusal:
        note(refusal, "brev")
        return _refused(request, number, letter, refusal, typed)
    messages.success(request, "Brevet er gemt.")
    return redirect("web:brev", number, letter)


@require_POST
def faerdig(request: HttpRequest, number: str, letter: int) -> HttpResponse:
    """Save what stands in the form, and write it off one's hands or sign it."""
    typed = typed_in(request.POST)
    return _acted(request, number, letter, "Det er indført i sagen.", lambda case: commands.finish(
        case_id=case, number=letter, version=_saved(request, case, letter, typed), step=first(typed, "trin"),
        departure_reason=first(typed, DEPARTURE), actor=viewer_of_request(request), at=clock.now(request),
    ))  # fmt: skip


@require_POST
def send(request: HttpRequest, number: str, letter: int) -> HttpResponse:
    """Save what stands in the form, sign where the step says so, and send every receiver his copy."""
    typed = typed_in(request.POST)
    return _acted(request, number, letter, "", lambda case: commands.send(
        case_id=case, number=letter, version=_saved(request, case, letter, typed),
        departure_reason=first(typed, DEPARTURE), actor=viewer_of_request(request), at=clock.now(request),
    ))  # fmt: skip


@require_POST
def kasser(request: HttpRequest, number: str, letter: int) -> HttpResponse:
    """Drop a draft."""
    typed = typed_in(request.POST)
    return _acted(request, number, letter, "Kladden er kasseret.", lambda case: commands.drop(
        case_id=case, number=letter, version=_version(typed), actor=viewer_of_request(request), at=clock.now(request),
    ))  # fmt: skip


@require_POST
def ny_ordlyd(request: HttpRequest, number: str, letter: int) -> HttpResponse:
    """Take up today's wording."""
    typed = typed_in(request.POST)
    return _acted(request, number, letter, "Brevet har nu den ordlyd, der gælder i dag.", lambda case: (
        commands.new_wording(
            case_id=case, number=letter, version=_version(typed), actor=viewer_of_request(request),
            at=clock.now(request),
        )
    ))  # fmt: skip


@require_GET
def udkast(request: HttpRequest, number: str, letter: int, copy: int) -> HttpResponse:
    """Return the draft as PDF, as that receiver would get it; what the other half has not written is not in it."""
    found = queries.case_page(viewer_of_request(request), number)
    desk = desk_in(found, letter)
    if desk.letter.state != Letter.State.KLADDE or not 0 < copy <= len(desk.receivers.addressees):
        raise UnknownLetter
    frame = frame_of(desk, clock.now(request), draft=True)
    to = desk.receivers.addressees[copy - 1]
    current().noted("udskrift", found.case.pk)
    return _pdf(copy_pdf(masked(desk.content, desk.relation), to, frame), f"kladde-{number}-{letter}-{copy}.pdf")


@require_GET
def eksemplar(request: HttpRequest, number: str, letter: int, copy: int) -> HttpResponse:
    """Return a copy that was sent, byte for byte."""
    found = queries.case_page(viewer_of_request(request), number)
    content = content_of_copy(copy_of(found, letter, copy))
    if content is None:
        raise UnknownLetter
    current().noted("hentet fil", found.case.pk)
    return _pdf(content, f"brev-{number}-{letter}-{copy}.pdf")


# --- what they share --------------------------------------------------------------------------------------------------


def _acted(request: HttpRequest, number: str, letter: int, said: str, act: object) -> HttpResponse:
    found = queries.case_page(viewer_of_request(request), number)
    desk_in(found, letter)
    try:
        row: Letter = act(found.case.pk)  # type: ignore[operator]
    except (UnknownCase, UnknownStep, UnknownLetter):
        raise
    except NotYours as refusal:
        if not found.relation.roles:
            raise
        note(refusal, "brev")
        return _refused(request, number, letter, refusal, typed_in(request.POST))
    except CaseworkRefusal as refusal:
        note(refusal, "brev")
        return _refused(request, number, letter, refusal, typed_in(request.POST))
    messages.success(request, said or _sent(row))
    to = "web:breve" if row.state == Letter.State.KASSERET else "web:brev"
    return onward(request, number, to, *_where(row, number, letter))


def _saved(request: HttpRequest, case: int, letter: int, typed: Typed) -> int:
    """Save the texts that came with the button, so that what is signed is what stands on the screen; its version."""
    made = commands.write(
        case_id=case, number=letter, version=_version(typed), texts=_texts(typed), actor=viewer_of_request(request),
        at=clock.now(request),
    )  # fmt: skip
    return made.version


def _where(row: Letter, number: str, letter: int) -> list[object]:
    return [number] if row.state == Letter.State.KASSERET else [number, letter]


def _sent(letter: Letter) -> str:
    if letter.state == Letter.State.LEVERET:
        return "Brevet er sendt og leveret."
    return "Brevet er på vej. Trinnet er indført, når hvert eksemplar er leveret."


def _texts(typed: Typed) -> dict[str, str]:
    return {name: values[0] for name, values in typed.items() if values}


def _version(typed: Typed) -> int:
    version = first(typed, LETTER_VERSION)
    return int(version) if version.isdecimal() and len(version) < 10 else -1


def _refused(request: HttpRequest, number: str, letter: int, refusal: CaseworkRefusal, typed: Typed) -> HttpResponse:
    told = Told(refusal.sentence, sentences_of(refusal), status_of(refusal), typed)
    if isinstance(refusal, LetterMoved) and typed:
        found = queries.case_page(viewer_of_request(request), number)
        told.saved = tuple(_differing(desk_in(found, letter), typed))
    if isinstance(refusal, StepClosed):
        told.fields = {}
    return _page_of(request, number, letter, told)


def _differing(desk: Desk, typed: Typed) -> list[tuple[str, str]]:
    """What is saved where something else was typed, block by block."""
    form = draft_form(desk, {}, user=0)
    said = {name: " ".join(first(typed, name).split()) for name in typed}
    return [
        (each.label, each.value)
        for each in form.fields
        if each.name in said and said[each.name] != " ".join(each.value.split())
    ]


def _page_of(request: HttpRequest, number: str, letter: int, told: Told) -> HttpResponse:
    found: CasePage = queries.case_page(viewer_of_request(request), number)
    desk = desk_in(found, letter)
    page = letter_page(found, desk)
    form: Form | None = None
    if page.draft and page.handled:
        form = draft_form(desk, told.typed, user=user_of(request).pk).refused(told.fields, "")
    context = {
        "case": found.case,
        "crumbs": addresses.case_crumbs(number, (TAB, addresses.letters(number)), (f"Brev {letter}", "")),
        "tab": "breve",
        "page": page,
        "form": form,
        "told": told,
        "version": (LETTER_VERSION, desk.letter.version),
        "today": clock.today(request),
    }
    return render(request, "web/brev.html", context, status=told.status)


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


__all__ = ["brev", "breve", "eksemplar", "faerdig", "kasser", "ny_ordlyd", "nyt_brev", "send", "udkast"]

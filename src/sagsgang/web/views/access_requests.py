"""Aktindsigt: who has asked to see the case, what is decided on each item, and what has been given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sagsgang.archive import asking
from sagsgang.archive.asking import Asked, Decision
from sagsgang.archive.items import items_of
from sagsgang.archive.models import AccessRequest, ItemDecision
from sagsgang.archive.proposing import known_of, proposals
from sagsgang.archive.refusals import UnknownRequest
from sagsgang.casework.refusals import CaseworkRefusal, UnknownCase
from sagsgang.web import addresses, clock
from sagsgang.web.forms.fields import Form, Typed, first, typed_in
from sagsgang.web.forms.posted import posted_day, sentences_of
from sagsgang.web.pages import access_requests as shown
from sagsgang.web.refused import note, status_of
from sagsgang.web.request import viewer_of_request
from sagsgang.web.resuming import keeps_what_was_typed
from sagsgang.web.signing_in.confirming import ask_again, is_recent

LOST = (UnknownCase, UnknownRequest)


@sensitive_post_parameters()
@keeps_what_was_typed
@require_http_methods(["GET", "POST"])
def aktindsigt(request: HttpRequest, number: str) -> HttpResponse:
    """Return the requests for access in the case, with a form for a new one; POST registers it."""
    viewer, today = viewer_of_request(request), clock.today(request)
    case, _ = asking.handled(number, viewer)
    typed = typed_in(request.POST)
    form, status = shown.request_form(request, case, typed, today), 200
    if request.method == "POST":
        try:
            made = asking.register(number=number, asked=_asked(typed), actor=viewer, at=clock.now(request))
        except LOST:
            raise
        except CaseworkRefusal as refusal:
            note(refusal, "aktindsigt")
            status, form = status_of(refusal), form.refused(sentences_of(refusal), refusal.sentence)
        else:
            messages.success(request, "Anmodningen er skrevet op.")
            return redirect("web:anmodning", number, made.number)
    page = {
        "case": case,
        "form": form,
        "rows": shown.request_rows(case, today),
        "tab": "aktindsigt",
        "crumbs": addresses.case_crumbs(number, ("Aktindsigt", "")),
    }
    return render(request, "web/aktindsigt.html", page, status=status)


def _asked(typed: Typed) -> Asked:
    person = first(typed, "person")
    return Asked(
        right=first(typed, "right"),
        by=first(typed, "by"),
        received_on=posted_day(typed, "received_on"),
        person_id=int(person) if person.isdecimal() and len(person) < 18 else None,
        name=first(typed, "name"),
        power_of_attorney=first(typed, "power_of_attorney"),
        scope=first(typed, "scope"),
    )


@require_GET
def anmodning(request: HttpRequest, number: str, asked: int) -> HttpResponse:
    """Return one request: its limit, every item of the case with what is decided, and what has been given."""
    return _request_page(request, number, asked)


def _request_page(
    request: HttpRequest, number: str, asked: int, status: int = 200, problem: Form | None = None
) -> HttpResponse:
    viewer, today = viewer_of_request(request), clock.today(request)
    case, relation = asking.handled(number, viewer)
    row = asking.request_of(case, asked)
    page = shown.request_page(case, viewer, relation, row, today)
    page |= {
        "tab": "aktindsigt",
        "form": problem or Form(()),
        "crumbs": addresses.case_crumbs(number, ("Aktindsigt", shown.address_of(number)), (f"Anmodning {asked}", "")),
    }
    return render(request, "web/anmodning.html", page, status=status)


@require_POST
def udlever_resten(request: HttpRequest, number: str, asked: int) -> HttpResponse:
    """Decide that every item nothing has been decided on, and in which nobody else is found, is given."""
    viewer = viewer_of_request(request)
    case, relation = asking.handled(number, viewer)
    row = asking.open_request(case, asked)
    plain = shown.plain_items(case, viewer, relation, row)

    def act() -> str:
        if not plain:
            return "Der er ingen akter, som kan afgøres under ét."
        done = asking.decide(
            number=number, request=asked, items=plain, decision=Decision("udleveres"), actor=viewer,
            at=clock.now(request),
        )  # fmt: skip
        return f"{done} akter udleveres."

    return _done(request, number, asked, act)


@require_POST
def giv(request: HttpRequest, number: str, asked: int) -> HttpResponse:
    """Make the one PDF and write down that it was given; who takes it out has proved lately who he is."""
    asking.request_of(asking.handled(number, viewer_of_request(request))[0], asked)
    if not is_recent(request):
        return ask_again(request)

    def act() -> str:
        given = asking.give(
            number=number,
            request=asked,
            how=request.POST.get("how", ""),
            actor=viewer_of_request(request),
            at=clock.now(request),
            looks=shown.looks_of(viewer_of_request(request), number, asked),
        )
        return f"Udlevering {given.number} er lavet. Hent filen nedenfor."

    return _done(request, number, asked, act)


@keeps_what_was_typed
@require_POST
def afslut_anmodning(request: HttpRequest, number: str, asked: int) -> HttpResponse:
    """End a request without giving anything, or write down why the answer is late."""
    typed = typed_in(request.POST)

    def act() -> str:
        actor, at = viewer_of_request(request), clock.now(request)
        if "until" in typed:
            because, until = first(typed, "because"), posted_day(typed, "until")
            asking.delay(number=number, request=asked, because=because, until=until, actor=actor, at=at)
            return "Forsinkelsen er skrevet op."
        asking.end(
            number=number, request=asked, ending=first(typed, "ending"), because=first(typed, "because"), actor=actor,
            at=at,
        )  # fmt: skip
        return "Anmodningen er afsluttet."

    return _done(request, number, asked, act)


def _done(request: HttpRequest, number: str, asked: int, act: Callable[[], str]) -> HttpResponse:
    """Do it and go back to the request; a refusal is told on top of its page."""
    try:
        messages.success(request, act())
    except LOST:
        raise
    except CaseworkRefusal as refusal:
        note(refusal, "anmodning")
        form = Form(()).refused(sentences_of(refusal), refusal.sentence)
        return _request_page(request, number, asked, status_of(refusal), form)
    return redirect("web:anmodning", number, asked)


@sensitive_post_parameters()
@keeps_what_was_typed
@require_http_methods(["GET", "POST"])
def akt(request: HttpRequest, number: str, asked: int, item: str) -> HttpResponse:
    """Return one item with its words and what in it is perhaps somebody else's; POST decides on it."""
    viewer = viewer_of_request(request)
    case, relation = asking.handled(number, viewer)
    row = asking.request_of(case, asked)
    items = items_of(case, viewer, relation)
    found = next((each for each in items if each.key == item and each.readable), None)
    if found is None:
        raise UnknownRequest
    known = known_of(case, row)
    proposed = proposals(found.text, known)
    typed = typed_in(request.POST)
    form, status = shown.item_form(request, row, found, items, typed, proposed), 200
    if request.method == "POST":
        try:
            asking.decide(
                number=number, request=asked, items=[item], decision=_decision(typed), actor=viewer,
                at=clock.now(request),
            )  # fmt: skip
        except LOST:
            raise
        except CaseworkRefusal as refusal:
            note(refusal, "akt")
            status, form = status_of(refusal), form.refused(sentences_of(refusal), refusal.sentence)
        else:
            messages.success(request, "Afgørelsen er gemt.")
            return _next(request, number, asked, items, row)
    page = shown.item_page(case, row, found, shown.chosen_passages(typed, row, found, proposed), known)
    return render(request, "web/akt.html", {**page, "form": form}, status=status)


def _decision(typed: Typed) -> Decision:
    instead = first(typed, "instead")
    lines = [line.strip() for line in first(typed, "passages").splitlines()]
    return Decision(
        verdict=first(typed, "verdict"),
        ground=first(typed, "ground"),
        reason=first(typed, "reason"),
        passages=tuple(dict.fromkeys([*typed.get("proposed", ()), *(line for line in lines if line)])),
        instead=int(instead) if instead.isdecimal() and len(instead) < 9 else None,
    )


def _next(request: HttpRequest, number: str, asked: int, items: Any, row: AccessRequest) -> HttpResponse:
    """Go on to the next item that waits for a decision, else back to the request."""
    left = asking.undecided(items, ItemDecision.objects.filter(request=row).values_list("item", flat=True))
    if "next" in request.POST and left:
        return redirect("web:akt", number, asked, left[0].key)
    return redirect("web:anmodning", number, asked)


@require_GET
def udlevering(request: HttpRequest, number: str, asked: int, giving: int) -> HttpResponse:
    """Return the file that was given, as a download; who takes it out has proved lately who he is."""
    asking.request_of(asking.handled(number, viewer_of_request(request))[0], asked)
    if not is_recent(request):
        return ask_again(request)
    content = asking.content_of(number=number, request=asked, giving=giving, viewer=viewer_of_request(request))
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="aktindsigt-{number}-{asked}-{giving}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer

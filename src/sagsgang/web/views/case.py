"""The pages of one case: the course, the timeline, notes."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from sagsgang.casework import commands, queries
from sagsgang.casework.halves import Half
from sagsgang.casework.projections import phase_of
from sagsgang.casework.refusals import CaseworkRefusal
from sagsgang.procedure.language import Lane
from sagsgang.procedure.workdays import in_digits
from sagsgang.web import addresses, clock
from sagsgang.web.forms.builder import date_field, text_field
from sagsgang.web.forms.fields import Form, choose_one, first, typed_in
from sagsgang.web.forms.posted import posted_day, sentences_of
from sagsgang.web.forms.tail import ON
from sagsgang.web.pages import case as shown
from sagsgang.web.pages.figure import figure
from sagsgang.web.pages.head import case_head
from sagsgang.web.pages.paging import Pages, asked_page, link_without_page
from sagsgang.web.pages.timeline import entries
from sagsgang.web.refused import note, status_of
from sagsgang.web.request import asked_day, viewer_of_request
from sagsgang.web.resuming import keeps_what_was_typed

HALF = "half"
NOTE_HOMES = {
    Half.SOF: "Kun SOF's folk på sagen",
    Half.BUF: "Kun BUF's og skolens folk på sagen",
    Half.JOINT: "Begge forvaltninger (kræver samtykke eller et andet lovgrundlag)",
    Half.FAMILY: "Begge forvaltninger og familien",
}
KINDS = (("", "Alt"), ("taget", "Trin, der er taget"), ("aendret", "Rettelser og fravigelser"), ("noter", "Notater"))


def as_of_form(query: Any, today: date) -> Form:
    """Return the form that asks for the case as it stood another day."""
    typed = typed_in(query)
    day = date_field("dag", "Den dag", typed, required=False)
    known = date_field(
        "kendt", "Med det, vi vidste den", typed, hint="Lad feltet stå tomt for alt, vi ved nu.", required=False
    )
    return Form((day, known))


@require_GET
def sag(request: HttpRequest, number: str) -> HttpResponse:
    """Return the case: its figure and what stands beside it, today or as it stood another day."""
    viewer, today = viewer_of_request(request), clock.today(request)
    day, known = asked_day(request.GET, "dag"), asked_day(request.GET, "kendt")
    if day is not None and day > today:
        day = None
    found = queries.case_page(viewer, number, day, known)
    then = day or today
    past = day is not None or known is not None
    dates = shown.due_rows(found, then)
    head = case_head(found, then)
    page = {
        "head": head,
        "crumbs": addresses.case_crumbs(number),
        "tab": "forloeb",
        "figure": figure(found, then, phase_of(found.assessment).key if head.is_open and not past else ""),
        "mine": shown.NextSteps() if past else shown.next_steps(found, then),
        "blocked": shown.blocked(found, then),
        "dates": [row for row in dates if row.due <= then + shown.SOON],
        "later_dates": [row for row in dates if row.due > then + shown.SOON],
        "consents": shown.consents(found),
        "undermined": shown.undermined(found),
        "past": past,
        "then": then,
        "known": known,
        "as_of": as_of_form(request.GET, today),
        "today": today,
    }
    return render(request, "web/sag.html", page)


@require_GET
def tidslinje(request: HttpRequest, number: str) -> HttpResponse:
    """Return what has happened in the case, newest first."""
    viewer = viewer_of_request(request)
    query = request.GET
    lane, kind = query.get("bane", ""), query.get("slags", "")
    found = queries.timeline(
        viewer,
        number,
        lane=lane,
        kind=kind,
        day=asked_day(query, "dag"),
        known=asked_day(query, "kendt"),
        page=asked_page(query),
    )
    lanes = [(each.key, each.value, "") for each in Lane]
    page = {
        "case": found.case,
        "crumbs": addresses.case_crumbs(number, ("Tidslinje", "")),
        "tab": "tidslinje",
        "entries": entries(found),
        "pages": Pages(found.page, found.pages, link_without_page(query)),
        "filters": (
            choose_one("bane", "Bane", [("", "Alle baner", ""), *lanes], lane, required=False),
            choose_one("slags", "Slags", [(key, label, "") for key, label in KINDS], kind, required=False),
        ),
        "as_of": as_of_form(query, clock.today(request)),
    }
    template = "web/dele/tidslinje.html" if getattr(request, "htmx", False) else "web/tidslinje.html"
    return render(request, template, page)


@keeps_what_was_typed
@require_http_methods(["GET", "POST"])
def noter(request: HttpRequest, number: str) -> HttpResponse:
    """Return the notes of the case with a form for a new one; POST writes it."""
    viewer = viewer_of_request(request)
    found = queries.timeline(viewer, number, kind="noter")
    typed = typed_in(request.POST)
    form = _note_form(typed, clock.today(request), found.relation.homes)
    status = 200
    if request.method == "POST":
        try:
            commands.add_note(
                case_id=found.case.pk,
                body=first(typed, "body"),
                on=posted_day(typed),
                actor=viewer,
                at=clock.now(request),
                half=first(typed, HALF),
            )
        except CaseworkRefusal as refusal:
            status = status_of(refusal)
            note(refusal, "noter")
            form = form.refused(sentences_of(refusal), refusal.sentence)
        else:
            messages.success(request, "Notatet er skrevet.")
            return redirect("web:noter", number)
    page = {
        "case": found.case,
        "crumbs": addresses.case_crumbs(number, ("Notater", "")),
        "tab": "noter",
        "entries": entries(found),
        "form": form if found.relation.roles else None,
    }
    return render(request, "web/noter.html", page, status=status)


def _note_form(typed: dict[str, list[str]], today: date, homes: tuple[Half, ...]) -> Form:
    homes_of = [(half.value, NOTE_HOMES[half], "") for half in homes]
    half = choose_one(HALF, "Hvem må læse notatet?", homes_of, first(typed, HALF) or (homes[0] if homes else ""))
    on = date_field(ON, "Hvilken dag handler notatet om?", typed or {ON: [in_digits(today)]})
    return Form((text_field("body", "Notat", typed, rows=6), half, on))

"""The pages of what does not go: refusals with what to do, and faults with a number."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from sagsgang.people.refusals import Refusal
from sagsgang.sealing.keyring import SealRefusal

_refusals = logging.getLogger("sagsgang.afslag")
_faults = logging.getLogger("sagsgang.fejl")

TITLES = {
    400: "Siden forstår ikke det, der blev sendt",
    403: "Det har du ikke adgang til",
    404: "Siden findes ikke",
    405: "Siden kan ikke åbnes for sig",
    409: "Det kan ikke lade sig gøre nu",
    422: "Noget skal rettes",
    503: "Det kan ikke vises nu",
}


def status_of(refusal: Refusal) -> int:
    """Return the status a refusal is answered with; 422 unless it says otherwise."""
    return int(getattr(refusal, "status", 422))


def note(refusal: Refusal, where: str) -> None:
    """Count a refusal: its code and the view it came from, never what was typed."""
    _refusals.info("%s i %s", refusal.code, where)


def refusal_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Return the page that tells of a refusal no form could show."""
    status = status_of(refusal)
    note(refusal, request.resolver_match.view_name if request.resolver_match else "?")
    return error_page(request, status, refusal.sentence)


def sealed_page(request: HttpRequest, refusal: SealRefusal) -> HttpResponse:
    """Return the page for what cannot be unsealed; those who run the house find it in the log by its code."""
    _faults.error("%s i %s", refusal.code, request.resolver_match.view_name if request.resolver_match else "?")
    return error_page(request, 503, refusal.sentence)


def error_page(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    """Return a page that says what does not go, with that status."""
    title = TITLES.get(status, "Det kan ikke lade sig gøre")
    return render(request, "web/afvist.html", {"title": title, "sentence": sentence, "status": status}, status=status)


def fault_page(fault: str) -> HttpResponse:
    """Return the page for a fault of ours, with the number under which the log tells of it; it asks no database."""
    return HttpResponse(render_to_string("web/fejl.html", {"fault": fault}), status=500)

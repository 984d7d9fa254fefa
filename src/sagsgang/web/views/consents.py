"""The page of a case's consents, and the form to sign for each who is asked."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sagsgang.casework.consentforms import consent_form
from sagsgang.casework.queries.consents import consent_page
from sagsgang.web import addresses, clock
from sagsgang.web.pages.consents import bases_of, card
from sagsgang.web.pages.head import case_head
from sagsgang.web.request import viewer_of_request


@require_GET
def samtykker(request: HttpRequest, number: str) -> HttpResponse:
    """Return the consents of the case: each person's answer, how each stands, and what already crossed."""
    found = consent_page(viewer_of_request(request), number)
    today = clock.today(request)
    page = {
        "head": case_head(found.page, today),
        "crumbs": addresses.case_crumbs(number, ("Samtykker", "")),
        "tab": "samtykker",
        "cards": [card(found, sheet) for sheet in found.sheets],
        "givers": found.givers,
        "bases": bases_of(found),
        "today": today,
    }
    return render(request, "web/samtykker.html", page)


@require_GET
def samtykkeblanket(request: HttpRequest, number: str, consent: str, occurrence: str, giver: str) -> HttpResponse:
    """Return the form for one of those who are asked, as PDF to be printed and signed."""
    viewer, at = viewer_of_request(request), clock.now(request)
    content = consent_form(viewer=viewer, number=number, consent=consent, occurrence=occurrence, giver=giver, at=at)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="samtykke-{number}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer

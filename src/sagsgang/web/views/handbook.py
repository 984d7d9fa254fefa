"""Håndbog: the procedure as a work of reference, made from the same declarations as the cases (T8)."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from sagsgang.casework.procedures import procedure
from sagsgang.procedure.language import Duty
from sagsgang.procedure.wording import capital, citations_text
from sagsgang.procedure.wording.letters import letter_lines
from sagsgang.procedure.wording.pages import Handbook, PhasePage, handbook_pages
from sagsgang.procedure.wording.steps import StepPage, step_page
from sagsgang.web import addresses, clock

TOPICS = {
    "regler": "Regler",
    "datoer": "Datoer og frister",
    "tal": "Tal, der skifter med tiden",
    "organer": "Aftaleforum, BEKU og Matchningsudvalget",
    "roller": "Roller",
    "samtykker": "Samtykker",
    "handleplan": "Den fælles handleplan",
    "breve": "Breve",
    "laesninger": "Hvor kilderne tier",
}


@lru_cache(maxsize=2)
def book_of(day: date) -> Handbook:
    """Return the handbook as it holds on the day; made once a day."""
    return handbook_pages(procedure(), day)


@require_GET
def haandbog(request: HttpRequest) -> HttpResponse:
    """Return the handbook's first page: the phases, the figure, and what can be looked up."""
    book = book_of(clock.today(request))
    page = {
        "book": book,
        "columns": [each.phase for each in book.phases if not each.phase.throughout],
        "rows": _figure([each for each in book.phases if not each.phase.throughout]),
        "topics": TOPICS.items(),
        "crumbs": addresses.crumbs(("Håndbog", "")),
    }
    return render(request, "web/haandbog.html", page)


def _figure(pages: list[PhasePage]) -> list[tuple[str, list[tuple[PhasePage, list[StepPage], list[StepPage]]]]]:
    """The overview figure: for each lane and phase the steps that must be taken, and the others."""
    rows = []
    for index, (lane, _) in enumerate(pages[0].lanes):
        cells = []
        for page in pages:
            steps = page.lanes[index][1]
            must = [step for step in steps if step.duty is Duty.MUST]
            cells.append((page, must, [step for step in steps if step.duty is not Duty.MUST]))
        rows.append((lane.value, cells))
    return rows


@require_GET
def fase(request: HttpRequest, phase: str) -> HttpResponse:
    """Return the handbook's page of a phase: its steps by lane, who does what, papers, dates, templates."""
    book = book_of(clock.today(request))
    found = next((each for each in book.phases if each.phase.key == phase), None)
    if found is None:
        raise Http404
    crumbs = addresses.crumbs(("Håndbog", reverse("web:haandbog")), (found.phase.title, ""))
    return render(request, "web/haandbog_fase.html", {"page": found, "crumbs": crumbs})


@require_GET
def trin(request: HttpRequest, step: str) -> HttpResponse:
    """Return the handbook's page of a step, as it holds today."""
    followed, today = procedure(), clock.today(request)
    if step not in followed.versions:
        raise Http404
    found = followed.step(step, today)
    phase = (found.phase.title, reverse("web:haandbog_fase", args=[found.phase.key]))
    page = {
        "page": step_page(followed, found, today),
        "phase": found.phase,
        "crumbs": addresses.crumbs(("Håndbog", reverse("web:haandbog")), phase, (found.title, "")),
    }
    return render(request, "web/haandbog_trin.html", page)


@require_GET
def opslag(request: HttpRequest, emne: str) -> HttpResponse:
    """Return one of the handbook's pages to look things up in."""
    if emne not in TOPICS:
        raise Http404
    book = book_of(clock.today(request))
    page = {
        "emne": emne,
        "title": TOPICS[emne],
        "book": book,
        "boards": [(board, citations_text(board.citations)) for board in book.boards],
        "roles": _roles(book) if emne == "roller" else (),
        "consents": procedure().consents,
        "letters": _letters(clock.today(request)) if emne == "breve" else (),
        "crumbs": addresses.crumbs(("Håndbog", reverse("web:haandbog")), (TOPICS[emne], "")),
    }
    return render(request, "web/haandbog_opslag.html", page)


def _letters(day: date) -> list[tuple[str, tuple[str, ...]]]:
    """Each letter with everything that is declared of it."""
    followed = procedure()
    return [(letter.title, tuple(letter_lines(letter, followed, day))) for letter in followed.letters]


def _roles(book: Handbook) -> list[tuple[str, str, str, list[tuple[str, tuple[str, ...]]]]]:
    """Each role with where it is written and what it answers for, phase by phase."""
    found = []
    for role in procedure().roles:
        own = [
            (page.phase.heading, share.answers_for)
            for page in book.phases
            for share in page.shares
            if share.role is role and share.answers_for
        ]
        found.append((capital(role.title), role.side.value, citations_text(role.citations), own))
    return found

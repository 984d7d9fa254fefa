"""Håndbog: the procedure as a work of reference, made from the same declarations as the cases."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from sagsgang.casework.procedures import procedure
from sagsgang.procedure.wording.steps import step_page
from sagsgang.web import addresses, clock
from sagsgang.web.pages import handbook


@require_GET
def haandbog(request: HttpRequest) -> HttpResponse:
    """Return the handbook's first page: the figure, the bodies, the rules, the numbers, the sources."""
    page = {"front": handbook.front(procedure(), clock.today(request)), "crumbs": addresses.crumbs(("Håndbog", ""))}
    return render(request, "web/haandbog.html", page)


@require_GET
def fase(request: HttpRequest, phase: str) -> HttpResponse:
    """Return the handbook's page of a phase."""
    found = handbook.phase_page(procedure(), phase, clock.today(request))
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

"""Statistik: figures on a leader's own cases, also as CSV; few are left out, and what would tell of them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sagsgang.archive.csvs import csv_text
from sagsgang.archive.statistics import Figures, csv_rows
from sagsgang.archive.worklist import figures_for
from sagsgang.casework.refusals import NotYours
from sagsgang.web import addresses, clock
from sagsgang.web.request import viewer_of_request
from sagsgang.web.signing_in.confirming import ask_again, is_recent


@require_GET
def statistik(request: HttpRequest) -> HttpResponse:
    """Return the figures of a leader's cases as tables."""
    found = _figures(request)
    tables = [
        (name, table, zip(table.rows, table.cells, table.row_totals, strict=True) if table else ())
        for name, table in found.tables
    ]
    page = {"tables": tables, "waits": found.waits, "crumbs": addresses.crumbs(("Statistik", ""))}
    return render(request, "web/statistik.html", page)


@require_GET
def statistik_csv(request: HttpRequest) -> HttpResponse:
    """Return the same as CSV; who takes figures out has proved lately who he is."""
    if not viewer_of_request(request).leads:
        raise _not_yours()
    if not is_recent(request):
        return ask_again(request)
    rows = csv_rows(_figures(request), clock.today(request), "Lederens egne sager")
    answer = HttpResponse(csv_text(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="statistik.csv"'
    return answer


def _figures(request: HttpRequest) -> Figures:
    viewer = viewer_of_request(request)
    if not viewer.leads:
        raise _not_yours()
    return figures_for(viewer)


def _not_yours() -> NotYours:
    return NotYours("Statistik er for lederne.")

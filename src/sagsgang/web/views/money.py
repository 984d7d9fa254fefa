"""Økonomi: what each half has in each period of a case's offers, and the sums by school, area and year."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from sagsgang.archive.csvs import csv_text
from sagsgang.casework import queries
from sagsgang.casework.halves import Half
from sagsgang.casework.procedures import procedure
from sagsgang.casework.refusals import NotYours
from sagsgang.money import exporting
from sagsgang.money.queries import money_of
from sagsgang.money.sums import COUNTED, Narrowed, Sums, art_label, behind, may_see_sums, sums
from sagsgang.money.wording import MEANS, STAGES
from sagsgang.people.collation import danish
from sagsgang.people.models import Unit
from sagsgang.procedure.engine import Stage
from sagsgang.procedure.wording.values import amount
from sagsgang.record.acts import Act
from sagsgang.web import addresses, clock
from sagsgang.web.forms.fields import Field, choose_one
from sagsgang.web.pages.head import case_head
from sagsgang.web.pages.paging import Pages, asked_page, link_without_page
from sagsgang.web.request import viewer_of_request
from sagsgang.web.signing_in.confirming import ask_again, is_recent


@require_GET
def sagens_oekonomi(request: HttpRequest, number: str) -> HttpResponse:
    """Return the money of one case: per period and half, how far it has come, since when, by whom and why so much."""
    found = queries.case_page(viewer_of_request(request), number)
    found.relation.check_follows_all()
    page = {
        "head": case_head(found, clock.today(request)),
        "crumbs": addresses.case_crumbs(number, ("Økonomi", "")),
        "tab": "oekonomi",
        "offers": money_of(found),
        "reads": {half for half in (Half.SOF, Half.BUF) if found.relation.sees(half)},
    }
    return render(request, "web/sagens_oekonomi.html", page)


@require_GET
def oekonomi(request: HttpRequest) -> HttpResponse:
    """Return the sums by school and area; nobody's name stands in them."""
    narrowed = _narrowed(request.GET)
    found = sums(viewer_of_request(request), narrowed)
    areas = _area_names()
    order = {key: number for number, key in enumerate(areas)}
    page: dict[str, Any] = {
        "filters": _filters(found, narrowed, areas),
        "stages": [STAGES[stage] for stage in COUNTED],
        "means": [(STAGES[stage], MEANS[stage]) for stage in Stage],
        "by_area": [
            (
                areas.get(area.area, area.area or "Uden område"),
                area,
                [row for row in found.schools if row.area == area.area],
            )
            for area in sorted(found.areas, key=lambda row: order.get(row.area, len(order)))
        ],
        "total": found.total,
        "lapsed": found.total.cells[Stage.LAPSED].count,
        "query": _query(narrowed),
        "counted": COUNTED,
        "halves": [half.label for half in found.halves],
        "crumbs": addresses.crumbs(("Økonomi", "")),
    }
    return render(request, "web/oekonomi.html", page)


@require_GET
def oekonomi_sager(request: HttpRequest) -> HttpResponse:
    """Return the cases behind a figure, as far as the viewer may know of them."""
    narrowed, stage = _narrowed(request.GET), _stage(request.GET)
    found = behind(viewer_of_request(request), narrowed, stage, asked_page(request.GET))
    page = {
        "found": found,
        "rows": [(row, STAGES[row.stage], amount(row.amount) if row.amount is not None else "–") for row in found.rows],
        "what": _what(narrowed, stage),
        "pages": Pages(found.page, found.pages, link_without_page(request.GET)),
        "crumbs": addresses.crumbs(("Økonomi", addresses.of("web:oekonomi")), ("Sagerne bag tallet", "")),
    }
    return render(request, "web/oekonomi_sager.html", page)


@require_GET
def oekonomi_csv(request: HttpRequest) -> HttpResponse:
    """Return the sums as CSV; who takes figures out has proved lately who he is, and it is noted."""
    viewer = viewer_of_request(request)
    if not may_see_sums(viewer):
        raise NotYours("Økonomien ses af Fagligt Center og af lederne.")
    if not is_recent(request):
        return ask_again(request)
    narrowed = _narrowed(request.GET)
    found = sums(viewer, narrowed)
    request.scope.noted(Act.EKSPORT, why="økonomi")  # type: ignore[attr-defined]
    rows = exporting.csv_rows(found, _area_names(), clock.today(request), _what(narrowed, None))
    answer = HttpResponse(csv_text(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="oekonomi.csv"'
    return answer


# --- what is asked for ------------------------------------------------------------------------------------------------

YEAR, AREA, SCHOOL, ART, HALF, STAGE = "aar", "omraade", "skole", "tilbud", "halvdel", "stand"


def _narrowed(query: QueryDict) -> Narrowed:
    year = query.get(YEAR, "")
    return Narrowed(
        int(year) if year.isdecimal() and len(year) == 4 else None,
        query.get(AREA, "")[:64], query.get(SCHOOL, "")[:64], query.get(ART, "")[:40], query.get(HALF, "")[:10],
    )  # fmt: skip


def _stage(query: QueryDict) -> Stage | None:
    return next((stage for stage in Stage if stage.value == query.get(STAGE, "")), None)


def _query(narrowed: Narrowed) -> str:
    """The same narrowing as it stands in an address, without area and school, which a row adds."""
    given = {YEAR: narrowed.year, ART: narrowed.art, HALF: narrowed.half}
    return urlencode({name: str(value) for name, value in given.items() if value})


def _filters(found: Sums, narrowed: Narrowed, areas: dict[str, str]) -> tuple[Field, ...]:
    offer = procedure().offer
    arts = [(option.value, option.label, "") for option in offer.options] if offer else []
    priced = {each for ressource in procedure().ressourcer for each in _arts_of(ressource.key)}
    years = [(str(year), str(year), "") for year in found.years]
    here = [(key, name, "") for key, name in areas.items()]
    halves = [(half.value, half.label, "") for half in found.halves]
    return tuple(
        choose_one(name, label, [("", every, ""), *options], chosen, required=False)
        for name, label, every, options, chosen in (
            (YEAR, "År", "Alle år", years, str(narrowed.year or "")),
            (AREA, "Område", "Alle områder", here, narrowed.area),
            (ART, "Tilbud", "Alle tilbud", [each for each in arts if each[0] in priced], narrowed.art),
            (HALF, "Halvdel", "Begge", halves if len(halves) > 1 else [], narrowed.half),
        )
        if options
    )


def _arts_of(key: str) -> tuple[str, ...]:
    """The offer an amount belongs to: its key begins with the offer's own."""
    offer = procedure().offer
    return tuple(option.value for option in offer.options if key.startswith(option.value)) if offer else ()


def _area_names() -> dict[str, str]:
    """The areas by key, in Danish order: one query."""
    rows = Unit.objects.filter(kind=Unit.Kind.BUFOMRAADE).exclude(area="").order_by(danish("name"))
    return dict(rows.values_list("area", "name"))


def _what(narrowed: Narrowed, stage: Stage | None) -> str:
    """What is counted, in words."""
    school = Unit.objects.filter(key=narrowed.school).first() if narrowed.school else None
    area = _area_names().get(narrowed.area, "") if narrowed.area else ""
    halves = {half.value: half.label for half in Half}
    parts = (
        STAGES[stage] if stage else "", art_label(narrowed.art) if narrowed.art else "",
        halves.get(narrowed.half, ""), school.name if school else "", area, str(narrowed.year or ""),
    )  # fmt: skip
    return ", ".join(part for part in parts if part) or "Alt"


__all__ = ["oekonomi", "oekonomi_csv", "oekonomi_sager", "sagens_oekonomi"]

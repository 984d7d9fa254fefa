"""The list of cases with filters and search, and the way to a new case."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from sagsgang.casework import commands, queries
from sagsgang.casework.access import Viewer
from sagsgang.casework.commands.take import check_entry, may_enter
from sagsgang.casework.procedures import procedure
from sagsgang.casework.queries import CaseFilters
from sagsgang.casework.refusals import AnswersInvalid, CaseworkRefusal, UnknownStep
from sagsgang.people.models import Person
from sagsgang.people.refusals import PeopleRefusal
from sagsgang.procedure.language import Step
from sagsgang.procedure.wording import say
from sagsgang.record.acts import Act
from sagsgang.web import addresses, clock, opening
from sagsgang.web.forms.builder import fields_of
from sagsgang.web.forms.fields import Field, Form, Typed, choose_one, first, typed_in
from sagsgang.web.forms.posted import posted_day, raw_answers, sentences_of
from sagsgang.web.forms.tail import BACKDATING, USER, day_fields, for_fields, recorded_for
from sagsgang.web.pages.paging import Pages, asked_page, link_without_page
from sagsgang.web.refused import note, status_of
from sagsgang.web.request import viewer_of_request
from sagsgang.web.resuming import keeps_what_was_typed
from sagsgang.web.units import units_for

SORTS = (("due", "Næste dato"), ("child", "Barnets navn"), ("newest", "Nyeste først"), ("number", "Ældste først"))


@require_http_methods(["GET", "POST"])
def sager(request: HttpRequest) -> HttpResponse:
    """Return the cases the viewer may know of. A child is searched for by POST: no address holds name or number."""
    asked = request.POST if request.method == "POST" else request.GET
    filters = CaseFilters(
        child=request.POST.get("barn", "").strip()[:100],
        school=asked.get("skole", ""),
        area=asked.get("omraade", ""),
        phase=asked.get("fase", ""),
        offer=asked.get("tilbud", ""),
        overdue=asked.get("overskredet", "") == "1",
        closed=asked.get("afsluttede", "") == "1",
        sort=asked.get("orden", "due"),
    )
    viewer = viewer_of_request(request)
    found = queries.case_list(viewer, filters, asked_page(asked))
    phases, offers = {phase.key: phase.title for phase in procedure().phases}, _offers()
    by_post = bool(filters.child) and not filters.by_cpr
    page = {
        "found": found,
        "filters": filters,
        "choices": _filter_fields(filters, viewer),
        "pages": Pages(found.page, found.pages, link_without_page(request.GET), form=by_post),
        "rows": [(row, phases.get(row.phase, ""), offers.get(row.offer, "")) for row in found.rows],
        "today": clock.today(request),
    }
    part = getattr(request, "htmx", False) and request.htmx.target == "sager"  # type: ignore[attr-defined]
    return render(request, "web/dele/sager.html" if part else "web/sager.html", page)


def _offers() -> dict[str, str]:
    offer = procedure().offer
    return {option.value: option.label for option in offer.options} if offer else {}


def _filter_fields(filters: CaseFilters, viewer: Viewer) -> tuple[Field, ...]:
    """The filters that leave the viewer something to choose between."""
    schools, areas = opening.schools_and_areas(viewer)
    phases = [(phase.key, phase.title, "") for phase in procedure().phases if not phase.throughout]
    offers = [(value, label, "") for value, label in _offers().items()]
    narrowing = (
        ("skole", "Skole", "Alle skoler", schools, filters.school),
        ("omraade", "Område", "Alle områder", areas, filters.area),
        ("fase", "Fase", "Alle faser", phases, filters.phase),
        ("tilbud", "Tilbud", "Alle tilbud", offers, filters.offer),
    )
    orders = [(key, label, "") for key, label in SORTS]
    return (
        *(
            choose_one(name, label, [("", every, ""), *options], chosen, required=False)
            for name, label, every, options, chosen in narrowing
            if len(options) > 1 or chosen
        ),
        choose_one("orden", "Rækkefølge", orders, filters.sort, required=False),
    )


@require_GET
def ny_sag(request: HttpRequest) -> HttpResponse:
    """Return the ways into a case, those the viewer may take first."""
    viewer = viewer_of_request(request)
    ways = opening.ways_in(viewer)
    page = {
        "mine": [way for way in ways if way.may],
        "others": [way for way in ways if not way.may],
        "crumbs": addresses.crumbs(("Ny sag", "")),
    }
    return render(request, "web/ny_sag.html", page)


@sensitive_post_parameters()
@keeps_what_was_typed
@require_http_methods(["GET", "POST"])
def aabn(request: HttpRequest, step: str) -> HttpResponse:
    """Return the form that opens a case by one way in; POST opens it."""
    viewer = viewer_of_request(request)
    way = next((each for each in opening.ways_in(viewer) if each.step.key == step), None)
    if way is None:
        raise UnknownStep
    typed = typed_in(request.POST)
    form, status = _opening_form(request, way.step, own=way.own), 200
    if request.method == "POST":
        try:
            with transaction.atomic():
                on, child = _whom_and_when(request, typed, way.step)
                result = commands.open_case(
                    child=child,
                    step=step,
                    facts=raw_answers(typed, way.step),
                    actor=viewer,
                    on=on,
                    at=clock.now(request),
                    backdating_reason=first(typed, BACKDATING),
                    recorded_for=recorded_for(typed),
                )
        except (CaseworkRefusal, PeopleRefusal) as refusal:
            note(refusal, "ny_sag")
            status, form = status_of(refusal), form.refused(sentences_of(refusal), refusal.sentence)
        else:
            request.scope.noted(Act.AENDRET, result.case.pk)  # type: ignore[attr-defined]
            messages.success(request, f"{way.step.done}. {way.step.follows}".strip())
            return redirect("web:sag", result.case.number)
    page = {
        "way": way,
        "form": form,
        "crumbs": addresses.crumbs(("Ny sag", addresses.new_case()), (way.step.title, "")),
    }
    return render(request, "web/aabn_sag.html", page, status=status)


def _whom_and_when(request: HttpRequest, typed: Typed, step: Step) -> tuple[date, Person]:
    """The day and the child; what is wrong with them is told with all else that is.

    Who may open no case this way is told of the day at most: nothing is asked of the child for him.
    """
    viewer, at = viewer_of_request(request), clock.now(request)
    refused: list[CaseworkRefusal | PeopleRefusal] = []
    on, child = None, None
    try:
        on = posted_day(typed)
    except AnswersInvalid as wrong:
        if not may_enter(viewer, step):
            raise
        refused.append(wrong)
    check_entry(viewer, step)
    try:
        child = opening.the_child(typed, clock.today(request))
    except (CaseworkRefusal, PeopleRefusal) as wrong:
        refused.append(wrong)
    if on is not None and child is not None:
        return on, child
    others = commands.misread_entry(step=step, facts=raw_answers(typed, step), actor=viewer, at=at)
    fields = {name: said for each in refused for name, said in sentences_of(each).items()} | others
    if len(refused) == 1 and not others:
        raise refused[0]
    raise AnswersInvalid(fields)


def _opening_form(request: HttpRequest, step: Step, *, own: bool) -> Form:
    typed, today = typed_in(request.POST), clock.today(request)
    words: Any = partial(say, procedure=procedure(), day=today)
    fields = fields_of(step, typed, units=units_for([step], today), words=words)
    when = day_fields(typed, today)
    roles = (*step.roles(), *(role for role in step.together_with))
    others = for_fields(typed, roles, required=not own)
    return Form((*opening.child_fields(typed), *fields), when, others, hidden=((USER, str(request.user.pk)),))

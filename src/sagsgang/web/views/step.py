"""The page of a step: what it is, how it stands, its form; POST takes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sagsgang.casework import commands, queries
from sagsgang.casework.answers import prefill
from sagsgang.casework.procedures import procedure_of
from sagsgang.casework.queries import CasePage
from sagsgang.casework.queries.timeline import events_since
from sagsgang.casework.refusals import AnswersInvalid, CaseworkRefusal, StaleWrite, UnknownCase, UnknownStep
from sagsgang.meetings.aftaleforum.queries import agreed_in
from sagsgang.procedure.language import Seat, Step
from sagsgang.procedure.wording import say
from sagsgang.procedure.workdays import read_date
from sagsgang.web import addresses, clock
from sagsgang.web.forms.beku import with_meetings
from sagsgang.web.forms.builder import as_typed, fields_of
from sagsgang.web.forms.fields import Field, Form, Typed, first, typed_in
from sagsgang.web.forms.persons import persons_for
from sagsgang.web.forms.posted import posted_day, posted_version, raw_answers, sentences_of
from sagsgang.web.forms.tail import (
    BACKDATING,
    DEPARTURE,
    ON,
    USER,
    VERSION,
    day_fields,
    departure_field,
    for_fields,
    recorded_for,
)
from sagsgang.web.onward import onward
from sagsgang.web.pages.head import case_head
from sagsgang.web.pages.letters import letters_at
from sagsgang.web.pages.outbox import journal_box
from sagsgang.web.pages.step import StepPage, asked_now, step_page
from sagsgang.web.pages.timeline import Entry, entry_of
from sagsgang.web.pages.workplaces import home_of, workplace_of
from sagsgang.web.refused import note, status_of
from sagsgang.web.request import viewer_of_request
from sagsgang.web.resuming import keeps_what_was_typed
from sagsgang.web.units import papers_for, units_for


@dataclass
class Told:
    """What a refused POST leaves for the page to tell."""

    sentence: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    status: int = 200
    since: tuple[Entry, ...] = ()


@keeps_what_was_typed
@require_http_methods(["GET", "POST"])
def trin(request: HttpRequest, number: str, step: str, occurrence: str) -> HttpResponse:
    """Return the page of a step; POST takes it, or returns the page with what was typed and what is wrong."""
    told = Told()
    if request.method == "POST":
        answer = taken(request, number, step, occurrence)
        if isinstance(answer, HttpResponse):
            return answer
        told = answer
    found = queries.case_page(viewer_of_request(request), number)
    page = step_page(found, step, occurrence)
    typed = typed_in(request.POST) if request.method == "POST" else None
    form = form_of(request, found, page, typed, told)
    context = {
        "head": case_head(found, clock.today(request)),
        "crumbs": addresses.case_crumbs(
            number, *filter(None, [home_of(page.step, number, occurrence)]), (page.step.title, "")
        ),
        "page": page,
        "form": form,
        "told": told,
        "journal": journal_box(viewer_of_request(request), found, page),
        "letters": letters_at(found, page.standing),
        "agreed": agreed_in(found, page.standing.occurrence) if page.own or found.relation.reads(page.step) else "",
        "workplace": workplace_of(found, step, occurrence),
        "today": clock.today(request),
    }
    return render(request, "web/trin.html", context, status=told.status)


def taken(request: HttpRequest, number: str, step: str, occurrence: str, back: str = "") -> HttpResponse | Told:
    """Take the step as posted; return the redirect, `back` or to its kin, or what a refusal leaves to tell."""
    viewer, typed = viewer_of_request(request), typed_in(request.POST)
    case, _history = queries.case_history(viewer, number)
    followed = procedure_of(case)
    if step not in followed.versions:
        raise UnknownStep
    version = posted_version(typed)
    try:
        on = _day(request, typed, case.pk, followed.step(step, clock.today(request)), occurrence)
        result = commands.take(
            case_id=case.pk,
            step=step,
            occurrence=occurrence,
            facts=raw_answers(typed, followed.step(step, on)),
            actor=viewer,
            on=on,
            at=clock.now(request),
            based_on=version,
            recorded_for=recorded_for(typed),
            backdating_reason=first(typed, BACKDATING),
            departure_reason=first(typed, DEPARTURE),
        )
    except (UnknownCase, UnknownStep):
        raise
    except StaleWrite as refusal:
        note(refusal, "trin")
        since = tuple(entry_of(row, followed, number) for row in events_since(viewer, case, version))
        return Told(refusal.sentence, {}, status_of(refusal), since)
    except CaseworkRefusal as refusal:
        note(refusal, "trin")
        return Told(refusal.sentence, sentences_of(refusal), status_of(refusal))
    done = followed.step(result.event.step, on)
    messages.success(request, f"{done.done}. {done.follows}".strip())
    home = home_of(done, number, occurrence)
    return onward(request, number, back or (home[1] if home else addresses.case(number)))


def _day(request: HttpRequest, typed: Typed, case: int, step: Step, occurrence: str) -> date:
    """Return the day that was typed; when it cannot be read, what else is wrong is told with it."""
    try:
        return posted_day(typed)
    except AnswersInvalid as wrong:
        others = commands.misread(
            case_id=case,
            step=step.key,
            occurrence=occurrence,
            facts=raw_answers(typed, step),
            actor=viewer_of_request(request),
            at=clock.now(request),
        )
        raise AnswersInvalid({**wrong.fields, **others}) from wrong


def form_of(
    request: HttpRequest, found: CasePage, page: StepPage, typed: dict[str, list[str]] | None, told: Told
) -> Form | None:
    """Return the step's form with what was typed, or what the case already knows; None when it cannot be taken."""
    if not page.may and typed is None:
        return None
    today, world = clock.today(request), found.assessment.world
    if typed is None:
        known = prefill(page.step, world, page.standing.occurrence, today)
        typed = as_typed(known if found.relation.reads(page.step) else {}, page.step)
    words: Any = partial(say, procedure=world.procedure, day=world.day)
    units = units_for([page.step], today)
    units |= papers_for(page.step, found.case, viewer_of_request(request), found.relation)
    day = read_date(first(typed, ON)) or today
    place, parties = page.standing.occurrence, reverse("web:parter", args=[found.case.number])
    persons = persons_for(found.case, page.step, world, place, day, parties)
    asked = asked_now(found, page.standing)
    fields: list[Field] = fields_of(page.step, typed, units=units, words=words, asked=asked, persons=persons)
    board = found.seats.get(Seat.BEKU)
    fields = with_meetings(fields, board.id if board else None, today)
    if page.warnings or DEPARTURE in told.fields:  # an earlier day may expect what today does not
        fields.append(departure_field(typed))
    form = Form(
        tuple(fields),
        day_fields(typed, today),
        for_fields(typed, page.for_roles, required=not page.own),
        hidden=((VERSION, str(found.case.version)), (USER, str(request.user.pk))),
    )
    return form.refused(told.fields, "" if told.status == 409 else told.sentence)

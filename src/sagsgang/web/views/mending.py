"""Setting right: correct an event, annul it, or depart from a rule; always with a reason, never by deleting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sagsgang.casework import commands, queries
from sagsgang.casework.ledger import load
from sagsgang.casework.procedures import procedure_of
from sagsgang.casework.queries import EventRow
from sagsgang.casework.refusals import CaseworkRefusal, UnknownCase, UnknownEvent, UnknownStep
from sagsgang.procedure.engine import Event, EventKind, assess
from sagsgang.procedure.language import Step
from sagsgang.procedure.wording import rule_sentence, say
from sagsgang.procedure.workdays import in_digits, read_date
from sagsgang.web import addresses, clock
from sagsgang.web.forms.builder import as_typed, date_field, fields_of, text_field
from sagsgang.web.forms.fields import Form, Typed, first, typed_in
from sagsgang.web.forms.persons import Persons, persons_for
from sagsgang.web.forms.posted import posted_day, posted_version, raw_answers, sentences_of
from sagsgang.web.forms.tail import ON, USER, VERSION
from sagsgang.web.pages.case import lacks_of
from sagsgang.web.pages.head import case_head
from sagsgang.web.pages.step import step_page
from sagsgang.web.pages.timeline import entry_of
from sagsgang.web.refused import note, status_of
from sagsgang.web.request import viewer_of_request
from sagsgang.web.resuming import keeps_what_was_typed
from sagsgang.web.units import papers_for, units_for

REASON = "reason"


@keeps_what_was_typed
@require_http_methods(["GET", "POST"])
def ret(request: HttpRequest, number: str, event: int) -> HttpResponse:
    """Return the form that corrects an event; POST corrects it by a new event that names the old one."""
    case, row = _event(request, number, event)
    typed = typed_in(request.POST) if request.method == "POST" else None
    form = _correction_form(request, row, case, typed)

    def correct(answers: Typed) -> None:
        on, step = posted_day(answers), procedure_of(case).step(row.event.step, row.event.on)
        commands.correct(
            case_id=case.pk,
            event=event,
            facts=raw_answers(answers, step),
            on=on,
            actor=viewer_of_request(request),
            at=clock.now(request),
            based_on=posted_version(answers),
            reason=first(answers, REASON),
        )

    page = {
        "case": case,
        "entry": entry_of(row, procedure_of(case), number),
        "crumbs": addresses.case_crumbs(number, ("Ret en hændelse", "")),
    }
    return _answer(request, correct, form, page, "web/ret.html", "Rettelsen er indført.")


@keeps_what_was_typed
@require_http_methods(["GET", "POST"])
def annuller(request: HttpRequest, number: str, event: int) -> HttpResponse:
    """Return the page that asks whether an event shall be annulled; POST annuls it."""
    case, row = _event(request, number, event)
    form = _reason_form(request, case.version, "Hvorfor gælder det ikke?")

    def annul(answers: Typed) -> None:
        commands.annul(
            case_id=case.pk,
            event=event,
            actor=viewer_of_request(request),
            at=clock.now(request),
            based_on=posted_version(answers),
            reason=first(answers, REASON),
        )

    page = {
        "case": case,
        "entry": entry_of(row, procedure_of(case), number),
        "crumbs": addresses.case_crumbs(number, ("Annullér en hændelse", "")),
    }
    return _answer(request, annul, form, page, "web/annuller.html", "Hændelsen er annulleret.")


@keeps_what_was_typed
@require_http_methods(["GET", "POST"])
def fravig(request: HttpRequest, number: str, step: str, occurrence: str, rule: str) -> HttpResponse:
    """Return the page on which a leader departs from a rule; POST records the departure and its reason."""
    found = queries.case_page(viewer_of_request(request), number)
    shown = step_page(found, step, occurrence)
    barrier = next((each for each in shown.standing.barriers if each.rule and each.rule.key == rule), None)
    if barrier is None or barrier.rule is None:
        raise UnknownStep("Den regel spærrer ikke trinnet.")
    form = _reason_form(request, found.case.version, "Hvorfor fraviges reglen?")

    def depart(answers: Typed) -> None:
        commands.depart(
            case_id=found.case.pk,
            step=step,
            occurrence=occurrence,
            rule=rule,
            actor=viewer_of_request(request),
            at=clock.now(request),
            based_on=posted_version(answers),
            reason=first(answers, REASON),
        )

    page = {
        "case": found.case,
        "head": case_head(found, clock.today(request)),
        "page": shown,
        "rule": rule_sentence(barrier.rule),
        "lacks": lacks_of(found, shown.standing),
        "crumbs": addresses.case_crumbs(
            number, (shown.step.title, addresses.step(number, step, occurrence)), (rule, "")
        ),
    }
    return _answer(request, depart, form, page, "web/fravig.html", f"{rule} er fraveget for trinnet.")


def _event(request: HttpRequest, number: str, event: int) -> tuple[Any, EventRow]:
    case, row = queries.event_row(viewer_of_request(request), number, event)
    if row is None or row.step is None or row.annulled_by or row.event.kind is not EventKind.TAKEN:
        raise UnknownEvent
    return case, row


def _answer(
    request: HttpRequest, act: Callable[[Typed], None], form: Form, page: dict[str, Any], template: str, done: str
) -> HttpResponse:
    """Do it on POST and go to the timeline; else, or when refused, return the page with its form."""
    status = 200
    if request.method == "POST":
        try:
            act(typed_in(request.POST))
        except (UnknownCase, UnknownEvent, UnknownStep):
            raise
        except CaseworkRefusal as refusal:
            note(refusal, template)
            status = status_of(refusal)
            form = form.refused(sentences_of(refusal), refusal.sentence)
        else:
            messages.success(request, done)
            return redirect("web:tidslinje", page["case"].number)
    return render(request, template, {**page, "form": form}, status=status)


def _hidden(request: HttpRequest, version: int) -> tuple[tuple[str, str], ...]:
    return ((VERSION, str(version)), (USER, str(request.user.pk)))


def _reason_form(request: HttpRequest, version: int, label: str) -> Form:
    return Form((text_field(REASON, label, typed_in(request.POST)),), hidden=_hidden(request, version))


def _persons(case: Any, step: Step, event: Event, day: date) -> Persons:
    """Whom the form of a consent asks, as the case stood just before the event."""
    if step.gives is None and step.withdraws is None:
        return Persons()
    before = assess(procedure_of(case), load(case), event.on, before=(event.on, event.number))
    place = before.world.occurrence(event.occurrence)
    if place is None:
        return Persons()
    return persons_for(case, step, before.world, place, day, reverse("web:parter", args=[case.number]))


def _correction_form(request: HttpRequest, row: EventRow, case: Any, typed: dict[str, list[str]] | None) -> Form:
    """Return the step's form with what stands in the event, or with what was typed."""
    procedure, event = procedure_of(case), row.event
    step = procedure.step(event.step, event.on)
    if typed is None:
        typed = as_typed(event.facts, step) | as_typed(row.texts, step)
        typed |= {key: [body] for key, body in row.texts.items() if key not in procedure.facts}
        typed[ON] = [in_digits(event.on)]
    words: Any = partial(say, procedure=procedure, day=event.on)
    persons = _persons(case, step, event, read_date(first(typed, ON)) or event.on)
    units = units_for([step], clock.today(request))
    units |= papers_for(step, case, viewer_of_request(request))
    fields = fields_of(step, typed, units=units, words=words, persons=persons)
    when = (
        date_field(ON, "Hvornår skete det?", typed),
        text_field(REASON, "Hvad var forkert, og hvor ved du det fra?", typed, rows=3),
    )
    return Form(tuple(fields), when, hidden=_hidden(request, case.version))

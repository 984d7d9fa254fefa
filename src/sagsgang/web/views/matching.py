"""Matchningsudvalget in a case: the workplace of a day treatment, its acts, and the board's queue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from sagsgang.casework import queries
from sagsgang.casework.answers import prefill
from sagsgang.casework.consents import Basis
from sagsgang.casework.procedures import procedure_of
from sagsgang.casework.queries import CasePage
from sagsgang.casework.refusals import CaseworkRefusal, NotYours, UnknownCase, UnknownStep
from sagsgang.documents.queries import documents_of
from sagsgang.meetings.matching import commands, steps
from sagsgang.meetings.matching.choice import unapproved
from sagsgang.meetings.matching.commands import Taking
from sagsgang.meetings.matching.fit import Need
from sagsgang.meetings.matching.queries import (
    QueueRow,
    Workplace,
    day_treatments,
    need_of,
    other_papers,
    papers_of,
    queue,
    sent_to_board,
    workplace,
)
from sagsgang.meetings.matching.refusals import UnknownRequest
from sagsgang.meetings.matching.register import Wanted, offers, unregistered
from sagsgang.people.collation import danish
from sagsgang.people.models import Unit
from sagsgang.procedure.language import Seat, Step
from sagsgang.procedure.wording import deadline_sentence, say, sentence
from sagsgang.web import addresses, clock
from sagsgang.web.forms import matching as forms
from sagsgang.web.forms.builder import as_typed, fields_of
from sagsgang.web.forms.fields import Field, Form, Typed, first, typed_in
from sagsgang.web.forms.posted import posted_day, posted_version, raw_answers, sentences_of
from sagsgang.web.forms.tail import (
    BACKDATING,
    DEPARTURE,
    USER,
    VERSION,
    day_fields,
    departure_field,
    for_fields,
    recorded_for,
)
from sagsgang.web.onward import onward
from sagsgang.web.pages import matching as shown
from sagsgang.web.pages.head import case_head
from sagsgang.web.pages.step import StepPage, step_page
from sagsgang.web.refused import note, status_of
from sagsgang.web.request import user_of, viewer_of_request
from sagsgang.web.resuming import keeps_what_was_typed

TAB = "Dagbehandling"


@dataclass(frozen=True, slots=True)
class Act:
    """One act at the workplace: what its button says, how it is done, and the fields it asks."""

    button: str
    does: Callable[[HttpRequest, CasePage, Taking, Typed], str]
    fields: Callable[[HttpRequest, CasePage, Workplace, StepPage, Typed], list[Field]]


@dataclass(frozen=True, slots=True)
class Told:
    """What a refused POST leaves for the page to tell."""

    sentence: str = ""
    fields: dict[str, str] | None = None
    status: int = 200


# --- pages ------------------------------------------------------------------------------------------------------------


@require_GET
def dagbehandling(request: HttpRequest, number: str, occurrence: str = "") -> HttpResponse:
    """Return the workplace of the case's latest day treatment, or of that one: request, proposals, choice, way back."""
    found = queries.case_page(viewer_of_request(request), number)
    places = day_treatments(found)
    head = case_head(found, clock.today(request))
    page: dict[str, Any] = {
        "head": head, "crumbs": addresses.case_crumbs(number, (TAB, "")), "tab": "dagbehandling", "places": places,
    }  # fmt: skip
    if not places and not occurrence:
        return render(request, "web/sagens_dagbehandling.html", page)
    work = workplace(found, occurrence or places[-1].id)
    return render(request, "web/sagens_dagbehandling.html", page | _hub(request, found, work))


def _hub(request: HttpRequest, found: CasePage, work: Workplace) -> dict[str, Any]:
    followed, today = procedure_of(found.case), clock.today(request)
    sees = _sees_request(found)
    need = need_of(found, work.request, today)
    return {
        "work": work,
        "lines": shown.step_lines(found, work.place),
        "sees": sees,
        "need": shown.need_facts(work, need, _areas(), words=_reads_words(found)) if sees else (),
        "rounds": [(each, shown.proposal_rows(each)) for each in reversed(work.rounds)] if sees else [],
        "may_tell": _may_tell_family(found, work),
        "reads_plan": found.relation.reads(followed.step(steps.TIMETABLE)),
        "lacking": unapproved(work.chosen, today) if work.chosen else "",
        "basis": work.basis.sentence,
        "has_basis": isinstance(work.basis, Basis),
    }


def _sees_request(found: CasePage) -> bool:
    """Whether he reads what is said between the caseworker and the board; the provider does not."""
    return found.relation.reads(procedure_of(found.case).step(steps.PROPOSE))


def _reads_words(found: CasePage) -> bool:
    """Whether he reads what SOF has written of the child to the board: SOF, and the board it is written to (R9)."""
    board = any(role.seat is Seat.MATCHING for role in found.relation.roles)
    return board or found.relation.reads(procedure_of(found.case).step(steps.SEND))


def _may_tell_family(found: CasePage, work: Workplace) -> bool:
    """Whether the proposals may be talked over with the family by now (M8, X8, X22)."""
    standing = found.assessment.standing(steps.DISCUSS, work.place.id)
    return standing is not None and found.assessment.to_take(standing).state.name in ("OPEN", "DONE")


@keeps_what_was_typed
@require_http_methods(["GET", "POST"])
def matchningstrin(request: HttpRequest, number: str, occurrence: str, act: str) -> HttpResponse:
    """Return the form of one act at the workplace; POST does it."""
    step = steps.WORK.get(act, "")
    if step not in ACTS:
        raise UnknownStep
    found = queries.case_page(viewer_of_request(request), number)
    work = workplace(found, occurrence)
    if request.method == "POST":
        outcome = _done(request, found, occurrence, ACTS[step])
        if isinstance(outcome, HttpResponse):
            return outcome
        return _act_page(request, found, work, step, outcome)
    return _act_page(request, found, work, step, Told())


def _done(request: HttpRequest, found: CasePage, occurrence: str, act: Act) -> HttpResponse | Told:
    typed = typed_in(request.POST)
    try:
        said = act.does(request, found, _taking(request, found, occurrence, typed), typed)
    except (UnknownCase, UnknownStep, UnknownRequest):
        raise
    except CaseworkRefusal as refusal:
        note(refusal, "matchning")
        return Told(refusal.sentence, sentences_of(refusal), status_of(refusal))
    messages.success(request, said)
    return onward(request, found.case.number, "web:sagens_dagbehandling", found.case.number, occurrence)


def _taking(request: HttpRequest, found: CasePage, occurrence: str, typed: Typed) -> Taking:
    return Taking(
        found.case.pk, occurrence, viewer_of_request(request), posted_day(typed), clock.now(request),
        posted_version(typed), recorded_for(typed), first(typed, BACKDATING), first(typed, DEPARTURE),
    )  # fmt: skip


def _act_page(request: HttpRequest, found: CasePage, work: Workplace, step: str, told: Told) -> HttpResponse:
    chosen, number = ACTS[step], found.case.number
    page = step_page(found, step, work.place.id)
    typed = typed_in(request.POST) if request.method == "POST" else {}
    form, mine = None, page.may or page.own or bool(page.for_roles)
    if mine and (page.may or typed):
        form = _form(request, found, page, typed, chosen.fields(request, found, work, page, typed))
        form = form.refused(told.fields or {}, "" if told.status == 409 else told.sentence)
    context = {
        "head": case_head(found, clock.today(request)),
        "crumbs": addresses.case_crumbs(
            number, (TAB, addresses.day_treatment(number, work.place.id)), (page.step.title, "")
        ),
        "page": page, "form": form, "told": told, "button": chosen.button, "work": work,
        "act": page.step.work.partition(".")[2],
        "sees": _sees_request(found), "basis": work.basis.sentence, "has_basis": isinstance(work.basis, Basis),
        **_beside(request, found, work, step, typed if mine else {}),
    }  # fmt: skip
    return render(request, "web/matchningstrin.html", context, status=told.status)


def _form(request: HttpRequest, found: CasePage, page: StepPage, typed: Typed, fields: list[Field]) -> Form:
    if page.warnings or DEPARTURE in typed:
        fields.append(departure_field(typed))
    return Form(
        tuple(fields),
        day_fields(typed, clock.today(request)),
        for_fields(typed, page.for_roles, required=not page.own),
        hidden=((VERSION, str(found.case.version)), (USER, str(user_of(request).pk))),
    )


def _beside(request: HttpRequest, found: CasePage, work: Workplace, step: str, typed: Typed) -> dict[str, Any]:
    """What stands beside the form of that step: the papers, or the offers with how they fit."""
    today = clock.today(request)
    if not _sees_request(found):
        return {}
    if step == steps.SEND:
        rows = documents_of(viewer_of_request(request), found)
        return {"papers": papers_of(found, work.place, rows), "aftaleforum": _aftaleforum(found)}
    if step not in (steps.PROPOSE, steps.CHOOSE):
        return {}
    need = need_of(found, work.request, today)
    query = typed_in(request.GET)
    wanted = forms.wanted_in(query, need)
    found_offers = shown.offer_rows(offers(wanted, today), need, today)
    return {
        "need": shown.need_facts(work, need, _areas(), words=_reads_words(found)),
        "offers": found_offers,
        "filters": forms.filter_fields(wanted, _area_options()),
        "criteria": shown.CRITERIA,
        "rounds": [(each, shown.proposal_rows(each)) for each in reversed(work.rounds)],
        "saved": work.draft if told_stale(typed, work) else None,
        "draft_version": first(typed, forms.DRAFT) or str(work.draft.row.version if work.draft else 0),
    }


def told_stale(typed: Typed, work: Workplace) -> bool:
    """Whether somebody else has saved a draft since this form was opened, so that both must be seen."""
    return bool(typed) and work.draft is not None and first(typed, forms.DRAFT) != str(work.draft.row.version)


def _aftaleforum(found: CasePage) -> list[Any]:
    """The meetings of Aftaleforum that were held, latest first."""
    held = [
        place.facts.get("aftaleforum.afholdt") for place in found.assessment.world.by_subject.get("aftaleforum", ())
    ]
    return sorted((each.value for each in held if each is not None), reverse=True)


def _areas() -> dict[str, str]:
    rows = Unit.objects.filter(kind=Unit.Kind.BUFOMRAADE).exclude(area="").order_by(danish("name"), "pk")
    return dict(rows.values_list("area", "name"))


def _area_options() -> list[tuple[str, str, str]]:
    return [(key, name, "") for key, name in _areas().items()]


# --- the acts ---------------------------------------------------------------------------------------------------------


def _step_fields(
    request: HttpRequest, found: CasePage, page: StepPage, typed: Typed, granted: Typed | None = None
) -> list[Field]:
    """The fields that the step itself declares, filled with what is known or was granted."""
    world = found.assessment.world
    known: Typed = dict(granted or {}) | as_typed(
        prefill(page.step, world, page.standing.occurrence, clock.today(request)), page.step
    )
    words: Any = partial(say, procedure=world.procedure, day=world.day)
    return fields_of(page.step, typed or known, units={}, words=words)


def _answers(found: CasePage, key: str, typed: Typed, taking: Taking) -> dict[str, Any]:
    step: Step = procedure_of(found.case).step(key, taking.on)
    return dict(raw_answers(typed, step))


def _request_fields(
    request: HttpRequest, found: CasePage, work: Workplace, page: StepPage, typed: Typed
) -> list[Field]:
    rows = documents_of(viewer_of_request(request), found)
    named = [row for paper in papers_of(found, work.place, rows) for row in paper.documents if row.may]
    along = [
        (str(row.document.number), f"{row.title} (dokument {row.document.number})",
         "Er allerede delt med udvalget" if sent_to_board(row) else row.home)
        for row in (*named, *other_papers(rows))
    ]  # fmt: skip
    need = need_of(found, work.request, clock.today(request))
    return [
        *_step_fields(request, found, page, typed),
        *forms.request_fields(typed, need, along, _area_options()),
    ]


def _send(request: HttpRequest, found: CasePage, taking: Taking, typed: Typed) -> str:
    commands.send_request(
        taking, facts=_answers(found, steps.SEND, typed, taking), need=forms.need_said(typed),
        numbers=list(typed.get(forms.DOCUMENTS, ())),
    )  # fmt: skip
    return "Anmodningen er sendt til Matchningsudvalget. Det har 7 hverdage til at foreslå tilbud."


def _proposal_fields(
    request: HttpRequest, found: CasePage, work: Workplace, page: StepPage, typed: Typed
) -> list[Field]:
    rows = offers(Wanted(), clock.today(request))
    options = [(each.unit.key, f"{each.unit.name}{_free(each)}", "") for each in rows]
    return forms.proposal_fields(typed, work.draft, options)


def _free(offer: Any) -> str:
    return "" if offer.free is None else f" ({offer.free} ledige)"


def _propose(request: HttpRequest, found: CasePage, taking: Taking, typed: Typed) -> str:
    version = first(typed, forms.DRAFT)
    more: dict[str, Any] = {
        "lines": forms.proposed(typed), "advice": first(typed, forms.ADVICE),
        "version": int(version) if version.isdecimal() and len(version) < 9 else -1,
    }  # fmt: skip
    if forms.SEND not in typed:
        commands.save_draft(taking, **more)
        return "Kladden er gemt. Forslagene er ikke afgivet endnu."
    work = workplace(found, taking.occurrence)
    need: Need = need_of(found, work.request, taking.on)
    commands.submit(taking, need=need, **more)
    return "Forslagene er afgivet. Sagsbehandleren drøfter dem med familie og skole."


def _choice_fields(request: HttpRequest, found: CasePage, work: Workplace, page: StepPage, typed: Typed) -> list[Field]:
    today = clock.today(request)
    return forms.choice_fields(typed, work, offers(Wanted(), today), unregistered(today))


def _choose(request: HttpRequest, found: CasePage, taking: Taking, typed: Typed) -> str:
    commands.choose(taking, unit=first(typed, steps.PLACE), reason=first(typed, steps.UNAPPROVED))
    return "Tilbuddet er valgt, og Matchningsudvalget har fået en opgave om at notere det."


def _start_fields(request: HttpRequest, found: CasePage, work: Workplace, page: StepPage, typed: Typed) -> list[Field]:
    """The start, with the months that were granted."""
    world = found.assessment.world
    granted = world.value(work.place, world.procedure.facts[steps.GRANTED])
    return _step_fields(request, found, page, typed, {steps.MONTHS: [str(granted)]} if granted else None)


def _start(request: HttpRequest, found: CasePage, taking: Taking, typed: Typed) -> str:
    commands.enrol(taking, facts=_answers(found, steps.START, typed, taking))
    return "Barnet er startet i dagbehandling. Den ledige plads er talt ned i registret."


def _plan_fields(request: HttpRequest, found: CasePage, work: Workplace, page: StepPage, typed: Typed) -> list[Field]:
    return forms.plan_fields(typed, work)


def _plan(request: HttpRequest, found: CasePage, taking: Taking, typed: Typed) -> str:
    commands.agree_timetable(taking, lines=forms.planned(typed))
    return "Tidsplanen for at komme tilbage er aftalt."


ACTS: dict[str, Act] = {
    steps.SEND: Act("Send til Matchningsudvalget", _send, _request_fields),
    steps.PROPOSE: Act("Gem kladden", _propose, _proposal_fields),
    steps.CHOOSE: Act("Vælg tilbuddet", _choose, _choice_fields),
    steps.START: Act("Indfør starten", _start, _start_fields),
    steps.TIMETABLE: Act("Aftal tidsplanen", _plan, _plan_fields),
}
"""What is done at the workplace, by the step; the address calls it what its declaration does (`steps.ACTS`)."""


# --- the queue --------------------------------------------------------------------------------------------------------


@require_GET
def matchning(request: HttpRequest) -> HttpResponse:
    """Return what waits for Matchningsudvalget, with its date and why that day."""
    viewer = viewer_of_request(request)
    if not any(held.role.seat is Seat.MATCHING for held in viewer.roles):
        raise NotYours("Anmodningerne ses af Matchningsudvalget.")
    rows = queue(viewer)
    whys = {row.task.step.key: _why(row.task.step) for row in rows}
    page = {
        "rows": [(row, whys[row.task.step.key], _where(row)) for row in rows],
        "today": clock.today(request),
        "crumbs": addresses.crumbs(("Matchning", "")),
    }
    return render(request, "web/matchning.html", page)


def _where(row: QueueRow) -> str:
    """Where the task is done: proposals at the workplace, what was chosen on the step's own page."""
    task = row.task
    if task.step.key == steps.PROPOSE:
        return reverse("web:matchningstrin", args=[task.case_number, task.occurrence, "forslag"])
    return addresses.step(task.case_number, task.step.key, task.occurrence)


def _why(step: Step) -> str:
    return sentence(deadline_sentence(step.deadline, step.per)) if step.deadline else ""

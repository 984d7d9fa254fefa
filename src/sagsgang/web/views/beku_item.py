"""One case before BEKU: how it is presented, what is decided, what is written of it, who is invited (P3.7–P3.11)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sagsgang.casework import commands, queries
from sagsgang.casework.queries import CasePage
from sagsgang.casework.refusals import AnswersInvalid, CaseworkRefusal, NotYours, UnknownCase, UnknownGrant, UnknownStep
from sagsgang.meetings.beku import boards, filing, minutes
from sagsgang.meetings.beku.items import ItemView, item_view
from sagsgang.meetings.beku.refusals import MeetingIsOver, StaleMinutes
from sagsgang.procedure.engine import State
from sagsgang.web import addresses, clock
from sagsgang.web.forms.beku import DO
from sagsgang.web.forms.builder import text_field
from sagsgang.web.forms.fields import Form, Typed, first, typed_in
from sagsgang.web.forms.posted import sentences_of
from sagsgang.web.forms.tail import USER
from sagsgang.web.onward import onward
from sagsgang.web.pages.head import case_head
from sagsgang.web.pages.step import StepPage, step_page
from sagsgang.web.pages.timeline import entries
from sagsgang.web.refused import note, status_of
from sagsgang.web.request import viewer_of_request
from sagsgang.web.resuming import keeps_what_was_typed
from sagsgang.web.views import step as steps
from sagsgang.web.views.sight import people_field, person_chosen

MINUTES, VERSION, MEETING, STEP, WHY = "referat_tekst", "referat_version", "moede", "trin", "gaest_reason"
RECENT = 8


@dataclass
class Told:
    """What a refused POST leaves for the page to tell, and in which part of it."""

    act: str = ""
    sentence: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    status: int = 200
    theirs: str | None = None
    step: steps.Told = field(default_factory=steps.Told)


@keeps_what_was_typed
@require_http_methods(["GET", "POST"])
def punkt(request: HttpRequest, number: str, occurrence: str) -> HttpResponse:
    """Return the item's page; POST takes an outcome, saves or files the minutes, invites somebody or ends that."""
    told = Told()
    if request.method == "POST":
        answer = _done(request, number, occurrence)
        if isinstance(answer, HttpResponse):
            return answer
        told = answer
    found = queries.case_page(viewer_of_request(request), number)
    view = item_view(viewer_of_request(request), found, occurrence, _meeting_id(request))
    return render(request, "web/beku_punkt.html", _page(request, found, view, told), status=told.status)


def _meeting_id(request: HttpRequest) -> int | None:
    text = request.POST.get(MEETING, "") or request.GET.get(MEETING, "")
    return int(text) if text.isdecimal() and len(text) < 10 else None


def _done(request: HttpRequest, number: str, occurrence: str) -> HttpResponse | Told:
    typed = typed_in(request.POST)
    act, back = first(typed, DO), reverse("web:beku_punkt", args=[number, occurrence])
    found = queries.case_page(viewer_of_request(request), number)
    item_view(viewer_of_request(request), found, occurrence)  # an item, and his to know of
    if act == "udfald":
        answer = steps.taken(request, number, first(typed, STEP), occurrence, back)
        return (
            answer
            if isinstance(answer, HttpResponse)
            else Told("udfald", answer.sentence, status=answer.status, step=answer)
        )
    try:
        if act == "referat":
            return _written(request, found, occurrence, typed, back)
        done = _act(request, found, occurrence, act, typed)
    except (UnknownCase, UnknownStep, UnknownGrant):
        raise
    except (StaleMinutes, NotYours, MeetingIsOver, AnswersInvalid) as refusal:
        note(refusal, "beku_punkt")
        if act == "referat" and getattr(request, "htmx", False):
            return _unsaved(request, refusal)
        if not isinstance(refusal, StaleMinutes):
            return Told(act, refusal.sentence, sentences_of(refusal), status_of(refusal))
        return Told(act, refusal.sentence, status=refusal.status, theirs=refusal.theirs)
    except CaseworkRefusal as refusal:
        note(refusal, "beku_punkt")
        return Told(act, refusal.sentence, sentences_of(refusal), status_of(refusal))
    messages.success(request, done)
    return onward(request, found.case.number, back)


def _written(request: HttpRequest, found: CasePage, occurrence: str, typed: Typed, back: str) -> HttpResponse:
    version, bch = first(typed, VERSION), first(typed, "bch")
    item = minutes.write_minutes(
        case_id=found.case.pk, occurrence=occurrence, meeting_id=_meeting_id(request) or 0, text=first(typed, MINUTES),
        needs_bch=bch == "ja", based_on=int(version) if version.isdecimal() and len(version) < 9 else -1,
        actor=viewer_of_request(request), at=clock.now(request),
    )  # fmt: skip
    if getattr(request, "htmx", False):
        return render(request, "web/dele/beku_gemt.html", {"item": item, "version_name": VERSION})
    messages.success(request, "Referatet er gemt.")
    return redirect(back)


def _unsaved(request: HttpRequest, refusal: CaseworkRefusal) -> HttpResponse:
    """What the draft that saves itself is told: nothing was saved, and the version it was written from stays."""
    told = " ".join(dict.fromkeys((refusal.sentence, *sentences_of(refusal).values())))
    if isinstance(refusal, StaleMinutes):
        told = (
            "En anden har skrevet i referatet imens, og dit er ikke gemt. Tryk »Gem referatet« for at se begge tekster."
        )
    page = {"unsaved": told, "version": request.POST.get(VERSION, "0"), "version_name": VERSION}
    return render(request, "web/dele/beku_gemt.html", page, status=status_of(refusal))


def _act(request: HttpRequest, found: CasePage, occurrence: str, act: str, typed: Typed) -> str:
    viewer, at = viewer_of_request(request), clock.now(request)
    if act == "laeg":
        meeting = _meeting_id(request) or 0
        filing.file_item(case_id=found.case.pk, occurrence=occurrence, meeting_id=meeting, actor=viewer, at=at)
        return "Beslutningsreferatet er lagt på sagen. De, der skal vide det, får en mail om, at noget venter."
    if act == "gaest":
        role, user = person_chosen(typed)
        now = item_view(viewer, found, occurrence).now
        last = max(now.day or viewer.day, viewer.day) + timedelta(days=1)
        commands.invite_to_item(
            case_id=found.case.pk, occurrence=occurrence, user=user, role=role, until=last, reason=first(typed, WHY),
            actor=viewer, at=at,
        )  # fmt: skip
        return f"{user.name} er inviteret til punktet og ser sagen, til den er afgjort."
    if act == "gaest_slut":
        grant = first(typed, "adgang")
        commands.end_grant(
            case_id=found.case.pk, grant_id=int(grant) if grant.isdecimal() and len(grant) < 10 else 0, actor=viewer,
            at=at,
        )  # fmt: skip
        return "Invitationen er lukket."
    raise AnswersInvalid({"": "Vælg, hvad der skal gøres."})


def _page(request: HttpRequest, found: CasePage, view: ItemView, told: Told) -> dict[str, Any]:
    number, today = found.case.number, clock.today(request)
    typed = typed_in(request.POST)
    chosen = first(typed, STEP) if told.act == "udfald" else request.GET.get("udfald", "")
    step, form = _outcome(request, found, view, chosen, told)
    draft = first(typed, MINUTES) if told.act == "referat" else (view.item.minutes if view.item else "")
    timeline = queries.timeline(viewer_of_request(request), number)
    return {
        "head": case_head(found, today),
        "case": found.case,
        "view": view,
        "told": told,
        "step": step,
        "form": form,
        "draft": draft,
        "names": {"minutes": MINUTES, "version": VERSION, "meeting": MEETING, "step": STEP},
        "guest_form": _guest_form(request, found, view, typed, told),
        "recent": entries(timeline)[:RECENT],
        "outcomes": [(each, each.state is State.OPEN) for each in view.outcomes],
        "today": today,
        "crumbs": addresses.case_crumbs(number, ("BEKU", "")),
    }


def _outcome(
    request: HttpRequest, found: CasePage, view: ItemView, chosen: str, told: Told
) -> tuple[StepPage | None, Form | None]:
    """The step that was chosen with its form, from its declaration; nothing when it is none of the item's."""
    if chosen not in {each.step.key for each in view.outcomes}:
        return None, None
    page = step_page(found, chosen, view.place.id)
    typed = typed_in(request.POST) if told.act == "udfald" else None
    return page, steps.form_of(request, found, page, typed, told.step)


def _guest_form(request: HttpRequest, found: CasePage, view: ItemView, typed: Typed, told: Told) -> Form | None:
    may = view.on_board or found.relation.administration is not None
    if not may or not view.now.waits or not found.relation.roles:
        return None
    mine = typed if told.act == "gaest" else {}
    members = boards.members_on(view.now.board_id or 0, view.now.day or clock.today(request))
    hint = "Den inviterede læser sagen fra nu og til den er afgjort, og kan ikke ændre noget."
    form = Form(
        (
            people_field(request, found.case, mine, "Hvem inviteres?", once=True, without=[m.user_id for m in members]),
            text_field(WHY, "Hvorfor?", mine, hint=hint, rows=2),
        ),
        hidden=((DO, "gaest"), (USER, str(request.user.pk))),
    )
    if told.act != "gaest":
        return form
    sentences = {WHY if name == "reason" else name: text for name, text in told.fields.items()}
    return form.refused(sentences, told.sentence)

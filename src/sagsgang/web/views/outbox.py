"""Udbakke: what has left the house, what has not, what a person does about it; and what the journals still lack."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from sagsgang.casework import queries
from sagsgang.casework.refusals import CaseworkRefusal, UnknownCase, UnknownStep
from sagsgang.casework.scope import current
from sagsgang.documents import storage
from sagsgang.documents.refusals import FileDamaged
from sagsgang.jobs.leaving import SETTLED, held_back
from sagsgang.outbox import commands, journaling
from sagsgang.outbox.models import Dispatch
from sagsgang.outbox.queries import NEEDS_ME, NotJournalised, journalising, not_journalised, outbox, sent_from
from sagsgang.outbox.refusals import HeldBack, NotYourDispatch, UnknownDispatch
from sagsgang.outbox.sight import Found, files_of, found, reads
from sagsgang.web import addresses, clock
from sagsgang.web.forms.fields import Form, choose_one, first, typed_in
from sagsgang.web.forms.outbox import REFERENCE, STATE, WHY, act_forms
from sagsgang.web.forms.posted import sentences_of
from sagsgang.web.pages.outbox import EMPTY, GROUPS, LOOKS, receiver_of, responsible_of, to_do
from sagsgang.web.pages.paging import Pages, asked_page, link_without_page
from sagsgang.web.pages.states import Look
from sagsgang.web.refused import note, status_of
from sagsgang.web.request import viewer_of_request
from sagsgang.web.resuming import keeps_what_was_typed

TITLE = "Udbakke"
SAID = {
    "send-igen": "Den sendes igen.",
    "bekraeft": "Det er skrevet op, at den er kommet frem.",
    "opgiv": "Den er opgivet og sendes ikke.",
}


@require_GET
def udbakke(request: HttpRequest) -> HttpResponse:
    """Return what leaves the house as far as it is the viewer's, by what it needs, and by way out."""
    viewer = viewer_of_request(request)
    known = dict(GROUPS)
    group = request.GET.get("vis", NEEDS_ME)
    group = group if group in known else NEEDS_ME
    port = request.GET.get("udgang", "")
    here = outbox(viewer, group, port, asked_page(request.GET))
    ports = [("", "Alle udgange", ""), *((value, label, "") for value, label in Dispatch.Port.choices)]
    page = {
        "rows": [(row, LOOKS[row.state]) for row in here.rows],
        "groups": [(key, label, here.counts[key]) for key, label in GROUPS],
        "group": group,
        "port": port,
        "empty": EMPTY[group],
        "ports": choose_one("udgang", "Udgang", ports, port, required=False),
        "pages": Pages(here.page, here.pages, link_without_page(request.GET)),
    }
    return render(request, "web/udbakke.html", page)


@require_GET
def ikke_journaliseret(request: HttpRequest) -> HttpResponse:
    """Return what ought to be in KINGO, CSC and KMD and is not."""
    systems = sorted(set(journalising().values()))
    system = request.GET.get("system", "")
    here = not_journalised(viewer_of_request(request), system if system in systems else "", asked_page(request.GET))
    options = [("", "Alle systemer", ""), *((each, each, "") for each in systems)]
    page = {
        "rows": [(row, _look(row)) for row in here.rows],
        "total": here.total,
        "systems": choose_one("system", "System", options, system, required=False),
        "pages": Pages(here.page, here.pages, link_without_page(request.GET)),
        "today": clock.today(request),
        "crumbs": addresses.crumbs((TITLE, reverse("web:udbakke")), ("Ikke journaliseret endnu", "")),
    }
    return render(request, "web/ikke_journaliseret.html", page)


def _look(row: NotJournalised) -> Look | None:
    """How its sending stands, where there is one."""
    posted = row.sending.dispatch if row.sending is not None else None
    return LOOKS[posted.state] if posted is not None else None


@require_GET
def afsendelse(request: HttpRequest, dispatch: int) -> HttpResponse:
    """Return one dispatch: where it is, what it says and to whom, and what can be done about it."""
    return _page_of(request, found(viewer_of_request(request), dispatch))


def _page_of(
    request: HttpRequest, seen: Found, which: str = "", refused: Form | None = None, status: int = 200
) -> HttpResponse:
    row = seen.dispatch
    forms = act_forms(row) if seen.answers else {}
    if refused is not None and which in forms:
        forms[which] = refused
    held = held_back(row, clock.now(request))
    page = {
        "row": row,
        "held": held,
        "look": LOOKS[row.state],
        "receiver": receiver_of(row, clock.today(request)),
        "responsible": responsible_of(row),
        "to_do": to_do(row) if seen.answers and not held else "",
        "forms": forms,
        "which": which,
        "files": () if held else files_of(seen),
        "crumbs": addresses.crumbs((TITLE, reverse("web:udbakke")), (f"Afsendelse {row.pk}", "")),
    }
    return render(request, "web/afsendelse.html", page, status=status)


@require_GET
def hent_bilag(request: HttpRequest, dispatch: int, file: int) -> HttpResponse:
    """Return a file that goes along, to be printed or to be laid in another system by hand; not while it is held."""
    seen = found(viewer_of_request(request), dispatch)
    if held := held_back(seen.dispatch, clock.now(request)):
        raise HeldBack(held)
    enclosed = next((each for each in files_of(seen) if each.number == file), None)
    if enclosed is None:
        raise UnknownDispatch
    content = storage.read(enclosed.sha256)
    if content is None:
        raise FileDamaged
    current().noted("hentet fil", seen.dispatch.case_id)
    response = HttpResponse(content, content_type=enclosed.mime)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=enclosed.name)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


@keeps_what_was_typed
@require_POST
def afsend(request: HttpRequest, dispatch: int, act: str) -> HttpResponse:
    """Send it again, record that it came through or was done by hand, or give it up."""
    if act not in SAID:
        raise UnknownDispatch
    viewer, typed = viewer_of_request(request), typed_in(request.POST)
    how: dict[str, Any] = {"dispatch": dispatch, "state": first(typed, STATE), "actor": viewer}
    how["at"] = clock.now(request)
    try:
        if act == "send-igen":
            commands.send_again(**how)
        elif act == "bekraeft":
            commands.confirm_by_hand(reference=first(typed, REFERENCE), settled=SETTLED, **how)
        else:
            commands.give_up(why=first(typed, WHY), settled=SETTLED, **how)
    except (UnknownDispatch, UnknownCase, NotYourDispatch):
        raise
    except CaseworkRefusal as refusal:
        note(refusal, f"afsend_{act}")
        seen = found(viewer, dispatch)
        form = act_forms(seen.dispatch, typed).get(act)
        if form is None:
            messages.error(request, refusal.sentence)
            return _page_of(request, seen, status=status_of(refusal))
        return _page_of(request, seen, act, form.refused(sentences_of(refusal), refusal.sentence), status_of(refusal))
    messages.success(request, SAID[act])
    return redirect("web:afsendelse", dispatch)


@require_GET
def udsendt(request: HttpRequest, number: str) -> HttpResponse:
    """Return what has been sent in a case, from the homes the viewer reads."""
    here = queries.case_page(viewer_of_request(request), number)
    halves = [half for half in here.relation.halves if reads(here.relation, half)]
    page = {
        "case": here.case,
        "rows": [(row, LOOKS[row.state]) for row in sent_from(here.case, halves)],
        "crumbs": addresses.case_crumbs(number, ("Sendt", "")),
        "tab": "udsendt",
    }
    return render(request, "web/udsendt.html", page)


@require_POST
def journaliser(request: HttpRequest, number: str, step: str, occurrence: str) -> HttpResponse:
    """Send what the step journalises to its system; the step is taken when the system has answered."""
    viewer = viewer_of_request(request)
    case, _history = queries.case_history(viewer, number)
    try:
        made = journaling.journalise(
            case_id=case.pk, step=step, occurrence=occurrence, actor=viewer, at=clock.now(request)
        )
    except (UnknownCase, UnknownStep):
        raise
    except CaseworkRefusal as refusal:
        note(refusal, "journaliser")
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"Den er på vej til {made.system}. Trinnet indføres, når {made.system} har svaret.")
    return redirect("web:trin", number, step, occurrence)


__all__ = ["afsend", "afsendelse", "hent_bilag", "ikke_journaliseret", "journaliser", "udbakke", "udsendt"]

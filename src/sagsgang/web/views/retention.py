"""Opbevaring og sletning: which cases have reached their date, what is said of each, and the certificates."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from sagsgang.archive import reviewing
from sagsgang.archive.certificate import certificate
from sagsgang.archive.models import Destruction, Keeping
from sagsgang.archive.refusals import UnknownRequest
from sagsgang.archive.retention import RESULTS, rules_on
from sagsgang.archive.worklist import for_review
from sagsgang.casework.refusals import CaseworkRefusal, NotYours, UnknownCase
from sagsgang.web import addresses, clock
from sagsgang.web.forms.fields import Form, Typed, first, typed_in
from sagsgang.web.forms.posted import posted_day, sentences_of
from sagsgang.web.pages.paging import Pages, asked_page, link_without_page
from sagsgang.web.refused import note, status_of
from sagsgang.web.request import viewer_of_request
from sagsgang.web.resuming import keeps_what_was_typed


@require_GET
def opbevaring(request: HttpRequest) -> HttpResponse:
    """Return a leader's list of cases that have ended, with what the municipality has decided."""
    viewer = viewer_of_request(request)
    if not viewer.leads:
        raise NotYours("Opbevaring og sletning afgøres af lederne.")
    found = for_review(viewer, asked_page(request.GET))
    page = {
        "rows": [(row, row.fate.barrier(viewer.day)) for row in found.rows],
        "any_rule": found.any_rule,
        "rules": [(rule, RESULTS[rule.result]) for rule in rules_on(viewer.day)],
        "results": RESULTS,
        "pages": Pages(found.page, found.pages, link_without_page(request.GET)),
        "crumbs": addresses.crumbs(("Opbevaring og sletning", "")),
    }
    return render(request, "web/opbevaring.html", page)


@require_GET
def sagens_opbevaring(request: HttpRequest, number: str) -> HttpResponse:
    """Return where one case stands: its rule, its date, what keeps it, and what a leader may say."""
    return _case_page(request, number)


def _case_page(request: HttpRequest, number: str, problem: Form | None = None, status: int = 200) -> HttpResponse:
    viewer = viewer_of_request(request)
    case, _ = reviewing.handled(number, viewer)
    fate = reviewing.fate_of(case, viewer.day)
    done = fate.proposal if fate.proposal is not None and fate.proposal.finished_at else None
    page: dict[str, Any] = {
        "case": case,
        "fate": fate,
        "result": RESULTS[fate.ended.result] if fate.ended else "",
        "barrier": fate.barrier(viewer.day),
        "destroyed": done,
        "mine": fate.proposal is not None and fate.proposal.proposed_by_id == viewer.user_id,
        "keepings": Keeping.objects.filter(case=case).select_related("said_by", "lifted_by"),
        "form": problem or Form(()),
        "typed": request.POST,
        "crumbs": addresses.case_crumbs(number, ("Opbevaring", "")),
    }
    return render(request, "web/sagens_opbevaring.html", page, status=status)


@keeps_what_was_typed
@require_POST
def opbevar(request: HttpRequest, number: str, act: str) -> HttpResponse:
    """Do one of the acts: propose, confirm, take back, keep, hold, lift, hand over."""
    chosen = ACTS.get(act)
    if chosen is None:
        raise UnknownRequest
    does, done = chosen
    more: More = {"number": number, "actor": viewer_of_request(request), "at": clock.now(request)}
    try:
        does(more, typed_in(request.POST))
    except (UnknownCase, UnknownRequest):
        raise
    except CaseworkRefusal as refusal:
        reviewing.handled(number, more["actor"])
        note(refusal, "opbevar")
        form = Form(()).refused(sentences_of(refusal), refusal.sentence)
        return _case_page(request, number, form, status_of(refusal))
    messages.success(request, done)
    return redirect("web:sagens_opbevaring", number)


More = dict[str, Any]


def _reason(typed: Typed) -> str:
    return first(typed, "reason")


def _lift(more: More, typed: Typed) -> None:
    keeping = first(typed, "keeping")
    if not keeping.isdecimal() or len(keeping) > 15:
        reviewing.handled(more["number"], more["actor"])
        raise UnknownRequest
    reviewing.lift(keeping=int(keeping), why=_reason(typed), **more)


ACTS: dict[str, tuple[Callable[[More, Typed], object], str]] = {
    "foreslaa": (lambda more, _: reviewing.propose(**more), "Sagen er foreslået. En anden leder skal bekræfte."),
    "bekraeft": (lambda more, _: reviewing.confirm(**more), "Sagen er kasseret. Beviset kan hentes nedenfor."),
    "fortryd": (lambda more, _: reviewing.withdraw(**more), "Forslaget er trukket tilbage."),
    "bevar": (
        lambda more, typed: reviewing.keep(reason=_reason(typed), until=posted_day(typed, "until"), **more),
        "Sagen bevares længere.",
    ),
    "stands": (lambda more, typed: reviewing.hold(reason=_reason(typed), **more), "Kassation er standset."),
    "ophaev": (_lift, "Det er ophævet."),
    "aflever": (
        lambda more, typed: reviewing.hand_over(reference=_reason(typed), on=posted_day(typed, "on"), **more),
        "Afleveringen er skrevet op.",
    ),
}
"""What can be said of a case that has ended, by the word in the address, and what is told afterwards."""


@require_GET
def bevis(request: HttpRequest, number: str) -> HttpResponse:
    """Return the certificate of the case's destruction as PDF."""
    case, _ = reviewing.handled(number, viewer_of_request(request))
    row = (
        Destruction.objects.filter(case=case, finished_at__isnull=False)
        .select_related("case", "proposed_by", "confirmed_by")
        .first()
    )
    if row is None:
        raise UnknownRequest
    answer = HttpResponse(certificate(row), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="kassationsbevis-{number}.pdf"'
    return answer

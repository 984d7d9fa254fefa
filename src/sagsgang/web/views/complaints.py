"""The complaints of a case: where each stands, the PDF by which it is sent on, and what the family is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from sagsgang.archive import complaints as archive
from sagsgang.archive.complaints import BOARDS, Complaint
from sagsgang.casework import queries
from sagsgang.casework.halves import ADMINISTRATIONS
from sagsgang.casework.queries import CasePage
from sagsgang.casework.refusals import CaseworkRefusal, UnknownCase, UnknownStep
from sagsgang.letters.desk import knows
from sagsgang.letters.queries import decision_letters
from sagsgang.procedure.engine import State
from sagsgang.procedure.language import Duty
from sagsgang.procedure.wording import say
from sagsgang.web import addresses, clock
from sagsgang.web.forms.builder import fields_of
from sagsgang.web.forms.fields import Form, Typed, typed_in
from sagsgang.web.forms.posted import posted_version, sentences_of
from sagsgang.web.forms.tail import USER, VERSION
from sagsgang.web.pages.head import case_head
from sagsgang.web.pages.step import asked_now
from sagsgang.web.refused import note, status_of
from sagsgang.web.request import viewer_of_request
from sagsgang.web.resuming import keeps_what_was_typed
from sagsgang.web.units import papers_for

SENDING_NUMBER = "klage.videresendt"
"""Not asked here: the number of the sending is written in the outbox, once it has been sent."""


@dataclass(frozen=True, slots=True)
class Task:
    """A step of a complaint: its title, where it is taken, its date, and whether somebody owes it."""

    title: str
    where: str
    due: date | None
    overdue: bool
    owed: bool
    barred: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A complaint on its page, with its tasks and the form by which it is sent on."""

    complaint: Complaint
    title: str
    tasks: tuple[Task, ...]
    form: Form | None


@require_GET
def klager(request: HttpRequest, number: str) -> HttpResponse:
    """Return the complaints of the case that the viewer reads, and what the family is told."""
    return _page(request, number)


@require_GET
def samlet(request: HttpRequest, number: str, occurrence: str) -> HttpResponse:
    """Return complaint, decision, re-assessment and list of files as the PDF that is sent on."""
    viewer, at = viewer_of_request(request), clock.now(request)
    content = archive.preview(number=number, occurrence=occurrence, viewer=viewer, at=at)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="klage-{number}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


@sensitive_post_parameters()
@keeps_what_was_typed
@require_POST
def send_videre(request: HttpRequest, number: str, occurrence: str) -> HttpResponse:
    """Send the complaint on: the step, the file and the sending at once, or the page with what is wrong."""
    typed = typed_in(request.POST)
    try:
        made = archive.forward(
            number=number,
            occurrence=occurrence,
            facts=typed,
            actor=viewer_of_request(request),
            at=clock.now(request),
            based_on=posted_version(typed),
        )
    except (UnknownCase, UnknownStep):
        raise
    except CaseworkRefusal as refusal:
        note(refusal, "send_videre")
        return _page(request, number, typed, occurrence, refusal)
    messages.success(
        request,
        f"Klagen er samlet i dokument {made.document.number} og ligger i udbakken. Send den, og skriv nummeret dér.",
    )
    return redirect("web:klager", number)


def _page(
    request: HttpRequest,
    number: str,
    typed: Typed | None = None,
    about: str = "",
    refused: CaseworkRefusal | None = None,
) -> HttpResponse:
    """The page; after a refusal with what was typed about that complaint, and what is wrong."""
    page = queries.case_page(viewer_of_request(request), number)
    page.relation.check_follows_all()
    found = archive.complaints_of(page)
    shown = []
    for each in found:
        form = _form(request, page, each, (typed or {}) if each.occurrence.id == about else {})
        if form is not None and refused is not None and each.occurrence.id == about:
            form = form.refused(sentences_of(refused), refused.sentence)
        shown.append(Shown(each, _title(each), tuple(_tasks(page, each)), form))
    context = {
        "head": case_head(page, clock.today(request)),
        "crumbs": addresses.case_crumbs(number, ("Klager", "")),
        "tab": "klager",
        "shown": shown,
        "sentence": refused.sentence if refused is not None else "",
        "receive": _receive(page),
        "decisions": [each for each in decision_letters(page.case) if knows(each.letter, page.relation)],
        "boards": [(ADMINISTRATIONS[board.side], board) for board in BOARDS],
        "today": clock.today(request),
    }
    return render(request, "web/klager.html", context, status=status_of(refused) if refused is not None else 200)


def _title(complaint: Complaint) -> str:
    return f"Klage {complaint.number}: {ADMINISTRATIONS[complaint.board.side]}s afgørelse"


def _tasks(page: CasePage, complaint: Complaint) -> list[Task]:
    number, day = page.case.number, page.assessment.world.day
    told = []
    for each in complaint.open:
        if each is complaint.forward and complaint.mine:
            continue  # it is taken on this page
        overdue = each.is_task and each.due is not None and each.due < day
        where = addresses.step(number, each.step.key, each.occurrence.id)
        owed = each.duty is not Duty.MAY
        told.append(Task(each.step.title, where, each.due, overdue, owed, each.state is State.BARRED))
    return sorted(told, key=lambda task: (not task.owed, task.due or date.max, task.title))


def _form(request: HttpRequest, page: CasePage, complaint: Complaint, typed: Typed) -> Form | None:
    """The form by which it is sent on; None when there is nothing to send, or it is not the viewer's to do."""
    if complaint.forward is None or not complaint.mine:
        return None
    step = complaint.forward.step
    units = papers_for(step, page.case, viewer_of_request(request), page.relation)
    words: Any = partial(say, procedure=page.assessment.world.procedure, day=page.assessment.world.day)
    asked = tuple(each for each in asked_now(page, complaint.forward) if each.fact.key != SENDING_NUMBER)
    fields = fields_of(step, typed, units=units, words=words, asked=asked)
    hidden = ((VERSION, str(page.case.version)), (USER, str(request.user.pk)))
    return Form(tuple(fields), hidden=hidden)


def _receive(page: CasePage) -> list[tuple[str, str]]:
    """Where a new complaint is written up, for those who may."""
    found = []
    for board in BOARDS:
        for each in page.assessment.of_step(board.received)[-1:]:
            if each.state is State.OPEN and page.relation.reads(each.step) and page.relation.roles:
                where = reverse("web:trin", args=[page.case.number, board.received, each.occurrence.id])
                found.append((each.step.title, where))
    return found

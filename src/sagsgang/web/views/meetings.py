"""The meetings of a case and one meeting: the list, its page, and the acts that are a form each."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from sagsgang.casework import queries
from sagsgang.casework.access import Viewer, visible_case
from sagsgang.casework.queries import CasePage
from sagsgang.casework.refusals import NotYours, UnknownCase
from sagsgang.casework.scope import current
from sagsgang.meetings.aftaleforum import adopting, planning, summing
from sagsgang.meetings.aftaleforum import queries as meetings
from sagsgang.meetings.aftaleforum.calendar import FILE_NAME, REQUEST, invitation
from sagsgang.meetings.aftaleforum.closing import owner_words
from sagsgang.meetings.aftaleforum.models import Meeting
from sagsgang.meetings.aftaleforum.planning import How
from sagsgang.meetings.aftaleforum.proposing import offers_may_be_told
from sagsgang.meetings.aftaleforum.queries import DRAFT, HELD, SUMMONED
from sagsgang.meetings.aftaleforum.refusals import UnknownMeeting
from sagsgang.procedure.faelles_sagsforloeb.aftaleforum import (
    INDKALD,
)
from sagsgang.procedure.faelles_sagsforloeb.aftaler import UDFOER_AFTALE
from sagsgang.web import addresses, clock
from sagsgang.web.forms.fields import Field, Form, Typed, first, typed_in
from sagsgang.web.forms.posted import posted_version
from sagsgang.web.forms.tail import BACKDATING, DEPARTURE, USER, VERSION, departure_field, for_fields, recorded_for
from sagsgang.web.pages import meetings as shown
from sagsgang.web.pages.step import StepPage, step_page
from sagsgang.web.request import user_of, viewer_of_request

TAB = "Møder"
PLAN = "plan"  # the hidden field with the version of the plan


@require_GET
def moeder(request: HttpRequest, number: str) -> HttpResponse:
    """Return the meetings of the case."""
    viewer = viewer_of_request(request)
    found = queries.case_page(viewer, number)
    rows = meetings.meetings_of(found)
    told = meetings.told_of(found, viewer, [each.meeting for each in rows if each.meeting])
    page = {
        "case": found.case,
        "crumbs": addresses.case_crumbs(number, (TAB, "")),
        "tab": "moeder",
        "rows": [each for each in rows if found.relation.follows_all or each.meeting in told],
        "may": found.relation.administration is not None,
        "reads": meetings.works_with(found),
    }
    return render(request, "web/moeder.html", page)


@require_GET
def moede(request: HttpRequest, number: str, meeting: int) -> HttpResponse:
    """Return one meeting: what is still to be done, what it lacks, who takes part, what was agreed."""
    viewer = viewer_of_request(request)
    found = queries.case_page(viewer, number)
    row = meetings.meeting_of(found, meeting)
    if not meetings.told_of(found, viewer, [row]):
        raise UnknownMeeting
    return render(request, "web/moede.html", page_of(request, found, row))


def page_of(request: HttpRequest, found: CasePage, row: Meeting, form: Form | None = None) -> dict[str, Any]:
    """Return what the page of one meeting shows."""
    viewer, state = viewer_of_request(request), meetings.state_of(found, row)
    may, reads = found.relation.administration is not None, meetings.works_with(found)
    roles = {role.key for role in found.relation.roles}
    return {
        "case": found.case,
        "crumbs": addresses.case_crumbs(found.case.number, (TAB, reverse("web:moeder", args=[found.case.number])),
                                        ("Møde i Aftaleforum", "")),
        "tab": "moeder",
        "row": row,
        "state": state,
        "purposes": meetings.purposes_of(row.purposes),
        "chair": shown.chair_of(found, row),
        "demands": shown.demands_of(found, row) if state in (DRAFT, SUMMONED) else (),
        "barred": shown.preview_of(found, row).barred if state == DRAFT else (),
        "todo": shown.todo(found, row),
        "runs": shown.runs_now(found, row),
        "people": shown.told(row, state) if reads else (),
        "points": shown.points_of(row) if _knows_agenda(viewer, found, row) else None,
        "pieces": row.pieces.exclude(body="").order_by("position", "pk") if reads and state == HELD else (),
        "agreements": agreements_of(found, row, roles, reads=reads),
        "summaries": row.summaries.select_related("document") if reads else (),
        "together": meetings.together_with(viewer, row),
        "siblings": meetings.sibling_cases(viewer, found) if may and state in (DRAFT, SUMMONED) else (),
        "offers": offers_may_be_told(found),
        "may": may,
        "reads": reads,
        "form": form or (summons(request, found, row) if may and state == DRAFT else None),
        "draft": state == DRAFT, "summoned": state == SUMMONED, "held": state == HELD,
    }  # fmt: skip


def _knows_agenda(viewer: Viewer, found: CasePage, row: Meeting) -> bool:
    """Whether he reads the step that the agenda is recorded in, or is invited; others are told of the meeting alone."""
    if found.relation.reads(found.assessment.world.procedure.step(INDKALD.key)):
        return True
    return row.participants.filter(user__in=viewer.ids, gone=False).exists()


def agreements_of(found: CasePage, row: Meeting, roles: set[str], *, reads: bool) -> list[Any]:
    """Return the agreements with how each stands; whoever does not read minutes is shown his own alone."""
    told = []
    for each in row.agreements.all():
        standing = found.assessment.standing(UDFOER_AFTALE.key, each.occurrence) if each.occurrence else None
        if reads or (standing is not None and standing.owner.key in roles):
            told.append((each, owner_words(each), standing))
    return told


def summons(request: HttpRequest, found: CasePage, row: Meeting) -> Form | None:
    """Return the form by which a draft is summoned, or None where that cannot be done."""
    page = step_of(found, INDKALD.key, row)
    return step_form(request, found, row, page, (), {}) if page is not None and page.may else None


@require_POST
def moede_fra(request: HttpRequest, number: str, occurrence: str) -> HttpResponse:
    """Give a meeting that was recorded by the generic form a page of its own."""
    viewer = viewer_of_request(request)
    found = queries.case_page(viewer, number)
    row = adopting.adopt(page=found, occurrence=occurrence, actor=viewer, at=clock.now(request))
    return redirect("web:moede", number, row.pk)


@require_POST
def soeskende_moede(request: HttpRequest, number: str, meeting: int) -> HttpResponse:
    """Plan a sibling's meeting at the same time, in that child's own case (G5)."""
    viewer = viewer_of_request(request)
    found, row = found_in(request, number, meeting)
    wanted = first(typed_in(request.POST), "sag")
    if wanted not in {case for case, _ in meetings.sibling_cases(viewer, found)}:
        raise UnknownCase
    made = planning.hold_together(meeting=row, other=visible_case(viewer, wanted), actor=viewer, at=clock.now(request))
    messages.success(request, "Mødet er lagt ind i søskendes sag som kladde. Find deltagere og dagsorden dér.")
    return redirect("web:moede", wanted, made.pk)


@require_GET
def moede_ics(request: HttpRequest, number: str, meeting: int) -> HttpResponse:
    """Return the calendar file, for those without a mail; it names nobody."""
    found, row = found_in(request, number, meeting)
    sitting = 2 if row.apart and request.GET.get("samtale") == "2" else 1
    if not row.occurrence:
        raise UnknownMeeting("Mødet er ikke indkaldt endnu.")
    content = invitation(row, number, sitting, method=REQUEST, at=clock.now(request))
    current().noted("hentet fil", found.case.pk)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=FILE_NAME)
    return response


@require_GET
def opsamling_udkast(request: HttpRequest, number: str, meeting: int) -> HttpResponse:
    """Return the summary as it would be sent now, as a PDF: the administrations', or the family's."""
    found, row = found_in(request, number, meeting)
    if not meetings.works_with(found):
        raise NotYours("Referatet læses af SOF og BUF.")
    sitting = request.GET.get("samtale", "0")
    family = request.GET.get("til") == "familien"
    content = summing.summary(
        row, family=family, sitting=int(sitting) if sitting in ("1", "2") else 0, offers=offers_may_be_told(found),
        at=clock.now(request),
    )  # fmt: skip
    current().noted("hentet fil", found.case.pk)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename="opsamling-udkast.pdf")
    return response


# What they share ------------------------------------------------------------------------------------------------------


def found_in(request: HttpRequest, number: str, meeting: int) -> tuple[CasePage, Meeting]:
    """Return the case as the viewer sees it, and its meeting; raises UnknownCase, UnknownMeeting."""
    found = queries.case_page(viewer_of_request(request), number)
    return found, meetings.meeting_of(found, meeting)


def works_only(found: CasePage) -> None:
    """Refuse whoever does not act for SOF or BUF in the case."""
    if found.relation.administration is None:
        raise NotYours("Mødet planlægges og føres af SOF og BUF.")


def plan_version(typed: Typed) -> int:
    """Return the version of the plan the form was made from; -1, which is never right, when it does not say."""
    version = first(typed, PLAN)
    return int(version) if version.isdecimal() and len(version) < 10 else -1


def how_of(typed: Typed) -> How:
    """Return how the step is taken: on which version of the case, for whom, and why so."""
    return How(posted_version(typed), recorded_for(typed), first(typed, BACKDATING), first(typed, DEPARTURE))


def step_of(found: CasePage, step: str, row: Meeting) -> StepPage | None:
    """Return the page of the meeting's step; the summons belongs to the course. None where the case has none."""
    occurrence = row.occurrence
    if step == INDKALD.key:
        standing = [each for each in found.assessment.of_step(step) if each.occurrence.ended is None]
        occurrence = standing[-1].occurrence.id if standing else ""
    if found.assessment.standing(step, occurrence) is None:
        return None
    return step_page(found, step, occurrence)


def step_form(
    request: HttpRequest, found: CasePage, row: Meeting, page: StepPage, fields: tuple[Field, ...], typed: Typed,
    *, departs: bool = False,
) -> Form:  # fmt: skip
    """Return the form of a step of the meeting, with the reasons and names that the step's own form asks for."""
    asked = list(fields)
    if page.warnings or departs:
        asked.append(departure_field(typed))
    return Form(
        tuple(asked), (), for_fields(typed, page.for_roles, required=not page.own),
        hidden=((VERSION, str(found.case.version)), (PLAN, str(row.version)), (USER, str(user_of(request).pk))),
    )  # fmt: skip


def formular(
    found: CasePage, row: Meeting | None, title: str, button: str, form: Form, more: dict[str, Any]
) -> dict[str, Any]:
    """Return what the page of a form about a meeting shows."""
    number = found.case.number
    crumbs = [(TAB, reverse("web:moeder", args=[number]))]
    back = reverse("web:moede", args=[number, row.pk]) if row is not None else crumbs[0][1]
    if row is not None:
        crumbs.append(("Møde i Aftaleforum", back))
    return {
        "case": found.case, "crumbs": addresses.case_crumbs(number, *crumbs, (title, "")), "tab": "moeder",
        "row": row, "title": title, "button": button, "form": form, "back": back, **more,
    }  # fmt: skip

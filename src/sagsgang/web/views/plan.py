"""The joint plan: read it, see what it was and what became of it, fetch it as a paper, see it as the family does."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from sagsgang.casework import queries as casework
from sagsgang.casework.queries import CasePage
from sagsgang.plans import queries
from sagsgang.plans.differences import between, compared, revision_text
from sagsgang.plans.family import family_side
from sagsgang.plans.models import Part
from sagsgang.plans.paper import family_pdf, plan_pdf
from sagsgang.plans.queries import Submitted
from sagsgang.plans.refusals import NotToFamily, NotYourPart, UnknownPart
from sagsgang.plans.sight import reads_plan
from sagsgang.plans.state import PlanState
from sagsgang.plans.taking import setting_of
from sagsgang.procedure.engine import Assessment
from sagsgang.record.acts import Act
from sagsgang.web import addresses, clock
from sagsgang.web.pages.head import case_head
from sagsgang.web.pages.naming import occurrence_name
from sagsgang.web.pages.plan import Byline, lack_link, plan_view
from sagsgang.web.request import viewer_of_request

TAB = "Handleplan"


def opened(request: HttpRequest, number: str) -> tuple[CasePage, PlanState]:
    """The case and the plan of its latest course; NotYourPart for who reads the case but not the plan."""
    found = casework.case_page(viewer_of_request(request), number)
    if not reads_plan(found.relation):
        raise NotYourPart("Planen læses af SOF's og BUF's folk på sagen.")
    return found, plan_in(found)


def plan_in(found: CasePage) -> PlanState:
    """The plan of the case's latest course: one query."""
    course = queries.course_of(found.assessment)
    if course is None:
        raise UnknownPart
    return queries.now(found.case, course.id)


def crumbs_of(number: str, *more: str) -> list[addresses.Crumb]:
    """The way to a page of the plan."""
    if not more:
        return addresses.case_crumbs(number, (TAB, ""))
    return addresses.case_crumbs(number, (TAB, addresses.plan(number)), *((each, "") for each in more))


@require_GET
def handleplan(request: HttpRequest, number: str) -> HttpResponse:
    """Return the plan with what it lacks and what can be done with it; told so where he does not read it."""
    found, today = casework.case_page(viewer_of_request(request), number), clock.today(request)
    page: dict[str, object] = {
        "head": case_head(found, today),
        "crumbs": crumbs_of(number),
        "tab": "handleplan",
    }
    if reads_plan(found.relation):
        state = plan_in(found)
        view = plan_view(found, state, queries.filings_of(found.case, state.course), today)
        page |= {"view": view, "lacks": [(each, lack_link(number, each)) for each in view.lacks]}
    return render(request, "web/handleplan.html", page)


@require_GET
def handleplan_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """Return the plan as it is now, as PDF."""
    found, state = opened(request, number)
    if not state.begun:
        raise UnknownPart("Planen er ikke begyndt endnu.")
    offer = queries.offer_of(found.assessment)
    return _pdf(request, found, "handleplan", plan_pdf(found.case, state, setting_of(found.assessment, offer)))


@require_GET
def indstillet(request: HttpRequest, number: str, occurrence: str) -> HttpResponse:
    """Return the plan as it was when that indstilling was handed in, and what has changed since."""
    found, state = opened(request, number)
    then, today = _submitted(found, occurrence), clock.today(request)
    about = occurrence_name(found.assessment.world, found.assessment.world.by_id[occurrence])
    page = {
        "head": case_head(found, today),
        "crumbs": crumbs_of(number, "Da sagen blev indstillet"),
        "tab": "handleplan",
        "view": plan_view(found, then.state, (), today, reading=True),
        "then": then,
        "about": about,
        "occurrence": occurrence,
        "differences": between(then.state, state) if state.course == then.state.course else (),
    }
    return render(request, "web/handleplan_indstillet.html", page)


@require_GET
def indstillet_pdf(request: HttpRequest, number: str, occurrence: str) -> HttpResponse:
    """Return the plan as it was handed in, as PDF; the same bytes whenever it is asked for."""
    found, _ = opened(request, number)
    then = _submitted(found, occurrence)
    if not then.state.begun:
        raise UnknownPart("Planen var ikke begyndt i Sagsgang, da sagen blev indstillet.")
    offer = _applied_for(found.assessment, occurrence)
    return _pdf(request, found, "handleplan", plan_pdf(found.case, then.state, setting_of(found.assessment, offer)))


def _submitted(found: CasePage, occurrence: str) -> Submitted:
    then = queries.as_submitted(found.case, occurrence, found.assessment)
    if then is None:
        raise UnknownPart("Sagen er ikke indstillet endnu.")
    return then


def _applied_for(assessment: Assessment, occurrence: str) -> str:
    """The offer of that indstilling."""
    facts = assessment.world.by_id[occurrence].facts
    declared = assessment.world.procedure.plan
    keys = [fact.key for fact in declared.offer_facts] if declared is not None else []
    return next((str(facts[key].value) for key in keys if key in facts), "")


@require_GET
def historik(request: HttpRequest, number: str, kind: str, part: str) -> HttpResponse:
    """Return every version of a section, a goal or an activity, with what was changed in each."""
    found, state = opened(request, number)
    row = _part(found, state, kind, part)
    versions = queries.history_of(found.case, row)
    procedure = found.assessment.world.procedure
    told = [revision_text(state.declared, each) for each in versions]
    entries = [
        {
            "by": Byline.of(each, procedure),
            "pieces": compared(told[place + 1] if place + 1 < len(told) else "", told[place]),
            "gone": each.gone,
            "back": place + 1 < len(versions) and versions[place + 1].gone and not each.gone,
            "moved": place + 1 < len(versions) and versions[place + 1].position != each.position,
            "first": place + 1 == len(versions),
        }
        for place, each in enumerate(versions)
    ]
    title = state.declared.section(part).title if kind == Part.Kind.SECTION else f"{row.get_kind_display()} {part}"
    page = {
        "head": case_head(found, clock.today(request)),
        "crumbs": crumbs_of(number, "Historik"),
        "tab": "handleplan",
        "title": title,
        "entries": entries,
    }
    return render(request, "web/handleplan_historik.html", page)


def _part(found: CasePage, state: PlanState, kind: str, part: str) -> Part:
    row = None
    if kind == Part.Kind.SECTION and part in {each.key for each in state.declared.sections}:
        row = queries.part_of(found.case, state.course, kind, key=part)
    elif kind in (Part.Kind.GOAL, Part.Kind.ACTIVITY) and part.isdecimal() and len(part) < 7:
        row = queries.part_of(found.case, state.course, kind, int(part))
    if row is None:
        raise UnknownPart
    return row


# --- the family -------------------------------------------------------------------------------------------------------


@require_GET
def familien(request: HttpRequest, number: str) -> HttpResponse:
    """Return the plan as the family reads it, with what still keeps it from them."""
    found, state = opened(request, number)
    side, today = family_side(found.assessment, state), clock.today(request)
    page = {
        "head": case_head(found, today),
        "crumbs": crumbs_of(number, "Sådan læser familien den"),
        "tab": "handleplan",
        "side": side,
        "offer": state.declared.offer_title(side.offer),
        "view": plan_view(found, side.state, (), today, reading=True),
        "notice": state.declared.notice,
        "acts": bool(found.relation.roles),
    }
    return render(request, "web/handleplan_familien.html", page)


@require_GET
def familien_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """Return the plan as the family reads it, as PDF; NotToFamily while it may not be shown to them."""
    found, state = opened(request, number)
    side = family_side(found.assessment, state)
    if not state.begun:
        raise UnknownPart("Planen er ikke begyndt endnu.")
    if not (side.open and side.involved):
        raise NotToFamily("Planen kan gives til familien, når fagpersonerne er enige, og familien må inddrages.")
    content = family_pdf(found.case, side.state, setting_of(found.assessment, side.offer))
    return _pdf(request, found, "faelles-plan", content)


def _pdf(request: HttpRequest, found: CasePage, name: str, content: bytes) -> HttpResponse:
    request.scope.noted(Act.UDSKRIFT, found.case.pk)  # type: ignore[attr-defined]
    answer = HttpResponse(content, content_type="application/pdf")
    file = f"{name}-{found.case.number}.pdf"
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=file)
    answer["Cache-Control"] = "no-store"
    return answer

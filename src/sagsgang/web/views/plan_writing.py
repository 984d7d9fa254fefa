"""Writing in the joint plan: its parts, their order, the follow-ups, and the steps that are taken out of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from sagsgang.casework.queries import CasePage
from sagsgang.casework.refusals import CaseworkRefusal, NotYours, UnknownCase
from sagsgang.plans import commands
from sagsgang.plans.commands import Words
from sagsgang.plans.differences import compared, revision_text
from sagsgang.plans.models import Part, Revision
from sagsgang.plans.recorded import recorded_texts
from sagsgang.plans.refusals import NotYourPart, PlanClosed, StalePart, UnknownPart
from sagsgang.plans.sending import send_to_family
from sagsgang.plans.sight import writer_of, writes_goals
from sagsgang.plans.state import GoalState, PlanState, SectionState
from sagsgang.procedure.language import Side
from sagsgang.web import addresses, clock
from sagsgang.web.forms import plan as forms
from sagsgang.web.forms.fields import Form, first, typed_in
from sagsgang.web.forms.posted import sentences_of
from sagsgang.web.pages.head import case_head
from sagsgang.web.pages.plan import Byline
from sagsgang.web.refused import note, status_of
from sagsgang.web.request import user_of, viewer_of_request
from sagsgang.web.resuming import keeps_what_was_typed
from sagsgang.web.views.plan import crumbs_of, opened


@dataclass(frozen=True, slots=True)
class Both:
    """What somebody else saved meanwhile: by whom, and what differs from the version both began with."""

    title: str
    by: Byline
    pieces: tuple[Any, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Asking:
    """A form for one part: what the page is called, the form, where it goes and what can be done beside saving."""

    title: str
    form: Form
    lead: str = ""
    history: str = ""
    remove: str = ""
    gone: bool = False
    version: int = 0


@keeps_what_was_typed
@require_http_methods(["GET", "POST"])
def afsnit(request: HttpRequest, number: str, section: str) -> HttpResponse:
    """Return the form for a section; POST saves it as a new version."""
    found, state = opened(request, number)
    declared = next((each for each in state.sections if each.section.key == section), None)
    if declared is None:
        raise UnknownPart
    _check_writes(found, declared.section.side)
    typed = typed_in(request.POST) if request.method == "POST" else {forms.BODY: [_begins_with(found, state, declared)]}

    def save() -> Revision:
        return commands.write_section(
            case_id=found.case.pk, key=section, body=first(typed, forms.BODY), based_on=forms.version_in(typed),
            actor=viewer_of_request(request), at=clock.now(request),
        )  # fmt: skip

    def asking(version: int) -> Asking:
        form = forms.section_form(declared.section, typed, version=version, user=user_of(request).pk)
        history = reverse("web:handleplan_historik", args=[number, "afsnit", section]) if declared.revision else ""
        return Asking(declared.section.title, form, history=history, version=version)

    return _saved_or_asked(request, found, state, save, asking, declared.version)


def _begins_with(found: CasePage, state: PlanState, each: SectionState) -> str:
    """What stands in the form: the section, or what a step has recorded of it, which nobody types twice (G3)."""
    fact = each.section.fills
    if each.text or fact is None:
        return each.text
    return recorded_texts(found.case, found.assessment, state.declared, found.relation).get(fact.key, "")


@keeps_what_was_typed
@require_http_methods(["GET", "POST"])
def maal(request: HttpRequest, number: str, goal: int) -> HttpResponse:
    """Return the form for a goal (0: a new one); POST saves it."""
    found, state = opened(request, number)
    _check_writes(found)
    known = _goal(state, goal) if goal else None
    stored = forms.typed_of(Words.of(known.revision)) if known is not None else {}
    typed = typed_in(request.POST) if request.method == "POST" else stored

    def save() -> Revision:
        return commands.write_goal(
            case_id=found.case.pk, number=goal or None, words=forms.words_in(typed),
            based_on=forms.version_in(typed), actor=viewer_of_request(request), at=clock.now(request),
        )  # fmt: skip

    def asking(version: int) -> Asking:
        form = forms.goal_form(typed, version=version, user=user_of(request).pk)
        if known is None:
            return Asking("Nyt mål", form, state.declared.goals_help, version=version)
        return Asking(
            "Ret målet",
            form,
            state.declared.goals_help,
            reverse("web:handleplan_historik", args=[number, "maal", goal]),
            reverse("web:handleplan_fjern", args=[number, "maal", goal]),
            known.revision.gone,
            version,
        )

    return _saved_or_asked(request, found, state, save, asking, known.revision.number if known else 0)


@keeps_what_was_typed
@require_http_methods(["GET", "POST"])
def aktivitet(request: HttpRequest, number: str, goal: int, activity: int) -> HttpResponse:
    """Return the form for an activity under a goal (0: a new one); POST saves it."""
    found, state = opened(request, number)
    _check_writes(found)
    above = _goal(state, goal)
    beside = (*above.activities, *above.removed_activities)
    known = next((each for each in beside if each.part.number == activity), None)
    if activity and known is None:
        raise UnknownPart
    stored = forms.typed_of(Words.of(known.revision)) if known is not None else {}
    typed = typed_in(request.POST) if request.method == "POST" else stored

    def save() -> Revision:
        return commands.write_activity(
            case_id=found.case.pk, goal=goal, number=activity or None, words=forms.words_in(typed),
            based_on=forms.version_in(typed), actor=viewer_of_request(request), at=clock.now(request),
        )  # fmt: skip

    def asking(version: int) -> Asking:
        form, lead = (
            forms.activity_form(typed, version=version, user=user_of(request).pk),
            f"Mål: {above.revision.title}",
        )
        if known is None:
            return Asking("Ny aktivitet", form, lead, version=version)
        return Asking(
            "Ret aktiviteten",
            form,
            lead,
            reverse("web:handleplan_historik", args=[number, "aktivitet", activity]),
            reverse("web:handleplan_fjern", args=[number, "aktivitet", activity]),
            known.revision.gone,
            version,
        )

    return _saved_or_asked(request, found, state, save, asking, known.revision.number if known else 0)


@require_POST
def flyt(request: HttpRequest, number: str, kind: str, part: int) -> HttpResponse:
    """Move a goal or an activity one place up or down."""
    found, _ = opened(request, number)
    if kind not in (Part.Kind.GOAL, Part.Kind.ACTIVITY):
        raise UnknownPart
    commands.move(
        case_id=found.case.pk, kind=kind, number=part, up=request.POST.get("retning") == "op",
        actor=viewer_of_request(request), at=clock.now(request),
    )  # fmt: skip
    return redirect(f"{addresses.plan(number)}#{kind}-{part}")


@require_POST
def fjern(request: HttpRequest, number: str, kind: str, part: int) -> HttpResponse:
    """Take a goal or an activity out of the plan, or bring it back."""
    found, _ = opened(request, number)
    back = request.POST.get("tilbage") == "ja"
    act = commands.bring_back if back else commands.remove
    try:
        act(
            case_id=found.case.pk, kind=kind, number=part, based_on=forms.version_in(typed_in(request.POST)),
            actor=viewer_of_request(request), at=clock.now(request),
        )  # fmt: skip
    except StalePart as refusal:
        note(refusal, "handleplan_fjern")
        messages.error(request, refusal.sentence)
        return redirect("web:handleplan_historik", number, kind, part)
    messages.success(request, "Det er med i planen igen." if back else "Det er taget ud af planen.")
    return redirect("web:handleplan", number)


@require_POST
def send_til_familien(request: HttpRequest, number: str) -> HttpResponse:
    """Send the plan to each who has custody."""
    found, _ = opened(request, number)
    try:
        sent = send_to_family(case_id=found.case.pk, actor=viewer_of_request(request), at=clock.now(request))
    except (NotYours, NotYourPart, UnknownCase):
        raise
    except CaseworkRefusal as refusal:
        note(refusal, "handleplan_send")
        messages.error(request, refusal.sentence)
    else:
        who = "forælder" if len(sent) == 1 else "forældre"
        messages.success(request, f"Planen er lagt i udbakken til {len(sent)} {who}.")
    return redirect("web:handleplan_familien", number)


# --- one part ---------------------------------------------------------------------------------------------------------


def _check_writes(found: CasePage, side: Side = Side.JOINT) -> None:
    """Refuse who only reads; he is told whose it is."""
    if writes_goals(found.relation) is None:
        raise NotYourPart
    if writer_of(found.relation, side) is None:
        raise NotYourPart(f"Afsnittet skrives af {side.value}.")


def _goal(state: PlanState, number: int) -> GoalState:
    goal = state.goal(number)
    if goal is None:
        raise UnknownPart
    return goal


def _saved_or_asked(
    request: HttpRequest, found: CasePage, state: PlanState, save: Any, asking: Any, version: int
) -> HttpResponse:
    """Save what was posted and go back to the plan; else the form, with what is wrong or what the other wrote."""
    number, both, status = found.case.number, None, 200
    if request.method == "POST":
        try:
            made: Revision = save()
        except (UnknownCase, UnknownPart, NotYourPart, NotYours):
            raise
        except StalePart as refusal:
            note(refusal, "handleplan")
            both, status = both_of(found, state, refusal), status_of(refusal)
            shown: Asking = asking(refusal.latest.number)
        except CaseworkRefusal as refusal:
            note(refusal, "handleplan")
            status = status_of(refusal)
            posted = max(forms.version_in(typed_in(request.POST)), 0)
            shown = asking(posted)
            shown = _with_form(shown, shown.form.refused(sentences_of(refusal), refusal.sentence))
            if isinstance(refusal, PlanClosed):
                shown = _with_form(asking(posted), asking(posted).form.refused({}, refusal.sentence))
        else:
            messages.success(request, f"Gemt som version {made.number}.")
            return redirect(f"{addresses.plan(number)}#{_anchor(made.part)}")
    else:
        shown = asking(version)
    page = {
        "head": case_head(found, clock.today(request)),
        "crumbs": crumbs_of(number, shown.title),
        "tab": "handleplan",
        "asking": shown,
        "form": shown.form,
        "both": both,
    }
    return render(request, "web/handleplan_del.html", page, status=status)


def _with_form(asking: Asking, form: Form) -> Asking:
    return replace(asking, form=form)


def both_of(found: CasePage, state: PlanState, refusal: StalePart) -> Both:
    """What the other has saved, against the version both began with."""
    latest, base = refusal.latest, refusal.base
    now = revision_text(state.declared, latest)
    was = revision_text(state.declared, base) if base is not None else ""
    title = "Det, der er gemt imens" if not latest.gone else "Det er taget ud af planen imens"
    return Both(title, Byline.of(latest, found.assessment.world.procedure), compared(was, now), now)


def _anchor(part: Part) -> str:
    if part.kind == Part.Kind.SECTION:
        return f"afsnit-{part.key}"
    return f"{part.kind}-{part.number}"

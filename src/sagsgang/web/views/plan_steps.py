"""The joint plan at work: a follow-up goal by goal, and the steps that are taken out of the plan (P4F.2, P3F.1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sagsgang.casework.queries import CasePage
from sagsgang.casework.refusals import CaseworkRefusal, NotYours, StaleWrite, UnknownCase, UnknownStep
from sagsgang.plans import commands
from sagsgang.plans.completeness import STATUSES, Lack
from sagsgang.plans.refusals import NotYourPart, PlanIncomplete, StalePart, UnknownPart
from sagsgang.plans.sight import writes_goals
from sagsgang.plans.state import PlanState
from sagsgang.plans.taking import When, changes_told, filled_facts, follow_ups, missing_in, take_with_plan
from sagsgang.procedure.engine import Standing
from sagsgang.procedure.language import PlanUse
from sagsgang.procedure.wording import say
from sagsgang.web import clock
from sagsgang.web.forms import plan as forms
from sagsgang.web.forms.builder import fields_of
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
from sagsgang.web.pages.head import case_head
from sagsgang.web.pages.plan import GoalView, StatusView, lack_link, plan_view
from sagsgang.web.pages.step import StepPage, asked_now, step_page
from sagsgang.web.refused import note, status_of
from sagsgang.web.request import user_of, viewer_of_request
from sagsgang.web.resuming import keeps_what_was_typed
from sagsgang.web.views.plan import crumbs_of, opened
from sagsgang.web.views.plan_writing import Both, both_of


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One goal at a follow-up: how it stood before, and the fields for how it stands now."""

    goal: GoalView
    earlier: tuple[StatusView, ...]
    fields: tuple[Field, ...]
    version: tuple[str, int]


@keeps_what_was_typed
@require_http_methods(["GET", "POST"])
def opfoelgning(request: HttpRequest, number: str, occurrence: str) -> HttpResponse:
    """Return how each goal stands at that follow-up, beside the earlier ones; POST saves what was changed (P4F.2)."""
    found, state = opened(request, number)
    use, standing = _follow_up(found, state, occurrence)
    refusal: CaseworkRefusal | None = None
    typed: Typed = forms.statuses_typed(state.goals, occurrence)
    if request.method == "POST":
        typed = typed_in(request.POST)
        try:
            commands.write_statuses(
                case_id=found.case.pk, occurrence=occurrence, said=forms.statuses_in(typed, state.goals),
                actor=viewer_of_request(request), at=clock.now(request),
            )  # fmt: skip
        except (UnknownCase, UnknownPart, NotYourPart, NotYours):
            raise
        except CaseworkRefusal as refused:
            note(refused, "handleplan_opfoelgning")
            refusal = refused
        else:
            messages.success(request, "Opfølgningen er gemt. Den kan stadig rettes, til den afsluttes.")
            return redirect("web:handleplan_opfoelgning", number, occurrence)
    form, rows = _goal_rows(request, found, state, occurrence, typed, refusal)
    context = {
        "head": case_head(found, clock.today(request)),
        "crumbs": crumbs_of(number, "Opfølgning"),
        "tab": "handleplan",
        "rows": rows,
        "form": form,
        "both": _taken_meanwhile(found, state, refusal),
        "occurrence": occurrence,
        "title": next((each.title for each in follow_ups(found.assessment) if each.occurrence == occurrence), ""),
        "may": writes_goals(found.relation) is not None,
        "finish": reverse("web:handleplan_trin", args=[number, use.step, occurrence]),
        "done": standing.event,
        "user_pk": user_of(request).pk,
    }
    return render(request, "web/handleplan_opfoelgning.html", context, status=status_of(refusal) if refusal else 200)


def _follow_up(found: CasePage, state: PlanState, occurrence: str) -> tuple[PlanUse, Standing]:
    use = next((each for each in state.declared.uses if each.statuses), None)
    standing = found.assessment.standing(use.step, occurrence) if use is not None else None
    if use is None or standing is None:
        raise UnknownPart
    return use, standing


def _goal_rows(
    request: HttpRequest, found: CasePage, state: PlanState, occurrence: str, typed: Typed,
    refusal: CaseworkRefusal | None,
) -> tuple[Form, tuple[GoalRow, ...]]:  # fmt: skip
    """The form with what is wrong in it, and its fields goal by goal."""
    form = Form(tuple(field for goal in state.goals for field in forms.status_fields(state, goal, typed)))
    if refusal is not None and not isinstance(refusal, StalePart):
        form = form.refused(sentences_of(refusal), refusal.sentence)
    shown, rows = plan_view(found, state, (), clock.today(request)).goals, []
    meanwhile = refusal.latest if isinstance(refusal, StalePart) else None
    for place, goal in enumerate(state.goals):
        said, name = goal.statuses.get(occurrence), f"maal_{goal.part.number}_version"
        version = said.number if said is not None else 0
        if request.method == "POST":  # what he began from, so that the next save asks again
            version = max(forms.version_in(typed, name), 0)
        if meanwhile is not None and meanwhile.part.under_id == goal.part.pk:
            version = meanwhile.number
        earlier = tuple(each for each in shown[place].statuses if each.follow_up.occurrence != occurrence)
        rows.append(GoalRow(shown[place], earlier, form.fields[2 * place : 2 * place + 2], (name, version)))
    return form, tuple(rows)


def _taken_meanwhile(found: CasePage, state: PlanState, refusal: CaseworkRefusal | None) -> Both | None:
    return both_of(found, state, refusal) if isinstance(refusal, StalePart) else None


# --- the plan goes through a step -------------------------------------------------------------------------------------


@keeps_what_was_typed
@require_http_methods(["GET", "POST"])
def trin(request: HttpRequest, number: str, step: str, occurrence: str) -> HttpResponse:
    """Return what the step still asks beside what the plan says; POST takes it and files the plan as a paper."""
    found, state = opened(request, number)
    use = next((each for each in state.declared.uses if each.step == step), None)
    if use is None:
        raise UnknownStep
    shown = step_page(found, step, occurrence)
    posted = typed_in(request.POST) if request.method == "POST" else None
    refusal: CaseworkRefusal | None = None
    if posted is not None:
        try:
            _take(request, found, use, occurrence, posted)
        except (UnknownCase, UnknownStep, UnknownPart, NotYourPart):
            raise
        except CaseworkRefusal as refused:
            note(refused, "handleplan_trin")
            refusal = refused
        else:
            messages.success(request, f"{shown.step.done}. Planen ligger som dokument i sagen.")
            return redirect("web:handleplan", number)
    lacks = (
        refusal.lacks if isinstance(refusal, PlanIncomplete) else missing_in(state, use, found.assessment, occurrence)
    )
    context = {
        "head": case_head(found, clock.today(request)),
        "crumbs": crumbs_of(number, shown.step.title),
        "tab": "handleplan",
        "page": shown,
        "use": use,
        "lacks": [(each, _where(number, occurrence, each)) for each in lacks],
        "form": _step_form(request, found, state, use, shown, posted, refusal),
        "stale": isinstance(refusal, StaleWrite),
        "filled": [asked.fact.label for asked in shown.step.asked() if asked.fact.key in _filled(found, use)],
    }
    return render(request, "web/handleplan_trin.html", context, status=status_of(refusal) if refusal else 200)


def _take(request: HttpRequest, found: CasePage, use: PlanUse, occurrence: str, typed: dict[str, list[str]]) -> None:
    on = posted_day(typed)
    when = When(
        on, clock.now(request), posted_version(typed), recorded_for(typed), first(typed, BACKDATING),
        first(typed, DEPARTURE),
    )  # fmt: skip
    facts: Mapping[str, Any] = raw_answers(typed, found.assessment.world.procedure.step(use.step, on))
    take_with_plan(
        case_id=found.case.pk, step=use.step, occurrence=occurrence, facts=facts, actor=viewer_of_request(request),
        when=when,
    )  # fmt: skip


def _filled(found: CasePage, use: PlanUse) -> set[str]:
    """The facts that the plan answers by itself; what has changed is proposed and can be written otherwise."""
    keys = {fact.key for fact in use.filled if fact is not use.changes}
    return keys | set(filled_facts(found.assessment.world.procedure, use))


def _step_form(
    request: HttpRequest, found: CasePage, state: PlanState, use: PlanUse, shown: StepPage,
    posted: dict[str, list[str]] | None, refusal: CaseworkRefusal | None,
) -> Form | None:  # fmt: skip
    if not shown.may and posted is None:
        return None
    typed: dict[str, list[str]] = posted or {}
    if posted is None and use.changes is not None:
        typed = {use.changes.key: [changes_told(found.case, state, found.assessment, shown.standing.occurrence.id)]}
    world = found.assessment.world
    words: Any = partial(say, procedure=world.procedure, day=world.day)
    left = [each for each in asked_now(found, shown.standing) if each.fact.key not in _filled(found, use)]
    fields: list[Field] = fields_of(shown.step, typed, units={}, words=words, asked=left)
    sentences = sentences_of(refusal) if refusal else {}
    if shown.warnings or DEPARTURE in sentences:
        fields.append(departure_field(typed))
    form = Form(
        tuple(fields),
        day_fields(typed, clock.today(request)),
        for_fields(typed, shown.for_roles, required=not shown.own),
        hidden=((VERSION, str(found.case.version)), (USER, str(user_of(request).pk))),
    )
    if refusal is None or isinstance(refusal, StaleWrite | PlanIncomplete):
        return form
    return form.refused(sentences, refusal.sentence)


def _where(number: str, occurrence: str, lack: Lack) -> str:
    if lack.key == STATUSES:
        return reverse("web:handleplan_opfoelgning", args=[number, occurrence])
    return lack_link(number, lack)

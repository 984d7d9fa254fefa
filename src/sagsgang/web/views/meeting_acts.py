"""The acts of a meeting that are a form each: summon it, settle who comes from BUF, call the family, cancel, sum up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from sagsgang.casework.consents import Basis, basis_for
from sagsgang.casework.queries import CasePage
from sagsgang.casework.refusals import CaseworkRefusal, NotYours, StaleWrite, UnknownCase
from sagsgang.meetings.aftaleforum import planning, summing
from sagsgang.meetings.aftaleforum.models import Meeting
from sagsgang.meetings.aftaleforum.planning import How
from sagsgang.meetings.aftaleforum.proposing import proposed
from sagsgang.meetings.aftaleforum.refusals import MeetingMoved, UnknownMeeting
from sagsgang.procedure.faelles_sagsforloeb.aftaleforum import (
    AFLYS_MOEDET,
    AFLYST,
    FIND_DELTAGERE,
    INDKALD,
    INDKALD_FAMILIEN,
    SEND_OPSAMLING,
)
from sagsgang.procedure.language import Side
from sagsgang.web import clock
from sagsgang.web.forms import documents as document_forms
from sagsgang.web.forms import meetings as forms
from sagsgang.web.forms.builder import as_typed, fields_of, text_field
from sagsgang.web.forms.fields import Field, Form, Typed, first, typed_in
from sagsgang.web.forms.posted import raw_answers, sentences_of
from sagsgang.web.forms.tail import DEPARTURE
from sagsgang.web.refused import note, status_of
from sagsgang.web.request import viewer_of_request
from sagsgang.web.resuming import keeps_what_was_typed
from sagsgang.web.views.meetings import (
    formular,
    found_in,
    how_of,
    page_of,
    plan_version,
    step_form,
    step_of,
    works_only,
)


@dataclass(frozen=True, slots=True)
class Act:
    """One form of a meeting: which step it takes, its words, its fields, and what it does with what was typed."""

    step: str
    title: str
    button: str
    done: str
    explains: str
    fields: Callable[[HttpRequest, CasePage, Meeting, Typed], tuple[Field, ...]]
    do: Callable[[HttpRequest, CasePage, Meeting, Typed, How], Any]


@require_POST
def indkald_moede(request: HttpRequest, number: str, meeting: int) -> HttpResponse:
    """Summon the meeting."""
    found, row = found_in(request, number, meeting)
    typed = typed_in(request.POST)
    try:
        planning.summon(case_id=found.case.pk, meeting=row.pk, version=plan_version(typed), how=how_of(typed),
                        actor=viewer_of_request(request), at=clock.now(request))  # fmt: skip
    except UnknownCase:
        raise
    except CaseworkRefusal as refusal:
        note(refusal, "indkald_moede")
        found, row = found_in(request, number, meeting)
        page = step_of(found, INDKALD.key, row)
        form = step_form(request, found, row, page, (), typed) if page is not None else Form(())
        context = page_of(request, found, row, form.refused(sentences_of(refusal), refusal.sentence))
        return render(request, "web/moede.html", context, status=status_of(refusal))
    messages.success(request, f"{INDKALD.done}. {INDKALD.follows}")
    return redirect("web:moede", number, meeting)


def _act(request: HttpRequest, number: str, meeting: int, act: Act) -> HttpResponse:
    """Show the form of an act, or do it."""
    found, row = found_in(request, number, meeting)
    works_only(found)
    page = step_of(found, act.step, row)
    if page is None:
        raise UnknownMeeting
    typed: Typed = typed_in(request.POST)
    status, since = 200, ""
    if request.method == "POST":
        try:
            act.do(request, found, row, typed, how_of(typed))
        except (UnknownCase, UnknownMeeting, NotYours):
            raise
        except CaseworkRefusal as refusal:
            note(refusal, act.step)
            status = status_of(refusal)
            found, row = found_in(request, number, meeting)
            page = step_of(found, act.step, row) or page
            departs = DEPARTURE in sentences_of(refusal)
            form = step_form(request, found, row, page, act.fields(request, found, row, typed), typed, departs=departs)
            form = form.refused(sentences_of(refusal), refusal.sentence)
            since = refusal.sentence if isinstance(refusal, StaleWrite | MeetingMoved) else ""
        else:
            messages.success(request, act.done)
            return redirect("web:moede", number, meeting)
    else:
        form = step_form(request, found, row, page, act.fields(request, found, row, {}), {})
    return render(request, "web/moede_formular.html", formular(found, row, act.title, act.button, form, {
        "explains": act.explains, "page": page, "since": since,
    }), status=status)  # fmt: skip


@keeps_what_was_typed
@require_http_methods(["GET", "POST"])
def moedets_deltagere(request: HttpRequest, number: str, meeting: int) -> HttpResponse:
    """Return the form in which the school leader settles who comes from BUF (X17); POST settles it."""

    def offered(found: CasePage, row: Meeting) -> forms.Offered:
        people = proposed(found, forms.sketch_of(forms.as_it_stands(row), (), clock.today(request)))
        return forms.Offered(tuple(each for each in people if forms.group_of(each) == forms.SCHOOL))

    def fields(request: HttpRequest, found: CasePage, row: Meeting, typed: Typed) -> tuple[Field, ...]:
        asked = forms.people_fields(typed or forms.as_it_stands(row), offered(found, row))
        label = "Hvem deltager fra skolen, området og fritiden?"
        return tuple(
            replace(each, label=label) if each.name == forms.SCHOOL else each
            for each in asked
            if each.name not in (forms.SOF, forms.FAMILIES)
        )

    def do(request: HttpRequest, found: CasePage, row: Meeting, typed: Typed, how: How) -> None:
        planning.confirm_buf(
            case_id=found.case.pk, meeting=row.pk, version=plan_version(typed), how=how,
            invited=forms.read_people(typed, offered(found, row)), actor=viewer_of_request(request),
            at=clock.now(request),
        )  # fmt: skip

    explains = (
        "Deltagerne skal kunne indgå aftaler for deres del. De får deres indkaldelse, når listen er afgjort. "
        "Deltagerne fra SOF og familien står fast og kan ikke ændres her."
    )
    act = Act(FIND_DELTAGERE.key, FIND_DELTAGERE.title, "Afgør listen, og send indkaldelser", FIND_DELTAGERE.done,
              explains, fields, do)  # fmt: skip
    return _act(request, number, meeting, act)


@keeps_what_was_typed
@require_http_methods(["GET", "POST"])
def moedets_familie(request: HttpRequest, number: str, meeting: int) -> HttpResponse:
    """Return the form by which the family is called; POST sends each of them a letter (G5)."""

    def fields(request: HttpRequest, found: CasePage, row: Meeting, typed: Typed) -> tuple[Field, ...]:
        people = [each.person for each in row.participants.filter(gone=False).select_related("person") if each.person]
        start: dict[str, Any] = {
            "sag.tolk": "ja" if row.interpreter else "nej", "sag.foraeldre_form": row.parents,
            "sag.fritaget_digital_post": "ja" if any(each.digital_post_exempt for each in people) else "nej",
        }  # fmt: skip
        step = INDKALD_FAMILIEN
        return tuple(fields_of(step, typed or as_typed(start, step), units={}, words=str))

    def do(request: HttpRequest, found: CasePage, row: Meeting, typed: Typed, how: How) -> None:
        planning.call_family(
            case_id=found.case.pk, meeting=row.pk, version=plan_version(typed), how=how,
            facts=raw_answers(typed, INDKALD_FAMILIEN), actor=viewer_of_request(request), at=clock.now(request),
        )  # fmt: skip

    explains = (
        "Hver af dem, der er inviteret fra familien, får et brev med tid, sted, dagsorden og det, at Aftaleforum ikke "
        "afgør noget. Brevet går som Digital Post, eller på papir til den, der er fritaget."
    )
    act = Act(INDKALD_FAMILIEN.key, INDKALD_FAMILIEN.title, "Indkald familien", INDKALD_FAMILIEN.done, explains,
              fields, do)  # fmt: skip
    return _act(request, number, meeting, act)


@keeps_what_was_typed
@require_http_methods(["GET", "POST"])
def aflys_moede(request: HttpRequest, number: str, meeting: int) -> HttpResponse:
    """Return the form by which a meeting is cancelled; POST tells everybody who was invited."""

    def fields(request: HttpRequest, found: CasePage, row: Meeting, typed: Typed) -> tuple[Field, ...]:
        return (text_field(AFLYST.key, AFLYST.label, typed, rows=3),)

    def do(request: HttpRequest, found: CasePage, row: Meeting, typed: Typed, how: How) -> None:
        planning.cancel(
            case_id=found.case.pk, meeting=row.pk, version=plan_version(typed), why=first(typed, AFLYST.key), how=how,
            actor=viewer_of_request(request), at=clock.now(request),
        )  # fmt: skip

    explains = "Alle, der er indkaldt, får besked, og mødet fjernes fra deres kalender. Grunden står kun i sagen."
    act = Act(AFLYS_MOEDET.key, AFLYS_MOEDET.title, "Aflys mødet", AFLYS_MOEDET.done, explains, fields, do)
    return _act(request, number, meeting, act)


@keeps_what_was_typed
@require_http_methods(["GET", "POST"])
def opsamling_moede(request: HttpRequest, number: str, meeting: int) -> HttpResponse:
    """Return the form by which the summary is sent; POST files it and sends each who is entitled to it his own."""

    def fields(request: HttpRequest, found: CasePage, row: Meeting, typed: Typed) -> tuple[Field, ...]:
        today, side = clock.today(request), found.relation.administration
        basis = basis_for(found.case, day=today, sender=side, receiver=Side.JOINT, assessment=found.assessment)
        if isinstance(basis, Basis) and not typed:
            return ()  # nothing else is needed
        return document_forms.law_fields(found.assessment.world.procedure, today, typed, "")

    def do(request: HttpRequest, found: CasePage, row: Meeting, typed: Typed, how: How) -> None:
        summing.send(
            page=found, meeting=row.pk, how=how, law=first(typed, document_forms.LAW),
            reason=first(typed, document_forms.REASON), actor=viewer_of_request(request), at=clock.now(request),
        )  # fmt: skip

    explains = (
        "Opsamlingen laves af referatet, lægges i sagens dokumenter, hvor begge forvaltninger læser den, og sendes til "
        "familien som brev. Forældre, der mødes hver for sig, får hver sin."
    )
    act = Act(SEND_OPSAMLING.key, SEND_OPSAMLING.title, "Send opsamlingen", SEND_OPSAMLING.done, explains, fields, do)
    return _act(request, number, meeting, act)

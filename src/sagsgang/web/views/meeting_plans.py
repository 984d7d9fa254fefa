"""Planning a meeting of Aftaleforum: a new one, a changed one, and one that has taken place already (G2)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from sagsgang.casework import queries
from sagsgang.casework.queries import CasePage
from sagsgang.casework.refusals import CaseworkRefusal, NotYours, UnknownCase
from sagsgang.meetings.aftaleforum import closing, planning
from sagsgang.meetings.aftaleforum import queries as meetings
from sagsgang.meetings.aftaleforum.lists import points_for
from sagsgang.meetings.aftaleforum.models import Meeting
from sagsgang.meetings.aftaleforum.proposing import is_first, language_of, preview, proposed
from sagsgang.meetings.aftaleforum.queries import DRAFT, SUMMONED
from sagsgang.meetings.aftaleforum.refusals import MeetingClosed, UnknownMeeting
from sagsgang.people.queries import relations_of
from sagsgang.procedure.faelles_sagsforloeb.aftaleforum import ANBEFALING
from sagsgang.web import clock
from sagsgang.web.forms import meetings as forms
from sagsgang.web.forms.builder import text_field
from sagsgang.web.forms.fields import Field, Form, Typed, Widget, choices_of, choose_one, first, typed_in
from sagsgang.web.forms.posted import sentences_of
from sagsgang.web.forms.tail import BACKDATING, USER, VERSION, departure_field, for_fields
from sagsgang.web.refused import note, status_of
from sagsgang.web.request import user_of, viewer_of_request
from sagsgang.web.resuming import keeps_what_was_typed
from sagsgang.web.views.meetings import PLAN, formular, how_of, plan_version, works_only

ACT, LOOK, DRAFTED = "handling", "vis", "gem"
MINUTES, FAMILY, PRESENT, RECOMMENDS = "referat", "familiens_syn", "fremmoede", ANBEFALING.key
ROWS = 3  # as many agreements as the page for a meeting that has been held takes at once


@dataclass(frozen=True, slots=True)
class Refused:
    """What a refused POST leaves for the page to tell."""

    sentences: dict[str, str]
    sentence: str
    status: int


@keeps_what_was_typed
@require_http_methods(["GET", "POST"])
def nyt_moede(request: HttpRequest, number: str) -> HttpResponse:
    """Return the page on which a meeting is planned, with who and what the rules propose; POST keeps it as a draft."""
    found = queries.case_page(viewer_of_request(request), number)
    works_only(found)
    return _planning(request, found, None)


@keeps_what_was_typed
@require_http_methods(["GET", "POST"])
def ret_moede(request: HttpRequest, number: str, meeting: int) -> HttpResponse:
    """Return the same page for a meeting that is there; once it is summoned, saving moves it and tells everybody."""
    found = queries.case_page(viewer_of_request(request), number)
    row = meetings.meeting_of(found, meeting)
    works_only(found)
    if meetings.state_of(found, row) not in (DRAFT, SUMMONED):
        raise MeetingClosed
    return _planning(request, found, row)


def _planning(request: HttpRequest, found: CasePage, row: Meeting | None) -> HttpResponse:
    typed, offered = _start(request, found, row)
    refused = None
    if request.method == "POST" and first(typed, ACT) != LOOK:
        try:
            kept = _keep(request, found, row, typed, offered)
        except (UnknownCase, UnknownMeeting, NotYours):
            raise
        except CaseworkRefusal as refusal:
            note(refusal, "moedeplan")
            refused = Refused(sentences_of(refusal), refusal.sentence, status_of(refusal))
            found = queries.case_page(viewer_of_request(request), found.case.number)
            row = meetings.meeting_of(found, row.pk) if row is not None else None
        else:
            return redirect("web:moede", found.case.number, kept)
    elif request.method == "POST":
        typed = _with_usual_points(typed)
    form = _plan_form(request, found, row, typed, offered, refused)
    summoned = row is not None and bool(row.occurrence)
    title = "Flyt eller ret mødet" if summoned else ("Ret kladden" if row is not None else "Planlæg et møde")
    button = "Gem, og send ændringen" if summoned else "Gem kladden"
    more: dict[str, Any] = {
        "preview": preview(found, forms.sketch_of(typed, offered.people, clock.today(request))), "planning": True,
        "summoned": summoned, "explains": "", "since": refused.sentence if refused and refused.status == 409 else "",
    }  # fmt: skip
    context = formular(found, row, title, button, form, more)
    return render(request, "web/moede_formular.html", context, status=refused.status if refused else 200)


def _start(request: HttpRequest, found: CasePage, row: Meeting | None) -> tuple[Typed, forms.Offered]:
    """Return what stands in the form, and whom it offers."""
    today, posted = clock.today(request), typed_in(request.POST)
    begins = is_first(found)
    if row is not None:
        standing = posted or forms.as_it_stands(row)
        people = proposed(found, forms.sketch_of(standing, (), today))
        return standing, forms.Offered(people, buf_too=not row.occurrence)
    purposes = ("undersoegelse",) if begins else ()
    sketched = forms.sketch_of(posted or {forms.FIRST: ["ja" if begins else "nej"]}, (), today)
    people = proposed(found, sketched)
    language = language_of([found.case.child, *(each.adult for each in relations_of(found.case.child, today))])
    start = posted or forms.blank(people, is_first=begins, interpreter=language, purposes=purposes)
    return start, forms.Offered(people)


def _keep(request: HttpRequest, found: CasePage, row: Meeting | None, typed: Typed, offered: forms.Offered) -> int:
    """Keep the plan; the meeting's id."""
    viewer, at = viewer_of_request(request), clock.now(request)
    if not first(typed, forms.AGENDA).strip():
        typed = _with_usual_points(typed)
    plan = forms.read_plan(typed, offered)
    if row is not None and row.occurrence:
        planning.move(case_id=found.case.pk, meeting=row.pk, version=plan_version(typed), plan=plan,
                      how=how_of(typed), actor=viewer, at=at)  # fmt: skip
        messages.success(request, "Mødet er flyttet eller ændret. De indkaldte får besked.")
        return row.pk
    kept = planning.sketch(case_id=found.case.pk, plan=plan, actor=viewer, at=at, meeting=row.pk if row else 0,
                           version=plan_version(typed))  # fmt: skip
    messages.success(request, "Kladden er gemt. Ingen er indkaldt endnu.")
    return kept.pk


def _with_usual_points(typed: Typed) -> Typed:
    """Return the form with the usual points of the chosen purposes added to its agenda."""
    there = [line.strip() for line in first(typed, forms.AGENDA).splitlines() if line.strip()]
    usual = points_for(typed.get(forms.PURPOSES, ()), first=first(typed, forms.FIRST) == "ja")
    lines = [*there, *(point.title for point in usual if point.title not in there)]
    return {**typed, forms.AGENDA: ["\n".join(lines)]}


def _plan_form(
    request: HttpRequest, found: CasePage, row: Meeting | None, typed: Typed, offered: forms.Offered,
    refused: Refused | None,
) -> Form:  # fmt: skip
    hidden = [(VERSION, str(found.case.version)), (USER, str(user_of(request).pk))]
    hidden += [(PLAN, str(row.version))] if row is not None else []
    form = Form(forms.plan_fields(typed, offered), hidden=tuple(hidden))
    return form.refused(refused.sentences, refused.sentence) if refused else form


# A meeting that has taken place ---------------------------------------------------------------------------------------


@keeps_what_was_typed
@require_http_methods(["GET", "POST"])
def holdt_moede(request: HttpRequest, number: str) -> HttpResponse:
    """Return the page for a meeting that has been held without this one; POST records all of it in one go (G2)."""
    found = queries.case_page(viewer_of_request(request), number)
    works_only(found)
    typed, offered = _start(request, found, None)
    refused = None
    if request.method == "POST":
        try:
            row = closing.record_afterwards(
                case_id=found.case.pk, told=_told(typed, offered), how=how_of(typed), actor=viewer_of_request(request),
                at=clock.now(request),
            )  # fmt: skip
        except (UnknownCase, NotYours):
            raise
        except CaseworkRefusal as refusal:
            note(refusal, "holdt_moede")
            refused = Refused(_at_rows(sentences_of(refusal)), refusal.sentence, status_of(refusal))
        else:
            messages.success(request, "Mødet er indført, og aftalerne er blevet til opgaver.")
            return redirect("web:moede", number, row.pk)
    form = _afterwards_form(request, found, typed, offered, refused)
    more = {
        "preview": preview(found, forms.sketch_of(typed, offered.people, clock.today(request))), "planning": False,
        "explains": "Indkaldelse, deltagere, møde og aftaler indføres på én gang med mødets dato. Ingen får en "
                    "indkaldelse.", "since": "", "afterwards": True,
    }  # fmt: skip
    context = formular(found, None, "Indfør et møde, der er holdt", "Indfør mødet", form, more)
    return render(request, "web/moede_formular.html", context, status=refused.status if refused else 200)


def _afterwards_form(
    request: HttpRequest, found: CasePage, typed: Typed, offered: forms.Offered, refused: Refused | None
) -> Form:
    today = clock.today(request)
    came = [(each.token, f"{each.label}: {each.name}" if each.name else each.label, "") for each in offered.people]
    options = [(option.value, option.label, "") for option in ANBEFALING.options]
    fields: list[Field] = [
        *forms.plan_fields(typed, offered),
        Field(PRESENT, "Hvem var med?", Widget.CHECKBOXES,
              choices=choices_of(PRESENT, came, tuple(typed.get(PRESENT, ())))),
        text_field(MINUTES, "Hvad blev der talt om?", typed, rows=6),
        text_field(FAMILY, "Hvad siger barn og forældre?", typed, required=False),
    ]  # fmt: skip
    for number in range(1, ROWS + 1):
        parts = tuple(_renamed(each, number, typed) for each in forms.agreement_fields(_row(typed, number)))
        fields.append(Field(f"aftale-{number}", f"Aftale {number}", Widget.GROUP, required=False, parts=parts))
    fields.append(choose_one(RECOMMENDS, ANBEFALING.label, options, first(typed, RECOMMENDS), required=False,
                             hint=ANBEFALING.help))  # fmt: skip
    fields.append(text_field(BACKDATING, "Hvorfor indføres det først nu?", typed, rows=2))
    fields.append(replace(departure_field(typed), required=False))
    form = Form(
        tuple(fields), (), for_fields(typed, _chairs(found, typed, offered, today), required=False),
        hidden=((VERSION, str(found.case.version)), (USER, str(user_of(request).pk))),
    )  # fmt: skip
    return form.refused(refused.sentences, refused.sentence) if refused else form


def _chairs(found: CasePage, typed: Typed, offered: forms.Offered, today: Any) -> tuple[Any, ...]:
    return (preview(found, forms.sketch_of(typed, offered.people, today)).chair,)


def _renamed(each: Field, number: int, typed: Typed) -> Field:
    name = f"{each.name}-{number}"
    choices = choices_of(name, [(c.value, c.label, c.help) for c in each.choices], tuple(typed.get(name, ())))
    return replace(each, name=name, required=False, choices=choices)


def _row(typed: Typed, number: int) -> Typed:
    tail = f"-{number}"
    return {name.removesuffix(tail): values for name, values in typed.items() if name.endswith(tail)}


def _told(typed: Typed, offered: forms.Offered) -> closing.Afterwards:
    plan = forms.read_plan(typed, offered)
    came = set(typed.get(PRESENT, ()))
    tokens = {each.token for each in offered.people if each.token in came}
    present = {who.who for who in forms.read_people({**typed, **_only(tokens)}, offered)}
    rows = [_row(typed, number) for number in range(1, ROWS + 1)]
    agreed = tuple(forms.read_agreement(row) for row in rows if not forms.nothing_agreed(row))
    return closing.Afterwards(
        plan, frozenset(present), first(typed, MINUTES), first(typed, FAMILY), agreed, first(typed, RECOMMENDS)
    )


def _only(tokens: set[str]) -> Typed:
    return {forms.SOF: sorted(tokens), forms.FAMILIES: [], forms.SCHOOL: []}


def _at_rows(sentences: dict[str, str]) -> dict[str, str]:
    """Put what is wrong with an agreement at the first row: the rows are recorded in order."""
    wrong = (forms.WHAT, forms.WHOSE, forms.DUE)
    return {f"{name}-1" if name in wrong else name: text for name, text in sentences.items()}

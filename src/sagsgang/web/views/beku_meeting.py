"""One meeting of BEKU: its agenda, who is there, moving and closing it, its minutes as PDF (M9, P3.7, X23)."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods

from sagsgang.casework.refusals import AnswersInvalid, CaseworkRefusal
from sagsgang.casework.scope import current
from sagsgang.meetings.beku import boards, calendar, filing, minutes
from sagsgang.meetings.beku.agenda import Agenda, agenda
from sagsgang.meetings.beku.models import Meeting, Member
from sagsgang.meetings.beku.refusals import UnknownBoard
from sagsgang.web import clock
from sagsgang.web.forms import beku as forms
from sagsgang.web.forms.fields import Form, Typed, first, typed_in
from sagsgang.web.forms.posted import sentences_of
from sagsgang.web.refused import note, status_of
from sagsgang.web.request import user_of, viewer_of_request
from sagsgang.web.resuming import keeps_what_was_typed
from sagsgang.web.views.beku import crumbs

Told = dict[str, tuple[dict[str, str], str]]
PREFIX = {"flyt": "flyt", "aflys": "aflys", "fremmoede": "til"}


@keeps_what_was_typed
@require_http_methods(["GET", "POST"])
def moede(request: HttpRequest, sitting: int) -> HttpResponse:
    """Return the agenda of a meeting; POST changes the order, who is there, the day, or closes it."""
    viewer = viewer_of_request(request)
    found = calendar.meeting_of(viewer, sitting)
    typed, status = typed_in(request.POST), 200
    act, told = first(typed, forms.DO), Told()
    if request.method == "POST":
        boards.check_keeper(viewer, found.board_id)
        try:
            done = _ACTS.get(act, _unknown)(request, found, typed)
        except UnknownBoard:
            raise
        except CaseworkRefusal as refusal:
            note(refusal, "beku_moede")
            status = status_of(refusal)
            told = {act: (forms.named(PREFIX.get(act, act), sentences_of(refusal)), refusal.sentence)}
            found = calendar.meeting_of(viewer, sitting)
        else:
            messages.success(request, done)
            return redirect("web:beku_moede", sitting)
    return render(request, "web/beku_moede.html", _page(request, found, act, typed, told), status=status)


def _page(request: HttpRequest, meeting: Meeting, act: str, typed: Typed, told: Told) -> dict[str, object]:
    viewer, today = viewer_of_request(request), clock.today(request)
    found = agenda(viewer, meeting)
    keeps = boards.keeps(viewer, meeting.board_id) and meeting.state == Meeting.State.PLANLAGT
    loose = [text or told[act][1] for text in told[act][0].values()] or [told[act][1]] if act in told else []
    return {
        "meeting": meeting,
        "board": meeting.board,
        "agenda": found,
        "cut_off": boards.cut_off_words(boards.cut_off(meeting.day, found.agreed.papers)),
        "keeps": keeps,
        "orders": keeps and len(found.rows) > 1,
        "closable": keeps and meeting.day <= today,
        "forms": _forms(request, found, act, typed, told) if keeps else {},
        "which": act if told else "",
        "loose": loose if act not in PREFIX else [],
        "lacking": boards.lacking_functions(m for m in found.members if m.pk in found.present) if found.present else (),
        "members": [(m, _member(m)) for m in found.members if m.pk in found.present],
        "today": today,
        "crumbs": crumbs((meeting.board.name, reverse("web:beku_udvalg", args=[meeting.board.key])), ("Mødet", "")),
    }


def _forms(request: HttpRequest, found: Agenda, act: str, typed: Typed, told: Told) -> dict[str, Form]:
    meeting, user = found.meeting, user_of(request).pk
    others = [m for m in calendar.upcoming([meeting.board_id], clock.today(request)) if m.pk != meeting.pk]
    words = {member.pk: _member(member) for member in found.members}
    own = {name: typed if act == name and told else {} for name in PREFIX}
    made = {
        "flyt": forms.move_form(own["flyt"], meeting, user),
        "aflys": forms.cancel_form(own["aflys"], meeting, others, user),
        "fremmoede": forms.present_form(own["fremmoede"], meeting, found.members, found.present, user, words),
    }
    return {name: form.refused(*told[name]) if name in told else form for name, form in made.items()}


def _member(member: Member) -> str:
    chair = ", formand" if member.chair else ""
    instead = f", stedfortræder for {member.stands_in_for.user.name}" if member.stands_in_for else ""
    return f"{member.user.name}, {Member.Function(member.function).label}{chair}{instead}"


def _reorder(request: HttpRequest, meeting: Meeting, typed: Typed) -> str:
    order = []
    for name in typed:
        place = first(typed, name)
        if name.startswith("plads-") and place.isdecimal() and len(place) < 5:
            order.append((name.removeprefix("plads-"), int(place)))
    minutes.reorder(
        meeting_id=meeting.pk, order=order, actor=viewer_of_request(request), based_on=forms.version_of(typed)
    )
    return "Rækkefølgen er ændret."


def _attend(request: HttpRequest, meeting: Meeting, typed: Typed) -> str:
    there = [int(pk) for pk in typed.get("til_present", ()) if pk.isdecimal() and len(pk) < 10]
    minutes.attend(
        meeting_id=meeting.pk, present=there, reason=first(typed, "til_quorum_reason"),
        actor=viewer_of_request(request), based_on=forms.version_of(typed),
    )  # fmt: skip
    return "Det er skrevet, hvem der er til stede."


def _move(request: HttpRequest, meeting: Meeting, typed: Typed) -> str:
    day = forms.day_of(typed, "flyt_day")
    if day is None:
        raise AnswersInvalid({"day": "Skriv en dato, fx 5.3.2026."})
    calendar.move(
        meeting_id=meeting.pk, day=day, begins=forms.time_of(typed, "flyt_begins"), place=first(typed, "flyt_place"),
        reason=first(typed, "flyt_reason"), actor=viewer_of_request(request), based_on=forms.version_of(typed),
        at=clock.now(request),
    )  # fmt: skip
    return "Mødet er flyttet, og sagerne er fulgt med."


def _cancel(request: HttpRequest, meeting: Meeting, typed: Typed) -> str:
    to = first(typed, "aflys_to")
    calendar.cancel(
        meeting_id=meeting.pk, reason=first(typed, "aflys_reason"), to=int(to) if to.isdecimal() else None,
        actor=viewer_of_request(request), based_on=forms.version_of(typed), at=clock.now(request),
    )  # fmt: skip
    return "Mødet er aflyst."


def _close(request: HttpRequest, meeting: Meeting, typed: Typed) -> str:
    filing.close(
        meeting_id=meeting.pk, actor=viewer_of_request(request), based_on=forms.version_of(typed),
        at=clock.now(request),
    )  # fmt: skip
    return "Mødet er afsluttet. Referatet ligger i hver sag, og de, der skal vide det, får en mail om, at noget venter."


def _unknown(request: HttpRequest, meeting: Meeting, typed: Typed) -> str:
    raise AnswersInvalid({"": "Vælg, hvad der skal gøres."})


_ACTS: dict[str, Callable[[HttpRequest, Meeting, Typed], str]] = {
    "raekkefoelge": _reorder,
    "fremmoede": _attend,
    "flyt": _move,
    "aflys": _cancel,
    "afslut": _close,
}


@require_GET
def referat(request: HttpRequest, sitting: int) -> HttpResponse:
    """Return the minutes as PDF, with the items that may be seen, under a name that says nothing of anybody."""
    content = filing.minutes_of(meeting_id=sitting, viewer=viewer_of_request(request), at=clock.now(request))
    current().noted("hentet fil")
    response = HttpResponse(content, content_type="application/pdf")
    name = f"beku-referat-{sitting}.pdf"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    return response

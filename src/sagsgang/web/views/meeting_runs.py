"""Running a meeting on one page, saving as it goes, and closing it as held."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from sagsgang.casework import queries
from sagsgang.casework.queries import CasePage
from sagsgang.casework.refusals import CaseworkRefusal, NotYours, UnknownCase
from sagsgang.meetings.aftaleforum import closing, running
from sagsgang.meetings.aftaleforum import queries as meetings
from sagsgang.meetings.aftaleforum.lists import called, where
from sagsgang.meetings.aftaleforum.models import Meeting, Piece
from sagsgang.meetings.aftaleforum.proposing import offers_may_be_told
from sagsgang.meetings.aftaleforum.refusals import MeetingClosed, UnknownMeeting, WrittenMeanwhile
from sagsgang.meetings.aftaleforum.running import YES, Written
from sagsgang.procedure.faelles_sagsforloeb.aftaleforum import ANBEFALING, HOLD_MOEDET
from sagsgang.procedure.workdays import danish_day, in_digits
from sagsgang.web import clock
from sagsgang.web.forms import meetings as forms
from sagsgang.web.forms.fields import Field, Form, Typed, choose_one, first, typed_in
from sagsgang.web.forms.posted import posted_day, sentences_of
from sagsgang.web.forms.tail import DEPARTURE, USER, VERSION, day_fields, departure_field, for_fields
from sagsgang.web.pages import meetings as telling
from sagsgang.web.pages.step import StepPage, asked_now, step_page
from sagsgang.web.refused import note, status_of
from sagsgang.web.request import user_of, viewer_of_request
from sagsgang.web.resuming import keeps_what_was_typed
from sagsgang.web.views.meetings import PLAN, formular, how_of, plan_version, works_only

BODY, ON_VERSION, PRESENT = "stykke-", "stykke_version-", "med-"
ACT, ADD, REMOVE, END, ALL = "handling", "aftale", "fjern-", "slut", "alle"


@keeps_what_was_typed
@require_http_methods(["GET", "POST"])
def koer_moede(request: HttpRequest, number: str, meeting: int) -> HttpResponse:
    """Return the page on which the meeting is run; POST saves all of it; what another wrote meanwhile stays."""
    found, row = _found(request, number, meeting)
    works_only(found)
    if meetings.state_of(found, row) in (meetings.HELD, meetings.CANCELLED):
        raise MeetingClosed
    if request.method == "GET":
        return render(request, "web/moede_koer.html", _page(request, found, row, {}))
    typed = typed_in(request.POST)
    viewer = viewer_of_request(request)
    present = present_in(typed)
    if getattr(request, "htmx", False):
        running.attend(case_id=found.case.pk, meeting=row.pk, present=present, actor=viewer)
        return render(request, "web/dele/moede_fremmoede.html", {"at": clock.now(request)})
    if first(typed, ACT) == ALL:
        present = {each.pk: YES for each in row.participants.filter(gone=False)} | present
    stale: tuple[WrittenMeanwhile, ...] = ()
    try:
        stale = running.write_all(
            case_id=found.case.pk, meeting=row.pk, written=written_in(typed), present=present, actor=viewer,
            at=clock.now(request),
        )  # fmt: skip
        said = _act_on(request, found, row, typed)
    except (UnknownCase, UnknownMeeting, NotYours):
        raise
    except CaseworkRefusal as refusal:
        note(refusal, "koer_moede")
        form = _agreement_form(typed).refused(sentences_of(refusal), refusal.sentence)
        page = _page(request, found, row, typed, stale, form)
        return render(request, "web/moede_koer.html", page, status=status_of(refusal))
    if stale:
        return render(request, "web/moede_koer.html", _page(request, found, row, {}, stale), status=409)
    if first(typed, ACT) == END:
        return redirect("web:afslut_moede", number, meeting)
    messages.success(request, said)
    return redirect("web:koer_moede", number, meeting)


def _act_on(request: HttpRequest, found: CasePage, row: Meeting, typed: Typed) -> str:
    """Do what the button said about agreements; what is to be told of it."""
    act, viewer = first(typed, ACT), viewer_of_request(request)
    if act.startswith(REMOVE) and act.removeprefix(REMOVE).isdecimal():
        number = int(act.removeprefix(REMOVE))
        running.take_back(case_id=found.case.pk, meeting=row.pk, agreement=number, actor=viewer)
        return "Referatet er gemt, og aftalen er taget ud."
    if act == ADD or not forms.nothing_agreed(typed):
        agreed = forms.read_agreement(typed)
        running.agree(case_id=found.case.pk, meeting=row.pk, agreed=agreed, actor=viewer)
        return "Referatet er gemt, og aftalen er skrevet op."
    return "Referatet er gemt."


@require_POST
def referat_stykke(request: HttpRequest, number: str, meeting: int, piece: int) -> HttpResponse:
    """Save one piece while it is being written, and return how that went, for the page to show beside it."""
    found, row = _found(request, number, meeting)
    typed = typed_in(request.POST)
    written = _written(typed, str(piece))
    try:
        kept = running.write(case_id=found.case.pk, meeting=row.pk, written=written, actor=viewer_of_request(request),
                             at=clock.now(request))  # fmt: skip
    except WrittenMeanwhile as refusal:
        note(refusal, "referat_stykke")
        return render(request, "web/dele/moede_stykke.html", {"stale": refusal, "pk": piece})
    except CaseworkRefusal as refusal:
        if not isinstance(refusal, UnknownCase | UnknownMeeting | NotYours):
            note(refusal, "referat_stykke")
            return render(request, "web/dele/moede_stykke.html", {"sentence": refusal.sentence, "pk": piece})
        raise
    return render(request, "web/dele/moede_stykke.html", {"kept": kept, "pk": piece, "at": clock.now(request)})


def written_in(typed: Typed) -> list[Written]:
    """Return the pieces of the minutes that were typed."""
    names = [name.removeprefix(BODY) for name in typed if name.startswith(BODY)]
    return [_written(typed, each) for each in names if each.isdecimal() and len(each) < 12]


def _written(typed: Typed, piece: str) -> Written:
    version, _, shown = first(typed, f"{ON_VERSION}{piece}").partition(".")
    return Written(int(piece), first(typed, f"{BODY}{piece}"), _number(version), shown)


def present_in(typed: Typed) -> dict[int, str]:
    """Return who was said to be there."""
    found = {name.removeprefix(PRESENT): first(typed, name) for name in typed if name.startswith(PRESENT)}
    return {int(pk): answer for pk, answer in found.items() if pk.isdecimal() and len(pk) < 12}


def _number(words: str) -> int:
    return int(words) if words.isdecimal() and len(words) < 10 else -1


def _agreement_form(typed: Typed) -> Form:
    return Form(forms.agreement_fields(typed))


def _page(
    request: HttpRequest, found: CasePage, row: Meeting, typed: Typed, stale: tuple[WrittenMeanwhile, ...] = (),
    form: Form | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Return what the running page shows; a piece that somebody else wrote meanwhile with both texts."""
    both = {each.piece: each for each in stale}
    shown = [(each, each.mark) for each in row.pieces.order_by("position", "pk")]
    pieces = [(_as_typed(each, typed), both.get(each.pk), where(each.source), mark) for each, mark in shown]
    people = list(row.participants.filter(gone=False))
    words = called(row, people)
    return formular(found, row, "Kør mødet", "Gem referatet", form or _agreement_form({}), {
        "points": [each for each in pieces if each[0].kind == Piece.Kind.PUNKT],
        "words": [each for each in pieces if each[0].kind in (Piece.Kind.FAMILIEN, Piece.Kind.BARNET)],
        "parts": [each for each in pieces if each[0].kind == Piece.Kind.PART],
        "offer": [each for each in pieces if each[0].kind == Piece.Kind.TILBUD],
        "locked": not offers_may_be_told(found), "people": [(each, words[each.pk]) for each in people], "stale": stale,
        "agreements": [(each, closing.owner_words(each)) for each in row.agreements.all()],
        "state": meetings.state_of(found, row), "draft": not row.occurrence, "chair": telling.chair_of(found, row),
    })  # fmt: skip


def _as_typed(piece: Piece, typed: Typed) -> Piece:
    """Return the piece with what was typed in it, so that nothing is lost when the page is refused."""
    piece.body = first(typed, f"{BODY}{piece.pk}", piece.body)
    return piece


# Closing --------------------------------------------------------------------------------------------------------------


@keeps_what_was_typed
@require_http_methods(["GET", "POST"])
def afslut_moede(request: HttpRequest, number: str, meeting: int) -> HttpResponse:
    """Return the form by which the meeting is closed as held; POST records it, agreements become tasks (M11)."""
    found, row = _found(request, number, meeting)
    works_only(found)
    typed: Typed = typed_in(request.POST)
    page = _step(found, row)
    status, refusal = 200, None
    if request.method == "POST":
        try:
            closing.hold(
                case_id=found.case.pk, meeting=row.pk, version=plan_version(typed), on=posted_day(typed),
                recommendation=first(typed, ANBEFALING.key), how=how_of(typed), actor=viewer_of_request(request),
                at=clock.now(request),
            )  # fmt: skip
        except (UnknownCase, UnknownMeeting, NotYours):
            raise
        except CaseworkRefusal as refused:
            note(refused, "afslut_moede")
            status, refusal = status_of(refused), refused
            found, row = _found(request, number, meeting)
        else:
            messages.success(request, f"{HOLD_MOEDET.done}. {HOLD_MOEDET.follows}")
            return redirect("web:moede", number, meeting)
    form = _closing_form(request, found, row, page, typed, departs=_departs(refusal))
    if refusal is not None:
        form = form.refused(sentences_of(refusal), refusal.sentence)
    one_side = closing.one_side(row.participants.filter(gone=False)) if refusal is None else ""
    more = {
        "page": page, "since": "", "one_side": one_side, "people": telling.told(row, ""), "closing": True,
        "agreements": [(each, closing.owner_words(each)) for each in row.agreements.all()],
        "explains": "Mødet indføres i sagen, og hver aftale bliver en opgave hos den, der står for den.",
    }  # fmt: skip
    context = formular(found, row, "Mødet er holdt", "Indfør mødet", form, more)
    return render(request, "web/moede_formular.html", context, status=status)


def _departs(refusal: CaseworkRefusal | None) -> bool:
    return refusal is not None and DEPARTURE in sentences_of(refusal)


def _step(found: CasePage, row: Meeting) -> StepPage:
    if not row.occurrence or found.assessment.standing(HOLD_MOEDET.key, row.occurrence) is None:
        raise UnknownMeeting("Mødet er ikke indkaldt endnu.")
    return step_page(found, HOLD_MOEDET.key, row.occurrence)


def _closing_form(
    request: HttpRequest, found: CasePage, row: Meeting, page: StepPage, typed: Typed, *, departs: bool
) -> Form:
    today = clock.today(request)
    fields: list[Field] = []
    if any(asked.fact is ANBEFALING for asked in asked_now(found, page.standing)):
        options = [(option.value, option.label, "") for option in ANBEFALING.options]
        fields.append(choose_one(ANBEFALING.key, ANBEFALING.label, options, first(typed, ANBEFALING.key),
                                 hint=ANBEFALING.help))  # fmt: skip
    if page.warnings or departs:
        fields.append(departure_field(typed))
    day = min(danish_day(row.starts_at), today)
    start = typed or {"on": [in_digits(day)]}
    return Form(
        tuple(fields), day_fields(start, today, "Hvornår blev mødet holdt?"),
        for_fields(typed, page.for_roles, required=not page.own),
        hidden=((VERSION, str(found.case.version)), (PLAN, str(row.version)), (USER, str(user_of(request).pk))),
    )  # fmt: skip


def _found(request: HttpRequest, number: str, meeting: int) -> tuple[CasePage, Meeting]:
    found = queries.case_page(viewer_of_request(request), number)
    return found, meetings.meeting_of(found, meeting)

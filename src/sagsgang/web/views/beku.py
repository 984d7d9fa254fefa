"""BEKU's own pages: what is next for the boards somebody sits on, and keeping one board (O10, M9, D2, D3)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from sagsgang.casework.models import DocketItem
from sagsgang.casework.refusals import AnswersInvalid, CaseworkRefusal
from sagsgang.meetings.beku import boards, calendar, membership
from sagsgang.meetings.beku.agenda import how_many, option_label, outcome_label, without_meeting
from sagsgang.meetings.beku.boards import docket
from sagsgang.meetings.beku.models import Agreement, Meeting
from sagsgang.meetings.beku.refusals import UnknownBoard
from sagsgang.people.models import Unit, User
from sagsgang.procedure.workdays import Account, danish_day
from sagsgang.web import addresses, clock
from sagsgang.web.forms import beku as forms
from sagsgang.web.forms.fields import Form, Typed, first, typed_in
from sagsgang.web.forms.posted import sentences_of
from sagsgang.web.pages.paging import Pages, asked_page, link_without_page
from sagsgang.web.refused import note, status_of
from sagsgang.web.request import user_of, viewer_of_request
from sagsgang.web.resuming import keeps_what_was_typed

PAGE = 20
Words = tuple[DocketItem, str, str]


def crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the way to a page of BEKU's."""
    here = reverse("web:beku") if more else ""
    return addresses.crumbs(("BEKU", here), *more)


@require_GET
def beku(request: HttpRequest) -> HttpResponse:
    """Return the boards of the person who looks: their next meetings, what is wrong, what has no meeting."""
    viewer, today = viewer_of_request(request), clock.today(request)
    mine = boards.boards_of(viewer)
    planned = calendar.upcoming((board.pk for board in mine), today, 200)
    counted = how_many(viewer, (board.pk for board in mine))
    rows = []
    for board in mine:
        meetings = [each for each in planned if each.board_id == board.pk]
        waiting = without_meeting(viewer, [board.pk], [each.day for each in meetings], today)
        nearest = [(each, counted.get((board.pk, each.day), 0)) for each in meetings[:3]]
        rows.append((board, nearest, calendar.months_without(meetings, today), _words(waiting)))
    return render(request, "web/beku.html", {"rows": rows, "today": today, "crumbs": crumbs()})


def _words(items: list[DocketItem]) -> list[Words]:
    return [(each, option_label(docket().offer.options, each.offer), outcome_label(each.outcome)) for each in items]


@keeps_what_was_typed
@require_http_methods(["GET", "POST"])
def udvalg(request: HttpRequest, board: str) -> HttpResponse:
    """Return the page of one board: members, agreements, meetings; POST changes one of them."""
    viewer = viewer_of_request(request)
    found = boards.board_of(viewer, board)
    typed, told, status = typed_in(request.POST), {}, 200
    act = first(typed, forms.DO)
    if request.method == "POST":
        boards.check_keeper(viewer, found.pk)
        try:
            done = _ACTS.get(act, _unknown)(request, found, typed)
        except UnknownBoard:
            raise
        except CaseworkRefusal as refusal:
            note(refusal, "beku_udvalg")
            status = status_of(refusal)
            told = {act: (forms.named(act, sentences_of(refusal)), refusal.sentence)}
        else:
            messages.success(request, done)
            return redirect("web:beku_udvalg", board)
    return render(request, "web/beku_udvalg.html", _board_page(request, found, act, typed, told), status=status)


def _board_page(
    request: HttpRequest, board: Unit, act: str, typed: Typed, told: dict[str, tuple[dict[str, str], str]]
) -> dict[str, object]:
    viewer, today = viewer_of_request(request), clock.today(request)
    members, user = boards.members_on(board.pk, today), user_of(request).pk
    planned = list(Meeting.objects.filter(board=board, day__gte=today).order_by("day"))
    running = [each for each in planned if each.state == Meeting.State.PLANLAGT]
    found = boards.agreements(board.pk)
    agreed = boards.agreed_on(found, today)
    own = {name: typed if act == name else {} for name in ("medlem", "aftale", "moede", "aar")}
    made = {
        "medlem": forms.member_form(own["medlem"], board.pk, members, today, user),
        "aftale": forms.agreement_form(own["aftale"], today, user),
        "moede": forms.plan_form(own["moede"], user),
        "aar": forms.year_form(own["aar"], today, user),
    }
    refused: dict[str, Form] = {
        name: form.refused(*told[name]) if name in told else form for name, form in made.items()
    }
    return {
        "board": board,
        "keeps": boards.keeps(viewer, board.pk),
        "members": members,
        "before": boards.members_before(board.pk, today),
        "lacking": boards.lacking_functions(members),
        "meetings": [(m, boards.cut_off_words(_limit(m.day, found))) for m in planned],
        "without": calendar.months_without(running, today),
        "agreements": found,
        "agreed": agreed,
        "general": boards.general_limit(),
        "forms": refused,
        "which": act if told else "",
        "loose": told.get("slut", ({}, ""))[0].values() if told else (),
        "today": today,
        "crumbs": crumbs((board.name, "")),
    }


def _limit(day: date, found: list[Agreement]) -> Account:
    return boards.cut_off(day, boards.agreed_on(found, day).papers)


def _add_member(request: HttpRequest, board: Unit, typed: Typed) -> str:
    member = membership.add_member(
        board_id=board.pk, user=_user(first(typed, "medlem_user")), function=first(typed, "medlem_function"),
        chair=first(typed, "medlem_chair") == "ja", stands_in_for=_pk(first(typed, "medlem_stands_in_for")),
        since=forms.day_of(typed, "medlem_since"), actor=viewer_of_request(request), at=clock.now(request),
    )  # fmt: skip
    return f"{member.user.name} er sat i udvalget."


def _end_member(request: HttpRequest, board: Unit, typed: Typed) -> str:
    last = forms.day_of(typed, "slut_last")
    if last is None:
        raise AnswersInvalid({"last": "Skriv den sidste dag, fx 5.3.2026."})
    member = membership.end_member(
        board_id=board.pk, member_id=_pk(first(typed, "slut_member")) or 0, last=last, actor=viewer_of_request(request)
    )
    return f"{member.user.name} træder ud af udvalget."


def _agree(request: HttpRequest, board: Unit, typed: Typed) -> str:
    membership.agree(
        board_id=board.pk, key=first(typed, "aftale_key"), value=first(typed, "aftale_value").strip(),
        since=forms.day_of(typed, "aftale_since"), reason=first(typed, "aftale_reason"),
        source=first(typed, "aftale_source"), actor=viewer_of_request(request), at=clock.now(request),
    )  # fmt: skip
    return "Aftalen er skrevet."


def _plan_one(request: HttpRequest, board: Unit, typed: Typed) -> str:
    day = forms.day_of(typed, "moede_day")
    if day is None:
        raise AnswersInvalid({"day": "Skriv en dato, fx 5.3.2026."})
    _plan(request, board, [day], "moede", typed)
    return "Mødet er planlagt."


def _plan_year(request: HttpRequest, board: Unit, typed: Typed) -> str:
    year, nth, weekday = (first(typed, f"aar_{name}") for name in ("year", "nth", "weekday"))
    today = danish_day(clock.now(request))
    chosen = {value for value, _ in forms.NTH}
    if (
        not (year.isdecimal() and today.year <= int(year) <= today.year + 2)
        or nth not in chosen
        or weekday not in "01234"
    ):
        raise AnswersInvalid({"year": "Vælg år, ugedag og hvilken i måneden."})
    without = [int(each) for each in typed.get("aar_without", ()) if each.isdecimal()]
    days = calendar.year_of_days(int(year), int(weekday or 0), int(nth), without=without)
    made = _plan(request, board, [day for day in days if day >= today], "aar", typed)
    return "Ét møde er planlagt." if len(made) == 1 else f"{len(made)} møder er planlagt."


def _plan(request: HttpRequest, board: Unit, days: list[date], prefix: str, typed: Typed) -> list[Meeting]:
    return calendar.plan(
        board_id=board.pk, days=days, begins=forms.time_of(typed, f"{prefix}_begins"),
        place=first(typed, f"{prefix}_place"), actor=viewer_of_request(request), at=clock.now(request),
        today=clock.today(request),
    )  # fmt: skip


def _unknown(request: HttpRequest, board: Unit, typed: Typed) -> str:
    raise AnswersInvalid({"": "Vælg, hvad der skal gøres."})


_ACTS: dict[str, Callable[[HttpRequest, Unit, Typed], str]] = {
    "medlem": _add_member,
    "slut": _end_member,
    "aftale": _agree,
    "moede": _plan_one,
    "aar": _plan_year,
}


def _user(pk: str) -> User | None:
    return User.objects.filter(pk=int(pk)).first() if pk.isdecimal() and len(pk) < 10 else None


def _pk(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 10 else None


@require_GET
def arkiv(request: HttpRequest, board: str) -> HttpResponse:
    """Return the earlier meetings of a board, newest first, narrowed to a year."""
    viewer, today = viewer_of_request(request), clock.today(request)
    found = boards.board_of(viewer, board)
    rows = Meeting.objects.filter(board=found).exclude(state=Meeting.State.PLANLAGT, day__gte=today)
    year = request.GET.get("aar", "")
    if year.isdecimal() and len(year) == 4:
        rows = rows.filter(day__year=int(year))
    page, count = asked_page(request.GET), rows.count()
    pages = max(1, -(-count // PAGE))
    page = min(page, pages)
    shown = rows.order_by("-day", "-pk")[(page - 1) * PAGE : page * PAGE]
    context = {
        "board": found,
        "meetings": [(m, [(outcome_label(k) or "Intet udfald", n) for k, n in m.outcomes.items()]) for m in shown],
        "year": year,
        "pages": Pages(page, pages, link_without_page(request.GET)),
        "crumbs": crumbs((found.name, reverse("web:beku_udvalg", args=[board])), ("Tidligere møder", "")),
    }
    return render(request, "web/beku_arkiv.html", context)

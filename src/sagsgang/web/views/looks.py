"""The log of looks: a leader's sample and search, who has looked at a case, and the report to the child and parents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sagsgang.casework.access import Viewer
from sagsgang.casework.queries.looks import (
    ACT,
    OUT_OF_REACH,
    case_id_of,
    case_numbers,
    case_of_looks,
    cases_led,
    overseen,
)
from sagsgang.casework.refusals import NotYours
from sagsgang.procedure.workdays import COPENHAGEN, in_digits, read_date
from sagsgang.record import reading
from sagsgang.record.acts import HOW_WORDS, WORDS, Act
from sagsgang.record.reading import Wanted
from sagsgang.record.reviewing import VerdictInvalid, review
from sagsgang.typesetting import PAPER, pdf
from sagsgang.web import addresses, clock
from sagsgang.web.forms.builder import date_field, line_field
from sagsgang.web.forms.fields import Field, choose_one
from sagsgang.web.pages import looks as shown
from sagsgang.web.pages.paging import Pages, asked_page, link_without_page
from sagsgang.web.request import viewer_of_request
from sagsgang.web.signing_in.confirming import recently_authenticated

SIZES = ("5", "10", "25", "50")
FIRST_DAY = date(2020, 1, 1)  # no log is older
USUAL_DAYS, MOST_DAYS = 7, 366


@dataclass(frozen=True, slots=True)
class Period:
    """Days, both ends included, as the reader chose them."""

    first: date
    last: date

    @property
    def since(self) -> datetime:
        """The first moment of it."""
        return datetime.combine(self.first, time(), COPENHAGEN)

    @property
    def until(self) -> datetime:
        """The first moment after it."""
        return datetime.combine(self.last + timedelta(days=1), time(), COPENHAGEN)

    def fields(self) -> tuple[Field, ...]:
        """The two fields that ask for it."""
        typed = {"fra": [in_digits(self.first)], "til": [in_digits(self.last)]}
        return date_field("fra", "Fra og med", typed), date_field("til", "Til og med", typed)


def period_of(query: QueryDict, today: date) -> Period:
    """Return the period asked for: the last week unless told otherwise, a year at most, and no day without a log."""
    last = max(min(read_date(query.get("til", "")) or today, today), FIRST_DAY)
    first = read_date(query.get("fra", "")) or last - timedelta(days=USUAL_DAYS - 1)
    return Period(max(min(first, last), last - timedelta(days=MOST_DAYS)), last)


@require_GET
def stikproeve(request: HttpRequest) -> HttpResponse:
    """Return a leader's sample of what his people looked at; on top the uses of break-glass nobody has looked at."""
    viewer, today = viewer_of_request(request), clock.today(request)
    period = period_of(request.GET, today)
    people = overseen(viewer, period.first, period.last + timedelta(days=1))
    request.scope.noted(Act.LOG_LAEST)  # type: ignore[attr-defined]
    size = request.GET.get("antal", "")
    size = size if size in SIZES else "10"
    lot = request.GET.get("lod", "1")
    lot = lot if lot.isdecimal() and len(lot) < 5 else "1"
    drawn = reading.sample(Wanted(tuple(people), period.since, period.until), int(size), lot)
    always = overseen(viewer, today - timedelta(days=MOST_DAYS), today + timedelta(days=1))
    page = {
        "glass": shown.rows(reading.glass_waiting(always, cases_led(viewer), viewer.user_id), viewer),
        "drawn": shown.rows(drawn, viewer),
        "people": len(people),
        "period": period,
        "fields": (
            *period.fields(),
            choose_one("antal", "Hvor mange", [(each, each, "") for each in SIZES], size, required=False),
        ),
        "lot": lot,
        "next_lot": int(lot) + 1,
        "here": request.get_full_path(),
        "tab": "stikproeve",
    }
    return render(request, "web/opslag_stikproeve.html", page)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def alle(request: HttpRequest) -> HttpResponse:
    """Return the looks of a leader's people, searched in; what somebody looked for comes by POST only."""
    viewer, today = viewer_of_request(request), clock.today(request)
    asked = request.POST if request.method == "POST" else request.GET
    period = period_of(asked, today)
    people = overseen(viewer, period.first, period.last + timedelta(days=1))
    request.scope.noted(Act.LOG_LAEST)  # type: ignore[attr-defined]
    who, act, number = asked.get("hvem", ""), asked.get("handling", ""), asked.get("sag", "").strip()[:20]
    words = request.POST.get("ord", "").strip()[:100]
    if words:
        request.scope.searched("søgeord i loggen", words)  # type: ignore[attr-defined]
    chosen = (int(who),) if who.isdecimal() and len(who) < 12 and int(who) in people else tuple(people)
    case_id = (case_id_of(viewer, number) or 0) if number else None
    here = asked_page(asked)
    wanted = Wanted(chosen, period.since, period.until, act if act in WORDS else "", case_id, words)
    found, total = reading.searched(wanted, here)
    page = {
        "rows": shown.rows(found, viewer),
        "total": total,
        "fields": (*period.fields(), *_narrowing(people, who, act, number)),
        "words": line_field("ord", "Hvad der blev søgt efter", {"ord": [words]}, required=False),
        "pages": Pages(here, max(1, -(-total // reading.PAGE)), link_without_page(request.GET), form=bool(words)),
        "kept": [(name, asked.get(name, "")) for name in ("fra", "til", "hvem", "handling", "sag")],
        "searched": words,
        "here": request.get_full_path(),
        "tab": "alle",
    }
    return render(request, "web/opslag_alle.html", page)


def _narrowing(people: dict[int, str], who: str, act: str, number: str) -> tuple[Field, ...]:
    everybody = [("", "Alle", ""), *((str(pk), name, "") for pk, name in sorted(people.items(), key=lambda e: e[1]))]
    every = [("", "Alle", ""), *((each.value, WORDS[each], "") for each in Act)]
    return (
        choose_one("hvem", "Hvem", everybody, who, required=False),
        choose_one("handling", "Hvad", every, act, required=False),
        line_field("sag", "Sagens nummer", {"sag": [number]}, required=False),
    )


def _may_judge(viewer: Viewer, seen: reading.Seen, people: dict[int, str]) -> bool:
    """A leader judges the looks of his people, and every use of break-glass on a case he may know of."""
    if seen.user_id in people:
        return True
    numbers = case_numbers(viewer, (case for case, _ in seen.cases)).values()
    return seen.act == Act.NOEDADGANG and any(number != OUT_OF_REACH for number in numbers)


@require_POST
def gennemgang(request: HttpRequest, look: int) -> HttpResponse:
    """Write what a leader found when looking at one look of his people."""
    viewer, now = viewer_of_request(request), clock.now(request)
    seen = reading.one(look)
    day = seen.at.astimezone(COPENHAGEN).date() if seen else now.date()
    if seen is None or not _may_judge(viewer, seen, overseen(viewer, day, day + timedelta(days=1))):
        request.scope.denied(ACT)  # type: ignore[attr-defined]
        raise NotYours("Opslaget er ikke lavet af en medarbejder i en enhed, du leder.")
    try:
        review(
            look_id=look,
            verdict=request.POST.get("vurdering", ""),
            note=request.POST.get("bemaerkning", ""),
            by_id=viewer.user_id,
            at=now,
        )
    except VerdictInvalid as wrong:
        messages.error(request, f"Opslag {look} er ikke vurderet. {wrong.sentence}")
    else:
        messages.success(request, f"Opslag {look} er gennemgået.")
    back = request.POST.get("tilbage", "")
    safe = back.startswith("/opslag/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return redirect(back if safe else "web:opslag_stikproeve")


@require_GET
def paa_sagen(request: HttpRequest, number: str) -> HttpResponse:
    """Return who has looked at a case, newest first."""
    viewer = viewer_of_request(request)
    case = case_of_looks(viewer, number)
    request.scope.noted(Act.LOG_LAEST, case.pk)  # type: ignore[attr-defined]
    how, here = request.GET.get("hvordan", ""), asked_page(request.GET)
    how = how if how in HOW_WORDS else ""
    found, total = reading.of_case(case.pk, how, here)
    ways = [("", "Alle opslag", ""), *((key, words.capitalize(), "") for key, words in HOW_WORDS.items())]
    page = {
        "case": case,
        "crumbs": addresses.case_crumbs(number, ("Opslag", "")),
        "tab": "opslag",
        "rows": shown.rows(found, viewer),
        "total": total,
        "fields": (choose_one("hvordan", "Vis", ways, how, required=False),),
        "pages": Pages(here, max(1, -(-total // reading.PAGE)), link_without_page(request.GET)),
    }
    return render(request, "web/sagens_opslag.html", page)


@require_GET
def indsigt(request: HttpRequest, number: str) -> HttpResponse:
    """Return the report to the child and its parents: dates, purposes and units, nobody's name; to print."""
    case = case_of_looks(viewer_of_request(request), number)
    request.scope.noted(Act.EKSPORT, case.pk)  # type: ignore[attr-defined]
    page = {
        "case": case,
        "crumbs": addresses.case_crumbs(
            number, ("Opslag", reverse("web:sagens_opslag", args=[number])), (shown.TITLE, "")
        ),
        "lines": shown.told(case.pk),
        "title": shown.TITLE,
        "intro": shown.INTRO,
        "outro": shown.OUTRO,
        "today": clock.today(request),
    }
    return render(request, "web/opslag_indsigt.html", page)


@require_GET
@recently_authenticated
def indsigt_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """Return the same report as PDF; its file name holds the number of the case and no name."""
    case = case_of_looks(viewer_of_request(request), number)
    request.scope.noted(Act.EKSPORT, case.pk)  # type: ignore[attr-defined]
    made = pdf(
        PAPER,
        shown.paper(case.number, shown.told(case.pk), clock.today(request)),
        at=clock.now(request).astimezone(UTC),
    )
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="opslag-{case.number}.pdf"'
    return response

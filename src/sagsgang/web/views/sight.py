"""Letting in and keeping out: guests, disqualification, locked cases, break-glass, and why somebody sees nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from sagsgang.casework import commands
from sagsgang.casework.access import CAUSES, TEAM, UNIT, WAITING, visible_related
from sagsgang.casework.halves import ADMINISTRATIONS
from sagsgang.casework.models import Case, Lock
from sagsgang.casework.procedures import procedure_of
from sagsgang.casework.refusals import AnswersInvalid, CaseworkRefusal, NotYours, UnknownCase, UnknownGrant
from sagsgang.people import cpr
from sagsgang.people.collation import danish
from sagsgang.people.models import RoleAssignment, User
from sagsgang.people.refusals import Refusal
from sagsgang.procedure.language import Sight
from sagsgang.procedure.wording import capital
from sagsgang.procedure.workdays import in_digits
from sagsgang.web import addresses, clock
from sagsgang.web.forms.builder import date_field, grouped, line_field, text_field
from sagsgang.web.forms.fields import Field, Form, Typed, choose_one, first, typed_in
from sagsgang.web.forms.posted import posted_day, sentences_of
from sagsgang.web.forms.tail import USER
from sagsgang.web.refused import note, status_of
from sagsgang.web.request import viewer_of_request
from sagsgang.web.resuming import keeps_what_was_typed
from sagsgang.web.signing_in.confirming import recently_authenticated

SEEN_BY_ALL = "Skriv kun det nødvendige. Begrundelsen kan ses af dem, der ser sagen."
WHO, WHY, REASON, LAST, SINCE, WHICH = "user", "why", "reason", "until", "since", "sag"


@dataclass(frozen=True, slots=True)
class Act:
    """One act on who sees a case: how its page reads, what it asks, and what it does."""

    title: str
    explains: str
    button: str
    done: str
    fields: Callable[[HttpRequest, Case, Typed], tuple[Field, ...]]
    does: Callable[[HttpRequest, Case, Typed, int], object]


@keeps_what_was_typed
@require_http_methods(["GET", "POST"])
def adgangstrin(request: HttpRequest, number: str, act: str, row: int = 0) -> HttpResponse:
    """Return the page of one act on who sees the case; POST does it."""
    chosen = ACTS.get(act)
    if chosen is None:
        raise UnknownGrant
    case, relation = visible_related(viewer_of_request(request), number)
    if not relation.roles:
        raise NotYours("Du kan læse sagen, men har ingen rolle i den.")
    typed, status = typed_in(request.POST), 200
    form = Form(chosen.fields(request, case, typed), hidden=((USER, str(request.user.pk)),))
    if request.method == "POST":
        try:
            chosen.does(request, case, typed, row)
        except (UnknownCase, UnknownGrant):
            raise
        except CaseworkRefusal as refusal:
            note(refusal, "adgangstrin")
            status, form = status_of(refusal), form.refused(sentences_of(refusal), refusal.sentence)
        else:
            messages.success(request, chosen.done)
            out = (
                act == "inhabil" and person_chosen(typed)[1].pk == request.user.pk
            )  # he has just lost the case himself
            return redirect("web:overblik") if out else redirect("web:adgang", number)
    page = {
        "case": case,
        "act": chosen,
        "form": form,
        "tab": "adgang",
        "crumbs": addresses.case_crumbs(number, (chosen.title, "")),
    }
    return render(request, "web/adgangstrin.html", page, status=status)


def _reason(typed: Typed, label: str = "Hvorfor?") -> Field:
    return text_field(REASON, label, typed, hint=SEEN_BY_ALL)


def people_field(
    request: HttpRequest, case: Case, typed: Typed, label: str, *, once: bool = False, without: Iterable[int] = ()
) -> Field:
    """Return everybody who holds a role of the procedure today, by unit: role and person are chosen together.

    `once`: each in one role of SOF or BUF alone, the first; `without`: users who are left out.
    """
    by_key = procedure_of(case).role_by_key
    held = RoleAssignment.objects.on(clock.today(request)).filter(user__is_active=True, role__in=by_key)
    groups: dict[str, list[tuple[str, str]]] = {}
    seen = set(without)
    for each in held.select_related("user", "unit").order_by(danish("unit__name"), danish("user__name"), "pk"):
        role = by_key[each.role]
        if each.user_id in seen or (once and role.side not in ADMINISTRATIONS):
            continue
        if once:
            seen.add(each.user_id)
        groups.setdefault(each.unit.name, []).append((f"{each.role}|{each.user_id}", f"{each.user.name}, {role.title}"))
    return grouped(WHO, label, groups.items(), first(typed, WHO))


def person_chosen(typed: Typed) -> tuple[str, User]:
    """Return the role and person chosen in that field; refuses AnswersInvalid at it."""
    role, _, pk = first(typed, WHO).partition("|")
    user = User.objects.filter(pk=int(pk), is_active=True).first() if pk.isdecimal() and len(pk) < 12 else None
    if user is None:
        raise AnswersInvalid({WHO: "Vælg en person på listen."})
    return role, user


def _guest_fields(request: HttpRequest, case: Case, typed: Typed) -> tuple[Field, ...]:
    since = date_field(SINCE, "Fra hvilken dag?", typed or {SINCE: [in_digits(clock.today(request))]})
    last = date_field(LAST, "Til og med hvilken dag?", typed, hint="Højst et halvt år.")
    return people_field(request, case, typed, "Hvem er gæst, og i hvilken rolle?"), since, last, _reason(typed)


def _guest(request: HttpRequest, case: Case, typed: Typed, _row: int) -> object:
    role, user = person_chosen(typed)
    return commands.invite_guest(
        case_id=case.pk, user=user, role=role, since=posted_day(typed, SINCE),
        until=posted_day(typed, LAST) + timedelta(days=1), reason=first(typed, REASON),
        actor=viewer_of_request(request), at=clock.now(request),
    )  # fmt: skip


def _named(request: HttpRequest, case: Case, typed: Typed, _row: int) -> object:
    role, user = person_chosen(typed)
    return commands.let_into_locked(
        case_id=case.pk, user=user, role=role, reason=first(typed, REASON), actor=viewer_of_request(request),
        at=clock.now(request),
    )  # fmt: skip


def _end(request: HttpRequest, case: Case, _typed: Typed, row: int) -> object:
    return commands.end_grant(case_id=case.pk, grant_id=row, actor=viewer_of_request(request), at=clock.now(request))


def _bar_fields(request: HttpRequest, case: Case, typed: Typed) -> tuple[Field, ...]:
    return people_field(request, case, typed, "Hvem er inhabil?"), _reason(typed)


def _bar(request: HttpRequest, case: Case, typed: Typed, _row: int) -> object:
    _, user = person_chosen(typed)
    return commands.disqualify(
        case_id=case.pk, user=user, reason=first(typed, REASON), actor=viewer_of_request(request), at=clock.now(request)
    )


def _lift(request: HttpRequest, case: Case, typed: Typed, row: int) -> object:
    return commands.lift_disqualification(
        case_id=case.pk, bar_id=row, reason=first(typed, REASON), actor=viewer_of_request(request),
        at=clock.now(request),
    )  # fmt: skip


def _lock_fields(_request: HttpRequest, _case: Case, typed: Typed) -> tuple[Field, ...]:
    grounds = [(str(value), str(label), "") for value, label in Lock.Why.choices]
    return choose_one(WHY, "Hvilket hensyn?", grounds, first(typed, WHY)), _reason(typed)


def _lock(request: HttpRequest, case: Case, typed: Typed, _row: int) -> object:
    return commands.lock_case(
        case_id=case.pk, why=first(typed, WHY), reason=first(typed, REASON), actor=viewer_of_request(request),
        at=clock.now(request),
    )  # fmt: skip


def _unlock(request: HttpRequest, case: Case, typed: Typed, _row: int) -> object:
    return commands.unlock_case(
        case_id=case.pk, reason=first(typed, REASON), actor=viewer_of_request(request), at=clock.now(request)
    )


ACTS = {
    "gaest": Act(
        "Luk en gæst ind",
        "En gæst kan læse sagen i en periode, men ikke tage trin i den. Gæsten ser det, der hører til gæstens egen "
        "side, og det fælles.",
        "Luk ind", "Gæsten kan se sagen i perioden.", _guest_fields, _guest,
    ),
    "navngiv": Act(
        "Luk nogen ind i den låste sag",
        "Sagen er låst. Kun holdet og dem, en leder navngiver, kan se den.",
        "Luk ind", "Personen kan nu se den låste sag.",
        lambda request, case, typed: (people_field(request, case, typed, "Hvem skal kunne se sagen?"), _reason(typed)),
        _named,
    ),
    "luk": Act(
        "Luk en adgang",
        "Adgangen ophører i dag. Ser personen sagen af en anden grund, gør personen det stadig.",
        "Luk adgangen", "Adgangen er lukket.", lambda *_: (), _end,
    ),
    "inhabil": Act(
        "Skriv, at nogen er inhabil",
        "Den, der er inhabil, kan ikke komme ind i sagen, heller ikke som stedfortræder eller med nødadgang. "
        "Personens opgaver falder tilbage til rollen. Er det dig selv, mister du adgangen med det samme.",
        "Gem", "Personen kan ikke længere komme ind i sagen.", _bar_fields, _bar,
    ),
    "habil": Act(
        "Inhabiliteten er ophørt",
        "Personen kan igen få adgang til sagen, når rollen giver det.",
        "Gem", "Personen kan igen få adgang.", lambda _request, _case, typed: (_reason(typed),), _lift,
    ),
    "laas": Act(
        "Lås sagen",
        "En låst sag kan kun ses af holdet og af dem, en leder navngiver. Enhederne omkring sagen ser den ikke i nogen "
        "liste. Du bliver selv navngivet.",
        "Lås sagen", "Sagen er låst.", _lock_fields, _lock,
    ),
    "laas-op": Act(
        "Lås sagen op",
        "Enhederne omkring sagen kan se den igen. De, der var navngivet, har ikke længere brug for det.",
        "Lås op", "Sagen er låst op.", lambda _request, _case, typed: (_reason(typed),), _unlock,
    ),
}  # fmt: skip


@sensitive_post_parameters()
@keeps_what_was_typed
@require_http_methods(["GET", "POST"])
@recently_authenticated
def noedadgang(request: HttpRequest) -> HttpResponse:
    """Return the page on which the glass is broken; POST opens the case until tomorrow and puts it on record."""
    viewer, typed, status = viewer_of_request(request), typed_in(request.POST), 200
    form = Form(
        (
            line_field(WHICH, "Sagsnummer eller barnets CPR-nummer", typed),
            text_field(REASON, "Hvorfor er det nødvendigt at se sagen nu?", typed),
        ),
        hidden=((USER, str(request.user.pk)),),
    )
    if request.method == "POST":
        try:
            request.scope.searched("nødadgang", first(typed, WHICH))  # type: ignore[attr-defined]  # in vain as well
            which = _which(first(typed, WHICH))
            case = commands.break_glass(which=which, reason=first(typed, REASON), actor=viewer, at=clock.now(request))
        except UnknownCase as refusal:
            note(refusal, "noedadgang")
            status, form = status_of(refusal), form.refused({WHICH: "Der er ingen sag, du kan åbne med nødadgang."})
        except CaseworkRefusal as refusal:
            note(refusal, "noedadgang")
            status, form = status_of(refusal), form.refused(sentences_of(refusal), refusal.sentence)
        else:
            messages.warning(
                request, "Du ser sagen med nødadgang til midnat. Din leder og lederne på sagen kan se det."
            )
            return redirect("web:sag", case.number)
    page = {"form": form, "may": commands.may_break_glass(viewer), "crumbs": addresses.crumbs(("Nødadgang", ""))}
    return render(request, "web/noedadgang.html", page, status=status)


def _which(words: str) -> str | cpr.Cpr:
    """The case number typed, or the child's CPR number; nothing is looked up yet."""
    typed = words.strip()
    if not typed:
        raise AnswersInvalid({WHICH: "Skriv sagsnummeret eller barnets CPR-nummer."})
    try:
        return cpr.parse(typed)
    except Refusal:
        return typed


@require_GET
def hvorfor_ikke(request: HttpRequest) -> HttpResponse:
    """Return what the viewer's roles give him sight of, and why a case may still not be his; of no one case."""
    viewer = viewer_of_request(request)
    gives = {Sight.UNIT: CAUSES[UNIT], Sight.TEAM: f"{CAUSES[TEAM]}, eller {CAUSES[WAITING]}"}
    rows = [(capital(held.role.title), held.unit_name, gives[held.role.sight]) for held in viewer.roles]
    page = {
        "rows": rows,
        "may_break": commands.may_break_glass(viewer),
        "crumbs": addresses.crumbs(("Hvorfor kan jeg ikke se en sag?", "")),
    }
    return render(request, "web/hvorfor_ikke.html", page)

"""Who has which role in a case, who may see it, and who is put on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from sagsgang.casework import commands, queries
from sagsgang.casework.access import visible_case
from sagsgang.casework.models import CaseSeat, TeamMember
from sagsgang.casework.queries import CasePage
from sagsgang.casework.queries.sight import who_sees
from sagsgang.casework.refusals import AnswersInvalid, CaseworkRefusal, UnknownCase
from sagsgang.people.collation import danish
from sagsgang.people.models import RoleAssignment, User
from sagsgang.people.queries import absent_today
from sagsgang.procedure.language import Role, Sight
from sagsgang.procedure.wording import capital
from sagsgang.procedure.workdays import in_digits
from sagsgang.web import addresses, clock
from sagsgang.web.forms.builder import date_field, grouped
from sagsgang.web.forms.fields import Form, Typed, first, typed_in
from sagsgang.web.forms.posted import posted_day, sentences_of
from sagsgang.web.forms.tail import USER
from sagsgang.web.pages.head import SEATS
from sagsgang.web.refused import note, status_of
from sagsgang.web.request import viewer_of_request
from sagsgang.web.resuming import keeps_what_was_typed

WHO, SINCE = "user", "since"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who holds a role in one of the case's units."""

    user_id: int
    name: str
    unit: str
    away: bool


@dataclass(frozen=True, slots=True)
class Holders:
    """A role of the case: who has it, and who could."""

    role: Role
    members: tuple[queries.TeamRow, ...]
    candidates: tuple[Candidate, ...]
    mine_to_fill: bool
    has_a_part: bool

    @property
    def by_unit(self) -> bool:
        """Whether everybody in the unit with the role sees the case while the unit has a part in it."""
        return self.role.sight is Sight.UNIT


@keeps_what_was_typed
@require_http_methods(["GET", "POST"])
def adgang(request: HttpRequest, number: str) -> HttpResponse:
    """Return who is on the case and who may see it, with a form to put somebody on it; POST does so."""
    viewer, today = viewer_of_request(request), clock.today(request)
    found = queries.case_page(viewer, number)
    holders = _holders(found, today)
    typed = typed_in(request.POST)
    form, status = _form(request, holders, typed, today), 200
    if request.method == "POST":
        try:
            role, user = _chosen(typed)
            commands.appoint(
                case_id=found.case.pk, user=user, role=role, since=posted_day(typed, SINCE), actor=viewer,
                at=clock.now(request),
            )  # fmt: skip
        except UnknownCase:
            raise
        except CaseworkRefusal as refusal:
            note(refusal, "adgang")
            status, form = status_of(refusal), form.refused(sentences_of(refusal), refusal.sentence)
        else:
            messages.success(request, f"{user.name} er sat på sagen.")
            return redirect("web:adgang", number)
    page = {
        "case": found.case,
        "holders": holders,
        "seats": [(SEATS[seat], found.unit_names[place.key]) for seat, place in found.seats.items() if seat in SEATS],
        "form": form if form.fields[0].groups else None,
        "sight": who_sees(found.case, today),
        "may_act": bool(found.relation.roles),
        "leads": found.relation.leads,
        "tab": "adgang",
        "today": today,
        "crumbs": addresses.case_crumbs(number, ("Hold og adgang", "")),
    }
    return render(request, "web/adgang.html", page, status=status)


@require_POST
def fratraed(request: HttpRequest, number: str, member: int) -> HttpResponse:
    """Take somebody off the case; the day typed is the last day on it."""
    case = visible_case(viewer_of_request(request), number)
    if not TeamMember.objects.filter(pk=member, case=case).exists():
        raise UnknownCase
    try:
        last = posted_day(typed_in(request.POST), "sidste_dag")
        commands.release(
            member_id=member, on=last + timedelta(days=1), actor=viewer_of_request(request), at=clock.now(request)
        )
    except UnknownCase:
        raise
    except CaseworkRefusal as refusal:
        note(refusal, "fratraed")
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "Holdet er ændret.")
    return redirect("web:adgang", number)


def _chosen(typed: Typed) -> tuple[str, User]:
    """The role and the person of the one list they are chosen from."""
    role, _, pk = first(typed, WHO).partition("|")
    user = User.objects.filter(pk=int(pk), is_active=True).first() if pk.isdecimal() and len(pk) < 12 else None
    if not role or user is None:
        raise AnswersInvalid({WHO: "Vælg en person på listen."})
    return role, user


def _holders(found: CasePage, today: date) -> tuple[Holders, ...]:
    """The roles whose seat the case has, each with its people: three queries."""
    units = {place.id for place in found.seats.values()}
    rows = (
        RoleAssignment.objects.on(today).filter(unit_id__in=units, user__is_active=True).select_related("user", "unit")
    )
    ordered = list(rows.order_by(danish("user__name"), "pk"))
    seats = set(CaseSeat.objects.filter(case=found.case).values_list("unit_id", "seat"))
    away = absent_today((row.user_id for row in ordered), today)
    made = []
    for role in found.assessment.world.procedure.roles:
        place = found.seats.get(role.seat)
        if place is None or not role.logs_in:
            continue
        people = [row for row in ordered if row.role == role.key and row.unit_id == place.id]
        members = tuple(member for member in found.team if member.role is role)
        part = (place.id, role.seat.value) in seats
        if people or members:
            made.append(Holders(role, members, _candidates(people, away), found.relation.may_staff(role), part))
    return tuple(made)


def _candidates(rows: Iterable[RoleAssignment], away: frozenset[int]) -> tuple[Candidate, ...]:
    return tuple(Candidate(row.user_id, row.user.name, row.unit.name, row.user_id in away) for row in rows)


def _form(request: HttpRequest, holders: Iterable[Holders], typed: Typed, today: date) -> Form:
    groups = [
        (
            capital(each.role.title),
            [(f"{each.role.key}|{c.user_id}", c.name) for c in each.candidates],
        )
        for each in holders
        if each.mine_to_fill and each.candidates
    ]
    who = grouped(WHO, "Hvem skal på sagen, og i hvilken rolle?", groups, first(typed, WHO))
    since = date_field(SINCE, "Fra hvilken dag?", typed or {SINCE: [in_digits(today)]})
    return Form((who, since), hidden=((USER, str(request.user.pk)),))

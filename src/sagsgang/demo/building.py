"""Builds the town: units, users and their roles, the substitute; every row through the commands of people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction

from sagsgang.casework.commands import release_everywhere
from sagsgang.casework.models import Case, CaseSummary, LedgerEvent
from sagsgang.casework.projections import refresh_due
from sagsgang.demo.beku import meet
from sagsgang.demo.breve import write_letters
from sagsgang.demo.director import play_all
from sagsgang.demo.handleplaner import write_plans
from sagsgang.demo.looks import leave_looks
from sagsgang.demo.moeder import hold_meetings
from sagsgang.demo.outgoing import send_out
from sagsgang.demo.papers import lay_up
from sagsgang.demo.plays import PLAYS
from sagsgang.demo.staff import ABSENT, LEAVER, LEFT_DAYS_AGO, PASSWORD, SUBSTITUTE, WORKERS
from sagsgang.demo.tilbud import fill_register, match
from sagsgang.demo.town import MUNICIPALITY, PLACES
from sagsgang.people.commands import appoint_substitute, assign_role, let_user_leave
from sagsgang.people.models import Unit, User

YEARS_BACK = 365 * 4
HOUSE = "demobyen.example"
"""Where the mailboxes of the town would be: an address that can never be."""


def founded(day: date) -> date:
    """The day from which the town's units and posts exist: before its oldest case."""
    return day - timedelta(days=YEARS_BACK)


@transaction.atomic
def build_town(day: date) -> None:
    """Make the units, the people and the register of offers; all have one documented password, hashed once."""
    since = founded(day)
    units: dict[str, Unit] = {}
    for place in PLACES:
        units[place.key] = Unit.objects.create(
            key=place.key,
            name=place.name,
            kind=place.kind,
            parent=units.get(place.parent),
            area=place.area,
            cvr=place.cvr,
            ownership=place.ownership,
            since=since,
        )
    password = make_password(PASSWORD)
    for worker in WORKERS:
        user = User.objects.create(
            username=worker.username,
            name=worker.name,
            title=worker.title,
            password=password,
            email=f"{worker.username}@{HOUSE}",
        )
        for role, unit in worker.posts:
            assign_role(user=user, role=role, unit=units[unit], since=since)
    fill_register(day)


@transaction.atomic
def settle_town(day: date) -> None:
    """Let the days around `day` happen: one person is away with a substitute, one has left."""
    by_name = User.objects.in_bulk([ABSENT, SUBSTITUTE, LEAVER], field_name="username")
    appoint_substitute(
        absent=by_name[ABSENT],
        substitute=by_name[SUBSTITUTE],
        since=day - timedelta(days=3),
        until=day + timedelta(days=18),
        reason="Kursus",
    )
    left = day - timedelta(days=LEFT_DAYS_AGO)
    let_user_leave(user=by_name[LEAVER], on=left)
    release_everywhere(user=by_name[LEAVER], on=left)


@dataclass(frozen=True, slots=True)
class Summary:
    """What was built."""

    name: str
    day: date
    units: int
    people: int
    cases: int
    open_cases: int
    events: int
    password: str


def build(day: date) -> Summary:
    """Build the whole town as it stands on the day: deterministic, and every event lawful on its own day."""
    build_town(day)
    play_all(PLAYS, day)
    settle_town(day)
    lay_up(day)
    write_plans()
    send_out(day)
    write_letters(day)
    hold_meetings(day)
    match(day)
    refresh_due(day)
    meet(day)
    leave_looks(day)
    return Summary(
        MUNICIPALITY,
        day,
        Unit.objects.count(),
        User.objects.count(),
        Case.objects.count(),
        CaseSummary.objects.filter(is_open=True).count(),
        LedgerEvent.objects.count(),
        PASSWORD,
    )

"""BEKU's agenda with sixty cases against the floor, in a small town where one meeting is crowded."""

from __future__ import annotations

from django.core.management import call_command
from django.db import connection

from bench.pages import Page, Server, _queries, session_of
from bench.report import Row
from bench.town import DAY
from sagsgang.casework.models import Case, CaseSeat, CaseSummary, DocketItem
from sagsgang.meetings.beku.models import Meeting
from sagsgang.people.models import Person, User
from sagsgang.web.clock import set_exercise_day

CASES, BAR, MOST_QUERIES = 60, 8.0, 18
SECRETARY = "beku-1"


def measure() -> list[Row]:
    """The median of the agenda over that of the floor, with its queries; the town has been built in this process."""
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    set_exercise_day(DAY)
    meeting = crowd()
    user = User.objects.get(username=SECRETARY)
    floor = Page(f"gulv, {user.username}", user, "/gulv/", "gulv", None)
    page = Page(f"BEKU's dagsorden med {CASES} sager", user, f"/beku/moede/{meeting.pk}/", f"{CASES} sager", BAR)
    queries, cookies = _queries(page), {user.pk: session_of(user)}
    connection.close()
    with Server() as server:
        medians = server.ask([floor, page], cookies)
    ratio = medians[page.name] / medians[floor.name]
    more = {"median_ms": round(medians[page.name], 2), "floor_ms": round(medians[floor.name], 2), "queries": queries}
    holds = ratio <= BAR and queries <= MOST_QUERIES
    return [Row(f"{page.name} ({queries} forespørgsler)", ratio, "× gulvet", f"≤ {BAR:g} × gulvet", holds, more)]


def crowd() -> Meeting:
    """A meeting of the secretary's board with so many cases on it, copied from one that waits."""
    pattern = DocketItem.objects.filter(board__assignments__user__username=SECRETARY, waits=True).first()
    assert pattern is not None
    assert pattern.day is not None
    meeting = Meeting.objects.get(board=pattern.board_id, day=pattern.day)
    summary = CaseSummary.objects.get(case=pattern.case_id)
    there = DocketItem.objects.filter(board=pattern.board_id, day=pattern.day).count()
    for number in range(CASES - there):
        child = Person.objects.create(given_name="Opdigtet", family_name=f"Nummer{number}", birth_date=DAY)
        case = Case.objects.create(
            number=f"B-{number:05d}", child=child, procedure=pattern.case.procedure, opened_on=DAY
        )
        for row in (summary, pattern):
            row.pk, row._state.adding = None, True
            row.case_id = case.pk
            row.save(force_insert=True)
        CaseSeat.objects.create(case=case, unit_id=pattern.board_id, seat="beku")
    return meeting

"""Mit overblik: what waits on me, by when; what I wait for; my cases; and for a leader, the team."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sagsgang.casework import queries
from sagsgang.meetings.aftaleforum.queries import my_meetings
from sagsgang.outbox.queries import how_many_need
from sagsgang.web import clock
from sagsgang.web.pages.paging import Pages, asked_page, link_without_page
from sagsgang.web.request import viewer_of_request


@require_GET
def overblik(request: HttpRequest) -> HttpResponse:
    """Return the overview of the person who looks."""
    viewer = viewer_of_request(request)
    found = queries.overview(viewer, asked_page(request.GET))
    groups = [
        ("Overskredet", "over", found.overdue),
        ("I dag", "dag", found.today),
        ("Denne uge", "uge", found.this_week),
        ("Senere", "senere", found.later),
        ("Uden dato", "uden", found.undated),
    ]
    page = {
        "found": found,
        "groups": [group for group in groups if group[2]],
        "pages": Pages(found.page, found.pages, link_without_page(request.GET)),
        "meetings": my_meetings(viewer),
        "today": clock.today(request),
        "outgoing": how_many_need(viewer),
        "tab": "mit",
    }
    return render(request, "web/overblik.html", page)


@require_GET
def hold(request: HttpRequest) -> HttpResponse:
    """Return the tasks of the units the person leads."""
    tasks, count = queries.team_tasks(viewer_of_request(request), asked_page(request.GET))
    page = {
        "tasks": tasks,
        "pages": Pages(min(asked_page(request.GET), count), count, link_without_page(request.GET)),
        "today": clock.today(request),
        "tab": "hold",
    }
    return render(request, "web/overblik_hold.html", page)

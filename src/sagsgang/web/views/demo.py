"""The exercise clock of the demo town: it moves forward by a day, a week, a month, or to a date."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from sagsgang.casework.answers import UNREADABLE_DAY
from sagsgang.people.refusals import Refusal
from sagsgang.procedure.workdays import in_full, read_date, shift_months
from sagsgang.web import clock


@require_POST
def ryk_dato(request: HttpRequest) -> HttpResponse:
    """Move the exercise day forward and go back to the page it was asked from."""
    if not settings.DEMO:
        raise Http404
    to = _wanted(request.POST.get("ryk", ""), request.POST.get("til", ""), clock.today(request))
    if to is None:
        messages.error(request, UNREADABLE_DAY)
    else:
        try:
            clock.move_exercise_day(to)
            messages.success(request, f"Øvelsesdatoen er nu {in_full(to)}.")
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
    return redirect(_back(request))


def _wanted(jump: str, typed: str, today: date) -> date | None:
    if jump == "dag":
        return today + timedelta(days=1)
    if jump == "uge":
        return today + timedelta(weeks=1)
    if jump == "maaned":
        return shift_months(today, 1)
    return read_date(typed)


def _back(request: HttpRequest) -> str:
    path = request.POST.get("tilbage", "")
    if path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None):
        return path
    return "/"

"""How long one stays logged in: not past a time without a click, and not past a working day; warned before it ends."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.base import SessionBase
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from sagsgang.web.signing_in.strength import open_before_the_second_factor

BEGAN, SEEN = "session_began", "session_seen"
_STEP = 60  # seconds: a click is written down no more often than this, so that reading costs no writing


class SessionTime:
    """End a session whose time has run out, before anybody asks who is logged in; else note that it was used."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        session = request.session
        if SESSION_KEY in session:
            now = time.time()
            if seconds_left(session, now) <= 0:
                logout(request)
            elif request.path != reverse("tid_tilbage"):
                _note(session, now)
        return self.get_response(request)


def seconds_left(session: SessionBase, now: float) -> int:
    """Return after how many seconds the session ends if nothing more is clicked; 0 or less when it has ended."""
    began, seen = session.get(BEGAN, now), session.get(SEEN, now)
    idle = float(seen) + settings.SESSION_IDLE_LIMIT + _STEP - now  # the last click may be a step younger than noted
    whole = float(began) + settings.SESSION_COOKIE_AGE - now
    return int(min(idle, whole))


def _note(session: SessionBase, now: float) -> None:
    """Note that the session was used just now, unless that has been noted within the last step."""
    if BEGAN not in session:
        session[BEGAN] = now
    if now - float(session.get(SEEN, 0)) >= _STEP:
        session[SEEN] = now


@receiver(user_logged_in, dispatch_uid="sagsgang.session_time")
def _begins(*, request: HttpRequest, **_: Any) -> None:
    """A log-in begins a new time, also in a browser where somebody was logged in before."""
    session = getattr(request, "session", None)
    if session is not None:
        session[BEGAN] = session[SEEN] = time.time()


def session_page(request: HttpRequest) -> dict[str, int]:
    """Return what a page must know to warn in time: seconds left, and at how many it says so."""
    return {"left": seconds_left(request.session, time.time()), "warning": settings.SESSION_WARNING}


@login_not_required
@require_GET
def tid_tilbage(request: HttpRequest) -> JsonResponse:
    """Return how many seconds the session has left, without making it longer; 0 for somebody who is not logged in."""
    if not request.user.is_authenticated:
        return JsonResponse({"tilbage": 0})
    return JsonResponse({"tilbage": seconds_left(request.session, time.time())})


@open_before_the_second_factor
@require_POST
def forlaeng(request: HttpRequest) -> JsonResponse:
    """Note a click, and return how many seconds the session now has left."""
    request.session[SEEN] = time.time()
    return JsonResponse({"tilbage": seconds_left(request.session, time.time())})

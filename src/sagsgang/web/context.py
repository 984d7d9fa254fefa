"""What the frame of every page needs: the day, the user's roles, the edition of the procedure."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from sagsgang.casework.procedures import procedure
from sagsgang.web import clock
from sagsgang.web.signing_in.session_time import session_page
from sagsgang.web.signing_in.strength import is_halfway


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return day, demo switch, roles and edition; asks the database only for what a page shows."""
    user = getattr(request, "user", None)
    inside = user is not None and user.is_authenticated
    page: dict[str, Any] = {"demo": settings.DEMO, "today": lambda: clock.today(request)}
    if inside:
        page |= {"viewer": request.viewer, "procedure": procedure()}  # type: ignore[attr-defined]
        page |= {"halfway": is_halfway(request), "session": session_page(request)}
    return page

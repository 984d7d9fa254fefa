"""What a view asks of its request."""

from __future__ import annotations

from datetime import date
from typing import cast

from django.http import HttpRequest, QueryDict

from sagsgang.casework.access import Viewer
from sagsgang.people.models import User
from sagsgang.procedure.workdays import read_date


def viewer_of_request(request: HttpRequest) -> Viewer:
    """Return who looks: the user, the roles held today and those stood in for."""
    return cast(Viewer, request.viewer)  # type: ignore[attr-defined]


def user_of(request: HttpRequest) -> User:
    """Return the user who is logged in."""
    return cast(User, request.user)


def asked_day(query: QueryDict, name: str) -> date | None:
    """Return the day that was asked for, or None where none, or none that can be read, was."""
    return read_date(query.get(name, ""))

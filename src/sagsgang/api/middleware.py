"""Around every API request: log-in is asked for first, only JSON is read, and whatever refuses does so as a problem."""

from __future__ import annotations

import json
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from sagsgang.api.problems import MEDIA_TYPE, problem

PREFIX = "/api/"


class ProblemsOnly:
    """Answer for the API what the screens would answer with a page. Stands after authentication and before the rest.

    Nothing under the API is told to whoever is not logged in, not even which addresses there are.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PREFIX):
            return self.get_response(request)
        answer = self._barred(request) or self.get_response(request)
        if answer.status_code < 400 or answer.headers.get("Content-Type", "").startswith(MEDIA_TYPE):
            return answer
        told = problem(answer.status_code, **_said(answer))
        for name in ("Allow", "Cache-Control", "Retry-After"):
            if answer.has_header(name):
                told[name] = answer[name]
        return told

    def _barred(self, request: HttpRequest) -> HttpResponse | None:
        if settings.SECURE_SSL_REDIRECT and not request.is_secure():
            return problem(403)
        if not request.user.is_authenticated:
            return problem(401)
        if request.method == "POST":
            if _length(request) > (settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0):
                return problem(413)
            if request.content_type != "application/json":
                return problem(415)
        return None


def _said(answer: HttpResponse) -> dict[str, str]:
    """What the house said in JSON before it got here: nothing is shown while the log of looks cannot be written."""
    if not answer.headers.get("Content-Type", "").startswith("application/json"):
        return {}
    said = json.loads(answer.content)
    return {name: said[told] for name, told in (("sentence", "detail"), ("fault", "fault")) if said.get(told)}


def _length(request: HttpRequest) -> int:
    written = request.META.get("CONTENT_LENGTH") or "0"
    return int(written) if str(written).isdecimal() else 0

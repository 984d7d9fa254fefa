"""What happens around every page: who looks, what a refusal and a fault look like, what a long pause must not lose."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.utils.functional import SimpleLazyObject
from django_htmx.http import HttpResponseClientRedirect

from sagsgang.casework.access import viewer_of
from sagsgang.casework.scope import viewing
from sagsgang.people.refusals import Refusal
from sagsgang.sealing.keyring import SealRefusal
from sagsgang.web import clock, resuming
from sagsgang.web.refused import error_page, fault_page, refusal_page, sealed_page
from sagsgang.web.request import user_of

ONLY_A_BUTTON = "Adressen hører til en knap og kan ikke åbnes for sig. Gå til siden, hvor knappen står."
_faults = logging.getLogger("sagsgang.fejl")

GetResponse = Callable[[HttpRequest], HttpResponse]


class LoginWithoutLoss(LoginRequiredMiddleware):
    """Ask for log-in everywhere; what was typed in a form when the session ended is carried through the log-in."""

    def handle_no_permission(  # type: ignore[override]  # Django's own only ever redirects
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponse:
        """Return the log-in page: with the posted form in it, as a redirect, or told to htmx."""
        if request.method == "POST" and getattr(view_func, resuming.MARK, False):
            return resuming.ask_to_log_in(request)
        response: HttpResponse = super().handle_no_permission(request, view_func)
        if getattr(request, "htmx", False):
            return HttpResponseClientRedirect(response["Location"])
        return response


class HouseMiddleware:
    """Give each request its viewer; make refusals pages and faults findable."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = SimpleLazyObject(lambda: viewer_of(user_of(request), clock.today(request)))  # type: ignore[attr-defined]
        if _holds_a_null(request):
            return error_page(request, 400, "Adressen eller formularen indeholder et tegn, der ikke kan bruges.")
        with viewing(acting=request.method not in ("GET", "HEAD", "OPTIONS")) as scope:
            request.scope = scope  # type: ignore[attr-defined]
            response = self.get_response(request)
            if isinstance(response, HttpResponseNotAllowed) and request.method == "GET" and not response.content:
                page = error_page(request, 405, ONLY_A_BUTTON)
                page["Allow"] = response["Allow"]
                return page
            return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the page of a refusal, or of a fault with its number; what Django itself answers is left to it."""
        if isinstance(exception, Refusal):
            return refusal_page(request, exception)
        if isinstance(exception, SealRefusal):
            return sealed_page(request, exception)
        if isinstance(exception, Http404 | PermissionDenied | SuspiciousOperation | BadRequest):
            return None
        fault = secrets.token_hex(4).upper()
        where = request.resolver_match.view_name if request.resolver_match else "?"
        _faults.error("fejl %s i %s", fault, where, exc_info=exception)
        got_request_exception.send(sender=type(self), request=request)
        return fault_page(fault)


def _holds_a_null(request: HttpRequest) -> bool:
    """Whether address or form hold the one sign that no database takes; a file may hold it, and is not read here."""
    if "%00" in request.get_full_path():
        return True
    if request.method != "POST":
        return False
    if request.content_type == "multipart/form-data":
        return any("\0" in text for name, values in request.POST.lists() for text in (name, *map(str, values)))
    return b"%00" in request.body or b"\0" in request.body

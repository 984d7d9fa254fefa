"""Every request of a person becomes one look in the log, written before the answer leaves: no log, no answer.

The look is made of what the request's scope saw happen, never of what a page says of itself. It holds ids and marks:
no name, no number, no word that was typed; a reason that was typed stands beside it (see `sagsgang.record`).
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.functional import empty

from sagsgang.casework.scope import Noted, Scope
from sagsgang.people.models import User
from sagsgang.record.acts import Act, How, key_of, weightiest
from sagsgang.record.keys import mark, marks
from sagsgang.record.writing import Entry, append
from sagsgang.web import clock

_faults = logging.getLogger("sagsgang.fejl")
_DOOR = "_sagsgang_log_in"  # what the log-in did, kept on its request

NOT_ON_RECORD = frozenset({
    "web:haandbog", "web:haandbog_fase", "web:haandbog_trin", "web:haandbog_opslag", "web:roller",
    "api:openapi", "api:api-root", "tid_tilbage", "forlaeng",
})  # fmt: skip
"""Addresses that tell of the guidance, the API, the time left and the demo town's door, and nothing about anybody."""

UNWRITTEN = (
    "Alt, hvad der slås op, bliver skrevet i loggen. Det kan ikke lade sig gøre lige nu, og derfor vises siden ikke. "
    "Prøv igen om lidt. Var du ved at gemme noget, så se efter i sagen, om det er gemt, før du gemmer det igen."
)


class RecordMiddleware:
    """Write the look of each request; answer 503 where it cannot be written."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        try:
            entry = entry_of(request, response.status_code)
            if entry is not None:
                append(entry)
        except Exception as failure:  # whatever it is: what is not on record is not shown
            return _unwritten(request, failure)
        return response


def entry_of(request: HttpRequest, status: int) -> Entry | None:
    """Return the look of a request that was answered with that status; None for one that nobody need know of."""
    page = request.resolver_match.view_name if request.resolver_match else ""
    door = getattr(request, _DOOR, None)
    user = getattr(request, "user", None)
    inside = user is not None and user.is_authenticated
    if door is None and (not inside or page in NOT_ON_RECORD):
        return None
    scope: Scope = request.scope  # type: ignore[attr-defined]
    act, user_id, tried = door or ("", getattr(user, "pk", None), "")
    roles, unit_id = _acting(request) if inside else ("", None)
    return Entry(
        at=clock.now(request),
        act=act or _act(request, scope, status),
        user_id=user_id,
        roles=roles,
        unit_id=unit_id,
        cause=next(iter(scope.opened.values()), "") if len(scope.opened) == 1 else "",
        page=page,
        task=_task(request, status),
        criterion=tried or _criterion(request, scope, status),
        reason=" / ".join(dict.fromkeys(noted.why for noted in scope.acts if noted.why)),
        cases=_cases(scope),
    )


def _act(request: HttpRequest, scope: Scope, status: int) -> str:
    acts = {key_of(noted.act) for noted in scope.acts}
    if scope.denials or status in (403, 404):
        acts.add(Act.AFVIST)
    if scope.searches:
        acts.add(Act.SOEGT)
    elif request.method not in ("GET", "HEAD", "OPTIONS") and status < 400 and not scope.listed:
        acts.add(Act.AENDRET)
    if scope.opened:
        acts.add(Act.LAEST)
    if scope.listed:
        acts.add(Act.LISTE)
    return weightiest(acts)


def _cases(scope: Scope) -> dict[int, str]:
    """The cases the request touched; the strongest way counts: refused, opened, shown."""
    touched: dict[int, str] = dict.fromkeys(scope.listed, How.LISTED.value)
    touched |= dict.fromkeys(_of(scope.acts), How.OPENED.value)
    touched |= dict.fromkeys(scope.opened, How.OPENED.value)
    touched |= dict.fromkeys(_of(scope.denials), How.DENIED.value)
    return touched


def _of(noted: Iterable[Noted]) -> list[int]:
    return [each.case_id for each in noted if each.case_id is not None]


def _acting(request: HttpRequest) -> tuple[str, int | None]:
    """The roles of who looks and the unit of the first; nothing where the page had no use for them."""
    viewer: Any = request.viewer  # type: ignore[attr-defined]
    if getattr(viewer, "_wrapped", None) is empty:
        return "", None
    roles = " ".join(dict.fromkeys(held.role.key for held in viewer.roles))
    return roles, viewer.roles[0].unit_id if viewer.roles else None


def _task(request: HttpRequest, status: int) -> str:
    """The step at hand; of a page that was refused nothing, since its address may hold what anybody typed."""
    return str(request.resolver_match.kwargs.get("step", "")) if request.resolver_match and status < 400 else ""


def _criterion(request: HttpRequest, scope: Scope, status: int) -> str:
    """What was searched for, or the case that was asked for in vain, as marks."""
    told = [f"{what}: {marks(words)}" for what, words in scope.searches if words]
    if request.resolver_match and (status in (403, 404) or scope.denials):
        number = request.resolver_match.kwargs.get("number")
        told += [f"sagsnummer: {mark(str(number))}"] if number else []
    return ", ".join(told)


def _unwritten(request: HttpRequest, failure: Exception) -> HttpResponse:
    """The page that says why there is no page; it asks no database."""
    fault = secrets.token_hex(4).upper()
    _faults.error("fejl %s: opslaget kunne ikke skrives (%s)", fault, type(failure).__name__)
    if request.path.startswith("/api/"):
        return JsonResponse({"detail": UNWRITTEN, "fault": fault}, status=503)
    page = {"title": "Siden kan ikke vises lige nu", "sentence": UNWRITTEN, "fault": fault}
    return HttpResponse(render_to_string("web/fejl.html", page), status=503)


@receiver(user_logged_in, dispatch_uid="sagsgang.opslag.log_ind")
def _came_in(*, request: HttpRequest | None, user: User, **_: Any) -> None:
    if request is not None:
        setattr(request, _DOOR, (Act.LOG_IND.value, user.pk, ""))


@receiver(user_logged_out, dispatch_uid="sagsgang.opslag.log_ud")
def _went_out(*, request: HttpRequest | None, user: User | None, **_: Any) -> None:
    if request is not None and user is not None:
        setattr(request, _DOOR, (Act.LOG_UD.value, user.pk, ""))


@receiver(user_login_failed, dispatch_uid="sagsgang.opslag.log_ind_afvist")
def _stayed_out(*, credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    if request is not None:
        name = str(credentials.get("username") or credentials.get("email") or "")
        setattr(request, _DOOR, (Act.LOG_IND_AFVIST.value, None, f"bruger: {mark(name)}" if name else ""))

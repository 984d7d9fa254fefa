"""Who one is, asked again before what weighs most: by password, code, passkey or the log-in of the municipality.

A view says `@recently_authenticated`. Whoever has not proved lately who they are gets a page at the same address; its
form carries what was typed, so the same click proves it and sends the form on. Nothing is stored meanwhile.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from allauth.account.forms import ReauthenticateForm as PasswordForm
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.account.signals import user_logged_in
from allauth.core.exceptions import ReauthenticationRequired
from allauth.core.ratelimit import consume
from allauth.mfa.base.forms import ReauthenticateForm as CodeForm
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django.conf import settings
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_variables
from django_htmx.http import HttpResponseClientRedirect

from sagsgang.people.models import User
from sagsgang.web.request import user_of
from sagsgang.web.signing_in import wording
from sagsgang.web.signing_in.forms import ConfirmByKey
from sagsgang.web.signing_in.houses import house_of

View = TypeVar("View", bound=Callable[..., HttpResponse])

ASKED = "bekraeft_metode"
"""Tells that a form comes from the page that asks, and by which method the request came that was asked about."""
PASSKEY, CODE, PASSWORD = "bekraeft_noegle", "bekraeft_kode", "bekraeft_adgangskode"
OURS = frozenset({ASKED, PASSKEY, CODE, PASSWORD})
_PROVED_BY = ("password", "mfa", "house")

WRONG = {
    PASSWORD: wording.WRONG_PASSWORD,
    CODE: wording.WRONG_CODE,
    PASSKEY: wording.WRONG_KEY,
}
BEFORE = {
    "oekonomi_csv": "henter tallene som en fil",
    "statistik_csv": "henter tallene som en fil",
    "opslag_indsigt_pdf": "henter listen over opslag",
    "udlevering": "henter det, der er udleveret",
    "giv": "udleverer akter",
    "noedadgang": "åbner en sag med nødadgang",
}
"""What is confirmed, by the name of the address; the page names no other."""
NOTHING = "Der mangler noget, der viser, hvem du er."


def recently_authenticated(view: View) -> View:
    """Ask who one is before the view answers, unless that was proved in the last minutes (SAGSGANG_RECENT_MINUTES).

    For views that a person opens or sends a form to; a JSON request is answered 401 with a code instead.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_recent(request):
            return ask_again(request)
        return view(request, *args, **kwargs)

    return guarded  # type: ignore[return-value]  # the same signature


def is_recent(request: HttpRequest) -> bool:
    """Say whether the user has proved who they are in this session within the last minutes."""
    if not request.user.is_authenticated:
        return False
    since = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    records = get_authentication_records(request, user_of(request))
    return any(record.get("method") in _PROVED_BY and float(record["at"]) > since for record in records)


def note_other_house(request: HttpRequest, at: float) -> None:
    """Note that another house has asked who the user is, at that moment (seconds since 1970)."""
    record_authentication(request, user_of(request), "house", at=min(at, time.time()))


@receiver(user_logged_in, dispatch_uid="sagsgang.confirming")
def _asked_by_other_house(*, request: HttpRequest, sociallogin: Any = None, **_: Any) -> None:
    """A log-in from another house counts from when it asked the person, which may be hours ago."""
    at = getattr(getattr(sociallogin, "told", None), "asked_at", None)
    if at is not None:
        note_other_house(request, at)


class Confirming:
    """Take in what the page that asks sends back, and let the request go on as it was before it was asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., object], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Return the page that asks again, the way back to a page, or None where a carried form may go on."""
        if request.method != "POST" or ASKED not in request.POST or not request.user.is_authenticated:
            return None
        wrong = _try(request)
        if wrong:
            return ask_again(request, wrong)
        if request.POST[ASKED] == "GET":
            return HttpResponseRedirect(request.get_full_path())
        kept = request.POST.copy()
        for name in OURS:
            kept.pop(name, None)
        request.POST = kept  # type: ignore[assignment]  # a QueryDict that may be changed; nobody does
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the page that asks, where the library wants it asked."""
        return ask_again(request) if isinstance(exception, ReauthenticationRequired) else None


def ask_again(request: HttpRequest, wrong: str = "") -> HttpResponse:
    """Return the page that asks who one is, with what was typed in it (401)."""
    if request.headers.get("Accept") == "application/json" or request.content_type == "application/json":
        return JsonResponse({"code": "bekraeft"}, status=401)
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(request.get_full_path())
    ways = _ways(request)
    again = "POST" if (request.POST.get(ASKED) or request.method) == "POST" else "GET"
    page = {
        "path": request.get_full_path(),
        "method": again,
        "fields": _carried(request) if again == "POST" else [],
        "files": bool(request.FILES),
        "wrong": wrong,
        "before": BEFORE.get(request.resolver_match.url_name or "" if request.resolver_match else "", ""),
        "ways": ways,
        "house": house_of(request),
        "passkey": begin_authentication(user_of(request)) if PASSKEY in ways else None,
        "demo_password": settings.DEMO_PASSWORD if settings.DEMO and PASSWORD in ways else "",
    }
    return render(request, "web/konto/bekraeft.html", page, status=401)


def _carried(request: HttpRequest) -> list[tuple[str, str]]:
    never = OURS | {"csrfmiddlewaretoken"}
    return [(name, str(each)) for name, values in request.POST.lists() if name not in never for each in values]


def _ways(request: HttpRequest) -> tuple[str, ...]:
    """How this user can prove who they are here; two queries at most."""
    user = user_of(request)
    by_code = is_mfa_enabled(user, types=(Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES))
    by_passkey = is_mfa_enabled(user, types=(Authenticator.Type.WEBAUTHN,))
    found = {PASSWORD: user.has_usable_password(), CODE: by_code, PASSKEY: by_passkey}
    return tuple(way for way, there in found.items() if there)


@sensitive_variables()
def _try(request: HttpRequest) -> str:
    """Return "" when the user has proved who they are, else the sentence that says why not."""
    user, ways = user_of(request), _ways(request)
    way = next((each for each in (PASSKEY, CODE, PASSWORD) if each in ways and request.POST.get(each)), "")
    if not way:
        return "" if is_recent(request) else NOTHING
    if not consume(request, action="reauthenticate", user=user):
        return wording.TOO_MANY
    form = _form(way, user, request.POST[way])
    if not form.is_valid():
        codes = {error.code for errors in form.errors.as_data().values() for error in errors}
        return wording.TOO_MANY if "too_many_login_attempts" in codes else WRONG[way]
    if way == PASSWORD:
        reauthenticate_by_password(request)
    else:
        form.save()
    return ""


def _form(way: str, user: User, typed: str) -> PasswordForm | CodeForm | ConfirmByKey:
    """The library's form for one way of proving it, filled in."""
    if way == PASSWORD:
        return PasswordForm({"password": typed}, user=user)
    if way == CODE:
        return CodeForm({"code": typed}, user=user)
    return ConfirmByKey({"credential": typed}, user=user)

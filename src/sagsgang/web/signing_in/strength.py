"""The second factor: which sessions have shown one, and that a session without one reaches nothing else in earnest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from allauth.account.signals import user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_used
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.base_user import AbstractBaseUser
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from sagsgang.web.refused import error_page
from sagsgang.web.request import user_of

View = TypeVar("View", bound=Callable[..., object])

SHOWN = "second_factor_shown_by"
OPEN = "open_before_the_second_factor"
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def open_before_the_second_factor(view: View) -> View:
    """Mark a view that somebody who must set up a second factor may reach: the setting up itself, and log-out."""
    setattr(view, OPEN, True)
    return view


def is_strong(request: HttpRequest) -> bool:
    """Say whether the user of this session has shown two factors in it, or come with them from another house."""
    return bool(request.session.get(SHOWN) == request.user.pk)


def is_halfway(request: HttpRequest) -> bool:
    """Say whether somebody is logged in here without the second factor that the house demands."""
    return settings.SECOND_FACTOR_REQUIRED and request.user.is_authenticated and not is_strong(request)


def has_second_factor(user: AbstractBaseUser) -> bool:
    """Say whether the user has an authenticator app or a passkey; recovery codes alone are none. One query."""
    return bool(is_mfa_enabled(user, types=FACTORS))


class SecondFactor:
    """Lead whoever is logged in by a password alone to set up a second factor, and let them reach nothing else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., object], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Return where to go instead, or None where the view may answer."""
        if not getattr(view, "login_required", True) or not is_halfway(request):
            return None
        if has_second_factor(user_of(request)):
            logout(request)  # it was set up elsewhere meanwhile: this session has to show it as well
            return redirect(settings.LOGIN_URL)
        if getattr(view, OPEN, False):
            return None
        if request.method == "GET" and not request.path.startswith("/api/"):
            return redirect("mfa_index")
        return error_page(request, 403, "Opret først en ekstra sikkerhed til dit log-in under Konto.")


def shown(request: HttpRequest, user: AbstractBaseUser) -> None:
    """Note that the user has shown a second factor in this session."""
    request.session[SHOWN] = user.pk


@receiver(authenticator_used, dispatch_uid="sagsgang.strength.used")
def _used(*, request: HttpRequest, user: AbstractBaseUser, **_: Any) -> None:
    """A code, a passkey or a recovery code was taken."""
    shown(request, user)


@receiver(user_logged_in, dispatch_uid="sagsgang.strength.from_outside")
def _from_outside(*, request: HttpRequest, user: AbstractBaseUser, sociallogin: Any = None, **_: Any) -> None:
    """Note that another house vouches for two factors."""
    told = getattr(sociallogin, "told", None)  # gone where our own second factor was asked for on the way
    if told is not None and told.assured:
        shown(request, user)

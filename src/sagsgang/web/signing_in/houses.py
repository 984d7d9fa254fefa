"""The other houses that may say who somebody is, as the environment names them, and who is known by which."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from sagsgang.people.models import User
from sagsgang.web.request import user_of

log = logging.getLogger("sagsgang.log_ind")

_ROUTES = {"openid_connect": ("openid_connect_login", "provider_id"), "saml": ("saml_login", "client_id")}


@dataclass(frozen=True, slots=True)
class House:
    """A house that is asked who somebody is."""

    key: str
    name: str
    address: str

    @property
    def again(self) -> str:
        """The address that has the house ask anew, also of somebody it knows already."""
        return f"{self.address}?{urlencode({'process': 'redirect', 'next': reverse('bekraeftet')})}"

    @property
    def aside(self) -> str:
        """The address of a log-in in a window of its own, while a form waits in this one."""
        return f"{self.address}?{urlencode({'next': reverse('bekraeftet')})}"


@dataclass(frozen=True, slots=True)
class Told:
    """What another house has said of somebody who logged in there."""

    username: str
    assured: bool
    """Whether it vouches for two factors."""
    asked_at: float | None = None
    """When it asked the person, in seconds since 1970; None where it does not say."""
    too_weak: bool = False
    privileges: tuple[str, ...] | None = None
    """The privileges as they came, one base64 text for each value; None where roles are not taken from there."""


def houses() -> list[House]:
    """Return the houses that the environment names."""
    found = []
    providers: dict[str, dict[str, Any]] = settings.SOCIALACCOUNT_PROVIDERS
    for provider, kept in providers.items():
        route, argument = _ROUTES[provider]
        for app in kept["APPS"]:
            found.append(House(app["provider_id"], app["name"], reverse(route, args=[app[argument]])))
    return found


def house_of(request: HttpRequest) -> House | None:
    """Return the house that the user is known by, or None; one query where any house is named."""
    offered = {house.key: house for house in houses()}
    if not offered:
        return None
    known = SocialAccount.objects.filter(user_id=user_of(request).pk, provider__in=offered)
    key = known.values_list("provider", flat=True).first()
    return offered[key] if key else None


def bind(account: Any, username: str) -> User | None:
    """Return the user whom the subject is from now on: the one of that name, if nobody else has come as that user.

    None for a name that nobody has, and for one that another subject of the same house is bound to already.
    """
    user = User.objects.filter(username=User.normalize_username(username)).first() if username else None
    if user is None:
        log.warning("afvist: %s kender nogen, vi ikke kender", account.provider)
        return None
    if SocialAccount.objects.filter(user=user, provider=account.provider).exists():
        log.warning("afvist: bruger %s er knyttet til en anden hos %s", user.pk, account.provider)
        return None
    account.user = user
    account.save()
    log.info("bruger %s knyttet til %s", user.pk, account.provider)
    return user

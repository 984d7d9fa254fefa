"""SAML as Context Handler speaks it: signed assertions, NSIS level, privileges; nothing else of the person is kept."""

from __future__ import annotations

import logging
from datetime import date, datetime
from typing import Any

from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.saml.provider import SAMLProvider
from allauth.socialaccount.providers.saml.utils import build_auth
from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from lxml import etree

from sagsgang.casework.procedures import procedure
from sagsgang.people.commands import hold_exactly
from sagsgang.people.models import Unit, User
from sagsgang.web.signing_in.houses import Told
from sagsgang.web.signing_in.privileges import House, Unreadable, granted, parse

_log = logging.getLogger("sagsgang.log_ind")

LEVEL = "https://data.gov.dk/concept/core/nsis/loa"
ENOUGH = {"Substantial", "High"}
PRIVILEGES = (
    "https://data.gov.dk/model/core/eid/privilegesIntermediate",  # OIOSAML 3
    "dk:gov:saml:attribute:Privileges_intermediate",  # OIOSAML 2
)


class HouseSAML(SAMLProvider):
    """The identity provider that SAGSGANG_SAML_IDP names."""

    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None, data: Any = None, **kwargs: Any
    ) -> HttpResponseRedirect:
        """Send the browser there; to confirm who one is, the provider must ask anew."""
        auth = build_auth(request, self)
        to = auth.login(return_to="", force_authn=process == AuthProcess.REDIRECT)
        self.stash_redirect_state(request, process, next_url, data, state_id=auth.get_last_request_id(), **kwargs)
        return HttpResponseRedirect(to)

    def extract_extra_data(self, data: Any) -> dict[str, Any]:
        """Return nothing: what the provider tells of a person is not kept."""
        return {}

    def extract_common_fields(self, data: Any) -> dict[str, Any]:
        """Return nothing: users are made by the house, not by a log-in."""
        return {}

    def sociallogin_from_response(self, request: HttpRequest, response: Any) -> SocialLogin:
        """Return the log-in with what the assertion told."""
        login = super().sociallogin_from_response(request, response)
        attributes: dict[str, list[str]] = response.get_attributes()
        named = attributes.get(self.app.settings["username_attribute"]) or [response.get_nameid() or ""]
        strong = any(value in ENOUGH for value in attributes.get(LEVEL, []))
        login.told = Told(
            username=named[0],
            assured=strong,
            asked_at=_asked_at(response),
            too_weak=not strong,
            privileges=tuple(value for name in PRIVILEGES for value in attributes.get(name, [])),
        )
        return login


def follow(user: User, privileges: tuple[str, ...], today: date) -> None:
    """Let the user hold, from today, exactly the roles in units that the privileges grant (law.md 7.2).

    Does nothing in a house where roles are given by hand (no SAGSGANG_SAML_ROLES). Privileges that cannot be read
    grant nothing: then the roles end. The log tells numbers and kinds, never who.
    """
    if not settings.SAML_ROLES:
        return
    house = House(settings.SAML_CVR, settings.SAML_ROLES, frozenset(procedure().role_by_key))
    roles: set[tuple[str, Unit]] = set()
    for encoded in privileges:
        try:
            gives = granted(parse(encoded), house)
        except Unreadable as unreadable:
            _log.warning("privilegier til bruger %s kan ikke læses: %s", user.pk, unreadable)
            continue
        for reason in sorted(set(gives.ignored)):
            _log.warning("privilegium til bruger %s giver intet: %s", user.pk, reason)
        units = {unit.uuid: unit for unit in Unit.objects.on(today).filter(uuid__in={uuid for _, uuid in gives.roles})}
        if len(units) < len({uuid for _, uuid in gives.roles}):
            _log.warning("privilegium til bruger %s giver intet: ukendt organisationsenhed", user.pk)
        roles |= {(role, units[uuid]) for role, uuid in gives.roles if uuid in units}
    change = hold_exactly(user=user, roles=frozenset(roles), on=today)
    if change.ended or change.begun:
        _log.info("roller for bruger %s: %s ophørt, %s begyndt", user.pk, len(change.ended), len(change.begun))


def _asked_at(auth: Any) -> float | None:
    """When the provider asked the person (AuthnInstant), in seconds since 1970; None where it does not say."""
    root = etree.fromstring(auth.get_last_response_xml().encode(), etree.XMLParser(resolve_entities=False))
    said = root.xpath("/*/*[local-name()='Assertion']/*[local-name()='AuthnStatement']/@AuthnInstant")  # the signed one
    try:
        return datetime.fromisoformat(str(said[0])).timestamp() if said else None
    except ValueError:
        return None

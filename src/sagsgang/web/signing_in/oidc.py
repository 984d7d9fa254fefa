"""OpenID Connect as the house uses it: code and PKCE, nothing from the browser, and nothing kept of what it tells."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from sagsgang.web.signing_in.houses import Told


class HouseOpenID(OpenIDConnectProvider):
    """The provider that SAGSGANG_OIDC_URL names."""

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, str]:
        """Return what we ask with; an address cannot add to it."""
        return self.get_auth_params()

    def get_auth_params(self) -> dict[str, str]:
        """Return what we ask with: for the levels that vouch for two factors, where the house names any."""
        wanted = self.app.settings["acr_values"]
        return {"acr_values": " ".join(wanted)} if wanted else {}

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:
        """Return what we ask for; an address cannot add to it."""
        return list(self.get_scope())

    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None, data: Any = None, **kwargs: Any
    ) -> HttpResponseBase:
        """Send the browser there; to confirm who one is, the provider must ask anew and say when it did."""
        if process == AuthProcess.REDIRECT:
            kwargs["auth_params"] = {**self.get_auth_params(), "prompt": "login", "max_age": "0"}
        answer: HttpResponseBase = super().redirect(request, process, next_url=next_url, data=data, **kwargs)
        return answer

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Return nothing: what the provider tells of a person is not kept."""
        return {}

    def sociallogin_from_response(self, request: HttpRequest, response: dict[str, Any]) -> SocialLogin:
        """Return the log-in with what was told; refused where the two answers are of different subjects."""
        token, info = response.get("id_token"), response.get("userinfo")
        if not token or (info and info.get("sub") != token.get("sub")):
            raise PermissionDenied
        login = super().sociallogin_from_response(request, response)
        login.told = self._told(token, info or token)
        return login

    def _told(self, token: dict[str, Any], info: dict[str, Any]) -> Told:
        ours = self.app.settings
        at = token.get("auth_time")
        assured = token.get("acr") in ours["acr_values"] or "mfa" in (token.get("amr") or ())
        return Told(
            username=str(info.get(ours["username_claim"]) or ""),
            assured=bool(assured),
            asked_at=float(at) if isinstance(at, int | float) else None,
        )

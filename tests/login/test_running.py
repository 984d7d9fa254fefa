"""What those who run the house meet: settings that say what is missing, and a command for a lost telephone."""

import runpy
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.management.commands import changepassword
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from requests import PreparedRequest, Response, TooManyRedirects
from requests.adapters import BaseAdapter

from sagsgang.config import signing_in
from sagsgang.people.models import User
from sagsgang.web.signing_in.adapters import OtherHouses
from tests.login.conftest import LogIn
from tests.web.town import Town

AppOf = Callable[[str], Callable[[], str]]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, Any]]:
    """The settings of a house in that environment."""

    def reading(**variables: str) -> dict[str, Any]:
        monkeypatch.setenv("SAGSGANG_DEMO", "0")
        for name, value in variables.items():
            monkeypatch.setenv(f"SAGSGANG_{name}", value)
        return runpy.run_path(str(signing_in.__file__))

    return reading


Read = Callable[..., dict[str, Any]]


class TestSettings:
    def test_in_earnest_a_second_factor_is_demanded_and_one_proxy_stands_in_front(self, read: Read) -> None:
        found = read()
        assert found["SECOND_FACTOR_REQUIRED"] is True
        assert found["ALLAUTH_TRUSTED_PROXY_COUNT"] == 1
        assert [each["APPS"] for each in found["SOCIALACCOUNT_PROVIDERS"].values()] == [[], []]

    def test_times_are_told_in_minutes_and_hours(self, read: Read) -> None:
        found = read(IDLE_MINUTES="20", SESSION_HOURS="8", RECENT_MINUTES="2")
        times = ("SESSION_IDLE_LIMIT", "SESSION_COOKIE_AGE", "ACCOUNT_REAUTHENTICATION_TIMEOUT")
        assert [found[name] for name in times] == [20 * 60, 8 * 3600, 2 * 60]

    def test_what_is_no_number_is_refused(self, read: Read) -> None:
        with pytest.raises(ImproperlyConfigured, match="SAGSGANG_IDLE_MINUTES skal være et helt tal"):
            read(IDLE_MINUTES="længe")

    def test_a_provider_without_its_secret_is_refused(self, read: Read) -> None:
        with pytest.raises(ImproperlyConfigured, match="SAGSGANG_OIDC_SECRET mangler"):
            read(OIDC_URL="https://idp.example", OIDC_CLIENT="sagsgang")

    @pytest.mark.parametrize("where", ["http://idp.example", "http://localhost.example", "ftp://idp.example"])
    def test_a_provider_that_is_asked_in_the_open_is_refused(self, read: Read, where: str) -> None:
        with pytest.raises(ImproperlyConfigured, match="SAGSGANG_OIDC_URL skal begynde med https"):
            read(OIDC_URL=where, OIDC_CLIENT="sagsgang", OIDC_SECRET="x")
        with pytest.raises(ImproperlyConfigured, match="SAGSGANG_SAML_URL skal begynde med https"):
            read(OIDC_URL="", SAML_IDP="https://ch.example/", SAML_URL=where, SAML_CERT=__file__)

    def test_no_provider_sends_us_on_to_another(self) -> None:
        class Elsewhere(BaseAdapter):
            def send(self, request: PreparedRequest, *args: Any, **more: Any) -> Response:  # type: ignore[override]
                answer = Response()
                answer.status_code, answer.request, answer.url = 302, request, str(request.url)
                answer.headers["Location"], answer.raw = "https://andre.example/", BytesIO()
                return answer

            def close(self) -> None:
                """Nothing is open."""

        asking = OtherHouses().get_requests_session()
        asking.mount("https://", Elsewhere())
        with pytest.raises(TooManyRedirects):
            asking.get("https://idp.example/.well-known/openid-configuration")

    def test_openid_uses_proof_keys_and_asks_for_no_more_than_the_subject(self, read: Read) -> None:
        found = read(OIDC_URL="https://idp.example", OIDC_CLIENT="sagsgang", OIDC_SECRET="x", OIDC_ACR="a,b")
        [app] = found["SOCIALACCOUNT_PROVIDERS"]["openid_connect"]["APPS"]
        assert app["settings"]["oauth_pkce_enabled"] is True
        assert app["settings"]["scope"] == ["openid"]
        assert app["settings"]["acr_values"] == ["a", "b"]

    def test_saml_without_its_certificate_is_refused(self, read: Read, tmp_path: Path) -> None:
        named = {"SAML_IDP": "https://ch.example/", "SAML_URL": "https://ch.example/sso"}
        with pytest.raises(ImproperlyConfigured, match="SAGSGANG_SAML_CERT mangler"):
            read(**named)
        with pytest.raises(ImproperlyConfigured, match="ikke kan læses"):
            read(**named, SAML_CERT=str(tmp_path / "findes-ikke"))

    def test_saml_is_signed_both_ways_where_we_have_a_key(self, read: Read, tmp_path: Path) -> None:
        for name in ("cert", "key", "own"):
            (tmp_path / name).write_text(name, encoding="utf-8")
        found = read(
            SAML_IDP="https://ch.example/", SAML_URL="https://ch.example/sso", SAML_CERT=str(tmp_path / "cert"),
            SAML_KEY=str(tmp_path / "key"), SAML_OWN_CERT=str(tmp_path / "own"),
        )  # fmt: skip
        [app] = found["SOCIALACCOUNT_PROVIDERS"]["saml"]["APPS"]
        how = app["settings"]["advanced"]
        wanted = (
            "want_assertion_signed",
            "want_assertion_encrypted",
            "authn_request_signed",
            "reject_idp_initiated_sso",
        )
        assert all(how[name] for name in wanted)

    def test_roles_from_outside_are_bound_to_our_own_number(self, read: Read) -> None:
        with pytest.raises(ImproperlyConfigured, match="SAGSGANG_SAML_CVR mangler"):
            read(SAML_ROLES="http://sagsgang.example/roles/usersystemrole/")


class TestLostTelephone:
    def test_every_factor_goes_and_every_session_ends(self, town: Town, logged_in: LogIn, app_of: AppOf) -> None:
        rikke, karen = logged_in("rikke"), logged_in("karen")
        app_of("rikke")
        app_of("karen")
        SocialAccount.objects.create(user=town.users["rikke"], provider="kommunen", uid="1")
        said = StringIO()
        call_command("reset_log_in", "Rikke", stdout=said)
        assert "1 faktorer fjernet, 1 sessioner afsluttet" in said.getvalue()
        assert rikke.get("/").status_code == 302
        assert karen.get("/").status_code == 200
        assert list(Authenticator.objects.values_list("user__username", flat=True)) == ["karen"]
        assert SocialAccount.objects.exists()

    def test_the_tie_to_the_municipality_goes_where_that_is_asked(self, town: Town) -> None:
        SocialAccount.objects.create(user=town.users["rikke"], provider="kommunen", uid="1")
        call_command("reset_log_in", "rikke", "--kommunen", stdout=StringIO())
        assert not SocialAccount.objects.exists()

    def test_a_forgotten_password_is_set_anew_and_the_factors_stay(
        self, town: Town, logged_in: LogIn, app_of: AppOf, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        client = logged_in("rikke")
        app_of("rikke")
        monkeypatch.setattr(changepassword.Command, "_get_pass", lambda *_, **__: "en-helt-anden-kode")
        call_command("changepassword", "rikke", stdout=StringIO())
        assert User.objects.get(username="rikke").check_password("en-helt-anden-kode")
        assert Authenticator.objects.filter(user=town.users["rikke"]).exists()
        assert client.get("/").status_code == 302

    def test_nobody_is_nobody(self, db: None) -> None:
        with pytest.raises(CommandError):
            call_command("reset_log_in", "ukendt")

"""The second factor: demanded in earnest, asked for at log-in, never lost, never bypassed."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings as house
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from sagsgang.casework.models import LedgerEvent
from sagsgang.web.signing_in.strength import OPEN
from tests.login.conftest import LogIn, code_of
from tests.web.town import PASSWORD, Town, form_of

AppOf = Callable[[str], Callable[[], str]]
PASSED = {"username": "rikke", "password": PASSWORD}


def without_arguments(resolver: URLResolver, before: str = "/") -> dict[str, Any]:
    """Address and view of every page of the house that needs no argument."""
    found: dict[str, Any] = {}
    for each in resolver.url_patterns:
        address = before + str(each.pattern)
        if isinstance(each, URLResolver):
            found |= without_arguments(each, address)
        elif isinstance(each, URLPattern) and not each.pattern.regex.groups:
            found[address] = each.callback
    return found


class TestDemanded:
    def test_a_password_alone_reaches_nothing_but_the_setting_up(self, logged_in: LogIn, earnest: Any) -> None:
        client = logged_in()
        for address, view in without_arguments(get_resolver()).items():
            if not getattr(view, "login_required", True) or getattr(view, OPEN, False):
                continue
            answer = client.get(address)
            led = answer.headers.get("Location") == "/konto/"
            assert led or (address.startswith("/api/") and answer.status_code == 403), address
            assert client.post(address).status_code in (403, 415), address  # 415: the API takes no forms

    def test_only_account_and_log_out_are_open_before_it(self) -> None:
        pages = without_arguments(get_resolver())
        opened = {address for address, view in pages.items() if getattr(view, OPEN, False)}
        assert opened == {
            "/log-ud/",
            "/konto/",
            "/konto/adgangskode/",
            "/konto/app/",
            "/konto/noegle/",
            "/konto/bekraeftet/",
            "/konto/forlaeng/",
        }

    def test_the_page_says_what_to_do_and_shows_no_way_past(self, logged_in: LogIn, earnest: Any) -> None:
        page = logged_in().get("/konto/").content.decode()
        assert "Opret en ekstra sikkerhed" in page
        assert "Hovedmenu" not in page

    def test_in_the_demo_a_password_will_do(self, logged_in: LogIn) -> None:
        assert logged_in().get("/").status_code == 200

    def test_it_is_demanded_unless_this_is_the_demo(self) -> None:
        assert house.SECOND_FACTOR_REQUIRED is not house.DEMO


class TestApp:
    def test_is_set_up_with_a_first_code_and_gives_recovery_codes_once(self, logged_in: LogIn, earnest: Any) -> None:
        client = logged_in()
        secret = client.get("/konto/app/").context["secret"]
        assert client.post("/konto/app/", {"code": "000000"}).status_code == 422
        answer = client.post("/konto/app/", {"code": code_of(secret)})
        assert answer["Location"] == "/konto/noedkoder/"
        first, second = client.get("/konto/noedkoder/"), client.get("/konto/noedkoder/")
        assert len(first.context["unused_codes"]) == 10
        assert "vises ikke igen" in second.content.decode()
        assert first.context["unused_codes"][0] not in second.content.decode()
        assert client.get("/").status_code == 200

    def test_its_secret_is_sealed_in_the_database(self, logged_in: LogIn, earnest: Any) -> None:
        client = logged_in()
        secret = client.get("/konto/app/").context["secret"].replace(" ", "")
        client.post("/konto/app/", {"code": code_of(secret)})
        kept = [json.dumps(each) for each in Authenticator.objects.values_list("data", flat=True)]
        assert len(kept) == 2
        assert secret not in "".join(kept)

    def test_the_square_is_drawn_and_nothing_is_loaded(self, logged_in: LogIn) -> None:
        page = logged_in().get("/konto/app/").content.decode()
        assert "<svg" in page
        assert "data:image" not in page


class TestLogIn:
    def test_the_password_leads_to_the_code_and_the_code_in(
        self, town: Town, app_of: AppOf, client: Client, earnest: Any
    ) -> None:
        shown = app_of("rikke")
        assert client.post("/log-ind/", PASSED)["Location"] == "/log-ind/anden-faktor/"
        assert client.get("/").status_code == 302
        assert client.post("/log-ind/anden-faktor/", {"code": "000000"}).status_code == 422
        assert client.post("/log-ind/anden-faktor/", {"code": shown()}).status_code == 302
        assert client.get("/").status_code == 200

    def test_a_code_counts_once(self, town: Town, app_of: AppOf, earnest: Any) -> None:
        code = app_of("rikke")()
        for expected in (302, 422):
            client = Client()
            client.post("/log-ind/", PASSED)
            assert client.post("/log-ind/anden-faktor/", {"code": code}).status_code == expected

    def test_a_recovery_code_counts_once(self, town: Town, app_of: AppOf, earnest: Any) -> None:
        app_of("rikke")
        code = RecoveryCodes.activate(town.users["rikke"]).get_unused_codes()[0]
        for expected in (302, 422):
            client = Client()
            client.post("/log-ind/", PASSED)
            assert client.post("/log-ind/anden-faktor/", {"code": code}).status_code == expected
        assert client.get("/").status_code == 302

    def test_codes_are_not_guessed(self, town: Town, app_of: AppOf, client: Client, earnest: Any) -> None:
        shown = app_of("rikke")
        right = shown()
        client.post("/log-ind/", PASSED)
        for guess in range(10):
            client.post("/log-ind/anden-faktor/", {"code": f"{guess:06}"})
        answer = client.post("/log-ind/anden-faktor/", {"code": right})
        assert answer.status_code == 422
        assert "Vent et kvarter" in answer.content.decode()

    def test_the_second_step_by_itself_is_no_door(self, town: Town, client: Client) -> None:
        assert client.get("/log-ind/anden-faktor/")["Location"] == "/log-ind/"
        assert client.post("/log-ind/anden-faktor/", {"code": "123456"})["Location"] == "/log-ind/"

    def test_whoever_comes_back_to_log_in_begins_anew(self, town: Town, app_of: AppOf, client: Client) -> None:
        app_of("rikke")
        client.post("/log-ind/", PASSED)
        assert client.get("/log-ind/").status_code == 200
        assert client.get("/log-ind/anden-faktor/")["Location"] == "/log-ind/"

    def test_what_was_typed_comes_through_both_steps(self, town: Town, app_of: AppOf, logged_in: LogIn) -> None:
        path = f"/sag/{town.case().number}/trin/fase1.indsats_i_skolen/forloeb-1/"
        typed = form_of(logged_in(), path) | {"forloeb.indsats": "Fast voksen", "forloeb.fritid_inddraget": "ja"}
        shown, browser = app_of("rikke"), Client()
        hidden = dict(browser.post(path, typed).context["hidden"])
        step = browser.post("/log-ind/", hidden | PASSED)
        assert ("gemt:forloeb.indsats", "Fast voksen") in step.context["hidden"]
        wrong = browser.post("/log-ind/anden-faktor/", dict(step.context["hidden"]) | {"code": "000000"})
        offered = browser.post("/log-ind/anden-faktor/", dict(wrong.context["hidden"]) | {"code": shown()})
        assert offered.context["path"] == path
        assert browser.post(path, dict(offered.context["fields"])).status_code == 302
        assert LedgerEvent.objects.count() == 2

    def test_a_session_from_before_the_app_was_set_up_has_to_show_it_too(
        self, logged_in: LogIn, app_of: AppOf, earnest: Any
    ) -> None:
        early = logged_in()
        app_of("rikke")
        assert early.get("/konto/noegle/")["Location"] == "/log-ind/"
        assert early.get("/konto/")["Location"].startswith("/log-ind/")

    def test_a_factor_shown_by_one_does_not_count_for_another(
        self, town: Town, app_of: AppOf, client: Client, earnest: Any
    ) -> None:
        shown = app_of("rikke")
        client.post("/log-ind/", PASSED)
        client.post("/log-ind/anden-faktor/", {"code": shown()})
        client.force_login(town.users["karen"])
        assert client.get("/")["Location"] == "/konto/"


class TestTakingAway:
    def strong(self, town: Town, app_of: AppOf) -> Client:
        client, shown = Client(), app_of("rikke")
        client.post("/log-ind/", PASSED)
        client.post("/log-ind/anden-faktor/", {"code": shown()})
        return client

    def test_the_last_factor_stays_where_one_is_demanded(self, town: Town, app_of: AppOf, earnest: Any) -> None:
        client = self.strong(town, app_of)
        page = client.post("/konto/app/fjern/")
        assert page.status_code == 422
        assert "mindst én ekstra sikkerhed" in page.content.decode()
        assert Authenticator.objects.count() == 1

    def test_in_the_demo_it_may_go(self, town: Town, app_of: AppOf) -> None:
        client = self.strong(town, app_of)
        assert client.post("/konto/app/fjern/")["Location"] == "/konto/"
        assert not Authenticator.objects.exists()

    def test_new_recovery_codes_end_the_old(self, town: Town, app_of: AppOf) -> None:
        client = self.strong(town, app_of)
        old = RecoveryCodes.activate(town.users["rikke"]).get_unused_codes()
        assert client.post("/konto/noedkoder/nye/")["Location"] == "/konto/noedkoder/"
        new = client.get("/konto/noedkoder/").context["unused_codes"]
        assert set(new).isdisjoint(old)

    def test_nobody_touches_the_key_of_another(self, town: Town, logged_in: LogIn) -> None:
        key = Authenticator.objects.create(user=town.users["karen"], type="webauthn", data={"name": "x"})
        for tail in ("fjern", "navn"):
            assert logged_in().get(f"/konto/noegle/{key.pk}/{tail}/").status_code == 404
            assert logged_in().post(f"/konto/noegle/{key.pk}/{tail}/", {"name": "y"}).status_code == 404
        assert Authenticator.objects.get().data == {"name": "x"}


SHAPED = (
    '{"id":"AA","rawId":"AA","type":"public-key","clientExtensionResults":{},"response":'
    '{"clientDataJSON":"AA","authenticatorData":"AA","signature":"AA","userHandle":"AA"}}'
)
KEYLESS = '{"id":"x","rawId":"x","response":{},"type":"public-key"}'
GARBAGE = ("", "{}", "[]", "1", "null", '"x"', '{"id": "x"}', KEYLESS, SHAPED, "{", '{"response": 5}', "æ\x00")


@pytest.mark.parametrize("credential", GARBAGE)
class TestGarbageForAPasskey:
    def test_is_refused_at_log_in(self, town: Town, client: Client, credential: str) -> None:
        assert client.get("/log-ind/noegle/", headers={"Accept": "application/json"}).status_code == 200
        answer = client.post("/log-ind/noegle/", {"credential": credential})
        assert answer.status_code in (400, 422)

    def test_is_refused_as_second_step(self, town: Town, app_of: AppOf, client: Client, credential: str) -> None:
        app_of("rikke")
        client.post("/log-ind/", PASSED)
        client.get("/log-ind/anden-faktor/")
        assert client.post("/log-ind/anden-faktor/", {"credential": credential}).status_code in (400, 422)

    def test_is_refused_when_made_and_when_asked_again(self, logged_in: LogIn, credential: str) -> None:
        client = logged_in()
        client.get("/konto/noegle/")
        assert client.post("/konto/noegle/", {"credential": credential, "name": "x"}).status_code in (400, 422)
        session = client.session
        session.pop("account_authentication_methods")
        session.save()
        sent = {"bekraeft_metode": "GET", "bekraeft_noegle": credential}
        assert client.post("/konto/noegle/", sent).status_code in (400, 401)

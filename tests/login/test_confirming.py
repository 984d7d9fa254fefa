"""Who one is, asked again before what weighs most; what was typed goes on with the same click."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings as house
from django.test import Client

from sagsgang.demo.staff import PASSWORD as TOLD
from tests.login.conftest import LogIn
from tests.web.town import PASSWORD, Town

AppOf = Callable[[str], Callable[[], str]]
RECORDS = "account_authentication_methods"
ASKED = {"bekraeft_metode": "POST"}
RIGHT = ASKED | {"bekraeft_adgangskode": PASSWORD}


@pytest.fixture(autouse=True)
def _with_a_page_that_asks(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.login.probe"


def long_ago(client: Client) -> Client:
    """The log-in was an hour ago."""
    session = client.session
    session[RECORDS] = [record | {"at": time.time() - 3600} for record in session[RECORDS]]
    session.save()
    return client


class TestAsked:
    def test_a_log_in_of_just_now_is_proof_enough(self, logged_in: LogIn) -> None:
        assert logged_in().get("/proeve/").json()["method"] == "GET"

    def test_after_a_while_it_is_asked_again(self, logged_in: LogIn) -> None:
        answer = long_ago(logged_in()).get("/proeve/")
        assert answer.status_code == 401
        assert "Bekræft, at det er dig" in answer.content.decode()

    def test_it_is_said_what_is_confirmed(self, logged_in: LogIn) -> None:
        page = long_ago(logged_in()).get("/noedadgang/").content.decode()
        assert "Før du åbner en sag med nødadgang, skal du vise igen, hvem du er." in page

    def test_who_stepped_in_without_a_password_is_asked(self, town: Town, client: Client) -> None:
        client.post("/demo/traed-ind/", {"bruger": town.users["rikke"].pk})
        page = client.get("/proeve/")
        assert page.status_code == 401
        assert house.DEMO_PASSWORD in page.content.decode()

    def test_the_word_that_the_demo_tells_is_the_word(self) -> None:
        assert house.DEMO_PASSWORD == TOLD

    def test_in_earnest_no_word_is_told(self, logged_in: LogIn, settings: Any) -> None:
        client = long_ago(logged_in())
        settings.DEMO = False
        assert house.DEMO_PASSWORD not in client.get("/proeve/").content.decode()

    def test_a_program_is_told_in_its_own_words(self, logged_in: LogIn) -> None:
        client = long_ago(logged_in())
        assert client.get("/proeve/", headers={"Accept": "application/json"}).json() == {"code": "bekraeft"}
        assert client.post("/proeve/", {}, content_type="application/json").status_code == 401

    def test_a_comfort_request_asks_on_a_whole_page(self, logged_in: LogIn) -> None:
        answer = long_ago(logged_in()).get("/proeve/", headers={"HX-Request": "true"})
        assert answer["HX-Redirect"] == "/proeve/"


class TestAnswered:
    def test_a_page_is_opened_after_the_password(self, logged_in: LogIn) -> None:
        client = long_ago(logged_in())
        sent = RIGHT | {"bekraeft_metode": "GET"}
        assert client.post("/proeve/?a=1", sent)["Location"] == "/proeve/?a=1"
        assert client.get("/proeve/").status_code == 200

    def test_a_form_goes_on_with_all_that_was_typed_and_no_password(self, logged_in: LogIn) -> None:
        client = long_ago(logged_in())
        asked = client.post("/proeve/", {"grund": "Akut", "valg": ["a", "b"]})
        fields: dict[str, list[str]] = {}
        for name, value in asked.context["fields"]:
            fields.setdefault(name, []).append(value)
        answer = client.post("/proeve/", fields | RIGHT)
        assert answer.json() == {"method": "POST", "sent": {"grund": ["Akut"], "valg": ["a", "b"]}}

    def test_a_wrong_password_keeps_what_was_typed(self, logged_in: LogIn) -> None:
        client = long_ago(logged_in())
        answer = client.post("/proeve/", ASKED | {"grund": "Akut", "bekraeft_adgangskode": "forkert"})
        assert answer.status_code == 401
        assert answer.context["fields"] == [("grund", "Akut")]
        assert "passer ikke" in answer.content.decode()
        assert "forkert" not in answer.content.decode()

    def test_nothing_is_no_answer(self, logged_in: LogIn) -> None:
        assert long_ago(logged_in()).post("/proeve/", ASKED).status_code == 401

    def test_tries_are_counted(self, logged_in: LogIn) -> None:
        client = long_ago(logged_in())
        for _ in range(10):
            client.post("/proeve/", ASKED | {"bekraeft_adgangskode": "forkert"})
        answer = client.post("/proeve/", RIGHT)
        assert answer.status_code == 401
        assert "for mange gange" in answer.content.decode()

    def test_a_code_of_the_app_will_do(self, logged_in: LogIn, app_of: AppOf) -> None:
        client = long_ago(logged_in())
        shown = app_of("rikke")
        assert client.post("/proeve/", ASKED | {"bekraeft_kode": shown()}).status_code == 200

    def test_so_will_a_recovery_code_once(self, town: Town, logged_in: LogIn, app_of: AppOf) -> None:
        client = long_ago(logged_in())
        app_of("rikke")
        code = RecoveryCodes.activate(town.users["rikke"]).get_unused_codes()[0]
        assert client.post("/proeve/", ASKED | {"bekraeft_kode": code}).status_code == 200
        assert long_ago(client).post("/proeve/", ASKED | {"bekraeft_kode": code}).status_code == 401

    def test_the_password_of_another_will_not(self, town: Town, logged_in: LogIn) -> None:
        town.users["karen"].set_password("karens-egen-lange-kode")
        town.users["karen"].save()
        client = long_ago(logged_in())
        assert client.post("/proeve/", ASKED | {"bekraeft_adgangskode": "karens-egen-lange-kode"}).status_code == 401

    def test_whoever_is_not_logged_in_is_asked_for_that_first(self, town: Town, client: Client) -> None:
        assert client.post("/proeve/", RIGHT)["Location"].startswith("/log-ind/")

    def test_a_form_from_elsewhere_is_not_taken(self, town: Town) -> None:
        client = Client(enforce_csrf_checks=True)
        client.force_login(town.users["rikke"])
        assert client.post("/proeve/", RIGHT).status_code == 403

"""Log-in: demanded everywhere, and nothing typed is lost by it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from sagsgang.casework.models import LedgerEvent
from sagsgang.web import resuming
from tests.web.town import PASSWORD, Town, form_of

As = Callable[[str], Client]


def log_in(client: Client, username: str = "rikke", password: str = PASSWORD, **more: str) -> object:
    return client.post(reverse("web:log_ind"), {"username": username, "password": password, **more})


class TestLogIn:
    @pytest.mark.parametrize("path", ["/", "/sager/", "/ny-sag/", "/haandbog/", "/sag/2026-00001/", "/min-enhed/"])
    def test_every_page_asks_who_you_are(self, db: None, client: Client, path: str) -> None:
        answer = client.get(path)
        assert answer.status_code == 302
        assert answer["Location"] == f"/log-ind/?next={path}"

    def test_a_comfort_request_is_sent_to_the_log_in_page_whole(self, db: None, client: Client) -> None:
        answer = client.get("/sager/", headers={"HX-Request": "true"})
        assert answer["HX-Redirect"].startswith("/log-ind/")

    def test_with_the_right_password_one_is_in(self, town: Town, client: Client) -> None:
        assert client.post("/log-ind/?next=/sager/", {"username": "rikke", "password": PASSWORD}).status_code == 302
        assert "Rikke Clausen" in client.get("/").content.decode()

    def test_a_wrong_password_says_so_and_keeps_the_name(self, town: Town, client: Client) -> None:
        answer = client.post("/log-ind/", {"username": "rikke", "password": "forkert"})
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "passer ikke sammen" in page
        assert 'value="rikke"' in page
        assert "forkert" not in page

    def test_many_wrong_tries_make_a_pause(self, town: Town, client: Client) -> None:
        for _ in range(10):
            client.post("/log-ind/", {"username": "rikke", "password": "forkert"})
        answer = client.post("/log-ind/", {"username": "rikke", "password": PASSWORD})
        assert answer.status_code == 429
        assert "Vent et kvarter" in answer.content.decode()

    def test_logging_out_is_an_act(self, as_: As) -> None:
        client = as_("rikke")
        opened = client.get("/log-ud/")
        assert opened.status_code == 405
        assert "POST" in opened["Allow"]
        assert "hører til en knap" in opened.content.decode()
        client.post("/log-ud/")
        assert client.get("/").status_code == 302


class TestInterrupted:
    def path(self, town: Town) -> str:
        return f"/sag/{town.case().number}/trin/fase1.indsats_i_skolen/forloeb-1/"

    def test_a_form_sent_after_the_session_ended_comes_back_after_log_in(self, town: Town, as_: As) -> None:
        path = self.path(town)
        sent = form_of(as_("rikke"), path) | {"forloeb.indsats": "Fast voksen", "forloeb.fritid_inddraget": "ja"}
        browser = Client()
        asked = browser.post(path, sent)
        assert asked.status_code == 401
        assert "Det, du skrev, er ikke gemt" in asked.content.decode()
        hidden = dict(asked.context["hidden"])
        assert hidden["gemt:forloeb.indsats"] == "Fast voksen"
        offered = browser.post("/log-ind/", hidden | {"username": "rikke", "password": PASSWORD})
        assert offered.context["path"] == path
        assert LedgerEvent.objects.count() == 1
        again = browser.post(path, dict(offered.context["fields"]))
        assert again.status_code == 302
        assert LedgerEvent.objects.count() == 2

    def test_a_mistyped_password_loses_nothing_either(self, town: Town) -> None:
        path, browser = self.path(town), Client()
        hidden = dict(browser.post(path, {"forloeb.indsats": "Fast voksen"}).context["hidden"])
        answer = browser.post("/log-ind/", hidden | {"username": "rikke", "password": "forkert"})
        assert ("gemt:forloeb.indsats", "Fast voksen") in answer.context["hidden"]

    def test_nobody_sends_what_another_has_typed(self, town: Town) -> None:
        path, browser = self.path(town), Client()
        typed = {"forloeb.indsats": "Hemmeligt", "udfyldt_af": str(town.users["rikke"].pk)}
        hidden = dict(browser.post(path, typed).context["hidden"])
        answer = browser.post("/log-ind/", hidden | {"username": "karen", "password": PASSWORD})
        assert answer.context["fields"] == []
        assert "Hemmeligt" not in answer.content.decode()

    @pytest.mark.parametrize(
        "where", ["https://ondt.example/", "//ondt.example/", "/demo/dato/", "/findes-ikke/", "sag"]
    )
    def test_what_was_carried_goes_to_no_other_place(self, where: str) -> None:
        assert resuming.safe_path(where) == ""

    def test_the_password_is_never_carried(self, db: None) -> None:
        answer = Client().post("/ny-sag/fase1.bekymring/", {"password": "hemmelig", "given_name": "Zenobia"})
        assert "hemmelig" not in answer.content.decode()
        assert "Zenobia" in answer.content.decode()

    def test_a_token_that_no_longer_fits_loses_nothing_when_our_own_page_sent_it(self, town: Town) -> None:
        path, browser = self.path(town), Client(enforce_csrf_checks=True)
        browser.force_login(town.users["rikke"])
        typed = {"forloeb.indsats": "Fast voksen"}
        ours = browser.post(path, typed, headers={"Sec-Fetch-Site": "same-origin"})
        assert ours.status_code == 403
        assert ("forloeb.indsats", "Fast voksen") in ours.context["fields"]
        foreign = browser.post(path, typed, headers={"Sec-Fetch-Site": "cross-site"})
        assert foreign.status_code == 403
        assert "Fast voksen" not in foreign.content.decode()


class TestDemo:
    def test_the_people_of_the_town_stand_by_side_and_role(self, town: Town, client: Client) -> None:
        page = client.get("/demo/roller/").content.decode()
        assert page.index("Socialforvaltningen") < page.index("Anna Sørensen") < page.index("Karen Æbelø")
        assert "Engskolen" in page

    def test_one_click_and_one_is_somebody(self, town: Town, client: Client) -> None:
        answer = client.post("/demo/traed-ind/", {"bruger": town.users["karen"].pk}, follow=True)
        assert "Karen Æbelø" in answer.content.decode()

    @pytest.mark.parametrize("who", ["", "0", "999999", "abc", "-1", "9" * 40])
    def test_nobody_is_nobody(self, town: Town, client: Client, who: str) -> None:
        assert client.post("/demo/traed-ind/", {"bruger": who}).status_code == 404

    def test_in_earnest_there_is_no_such_door(self, town: Town, client: Client, settings: Any) -> None:
        settings.DEMO = False
        assert client.get("/demo/roller/").status_code == 404
        assert client.post("/demo/traed-ind/", {"bruger": town.users["karen"].pk}).status_code == 404
        client.force_login(town.users["karen"])
        assert client.post("/demo/dato/", {"ryk": "dag"}).status_code == 404


def test_the_session_lasts_a_working_day() -> None:
    assert settings.SESSION_COOKIE_AGE == 10 * 60 * 60

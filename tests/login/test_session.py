"""Sessions: they end when nobody is there, after a working day, and at once for somebody who has left."""

import logging
import time
from typing import Any

import pytest
from django.conf import settings as house
from django.core.cache import cache
from django.db import connection
from django.test import Client

from sagsgang.people.commands import let_user_leave
from sagsgang.web.signing_in.session_time import BEGAN, SEEN
from tests.login.conftest import LogIn
from tests.web.town import PASSWORD, TODAY, Town


def wind(client: Client, **to: float) -> None:
    """Let the session have begun, or have been used, so many seconds ago."""
    session = client.session
    for name, seconds in to.items():
        session[{"began": BEGAN, "seen": SEEN}[name]] = time.time() - seconds
    session.save()


class TestIdle:
    def test_a_session_that_nobody_uses_ends(self, logged_in: LogIn) -> None:
        client = logged_in()
        wind(client, seen=house.SESSION_IDLE_LIMIT + 61)
        assert client.get("/")["Location"] == "/log-ind/?next=/"
        assert client.get("/").status_code == 302

    def test_one_that_is_used_goes_on(self, logged_in: LogIn) -> None:
        client = logged_in()
        wind(client, seen=house.SESSION_IDLE_LIMIT - 5)
        assert client.get("/").status_code == 200
        assert client.get("/konto/tid/").json()["tilbage"] > house.SESSION_IDLE_LIMIT - 5

    def test_reading_writes_no_more_than_once_a_minute(self, logged_in: LogIn) -> None:
        client = logged_in()
        before = client.session[SEEN]
        client.get("/")
        assert client.session[SEEN] == before

    def test_what_was_typed_when_it_ended_is_not_lost(self, town: Town, logged_in: LogIn) -> None:
        client = logged_in()
        wind(client, seen=house.SESSION_IDLE_LIMIT + 61)
        asked = client.post(f"/sag/{town.case().number}/noter/", {"tekst": "Skrevet i mellemtiden"})
        assert asked.status_code == 401
        assert ("gemt:tekst", "Skrevet i mellemtiden") in asked.context["hidden"]
        back = client.post("/log-ind/", dict(asked.context["hidden"]) | {"username": "rikke", "password": PASSWORD})
        assert ("tekst", "Skrevet i mellemtiden") in back.context["fields"]

    def test_it_is_not_lost_either_when_one_has_logged_in_again_in_another_window(
        self, town: Town, logged_in: LogIn
    ) -> None:
        path, away = f"/sag/{town.case().number}/noter/", Client()
        asked = away.post(path, {"tekst": "Skrevet i mellemtiden"})
        back = logged_in().post("/log-ind/", dict(asked.context["hidden"]))
        assert back.context["path"] == path


class TestWholeDay:
    def test_after_a_working_day_one_logs_in_again_however_busy(self, logged_in: LogIn) -> None:
        client = logged_in()
        wind(client, began=house.SESSION_COOKIE_AGE + 1, seen=0)
        assert client.get("/").status_code == 302

    def test_prolonging_does_not_reach_past_it(self, logged_in: LogIn) -> None:
        client = logged_in()
        wind(client, began=house.SESSION_COOKIE_AGE - 30)
        assert client.post("/konto/forlaeng/").json()["tilbage"] <= 30


class TestAsking:
    def test_asking_how_long_is_left_prolongs_nothing(self, logged_in: LogIn) -> None:
        client = logged_in()
        wind(client, seen=house.SESSION_IDLE_LIMIT)
        left = [client.get("/konto/tid/").json()["tilbage"] for _ in range(2)]
        assert max(left) <= 60

    def test_prolonging_does(self, logged_in: LogIn) -> None:
        client = logged_in()
        wind(client, seen=house.SESSION_IDLE_LIMIT)
        assert client.post("/konto/forlaeng/").json()["tilbage"] > house.SESSION_IDLE_LIMIT - 5
        assert client.get("/konto/forlaeng/").status_code == 405

    def test_somebody_outside_has_nothing_left(self, db: None, client: Client) -> None:
        assert client.get("/konto/tid/").json() == {"tilbage": 0}

    def test_each_page_knows_when_to_warn(self, logged_in: LogIn) -> None:
        page = logged_in().get("/").content.decode()
        assert f'data-varsel="{house.SESSION_WARNING}"' in page


class TestAtOnce:
    def test_somebody_who_leaves_is_out_at_the_next_click(self, town: Town, logged_in: LogIn) -> None:
        client = logged_in()
        assert client.get("/").status_code == 200
        let_user_leave(user=town.users["rikke"], on=TODAY)
        assert client.get("/").status_code == 302

    def test_and_is_answered_at_log_in_like_one_who_was_never_here(self, town: Town, client: Client) -> None:
        let_user_leave(user=town.users["rikke"], on=TODAY)
        known = client.post("/log-ind/", {"username": "rikke", "password": PASSWORD})
        unknown = client.post("/log-ind/", {"username": "ukendt", "password": PASSWORD})
        assert known.status_code == unknown.status_code == 422
        for page in (known, unknown):
            assert "passer ikke sammen" in page.content.decode()

    def test_another_password_ends_every_other_session(self, logged_in: LogIn) -> None:
        here, there = logged_in(), logged_in()
        sent = {"oldpassword": PASSWORD, "password1": "en-helt-anden-kode", "password2": "en-helt-anden-kode"}
        assert here.post("/konto/adgangskode/", sent)["Location"] == "/konto/"
        assert here.get("/").status_code == 200
        assert there.get("/").status_code == 302

    @pytest.mark.parametrize(
        ("change", "says"),
        [
            ({"oldpassword": "forkert"}, "ikke din nuværende"),
            ({"password2": "noget-helt-tredje"}, "ikke ens"),
            ({"password1": "kort", "password2": "kort"}, "Denne adgangskode er for kort"),
            ({"password1": "elleve-tegn", "password2": "elleve-tegn"}, "Denne adgangskode er for kort"),
            ({"password1": "1234567891011", "password2": "1234567891011"}, "for almindelig"),
            ({"password1": "Rikke-Clausen-1", "password2": "Rikke-Clausen-1"}, "minder for meget"),
            ({"password1": "Sagsbehandler!2026", "password2": "Sagsbehandler!2026"}, "som alle her kender"),
            ({"password1": "KøbenhavnsKommune7", "password2": "KøbenhavnsKommune7"}, "som alle her kender"),
        ],
    )
    def test_a_password_that_is_not_taken_says_why(self, logged_in: LogIn, change: dict[str, str], says: str) -> None:
        sent = {"oldpassword": PASSWORD, "password1": "en-helt-anden-kode", "password2": "en-helt-anden-kode"}
        answer = logged_in().post("/konto/adgangskode/", sent | change)
        assert answer.status_code == 422
        assert says in answer.content.decode()

    def test_the_session_key_is_another_after_log_in(self, town: Town, client: Client) -> None:
        client.get("/log-ind/noegle/", headers={"Accept": "application/json"})
        before = client.session.session_key
        client.post("/log-ind/", {"username": "rikke", "password": PASSWORD})
        assert before
        assert client.session.session_key != before


class TestTold:
    def test_the_log_tells_that_somebody_came_and_went_and_never_who(
        self, town: Town, caplog: pytest.LogCaptureFixture
    ) -> None:
        client, pk = Client(), town.users["rikke"].pk
        with caplog.at_level(logging.INFO, "sagsgang.log_ind"):
            client.post("/log-ind/", {"username": "rikke", "password": "forkert"})
            client.post("/log-ind/", {"username": "rikke", "password": PASSWORD})
            client.post("/log-ud/")
        said = [each.getMessage() for each in caplog.records if each.name == "sagsgang.log_ind"]
        assert said == [
            "forkert brugernavn eller adgangskode",
            f"bruger {pk} logget ind: password",
            f"bruger {pk} logget ud",
        ]


class TestCountedTogether:
    def test_wrong_tries_are_counted_where_every_process_counts(self, db: None) -> None:
        cache.set("proeve", 1)
        with connection.cursor() as cursor:
            cursor.execute("SELECT COUNT(*) FROM house_cache WHERE cache_key LIKE %s", ["%proeve"])
            assert cursor.fetchone()[0] == 1

    def test_the_name_that_was_tried_is_not_kept(self, town: Town, client: Client) -> None:
        client.post("/log-ind/", {"username": "navn.navnesen", "password": "forkert"})
        with connection.cursor() as cursor:
            cursor.execute("SELECT cache_key FROM house_cache")
            keys = "".join(key for (key,) in cursor.fetchall())
        assert "login_failed" in keys
        assert "navnesen" not in keys


class TestNoOtherDoor:
    @pytest.mark.parametrize(
        "where", ["https://ondt.example/", "//ondt.example/", "javascript:alert(1)", "\\\\ondt.example"]
    )
    def test_log_in_leads_to_no_other_house(self, town: Town, client: Client, where: str) -> None:
        sent = {"username": "rikke", "password": PASSWORD, "next": where}
        assert client.post("/log-ind/", sent)["Location"] == "/"
        assert client.get("/log-ind/", {"next": where})["Location"] == "/"

    @pytest.mark.parametrize(
        "path",
        ["/accounts/signup/", "/signup/", "/konto/opret/", "/konto/email/", "/accounts/", "/admin/", "/konto/glemt/",
         "/log-ind/oidc/kommunen/", "/log-ind/saml/contexthandler/", "/log-ind/saml/contexthandler/metadata/"],
    )  # fmt: skip
    def test_there_is_no_sign_up_no_mail_no_admin_and_no_house_that_is_not_named(
        self, logged_in: LogIn, path: str
    ) -> None:
        assert Client().get(path).status_code == 404
        assert logged_in().get(path).status_code == 404

    def test_no_idle_setting_is_absurd(self, settings: Any) -> None:
        assert 0 < settings.SESSION_WARNING < settings.SESSION_IDLE_LIMIT <= settings.SESSION_COOKIE_AGE

"""OpenID Connect against a certified provider on this machine: code and PKCE, and known users only."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client

from sagsgang.people.models import RoleAssignment, User
from tests.login import probe, provider
from tests.login.provider import answered, house
from tests.web.town import Town

ADDRESS = "/log-ind/oidc/kommunen/"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with provider.served(provider.BACK) as at:
        yield at


@pytest.fixture(autouse=True)
def _municipality(settings: Any, issuer: str) -> None:
    named = {**settings.SOCIALACCOUNT_PROVIDERS["openid_connect"], "APPS": [house(issuer)]}
    settings.SOCIALACCOUNT_PROVIDERS = {**settings.SOCIALACCOUNT_PROVIDERS, "openid_connect": named}
    settings.SECOND_FACTOR_REQUIRED = True


def browser() -> Client:
    return Client(headers={"Host": provider.HOST})


@pytest.fixture
def client() -> Client:
    return browser()


def come(client: Client, who: str, query: str = "", **more: Any) -> Any:
    """A browser goes to the provider, says who it is and comes back; the page it ends at."""
    return client.get(answered(client.get(ADDRESS + query)["Location"], who, **more), follow=True)


def is_in(client: Client) -> bool:
    return client.get("/haandbog/").status_code == 200


class TestLogIn:
    def test_a_known_user_is_in_and_comes_to_the_page_that_was_asked_for(self, town: Town, client: Client) -> None:
        answer = come(client, "rikke", "?next=/sager/")
        assert answer.redirect_chain[-1] == ("/sager/", 302)
        assert is_in(client)

    def test_the_log_in_page_offers_it(self, db: None, client: Client) -> None:
        assert f'href="{ADDRESS}"' in client.get("/log-ind/").content.decode()

    def test_code_and_proof_key_are_used_and_nothing_more_is_asked_for(self, town: Town, client: Client) -> None:
        wanted = "?scope=email,phone&auth_params=prompt%3Dnone"
        asked = parse_qs(urlsplit(client.get(ADDRESS + wanted)["Location"]).query)
        assert asked["response_type"] == ["code"]
        assert asked["code_challenge_method"] == ["S256"]
        assert asked["scope"] == ["openid"]
        assert "prompt" not in asked

    def test_nothing_that_was_told_of_the_person_is_kept(self, town: Town, client: Client) -> None:
        come(client, "rikke")
        assert list(SocialAccount.objects.values_list("user__username", "uid", "extra_data")) == [
            ("rikke", "rikke", {})
        ]
        assert not SocialToken.objects.exists()

    def test_roles_stay_as_the_house_gave_them(self, town: Town, client: Client) -> None:
        before = list(RoleAssignment.objects.values())
        come(client, "rikke")
        assert list(RoleAssignment.objects.values()) == before

    def test_one_factor_there_leads_to_a_second_here(self, town: Town, client: Client) -> None:
        come(client, "rikke", strong=False)
        assert client.get("/")["Location"] == "/konto/"

    def test_the_user_name_may_stand_in_another_claim(
        self, town: Town, client: Client, settings: Any, issuer: str
    ) -> None:
        named = house(issuer, username_claim="preferred_username", fetch_userinfo=True, scope=["openid", "profile"])
        settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] = [named]
        come(client, "nr-rikke")
        assert is_in(client)
        assert SocialAccount.objects.get().uid == "nr-rikke"

    def test_from_then_on_the_subject_is_the_user_whatever_the_name(self, town: Town, client: Client) -> None:
        come(client, "rikke")
        User.objects.filter(username="rikke").update(username="rikke.clausen")
        again = browser()
        come(again, "rikke")
        assert is_in(again)


class TestRefused:
    def test_an_unknown_user_and_no_user_is_made(self, town: Town, client: Client) -> None:
        before = User.objects.count()
        answer = come(client, "ukendt")
        assert answer.status_code == 403
        assert "ikke oprettet her" in answer.content.decode()
        assert User.objects.count() == before
        assert not is_in(client)

    def test_another_who_comes_with_a_name_that_is_taken(
        self, town: Town, client: Client, settings: Any, issuer: str
    ) -> None:
        SocialAccount.objects.create(user=town.users["rikke"], provider="kommunen", uid="den-rigtige")
        assert come(client, "rikke").status_code == 403
        assert not is_in(client)

    def test_somebody_who_has_left(self, town: Town, client: Client) -> None:
        User.objects.filter(username="rikke").update(is_active=False)
        assert come(client, "rikke").status_code == 403

    def test_whoever_breaks_off_there_is_told_so_here(self, town: Town, client: Client) -> None:
        answer = come(client, "")
        assert "Log-in blev afbrudt" in answer.content.decode()

    def test_a_code_that_was_used_or_made_up(self, town: Town, client: Client) -> None:
        back = answered(client.get(ADDRESS)["Location"], "rikke")
        client.get(back)
        client.post("/log-ud/")
        assert client.get(back).status_code == 403
        state = parse_qs(urlsplit(client.get(ADDRESS)["Location"]).query)["state"][0]
        made_up = f"{ADDRESS}retur/?{urlencode({'code': 'opdigtet', 'state': state})}"
        assert client.get(made_up).status_code == 403
        assert not is_in(client)

    def test_an_answer_in_another_browser(self, town: Town, client: Client) -> None:
        back = answered(client.get(ADDRESS)["Location"], "rikke")
        other = browser()
        assert other.get(back).status_code == 403
        assert not is_in(other)

    def test_another_account_is_not_connected_to_whoever_is_logged_in(self, town: Town, client: Client) -> None:
        client.force_login(town.users["karen"])
        assert come(client, "rikke", "?process=connect").status_code == 403
        assert not SocialAccount.objects.exists()

    def test_a_provider_that_does_not_answer(self, town: Town, client: Client, settings: Any) -> None:
        settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] = [house("http://localhost:9")]
        answer = client.get(ADDRESS)
        assert answer.status_code == 403
        assert "Log-in lykkedes ikke" in answer.content.decode()


class TestAskedAgain:
    @pytest.fixture(autouse=True)
    def _with_a_page_that_asks(self, settings: Any) -> None:
        settings.ROOT_URLCONF = probe.__name__

    def test_the_provider_asks_anew_and_the_form_goes_on(self, town: Town, client: Client) -> None:
        person = requests.Session()
        come(client, "rikke", session=person)
        page = client.post("/proeve/", {"grund": "Akut"})
        again = client.get(page.context["house"].again)["Location"]
        assert parse_qs(urlsplit(again).query)["prompt"] == ["login"]
        client.get(answered(again, "rikke", session=person), follow=True)
        sent = client.post("/proeve/", {"bekraeft_metode": "POST", "grund": "Akut"})
        assert sent.json()["sent"] == {"grund": ["Akut"]}

    def test_leaving_out_that_it_should_ask_does_not_do(self, town: Town, client: Client) -> None:
        person = requests.Session()
        come(client, "rikke", session=person)
        again = client.get(client.get("/proeve/").context["house"].again)["Location"]
        stripped = again.replace("prompt=login", "").replace("max_age=0", "")
        answer = client.get(answered(stripped, "rikke", session=person), follow=True)
        assert answer.status_code == 403
        assert client.get("/proeve/").status_code == 401

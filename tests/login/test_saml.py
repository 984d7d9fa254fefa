"""SAML as Context Handler speaks it, through the library's own door: signed, asked for, in time, strong."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.http import HttpResponse
from django.test import Client

from sagsgang.people.commands import let_user_leave
from sagsgang.people.models import RoleAssignment
from tests.login import idp, probe
from tests.login.idp import Answer
from tests.login.test_privileges import PREFIX, SCOPE, group, listed
from tests.web.town import TODAY, Town

ADDRESS = "/log-ind/saml/contexthandler/"


@pytest.fixture(autouse=True)
def _context_handler(settings: Any) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = {
        **settings.SOCIALACCOUNT_PROVIDERS,
        "saml": {**settings.SOCIALACCOUNT_PROVIDERS["saml"], "APPS": [idp.house()]},
    }
    settings.SAML_CVR, settings.SAML_ROLES = SCOPE[-8:], PREFIX
    settings.SECOND_FACTOR_REQUIRED = True
    settings.ALLOWED_HOSTS = [idp.HOST]


@pytest.fixture
def client() -> Client:
    """A browser that knows the house by its name."""
    return browser()


def browser() -> Client:
    return Client(headers={"Host": idp.HOST})


def begin(client: Client, query: str = "") -> str:
    """The browser is sent to the identity provider; the id of what we asked it."""
    return idp.asked(client.get(ADDRESS + query)["Location"]).attrib["ID"]


def bring(client: Client, xml: str) -> HttpResponse:
    """The browser comes back with an answer."""
    return client.post(ADDRESS + "modtag/", idp.posted(xml), follow=True)  # type: ignore[return-value]


def is_in(client: Client) -> bool:
    return client.get("/haandbog/").status_code == 200


class TestLogIn:
    def test_a_known_user_with_a_strong_log_in_is_in(self, town: Town, client: Client) -> None:
        bring(client, Answer(begin(client)).xml())
        assert is_in(client)

    def test_the_log_in_page_offers_it(self, db: None, client: Client) -> None:
        page = client.get("/log-ind/?next=/sager/").content.decode()
        assert f'href="{ADDRESS}?next=/sager/"' in page

    def test_one_comes_to_the_page_one_asked_for(self, town: Town, client: Client) -> None:
        answer = client.post(
            ADDRESS + "modtag/", idp.posted(Answer(begin(client, "?next=/haandbog/")).xml()), follow=True
        )
        assert answer.redirect_chain[-1] == ("/haandbog/", 302)

    def test_nothing_that_was_told_of_the_person_is_kept(self, town: Town, client: Client) -> None:
        told = {idp.LEVEL: ["High"], "https://data.gov.dk/model/core/eid/cprNumber": ["0305139999"]}
        bring(client, Answer(begin(client), attributes=told).xml())
        assert is_in(client)
        assert list(SocialAccount.objects.values_list("uid", "extra_data")) == [("rikke", {})]
        assert "0305139999" not in str(dict(client.session))

    def test_our_metadata_can_be_fetched(self, db: None, client: Client) -> None:
        answer = client.get(ADDRESS + "metadata/")
        assert answer["Content-Type"] == "text/xml"
        assert "/log-ind/saml/contexthandler/modtag/" in answer.content.decode()


class TestRefused:
    @pytest.mark.parametrize(
        ("change", "why"),
        [
            ({"subject": "ukendt"}, "ikke oprettet her"),
            ({"attributes": {idp.LEVEL: ["Low"]}}, "ikke stærkt nok"),
            ({"attributes": {"x": ["y"]}}, "ikke stærkt nok"),
            ({"lasts": timedelta(minutes=-10)}, "Log-in lykkedes ikke"),
            ({"audience": "https://andre.example/"}, "Log-in lykkedes ikke"),
            ({"issuer": "https://ondt.example/"}, "Log-in lykkedes ikke"),
            ({"signed_by": "ondt.example"}, "Log-in lykkedes ikke"),
        ],
    )
    def test_whoever_should_not_be_let_in(self, town: Town, client: Client, change: dict[str, Any], why: str) -> None:
        answer = bring(client, Answer(begin(client), **change).xml())
        assert answer.status_code == 403
        assert why in answer.content.decode()
        assert not is_in(client)
        assert not SocialAccount.objects.exists()

    def test_an_assertion_that_was_changed_on_the_way(self, town: Town, client: Client) -> None:
        xml = Answer(begin(client), subject="karen").xml().replace(">karen<", ">rikke<")
        assert "Log-in lykkedes ikke" in bring(client, xml).content.decode()
        assert not is_in(client)

    def test_an_assertion_without_its_signature(self, town: Town, client: Client) -> None:
        xml = Answer(begin(client)).xml()
        at, end = xml.index("<ds:Signature"), xml.index("</ds:Signature>") + len("</ds:Signature>")
        assert bring(client, xml[:at] + xml[end:]).status_code == 403
        assert not is_in(client)

    def test_the_same_answer_a_second_time(self, town: Town, client: Client) -> None:
        xml = Answer(begin(client)).xml()
        bring(client, xml)
        client.post("/log-ud/")
        assert bring(client, xml).status_code == 403
        assert not is_in(client)

    def test_the_answer_to_somebody_elses_question(self, town: Town, client: Client) -> None:
        xml = Answer(begin(browser())).xml()
        assert bring(client, xml).status_code == 403
        assert not is_in(client)

    @pytest.mark.parametrize("garbage", ["", "x", "<", "<samlp:Response/>"])
    def test_garbage(self, town: Town, client: Client, garbage: str) -> None:
        begin(client)
        assert bring(client, garbage).status_code == 403
        assert client.post(ADDRESS + "modtag/", {"SAMLResponse": "%%%"}, follow=True).status_code == 403
        assert client.get(ADDRESS + "modtag/videre/").status_code == 403

    def test_somebody_who_has_left(self, town: Town, client: Client) -> None:
        bring(client, Answer(begin(client)).xml())
        let_user_leave(user=town.users["rikke"], on=TODAY)
        assert not is_in(client)
        assert "ikke oprettet her" in bring(client, Answer(begin(client)).xml()).content.decode()

    def test_another_subject_that_now_has_the_name(self, town: Town, client: Client, settings: Any) -> None:
        settings.SOCIALACCOUNT_PROVIDERS["saml"]["APPS"][0]["settings"]["username_attribute"] = "navn"
        for subject, status in (("en", 200), ("en anden", 403)):
            told = {idp.LEVEL: ["Substantial"], "navn": ["rikke"]}
            someone = browser()
            answer = bring(someone, Answer(begin(someone), subject=subject, attributes=told).xml())
            assert answer.status_code == status

    def test_connecting_to_whoever_is_logged_in(self, town: Town, client: Client) -> None:
        client.force_login(town.users["karen"])
        answer = bring(client, Answer(begin(client, "?process=connect")).xml())
        assert answer.status_code == 403
        assert not SocialAccount.objects.exists()

    @pytest.mark.parametrize(
        ("signature", "status"),
        [({}, 400), ({"Signature": "eA==", "SigAlg": idp.SIGNED_WITH}, 403), ({"Signature": "x"}, 403)],
    )
    def test_a_log_out_that_nobody_has_signed(
        self, town: Town, client: Client, signature: dict[str, str], status: int
    ) -> None:
        bring(client, Answer(begin(client)).xml())
        for request in (idp.log_out("rikke"), "x", ""):
            answer = client.get(ADDRESS + "log-ud/", {"SAMLRequest": request} | signature)
            assert answer.status_code == status
            assert is_in(client)

    def test_one_that_is_signed_is_heard(self, town: Town, client: Client) -> None:
        bring(client, Answer(begin(client)).xml())
        answer = client.get(ADDRESS + "log-ud/", idp.signed_log_out("rikke"))
        assert answer["Location"].startswith(idp.SIGN_OFF)
        assert not is_in(client)


class TestEncrypted:
    @pytest.fixture(autouse=True)
    def _with_a_key_of_our_own(self, settings: Any) -> None:
        key, certificate = idp.key_and_certificate(idp.HOST)
        how = settings.SOCIALACCOUNT_PROVIDERS["saml"]["APPS"][0]["settings"]["advanced"]
        how |= {"private_key": key, "x509cert": certificate, "want_assertion_encrypted": True}
        how |= {"authn_request_signed": True, "metadata_signed": True}

    def test_what_is_encrypted_for_us_lets_in(self, town: Town, client: Client) -> None:
        bring(client, Answer(begin(client), sealed_for=idp.HOST).xml())
        assert is_in(client)

    def test_and_tells_when_the_person_was_asked(self, town: Town, client: Client, settings: Any) -> None:
        settings.ROOT_URLCONF = probe.__name__
        bring(client, Answer(begin(client), sealed_for=idp.HOST).xml())
        assert client.get("/proeve/").status_code == 200

    def test_what_anybody_could_read_on_the_way_does_not(self, town: Town, client: Client) -> None:
        assert bring(client, Answer(begin(client)).xml()).status_code == 403
        assert not is_in(client)

    def test_what_is_encrypted_and_signed_by_another_does_not(self, town: Town, client: Client) -> None:
        bring(client, Answer(begin(client), sealed_for=idp.HOST, signed_by="ondt.example").xml())
        assert not is_in(client)

    def test_what_we_ask_is_signed_and_so_is_our_metadata(self, town: Town, client: Client) -> None:
        assert "Signature=" in client.get(ADDRESS)["Location"]
        assert "SignatureValue" in client.get(ADDRESS + "metadata/").content.decode()


class TestRoles:
    def held(self, town: Town, name: str) -> set[tuple[str, str]]:
        rows = RoleAssignment.objects.on(TODAY).filter(user=town.users[name])
        return set(rows.values_list("role", "unit__key"))

    def come(self, name: str, *privileges: str) -> Client:
        client = browser()
        told = {idp.LEVEL: ["Substantial"], idp.PRIVILEGES: list(privileges)}
        bring(client, Answer(begin(client), subject=name, attributes=told).xml())
        return client

    def test_follow_the_assertion_from_the_day_of_the_log_in(self, town: Town) -> None:
        bbu = str(town.units["bbu"].uuid)
        assert is_in(self.come("anna", listed(group(f"{PREFIX}sof_leder/1", units=bbu))))
        assert self.held(town, "anna") == {("sof_leder", "bbu")}
        ended = RoleAssignment.objects.get(user=town.users["anna"], role="sagsbehandler")
        assert ended.until == TODAY

    def test_end_where_none_is_granted(self, town: Town) -> None:
        assert is_in(self.come("anna"))
        assert self.held(town, "anna") == set()
        assert RoleAssignment.objects.filter(user=town.users["anna"]).count() == 1

    def test_are_given_by_hand_where_the_house_says_so(self, town: Town, settings: Any) -> None:
        settings.SAML_ROLES = ""
        self.come("anna")
        assert self.held(town, "anna") == {("sagsbehandler", "bbu")}

    def test_what_is_unknown_grants_nothing_and_is_told_without_a_name(
        self, town: Town, caplog: pytest.LogCaptureFixture
    ) -> None:
        bbu = str(town.units["bbu"].uuid)
        nowhere = "00000000-0000-4000-8000-000000000000"
        with caplog.at_level(logging.INFO, "sagsgang.log_ind"):
            self.come(
                "anna",
                listed(group(f"{PREFIX}overdommer/1", f"{PREFIX}sagsbehandler/1", units=bbu)),
                listed(group(f"{PREFIX}sof_leder/1", units=nowhere)),
                "%%%",
            )
        assert self.held(town, "anna") == {("sagsbehandler", "bbu")}
        said = "\n".join(record.getMessage() for record in caplog.records)
        for reason in ("ukendt rolle", "ukendt organisationsenhed", "kan ikke læses"):
            assert reason in said
        assert "anna" not in said.lower()
        assert town.users["anna"].name not in said


class TestAskedAgain:
    @pytest.fixture(autouse=True)
    def _with_a_page_that_asks(self, settings: Any) -> None:
        settings.ROOT_URLCONF = probe.__name__

    def test_the_house_is_asked_anew_and_the_form_goes_on(self, town: Town, client: Client) -> None:
        bring(client, Answer(begin(client), asked_ago=timedelta(hours=2)).xml())
        page = client.post("/proeve/", {"grund": "Akut"})
        assert page.status_code == 401
        again = page.context["house"].again
        assert again in page.content.decode().replace("&amp;", "&")
        assert client.post("/proeve/", {"bekraeft_metode": "POST", "grund": "Akut"}).status_code == 401
        request = idp.asked(client.get(again)["Location"])
        assert request.attrib["ForceAuthn"] == "true"
        assert "Det er bekræftet" in bring(client, Answer(request.attrib["ID"]).xml()).content.decode()
        sent = client.post("/proeve/", {"bekraeft_metode": "POST", "grund": "Akut"})
        assert sent.json()["sent"] == {"grund": ["Akut"]}

    @pytest.mark.parametrize("change", [{"asked_ago": timedelta(hours=2)}, {"subject": "karen"}])
    def test_an_old_answer_or_somebody_elses_will_not_do(
        self, town: Town, client: Client, change: dict[str, Any]
    ) -> None:
        bring(client, Answer(begin(client), asked_ago=timedelta(hours=2)).xml())
        again = client.get("/proeve/").context["house"].again
        request = idp.asked(client.get(again)["Location"])
        assert bring(client, Answer(request.attrib["ID"], **change).xml()).status_code == 403
        assert client.get("/proeve/").status_code == 401

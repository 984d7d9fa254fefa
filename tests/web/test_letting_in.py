"""Letting in and keeping out, in the browser's own words: pages, refusals at the field, and what is seen after."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from sagsgang.casework.models import Bar, Case, Grant, Lock
from sagsgang.people.models import RoleAssignment, Unit, User
from sagsgang.record.keys import mark
from sagsgang.record.models import Look
from tests.web.town import CHILD, CPR, LONG_AGO, PASSWORD, Town

pytestmark = pytest.mark.django_db
As = Callable[[str], Client]


@pytest.fixture
def case(town: Town) -> Case:
    for username, name, role in (("frode", "Frode Fjern", "sagsbehandler"), ("fie", "Fie Fjern", "sof_leder")):
        unit, _ = Unit.objects.get_or_create(
            key="bbu-syd", defaults={"kind": "bbu", "area": "syd", "name": "Borgercenter Syd", "since": LONG_AGO}
        )
        town.users[username] = User.objects.create_user(username, PASSWORD, name=name)
        RoleAssignment.objects.create(user=town.users[username], role=role, unit=unit, since=LONG_AGO)
    return town.case()


PROOF = {"bekraeft_metode": "POST", "bekraeft_adgangskode": PASSWORD}
"""What the page that asks who one is sends along with the form it carries."""


def who(town: Town, name: str, role: str) -> str:
    return f"{role}|{town.users[name].pk}"


def test_a_guest_is_let_in_from_the_page_and_can_be_let_out_again(town: Town, case: Case, as_: As) -> None:
    leader, path = as_("karen"), f"/sag/{case.number}/adgang/"
    asked = {
        "user": who(town, "frode", "sagsbehandler"), "since": "2.3.2026", "until": "9.3.2026", "reason": "Kender barnet"
    }  # fmt: skip
    assert leader.post(path + "gaest/", asked).status_code == 302
    page = leader.get(path).content.decode()
    assert "Gæst: Kender barnet" in page
    assert "09.03.2026" in page
    assert as_("frode").get(f"/sag/{case.number}/").status_code == 200
    assert as_("frode").post(f"/sag/{case.number}/noter/", {"body": "Hej", "on": "2.3.2026"}).status_code == 403
    grant = Grant.objects.get()
    assert leader.post(f"{path}luk/{grant.pk}/").status_code == 302
    assert as_("frode").get(f"/sag/{case.number}/").status_code == 404
    assert leader.post(f"{path}luk/{grant.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"user": ""}, "Vælg en person på listen."),
        ({"reason": ""}, "Skriv hvorfor."),
        ({"until": "1.3.2026"}, "Sidste dag skal ligge efter første dag"),
        ({"until": "i morgen"}, "Skriv datoen"),
        ({"until": "1.1.2030"}, "Højst et halvt år"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    town: Town, case: Case, as_: As, wrong: dict[str, str], said: str
) -> None:
    asked = {
        "user": who(town, "frode", "sagsbehandler"), "since": "2.3.2026", "until": "9.3.2026", "reason": "Kender barnet"
    }  # fmt: skip
    answer = as_("karen").post(f"/sag/{case.number}/adgang/gaest/", asked | wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page or said.replace("Højst et halvt år", "højst se sagen et halvt år") in page
    for name in ("since", "until", "reason"):
        if name not in wrong:
            assert asked[name] in page
    assert not Grant.objects.exists()


def test_a_case_is_locked_and_opened_again_by_a_leader(town: Town, case: Case, as_: As) -> None:
    path = f"/sag/{case.number}/adgang/"
    assert as_("rikke").post(path + "laas/", {"why": "truet", "reason": "Trusler"}).status_code == 403
    assert as_("karen").post(path + "laas/", {"why": "", "reason": "Trusler"}).status_code == 422
    assert as_("karen").post(path + "laas/", {"why": "truet", "reason": "Trusler"}).status_code == 302
    assert as_("sanne").get(f"/sag/{case.number}/").status_code == 404
    assert CHILD[0] not in as_("sanne").get("/sager/").content.decode()
    page = as_("karen").get(path).content.decode()
    assert "Sagen er låst: familien er truet" in page
    let_in = {"user": who(town, "sanne", "skolesocialraadgiver"), "reason": "Skal med"}
    assert as_("karen").post(path + "navngiv/", let_in).status_code == 302
    assert as_("sanne").get(f"/sag/{case.number}/").status_code == 200
    assert as_("karen").post(path + "laas-op/", {"reason": "Forbi"}).status_code == 302
    assert Lock.objects.get().lifted_why == "Forbi"


def test_whoever_says_that_he_is_disqualified_is_out_at_once(town: Town, case: Case, as_: As) -> None:
    path = f"/sag/{case.number}/adgang/"
    said = {"user": who(town, "sanne", "skolesocialraadgiver"), "reason": "Barnet er min nabos"}
    assert as_("sanne").post(path + "inhabil/", said).status_code == 302
    assert as_("sanne").get(f"/sag/{case.number}/").status_code == 404
    assert "Barnet er min nabos" in as_("karen").get(path).content.decode()
    lifted = as_("karen").post(f"{path}habil/{Bar.objects.get().pk}/", {"reason": "Er flyttet"})
    assert lifted.status_code == 302
    assert as_("sanne").get(f"/sag/{case.number}/").status_code == 200


@pytest.mark.parametrize("which", ["number", "cpr"])
def test_the_glass_is_broken_by_number_or_cpr_after_proving_who_one_is(
    town: Town, case: Case, as_: As, which: str
) -> None:
    typed = {"sag": case.number if which == "number" else f"{CPR[:6]}-{CPR[6:]}", "reason": "Barnet er i fare"}
    client = as_("frode")
    assert client.post("/noedadgang/", typed).status_code == 401
    assert not Grant.objects.exists()
    answer = client.post("/noedadgang/", typed | PROOF)
    assert (answer.status_code, answer["Location"]) == (302, f"/sag/{case.number}/")
    assert client.get(f"/sag/{case.number}/").status_code == 200
    assert client.post(f"/sag/{case.number}/noter/", {"body": "Hej", "on": "2.3.2026"}).status_code == 403
    assert Grant.objects.get().until == date(2026, 3, 3)
    assert "Nødadgang: Barnet er i fare" in as_("karen").get(f"/sag/{case.number}/adgang/").content.decode()


@pytest.mark.parametrize("typed", ["010190-0000", "2026-99999"])
def test_a_try_in_vain_is_on_record_with_a_mark_of_what_was_typed(town: Town, case: Case, as_: As, typed: str) -> None:
    answer = as_("frode").post("/noedadgang/", {"sag": typed, "reason": "Barnet er i fare"} | PROOF)
    look = Look.objects.latest("number")
    assert (answer.status_code, look.page) == (404, "web:noedadgang")
    assert look.act in ("afvist", "noedadgang")
    assert mark(typed) in look.criterion
    assert typed not in look.criterion


def test_no_case_and_a_locked_case_answer_the_glass_alike(town: Town, case: Case, as_: As) -> None:
    as_("karen").post(f"/sag/{case.number}/adgang/laas/", {"why": "truet", "reason": "Trusler"})
    pages = set()
    for number in (case.number, "2026-99999"):
        answer = as_("frode").post("/noedadgang/", {"sag": number, "reason": "Barnet er i fare"} | PROOF)
        assert answer.status_code == 404
        page = answer.content.decode().replace(number, "")
        pages.add(page[page.index("<h1") : page.index("</form>", page.index("<h1"))].split("csrfmiddlewaretoken")[0])
    assert len(pages) == 1
    assert as_("fie").post("/noedadgang/", {"sag": case.number, "reason": "Fare"} | PROOF).status_code == 302


def test_why_not_tells_of_roles_and_of_no_case(town: Town, case: Case, as_: As) -> None:
    page = as_("frode").get("/hvorfor-ikke/").content.decode()
    assert "Borgercenter Syd" in page
    assert case.number not in page
    assert "/hvorfor-ikke/" in as_("frode").get(f"/sag/{case.number}/").content.decode()

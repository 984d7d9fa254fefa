"""A protected address: one deliberate, noted click away for the few who need it, and nowhere else at all."""

from collections.abc import Callable

import pytest
from django.test import Client

from sagsgang.casework import scope
from sagsgang.casework.models import Case, TeamMember
from sagsgang.people.models import CprNumber, Person, Relation
from sagsgang.record.models import Look
from tests.web.town import CPR, LONG_AGO, Town

As = Callable[[str], Client]
HOME = "Hemmelig Vej 7, 0000 Fjordkøbing"
WHY = "Anmeldt hjemmebesøg i morgen"


@pytest.fixture
def case(town: Town) -> Case:
    made = town.case()
    mother = Relation.objects.get(child=made.child).adult
    mother.address, mother.protected_address = HOME, True
    mother.save()
    for name, role in (("anna", "sagsbehandler"), ("karen", "skoleleder")):
        TeamMember.objects.create(case=made, user=town.users[name], role=role, since=LONG_AGO)
    return made


@pytest.fixture
def mother(case: Case) -> Person:
    return Relation.objects.get(child=case.child).adult


@pytest.fixture
def noted(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """Every act that a request puts on record."""
    kept: list[tuple[object, ...]] = []
    monkeypatch.setattr(scope.Scope, "noted", lambda self, *what: kept.append(what))
    return kept


def asked(client: Client, case: Case, person: object, why: str = WHY) -> tuple[int, str]:
    answer = client.post(f"/sag/{case.number}/parter/adresse/", {"person": str(person), "grund": why})
    assert "no-store" in answer["Cache-Control"]
    return answer.status_code, answer.content.decode()


def test_the_page_says_only_that_it_is_protected(case: Case, as_: As) -> None:
    page = as_("anna").get(f"/sag/{case.number}/parter/").content.decode()
    assert "Adressen er beskyttet" in page
    assert "Vis en beskyttet adresse" in page
    assert "Hemmelig Vej" not in page


def test_the_caseworker_sees_it_once_and_it_is_noted(
    case: Case, mother: Person, as_: As, noted: list[tuple[object, ...]]
) -> None:
    anna = as_("anna")
    status, page = asked(anna, case, mother.pk)
    assert (status, page.count(HOME)) == (200, 1)
    assert noted == [("beskyttet adresse", case.pk, WHY)]
    again = anna.get(f"/sag/{case.number}/parter/adresse/")
    assert (again.status_code, again["Location"]) == (302, f"/sag/{case.number}/parter/")
    assert "Hemmelig Vej" not in anna.get(f"/sag/{case.number}/parter/").content.decode()
    assert len(noted) == 1


def test_the_log_of_looks_tells_it_apart_from_reading_the_page(case: Case, mother: Person, as_: As) -> None:
    anna = as_("anna")
    anna.get(f"/sag/{case.number}/parter/")
    asked(anna, case, mother.pk)
    last = Look.objects.latest("number")
    assert (last.act, str(last.user_id)) == ("beskyttet", anna.session["_auth_user_id"])
    assert last.reason_mark
    assert list(Look.objects.values_list("act", flat=True)).count("beskyttet") == 1


@pytest.mark.parametrize("why", ["", "   ", "abcd"])
def test_without_a_reason_nothing_is_shown(
    case: Case, mother: Person, as_: As, why: str, noted: list[tuple[object, ...]]
) -> None:
    status, page = asked(as_("anna"), case, mother.pk, why)
    assert status == 422
    assert "Skriv, hvad du skal bruge adressen til." in page
    assert "Hemmelig Vej" not in page
    assert noted == []


@pytest.mark.parametrize("who", ["rikke", "karen", "sanne"])
def test_others_on_the_case_are_not_even_asked(
    case: Case, mother: Person, as_: As, who: str, noted: list[tuple[object, ...]]
) -> None:
    client = as_(who)
    assert "Vis en beskyttet adresse" not in client.get(f"/sag/{case.number}/parter/").content.decode()
    status, page = asked(client, case, mother.pk)
    assert status in (403, 404)
    assert "Hemmelig Vej" not in page
    assert noted == []


def test_who_may_not_know_of_the_case_gets_no_other_answer_than_for_a_case_that_is_not_there(
    case: Case, mother: Person, as_: As
) -> None:
    assert asked(as_("aage"), case, mother.pk)[0] == 404


@pytest.mark.parametrize("whose", ["0", "", "abc", "9" * 40, "-1", "²"])
def test_nobody_is_nobody(case: Case, as_: As, whose: str) -> None:
    assert asked(as_("anna"), case, whose)[0] == 404


def test_people_of_other_cases_are_nobody_here(town: Town, case: Case, as_: As) -> None:
    other = town.case(("Bo", "Anderledes"))
    for person in Person.objects.filter(family_name="Anderledes"):
        person.protected_address = True
        person.save()
        assert asked(as_("anna"), case, person.pk)[0] == 404
    assert other.pk != case.pk


class TestProtecting:
    def sent(self, client: Client, case: Case, person: object, marked: str = "ja") -> int:
        path = f"/sag/{case.number}/parter/beskyttelse/"
        return client.post(path, {"beskyt_hvem": str(person), "beskyt": marked}).status_code

    def protected(self) -> dict[str, bool]:
        return dict(Person.objects.values_list("given_name", "protected_address"))

    def test_whoever_acts_in_the_case_protects_and_those_who_live_together_follow(self, town: Town, as_: As) -> None:
        case = town.case()
        mother = Relation.objects.get(child=case.child).adult
        grandmother = Person.objects.create(given_name="Mormor", family_name="Testesen", address="OPDIGTET VEJ 1")
        Relation.objects.create(child=case.child, adult=grandmother, kind="netvaerk", since=LONG_AGO)
        case.child.address = mother.address
        case.child.save()
        client = as_("rikke")
        assert "Opdigtet Vej 1" in client.get(f"/sag/{case.number}/parter/").content.decode()
        assert self.sent(client, case, grandmother.pk) == 302
        assert self.protected() == {"Zenobia": True, "Mathilde": True, "Mormor": True}
        page = client.get(f"/sag/{case.number}/parter/").content.decode()
        assert "pdigtet vej" not in page.lower()
        assert "er sat for Mormor Testesen" in client.get(f"/sag/{case.number}/noter/").content.decode()

    def test_only_those_who_may_see_it_lift_it(self, case: Case, mother: Person, as_: As) -> None:
        assert self.sent(as_("rikke"), case, mother.pk, "nej") == 403
        assert self.protected()["Mathilde"] is True
        assert self.sent(as_("anna"), case, mother.pk, "nej") == 302
        assert self.protected()["Mathilde"] is False

    @pytest.mark.parametrize("whose", ["0", "", "abc", "9" * 40])
    def test_nobody_is_protected_by_mistake(self, case: Case, as_: As, whose: str) -> None:
        before = self.protected()
        assert self.sent(as_("rikke"), case, whose) == 302
        assert self.protected() == before

    def test_a_case_of_others_is_not_there(self, case: Case, mother: Person, as_: As) -> None:
        assert self.sent(as_("aage"), case, mother.pk) == 404


class TestFindingByCpr:
    def found(self, client: Client, typed: str) -> str:
        answer = client.post("/sager/", {"barn": typed})
        assert answer.status_code == 200
        return answer.content.decode()

    @pytest.mark.parametrize("typed", [CPR, f"{CPR[:6]}-{CPR[6:]}", f" {CPR[:6]} {CPR[6:]} "])
    def test_a_number_finds_the_case_and_is_not_repeated(self, town: Town, case: Case, as_: As, typed: str) -> None:
        town.case(("Bo", "Anderledes"))
        page = self.found(as_("rikke"), typed)
        assert "1 sag" in page
        assert "med det CPR-nummer" in page
        assert "Zenobia Testesen" in page
        assert CPR[6:] not in page

    @pytest.mark.parametrize("typed", ["0305139998", "999999-9999", "030513-9999x"])
    def test_another_number_finds_nothing(self, case: Case, as_: As, typed: str) -> None:
        assert "0 sager" in self.found(as_("rikke"), typed)

    def test_it_finds_only_what_one_may_know_of(self, case: Case, as_: As) -> None:
        assert "0 sager" in self.found(as_("aage"), CPR)

    def test_it_is_never_taken_from_an_address(self, town: Town, case: Case, as_: As) -> None:
        town.case(("Bo", "Anderledes"))
        assert "2 sager" in as_("rikke").get("/sager/", {"barn": CPR}).content.decode()

    def test_a_broken_seal_is_said_in_words(self, case: Case, as_: As, caplog: pytest.LogCaptureFixture) -> None:
        CprNumber.objects.all().delete()
        other = CprNumber.objects.create(person=Relation.objects.get(child=case.child).adult, number=CPR)
        CprNumber.objects.filter(pk=other.pk).update(person=case.child)
        answer = as_("rikke").get(f"/sag/{case.number}/parter/")
        assert answer.status_code == 503
        assert "forsegling er brudt" in answer.content.decode()
        assert "segl.brudt" in caplog.text

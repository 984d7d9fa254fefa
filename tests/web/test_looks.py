"""The screens of the log: a leader's sample and search, who has looked at a case, the report to the child."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from sagsgang.casework.models import Bar, Case
from sagsgang.record.models import Look, Review
from sagsgang.record.reading import Seen
from sagsgang.record.verifying import verify
from sagsgang.record.writing import Entry, append
from sagsgang.web.pages import looks as shown
from tests.web.town import CHILD, CPR, PASSWORD, TODAY, Town, moment

As = Callable[[str], Client]
SAMPLE, ALL = "/opslag/", "/opslag/alle/"


@pytest.fixture
def case(town: Town) -> Case:
    return town.case()


def look(town: Town, who: str = "rikke", days_ago: int = 0, **more: Any) -> int:
    """A look that somebody in town made."""
    given = {"act": "laest", "page": "web:sag", "roles": "rc_plc", "unit_id": town.units["engskolen"].pk}
    return append(
        Entry(at=moment(TODAY - timedelta(days=days_ago)), user_id=town.users[who].pk, **(given | more))  # type: ignore[arg-type]
    )


def words(client: Client, path: str, **sent: Any) -> str:
    answer = client.post(path, sent) if sent else client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.content.decode().split("<main")[1]))


def proved(name: str) -> Client:
    """A browser of somebody who has logged in by password just now."""
    client = Client()
    client.post("/log-ind/", {"username": name, "password": PASSWORD})
    return client


def drawn(page: str) -> list[int]:
    return [int(number) for number in re.findall(r"Opslag (\d+) (?!er)", page)]


class TestSample:
    def test_is_of_the_looks_of_the_leaders_own_people(self, town: Town, case: Case, as_: As) -> None:
        mine = look(town, cases={case.pk: "aabnet"}, cause="enhed")
        look(town, "aage")
        look(town, "karen")
        look(town, "rikke", days_ago=30)
        look(town, "rikke", act="log_ind")
        page = words(as_("karen"), SAMPLE)
        assert set(drawn(page)) == {mine}
        assert "Rikke Clausen" in page
        assert "Medarbejder i RC/PLC, Engskolen" in page
        assert "Læste i sagen: overblik over forløbet" in page
        assert "Adgang: enheden har del i sagen" in page
        assert f"Sag {case.number} (åbnede sagen)" in page
        assert "Zenobia" not in page

    def test_is_the_same_for_the_same_lot_and_another_for_another(self, town: Town, as_: As) -> None:
        for number in range(40):
            look(town, days_ago=number % 5)
        karen = as_("karen")
        one, again, other = (drawn(words(karen, f"{SAMPLE}?antal=5&lod={lot}")) for lot in (1, 1, 2))
        assert one == again != other
        assert len(set(one)) == len(set(other)) == 5
        assert one == sorted(one)

    def test_is_of_the_chosen_days(self, town: Town, as_: As) -> None:
        wanted = look(town, days_ago=20)
        look(town, days_ago=21)
        look(town, days_ago=19)
        assert drawn(words(as_("karen"), f"{SAMPLE}?fra=10.02.2026&til=10.02.2026")) == [wanted]

    def test_says_when_there_is_nothing(self, as_: As) -> None:
        page = words(as_("karen"), SAMPLE)
        assert "Ingen af enhedens medarbejdere har slået noget op i perioden" in page
        assert "Der er ingen brug af nødadgang" in page

    def test_break_glass_stands_on_top_with_its_reason_until_somebody_has_looked(
        self, town: Town, case: Case, as_: As
    ) -> None:
        used = look(
            town, days_ago=90, act="noedadgang", reason="Barnet stod alene i skolegården", cases={case.pk: "aabnet"}
        )
        karen = as_("karen")
        page = words(karen, SAMPLE)
        assert page.index("Brugte nødadgang") < page.index("Stikprøve Opslagene er trukket")
        assert "Barnet stod alene i skolegården" in page
        answer = karen.post(f"/opslag/{used}/gennemgang/", {"vurdering": "i_orden", "tilbage": f"{SAMPLE}#o{used}"})
        assert answer["Location"] == f"{SAMPLE}#o{used}"
        assert "Brugte nødadgang" not in words(karen, SAMPLE)

    def test_break_glass_on_a_case_waits_with_its_leaders_too(self, town: Town, case: Case, as_: As) -> None:
        used = look(town, "aage", act="noedadgang", reason="Barnet stod alene", cases={case.pk: "aabnet"})
        karen = as_("karen")  # leads the school of the case, not Aage's
        assert "Barnet stod alene" in words(karen, SAMPLE)
        assert karen.post(f"/opslag/{used}/gennemgang/", {"vurdering": "i_orden"}).status_code == 302
        assert "Barnet stod alene" not in words(karen, SAMPLE)
        assert karen.post(f"/opslag/{look(town, 'aage')}/gennemgang/", {"vurdering": "i_orden"}).status_code == 403

    def test_a_glass_that_stayed_whole_is_told_as_such(self, town: Town, case: Case, as_: As) -> None:
        look(town, act="noedadgang", reason="Forkert nummer", cases={case.pk: "afvist"})
        page = words(as_("karen"), SAMPLE)
        assert "Forsøgte at bruge nødadgang og blev afvist" in page
        assert "Brugte nødadgang" not in page

    def test_a_legal_basis_is_named_by_its_title(self, town: Town, case: Case, as_: As) -> None:
        look(town, act="delt", page="web:del_dokument", reason="fvl_28", cases={case.pk: "aabnet"})
        page = words(as_("karen"), SAMPLE)
        assert "Forvaltningsloven § 28" in page
        assert "fvl_28" not in page

    @pytest.mark.parametrize("query", ["antal=999&lod=x", "fra=abc&til=99.99.9999", "fra=01.01.1990", "til=01.01.2099"])
    def test_what_cannot_be_read_is_left_aside(self, as_: As, query: str) -> None:
        words(as_("karen"), f"{SAMPLE}?{query}")

    @pytest.mark.parametrize("path", [SAMPLE, ALL])
    def test_is_for_leaders_alone_and_a_try_is_on_record(self, town: Town, as_: As, path: str) -> None:
        assert as_("rikke").get(path).status_code == 403
        last = Look.objects.order_by("-number")[0]
        assert (last.act, last.user_id) == ("afvist", town.users["rikke"].pk)
        assert "/opslag/" not in as_("rikke").get("/").content.decode()
        assert "/opslag/" in as_("karen").get("/").content.decode()

    def test_reading_the_log_is_itself_a_look(self, town: Town, as_: As) -> None:
        words(as_("karen"), SAMPLE)
        last = Look.objects.order_by("-number")[0]
        assert (last.act, last.user_id, last.page) == ("log_laest", town.users["karen"].pk, "web:opslag_stikproeve")


class TestReview:
    def test_is_kept_with_name_and_time_and_a_new_one_stands_beside_it(self, town: Town, as_: As) -> None:
        number = look(town)
        karen = as_("karen")
        path = f"/opslag/{number}/gennemgang/"
        karen.post(path, {"vurdering": "foelges_op", "bemaerkning": "Spørg Rikke"})
        karen.post(path, {"vurdering": "i_orden"})
        page = words(karen, SAMPLE)
        assert page.index("Følges op") < page.index("Spørg Rikke") < page.index("I orden Karen Æbelø, 02.03.2026")
        assert Review.objects.count() == 2
        assert verify().whole

    @pytest.mark.parametrize(
        ("sent", "told"),
        [
            ({}, "Vælg, om opslaget er i orden"),
            ({"vurdering": "maaske"}, "Vælg, om opslaget er i orden"),
            ({"vurdering": "foelges_op", "bemaerkning": "  "}, "Skriv, hvad der skal følges op på"),
            ({"vurdering": "i_orden", "bemaerkning": "x" * 1001}, "Skriv højst 1000 tegn"),
        ],
    )
    def test_that_says_too_little_is_refused(self, town: Town, as_: As, sent: dict[str, str], told: str) -> None:
        answer = as_("karen").post(f"/opslag/{look(town)}/gennemgang/", sent, follow=True)
        assert told in answer.content.decode()
        assert not Review.objects.exists()

    @pytest.mark.parametrize(
        ("by", "of"), [("karen", "karen"), ("karen", "aage"), ("lise", "rikke"), ("rikke", "sanne")]
    )
    def test_is_the_leaders_of_the_one_who_looked(self, town: Town, as_: As, by: str, of: str) -> None:
        answer = as_(by).post(f"/opslag/{look(town, of)}/gennemgang/", {"vurdering": "i_orden"})
        assert answer.status_code == 403
        assert not Review.objects.exists()

    def test_of_nothing_is_refused_alike(self, as_: As) -> None:
        assert as_("karen").post("/opslag/99999/gennemgang/", {"vurdering": "i_orden"}).status_code == 403

    @pytest.mark.parametrize("back", ["https://ondt.example/", "//ondt.example/", "/opslag/../demo/"])
    def test_leads_back_to_the_log_only(self, town: Town, as_: As, back: str) -> None:
        sent = {"vurdering": "i_orden", "tilbage": back}
        answer = as_("karen").post(f"/opslag/{look(town)}/gennemgang/", sent)
        assert answer["Location"] in (SAMPLE, back)
        assert "ondt" not in answer["Location"]


class TestAll:
    def test_are_narrowed_by_person_act_and_case(self, town: Town, case: Case, as_: As) -> None:
        one = look(town, cases={case.pk: "aabnet"})
        other = look(town, "sanne", act="eksport", page="")
        karen = as_("karen")
        assert set(drawn(words(karen, ALL))) == {one, other}
        assert drawn(words(karen, f"{ALL}?hvem={town.users['sanne'].pk}")) == [other]
        assert drawn(words(karen, f"{ALL}?handling=eksport")) == [other]
        assert drawn(words(karen, f"{ALL}?sag={case.number}")) == [one]
        assert "Ingen opslag passer" in words(karen, f"{ALL}?sag=2020-000000")

    def test_nobody_elses_people_are_reached_by_the_address(self, town: Town, as_: As) -> None:
        look(town, "aage")
        assert drawn(words(as_("karen"), f"{ALL}?hvem={town.users['aage'].pk}")) == []

    @pytest.mark.parametrize("asked", ["Zenobia", "zenobia TESTESEN", CPR, f"{CPR[:6]}-{CPR[6:]}"])
    def test_who_searched_for_a_name_or_number_is_found_by_post(
        self, town: Town, case: Case, as_: As, asked: str
    ) -> None:
        as_("rikke").post("/sager/", {"barn": f"Zenobia Testesen {CPR}"})
        searched = Look.objects.order_by("-number")[0].pk
        as_("rikke").post("/sager/", {"barn": "Bo"})
        karen = as_("karen")
        assert drawn(words(karen, ALL, ord=asked)) == [searched]
        assert asked not in Look.objects.order_by("-number")[0].criterion
        assert len(drawn(words(karen, f"{ALL}?ord={asked}"))) == 2

    def test_stand_on_pages(self, town: Town, as_: As) -> None:
        for _ in range(30):
            look(town)
        karen = as_("karen")
        first, second = words(karen, ALL), words(karen, f"{ALL}?side=2")
        assert len(drawn(first)) == 25
        assert len(drawn(second)) == 5
        assert "Side 1 af 2" in first


class TestOfACase:
    def test_tells_who_when_as_what_and_why(self, town: Town, case: Case, as_: As) -> None:
        as_("rikke").get(f"/sag/{case.number}/trin/fase1.indsats_i_skolen/forloeb-1/")
        as_("aage").get(f"/sag/{case.number}/")
        page = words(as_("karen"), f"/sag/{case.number}/opslag/")
        assert "2 opslag" in page
        assert "Læste i sagen: trinnet »Skolen laver en indsats i eget regi«" in page
        assert page.index("Aage Åkjær") < page.index("Rikke Clausen")
        assert "Blev afvist" in page
        assert "Aage" not in words(as_("karen"), f"/sag/{case.number}/opslag/?hvordan=aabnet")

    @pytest.mark.parametrize("end", ["opslag/", "opslag/indsigt/"])
    def test_is_for_leaders_and_the_caseworker(self, town: Town, case: Case, as_: As, end: str) -> None:
        path = f"/sag/{case.number}/{end}"
        assert [as_(who).get(path).status_code for who in ("karen", "rikke", "tom", "aage")] == [200, 403, 403, 404]
        assert "/opslag/" not in as_("rikke").get(f"/sag/{case.number}/").content.decode()

    def test_reading_it_is_a_look_at_the_case(self, case: Case, as_: As) -> None:
        karen = as_("karen")
        words(karen, f"/sag/{case.number}/opslag/")
        assert "Så i loggen over opslag: kontrol af opslag" in words(karen, f"/sag/{case.number}/opslag/")


class TestReport:
    def test_tells_days_purposes_and_units_and_nobodys_name(self, town: Town, case: Case, as_: As) -> None:
        for _ in range(2):
            as_("rikke").get(f"/sag/{case.number}/noter/")
        as_("rikke").get("/sager/")
        as_("aage").get(f"/sag/{case.number}/")
        page = words(as_("karen"), f"/sag/{case.number}/opslag/indsigt/")
        assert "02.03.2026 Behandling af sagen: notater i sagen Engskolen 2" in page
        assert "02.03.2026 Overblik over sager Engskolen 1" in page
        assert not [name for name in ("Rikke", "Aage", "Karen", *CHILD) if name in page.split("Antal")[1]]

    def test_as_a_file_is_for_somebody_who_has_just_proved_who_he_is(self, case: Case, as_: As) -> None:
        path = f"/sag/{case.number}/opslag/indsigt.pdf"
        assert as_("karen").get(path).status_code == 401
        assert [proved(who).get(path).status_code for who in ("karen", "rikke", "aage")] == [200, 403, 404]

    def test_is_an_export_on_record(self, case: Case) -> None:
        for end in ("/", ".pdf"):
            path = f"/sag/{case.number}/opslag/indsigt{end}"
            assert proved("karen").get(path).status_code == 200
            assert Look.objects.order_by("-number")[0].act == "eksport"

    def test_is_a_pdf_whose_name_tells_the_case_only(self, case: Case) -> None:
        answer = proved("karen").get(f"/sag/{case.number}/opslag/indsigt.pdf")
        assert answer.content.startswith(b"%PDF-")
        assert answer["Content-Disposition"] == f'attachment; filename="opslag-{case.number}.pdf"'

    def test_says_when_there_is_nothing(self, case: Case) -> None:
        assert shown.paper(case.number, [], TODAY)["sections"][0]["text"].startswith("Der er ingen opslag")  # type: ignore[index]

    def test_names_no_step_since_it_may_tell_what_is_held_back(self, case: Case, as_: As) -> None:
        as_("rikke").get(f"/sag/{case.number}/trin/fase1.indsats_i_skolen/forloeb-1/")
        assert "eget regi" not in words(as_("karen"), f"/sag/{case.number}/opslag/indsigt/")


def test_a_page_without_words_of_its_own_is_work_on_the_case() -> None:
    seen = Seen(1, moment(TODAY), 1, (), None, (), "laest", "web:findes_ikke", "", "")
    assert shown.purpose(seen, "aabnet") == "Behandling af sagen"


def test_a_page_of_looks_asks_the_same_of_many_as_of_one(
    town: Town, case: Case, as_: As, django_assert_max_num_queries: Any
) -> None:
    karen = as_("karen")
    for number in range(30):
        look(town, cases={case.pk: "aabnet"} | {1000 + number: "vist"}, reason="x" if number % 2 else "")
    for path in (f"{SAMPLE}?antal=50", ALL, f"/sag/{case.number}/opslag/"):
        karen.get(path)
        with django_assert_max_num_queries(32):
            karen.get(path)


@pytest.mark.parametrize("kept", ["locked", "barred"])
def test_of_a_case_beyond_his_reach_a_leader_learns_that_it_was_looked_at_and_not_which(
    town: Town, case: Case, as_: As, kept: str
) -> None:
    elsewhere = town.case(("Anden", "Familie"))
    if kept == "locked":
        Case.objects.filter(pk=elsewhere.pk).update(locked=True)
    else:
        barred, by = town.users["karen"], town.users["lise"]
        Bar.objects.create(case=elsewhere, user=barred, reason="Moster", since=TODAY, said_by=by, said_at=moment(TODAY))
    look(town, cases={elsewhere.pk: "aabnet"})
    both = look(town, cases={case.pk: "aabnet", elsewhere.pk: "vist"})
    karen = as_("karen")
    for path in (f"{SAMPLE}?antal=50", ALL):
        page = words(karen, path)
        assert "En sag, du ikke har adgang til (åbnede sagen)" in page
        assert f"Sag {case.number} (åbnede sagen), en sag, du ikke har adgang til (så sagen på en liste)" in page
        assert elsewhere.number not in page
    assert drawn(words(karen, f"{ALL}?sag={case.number}")) == [both]
    assert drawn(words(karen, f"{ALL}?sag={elsewhere.number}")) == []


def test_a_case_that_is_no_more_is_told_as_deleted(town: Town, as_: As) -> None:
    look(town, cases={99999: "aabnet"})
    assert "En slettet sag (åbnede sagen)" in words(as_("karen"), ALL)


@pytest.mark.parametrize("day", ["1.1.0001", "31.12.9999", "2026-02-30"])
def test_a_period_that_cannot_be_is_one_that_can(town: Town, as_: As, day: str) -> None:
    for query in (f"til={day}", f"fra={day}", f"fra={day}&til={day}"):
        assert as_("karen").get(f"{SAMPLE}?{query}").status_code == 200

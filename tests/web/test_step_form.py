"""Taking a step on its page: what was typed survives every refusal, and nothing half-happens."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from sagsgang.casework.models import Case, LedgerEvent
from tests.web.town import EFFORT, Town, form_of

As = Callable[[str], Client]


@pytest.fixture
def case(town: Town) -> Case:
    return town.case()


def path_of(case: Case, step: str) -> str:
    return f"/sag/{case.number}/trin/{step}/forloeb-1/"


def send(client: Client, case: Case, step: str = "fase1.indsats_i_skolen", **more: Any) -> Any:
    """Fill in the form as a browser shows it, with these answers, and send it."""
    path = path_of(case, step)
    return client.post(path, form_of(client, path) | EFFORT | {name.replace("__", "."): v for name, v in more.items()})


def text_of(answer: HttpResponse) -> str:
    return answer.content.decode()


class TestTaken:
    def test_a_step_is_taken_and_the_case_shown(self, case: Case, as_: As) -> None:
        answer = send(as_("rikke"), case)
        assert answer.status_code == 302
        assert answer["Location"] == f"/sag/{case.number}/"
        assert LedgerEvent.objects.filter(case=case).count() == 2
        assert "Skolen har sat en indsats i gang" in text_of(as_("rikke").get(f"/sag/{case.number}/tidslinje/"))

    def test_the_form_starts_from_today_and_this_version(self, case: Case, as_: As) -> None:
        sent = form_of(as_("rikke"), path_of(case, "fase1.indsats_i_skolen"))
        assert sent["on"] == "02.03.2026"
        assert sent["based_on"] == str(case.version)

    def test_a_paper_is_a_number_in_its_system(self, case: Case, as_: As) -> None:
        send(as_("rikke"), case, forloeb__elevplan="77-1", forloeb__elevplan_system="KINGO")
        assert "KINGO 77-1" in text_of(as_("rikke").get(f"/sag/{case.number}/tidslinje/"))


class TestRefused:
    def test_what_is_missing_is_told_at_its_field_and_what_was_typed_stays(self, case: Case, as_: As) -> None:
        answer = send(as_("rikke"), case, forloeb__fritid_inddraget="")
        assert answer.status_code == 422
        page = text_of(answer)
        assert 'href="#felt-forloeb-fritid-inddraget-1"' in page
        assert page.count("Vælg et svar.") == 2
        assert "Er fritidstilbuddet inddraget? Vælg et svar." in page
        assert "Fast voksen om morgenen</textarea>" in page
        assert LedgerEvent.objects.filter(case=case).count() == 1

    @pytest.mark.parametrize(
        ("on", "told"),
        [("i går", "Datoen kan ikke læses"), ("", "Skriv en dato"), ("03.03.2026", "ligger i fremtiden"),
         ("01.01.2012", "før barnets fødsel")],
    )  # fmt: skip
    def test_a_day_that_cannot_be_is_told_at_the_day(self, case: Case, as_: As, on: str, told: str) -> None:
        answer = send(as_("rikke"), case, on=on)
        assert answer.status_code == 422
        assert [each.target for each in answer.context["form"].errors()] == ["felt-on"]
        assert told in text_of(answer)
        assert f'value="{on}"' in text_of(answer)

    def test_back_dating_asks_why(self, case: Case, as_: As) -> None:
        answer = send(as_("rikke"), case, on="20.02.2026")
        assert answer.status_code == 422
        assert [each.target for each in answer.context["form"].errors()] == ["felt-backdating-reason"]
        assert send(as_("rikke"), case, on="20.02.2026", backdating_reason="Jeg var på kursus").status_code == 302

    def test_an_expectation_asks_why_not(self, town: Town, case: Case, as_: As) -> None:
        town.take(case, "fase1.indsats_i_skolen", EFFORT, "rikke", date(2026, 2, 10))
        told = {"forloeb__behov_vurdering": "fortsaet", "forloeb__behov_vurdering_begrundelse": "Det går fremad"}
        answer = send(as_("tom"), case, "fase1.vurder_behov", **told)
        assert answer.status_code == 422
        assert [each.target for each in answer.context["form"].errors()] == ["felt-departure-reason"]
        assert "Det forventes ifølge" in text_of(answer)
        more = {"departure_reason": "Rådgiveren er syg"}
        assert send(as_("tom"), case, "fase1.vurder_behov", **told, **more).status_code == 302

    def test_an_earlier_day_may_expect_what_today_does_not(self, town: Town, case: Case, as_: As) -> None:
        town.take(case, "fase1.indsats_i_skolen", EFFORT, "rikke", date(2026, 2, 10))
        town.take(case, "fase1.raadgivning", {"forloeb.raad": "Tal med mor"}, "sanne", date(2026, 3, 2))
        told = {"forloeb__behov_vurdering": "fortsaet", "forloeb__behov_vurdering_begrundelse": "Det går fremad"}
        answer = send(
            as_("tom"), case, "fase1.vurder_behov", **told, on="20.02.2026", backdating_reason="Jeg var på kursus"
        )
        assert [each.target for each in answer.context["form"].errors()] == ["felt-departure-reason"]

    def test_a_judgement_asks_for_its_reason(self, town: Town, case: Case, as_: As) -> None:
        town.take(case, "fase1.indsats_i_skolen", EFFORT, "rikke", date(2026, 2, 10))
        told = {"forloeb__behov_vurdering": "fortsaet", "departure_reason": "Rådgiveren er syg"}
        answer = send(as_("tom"), case, "fase1.vurder_behov", **told)
        targets = [each.target for each in answer.context["form"].errors()]
        assert targets == ["felt-forloeb-behov-vurdering-begrundelse"]


class TestBarred:
    def test_the_page_says_what_is_missing_and_whose_turn_it_is(self, case: Case, as_: As) -> None:
        page = text_of(as_("tom").get(path_of(case, "fase1.vurder_behov")))
        assert "Mangler:" in page
        assert "Hvem har turen nu" in page
        assert "Skolens RC/PLC" in page
        assert "Hvor det står:" in page
        assert "<form" in page
        assert "Indfør</button>" not in page

    def test_a_step_that_closed_meanwhile_keeps_what_was_typed(self, case: Case, as_: As) -> None:
        typed = {"on": "02.03.2026", "based_on": str(case.version), "forloeb.behov_vurdering_begrundelse": "Min tanke"}
        answer = as_("tom").post(path_of(case, "fase1.vurder_behov"), typed)
        assert answer.status_code == 409
        assert "Min tanke" in text_of(answer)
        assert "noget mangler" in text_of(answer)

    def test_a_step_of_others_says_whose_it_is(self, town: Town, case: Case, as_: As) -> None:
        page = text_of(as_("karen").get(path_of(case, "fase1.raadgivning")))
        assert "Trinnet tages af skolesocialrådgiveren." in page
        answer = as_("karen").post(path_of(case, "fase1.raadgivning"), {"on": "02.03.2026", "based_on": "1"})
        assert answer.status_code == 403


class TestForOthers:
    def test_one_says_for_whom_and_how_one_knows(self, case: Case, as_: As) -> None:
        told = {"forloeb__raad": "Tal med mor"}
        answer = send(as_("rikke"), case, "fase1.raadgivning", **told, for_role="skolesocialraadgiver")
        assert answer.status_code == 403
        assert "how" in answer.context["told"].fields
        more = {"for_role": "skolesocialraadgiver", "how": "telefon", "for_name": "Sanne Ottosen"}
        assert send(as_("rikke"), case, "fase1.raadgivning", **told, **more).status_code == 302
        page = text_of(as_("rikke").get(f"/sag/{case.number}/tidslinje/"))
        assert "Indført for Sanne Ottosen (skolesocialrådgiver) efter telefonsamtale" in page

    def test_ones_own_step_needs_none_of_it(self, case: Case, as_: As) -> None:
        page = text_of(as_("rikke").get(path_of(case, "fase1.indsats_i_skolen")))
        assert '<summary class="details-summary">Indføres for en anden</summary>' in page


class TestStale:
    def test_both_versions_are_shown_and_the_second_try_counts(self, town: Town, case: Case, as_: As) -> None:
        path = path_of(case, "fase1.indsats_i_skolen")
        mine = form_of(as_("rikke"), path) | EFFORT | {"forloeb.indsats": "Makkerlæsning"}
        town.take(case, "fase1.raadgivning", {"forloeb.raad": "Tal med mor"}, "sanne", date(2026, 3, 2))
        answer = as_("rikke").post(path, mine)
        assert answer.status_code == 409
        page = text_of(answer)
        assert "Skolesocialrådgiveren har rådgivet om bekymringen" in page
        assert "Makkerlæsning</textarea>" in page
        hidden = dict(answer.context["form"].hidden)
        assert hidden["based_on"] == "2"
        assert as_("rikke").post(path, mine | hidden).status_code == 302
        assert LedgerEvent.objects.filter(case=case).count() == 3

    @pytest.mark.parametrize("version", ["", "x", "-1", "99999999999999"])
    def test_a_form_without_a_version_is_stale(self, case: Case, as_: As, version: str) -> None:
        assert send(as_("rikke"), case, based_on=version).status_code == 409


@pytest.mark.parametrize(
    ("day", "said"), [("", "Skriv en dato"), ("32.13.2026", "kan ikke læses"), ("2.3.2031", "fremtiden")]
)
def test_a_day_that_cannot_be_is_told_with_all_else_that_is_wrong(town: Town, as_: As, day: str, said: str) -> None:
    case = town.case()
    client, path = as_("rikke"), f"/sag/{case.number}/trin/fase1.indsats_i_skolen/forloeb-1/"
    sent = form_of(client, path) | {"on": day, "forloeb.indsats": ""}
    answer = client.post(path, sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert "Feltet skal udfyldes." in page


def test_reasons_that_are_missing_are_told_with_the_answers_that_are(town: Town, as_: As) -> None:
    case = town.case()
    client, path = as_("rikke"), f"/sag/{case.number}/trin/fase1.indsats_i_skolen/forloeb-1/"
    answer = client.post(path, form_of(client, path) | {"on": "20.2.2026", "forloeb.indsats": ""})
    page = answer.content.decode()
    assert "Skriv, hvorfor det først indføres nu." in page
    assert "Feltet skal udfyldes." in page


def test_opening_a_case_tells_of_the_day_the_child_and_the_answers_at_once(town: Town, as_: As) -> None:
    answer = as_("rikke").post("/ny-sag/fase1.bekymring/", {"on": "i går"})
    page = answer.content.decode()
    assert answer.status_code == 422
    for words in ("kan ikke læses", "Feltet skal udfyldes.", "Vælg et svar.", "Vælg mindst én."):
        assert words in page

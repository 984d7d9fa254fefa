"""The other things one can do to a case: open it, set it right, write a note, say who is who."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from sagsgang.casework.models import Case, LedgerEvent, Note, TeamMember
from sagsgang.people.commands import add_person
from sagsgang.people.cpr import demo_number
from sagsgang.people.models import Person, Relation, User
from sagsgang.record.keys import mark
from sagsgang.record.models import Look
from tests.web.town import CONCERN, CPR, EFFORT, TODAY, Town, form_of

As = Callable[[str], Client]

CHILD = {"given_name": "Bo", "family_name": "Anderledes"}
BORN = date(2014, 6, 7)


@pytest.fixture
def case(town: Town) -> Case:
    made = town.case()
    town.take(made, "fase1.indsats_i_skolen", EFFORT, "rikke", date(2026, 2, 10))
    made.refresh_from_db()
    return made


def text_of(answer: Any) -> str:
    return str(answer.content.decode())


class TestOpening:
    def open(self, client: Client, **more: Any) -> Any:
        return client.post("/ny-sag/fase1.bekymring/", {**CHILD, **CONCERN, "on": "02.03.2026", **more})

    def test_a_role_sees_its_own_ways_in_first(self, as_: As) -> None:
        page = text_of(as_("rikke").get("/ny-sag/"))
        assert page.index("En bekymring for barnet tages op") < page.index("Veje ind, som andre tager")
        assert "/ny-sag/fase1.kendt_i_sof/" not in page

    def test_a_child_is_found_or_added_by_its_number(self, as_: As) -> None:
        answer = self.open(as_("rikke"), cpr=demo_number(BORN))
        assert answer.status_code == 302
        assert Case.objects.get().child.birth_date == BORN
        assert demo_number(BORN) not in answer["Location"]

    def test_a_child_without_a_number_is_told_by_name_and_birth_date(self, as_: As) -> None:
        assert self.open(as_("rikke"), birth_date="7.6.2014").status_code == 302
        assert Person.objects.get(given_name="Bo").birth_date == BORN

    def test_the_same_child_is_not_made_twice(self, as_: As) -> None:
        self.open(as_("rikke"), birth_date="7.6.2014")
        answer = self.open(as_("rikke"), birth_date="07.06.2014", given_name="bo")
        assert answer.status_code == 409
        assert "allerede en fælles sag" in text_of(answer)
        assert Person.objects.count() == 1

    @pytest.mark.parametrize(
        ("typed", "target"),
        [({}, "felt-cpr"), ({"cpr": "1234"}, "felt-cpr"), ({"birth_date": "7/x"}, "felt-birth-date"),
         ({"birth_date": "1.1.1950"}, "felt-birth-date"),
         ({"given_name": "", "birth_date": "7.6.2014"}, "felt-given-name")],
    )  # fmt: skip
    def test_what_is_wrong_with_the_child_is_told_at_its_field(
        self, as_: As, typed: dict[str, str], target: str
    ) -> None:
        answer = self.open(as_("rikke"), **typed)
        assert answer.status_code == 422
        assert [each.target for each in answer.context["form"].errors()] == [target]
        assert "Hun er tit væk om mandagen." in text_of(answer)

    def test_a_refused_opening_leaves_no_child_behind(self, as_: As) -> None:
        answer = self.open(as_("rikke"), birth_date="7.6.2014", **{"sag.klassetrin": "42"})
        assert answer.status_code == 422
        assert Person.objects.count() == 0

    def test_a_case_is_opened_at_ones_own_school(self, as_: As) -> None:
        assert self.open(as_("aage"), birth_date="7.6.2014").status_code == 403
        assert Person.objects.count() == 0

    @pytest.mark.parametrize("name", ["Bo", "B" * 101, ""])
    def test_whoever_may_open_nothing_learns_nothing_of_a_child(
        self, town: Town, case: Case, as_: As, name: str
    ) -> None:
        before = Person.objects.count()
        known, unknown = (self.open(as_("anna"), cpr=cpr, given_name=name) for cpr in (CPR, demo_number(BORN)))
        assert known.status_code == unknown.status_code == 403
        assert known.context["form"].errors() == unknown.context["form"].errors()
        assert Person.objects.count() == before
        assert not Look.objects.filter(criterion__contains="CPR-nummer").exists()

    @pytest.mark.parametrize("typed", [{"given_name": "B" * 101}, {"given_name": ""}])
    def test_what_is_wrong_with_the_name_is_told_alike_of_a_known_child(
        self, case: Case, as_: As, typed: dict[str, str]
    ) -> None:
        known, unknown = (self.open(as_("rikke"), cpr=cpr, **typed) for cpr in (CPR, demo_number(BORN)))
        assert known.status_code == unknown.status_code == 422
        assert known.context["form"].errors() == unknown.context["form"].errors()

    def test_who_is_told_that_the_child_has_a_case_has_searched_for_it(self, case: Case, as_: As) -> None:
        assert self.open(as_("rikke"), cpr=CPR).status_code == 409
        last = Look.objects.order_by("-number")[0]
        assert (last.act, last.criterion) == ("afvist", f"CPR-nummer: {mark(CPR)}")

    def test_a_case_that_is_opened_is_on_record_as_written(self, town: Town, as_: As) -> None:
        self.open(as_("rikke"), cpr=demo_number(BORN))
        assert Look.objects.order_by("-number")[0].act == "aendret"

    def test_an_ordinary_step_is_no_way_in(self, as_: As) -> None:
        assert as_("rikke").get("/ny-sag/fase1.indsats_i_skolen/").status_code == 404


class TestMending:
    def test_a_correction_starts_from_what_stands_there(self, case: Case, as_: As) -> None:
        sent = form_of(as_("rikke"), f"/sag/{case.number}/haendelse/2/ret/")
        assert sent["forloeb.indsats"] == "Fast voksen om morgenen"
        assert sent["on"] == "10.02.2026"

    def test_a_correction_is_a_new_event_and_the_old_one_stays(self, case: Case, as_: As) -> None:
        path = f"/sag/{case.number}/haendelse/2/ret/"
        sent = form_of(as_("rikke"), path) | {"forloeb.indsats": "To voksne", "reason": "Der var to"}
        assert as_("rikke").post(path, sent).status_code == 302
        page = text_of(as_("rikke").get(f"/sag/{case.number}/tidslinje/"))
        assert "To voksne" in page
        assert "Fast voksen om morgenen" in page
        assert "Rettet senere" in page
        assert "Der var to" in page

    @pytest.mark.parametrize("act", ["ret", "annuller"])
    def test_it_takes_a_reason(self, case: Case, as_: As, act: str) -> None:
        path = f"/sag/{case.number}/haendelse/2/{act}/"
        answer = as_("rikke").post(path, form_of(as_("rikke"), path))
        assert answer.status_code == 422
        assert [each.target for each in answer.context["form"].errors()] == ["felt-reason"]
        assert LedgerEvent.objects.filter(case=case).count() == 2

    def test_an_annulled_event_no_longer_counts(self, case: Case, as_: As) -> None:
        path = f"/sag/{case.number}/haendelse/2/annuller/"
        sent = form_of(as_("rikke"), path) | {"reason": "Det var et andet barn"}
        assert as_("rikke").post(path, sent).status_code == 302
        assert "Annulleret senere: gælder ikke." in text_of(as_("rikke").get(f"/sag/{case.number}/tidslinje/"))
        assert as_("rikke").get(path).status_code == 404

    def test_a_stale_correction_says_so_and_keeps_what_was_typed(self, town: Town, case: Case, as_: As) -> None:
        path = f"/sag/{case.number}/haendelse/2/ret/"
        sent = form_of(as_("rikke"), path) | {"forloeb.indsats": "To voksne", "reason": "Der var to"}
        town.take(case, "fase1.raadgivning", {"forloeb.raad": "Tal med mor"}, "sanne", TODAY)
        answer = as_("rikke").post(path, sent)
        assert answer.status_code == 409
        assert "To voksne</textarea>" in text_of(answer)

    def test_a_rule_that_does_not_bar_cannot_be_departed_from(self, case: Case, as_: As) -> None:
        path = f"/sag/{case.number}/trin/fase1.indsats_i_skolen/forloeb-1/fravig/R1/"
        assert as_("karen").get(path).status_code == 404


class TestNotes:
    def test_a_note_is_written_and_stands_in_the_timeline(self, case: Case, as_: As) -> None:
        path = f"/sag/{case.number}/noter/"
        assert as_("rikke").post(path, {"body": "Mor ringede <b>igen</b>.", "on": "1.3.2026"}).status_code == 302
        page = text_of(as_("rikke").get(f"/sag/{case.number}/tidslinje/"))
        assert "Mor ringede &lt;b&gt;igen&lt;/b&gt;." in page
        assert Note.objects.get().on == date(2026, 3, 1)

    @pytest.mark.parametrize(
        ("typed", "target"), [({"body": "", "on": "1.3.2026"}, "felt-body"), ({"body": "x", "on": "?"}, "felt-on")]
    )
    def test_an_empty_or_dayless_one_is_refused(self, case: Case, as_: As, typed: dict[str, str], target: str) -> None:
        answer = as_("rikke").post(f"/sag/{case.number}/noter/", typed)
        assert answer.status_code == 422
        assert [each.target for each in answer.context["form"].errors()] == [target]


class TestFamily:
    NEW = {"given_name": "Per", "family_name": "Testesen", "kind": "netvaerk", "since": "1.2.2026"}

    def test_the_child_and_its_people_stand_there_with_the_number_masked(self, case: Case, as_: As) -> None:
        page = text_of(as_("rikke").get(f"/sag/{case.number}/parter/"))
        assert "Mathilde Testesen" in page
        assert "har forældremyndighed" in page
        assert "030513-••••" in page

    def test_a_protected_address_is_not_shown(self, case: Case, as_: As) -> None:
        Person.objects.filter(given_name="Mathilde").update(protected_address=True)
        page = text_of(as_("rikke").get(f"/sag/{case.number}/parter/"))
        assert "Adressen er beskyttet" in page
        assert "Opdigtet Vej" not in page

    def test_somebody_is_added(self, case: Case, as_: As) -> None:
        more = self.NEW | {"family_word": "morbror", "interpreter_language": "tyrkisk"}
        assert as_("rikke").post(f"/sag/{case.number}/parter/", more).status_code == 302
        page = text_of(as_("rikke").get(f"/sag/{case.number}/parter/"))
        assert "Morbror, netværk" in page
        assert "Tolk: tyrkisk" in page
        assert "er skrevet på sagen (netværk)" in Note.objects.get(case=case).body  # the case remembers by whom

    @pytest.mark.parametrize(
        ("protected", "told"), [("", "er beholdt."), ("ja", "er beholdt. Adressen er ikke beskyttet.")]
    )
    def test_somebody_the_register_knows_is_added_as_she_stands(
        self, case: Case, as_: As, protected: str, told: str
    ) -> None:
        number = demo_number(date(1980, 6, 7))
        known = add_person(given_name="Åse", family_name="Testesen", cpr=number, address="Opdigtet Vej 2")
        typed = {"given_name": "AASE ", "cpr": number, "address": "Gættet Vej 9", "protected_address": protected}
        answer = as_("rikke").post(f"/sag/{case.number}/parter/", self.NEW | typed, follow=True)
        assert f"Personen var kendt i forvejen, og adresse og andre oplysninger {told}" in text_of(answer)
        assert Relation.objects.filter(child=case.child, adult=known).exists()
        known.refresh_from_db()
        assert (known.name, known.address, known.protected_address) == ("Åse Testesen", "Opdigtet Vej 2", False)
        assert Look.objects.filter(act="aendret", criterion=f"CPR-nummer: {mark(number)}").exists()

    def test_a_number_that_is_anothers_is_refused_and_tells_nothing_of_her(self, case: Case, as_: As) -> None:
        number, before = demo_number(date(1980, 6, 7)), Relation.objects.count()
        add_person(given_name="Åse", family_name="Fremmed", cpr=number)
        answer = as_("rikke").post(f"/sag/{case.number}/parter/", self.NEW | {"cpr": number})
        assert answer.status_code == 422
        assert "Navn og CPR-nummer passer ikke sammen. Kontrollér begge." in text_of(answer)
        assert "Fremmed" not in text_of(answer)
        assert Relation.objects.count() == before
        assert Look.objects.order_by("-number")[0].criterion == f"CPR-nummer: {mark(number)}"

    @pytest.mark.parametrize(
        ("wrong", "target"),
        [({"kind": ""}, "felt-kind"), ({"kind": "eneforaeldremyndighed"}, "felt-kind"), ({"since": "x"}, "felt-since"),
         ({"given_name": ""}, "felt-given-name"), ({"cpr": "12"}, "felt-cpr")],
    )  # fmt: skip
    def test_what_is_wrong_is_told_at_its_field_and_nobody_is_added(
        self, case: Case, as_: As, wrong: dict[str, str], target: str
    ) -> None:
        before = Person.objects.count()
        answer = as_("rikke").post(f"/sag/{case.number}/parter/", self.NEW | wrong)
        assert answer.status_code == 422
        assert answer.context["form"].errors()[0].target.startswith(target)
        assert Person.objects.count() == before

    def test_a_relation_ends_after_its_last_day(self, case: Case, as_: As) -> None:
        relation = Relation.objects.get()
        as_("rikke").post(f"/sag/{case.number}/parter/{relation.pk}/afslut/", {"sidste_dag": "28.2.2026"})
        relation.refresh_from_db()
        assert relation.until == date(2026, 3, 1)
        assert "er ikke længere på sagen" in Note.objects.get(case=case).body

    def test_others_can_neither_see_nor_change_it(self, case: Case, as_: As) -> None:
        assert as_("aage").get(f"/sag/{case.number}/parter/").status_code == 404
        path = f"/sag/{case.number}/parter/{Relation.objects.get().pk}/afslut/"
        assert as_("aage").post(path, {"sidste_dag": "28.2.2026"}).status_code == 404


class TestTeam:
    def test_a_leader_puts_somebody_on_the_case_and_takes_them_off(self, town: Town, case: Case, as_: As) -> None:
        path, somebody = f"/sag/{case.number}/adgang/", town.users["rikke"]
        answer = as_("karen").post(path, {"user": f"rc_plc|{somebody.pk}", "since": "2.3.2026"})
        assert answer.status_code == 302
        member = TeamMember.objects.get(case=case)
        assert "fra 02.03.2026" in text_of(as_("karen").get(path))
        as_("karen").post(f"{path}{member.pk}/fratraed/", {"sidste_dag": "31.3.2026"})
        member.refresh_from_db()
        assert member.until == date(2026, 4, 1)

    @pytest.mark.parametrize("chosen", ["", "rc_plc|x", "rc_plc|99999", "findes_ikke|1"])
    def test_only_somebody_on_the_list(self, town: Town, case: Case, as_: As, chosen: str) -> None:
        answer = as_("karen").post(f"/sag/{case.number}/adgang/", {"user": chosen, "since": "2.3.2026"})
        assert answer.status_code == 422

    def test_who_neither_leads_nor_has_the_role_gets_no_form(self, town: Town, case: Case, as_: As) -> None:
        answer = as_("rikke").post(
            f"/sag/{case.number}/adgang/", {"user": f"skoleleder|{town.users['karen'].pk}", "since": "2.3.2026"}
        )
        assert answer.status_code == 403

    def test_who_is_away_is_told(self, town: Town, case: Case, as_: As) -> None:
        absent, substitute = User.objects.get(username="sanne"), User.objects.get(username="rikke")
        absent.absences.create(substitute=substitute, since=date(2026, 3, 1))
        assert "Sanne Ottosen (fraværende i dag)" in text_of(as_("karen").get(f"/sag/{case.number}/adgang/"))


class TestOddCharacters:
    def test_a_nul_in_an_address_or_a_form_is_refused_before_any_query(self, case: Case, as_: As) -> None:
        assert as_("rikke").get("/sager/?skole=%00").status_code == 400
        assert as_("rikke").get("/sag/%00/").status_code == 400
        answer = as_("rikke").post(f"/sag/{case.number}/noter/", {"body": "\x00", "on": "1.3.2026"})
        assert answer.status_code in (400, 422)

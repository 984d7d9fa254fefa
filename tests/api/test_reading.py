"""What the API tells, to whom, and in how many queries."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sagsgang.casework import commands
from sagsgang.casework.access import viewer_of
from sagsgang.casework.commands import open_case
from sagsgang.casework.commands.notes import note_for_both
from sagsgang.casework.models import Case
from sagsgang.people.models import Person, Relation
from tests.api.conftest import Program
from tests.web.town import CPR, EFFORT, TODAY, Town, moment

As = Callable[[str], Program]


def test_me(as_: As) -> None:
    told = as_("karen").get("/me").json()
    assert told == {
        "name": "Karen Æbelø",
        "day": "2026-03-02",
        "roles": [
            {"role": {"key": "skoleleder", "title": "skoleleder"}, "unit": "engskolen", "unit_name": "Engskolen"}
        ],
        "leads": True,
    }


def test_my_tasks_are_mine(as_: As, case: Case) -> None:
    mine = as_("rikke").get("/tasks").json()
    assert mine["total"] == len(mine["items"]) > 0
    assert {task["case"] for task in mine["items"]} == {case.number}
    assert as_("aage").get("/tasks").json() == {"items": [], "page": 1, "pages": 1, "total": 0}


def test_the_list_holds_the_cases_one_may_know_of(as_: As, case: Case) -> None:
    assert [row["number"] for row in as_("karen").get("/cases").json()["items"]] == [case.number]
    assert as_("aage").get("/cases").json()["total"] == 0
    assert as_("karen").get("/cases", closed=True).json()["total"] == 0
    assert as_("karen").get("/cases", page=7).json()["page"] == 1


@pytest.mark.parametrize("sought", [{"child": "zenobia"}, {"child": CPR}, {"child": f"{CPR[:6]}-{CPR[6:]}"}])
def test_a_child_is_sought_in_the_body(as_: As, case: Case, sought: dict[str, str]) -> None:
    assert [row["number"] for row in as_("karen").post("/cases/search", sought).json()["items"]] == [case.number]
    assert as_("aage").post("/cases/search", sought).json()["total"] == 0


def test_a_case_from_every_side(as_: As, case: Case) -> None:
    told = as_("karen").get(f"/cases/{case.number}").json()
    assert (told["number"], told["child"], told["version"]) == (case.number, "Zenobia Testesen", 1)
    assert told["parties"][0] | {"since": "", "id": ""} == {
        "id": "",
        "name": "Mathilde Testesen",
        "kind": "eneforaeldremyndighed",
        "family_word": "",
        "custody": True,
        "since": "",
        "address": "Opdigtet Vej 1",
    }
    assert {"seat": "skole", "unit": "engskolen", "name": "Engskolen"} in told["seats"]
    assert {role["key"] for role in told["my_roles"]} == {"skoleleder"}
    assert CPR not in str(told)


def test_a_consent_is_told_as_it_stands(as_: As, town: Town) -> None:
    child = Person.objects.create(given_name="Ask", family_name="Testesen", birth_date=date(2013, 5, 3))
    mother = Person.objects.create(given_name="Mathilde", family_name="Testesen")
    Relation.objects.create(child=child, adult=mother, kind="eneforaeldremyndighed", since=child.birth_date)
    known = {
        "sag.skole": "engskolen", "sag.sof_enhed": "bbu", "sag.klassetrin": "6",
        "forloeb.sof_kendskab": "undersoegelse", "forloeb.hensyn": ["nej"], "forloeb.bekymring": "Hun mangler ro.",
    }  # fmt: skip
    anna = viewer_of(town.users["anna"], TODAY)
    case = open_case(
        child=child, step="fase1.kendt_i_sof", facts=known, actor=anna, on=TODAY, at=moment(TODAY)
    ).case  # fmt: skip

    def stands() -> str:
        told = as_("anna").get(f"/cases/{case.number}").json()["consents"]
        return next(each["state"] for each in told if each["key"] == "samtykke_udveksling")

    assert stands() == "mangler"
    who = f"samtykke_udveksling.personer__{mother.pk}"
    town.take(case, "fase1.samtykke_udveksling", {who: "ja", f"{who}__form": "mundtlig"}, "anna", TODAY)
    assert stands() == "givet"


def test_a_protected_address_is_never_told(as_: As, case: Case) -> None:
    hidden = Person.objects.create(
        given_name="Skjult", family_name="Testesen", address="Hemmelig Sti 9", protected_address=True
    )
    Relation.objects.create(child=case.child, adult=hidden, kind="netvaerk", since=date(2020, 1, 1))
    answer = as_("karen").get(f"/cases/{case.number}")
    assert "Hemmelig" not in answer.content.decode()
    assert "Adressen er beskyttet" in [party["address"] for party in answer.json()["parties"]]


def test_the_course_says_what_is_missing_and_how_a_date_is_counted(as_: As, town: Town, case: Case) -> None:
    told = as_("karen").get(f"/cases/{case.number}/course").json()
    standings = {each["step"]: each for each in told["standings"]}
    assert {each["state"] for each in told["standings"]} <= {"done", "open", "barred"}
    assert standings["fase1.indsats_i_skolen"]["state"] == "open"
    assert any(each["account"] for each in standings.values())
    assert all(each["missing"] for each in standings.values() if each["state"] == "barred")
    everything = as_("karen").get(f"/cases/{case.number}/course", everything=True).json()["standings"]
    assert "not_relevant" in {each["state"] for each in everything}
    before = as_("karen").get(f"/cases/{case.number}/course", day="2012-01-01")
    assert (before.status_code, before.json()["code"]) == (422, "dag.ugyldig")


def test_of_the_other_half_only_that_it_happened(as_: As, town: Town, case: Case) -> None:
    town.take(case, "fase1.indsats_i_skolen", EFFORT, "rikke", date(2026, 2, 10))
    case.refresh_from_db()
    own = as_("rikke").get(f"/cases/{case.number}/timeline").json()["items"][0]
    other = as_("sanne").get(f"/cases/{case.number}/timeline").json()["items"][0]
    assert own["texts"]["forloeb.indsats"] == EFFORT["forloeb.indsats"]
    assert not own["withheld"]
    assert (other["step"], other["on"], other["withheld"]) == ("fase1.indsats_i_skolen", "2026-02-10", True)
    assert (other["facts"], other["texts"], other["by"]) == ({}, {}, "")


def test_notes_are_kept_in_their_half(as_: As, town: Town, case: Case) -> None:
    path = f"/cases/{case.number}/notes"
    made = as_("rikke").post(path, {"body": "Kun for skolen", "on": "2026-03-01", "half": "buf"})
    assert (made.status_code, made.json()["half"]) == (201, "buf")
    without = as_("rikke").post(path, {"body": "For begge", "on": "2026-03-01", "half": "faelles"})
    assert (without.status_code, list(without.json()["fields"])) == (422, ["half"])
    note_for_both(case=case, body="For begge", actor=viewer_of(town.users["rikke"], TODAY), at=moment(TODAY))
    assert {note["body"] for note in as_("rikke").get(path).json()["items"]} == {"Kun for skolen", "For begge"}
    assert [note["body"] for note in as_("sanne").get(path).json()["items"]] == ["For begge"]
    refused = as_("rikke").post(path, {"body": "x", "on": "2026-03-01", "half": "sof"})
    assert (refused.status_code, list(refused.json()["fields"])) == (422, ["half"])


def test_notes_are_paged(as_: As, town: Town, case: Case) -> None:
    viewer = viewer_of(town.users["rikke"], TODAY)
    for number in range(51):
        commands.add_note(case_id=case.pk, body=f"nr. {number}", on=TODAY, actor=viewer, at=moment(TODAY))
    first, second = (as_("rikke").get(f"/cases/{case.number}/notes", page=page).json() for page in (1, 2))
    assert (len(first["items"]), len(second["items"]), first["pages"], first["total"]) == (50, 1, 2, 51)


@pytest.mark.parametrize("path", ["", "/course", "/timeline", "/notes"])
def test_a_case_that_is_not_there_and_one_that_is_not_yours_get_the_same_answer(as_: As, case: Case, path: str) -> None:
    aage = as_("aage")
    foreign, none = aage.get(f"/cases/{case.number}{path}"), aage.get(f"/cases/2026-99999{path}")
    assert foreign.status_code == none.status_code == 404
    assert foreign.json() == none.json()
    assert foreign.json()["code"] == "sag.ukendt"


@pytest.mark.parametrize("path", ["/me", "/tasks", "/cases", "/cases/{}", "/cases/{}/course", "/cases/{}/timeline"])
def test_a_page_takes_the_same_number_of_queries_whatever_it_holds(as_: As, town: Town, case: Case, path: str) -> None:
    program = as_("rikke")

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert program.get(path.format(case.number)).status_code == 200
        return len(seen)

    queries()  # what is looked up once and kept
    few = queries()
    for number in range(5):
        town.case((f"Barn{number}", "Flere"))
        town.take(case, "fase1.indsats_i_skolen", EFFORT, "rikke", date(2026, 2, 10)) if number == 0 else None
    assert queries() == few

"""Every step that can be taken is an operation: made from its declaration, through the same door as the screens."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import schemathesis

from sagsgang.api.declared import read_facts, schema_of
from sagsgang.api.description import description
from sagsgang.api.house import api
from sagsgang.casework.models import Case, LedgerText
from sagsgang.casework.procedures import procedure
from sagsgang.casework.refusals import AnswersInvalid
from sagsgang.people.models import Person
from sagsgang.record.keys import mark
from sagsgang.record.models import Look
from tests.api.conftest import Program
from tests.web.town import CONCERN, CPR, EFFORT, Town

As = Callable[[str], Program]
STEP = "fase1.indsats_i_skolen"
DAY = "2026-03-02"


def path_of(case: Case, step: str = STEP, occurrence: str = "forloeb-1") -> str:
    return f"/cases/{case.number}/steps/{step}/{occurrence}"


def taking(case: Case, **more: Any) -> dict[str, Any]:
    return {"on": DAY, "based_on": case.version, "facts": EFFORT} | more


def test_a_step_is_taken(as_: As, case: Case) -> None:
    answer = as_("rikke").post(path_of(case), taking(case))
    assert answer.status_code == 201
    assert answer.json() | {"sentence": "", "follows": ""} == {
        "case": case.number, "version": 2, "event": 2, "step": STEP, "occurrence": "forloeb-1", "sentence": "",
        "follows": "",
    }  # fmt: skip
    assert LedgerText.objects.get(case=case, key="forloeb.indsats").body == EFFORT["forloeb.indsats"]


def test_a_stale_write_changes_nothing(as_: As, case: Case) -> None:
    assert as_("rikke").post(path_of(case), taking(case)).status_code == 201
    answer = as_("rikke").post(path_of(case), taking(case))
    assert (answer.status_code, answer.json()["code"], answer.json()["version"]) == (409, "sag.foraeldet", 2)
    case.refresh_from_db()
    assert case.version == 2


def test_a_closed_step_says_what_is_missing_and_whose_turn_it_is(as_: As, case: Case) -> None:
    course = as_("karen").get(f"/cases/{case.number}/course").json()["standings"]
    barred = next(each for each in course if each["state"] == "barred" and each["mine"])
    answer = as_("karen").post(path_of(case, barred["step"], barred["occurrence"]["id"]), taking(case, facts={}))
    said = answer.json()
    assert (answer.status_code, said["code"], said["missing"]) == (409, "trin.lukket", barred["missing"])
    assert said["waits_on"]


@pytest.mark.parametrize(
    ("who", "change", "status", "code", "field"),
    [
        ("aage", {}, 404, "sag.ukendt", ""),
        ("sanne", {}, 403, "trin.ikke_dit", ""),
        ("rikke", {"on": "2026-03-03"}, 422, "dag.ugyldig", "on"),
        ("rikke", {"on": "2026-02-20"}, 422, "begrundelse.mangler", "backdating_reason"),
        ("rikke", {"on": "20. februar"}, 422, "anmodning.ugyldig", "on"),
        ("rikke", {"facts": {}}, 422, "svar.ugyldige", "forloeb.indsats"),
        ("rikke", {"facts": EFFORT | {"forloeb.fritid_inddraget": "måske"}}, 422, "svar.ugyldige", ""),
        ("rikke", {"facts": EFFORT | {"forloeb.hyggelig": "ja"}}, 422, "svar.ugyldige", "forloeb.hyggelig"),
        ("rikke", {"facts": EFFORT | {"forloeb.indsats": 7}}, 422, "svar.ugyldige", "forloeb.indsats"),
        ("rikke", {"facts": EFFORT | {"forloeb.indsats": "a\x00b"}}, 422, "svar.ugyldige", "forloeb.indsats"),
        ("rikke", {"facts": EFFORT | {"forloeb.indsats": "a\ud800"}}, 422, "svar.ugyldige", "forloeb.indsats"),
        ("rikke", {"based_on": "1"}, 422, "anmodning.ugyldig", "based_on"),
        ("rikke", {"recorded_for": {"role": "familien", "how": "brev", "name": "N"}}, 403, "trin.ikke_for_andre", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(
    as_: As, case: Case, who: str, change: dict[str, Any], status: int, code: str, field: str
) -> None:
    answer = as_(who).post(path_of(case), taking(case, **change))
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert not field or field in answer.json()["fields"]
    case.refresh_from_db()
    assert case.version == 1


@pytest.mark.parametrize(("step", "occurrence"), [("fase9.intet", "forloeb-1"), (STEP, "forloeb-9")])
def test_a_step_that_is_none(as_: As, case: Case, step: str, occurrence: str) -> None:
    answer = as_("rikke").post(path_of(case, step, occurrence), taking(case))
    assert (answer.status_code, answer.json()["code"]) == (404, "trin.ukendt")


def opening(**child: Any) -> dict[str, Any]:
    return {
        "on": DAY,
        "facts": CONCERN | {"sag.klassetrin": 5},
        "child": {"given_name": "Ny", "family_name": "Elev"} | child,
    }


def test_a_case_is_opened(as_: As, town: Town) -> None:
    answer = as_("rikke").post("/openings/fase1.bekymring", opening(birth_date="2014-05-06"))
    assert answer.status_code == 201
    assert as_("rikke").get(f"/cases/{answer.json()['case']}").json()["child"] == "Ny Elev"
    again = as_("rikke").post("/openings/fase1.bekymring", opening(birth_date="2014-05-06"))
    assert (again.status_code, again.json()["code"]) == (409, "sag.findes")


@pytest.mark.parametrize(
    ("child", "code"),
    [
        ({}, "svar.ugyldige"),
        ({"birth_date": "2027-01-01"}, "svar.ugyldige"),
        ({"given_name": " ", "birth_date": "2014-05-06"}, "svar.ugyldige"),
        ({"cpr": "123"}, "people.cpr_form"),
    ],
)
def test_a_child_that_cannot_be_is_refused_and_nobody_added(
    as_: As, town: Town, child: dict[str, str], code: str
) -> None:
    answer = as_("rikke").post("/openings/fase1.bekymring", opening(**child))
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert not Person.objects.exists()


@pytest.mark.parametrize("name", ["Ny", "N" * 101, " "])
def test_whoever_may_open_nothing_learns_nothing_of_a_child(as_: As, town: Town, case: Case, name: str) -> None:
    sent = (opening(cpr=cpr, given_name=name) for cpr in (CPR, "0101149996"))
    known, unknown = (as_("anna").post("/openings/fase1.bekymring", each) for each in sent)
    assert known.status_code == unknown.status_code
    assert known.status_code in (403, 422)
    assert known.json() == unknown.json()
    assert Person.objects.count() == 2


def test_a_name_that_cannot_be_is_told_alike_of_a_known_child(as_: As, town: Town, case: Case) -> None:
    sent = (opening(cpr=cpr, given_name="N" * 101) for cpr in (CPR, "0101149996"))
    known, unknown = (as_("rikke").post("/openings/fase1.bekymring", each) for each in sent)
    assert known.status_code == unknown.status_code == 422
    assert known.json() == unknown.json()


def test_who_is_told_that_the_child_has_a_case_has_searched_for_it(as_: As, town: Town, case: Case) -> None:
    assert as_("rikke").post("/openings/fase1.bekymring", opening(cpr=CPR)).json()["code"] == "sag.findes"
    assert Look.objects.order_by("-number")[0].criterion == f"CPR-nummer: {mark(CPR)}"


def test_the_ways_in(as_: As) -> None:
    ways = as_("rikke").get("/openings").json()
    assert {way["step"] for way in ways} == {step.key for step in procedure().entries}
    assert [way["may"] for way in ways if way["step"] == "fase1.bekymring"] == [True]


class TestDescription:
    def test_every_step_that_can_be_taken_is_an_operation(self) -> None:
        paths = description(api, procedure())["paths"]
        steps = {path.split("/steps/")[1].split("/")[0] for path in paths if "/steps/" in path}
        assert steps == {key for key, versions in procedure().versions.items() if not versions[-1].milestone}
        assert {path.split("/openings/")[1] for path in paths if "/openings/" in path} == {
            step.key for step in procedure().entries
        }

    def test_it_says_when_alone_an_answer_is_taken(self) -> None:
        followed = procedure()
        told = [
            schema_of((step,), followed, date(2026, 3, 2))["properties"][asked.fact.key]["description"]
            for step in followed.steps
            for asked in step.asked()
            if asked.provisos
        ]
        assert told
        assert [each for each in told if "Tages kun hvis " not in each] == []

    def test_it_is_a_description_as_the_standard_wants_it(self) -> None:
        schemathesis.openapi.from_dict(description(api, procedure())).validate()

    def test_what_a_step_asks_stands_in_its_operation(self) -> None:
        path = description(api, procedure())["paths"][f"/api/v1/cases/{{number}}/steps/{STEP}/{{occurrence}}"]
        body = path["post"]["requestBody"]["content"]["application/json"]["schema"]
        assert body["required"] == ["on", "based_on", "facts"]
        facts = body["properties"]["facts"]
        step = procedure().step(STEP)
        assert {asked.fact.key for asked in step.asked()} <= facts["properties"].keys()
        assert "forloeb.elevplan_system" in facts["properties"]
        assert facts["properties"]["forloeb.fritid_inddraget"]["enum"] == ["ja", "nej"]
        assert path["post"]["summary"] == step.title

    def test_every_fact_that_any_step_asks_for_is_described_and_can_be_sent(self) -> None:
        for versions in procedure().versions.values():
            for step in versions:
                with pytest.raises(AnswersInvalid) as refused:
                    read_facts(versions, {asked.fact.key: {"hvad": 1} for asked in step.asked()} | {"ukendt": 1})
                assert refused.value.fields.keys() == {asked.fact.key for asked in step.asked()} | {"ukendt"}

    def test_it_is_for_those_who_hold_a_role(self, as_: As, town: Town) -> None:
        answer = as_("karen").get("/openapi.json")
        assert (answer.status_code, answer.json()["openapi"]) == (200, "3.1.0")
        town.users["ny"] = type(town.users["karen"]).objects.create_user("ny", name="Ny")
        assert as_("ny").get("/openapi.json").status_code == 403

    def test_every_answer_of_a_problem_is_declared(self) -> None:
        made = description(api, procedure())
        for path in made["paths"].values():
            for method, operation in path.items():
                wanted = {"401", "404", "405", "422", "500"} | (
                    {"403", "409", "413", "415"} if method == "post" else set()
                )
                assert wanted <= {str(status) for status in operation["responses"]}

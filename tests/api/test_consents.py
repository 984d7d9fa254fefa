"""A program records what each person answered: ids, answers and forms, through the same door as the screens."""

from collections.abc import Callable
from typing import Any

import pytest

from sagsgang.api.declared import schema_of
from sagsgang.casework.consents import Basis, basis_for
from sagsgang.casework.models import Case
from sagsgang.casework.procedures import procedure
from sagsgang.people.models import Relation
from sagsgang.procedure.language import Side
from tests.api.conftest import Program
from tests.web.families import known_to_sof
from tests.web.town import TODAY, Town

As = Callable[[str], Program]
ASK, PERSONS = "fase1.samtykke_udveksling", "samtykke_udveksling.personer"


@pytest.fixture
def case(town: Town) -> Case:
    return known_to_sof(town)


def sent(as_: As, case: Case, rows: Any) -> Any:
    body = {"on": TODAY.isoformat(), "based_on": case.version, "facts": {PERSONS: rows}}
    return as_("anna").post(f"/cases/{case.number}/steps/{ASK}/forloeb-1", body)


def test_both_answer(as_: As, case: Case) -> None:
    parents = Relation.objects.filter(child=case.child).values_list("adult_id", flat=True)
    answer = sent(as_, case, [{"giver": str(who), "svar": "ja", "form": "digital"} for who in parents])
    assert answer.status_code == 201
    assert isinstance(basis_for(case, day=TODAY, sender=Side.SOF, receiver=Side.BUF), Basis)


@pytest.mark.parametrize("rows", ["ja", [], [1], [{"giver": "1", "svar": "ja", "navn": "Far"}], [{"giver": 1}], {}])
def test_what_is_no_answer_is_refused_at_its_field(as_: As, case: Case, rows: Any) -> None:
    answer = sent(as_, case, rows)
    assert answer.status_code == 422


def test_the_description_says_what_a_row_holds() -> None:
    followed = procedure()
    shape = schema_of(followed.versions[ASK], followed, TODAY)["properties"][PERSONS]
    assert set(shape["items"]["properties"]) == {"giver", "svar", "form"}
    assert shape["items"]["properties"]["svar"]["enum"] == ["ja", "nej", "mangler", "uaendret"]

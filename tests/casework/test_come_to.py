"""Which occurrence of its subject tells how a consent stands today."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from sagsgang.casework.access import Relation
from sagsgang.casework.consents import come_to
from sagsgang.procedure.engine import Consented
from sagsgang.procedure.language import ConsentState
from tests.procedure.toy import SAMTYKKE

DAY = date(2026, 1, 6)
YES = Consented(SAMTYKKE, "ja", DAY, 1)


def place(*, ended: bool, record: Consented | None = None) -> Any:
    return SimpleNamespace(ended=DAY if ended else None, consents={SAMTYKKE.key: record} if record else {})


@pytest.mark.parametrize(
    ("places", "state"),
    [
        ([place(ended=False, record=YES), place(ended=True)], ConsentState.GIVEN),
        ([place(ended=False, record=YES), place(ended=False)], ConsentState.MISSING),
        ([place(ended=True), place(ended=True, record=YES)], ConsentState.GIVEN),
    ],
)
def test_the_latest_that_runs_counts_and_else_the_latest(places: list[Any], state: ConsentState) -> None:
    world = SimpleNamespace(
        procedure=SimpleNamespace(consents=(SAMTYKKE,)), by_subject={SAMTYKKE.subject.key: places}, day=DAY
    )
    assert [each for _, _, each in come_to(SimpleNamespace(world=world), Relation(()))] == [state]  # type: ignore[arg-type]


def test_a_consent_whose_subject_is_not_there_is_left_out() -> None:
    world = SimpleNamespace(procedure=SimpleNamespace(consents=(SAMTYKKE,)), by_subject={}, day=DAY)
    assert list(come_to(SimpleNamespace(world=world), Relation(()))) == []  # type: ignore[arg-type]

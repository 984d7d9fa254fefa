"""A step that may be taken again: the new answer needs what the first one needed."""

from dataclasses import replace

import pytest

from sagsgang.procedure.engine import Standing, State
from sagsgang.procedure.language import expect, given, yes
from tests.procedure.toy import EGNET, FORLOEB, RAPPORT_NY, SAMTYKKE, SVAR, TOY, VEDTAEGT, Case, step

DEL = step(
    "del",
    "Rapporten deles med naboen",
    "Rapporten er delt med naboen",
    FORLOEB,
    requires=given(SAMTYKKE),
    expects=(expect(yes(EGNET), VEDTAEGT.at("P1.2")),),
    again=True,
)
ONCE = replace(DEL, key="del_en_gang", done="Rapporten er delt én gang", again=False)
WITH_SHARING = replace(TOY, steps=(*TOY.steps, DEL, ONCE))


def shared() -> Case:
    case = Case(WITH_SHARING)
    case.open()
    case.ready()
    case.take("del", "2026-01-07")
    case.take("del_en_gang", "2026-01-07")
    return case


def to_take(case: Case, key: str = "del", day: str = "2026-02-01") -> Standing:
    assessment = case.on(day)
    return assessment.to_take(assessment.of_step(key)[-1])


def test_it_is_done_and_can_be_taken_anew():
    case = shared()
    assert case.on("2026-02-01").of_step("del")[-1].state is State.DONE
    assert to_take(case).state is State.OPEN


def test_a_withdrawn_consent_bars_the_new_answer_and_leaves_the_old_one_done():
    case = shared()
    case.take("traek", "2026-01-20")
    assert case.on("2026-02-01").of_step("del")[-1].state is State.DONE
    assert to_take(case).state is State.BARRED
    assert [barrier.finding.condition.consent for barrier in to_take(case).barriers] == [SAMTYKKE]


def test_it_warns_of_what_the_first_answer_would_have_been_warned_of():
    case = shared()
    case.take(RAPPORT_NY.key, "2026-01-20", forloeb__egnet="nej")
    assert [warning.finding.condition.fact for warning in to_take(case).warnings] == [EGNET]


def test_what_may_be_done_once_only_stays_done():
    assert to_take(shared(), "del_en_gang").state is State.DONE


@pytest.mark.parametrize("key", ["del", "del_en_gang"])
def test_what_has_not_been_done_is_met_as_it_stands(key: str):
    case = Case(WITH_SHARING)
    case.open()
    case.take("spoerg", "2026-01-06", **{SVAR.key.replace(".", "__"): "nej"})
    assert to_take(case, key).state is State.BARRED

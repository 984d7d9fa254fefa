"""Setting right: corrections, annulments, departures name what they are about, say why, report what they undermine."""

from typing import Any

import pytest

from sagsgang.casework import commands, queries
from sagsgang.casework.ledger import load, texts_of
from sagsgang.casework.models import Case, CaseSeat, CaseSummary, LedgerEvent, LedgerText, OpenTask
from sagsgang.casework.refusals import (
    AnswersInvalid,
    DayInvalid,
    NotYours,
    ReasonMissing,
    StaleWrite,
    StepClosed,
    UnknownCase,
    UnknownEvent,
    UnknownStep,
)
from tests.casework.ground import Town, day, named, noon, nothing_changes

pytestmark = [pytest.mark.database, pytest.mark.django_db]


class Mending:
    """The three ways of setting a case right, each on a day."""

    def __init__(self, town: Town, case: Case) -> None:
        self.town = town
        self.case = case

    def _common(self, by: str, today: str, more: dict[str, Any]) -> dict[str, Any]:
        now = day(today)
        return {
            "case_id": self.case.pk,
            "actor": self.town.viewer(by, now),
            "at": noon(now),
            "based_on": more.pop("based_on", None),
            "reason": more.pop("reason", "Tastefejl"),
        }

    def correct(self, event: int, on: str, by: str = "karl", today: str = "2026-01-20", **more: Any):
        common = self._common(by, today, more)
        return commands.correct(**common, event=event, on=day(on), facts=named(more))

    def annul(self, event: int, by: str = "gerda", today: str = "2026-01-20", **more: Any):
        return commands.annul(**self._common(by, today, more), event=event)

    def depart(self, step: str, occurrence: str, rule: str, by: str = "frida", today: str = "2026-01-20", **more: Any):
        return commands.depart(**self._common(by, today, more), step=step, occurrence=occurrence, rule=rule)


@pytest.fixture
def case(town: Town) -> Case:
    """A wish (1), a consent (2) and a report (3)."""
    case = town.open().case
    town.ready(case)
    return case


@pytest.fixture
def mending(town: Town, case: Case) -> Mending:
    return Mending(town, case)


def facts_known(town: Town, case: Case, known: str | None = None) -> Any:
    page = queries.case_page(town.viewer("gerda", day("2026-01-25")), case.number, known=day(known) if known else None)
    place = page.assessment.world.occurrence("forloeb-1")
    assert place is not None
    return {key: recorded.value for key, recorded in place.facts.items()}


def test_a_correction_is_a_new_event_and_the_old_one_stays(town: Town, case: Case, mending: Mending):
    result = mending.correct(3, "2026-01-06", forloeb__egnet="ja", forloeb__maalt="2026-01-06", forloeb__areal="54")
    assert (result.event.number, result.event.target) == (4, 3)
    assert LedgerEvent.objects.get(number=3).facts["forloeb.areal"] == 45
    assert dict(LedgerText.objects.filter(event=4).values_list("key", "body")) == {"begrundelse": "Tastefejl"}
    assert facts_known(town, case)["forloeb.areal"] == 54
    rows = queries.timeline(town.viewer("gerda", day("2026-01-20")), case.number).rows
    by_number = {row.event.number: row for row in rows}
    assert (by_number[3].corrected_by, by_number[3].superseded) == (4, True)


def test_what_was_known_then_is_still_shown(town: Town, case: Case, mending: Mending):
    mending.correct(3, "2026-01-06", forloeb__egnet="ja", forloeb__maalt="2026-01-06", forloeb__areal="54")
    assert facts_known(town, case, known="2026-01-19")["forloeb.areal"] == 45
    assert facts_known(town, case, known="2026-01-20")["forloeb.areal"] == 54
    viewer = town.viewer("gerda", day("2026-01-25"))
    then = queries.timeline(viewer, case.number, known=day("2026-01-19")).rows
    assert [row.event.number for row in then] == [3, 2, 1]
    assert not any(row.superseded for row in then)


def test_what_is_not_typed_again_stays_as_it_was(town: Town, case: Case, mending: Mending):
    again = {"sag__hus": "egehuset", "sag__kreds": "kreds-nord"}
    mending.correct(1, "2026-01-05", by="gerda", **again)
    assert texts_of(case, 1)["forloeb.oenske"] == "Et hus med have"
    mending.correct(1, "2026-01-05", by="gerda", forloeb__oenske="Et hus med drivhus", **again)
    mending.correct(1, "2026-01-05", by="gerda", **again)
    assert texts_of(case, 1)["forloeb.oenske"] == "Et hus med drivhus"
    assert [event.facts["forloeb.oenske"] for event in load(case) if event.target == 1] == [True] * 3


def test_a_correction_that_undermines_a_decision_reports_it(town: Town, case: Case, mending: Mending):
    town.take(case, "indsend", "2026-01-10", ansoegning__moede="2026-02-02")
    mending.correct(3, "2026-01-06", forloeb__egnet="nej", forloeb__maalt="2026-01-06", forloeb__areal="45")
    page = queries.case_page(town.viewer("gerda", day("2026-01-20")), case.number)
    assert [breach.event.step for breach in page.breaches] == ["indsend"]
    assert page.breaches[0].barriers


def test_a_correction_is_answered_like_the_form_itself(case: Case, mending: Mending):
    with nothing_changes(), pytest.raises(AnswersInvalid) as refused:
        mending.correct(3, "2026-01-06", forloeb__egnet="ja", forloeb__maalt="2026-01-06", forloeb__areal="mange")
    assert list(refused.value.fields) == ["forloeb.areal"]


def test_a_correction_may_move_the_day_but_not_before_there_was_anything(town: Town, case: Case, mending: Mending):
    facts = {"forloeb__egnet": "ja", "forloeb__maalt": "2026-01-05", "forloeb__areal": "45"}
    mending.correct(3, "2026-01-05", **facts)
    page = queries.case_page(town.viewer("gerda", day("2026-01-20")), case.number, day("2026-01-05"))
    assert page.assessment.standing("rapport", "forloeb-1").state.name == "DONE"
    with nothing_changes(), pytest.raises(DayInvalid, match="endnu ikke begyndt"):
        mending.correct(3, "2026-01-04", **facts)
    with nothing_changes(), pytest.raises(DayInvalid, match="i fremtiden"):
        mending.correct(3, "2026-01-21", **facts)


def test_an_annulled_event_never_counted(town: Town, case: Case, mending: Mending):
    mending.annul(2)
    assert OpenTask.objects.filter(case=case, step="spoerg").exists()
    assert "forloeb.svar" not in facts_known(town, case)
    assert facts_known(town, case, known="2026-01-19")["forloeb.svar"] == "ja"
    rows = queries.timeline(town.viewer("gerda", day("2026-01-20")), case.number, kind="aendret").rows
    assert [(row.event.number, row.texts) for row in rows] == [(4, {"begrundelse": "Tastefejl"})]


def test_what_hung_on_an_annulled_event_is_reported_as_strays(town: Town, case: Case, mending: Mending):
    handed_in = town.take(case, "indsend", "2026-01-10", ansoegning__moede="2026-02-02").event.number
    town.take(case, "papirer", "2026-01-12", f"ansoegning-{handed_in}", by="karl")
    result = mending.annul(handed_in)
    assert [event.step for event in result.assessment.world.strays] == ["papirer"]


def test_the_event_that_opened_the_case_is_corrected_not_annulled(case: Case, mending: Mending):
    with nothing_changes(), pytest.raises(StepClosed, match="kan ikke annulleres"):
        mending.annul(1)


def test_a_second_life_opened_by_mistake_can_be_annulled(town: Town, case: Case, mending: Mending):
    town.take(case, "luk", "2026-01-15", by="frida")
    again = town.open("2026-01-18", child=case.child).event.number
    mending.annul(again)
    assert not CaseSummary.objects.get().is_open
    assert CaseSeat.objects.filter(case=case, unit=town.units["egehuset"]).exists()


def test_setting_right_needs_a_role_a_reason_and_the_newest_version(town: Town, case: Case, mending: Mending):
    facts = {"forloeb__egnet": "ja", "forloeb__maalt": "2026-01-06", "forloeb__areal": "54"}
    with nothing_changes():
        with pytest.raises(NotYours, match="rettes af kassereren"):
            mending.correct(3, "2026-01-06", by="gerda", **facts)
        with pytest.raises(NotYours, match="rettes af gartneren"):
            mending.annul(2, by="karl")
        with pytest.raises(ReasonMissing):
            mending.correct(3, "2026-01-06", reason=" ", **facts)
        with pytest.raises(ReasonMissing):
            mending.annul(2, reason="")
        with pytest.raises(StaleWrite):
            mending.annul(2, based_on=2)
        with pytest.raises(UnknownEvent):
            mending.annul(99)
        with pytest.raises(UnknownCase):
            mending.annul(2, by="kirsten", based_on=1)
        with pytest.raises(AnswersInvalid):
            mending.annul(2, reason="a\x00b")


def test_what_is_annulled_cannot_be_set_right_again(mending: Mending):
    mending.annul(2)
    with nothing_changes():
        for attempt in (
            lambda: mending.annul(2),
            lambda: mending.correct(2, "2026-01-06", by="gerda", forloeb__svar="ja"),
        ):
            with pytest.raises(UnknownEvent, match="allerede annulleret"):
                attempt()


# Departing from a rule (X7) -----------------------------------------------------------------------------------------


@pytest.fixture
def barred(town: Town) -> Mending:
    """A case in which R1 bars the application: the consent is refused."""
    case = town.open().case
    town.ready(case, svar="nej")
    return Mending(town, case)


def test_a_named_leader_departs_from_a_rule_with_a_reason(town: Town, barred: Mending):
    with pytest.raises(StepClosed, match="R1"):
        town.take(barred.case, "indsend", "2026-01-10", ansoegning__moede="2026-02-02")
    result = barred.depart("indsend", "forloeb-1", "R1", reason="Huset står tomt")
    event = LedgerEvent.objects.get(number=result.event.number)
    assert (event.kind, event.facts, event.actor_role) == ("departed", {"regel": "R1"}, "formand")
    assert texts_of(barred.case, event.number) == {"begrundelse": "Huset står tomt"}
    town.take(barred.case, "indsend", "2026-01-21", ansoegning__moede="2026-02-02")


def test_nobody_else_departs_and_only_from_a_rule_that_bars(town: Town, case: Case, barred: Mending):
    with nothing_changes():
        with pytest.raises(NotYours, match="kun fraviges af formanden"):
            barred.depart("indsend", "forloeb-1", "R1", by="leif")
        with pytest.raises(ReasonMissing):
            barred.depart("indsend", "forloeb-1", "R1", reason="")
        with pytest.raises(StepClosed, match="spærrer ikke"):
            barred.depart("indsend", "forloeb-1", "R9")
        with pytest.raises(UnknownStep):
            barred.depart("findes-ikke", "forloeb-1", "R1")
        with pytest.raises(StepClosed, match="spærrer ikke"):
            Mending(town, case).depart("indsend", "forloeb-1", "R1")
        with pytest.raises(NotYours, match="R2 kan ikke fraviges"):
            barred.depart("opmaal", "forloeb-1", "R2")
        with pytest.raises(UnknownCase):
            barred.depart("indsend", "forloeb-1", "R1", by="fie")


def test_a_departure_is_annulled_not_corrected(town: Town, barred: Mending):
    number = barred.depart("indsend", "forloeb-1", "R1").event.number
    with nothing_changes(), pytest.raises(StepClosed, match="Annullér den"):
        barred.correct(number, "2026-01-20", by="gerda")
    barred.annul(number)
    with pytest.raises(StepClosed, match="R1"):
        town.take(barred.case, "indsend", "2026-01-21", ansoegning__moede="2026-02-02")

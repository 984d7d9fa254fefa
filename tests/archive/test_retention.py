"""Retention: nothing goes without a rule, a day that has come, two leaders and nobody who holds it back."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sagsgang.archive import reviewing
from sagsgang.archive.models import LONGEST_REASON, Destruction
from sagsgang.archive.refusals import AlreadyEnded, Held, NoRule, NotDue, NotHandedOver, TwoPersons
from sagsgang.archive.retention import RESULTS, rules, rules_on
from sagsgang.archive.reviewing import fate_of, sample_of
from sagsgang.archive.worklist import for_review
from sagsgang.casework.access import visible_cases
from sagsgang.casework.models import Case, Grant
from sagsgang.casework.refusals import AnswersInvalid, NotYours, UnknownCase
from sagsgang.casework.scope import house
from sagsgang.web import clock
from tests.archive.ended import LATER, RULES, at, confirm, decide_rules, ended_case, later, propose, two_leaders
from tests.web.town import Town

As = Callable[[str], Client]


@pytest.fixture
def case(town: Town) -> Case:
    two_leaders(town)
    return ended_case(town)


@pytest.fixture
def ruled(settings: Any, tmp_path: Path) -> None:
    decide_rules(settings, tmp_path)


class TestRules:
    def test_none_is_shipped(self, settings: Any) -> None:
        settings.RETENTION_RULES = ""
        assert rules() == ()

    def test_a_rule_holds_in_its_time(self, ruled: None) -> None:
        assert not rules_on(date(2019, 12, 31))
        assert rules_on(date(2020, 1, 1))

    def test_two_rules_at_once_are_refused(self, settings: Any, tmp_path: Path) -> None:
        decide_rules(settings, tmp_path, RULES + RULES.replace("flyttet-5", "igen"))
        with pytest.raises(ImproperlyConfigured):
            rules()

    @pytest.mark.parametrize(
        ("old", "new"),
        [("fraflyttet", "ukendt"), ("aar = 5", "aar = 0"), ("aar = 5", 'aar = "5"'), ("since = 2020-01-01", ""),
         ('kilde = "Udvalgets beslutning, opdigtet"', 'kilde = ""'), ("[[regel]]", "[[regel")],
    )  # fmt: skip
    def test_what_cannot_be_understood_is_refused(self, settings: Any, tmp_path: Path, old: str, new: str) -> None:
        decide_rules(settings, tmp_path, RULES.replace(old, new))
        with pytest.raises(ImproperlyConfigured):
            rules()

    def test_the_example_can_be_read(self, settings: Any) -> None:
        settings.RETENTION_RULES = str(Path(__file__).resolve().parents[2] / "docs/drift/opbevaring.eksempel.toml")
        assert {rule.result for rule in rules()} == set(RESULTS)


class TestFate:
    def test_without_a_rule_nothing_can_go(self, town: Town, case: Case) -> None:
        with pytest.raises(NoRule):
            propose(town, case)

    def test_result_and_day_follow_from_the_course(self, case: Case, ruled: None) -> None:
        fate = fate_of(case, LATER)
        assert fate.ended is not None
        assert fate.ended.result == "fraflyttet"
        assert fate.reached is not None
        assert fate.reached.on == date(2031, 3, 2)
        assert fate.barrier(LATER) is None

    @pytest.mark.parametrize(("day", "may"), [(date(2031, 3, 1), False), (date(2031, 3, 2), True)])
    def test_not_a_day_too_early(self, case: Case, ruled: None, day: date, may: bool) -> None:
        assert (fate_of(case, day).barrier(day) is None) is may

    def test_a_case_under_way_is_not_over(self, town: Town, ruled: None) -> None:
        two_leaders(town)
        with pytest.raises(NotDue):
            propose(town, town.case())

    def test_born_on_the_first_is_the_archives(self) -> None:
        assert sample_of(date(2013, 5, 1), LATER) is not None
        assert sample_of(date(2013, 5, 3), LATER) is None
        assert sample_of(None, LATER) is not None

    def test_the_sample_is_handed_over_first(self, town: Town, case: Case, ruled: None) -> None:
        case.child.birth_date = date(2013, 5, 1)
        case.child.save()
        with pytest.raises(NotHandedOver):
            propose(town, case)
        reviewing.hand_over(number=case.number, on=LATER, reference="AFL-1", actor=later(town, "karen"), at=at())
        assert propose(town, case).pk


class TestTwoLeaders:
    def test_the_one_who_proposed_cannot_confirm(self, town: Town, case: Case, ruled: None) -> None:
        propose(town, case)
        with pytest.raises(TwoPersons):
            confirm(town, case, by="karen")
        assert not Destruction.objects.exclude(confirmed_at=None).exists()

    def test_who_leads_nothing_has_no_say(self, town: Town, case: Case, ruled: None) -> None:
        with pytest.raises(NotYours):
            propose(town, case, by="rikke")
        with pytest.raises(UnknownCase):
            propose(town, case, by="aage")

    def test_a_hold_stops_what_is_proposed(self, town: Town, case: Case, ruled: None) -> None:
        propose(town, case)
        reviewing.hold(number=case.number, reason="Klage til Ankestyrelsen", actor=later(town, "kaj"), at=at())
        with pytest.raises(AlreadyEnded):
            confirm(town, case)
        with pytest.raises(Held):
            propose(town, case)

    def test_a_lifted_hold_holds_no_more(self, town: Town, case: Case, ruled: None) -> None:
        row = reviewing.hold(number=case.number, reason="Klage", actor=later(town, "kaj"), at=at())
        reviewing.lift(number=case.number, keeping=row.pk, why="Afgjort", actor=later(town, "karen"), at=at())
        assert propose(town, case).pk

    def test_kept_longer_until_the_day(self, town: Town, case: Case, ruled: None) -> None:
        until = date(2033, 1, 1)
        reviewing.keep(number=case.number, reason="Søskendesag", until=until, actor=later(town, "kaj"), at=at())
        with pytest.raises(NotDue):
            propose(town, case)
        assert fate_of(case, until).barrier(until) is None

    def test_twice_proposed_is_refused(self, town: Town, case: Case, ruled: None) -> None:
        propose(town, case)
        with pytest.raises(AlreadyEnded):
            propose(town, case, by="kaj")

    def test_the_rule_is_asked_again_when_it_is_confirmed(
        self, town: Town, case: Case, ruled: None, settings: Any
    ) -> None:
        propose(town, case)
        settings.RETENTION_RULES = ""
        with pytest.raises(NoRule):
            confirm(town, case)

    def test_a_reason_is_kept_whole_or_refused(self, town: Town, case: Case, ruled: None) -> None:
        more: Any = {"number": case.number, "actor": later(town, "kaj"), "at": at()}
        with pytest.raises(AnswersInvalid) as refused:
            reviewing.hold(reason="x" * (LONGEST_REASON + 1), **more)
        assert set(refused.value.fields) == {"reason"}
        assert len(reviewing.hold(reason="x" * LONGEST_REASON, **more).reason) == LONGEST_REASON


class TestScreens:
    @pytest.fixture(autouse=True)
    def _later(self, town: Town) -> None:
        clock.set_exercise_day(LATER)

    def test_the_list_tells_rule_source_and_date(self, case: Case, ruled: None, as_: As, town: Town) -> None:
        page = as_("karen").get("/opbevaring/").content.decode()
        assert case.number in page
        assert "Udvalgets beslutning" in page
        assert "02.03.2031" in page
        assert len(for_review(later(town, "karen")).rows) == 1

    def test_the_list_costs_as_much_for_many_as_for_one(
        self, case: Case, ruled: None, town: Town, django_assert_num_queries: Any
    ) -> None:
        viewer = later(town, "karen")
        with house("warm"), CaptureQueriesContext(connection) as one:
            assert len(for_review(viewer).rows) == 1
        for number in range(3):
            ended_case(town, name=("Anden", f"Barnesen{number}"))
        propose(town, case)
        with house("the same again"), django_assert_num_queries(len(one)):
            found = for_review(viewer)
        assert [bool(row.fate.proposal) for row in found.rows] == [True, False, False, False]

    def test_a_case_he_only_reads_is_not_on_a_leaders_list(self, case: Case, ruled: None, town: Town) -> None:
        lise = town.users["lise"]
        assert [row.number for row in for_review(later(town, "lise")).rows] == []
        Grant.objects.create(
            case=case, user=lise, role="sof_leder", cause="gaest", reason="Spurgt til råds", since=LATER, given_at=at()
        )
        assert visible_cases(later(town, "lise")).exists()
        assert [row.number for row in for_review(later(town, "lise")).rows] == []

    def test_without_rules_it_says_so(self, case: Case, as_: As) -> None:
        assert "ikke fastsat nogen regel" in as_("karen").get("/opbevaring/").content.decode()

    def test_from_proposal_to_certificate(self, case: Case, ruled: None, as_: As) -> None:
        path = f"/sag/{case.number}/opbevaring/"
        assert as_("karen").post(f"{path}foreslaa/").status_code == 302
        assert as_("karen").post(f"{path}bekraeft/").status_code == 403
        assert as_("kaj").post(f"{path}bekraeft/").status_code == 302
        assert "Kasseret" in as_("kaj").get(path).content.decode()
        assert as_("kaj").get(f"{path}bevis/")["Content-Type"] == "application/pdf"
        assert "Zenobia" not in as_("kaj").get(f"/sag/{case.number}/").content.decode()
        assert as_("kaj").get(f"/sag/{case.number}/tidslinje/").status_code == 200

    def test_a_reason_is_asked_for(self, case: Case, ruled: None, as_: As) -> None:
        answer = as_("karen").post(f"/sag/{case.number}/opbevaring/stands/", {"reason": ""})
        assert answer.status_code == 422

    @pytest.mark.parametrize("who", ["rikke", "aage"])
    def test_others_do_not_see_it(self, case: Case, as_: As, who: str) -> None:
        assert as_(who).get("/opbevaring/").status_code == 403
        assert as_(who).get(f"/sag/{case.number}/opbevaring/").status_code in (403, 404)

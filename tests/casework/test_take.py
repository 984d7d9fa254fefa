"""Taking a step from end to end: what is stored, what follows, and what a day in the past is judged by."""

import pytest

from sagsgang.casework.ledger import RecordedFor, load
from sagsgang.casework.models import Case, CaseSeat, CaseSummary, LedgerEvent, LedgerText, OpenTask, TeamMember
from sagsgang.casework.refusals import ChildHasCase, DayInvalid, StepClosed
from sagsgang.procedure.engine import State
from sagsgang.procedure.workdays import COPENHAGEN
from tests.casework.ground import Town, day, noon, nothing_changes

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def tasks(case: Case) -> dict[str, OpenTask]:
    return {task.step: task for task in OpenTask.objects.filter(case=case)}


def texts(case: Case, event: int) -> dict[str, str]:
    return dict(LedgerText.objects.filter(case=case, event=event).values_list("key", "body"))


def test_a_way_in_opens_the_case_with_its_first_event_and_its_rows(town: Town):
    result = town.open()
    case = Case.objects.get()
    assert (case.pk, case.version, case.opened_on) == (result.case.pk, 1, day("2026-01-05"))
    assert case.number == f"2026-{case.pk:05d}"
    event = LedgerEvent.objects.get()
    assert (event.number, event.kind, event.step, event.occurrence) == (1, "taken", "aabn", "sag")
    assert (event.on, event.recorded_at) == (day("2026-01-05"), noon(day("2026-01-05")))
    assert (event.actor, event.actor_role, event.edition) == (town.users["gerda"], "gartner", "2020")
    assert event.facts == {"sag.hus": "egehuset", "sag.kreds": "kreds-nord", "forloeb.oenske": True}
    assert texts(case, 1) == {"forloeb.oenske": "Et hus med have"}
    summary = CaseSummary.objects.get()
    assert summary.is_open
    assert (summary.school, summary.sof_unit, summary.area) == (
        town.units["egehuset"],
        town.units["kreds-nord"],
        "nord",
    )
    assert (summary.phase, summary.latest_event_on, summary.assessed_on) == (
        "fase1",
        day("2026-01-05"),
        day("2026-01-05"),
    )


def test_the_tasks_name_owner_unit_person_and_date(town: Town):
    case = town.open().case
    found = tasks(case)
    asking = found["spoerg"]
    assert (asking.role, asking.unit, asking.assignee) == ("gartner", town.units["kreds-nord"], town.users["gerda"])
    assert (asking.due, asking.barred, asking.occurrence) == (day("2026-01-19"), False, "forloeb-1")
    report = found["rapport"]
    assert (report.role, report.unit, report.assignee) == ("kasserer", town.units["egehuset"], None)
    handing_in = found["indsend"]
    assert handing_in.barred
    assert handing_in.waits_on.split(",") == ["kasserer", "gartner"]
    assert CaseSummary.objects.get().next_due == day("2026-01-19")


def test_a_step_taken_is_an_event_a_version_and_new_rows(town: Town):
    case = town.open().case
    result = town.take(case, "spoerg", based_on=1, forloeb__svar="ja")
    assert (result.event.number, result.case.version) == (2, 2)
    assert Case.objects.get().version == 2
    standing = result.assessment.standing("spoerg", "forloeb-1")
    assert standing is not None
    assert standing.state is State.DONE
    assert "spoerg" not in tasks(case)


def test_whoever_first_acts_in_a_role_is_on_the_team(town: Town):
    case = town.open().case
    town.report(case)
    town.take(case, "spoerg", "2026-01-07", by="gerda", forloeb__svar="ja")
    team = TeamMember.objects.filter(case=case).values_list("role", "user__username", "since", "until")
    assert set(team) == {
        ("gartner", "gerda", day("2026-01-05"), None),
        ("kasserer", "karl", day("2026-01-06"), None),
    }


def test_a_role_that_sees_its_whole_unit_joins_no_team(town: Town):
    case = town.open(by="ulla").case
    assert not TeamMember.objects.filter(case=case).exists()
    assert tasks(case)["spoerg"].assignee is None


def test_seats_are_taken_by_the_units_that_have_a_part(town: Town):
    case = town.open().case
    seats = {seat.unit.key: seat.seat for seat in CaseSeat.objects.filter(case=case)}
    assert seats == {"egehuset": "skole", "kreds-nord": "sof", "nord": "bufomraade", "bestyrelse-nord": "beku"}


# Recorded for others, and afterwards (G2) --------------------------------------------------------------------------


def test_recording_for_another_keeps_both_names_and_both_dates(town: Town):
    case = town.open().case
    town.take(case, "spoerg", forloeb__svar="ja")
    town.take(
        case,
        "traek",
        "2026-01-08",
        today="2026-01-12",
        recorded_for=RecordedFor("laaner", "telefon", "Agnes Demosen"),
        backdating_reason="Ringet ind i weekenden",
    )
    event = LedgerEvent.objects.get(number=3)
    assert (event.actor, event.actor_role) == (town.users["gerda"], "gartner")
    assert (event.for_role, event.how) == ("laaner", "telefon")
    assert (event.on, event.recorded_at.astimezone(COPENHAGEN).date()) == (day("2026-01-08"), day("2026-01-12"))
    assert texts(case, 3) == {"indfoert_for": "Agnes Demosen", "begrundelse_dato": "Ringet ind i weekenden"}


def test_a_leader_may_record_for_the_roles_of_the_same_side(town: Town):
    case = town.open().case
    result = town.take(
        case, "spoerg", by="leif", recorded_for=RecordedFor("gartner", "moede", "Gerda"), forloeb__svar="ja"
    )
    event = LedgerEvent.objects.get(number=result.event.number)
    assert (event.actor_role, event.for_role) == ("kredsleder", "gartner")


def test_a_day_in_the_past_is_judged_as_it_stood_that_day(town: Town):
    case = town.open("2026-01-05").case
    town.report(case, "2026-01-20")
    with nothing_changes(), pytest.raises(StepClosed) as refused:
        town.take(
            case, "indsend", "2026-01-19", today="2026-01-21", backdating_reason="glemt", ansoegning__moede="2026-03-02"
        )
    assert "Rapport om huset foreligger ikke endnu." in refused.value.sentence
    town.take(case, "spoerg", "2026-01-19", today="2026-01-21", backdating_reason="glemt", forloeb__svar="ja")
    found = load(Case.objects.get())[-1]
    assert (found.on, found.number) == (day("2026-01-19"), 3)


def test_a_day_before_the_thing_itself_had_begun_is_refused_at_the_day(town: Town):
    case = town.open("2026-01-05").case
    with (
        nothing_changes(),
        pytest.raises(DayInvalid, match=r"^Den 2\. januar 2026 var »Låneren bliver spurgt") as refused,
    ):
        town.take(case, "spoerg", "2026-01-02", today="2026-01-05", backdating_reason="glemt", forloeb__svar="ja")
    assert list(refused.value.fields) == ["on"]


def test_a_departure_from_what_is_expected_is_kept_with_its_reason(town: Town):
    case = town.open().case
    town.take(case, "spoerg", forloeb__svar="ja")
    town.report(case, forloeb__maalt="2024-06-01")
    facts = {"ansoegning__moede": "2026-02-02"}
    town.take(case, "indsend", "2026-01-10", departure_reason="Huset er ikke rørt siden", **facts)
    assert texts(case, 4) == {"begrundelse_fravigelse": "Huset er ikke rørt siden"}


# One child, one case ------------------------------------------------------------------------------------------------


def test_a_child_has_one_case(town: Town):
    child = town.child()
    town.open(child=child)
    with nothing_changes(), pytest.raises(ChildHasCase, match="allerede en fælles sag"):
        town.open("2026-01-06", child=child, by="karl")


def test_a_case_that_has_ended_is_opened_again_in_the_same_history(town: Town):
    child = town.child()
    case = town.open(child=child).case
    town.take(case, "luk", "2026-02-01", by="frida")
    assert not CaseSummary.objects.get().is_open
    assert not OpenTask.objects.filter(case=case).exclude(step__in=["brev"]).exists()
    again = town.open("2026-05-01", child=child, by="gorm")
    assert again.case.pk == case.pk
    assert (again.case.version, Case.objects.count()) == (3, 1)
    assert CaseSummary.objects.get().is_open
    assert {each.occurrence for each in OpenTask.objects.filter(case=case, step="spoerg")} == {"forloeb-3"}


def test_a_closed_life_takes_no_more_steps(town: Town):
    case = town.open().case
    town.take(case, "luk", "2026-02-01", by="frida")
    with nothing_changes(), pytest.raises(StepClosed, match="ikke aktuelt"):
        town.take(case, "spoerg", "2026-02-02", forloeb__svar="ja")


def test_the_whole_course_from_wish_to_letter(town: Town):
    case = town.open().case
    loan = town.lent(case)
    assert CaseSummary.objects.get().offer == "langt"
    town.take(case, "brev", "2026-02-03", loan, by="karl")
    town.take(case, "slut", "2026-08-03", loan)
    town.take(case, "luk", "2026-08-04", by="frida")
    summary = CaseSummary.objects.get()
    assert (summary.is_open, summary.next_due, summary.offer) == (False, None, "")
    assert [event.step for event in load(case)] == [
        "aabn", "spoerg", "rapport", "indsend", "afgoer", "brev", "slut", "luk",
    ]  # fmt: skip
    assert load(case)[4].facts["laan.leje"] == 1200

"""Who has a case in hand: the team by date, stand-ins, leavers, and what a hand-over or a change of school moves."""

from datetime import date

import pytest

from sagsgang.casework import access, commands, projections, queries
from sagsgang.casework.models import Case, CaseSeat, CaseSummary, LedgerEvent, OpenTask, TeamMember
from sagsgang.casework.refusals import AnswersInvalid, NotYours, UnknownCase
from sagsgang.people.commands import appoint_substitute, let_user_leave
from sagsgang.people.models import RoleAssignment
from tests.casework.ground import Town, day, noon, nothing_changes

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def case(town: Town) -> Case:
    case = town.open().case
    town.report(case)
    return case


def sees(town: Town, name: str, case: Case, on: str = "2026-01-20") -> bool:
    return access.visible_cases(town.viewer(name, day(on))).filter(pk=case.pk).exists()


def team(case: Case, on: str = "2026-01-20") -> dict[str, str]:
    members = TeamMember.objects.filter(case=case, since__lte=day(on)).exclude(until__lte=day(on))
    return {member.role: member.user.username for member in members.select_related("user")}


def appoint(town: Town, case: Case, name: str, role: str, since: str, by: str = "leif", today: str = "2026-01-20"):
    return commands.appoint(
        case_id=case.pk,
        user=town.users[name],
        role=role,
        since=day(since),
        actor=town.viewer(by, day(today)),
        at=noon(day(today)),
    )


# Change of school, and hand-over ------------------------------------------------------------------------------------


def test_with_a_new_school_the_old_one_loses_sight_and_the_new_one_gains_it(town: Town, case: Case):
    before = {name: sees(town, name, case) for name in ("ulla", "frida", "uwe", "fie")}
    assert before == dict(zip(before, (True, True, False, False), strict=True))
    assert sees(town, "karl", case)
    town.take(case, "flyt", "2026-01-20", by="ulla", sag__hus="birkehuset")
    after = {name: sees(town, name, case) for name in before}
    assert after == {name: not seen for name, seen in before.items()}
    assert not sees(town, "karl", case)
    summary = CaseSummary.objects.get()
    assert (summary.school, summary.area) == (town.units["birkehuset"], "syd")
    assert {seat.unit.key for seat in CaseSeat.objects.filter(case=case)} == {
        "birkehuset",
        "syd",
        "bestyrelse-syd",
        "kreds-nord",
    }
    assert team(case, "2026-01-20") == {"gartner": "gerda"}
    assert [(m.role, m.until) for m in TeamMember.objects.exclude(until=None)] == [("kasserer", day("2026-01-20"))]


def test_a_hand_over_gives_the_case_to_the_new_unit_with_nothing_lost(town: Town, case: Case):
    town.take(case, "flyt", "2026-01-20", by="gerda", sag__kreds="kreds-handicap")
    assert not sees(town, "gerda", case)
    assert not sees(town, "leif", case)
    assert sees(town, "hanne", case)
    asking = OpenTask.objects.get(case=case, step="spoerg")
    assert (asking.unit, asking.assignee) == (town.units["kreds-handicap"], None)
    town.take(case, "spoerg", "2026-01-21", by="hanne", forloeb__svar="ja")
    assert team(case, "2026-01-21") == {"kasserer": "karl", "gartner": "hanne"}
    page = queries.case_page(town.viewer("hanne", day("2026-01-21")), case.number)
    assert [event.step for event in page.history] == ["aabn", "rapport", "flyt", "spoerg"]


def test_the_past_keeps_its_place(town: Town, case: Case):
    town.take(case, "flyt", "2026-01-20", by="ulla", sag__hus="birkehuset")
    viewer = town.viewer("gerda", day("2026-01-25"))
    places = [
        {place.key for place in queries.case_page(viewer, case.number, day(on)).seats.values()}
        for on in ("2026-01-19", "2026-01-20")
    ]
    assert "egehuset" in places[0] - places[1]
    assert "birkehuset" in places[1] - places[0]


def test_annulling_a_move_moves_back(town: Town, case: Case):
    moved = town.take(case, "flyt", "2026-01-20", by="gerda", sag__hus="birkehuset").event.number
    now = day("2026-01-21")
    commands.annul(
        case_id=case.pk, event=moved, actor=town.viewer("gerda", now), at=noon(now), based_on=None, reason="Forkert hus"
    )
    assert sees(town, "ulla", case, "2026-01-21")
    assert not sees(town, "uwe", case, "2026-01-21")


def test_one_who_holds_the_role_in_both_units_keeps_the_case(town: Town, case: Case):
    RoleAssignment.objects.create(
        user=town.users["gerda"], role="gartner", unit=town.units["kreds-syd"], since=day("2026-01-01")
    )
    town.take(case, "flyt", "2026-01-20", by="gerda", sag__kreds="kreds-syd")
    assert team(case)["gartner"] == "gerda"


# The team by date ---------------------------------------------------------------------------------------------------


def test_who_is_appointed_takes_over_from_the_day(town: Town, case: Case):
    appoint(town, case, "gorm", "gartner", "2026-02-01")
    assert (team(case, "2026-01-31")["gartner"], team(case, "2026-02-01")["gartner"]) == ("gerda", "gorm")
    assert sees(town, "gerda", case, "2026-01-31")
    assert not sees(town, "gerda", case, "2026-02-01")
    assert OpenTask.objects.get(case=case, step="spoerg").assignee == town.users["gerda"]
    assert CaseSummary.objects.get().next_change <= day("2026-02-01")
    projections.refresh_due(day("2026-02-01"))
    assert OpenTask.objects.get(case=case, step="spoerg").assignee == town.users["gorm"]
    assert projections.differences(day("2026-02-01")) == []


def test_only_a_leader_or_a_colleague_in_the_role_says_who_has_it(town: Town, case: Case):
    with nothing_changes():
        with pytest.raises(NotYours, match="Kun en leder eller gartneren"):
            appoint(town, case, "gorm", "gartner", "2026-01-20", by="karl")
        with pytest.raises(UnknownCase):
            appoint(town, case, "gorm", "gartner", "2026-01-20", by="lone")
        with pytest.raises(AnswersInvalid, match="Ret felterne") as refused:
            appoint(town, case, "gudrun", "gartner", "2026-01-20")
        assert refused.value.fields == {"user": "Personen har ikke rollen i den enhed, sagen ligger i."}
        with pytest.raises(AnswersInvalid):
            appoint(town, case, "gorm", "findes-ikke", "2026-01-20")
    appoint(town, case, "gorm", "gartner", "2026-01-20", by="gerda")
    assert team(case)["gartner"] == "gorm"


def test_who_is_released_leaves_the_tasks_to_the_unit(town: Town, case: Case):
    member = TeamMember.objects.get(case=case, role="gartner")
    today = day("2026-01-20")
    with nothing_changes(), pytest.raises(NotYours):
        commands.release(member_id=member.pk, on=today, actor=town.viewer("karl", today), at=noon(today))
    with nothing_changes(), pytest.raises(UnknownCase):
        commands.release(member_id=member.pk + 99, on=today, actor=town.viewer("leif", today), at=noon(today))
    commands.release(member_id=member.pk, on=today, actor=town.viewer("leif", today), at=noon(today))
    asking = OpenTask.objects.get(case=case, step="spoerg")
    assert (asking.role, asking.unit, asking.assignee) == ("gartner", town.units["kreds-nord"], None)
    assert sees(town, "gorm", case)


def leave(town: Town, name: str, on: date) -> int:
    let_user_leave(user=town.users[name], on=on)
    return commands.release_everywhere(user=town.users[name], on=on)


def test_a_leavers_tasks_fall_to_the_role_in_the_unit(town: Town, case: Case):
    other = town.open().case
    assert leave(town, "gerda", day("2026-01-20")) == 2
    for each in (case, other):
        asking = OpenTask.objects.get(case=each, step="spoerg")
        assert (asking.role, asking.unit, asking.assignee) == ("gartner", town.units["kreds-nord"], None)
    assert not sees(town, "gerda", case)
    gorm = town.viewer("gorm", day("2026-01-20"))
    assert "spoerg" in {row.step.key for row in queries.overview(gorm).overdue}
    town.take(case, "spoerg", "2026-01-21", by="gorm", forloeb__svar="ja")
    assert team(case, "2026-01-21")["gartner"] == "gorm"


def test_one_who_leaves_next_month_keeps_the_tasks_till_then(town: Town, case: Case):
    commands.release_everywhere(user=town.users["gerda"], on=day("2026-02-20"), at=noon(day("2026-01-20")))
    assert OpenTask.objects.get(case=case, step="spoerg").assignee == town.users["gerda"]
    assert CaseSummary.objects.get().assessed_on == day("2026-01-20")
    projections.refresh_due(day("2026-02-20"))
    assert OpenTask.objects.get(case=case, step="spoerg").assignee is None


def test_a_membership_without_the_role_gives_nothing(town: Town, case: Case):
    let_user_leave(user=town.users["gerda"], on=day("2026-01-20"))
    assert not sees(town, "gerda", case)
    assert access.relation_to(town.viewer("gerda", day("2026-01-20")), case).roles == ()


# Stand-ins ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def holiday(town: Town, case: Case) -> Case:
    """Gerda is away from 20 to 30 January; Gudrun, of another unit, stands in."""
    appoint_substitute(
        absent=town.users["gerda"], substitute=town.users["gudrun"], since=day("2026-01-20"), until=day("2026-01-30")
    )
    return case


def test_a_stand_in_sees_and_acts_while_it_lasts(town: Town, holiday: Case):
    assert [sees(town, "gudrun", holiday, on) for on in ("2026-01-19", "2026-01-20", "2026-01-30")] == [
        False,
        True,
        False,
    ]
    gudrun = town.viewer("gudrun", day("2026-01-20"))
    assert "spoerg" in {row.step.key for row in queries.overview(gudrun).overdue}
    town.take(holiday, "spoerg", "2026-01-20", by="gudrun", forloeb__svar="ja")
    event = LedgerEvent.objects.get(step="spoerg")
    assert (event.actor, event.actor_role) == (town.users["gudrun"], "gartner")
    assert team(holiday)["gartner"] == "gerda"


def test_a_stand_in_joins_the_team_for_the_one_who_holds_the_role(town: Town, holiday: Case):
    today = day("2026-01-20")
    member = TeamMember.objects.get(role="gartner")
    commands.release(member_id=member.pk, on=today, actor=town.viewer("leif", today), at=noon(today))
    town.take(holiday, "spoerg", "2026-01-21", by="gudrun", forloeb__svar="ja")
    assert team(holiday, "2026-01-21")["gartner"] == "gerda"

"""Letting in and keeping out: each cause by itself, days half-open, the disqualified nowhere, a locked case by name."""

from datetime import date, timedelta

import pytest

from sagsgang.casework import access, commands, queries, scope
from sagsgang.casework.commands.notes import note_for_both
from sagsgang.casework.halves import Half
from sagsgang.casework.models import Bar, Case, Grant, Lock, Note, OpenTask
from sagsgang.casework.queries import CaseFilters
from sagsgang.casework.queries.sight import who_sees
from sagsgang.casework.refusals import (
    AnswersInvalid,
    CaseworkRefusal,
    ChildHasCase,
    NotYours,
    ReasonMissing,
    UnknownCase,
    UnknownGrant,
)
from sagsgang.people.models import Person, Relation, Substitution
from tests.casework.ground import Town, day, noon

pytestmark = [pytest.mark.database, pytest.mark.django_db]
TODAY = day("2026-01-06")


@pytest.fixture
def case(town: Town) -> Case:
    case = town.open().case
    town.report(case)
    return case


def sees(town: Town, name: str, case: Case, on: date = TODAY) -> bool:
    """Whether page, list and search agree that he sees it."""
    viewer = town.viewer(name, on)
    case.refresh_from_db()
    page = bool(access.relation_to(viewer, case).causes)
    listed = queries.case_list(viewer, CaseFilters(child=case.number)).total == 1
    assert page == listed == access.visible_cases(viewer).filter(pk=case.pk).exists()
    return page


def guest(town: Town, case: Case, name: str = "gudrun", since: date = TODAY, last: date | None = None) -> Grant:
    return commands.invite_guest(
        case_id=case.pk, user=town.users[name], role="gartner", since=since,
        until=(last or TODAY + timedelta(days=2)) + timedelta(days=1), reason="Kender haven",
        actor=town.viewer("gerda", TODAY), at=noon(TODAY),
    )  # fmt: skip


def disqualify(town: Town, case: Case, name: str, by: str = "leif") -> Bar:
    return commands.disqualify(
        case_id=case.pk, user=town.users[name], reason="Familie", actor=town.viewer(by, TODAY), at=noon(TODAY)
    )


def lock(town: Town, case: Case, by: str = "leif") -> Lock:
    return commands.lock_case(
        case_id=case.pk, why=Lock.Why.TRUET, reason="Trusler", actor=town.viewer(by, TODAY), at=noon(TODAY)
    )


def glass(town: Town, name: str, number: str, reason: str = "Barnet er i fare", on: date = TODAY) -> Case:
    return commands.break_glass(which=number, reason=reason, actor=town.viewer(name, on), at=noon(on))


def test_a_guest_reads_from_the_first_day_to_the_last_and_acts_on_none(town: Town, case: Case):
    guest(town, case, since=TODAY + timedelta(days=1))
    days = [TODAY + timedelta(days=n) for n in range(5)]
    assert [sees(town, "gudrun", case, each) for each in days] == [False, True, True, False, False]
    visitor = town.viewer("gudrun", days[1])
    assert access.relation_to(visitor, case).roles == ()
    with pytest.raises(NotYours):
        commands.add_note(case_id=case.pk, body="Hej", on=days[1], actor=visitor, at=noon(days[1]))
    assert OpenTask.objects.filter(case=case).exists()
    assert queries.overview(visitor).total == 0


@pytest.mark.parametrize(
    ("what", "field"),
    [
        ({"reason": " "}, "reason"),
        ({"until": TODAY}, "until"),
        ({"until": TODAY + timedelta(days=400)}, "until"),
        ({"role": "kasserer"}, "user"),
        ({"role": "findes-ikke"}, "user"),
    ],
)
def test_a_guest_without_reason_role_or_end_is_refused(town: Town, case: Case, what: dict[str, object], field: str):
    asked = {"role": "gartner", "since": TODAY, "until": TODAY + timedelta(days=3), "reason": "Kender haven"} | what
    with pytest.raises(CaseworkRefusal) as refused:
        commands.invite_guest(
            case_id=case.pk, user=town.users["gudrun"], actor=town.viewer("gerda", TODAY), at=noon(TODAY), **asked
        )
    assert field in refused.value.fields
    assert not Grant.objects.exists()


def test_ending_one_cause_leaves_the_others(town: Town, case: Case):
    first, _second = guest(town, case), guest(town, case)
    commands.end_grant(case_id=case.pk, grant_id=first.pk, actor=town.viewer("gerda", TODAY), at=noon(TODAY))
    assert sees(town, "gudrun", case)
    assert Grant.objects.count() == 2


def test_a_body_can_be_let_in_as_a_unit_while_the_case_is_on_its_agenda(town: Town, case: Case):
    Grant.objects.create(
        case=case, unit=town.units["bestyrelse-syd"], role="formand", cause=Grant.Cause.UDVALG, reason="Dagsorden",
        since=TODAY, until=TODAY + timedelta(days=1), given_at=noon(TODAY),
    )  # fmt: skip
    assert sees(town, "fie", case)
    assert not sees(town, "fie", case, TODAY + timedelta(days=1))


def test_a_disqualified_person_gets_in_by_no_cause_at_all(town: Town, case: Case):
    guest(town, case)
    disqualify(town, case, "gudrun")
    disqualify(town, case, "gerda")
    assert not sees(town, "gudrun", case)
    assert not sees(town, "gerda", case)
    assert queries.overview(town.viewer("gerda", TODAY)).total == 0
    with pytest.raises(UnknownCase):
        glass(town, "gerda", case.number)
    with pytest.raises(UnknownCase):
        commands.add_note(case_id=case.pk, body="Hej", on=TODAY, actor=town.viewer("gerda", TODAY), at=noon(TODAY))


def test_a_disqualified_stand_in_does_not_get_in_through_the_one_he_stands_in_for(town: Town, case: Case):
    Substitution.objects.create(absent=town.users["gerda"], substitute=town.users["gorm"], since=TODAY)
    assert sees(town, "gorm", case)
    disqualify(town, case, "gorm")
    assert not sees(town, "gorm", case)


def test_nobody_who_is_disqualified_is_put_on_the_case_again(town: Town, case: Case):
    disqualify(town, case, "gerda")
    with pytest.raises(AnswersInvalid):
        commands.appoint(
            case_id=case.pk, user=town.users["gerda"], role="gartner", since=TODAY,
            actor=town.viewer("leif", TODAY), at=noon(TODAY),
        )  # fmt: skip
    disqualify(town, case, "gudrun")
    with pytest.raises(AnswersInvalid):
        commands.invite_guest(
            case_id=case.pk, user=town.users["gudrun"], role="gartner", since=TODAY,
            until=TODAY + timedelta(days=1), reason="Kender haven", actor=town.viewer("leif", TODAY), at=noon(TODAY),
        )  # fmt: skip


def test_one_of_the_childs_own_family_is_not_listed_among_those_who_see_it(town: Town, case: Case):
    assert "Leif" in " ".join(row.name for row in who_sees(case, TODAY).now)
    aunt = Person.objects.create(given_name="Leif", family_name="Selv")
    Relation.objects.create(child=case.child, adult=aunt, kind="netvaerk", since=TODAY)
    town.users["leif"].person = aunt
    town.users["leif"].save()
    assert not sees(town, "leif", case)
    assert "Leif" not in " ".join(row.name for row in who_sees(case, TODAY).now)


def test_disqualification_is_lifted_by_a_leader_and_never_by_oneself(town: Town, case: Case):
    bar = disqualify(town, case, "leif", by="leif")
    with pytest.raises(UnknownCase):
        commands.lift_disqualification(
            case_id=case.pk, bar_id=bar.pk, reason="Nå", actor=town.viewer("leif", TODAY), at=noon(TODAY)
        )
    other = disqualify(town, case, "ulla", by="ulla")
    with pytest.raises(NotYours):
        commands.lift_disqualification(
            case_id=case.pk, bar_id=other.pk, reason="Nå", actor=town.viewer("gerda", TODAY), at=noon(TODAY)
        )


def test_nobody_but_himself_or_a_leader_says_that_somebody_is_disqualified(town: Town, case: Case):
    with pytest.raises(NotYours):
        disqualify(town, case, "karl", by="gerda")


@pytest.mark.parametrize("ended", [False, True])
def test_staff_never_see_the_case_of_their_own_family(town: Town, case: Case, ended: bool):
    mine = Person.objects.create(given_name="Gerda", family_name="Demosen")
    until = day("2024-01-01") if ended else None
    Relation.objects.create(child=case.child, adult=mine, kind="netvaerk", since=day("2020-01-01"), until=until)
    town.users["gerda"].person = mine
    town.users["gerda"].save()
    assert not sees(town, "gerda", case)
    with pytest.raises(UnknownCase):
        glass(town, "gerda", case.number)


def test_a_locked_case_is_seen_by_name_only(town: Town, case: Case):
    before = {name for name in town.users if sees(town, name, case)}
    assert {"gerda", "karl", "ulla", "leif"} <= before
    lock(town, case)
    after = {name for name in town.users if sees(town, name, case)}
    assert after == {"gerda", "karl", "leif"}  # the team, and the leader who locked it
    for name in ("frida", "ulla"):
        assert queries.overview(town.viewer(name, TODAY)).total == 0
        assert queries.team_tasks(town.viewer(name, TODAY))[0] == ()
    commands.let_into_locked(
        case_id=case.pk, user=town.users["ulla"], role="udvalg", reason="Skolen skal med",
        actor=town.viewer("leif", TODAY), at=noon(TODAY),
    )  # fmt: skip
    assert sees(town, "ulla", case)
    commands.unlock_case(case_id=case.pk, reason="Truslen er forbi", actor=town.viewer("leif", TODAY), at=noon(TODAY))
    assert {name for name in town.users if sees(town, name, case)} == before


def test_a_locked_case_that_has_ended_is_not_opened_anew_by_others(town: Town, case: Case):
    town.take(case, "luk", "2026-01-06", by="frida")
    lock(town, case)
    with pytest.raises(ChildHasCase):
        town.open("2026-01-07", child=case.child, by="gorm")
    assert not sees(town, "gorm", case, day("2026-01-07"))
    assert town.open("2026-01-07", child=case.child, by="gerda").case.pk == case.pk


def test_only_a_leader_locks_and_a_locked_case_is_not_locked_again(town: Town, case: Case):
    with pytest.raises(NotYours):
        lock(town, case, by="gerda")
    lock(town, case)
    case.refresh_from_db()
    with pytest.raises(AnswersInvalid):
        lock(town, case)


def test_breaking_the_glass_lets_read_until_tomorrow_and_is_seen_by_the_leaders(town: Town, case: Case):
    assert not sees(town, "gudrun", case)
    glass(town, "gudrun", case.number)
    assert sees(town, "gudrun", case)
    assert not sees(town, "gudrun", case, TODAY + timedelta(days=1))
    shown = who_sees(case, TODAY)
    assert [(row.cause, row.reason) for row in shown.now if row.grant_id] == [("nødadgang", "Barnet er i fare")]
    assert access.relation_to(town.viewer("gudrun", TODAY), case).roles == ()


def test_the_glass_demands_a_reason_and_opens_a_locked_case_for_leaders_alone(town: Town, case: Case):
    with pytest.raises(ReasonMissing):
        glass(town, "gudrun", case.number, reason="  ")
    lock(town, case)
    with pytest.raises(UnknownCase):
        glass(town, "gudrun", case.number)
    glass(town, "lone", case.number)
    assert sees(town, "lone", case)


def test_a_case_that_is_not_there_and_one_that_does_not_open_get_the_same_answer(town: Town, case: Case):
    lock(town, case)
    said = set()
    for number in (case.number, "2026-99999"):
        with pytest.raises(UnknownCase) as refused:
            glass(town, "gudrun", number)
        said.add((refused.value.sentence, refused.value.status))
    assert len(said) == 1


def test_what_lies_in_one_half_is_not_read_by_the_other(town: Town, case: Case):
    for name in ("gerda", "karl"):
        commands.add_note(case_id=case.pk, body=f"Kun {name}", on=TODAY, actor=town.viewer(name, TODAY), at=noon(TODAY))
    note_for_both(case=case, body="Begge", actor=town.viewer("gerda", TODAY), at=noon(TODAY))
    read = {
        name: {note.body for note in queries.timeline(town.viewer(name, TODAY), case.number).notes}
        for name in ("gerda", "karl")
    }
    assert read == {"gerda": {"Kun gerda", "Begge"}, "karl": {"Kun karl", "Begge"}}
    with pytest.raises(AnswersInvalid):
        commands.add_note(
            case_id=case.pk, body="Ind i den andens", on=TODAY, actor=town.viewer("karl", TODAY), at=noon(TODAY),
            half=Half.SOF,
        )  # fmt: skip


def test_a_note_for_both_sides_rests_on_a_basis(town: Town, case: Case):
    with pytest.raises(AnswersInvalid) as refused:
        commands.add_note(
            case_id=case.pk, body="Begge", on=TODAY, actor=town.viewer("gerda", TODAY), at=noon(TODAY), half=Half.JOINT
        )
    assert "half" in refused.value.fields
    assert not Note.objects.exists()


def test_the_list_of_who_sees_is_exactly_who_sees(town: Town, case: Case):
    guest(town, case)
    disqualify(town, case, "karl")
    for locked in (False, True):
        if locked:
            lock(town, case)
        case.refresh_from_db()
        listed = {row.name for row in who_sees(case, TODAY).now}
        assert listed == {town.users[name].name for name in town.users if sees(town, name, case)}


def test_case_data_is_not_read_where_no_gate_has_been_passed(town: Town, case: Case):
    viewer = town.viewer("gerda", TODAY)
    with scope.viewing() as here:
        for rows in (Case, Note, OpenTask, Grant):
            with pytest.raises(scope.OutsideGate):
                rows.objects.count()
        queries.case_page(viewer, case.number)
        assert list(here.opened) == [case.pk]
        assert Case.objects.count() == 1


def test_a_case_opened_in_a_scope_opens_no_other(town: Town, case: Case):
    other = town.open(hus="birkehuset", kreds="kreds-syd", by="gudrun").case
    with scope.viewing():
        queries.case_page(town.viewer("gerda", TODAY), case.number)
        assert not OpenTask.objects.filter(case=other).exists()
        assert OpenTask.objects.filter(case=case).exists()
        with pytest.raises(UnknownCase):
            queries.case_page(town.viewer("gerda", TODAY), other.number)
        assert not Case.objects.filter(pk=other.pk).exists()


def test_what_stands_in_another_case_is_not_ended_through_ones_own(town: Town, case: Case):
    other = town.open(hus="birkehuset", kreds="kreds-syd", by="gudrun").case
    mine, bar = guest(town, case), disqualify(town, case, "ulla")
    gudrun, lone = town.viewer("gudrun", TODAY), town.viewer("lone", TODAY)
    with pytest.raises(UnknownGrant):
        commands.end_grant(case_id=other.pk, grant_id=mine.pk, actor=gudrun, at=noon(TODAY))
    with pytest.raises(UnknownGrant):
        commands.lift_disqualification(case_id=other.pk, bar_id=bar.pk, reason="Nå", actor=lone, at=noon(TODAY))
    assert sees(town, "gudrun", case)
    assert not sees(town, "ulla", case)


def test_a_leaders_leave_to_a_locked_case_is_not_a_colleagues_to_end(town: Town, case: Case):
    lock(town, case)
    leave = Grant.objects.get(cause=Grant.Cause.LAAST)
    for name, refusal in (("gerda", NotYours), ("leif", AnswersInvalid)):  # the last one named stays
        with pytest.raises(refusal):
            commands.end_grant(case_id=case.pk, grant_id=leave.pk, actor=town.viewer(name, TODAY), at=noon(TODAY))
    assert sees(town, "leif", case)


def test_nobody_but_a_leader_opens_a_locked_case_by_the_back_door(town: Town, case: Case):
    before = guest(town, case)
    lock(town, case)
    assert before.until is not None
    assert not sees(town, "gudrun", case)
    with pytest.raises(NotYours):
        guest(town, case)
    with pytest.raises(NotYours):
        commands.appoint(
            case_id=case.pk, user=town.users["gorm"], role="gartner", since=TODAY, actor=town.viewer("gerda", TODAY),
            at=noon(TODAY),
        )  # fmt: skip


def test_nobody_invites_himself_and_a_board_invites_nobody(town: Town, case: Case):
    with pytest.raises(AnswersInvalid):
        guest(town, case, name="gerda")
    with pytest.raises(NotYours):
        commands.invite_guest(
            case_id=case.pk, user=town.users["gudrun"], role="gartner", since=TODAY, until=TODAY + timedelta(days=3),
            reason="Kender haven", actor=town.viewer("frida", TODAY), at=noon(TODAY),
        )  # fmt: skip
    with pytest.raises(NotYours):
        commands.invite_guest(
            case_id=case.pk, user=town.users["fie"], role="formand", since=TODAY, until=TODAY + timedelta(days=3),
            reason="Kender haven", actor=town.viewer("gerda", TODAY), at=noon(TODAY),
        )  # fmt: skip

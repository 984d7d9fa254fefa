"""Role in a unit and relation to the case: nobody else learns anything, not even that the case is there."""

from typing import Any

import pytest

from sagsgang.casework import access, commands, queries
from sagsgang.casework.models import Case
from sagsgang.casework.queries import CaseFilters
from sagsgang.casework.refusals import CaseworkRefusal, NotYours, UnknownCase
from sagsgang.people.models import RoleAssignment
from tests.casework.ground import Town, day, noon, nothing_changes

pytestmark = [pytest.mark.database, pytest.mark.django_db]
TODAY = day("2026-01-06")
STRANGERS = ("kirsten", "uwe", "gudrun", "lone", "hanne", "fie", "olga")


@pytest.fixture
def case(town: Town) -> Case:
    case = town.open().case
    town.report(case)
    return case


@pytest.mark.parametrize("name", ["gerda", "karl", "ulla", "leif", "frida"])
def test_who_has_a_part_sees_the_case(town: Town, case: Case, name: str):
    viewer = town.viewer(name, TODAY)
    assert queries.case_page(viewer, case.number).case == case
    assert queries.case_list(viewer, CaseFilters()).total == 1


def test_a_colleague_sees_a_case_only_while_nobody_has_the_role(town: Town, case: Case):
    assert not access.visible_cases(town.viewer("gorm", TODAY)).exists()


@pytest.mark.parametrize("name", STRANGERS)
def test_a_stranger_learns_nothing(town: Town, case: Case, name: str):
    viewer = town.viewer(name, TODAY)
    answers = []
    for number in (case.number, "2026-99999", ""):
        for ask in (queries.case_page, queries.case_history, queries.timeline, access.visible_case):
            with pytest.raises(UnknownCase) as refused:
                ask(viewer, number)
            answers.append((refused.value.sentence, refused.value.status))
        with pytest.raises(UnknownCase):
            queries.event_row(viewer, number, 1)
    assert len(set(answers)) == 1
    assert queries.case_list(viewer, CaseFilters()) == queries.CaseRows((), 1, 1, 0)
    for closed in (False, True):
        assert queries.case_list(viewer, CaseFilters(child=case.number, closed=closed)).total == 0
    overview = queries.overview(viewer)
    assert (overview.total, overview.waiting, overview.cases) == (0, (), ())
    assert queries.team_tasks(viewer) == ((), 1)
    assert access.relation_to(viewer, case).roles == ()


@pytest.mark.parametrize("name", STRANGERS)
def test_a_stranger_does_nothing_and_is_not_told_why(town: Town, case: Case, name: str):
    viewer = town.viewer(name, TODAY)
    rest: dict[str, Any] = {"actor": viewer, "at": noon(TODAY)}
    why = {"based_on": 1, "reason": "Nysgerrig"}
    attempts = [
        lambda: town.take(case, "spoerg", by=name, based_on=1, forloeb__svar="ja"),
        lambda: town.take(case, "aabn", occurrence="sag", by=name, based_on=1),
        lambda: town.take(case, "findes-ikke", by=name),
        lambda: commands.correct(case_id=case.pk, event=1, facts={}, on=TODAY, **why, **rest),
        lambda: commands.annul(case_id=case.pk, event=99, **why, **rest),
        lambda: commands.depart(case_id=case.pk, step="indsend", occurrence="forloeb-1", rule="R1", **why, **rest),
        lambda: commands.add_note(case_id=case.pk, body="Set", on=TODAY, **rest),
        lambda: commands.appoint(case_id=case.pk, user=town.users[name], role="gartner", since=TODAY, **rest),
        lambda: commands.release(member_id=case.team.get(role="gartner").pk, on=TODAY, **rest),
    ]
    for attempt in attempts:
        with nothing_changes(), pytest.raises(UnknownCase):
            attempt()


def test_the_gate_of_one_case_and_the_gate_of_the_lists_are_the_same(town: Town, case: Case):
    def agree(on: str) -> set[str]:
        viewers = {name: town.viewer(name, day(on)) for name in town.users}
        one = set()
        for name, viewer in viewers.items():
            try:
                one.add(name if access.visible_case(viewer, case.number) else "")
            except UnknownCase:
                continue
        assert one == {name for name, viewer in viewers.items() if access.visible_cases(viewer).exists()}
        return one

    assert agree("2026-01-06") == {"gerda", "karl", "ulla", "leif", "frida"}
    member = case.team.get(role="gartner")
    commands.release(member_id=member.pk, on=TODAY, actor=town.viewer("leif", TODAY), at=noon(TODAY))
    assert agree("2026-01-06") == {"gerda", "gorm", "karl", "ulla", "leif", "frida"}
    town.take(case, "flyt", "2026-01-07", by="ulla", sag__hus="birkehuset", sag__kreds="kreds-syd")
    assert agree("2026-01-07") == {"gudrun", "uwe", "lone", "fie"}
    town.take(case, "spoerg", "2026-01-08", by="gudrun", forloeb__svar="ja")
    assert agree("2026-01-08") == {"gudrun", "uwe", "lone", "fie"}
    assert agree("2019-01-01") == set()


def test_one_without_a_role_cannot_ask_which_children_have_a_case(town: Town, case: Case):
    for name in ("olga", "frida"):
        with pytest.raises(NotYours):
            town.open(child=case.child, by=name)


def test_a_role_counts_in_its_own_unit_only(town: Town, case: Case):
    """A gardener elsewhere who is also on this school's committee does not become a gardener here."""
    for role, unit in (("gartner", "kreds-syd"), ("udvalg", "kreds-nord"), ("kredsleder", "egehuset")):
        RoleAssignment.objects.create(
            user=town.users["olga"], role=role, unit=town.units[unit], since=day("2020-01-01")
        )
    case.team.update(until=TODAY)
    olga = town.viewer("olga", TODAY)
    assert not access.visible_cases(olga).exists()
    assert queries.overview(olga).total == 0


def test_a_role_that_the_procedure_does_not_know_gives_nothing(town: Town, case: Case):
    RoleAssignment.objects.create(
        user=town.users["olga"], role="konge", unit=town.units["egehuset"], since=day("2020-01-01")
    )
    assert town.viewer("olga", TODAY).roles == ()


def test_a_role_counts_on_its_days_only(town: Town, case: Case):
    RoleAssignment.objects.filter(user=town.users["ulla"]).update(until=TODAY)
    assert access.visible_cases(town.viewer("ulla", day("2026-01-05"))).exists()
    assert not access.visible_cases(town.viewer("ulla", TODAY)).exists()


def test_the_relation_names_the_roles_one_acts_in(town: Town, case: Case):
    roles = {
        name: [role.key for role in access.relation_to(town.viewer(name, TODAY), case).roles]
        for name in ("gerda", "gorm", "karl", "ulla", "leif", "frida")
    }
    assert roles == {
        "gerda": ["gartner"],
        "gorm": [],
        "karl": ["kasserer"],
        "ulla": ["udvalg"],
        "leif": ["kredsleder"],
        "frida": ["formand"],
    }


def test_a_note_is_written_by_who_has_a_role_about_a_day_that_has_come(town: Town, case: Case):
    rest: dict[str, Any] = {"actor": town.viewer("karl", TODAY), "at": noon(TODAY), "case_id": case.pk}
    note = commands.add_note(body="  Huset er set  ", on=day("2026-01-05"), **rest)
    assert (note.body, note.author, note.author_role) == ("Huset er set", town.users["karl"], "kasserer")
    with nothing_changes(), pytest.raises(UnknownCase):
        commands.add_note(body="Set", on=TODAY, **{**rest, "case_id": case.pk + 99})
    for body, on in ((" ", "2026-01-06"), ("\u202e\u200b", "2026-01-06"), ("a\x00b", "2026-01-06"),
                     ("Set", "2026-01-07"), ("Set", "2015-05-04")):  # fmt: skip
        with nothing_changes(), pytest.raises(CaseworkRefusal):
            commands.add_note(body=body, on=day(on), **rest)

"""The read side: constant numbers of queries, pages, filters, and the case as it stood."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sagsgang.casework import commands, queries
from sagsgang.casework.access import viewer_of
from sagsgang.casework.models import Case, OpenTask
from sagsgang.casework.queries import CaseFilters
from sagsgang.casework.queries.timeline import events_since
from sagsgang.casework.refusals import DayInvalid
from tests.casework.ground import Town, day, noon

pytestmark = [pytest.mark.database, pytest.mark.django_db]
TODAY = day("2026-01-20")


def asked(question: Callable[[], Any]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as log:
        question()
    return len(log)


def test_the_number_of_queries_does_not_grow_with_the_cases(town: Town):
    case = town.open().case
    gerda = town.viewer("gerda", TODAY)
    leif = town.viewer("leif", TODAY)
    questions = {
        "viewer": (lambda: viewer_of(town.users["gerda"], TODAY), 2),
        "overview": (lambda: queries.overview(gerda), 5),
        "team": (lambda: queries.team_tasks(leif), 1),
        "list": (lambda: queries.case_list(gerda, CaseFilters(sort="child")), 3),
        "page": (lambda: queries.case_page(gerda, case.number), 9),
        "page of a leader": (lambda: queries.case_page(leif, case.number), 9),
        "history": (lambda: queries.case_history(gerda, case.number), 5),
        "timeline": (lambda: queries.timeline(gerda, case.number), 7),
    }
    first = {name: asked(question) for name, (question, _) in questions.items()}
    for _ in range(30):
        town.open()
    town.lent(case)
    assert {name: asked(question) for name, (question, _) in questions.items()} == first
    assert {name: count for name, count in first.items() if count > questions[name][1]} == {}


def test_the_overview_groups_what_waits_on_me_by_when_it_is_due(town: Town):
    case = town.open("2026-01-05", child=town.child("Freja")).case  # consent due on 19 January
    seen = {}
    for on in ("2026-01-06", "2026-01-13", "2026-01-19", "2026-01-20"):
        found = queries.overview(town.viewer("gerda", day(on)))
        groups = {
            "overdue": found.overdue,
            "today": found.today,
            "this_week": found.this_week,
            "later": found.later,
            "undated": found.undated,
        }
        seen[on] = next(name for name, rows in groups.items() if "spoerg" in [row.step.key for row in rows])
    assert seen == {"2026-01-06": "later", "2026-01-13": "later", "2026-01-19": "today", "2026-01-20": "overdue"}
    row = queries.overview(town.viewer("gerda", TODAY)).overdue[0]
    assert (row.case_number, row.child, row.step.key, row.assigned, row.overdue) == (
        case.number,
        "Freja Demosen 1",
        "spoerg",
        True,
        True,
    )
    assert [mine.number for mine in found.cases] == [case.number]


def test_this_week_ends_on_sunday(town: Town):
    town.open("2026-01-05")
    monday = queries.overview(town.viewer("gerda", day("2026-01-12")))
    assert "spoerg" in {row.step.key for row in monday.later}
    town.open("2026-01-02", today="2026-01-05", backdating_reason="Ferie")  # due on Friday the 16th
    wednesday = queries.overview(town.viewer("gerda", day("2026-01-14")))
    assert [row.due for row in wednesday.this_week] == [day("2026-01-16")]


def test_what_i_wait_for_is_what_others_owe_in_my_cases(town: Town):
    case = town.open().case
    town.report(case)
    number = _handed_in(town, case)
    waiting = queries.overview(town.viewer("gerda", TODAY)).waiting
    assert {row.step.key for row in waiting} == {"papirer", "afgoer"}
    assert {row.occurrence for row in waiting} == {f"ansoegning-{number}"}
    mine = {row.step.key for row in queries.overview(town.viewer("karl", TODAY)).later}
    assert "papirer" in mine


def _handed_in(town: Town, case: Case) -> int:
    town.take(case, "spoerg", forloeb__svar="ja")
    return town.take(case, "indsend", "2026-01-10", ansoegning__moede="2026-02-02").event.number


def test_a_task_of_a_step_that_the_procedure_no_longer_has_is_left_out(town: Town):
    town.open()
    OpenTask.objects.filter(step="spoerg").update(step="udgaaet")
    viewer = town.viewer("gerda", TODAY)
    found = queries.overview(viewer)
    assert "spoerg" not in {row.step.key for row in (*found.overdue, *found.later, *found.undated)}


def test_my_tasks_come_in_pages(town: Town):
    for _ in range(9):
        town.open()
    viewer = town.viewer("gerda", TODAY)
    pages = [queries.overview(viewer, page) for page in (1, 2, 99)]
    listed = [len(p.overdue) + len(p.today) + len(p.this_week) + len(p.later) + len(p.undated) for p in pages]
    assert pages[0].pages == 2
    assert (listed[0], sum(listed[:2]), pages[2]) == (25, pages[0].total, pages[1])


def test_a_leader_sees_what_waits_in_the_unit(town: Town):
    case = town.open().case
    rows, pages = queries.team_tasks(town.viewer("leif", TODAY))
    assert pages == 1
    assert {(row.case_number, row.role.key) for row in rows} == {(case.number, "gartner")}
    assert queries.team_tasks(town.viewer("gerda", TODAY)) == ((), 1)


# The case list ------------------------------------------------------------------------------------------------------


@pytest.fixture
def three(town: Town) -> dict[str, Case]:
    """Åse at Egehuset, with a loan; Øjvind at Birkehuset; Aage, whose case has ended."""
    aase = town.open(child=town.child("Åse")).case
    town.lent(aase)
    oejvind = town.open("2026-01-19", child=town.child("Øjvind"), hus="birkehuset").case
    aage = town.open(child=town.child("Aage")).case
    town.take(aage, "luk", "2026-01-15", by="frida")
    return {"aase": aase, "oejvind": oejvind, "aage": aage}


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (CaseFilters(), {"aase", "oejvind"}),
        (CaseFilters(closed=True), {"aage"}),
        (CaseFilters(school="birkehuset"), {"oejvind"}),
        (CaseFilters(area="nord"), {"aase"}),
        (CaseFilters(child="åse"), {"aase"}),
        (CaseFilters(child="ØJVIND demosen"), {"oejvind"}),
        (CaseFilters(child="øjvind åse"), set()),
        (CaseFilters(child="%"), set()),
        (CaseFilters(phase="fase1"), {"aase", "oejvind"}),
        (CaseFilters(phase="fase5"), set()),
        (CaseFilters(offer="langt"), {"aase"}),
        (CaseFilters(offer="kort"), set()),
        (CaseFilters(overdue=True), {"oejvind"}),
    ],
    ids=range(13),
)
def test_the_list_is_narrowed(town: Town, three: dict[str, Case], filters: CaseFilters, found: set[str]):
    viewer = town.viewer("gerda", day("2026-02-04"))
    rows = queries.case_list(viewer, filters)
    assert {row.number for row in rows.rows} == {three[name].number for name in found}
    assert rows.total == len(found)


def test_the_list_is_searched_by_number(town: Town, three: dict[str, Case]):
    rows = queries.case_list(town.viewer("gerda", TODAY), CaseFilters(child=three["aase"].number))
    assert [row.number for row in rows.rows] == [three["aase"].number]


def test_the_list_is_sorted_in_danish(town: Town):
    for name in ("Zenia", "Åse", "Ærø", "Anna", "Aage", "Øjvind"):
        child = town.child(name)
        child.family_name = "Demosen"
        child.save()
        town.open(child=child)
    viewer = town.viewer("gerda", TODAY)
    names = [row.child.split()[0] for row in queries.case_list(viewer, CaseFilters(sort="child")).rows]
    assert names == ["Anna", "Zenia", "Ærø", "Øjvind", "Aage", "Åse"]
    newest = [row.number for row in queries.case_list(viewer, CaseFilters(sort="newest")).rows]
    assert newest == sorted(newest, reverse=True)


def test_the_list_comes_in_pages(town: Town):
    for _ in range(26):
        town.open()
    viewer = town.viewer("gerda", TODAY)
    first, second, beyond = (queries.case_list(viewer, CaseFilters(), page) for page in (1, 2, 99))
    assert (first.total, first.pages, len(first.rows), len(second.rows)) == (26, 2, 25, 1)
    assert beyond == second
    assert not {row.number for row in first.rows} & {row.number for row in second.rows}


# One case -----------------------------------------------------------------------------------------------------------


def test_the_case_is_shown_as_it_stood(town: Town):
    case = town.open().case
    town.ready(case, "2026-01-12")
    viewer = town.viewer("gerda", TODAY)
    then = queries.case_page(viewer, case.number, day("2026-01-11"))
    now = queries.case_page(viewer, case.number)
    states = [page.assessment.standing("rapport", "forloeb-1").state.name for page in (then, now)]
    assert states == ["OPEN", "DONE"]
    assert ([row.role.key for row in then.team], [row.role.key for row in now.team]) == (
        ["gartner"],
        ["gartner", "kasserer"],
    )
    assert now.unit_names["egehuset"] == "Egehuset"
    assert (now.breaches, now.relation.roles[0].key) == ((), "gartner")


def test_a_day_the_procedure_does_not_know_is_refused(town: Town):
    case = town.open().case
    with pytest.raises(DayInvalid, match=r"dækker ikke 31\.12\.2019"):
        queries.case_page(town.viewer("gerda", TODAY), case.number, day("2019-12-31"))


def test_a_day_before_the_case_shows_nothing_but_the_ways_in(town: Town):
    case = town.open().case
    page = queries.case_page(town.viewer("gerda", TODAY), case.number, day("2026-01-04"))
    assert [standing.step.key for standing in page.assessment.standings] == ["aabn"]


def test_the_timeline_tells_who_for_whom_when_and_with_which_words(town: Town):
    case = town.open("2026-01-05", today="2026-01-07", backdating_reason="Ferie").case
    town.report(case, "2026-01-08")
    shown = queries.timeline(town.viewer("gerda", TODAY), case.number)
    assert [row.event.number for row in shown.rows] == [2, 1]
    row = shown.rows[1]
    assert (row.actor, row.role.key, row.step.key, row.for_role, row.how) == ("Gerda", "gartner", "aabn", None, "")
    assert row.texts == {"forloeb.oenske": "Et hus med have", "begrundelse_dato": "Ferie"}


def test_the_timeline_is_narrowed_by_lane_kind_and_day(town: Town):
    case = town.open().case
    town.ready(case, "2026-01-12")
    gerda = town.viewer("gerda", TODAY)
    commands.annul(case_id=case.pk, event=2, actor=gerda, at=noon(TODAY), based_on=None, reason="Tastefejl")
    for on, body in (("2026-01-10", "Set"), ("2026-01-20", "Ringet")):
        commands.add_note(case_id=case.pk, body=body, on=day(on), actor=gerda, at=noon(TODAY))

    def shown(**more: Any) -> tuple[list[int], list[str]]:
        found = queries.timeline(gerda, case.number, **more)
        return [row.event.number for row in found.rows], [note.body for note in found.notes]

    assert shown() == ([4, 3, 2, 1], ["Ringet", "Set"])
    assert shown(lane="buf") == ([3], [])
    assert shown(kind="aendret") == ([4], [])
    assert shown(kind="taget") == ([3, 2, 1], [])
    assert shown(kind="noter") == ([], ["Ringet", "Set"])
    assert shown(day=day("2026-01-12")) == ([3, 2, 1], ["Set"])
    assert shown(known=day("2026-01-19")) == ([3, 2, 1], [])
    rows = queries.timeline(gerda, case.number).rows
    assert [row.superseded for row in rows] == [False, False, True, False]


def test_one_event_is_found_by_its_number(town: Town):
    case = town.open().case
    viewer = town.viewer("gerda", TODAY)
    assert queries.event_row(viewer, case.number, 1)[1].step.key == "aabn"
    assert queries.event_row(viewer, case.number, 2) == (case, None)


def test_a_stale_write_is_shown_what_has_come_since(town: Town):
    case = town.open().case
    town.ready(case)
    assert [row.step.key for row in events_since(town.viewer("gerda"), case, 1)] == ["spoerg", "rapport"]

"""Several people at once, each with a connection of their own: no event is lost, of two on one version one wins."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from sagsgang.casework import commands, projections
from sagsgang.casework.ledger import load
from sagsgang.casework.models import Case, LedgerEvent
from sagsgang.casework.refusals import ChildHasCase, StaleWrite, StepClosed
from sagsgang.casework.scope import house
from tests.casework.ground import OPENED, Town, day, noon

pytestmark = [pytest.mark.database]


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each act gives, or the refusal it met; all begin together, each in a thread of its own."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            start.wait(timeout=30)
            with house("test"):  # each thread is a scope of its own
                return act()
        except (StaleWrite, StepClosed, ChildHasCase) as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result(timeout=60) for future in [pool.submit(run, act) for act in acts]]


def refusals(results: Iterable[Any]) -> list[type[Exception]]:
    return [type(each) for each in results if isinstance(each, Exception)]


def test_of_two_writers_on_one_version_exactly_one_wins(shared_town: Town):
    for _ in range(3):
        case = shared_town.open().case
        results = at_once(
            lambda case=case: shared_town.take(case, "spoerg", by="gerda", based_on=1, forloeb__svar="ja"),
            lambda case=case: shared_town.take(
                case,
                "rapport",
                by="karl",
                based_on=1,
                forloeb__egnet="ja",
                forloeb__maalt="2026-01-06",
                forloeb__areal="45",
            ),
        )
        assert refusals(results) == [StaleWrite]
        case.refresh_from_db()
        assert (case.version, LedgerEvent.objects.filter(case=case).count()) == (2, 2)
    assert projections.differences(day("2026-01-06")) == []


def test_the_same_step_is_not_taken_twice_by_two_who_name_no_version(shared_town: Town):
    case = shared_town.open().case
    results = at_once(*[lambda: shared_town.report(case) for _ in range(4)])
    assert refusals(results) == [StepClosed] * 3
    assert [event.step for event in load(case)] == ["aabn", "rapport"]


def test_twenty_writers_on_twenty_cases_lose_nothing(shared_town: Town):
    cases = [shared_town.open().case for _ in range(20)]

    def work(case: Case) -> int:
        shared_town.take(case, "spoerg", based_on=1, forloeb__svar="ja")
        shared_town.report(case)
        return shared_town.take(case, "indsend", "2026-01-10", ansoegning__moede="2026-02-02").case.version

    results = at_once(*[lambda case=case: work(case) for case in cases])
    assert results == [4] * 20
    for case in cases:
        assert [(event.number, event.step) for event in load(case)] == [
            (1, "aabn"),
            (2, "spoerg"),
            (3, "rapport"),
            (4, "indsend"),
        ]
    assert projections.differences(day("2026-01-10")) == []


def test_a_child_gets_one_case_however_many_open_it_at_once(shared_town: Town):
    child = shared_town.child()
    results = at_once(*[lambda by=by: shared_town.open(child=child, by=by) for by in ("gerda", "karl", "ulla", "gorm")])
    assert refusals(results) == [ChildHasCase] * 3
    assert Case.objects.count() == 1


def test_cases_opened_at_once_get_numbers_of_their_own(shared_town: Town):
    children = [shared_town.child() for _ in range(8)]
    results = at_once(*[lambda child=child: shared_town.open(child=child) for child in children])
    assert len({result.case.number for result in results}) == 8


def test_looking_again_by_night_never_overwrites_a_days_work(shared_town: Town):
    cases = [shared_town.open().case for _ in range(6)]
    later = OPENED + timedelta(days=60)
    work = [lambda case=case: shared_town.take(case, "spoerg", later.isoformat(), forloeb__svar="ja") for case in cases]
    at_once(lambda: projections.refresh_due(later), lambda: projections.rebuild(later), *work)
    assert projections.differences(later) == []
    assert all(len(load(case)) == 2 for case in cases)


def test_a_leaver_and_a_writer_do_not_cross(shared_town: Town):
    cases = [shared_town.open().case for _ in range(4)]
    gerda, today = shared_town.users["gerda"], day("2026-01-06")
    at_once(
        lambda: commands.release_everywhere(user=gerda, on=today, at=noon(today)),
        *[lambda case=case: shared_town.report(case) for case in cases],
    )
    assert projections.differences(today) == []
    assert all(len(load(case)) == 2 for case in cases)

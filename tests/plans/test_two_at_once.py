"""Two people who write at the very same moment: of one part one wins and the other is told; of different parts both."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections

from sagsgang.casework.scope import house
from sagsgang.plans.commands import Words
from sagsgang.plans.models import Part, Revision
from sagsgang.plans.refusals import StalePart
from tests.casework.triggers import guard, unguard
from tests.plans.ground import Ground, build

pytestmark = pytest.mark.database


@pytest.fixture
def _guarded_again(django_db_blocker: Any) -> Iterator[None]:
    yield
    with django_db_blocker.unblock():
        guard(connection)


@pytest.fixture
def shared(_guarded_again: None, transactional_db: None) -> Iterator[Ground]:
    """The case in a database that every thread sees."""
    yield build()
    unguard(connection)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            start.wait(timeout=30)
            with house("test"):
                return act()
        except StalePart as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result(timeout=60) for future in [pool.submit(run, act) for act in acts]]


def test_one_wins_the_other_is_told_and_nothing_is_lost(shared: Ground):
    shared.section("samarbejde", "Først")
    results = at_once(
        lambda: shared.section("samarbejde", "Fra SOF", by=shared.sof, based_on=1),
        lambda: shared.section("samarbejde", "Fra skolen", by=shared.school, based_on=1),
    )
    refused = [each for each in results if isinstance(each, StalePart)]
    made = [each for each in results if isinstance(each, Revision)]
    assert (len(refused), len(made)) == (1, 1)
    assert refused[0].latest.body == made[0].body
    assert Revision.objects.filter(part__key="samarbejde").count() == 2


def test_the_first_words_of_a_plan_and_goals_at_once_disturb_nobody(shared: Ground):
    results = at_once(
        lambda: shared.section("sof_del", "SOF", by=shared.sof, based_on=0),
        lambda: shared.section("buf_del", "BUF", by=shared.school, based_on=0),
        lambda: shared.goal(by=shared.sof),
        lambda: shared.goal(by=shared.sof),
        lambda: shared.goal(Words("Skolens mål", "Fordi", "Ses", side="buf"), by=shared.school),
    )
    assert not [each for each in results if isinstance(each, Exception)]
    assert results[2] == results[3]  # the same words sent twice are one goal
    assert sorted(Part.objects.filter(kind="maal").values_list("number", flat=True)) == [1, 2]
    assert {each.text for each in shared.state().sections if each.text} == {"SOF", "BUF"}

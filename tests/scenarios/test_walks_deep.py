"""Longer walks out of every whole course: rules, owed tasks, and whose turn it is."""

from datetime import timedelta
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sagsgang.procedure.engine import Assessment, Event, State, assess
from sagsgang.procedure.faelles_sagsforloeb import PROCEDURE
from tests.scenarios.playing import play
from tests.scenarios.reading import read
from tests.scenarios.rules_of_the_course import broken
from tests.scenarios.test_walks import owed, stranded
from tests.scenarios.walks import Walk, stroll

COURSES = (
    "begge_behov", "dagbehandling_starter", "flex_slutter_foer_tid", "foer_og_efter_barnets_lov", "kendt_i_sof",
    "skoleflex_bevilges", "skoleflex_forlaenges", "sof_siger_nej", "tilbageslusningsflex_to_aar",
    "underretning_udefra",
)  # fmt: skip
deep = settings(max_examples=12, deadline=None, derandomize=True)
seeds = st.integers(0, 2**32)


@cache
def course(key: str) -> tuple[Event, ...]:
    """The events of a whole course."""
    return tuple(play(PROCEDURE, read(key)).history)


def walk_out_of(key: str, seed: int, length: int) -> Walk:
    """A walk that follows the course for a while and then goes its own way; the same seed walks the same way."""
    chance = Random(seed)  # noqa: S311 - chance, not secrecy
    events = course(key)
    return stroll(chance.choice, PROCEDURE, length, events[: chance.randint(1, len(events))])


def nobodys_turn(assessment: Assessment) -> list[str]:
    """The barred tasks whose missing things nobody can supply, and whose subject nobody can end (give up, withdraw)."""
    ending = {
        each.occurrence.id
        for each in assessment.standings
        if each.state is State.OPEN and each.step.ends is each.step.per
    }
    return [
        task.step.key
        for task in assessment.tasks()
        if task.state is State.BARRED
        and all(barrier.finding.answer is None for barrier in task.barriers)
        and task.occurrence.id not in ending
        and not assessment.turn(task)
    ]


@pytest.mark.parametrize("key", COURSES)
@deep
@given(seeds)
def test_a_long_walk_breaks_no_rule_and_leaves_nobody_waiting_for_nobody(key: str, seed: int) -> None:
    walk = walk_out_of(key, seed, 25)
    assert broken(walk) == []
    assert stranded(walk) == []
    assert nobodys_turn(walk.now()) == []


@pytest.mark.parametrize("key", COURSES)
@deep
@given(seeds, st.integers(1, 900))
def test_time_alone_never_takes_the_last_task_away(key: str, seed: int, days: int) -> None:
    walk = walk_out_of(key, seed, 8)
    assert owed(assess(PROCEDURE, walk.history, walk.day + timedelta(days=days)))


@pytest.mark.parametrize("key", COURSES)
@deep
@given(seeds)
def test_the_order_of_reading_changes_nothing(key: str, seed: int) -> None:
    walk = walk_out_of(key, seed, 10)
    shuffled = list(walk.history)
    Random(seed).shuffle(shuffled)  # noqa: S311 - chance, not secrecy
    one, other = walk.now(), assess(PROCEDURE, shuffled, walk.day)
    assert [(s.key, s.state, s.due) for s in one.standings] == [(s.key, s.state, s.due) for s in other.standings]

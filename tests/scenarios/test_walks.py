"""Random lawful walks through the joint course: no rule is broken, no case stands still, order does not matter."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sagsgang.procedure.engine import Assessment, Event, State, assess
from sagsgang.procedure.faelles_sagsforloeb import PROCEDURE
from tests.scenarios.playing import play
from tests.scenarios.reading import read
from tests.scenarios.rules_of_the_course import broken
from tests.scenarios.walks import Choose, Walk, stroll

few = settings(max_examples=8, deadline=None, derandomize=True)
COURSES = ("skoleflex_bevilges", "dagbehandling_starter")


def by(data: st.DataObject) -> Choose:
    """Hypothesis chooses."""
    return lambda possible: data.draw(st.sampled_from(possible))


@cache
def course(key: str) -> tuple[Event, ...]:
    """The events of a whole course, to walk on from somewhere in it."""
    return tuple(play(PROCEDURE, read(key)).history)


def walk_on(choose: Choose, key: str, length: int) -> Walk:
    """A walk that follows a course for a while and then goes its own way."""
    events = course(key)
    start = events[: choose(range(1, len(events) + 1))]
    return stroll(choose, PROCEDURE, length, start)


def owed(assessment: Assessment) -> bool:
    """Whether somebody has something open to do, with a date; a case that is over owes nothing."""
    tasks = [task for task in assessment.tasks() if task.state is State.OPEN and task.due is not None]
    return not assessment.is_open or bool(tasks)


def stranded(walk: Walk) -> list[str]:
    """Where the walk stood still: the steps after which nobody owed anything by a date."""
    days = [(number, before) for number, before in walk.before.items() if number > 1]
    found = [f"før nr. {number}: {walk.history[number - 2].step}" for number, before in days if not owed(before)]
    return found if owed(walk.now()) else [*found, f"til sidst: {walk.history[-1].step}"]


@few
@given(st.data())
def test_a_walk_from_the_first_concern_breaks_no_rule_and_never_stands_still(data):
    walk = stroll(by(data), PROCEDURE, 20)
    assert broken(walk) == []
    assert stranded(walk) == []


@pytest.mark.parametrize("key", COURSES)
@few
@given(st.data())
def test_a_walk_out_of_a_course_breaks_no_rule_and_never_stands_still(key, data):
    walk = walk_on(by(data), key, 12)
    assert broken(walk) == []
    assert stranded(walk) == []


def _shuffled(choose: Choose, events: list[Event]) -> list[Event]:
    rest, order = list(events), []
    while rest:
        order.append(rest.pop(choose(range(len(rest)))))
    return order


@few
@given(st.data())
def test_the_same_events_say_the_same_in_whatever_order_they_are_read(data):
    walk = walk_on(by(data), "skoleflex_bevilges", 6)
    shuffled = assess(PROCEDURE, _shuffled(by(data), walk.history), walk.day)
    assert [(s.key, s.state, s.due) for s in shuffled.standings] == [
        (s.key, s.state, s.due) for s in walk.now().standings
    ]

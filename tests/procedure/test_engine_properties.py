"""Random lawful walks: nothing changes before `next_change`, and the order of reading does not matter."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sagsgang.procedure.engine import Assessment, Event, EventKind, Standing, State, assess, breaches
from sagsgang.procedure.language import Fact, Kind
from tests.procedure.toy import TOY

FIRST = date(2023, 11, 1)


def value_for(fact: Fact, choose: st.DataObject, day: date) -> Any:
    match fact.kind:
        case Kind.CHOICE | Kind.YES_NO:
            return choose.draw(st.sampled_from([option.value for option in fact.options]))
        case Kind.DATE:
            return day + timedelta(days=choose.draw(st.integers(-40, 40)))
        case Kind.MOMENT:
            return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        case Kind.NUMBER | Kind.MONEY:
            return choose.draw(st.integers(1, 40))
        case _:
            return "ref:1"


def walk(choose: st.DataObject, length: int) -> tuple[list[Event], date]:
    """Take open steps at random, now and then something wrong with them set right."""
    history: list[Event] = []
    day = FIRST
    for number in range(1, length + 1):
        day += timedelta(days=choose.draw(st.integers(0, 60)))
        recorded = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        if number > 3 and choose.draw(st.integers(0, 9)) == 0:
            target = choose.draw(st.integers(1, number - 1))
            history.append(Event(number, EventKind.ANNULLED, "", "", day, recorded, {}, target))
            continue
        can = [s for s in assess(TOY, history, day).standings if s.state is State.OPEN and not s.step.milestone]
        if not can:
            continue
        standing = choose.draw(st.sampled_from(can))
        facts = {asked.fact.key: value_for(asked.fact, choose, day) for asked in standing.step.asked()}
        history.append(Event(number, EventKind.TAKEN, standing.step.key, standing.occurrence.id, day, recorded, facts))
    return history, day


def seen(standing: Standing) -> tuple[object, ...]:
    """What a standing says, dates aside."""
    return (
        standing.key,
        standing.state,
        standing.owner.key,
        standing.later,
        standing.missed,
        [(type(barrier.finding.condition), barrier.finding.answer) for barrier in standing.barriers],
        [(type(warning.finding.condition), warning.finding.answer) for warning in standing.warnings],
    )


def view(assessment: Assessment) -> list[tuple[object, ...]]:
    return [seen(standing) for standing in assessment.standings]


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.data())
def test_nothing_changes_before_next_change(choose):
    history, day = walk(choose, choose.draw(st.integers(1, 9)))
    today = assess(TOY, history, day)
    change = today.next_change()
    last = (change or day + timedelta(days=900)) - timedelta(days=1)
    between = day + timedelta(days=choose.draw(st.integers(0, (last - day).days)))
    assert view(assess(TOY, history, between)) == view(today)
    assert view(assess(TOY, history, last)) == view(today)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.data())
def test_every_walk_can_be_read_in_any_order_on_any_day(choose):
    history, day = walk(choose, choose.draw(st.integers(1, 9)))
    asked = day + timedelta(days=choose.draw(st.integers(-100, 400)))
    known = day + timedelta(days=choose.draw(st.integers(-100, 10)))
    read = choose.draw(st.permutations(history))
    assert view(assess(TOY, read, asked, known)) == view(assess(TOY, history, asked, known))


@settings(max_examples=15, deadline=None, derandomize=True)
@given(st.data())
def test_a_lawful_walk_without_corrections_breaches_nothing(choose):
    history, day = walk(choose, choose.draw(st.integers(1, 8)))
    lawful = [event for event in history if event.kind is EventKind.TAKEN]
    if len(lawful) == len(history):
        assert breaches(TOY, history, day) == []


@settings(max_examples=15, deadline=None, derandomize=True)
@given(st.data())
def test_every_barred_step_is_somebodys_turn_or_has_been_answered_no(choose):
    history, day = walk(choose, choose.draw(st.integers(1, 8)))
    assessment = assess(TOY, history, day)
    for standing in assessment.standings:
        turn = assessment.turn(standing)
        assert all(each.state in (State.OPEN, State.DONE) for each in turn)
        unknown = any(barrier.finding.answer is None for barrier in standing.barriers)
        if unknown and standing.state is State.BARRED:
            assert turn, standing.key

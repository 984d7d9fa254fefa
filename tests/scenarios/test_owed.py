"""A duty that binds only where its condition holds: elsewhere the step may be taken, and no date is broken (X10)."""

from collections.abc import Iterable
from datetime import date, timedelta

from sagsgang.procedure.engine import Event, Standing, State, assess
from sagsgang.procedure.faelles_sagsforloeb import PROCEDURE
from sagsgang.procedure.language import Duty
from sagsgang.procedure.wording import step_page, step_paragraph
from tests.scenarios.test_rules import Change, course, unsaid, without

TOLD = "fase3.social_afgoerelse_sendes"
SAID = "indstilling.sof_indsats"
LATER = timedelta(days=400)


def told_of(key: str, *changes: Change) -> tuple[list[Standing], list[Event]]:
    """How the letter stands long after the course, with the events changed."""
    history: Iterable[Event] = course(key)
    for change in changes:
        history = [event for each in history if (event := change(each)) is not None]
    history = list(history)
    return assess(PROCEDURE, history, history[-1].on + LATER).of_step(TOLD), history


def test_what_sof_has_granted_is_told_the_family_by_a_day() -> None:
    (letter,), _ = told_of("skoleflex_bevilges", without(TOLD))
    assert (letter.state, letter.duty, letter.due) == (State.OPEN, Duty.MUST, date(2025, 10, 1))
    assert letter.is_task


def test_what_was_decided_before_the_form_asked_for_the_measure_owes_no_letter() -> None:
    (letter,), history = told_of("skoleflex_bevilges", without(TOLD), unsaid(SAID))
    assert (letter.state, letter.duty, letter.due) == (State.OPEN, Duty.MAY, None)
    assert TOLD not in {task.step.key for task in assess(PROCEDURE, history, history[-1].on).tasks()}


def test_the_measure_starts_with_a_reason_only_where_the_letter_is_owed_and_not_sent() -> None:
    starts = "fase3.foranstaltning_starter"
    for changes, expected in (((), 0), ((without(TOLD),), 1), ((without(TOLD), unsaid(SAID)), 0)):
        _, history = told_of("skoleflex_bevilges", without(starts), *changes)
        (start,) = assess(PROCEDURE, history, date(2025, 9, 25)).of_step(starts)
        assert (start.state, len(start.warnings)) == (State.OPEN, expected)


def test_a_course_that_ended_without_the_letter_has_missed_nothing() -> None:
    letters, _ = told_of("flex_slutter_foer_tid", without(TOLD), unsaid(SAID))
    assert [(letter.missed, letter.due) for letter in letters] == [(False, None)]


def test_what_sof_has_granted_is_still_told_after_the_course_has_ended() -> None:
    letters, _ = told_of("flex_slutter_foer_tid", without(TOLD))
    assert [(letter.state, letter.is_task) for letter in letters] == [(State.OPEN, True)]
    assert letters[0].occurrence.ended is not None


def test_the_letter_that_was_sent_is_done_with_or_without_the_measure() -> None:
    for changes in ((), (unsaid(SAID),)):
        (letter,), _ = told_of("skoleflex_bevilges", *changes)
        assert letter.state is State.DONE


def test_a_new_period_is_told_in_the_joint_letter() -> None:
    letters, _ = told_of("skoleflex_forlaenges")
    assert [(letter.state is State.DONE, letter.duty, letter.is_task) for letter in letters] == [
        (True, Duty.MUST, False),
        (False, Duty.MAY, False),
    ]


def test_the_handbook_tells_when_an_answer_is_offered() -> None:
    asked = step_page(PROCEDURE, PROCEDURE.step("fase3.beku_beslutter"), date(2026, 1, 1)).records[0]
    assert "»Bevilget« kun når SOF har afgjort sin halvdel, når det er flex" in asked
    assert "»Bevilget, afventer SOF« kun når SOF ikke har afgjort sin halvdel" in asked


def test_the_handbook_tells_where_it_is_a_duty() -> None:
    told = step_paragraph(PROCEDURE, PROCEDURE.step(TOLD), date(2026, 1, 1))
    assert "Det er kun en pligt, når SOF's afgørelse siger, hvilken foranstaltning det er" in told

"""Three answers, what counts in a history, what calendars make, and whose turn it is."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from sagsgang.procedure.engine import Event, EventKind, State, effective, what_if
from sagsgang.procedure.language import (
    UnknownDay,
    all_of,
    any_of,
    at_least,
    available,
    fresh,
    given,
    is_,
    known,
    no,
    none_running,
    not_,
    not_taken,
    running,
    some,
    taken,
    unrecorded,
    yes,
)
from tests.procedure.toy import (
    AREAL,
    AREAL_MINDST,
    EGNET,
    FORLOEB,
    FRISK,
    LAAN,
    MAALT,
    RAPPORT,
    SAMTYKKE,
    START,
    TOY,
    UDFALD,
    Case,
    step,
)

YES_, NO_, UNKNOWN = "yes", "no", "not yet known"


def answers(case: Case, day: str, condition) -> str:
    world = case.on(day).world
    return {True: YES_, False: NO_, None: UNKNOWN}[condition.answer(world, world.by_id["forloeb-1"])]


def opened_only() -> Case:
    case = Case()
    case.open()
    return case


def with_report(egnet: str = "ja", svar: str = "ja") -> Case:
    case = opened_only()
    case.ready(egnet=egnet, svar=svar)
    return case


@pytest.mark.parametrize(
    ("condition", "empty", "recorded"),
    [
        (known(EGNET), UNKNOWN, YES_),
        (unrecorded(EGNET), YES_, NO_),
        (yes(EGNET), UNKNOWN, YES_),
        (no(EGNET), UNKNOWN, NO_),
        (is_(EGNET, "ja", "nej"), UNKNOWN, YES_),
        (at_least(AREAL, AREAL_MINDST), UNKNOWN, NO_),
        (fresh(MAALT, FRISK), UNKNOWN, YES_),
        (available(RAPPORT), UNKNOWN, YES_),
        (given(SAMTYKKE), UNKNOWN, YES_),
        (taken("rapport"), UNKNOWN, YES_),
        (not_taken("rapport"), YES_, NO_),
        (running(LAAN), UNKNOWN, UNKNOWN),
        (running(FORLOEB), YES_, YES_),
        (none_running(LAAN), YES_, YES_),
        (not_(yes(EGNET)), UNKNOWN, NO_),
        (all_of(yes(EGNET), no(EGNET)), UNKNOWN, NO_),
        (any_of(yes(EGNET), no(EGNET)), UNKNOWN, YES_),
        (some(LAAN, known(START), "et lån er startet"), UNKNOWN, UNKNOWN),
    ],
)
def test_every_condition_knows_yes_no_and_not_yet(condition, empty, recorded):
    assert answers(opened_only(), "2026-01-07", condition) == empty
    assert answers(with_report(), "2026-01-07", condition) == recorded


def test_findings_are_the_smallest_and_say_which_answer():
    world = with_report(egnet="nej").on("2026-01-07").world
    place = world.by_id["forloeb-1"]
    condition = all_of(yes(EGNET), available(RAPPORT), any_of(is_(UDFALD, "ja"), running(LAAN)))
    found = condition.findings(world, place)
    assert [(type(each.condition).__name__, each.answer) for each in found] == [("Is", False), ("AnyOf", None)]
    assert all_of(available(RAPPORT)).findings(world, place) == ()


def test_a_refused_consent_is_a_no_and_an_unasked_one_is_not_yet_known():
    assert answers(with_report(svar="nej"), "2026-01-07", given(SAMTYKKE)) == NO_
    case = with_report()
    case.take("traek", "2026-01-08")
    assert answers(case, "2026-01-07", given(SAMTYKKE)) == YES_
    assert answers(case, "2026-01-08", given(SAMTYKKE)) == UNKNOWN


def test_a_date_is_fresh_until_its_last_day():
    case = with_report()  # measured on 6 January 2026, fresh for twelve months
    assert answers(case, "2027-01-06", fresh(MAALT, FRISK)) == YES_
    assert answers(case, "2027-01-07", fresh(MAALT, FRISK)) == NO_


@pytest.mark.parametrize(
    ("day", "annulments", "expected"),
    [
        ("2026-01-05", (), ["aabn"]),
        ("2026-01-06", (), ["aabn", "spoerg", "rapport"]),
        ("2026-01-06", (2,), ["aabn", "rapport"]),
        ("2026-01-06", (2, 4), ["aabn", "spoerg", "rapport"]),  # the annulment itself is annulled
        ("2026-01-06", (2, 4, 5), ["aabn", "rapport"]),
    ],
)
def test_what_counts_of_a_history(day, annulments, expected):
    case = with_report()
    for target in annulments:
        case.annul(target, "2026-02-01")
    assert [event.step for event in effective(case.history, date.fromisoformat(day))] == expected


def test_the_latest_correction_holds_and_an_annulled_one_gives_way_to_the_one_before():
    case = with_report()
    facts = {"forloeb__maalt": date(2026, 1, 6), "forloeb__areal": 25}
    case.correct(3, "2026-01-06", forloeb__egnet="nej", **facts)
    case.correct(3, "2026-01-06", forloeb__egnet="ja", forloeb__areal=40)
    assert answers(case, "2026-01-07", at_least(AREAL, AREAL_MINDST)) == YES_
    case.annul(5, "2026-02-01")
    assert answers(case, "2026-01-07", yes(EGNET)) == NO_


def test_known_on_is_a_danish_day():
    late = datetime(2026, 1, 5, 23, 30, tzinfo=UTC)  # half past midnight on the 6th in Copenhagen
    event = Event(1, EventKind.TAKEN, "aabn", "sag", date(2026, 1, 5), late)
    assert effective([event], date(2026, 1, 9), known=date(2026, 1, 5)) == []
    assert effective([event], date(2026, 1, 9), known=date(2026, 1, 6)) == [event]
    west = Event(1, EventKind.TAKEN, "aabn", "sag", date(2026, 1, 5), late.astimezone(timezone(timedelta(hours=-10))))
    assert effective([west], date(2026, 1, 9), known=date(2026, 1, 5)) == []


def test_back_dated_recordings_show_on_their_day_but_not_in_what_was_known_then():
    case = opened_only()
    case.take("spoerg", "2026-01-06", recorded="2026-02-01", forloeb__svar="ja")
    assert case.on("2026-01-10").standing("spoerg", "forloeb-1").state is State.DONE
    assert case.on("2026-01-10", known="2026-01-10").standing("spoerg", "forloeb-1").state is State.OPEN


def test_the_order_in_which_events_are_read_is_all_the_same():
    case = Case()
    loan = case.lent()
    case.take("se_efter", "2026-05-01", f"{loan}.syn-1", syn__tilstand="ref:2")
    case.correct(3, "2026-01-06", forloeb__egnet="ja", forloeb__areal=31)
    told = case.on("2026-09-01")
    case.history = case.history[::-1]
    read = case.on("2026-09-01")
    assert [(each.key, each.state, each.due) for each in told.standings] == [
        (each.key, each.state, each.due) for each in read.standings
    ]


def test_strays_are_kept_aside_unknown_step_place_or_kind_of_place():
    case = opened_only()
    case.take("findes_ikke", "2026-01-06")
    case.take("rapport", "2026-01-06", "forloeb-99")
    case.take("rapport", "2026-01-06", "sag")
    case.take("se_efter", "2026-01-06", "forloeb-1.syn-x")
    world = case.on("2026-01-07").world
    assert [event.number for event in world.strays] == [2, 3, 4, 5]
    assert len(world.events) == 1


def test_an_event_under_an_older_name_of_its_step_still_counts():
    case = Case()
    loan = case.lent()
    case.take("gammelt_brev", "2026-02-03", loan)
    assert case.on("2026-02-03").standing("brev", loan).state is State.DONE


# Calendars -------------------------------------------------------------------------------------------------------


def test_calendars_are_reckoned_from_the_anchor_and_never_chained():
    case = Case()
    loan = case.lent(start="2026-02-02")
    case.take("se_efter", "2026-07-20", f"{loan}.syn-1", syn__tilstand="ref:2")  # far too late
    days = [each.occurrence.scheduled for each in case.on("2026-07-21").of_step("se_efter")]
    assert days == [date(2026, 5, 1), date(2026, 11, 2)]


def test_the_next_one_is_there_and_one_taken_ahead_brings_the_one_after():
    case = Case()
    loan = case.lent(start="2026-02-02")
    assert [each.occurrence.number for each in case.on("2026-02-03").of_step("se_efter")] == [1]
    case.take("se_efter", "2026-04-01", f"{loan}.syn-1", syn__tilstand="ref:2")
    assert [each.state for each in case.on("2026-04-02").of_step("se_efter")] == [State.DONE, State.OPEN]


def test_one_taken_far_ahead_stands_in_its_place_in_the_row():
    case = Case()
    loan = case.lent(start="2026-02-02")
    case.take("se_efter", "2026-04-01", f"{loan}.syn-3", syn__tilstand="ref:2")
    assessment = case.on("2027-09-01")
    assert [each.occurrence.number for each in assessment.of_step("se_efter")] == [1, 2, 3, 4]
    beside = assessment.world.root.below["syn"]
    assert [each.number for each in beside] == [1, 2, 3, 4]


def test_what_does_not_pile_up_shows_only_the_latest_missed_and_the_next():
    numbers = [each.occurrence.number for each in opened_only().on("2026-09-01").of_step("tjek")]
    assert numbers == [7, 8]


def test_a_corrected_start_moves_the_whole_calendar():
    case = Case()
    loan = case.lent(start="2026-02-02")
    case.take("se_efter", "2026-05-01", f"{loan}.syn-1", syn__tilstand="ref:2")
    granted = int(loan.removeprefix("laan-"))
    case.correct(granted, "2026-02-02", ansoegning__udfald="ja", laan__start=date(2026, 3, 2))
    assert [each.occurrence.scheduled for each in case.on("2026-07-21").of_step("se_efter")] == [
        date(2026, 6, 2),
        date(2026, 12, 2),
    ]


def test_an_ended_offer_makes_no_more_dates():
    case = Case()
    loan = case.lent(start="2026-02-02")
    case.take("slut", "2026-06-01", loan)
    assert len(case.on("2029-01-01").of_step("se_efter")) == 1
    assert case.on("2029-01-01").standing("brev", loan).state is State.OPEN, "a letter outlives the offer"


# States, tasks, turns --------------------------------------------------------------------------------------------


def test_a_milestone_is_met_by_others_and_says_by_which_steps():
    case = opened_only()
    assessment = case.on("2026-01-06")
    milestone = assessment.standing("klar", "forloeb-1")
    assert milestone.state is State.OPEN
    assert [each.step.key for each in assessment.through(milestone)] == ["rapport", "spoerg"]
    assert assessment.through(assessment.standing("rapport", "forloeb-1")) == ()
    case.ready()
    assert case.on("2026-01-06").standing("klar", "forloeb-1").state is State.DONE


def test_not_relevant_yet_is_told_from_not_relevant():
    assessment = opened_only().on("2026-01-06")
    waits = assessment.standing("bekraeft", "forloeb-1")
    assert (waits.state, waits.later) == (State.NOT_RELEVANT, True)
    refused = with_report(svar="nej").on("2026-01-06").standing("traek", "forloeb-1")
    assert (refused.state, refused.later) == (State.NOT_RELEVANT, False)


def test_an_expectation_warns_and_does_not_close():
    case = with_report()
    case.take("slut", "2026-01-07")  # a stray: nothing happens
    assert case.on("2026-12-01").standing("indsend", "forloeb-1").warnings == ()
    later = case.on("2027-12-01").standing("indsend", "forloeb-1")
    assert later.state is State.OPEN
    assert [each.finding.answer for each in later.warnings] == [False]


def test_a_case_is_open_while_a_life_of_the_course_is_under_way():
    case = with_report()
    assert case.on("2026-01-07").is_open
    case.take("luk", "2026-01-08")
    assert not case.on("2026-01-09").is_open


def test_what_must_end_first_is_the_turn_of_whoever_can_end_it():
    case = Case()
    loan = case.lent()
    assessment = case.on("2026-03-01")
    turn = assessment.turn(assessment.standing("luk", "forloeb-1"))
    assert [(each.step.key, each.occurrence.id) for each in turn] == [("slut", loan)]


def test_turns_follow_to_whoever_can_begin_the_subject_of_what_is_missing():
    needy = step("tak", "Der takkes", "Der er takket", FORLOEB, requires=is_(UDFALD, "ja"))
    case = Case(replace(TOY, steps=(*TOY.steps, needy)))
    case.open()
    case.ready()
    assessment = case.on("2026-01-07")
    turn = assessment.turn(assessment.standing("tak", "forloeb-1"))
    assert [each.step.key for each in turn] == ["indsend"], "no application yet: somebody must hand one in"


def test_a_step_that_may_be_asked_again_is_the_way_out_of_a_no():
    assessment = with_report(svar="nej").on("2026-01-07")
    turn = assessment.turn(assessment.standing("indsend", "forloeb-1"))
    assert [each.step.key for each in turn] == ["spoerg"]


def test_turns_do_not_cross_from_one_life_to_another():
    case = with_report()
    case.take("luk", "2026-01-08")
    number = case.take("aabn", "2026-02-01", "sag", forloeb__oenske="ref:9")
    assessment = case.on("2026-02-02")
    turn = assessment.turn(assessment.standing("indsend", f"forloeb-{number}"))
    assert {each.occurrence.id for each in turn} == {f"forloeb-{number}"}


def test_tasks_are_in_order_of_date_and_leave_out_what_merely_may_be_done():
    case = Case()
    case.lent()
    tasks = case.on("2026-03-01").tasks()
    assert [each.due for each in tasks] == sorted((each.due for each in tasks), key=lambda day: day or date.max)
    assert not {"forlaeng", "slut"} & {each.step.key for each in tasks}


def test_what_if_answers_without_touching_the_history():
    case = with_report()
    number = len(case.history) + 1
    event = Event(
        number,
        EventKind.TAKEN,
        "indsend",
        "forloeb-1",
        date(2026, 1, 7),
        datetime(2026, 1, 7, tzinfo=UTC),
        {"ansoegning.moede": date(2026, 2, 2)},
    )
    after = what_if(TOY, case.history, date(2026, 1, 7), event)
    assert after.standing("papirer", f"ansoegning-{number}").due == date(2026, 1, 26)
    assert case.on("2026-01-07").of_step("papirer") == []


def test_a_day_outside_what_the_procedure_covers_is_said():
    with pytest.raises(UnknownDay, match=r"dækker ikke 31\.12\.2019"):
        opened_only().on("2019-12-31")

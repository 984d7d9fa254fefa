"""The fifteen traps that a prototype of the engine met: each has a test that names it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from sagsgang.procedure.engine import EventKind, State, breaches
from sagsgang.procedure.language import at_least, decode, decode_facts, encode
from tests.procedure.toy import (
    AABN,
    AREAL,
    AREAL_MINDST,
    FORLAENG,
    GARTNER,
    LAAN,
    LEJE,
    MODTAGET,
    NY_PLIGT,
    PERIODE,
    START,
    TOY,
    UDFALD,
    Case,
    step,
)


def test_trap_1_a_period_does_not_move_the_start_of_the_offer_nor_its_follow_ups():
    case = Case()
    loan = case.lent(start="2026-02-02")
    before = [standing.occurrence.scheduled for standing in case.on("2026-09-01").of_step("se_efter")]
    case.take(
        "forlaeng",
        "2026-06-01",
        loan,
        laan__start=date(2026, 6, 1),
        periode__start=date(2026, 6, 1),
        periode__maaneder=12,
    )
    after = case.on("2026-09-01")
    assert after.world.value(after.world.by_id[loan], START) == date(2026, 2, 2)
    assert [standing.occurrence.scheduled for standing in after.of_step("se_efter")] == before


def test_trap_2_a_withdrawn_consent_opens_the_step_that_asks_for_it_again():
    case = Case()
    case.open()
    case.ready()
    assert case.on("2026-01-07").standing("spoerg", "forloeb-1").state is State.DONE
    case.take("traek", "2026-01-08")
    withdrawn = case.on("2026-01-08")
    assert withdrawn.standing("spoerg", "forloeb-1").state is State.OPEN
    assert withdrawn.standing("klar", "forloeb-1").state is State.OPEN
    assert withdrawn.standing("indsend", "forloeb-1").state is State.BARRED
    case.take("spoerg", "2026-01-09", forloeb__svar="ja")
    assert case.on("2026-01-09").standing("indsend", "forloeb-1").state is State.OPEN


def test_trap_3_the_history_is_cut_at_day_and_number_not_at_the_day():
    case = Case()
    case.open()
    case.ready()
    handed_in = case.take("indsend", "2026-01-06", ansoegning__moede=date(2026, 2, 2))
    assert breaches(TOY, case.history, date(2026, 2, 1)) == []  # all on one day, in the order recorded
    wrong_way = Case()
    wrong_way.open()
    wrong_way.take("indsend", "2026-01-06", ansoegning__moede=date(2026, 2, 2))
    wrong_way.ready()
    assert [breach.event.number for breach in breaches(TOY, wrong_way.history, date(2026, 2, 1))] == [2]
    assert case.on("2026-01-06").world.by_id[f"ansoegning-{handed_in}"].opened == date(2026, 1, 6)


def test_trap_4_annulling_an_opening_orphans_what_rests_on_it_and_reports_it():
    case = Case()
    loan = case.lent()
    case.take("brev", "2026-02-03", loan)
    granted = int(loan.removeprefix("laan-"))
    case.annul(granted, "2026-02-04")
    after = case.on("2026-02-05")
    assert [event.step for event in after.world.strays] == ["brev"]
    assert loan not in after.world.by_id
    case.annul(1, "2026-02-06")
    assert case.on("2026-02-07").world.strays, "even without its opening the case can be shown"


def test_trap_5_a_late_correction_that_undermines_a_decision_is_reported_not_refused():
    case = Case()
    case.lent()
    assert breaches(TOY, case.history, date(2026, 3, 1)) == []
    case.correct(3, "2026-01-06", forloeb__egnet="nej", forloeb__maalt=date(2026, 1, 6), forloeb__areal=25)
    found = breaches(TOY, case.history, date(2026, 3, 1))
    assert [breach.event.step for breach in found] == ["indsend"]
    assert [barrier.finding.answer for barrier in found[0].barriers] == [False]


def test_trap_5_what_was_never_its_turn_is_a_breach_too():
    case = Case()
    case.open()
    case.ready()
    case.take("indsend", "2026-01-10", ansoegning__moede=date(2026, 2, 2))
    refused = case.take("afgoer", "2026-02-02", "ansoegning-4", ansoegning__udfald="nej")
    case.take("tal_om_afslag", "2026-02-03", "ansoegning-4")
    case.correct(refused, "2026-02-02", ansoegning__udfald="ja")
    assert [breach.event.step for breach in breaches(TOY, case.history, date(2026, 3, 1))] == ["tal_om_afslag"]


def test_trap_6_an_ended_offer_keeps_its_broken_dates():
    case = Case()
    loan = case.lent()
    case.take("slut", "2026-06-01", loan)
    standings = case.on("2027-06-01").of_step("se_efter")
    assert [(each.state, each.due, each.missed) for each in standings] == [(State.NOT_RELEVANT, date(2026, 5, 1), True)]


def test_trap_6_also_where_missed_ones_do_not_pile_up():
    case = Case()
    case.open()
    case.take("luk", "2026-03-20")
    assert [each.occurrence.number for each in case.on("2027-06-01").of_step("tjek") if each.missed] == [2]


def test_trap_7_a_fact_reaches_its_own_subject_or_none():
    case = Case()
    loan = case.lent()
    place = case.on("2026-03-01").world.by_id[loan]
    assert set(place.facts) == {"laan.start", "laan.leje"}
    # the loan lies beside the application that granted it: its decision is found from there
    assert case.on("2026-03-01").world.value(place, UDFALD) == "ja"


def test_trap_8_each_due_date_is_clamped_by_itself_and_the_anchor_never_moves():
    case = Case()
    case.lent(start="2026-01-31")  # a Saturday
    due = [each.due for each in case.on("2026-12-01").of_step("se_efter")]
    # 3 and 9 months after 31 January, each moved back on its own: 30 April, 31 October (a Saturday) → 30
    assert due[:2] == [date(2026, 4, 30), date(2026, 10, 30)]
    assert case.on("2026-12-01").of_step("se_efter")[2].due == date(2027, 4, 30)


def test_trap_8_a_deadline_that_is_a_bare_day_is_owed_on_an_open_day():
    case = Case()
    loan = case.lent()
    number = case.take(
        "forlaeng",
        "2026-02-03",
        loan,
        periode__start=date(2026, 2, 2),
        periode__maaneder=6,
    )
    standing = case.on("2026-09-01").standing("periode_slut", f"periode-{number}")
    assert standing.due == date(2026, 11, 13), "15 November 2026 is a Sunday"


@pytest.mark.parametrize(
    ("fact", "value", "stored"),
    [
        (START, date(2026, 1, 31), "2026-01-31"),
        (MODTAGET, datetime(2026, 1, 31, 22, 15, tzinfo=UTC), "2026-01-31T22:15:00+00:00"),
        (LEJE, 1200, 1200),
        (UDFALD, "ja", "ja"),
    ],
)
def test_trap_8_stored_values_are_decoded_by_the_declaration(fact, value, stored):
    assert encode(fact, value) == stored
    assert decode(fact, stored) == value
    assert decode_facts(TOY, {fact.key: stored}) == {fact.key: value}


def test_trap_8_facts_answer_to_their_older_names_and_a_moment_needs_its_zone():
    assert decode_facts(TOY, {"laan.husleje": "7", "ukendt": "x", "laan.start": None}) == {
        "laan.leje": 7,
        "ukendt": "x",
        "laan.start": None,
    }
    with pytest.raises(ValueError, match="time zone"):
        decode(MODTAGET, "2026-01-31T22:15:00")


def test_trap_9_corrections_are_applied_before_the_day_and_before_known_on():
    case = Case()
    case.open()
    case.take("spoerg", "2026-01-06", forloeb__svar="ja")
    case.correct(2, "2026-03-01", recorded="2026-03-02", forloeb__svar="ja")  # it happened in March
    assert case.on("2026-02-01").standing("spoerg", "forloeb-1").state is State.OPEN
    assert case.on("2026-02-01", known="2026-02-01").standing("spoerg", "forloeb-1").state is State.DONE
    assert case.on("2026-03-01").standing("spoerg", "forloeb-1").state is State.DONE


def test_trap_10_the_subject_is_opened_first_and_its_deadline_counts_from_what_opened_it():
    case = Case()
    case.open()
    case.ready()
    number = case.take("indsend", "2026-01-10", ansoegning__moede=date(2026, 2, 2))
    assert case.on("2026-01-11").standing("papirer", f"ansoegning-{number}").due == date(2026, 1, 26)


def test_trap_11_time_changes_answers_without_an_event():
    case = Case()
    loan = case.lent()
    number = case.take("forlaeng", "2026-02-03", loan, periode__start=date(2026, 2, 2), periode__maaneder=6)
    period = f"periode-{number}"
    assert case.on("2026-08-01").standing("periode_slut", period).state is State.NOT_RELEVANT
    assert case.on("2026-08-01").next_change() == date(2026, 8, 2)
    assert case.on("2026-08-02").standing("periode_slut", period).state is State.OPEN


def test_trap_11_a_seam_of_the_rules_and_an_event_still_to_come_are_changes_too():
    case = Case()
    case.open("2023-12-15")
    assert case.on("2023-12-20").next_change() == date(2024, 1, 1)
    case.take("spoerg", "2023-12-28", forloeb__svar="ja")
    assert case.on("2023-12-20").next_change() == date(2023, 12, 28)


def test_trap_12_a_barred_step_is_owed_by_whoever_supplies_what_is_missing():
    case = Case()
    case.open()
    assessment = case.on("2026-01-06")
    barred = assessment.standing("indsend", "forloeb-1")
    assert barred.state is State.BARRED
    assert [(each.step.key, each.owner.key) for each in assessment.turn(barred)] == [
        ("rapport", "kasserer"),
        ("spoerg", "gartner"),
    ]


def test_trap_13_no_two_steps_of_the_case_end_in_the_same_sentence():
    sentences = {each.done: each.key for each in TOY.steps}
    assert len(sentences) == len({each.key for each in TOY.steps})


def test_trap_14_a_limit_in_hours_counts_from_a_clock_time():
    case = Case()
    case.open(forloeb__modtaget=datetime(2026, 1, 5, 21, 30, tzinfo=UTC))
    assessment = case.on("2026-01-06")
    standing = assessment.standing("bekraeft", "forloeb-1")
    assert standing.due == date(2026, 1, 6)
    moment = assessment.world.due_moment(standing.occurrence, standing.step.deadline)
    assert moment.isoformat() == "2026-01-06T22:30:00+01:00"


@pytest.mark.parametrize(("answer", "state"), [("ja", State.OPEN), ("nej", State.BARRED), ("delt", State.BARRED)])
def test_trap_15_a_consent_is_more_than_a_tick_and_only_a_yes_opens(answer, state):
    case = Case()
    case.open()
    case.ready(svar=answer)
    assert case.on("2026-01-06").standing("indsend", "forloeb-1").state is state


def test_a_new_step_key_leaves_alone_what_began_before_it():
    old, new = Case(), Case()
    old.open("2023-01-05")
    old.ready("2023-01-06")
    old.take("indsend", "2023-01-10", ansoegning__moede=date(2023, 2, 1))
    granted = old.take("afgoer", "2023-02-01", "ansoegning-4", ansoegning__udfald="ja", laan__start=date(2023, 2, 1))
    assert old.on("2026-01-01").standing(NY_PLIGT.key, f"laan-{granted}") is None
    loan = new.lent()
    assert new.on("2026-03-01").standing(NY_PLIGT.key, loan).state is State.OPEN


def test_a_new_version_of_an_old_key_applies_on():
    case = Case()
    case.open("2023-12-30")
    assert case.on("2023-12-31").standing("rapport", "forloeb-1").owner is GARTNER
    assert case.on("2024-01-01").standing("rapport", "forloeb-1").owner.key == "kasserer"


def test_a_departure_with_a_reason_sets_the_rule_aside_for_that_occurrence_alone():
    case = Case()
    case.open()
    case.ready(svar="nej")
    assert case.on("2026-01-07").standing("indsend", "forloeb-1").state is State.BARRED
    case.take("indsend", "2026-01-07", kind=EventKind.DEPARTED, regel="R1")
    assert case.on("2026-01-07").standing("indsend", "forloeb-1").state is State.OPEN
    number = case.take("indsend", "2026-01-08", ansoegning__moede=date(2026, 2, 2))
    assert case.on("2026-01-08").standing("afgoer", f"ansoegning-{number}").state is State.BARRED


def test_an_opening_rests_on_the_day_of_its_event_not_on_the_day_of_asking():
    """A parameter that changes later does not undo what was opened under the old one."""

    small = step(
        "lille", "Lån", "Lånt", LAAN, records=(AREAL,), opens=PERIODE, opens_when=at_least(AREAL, AREAL_MINDST)
    )
    procedure = replace(TOY, steps=(*(each for each in TOY.steps if each is not FORLAENG), small))
    case = Case(procedure)
    case.open("2023-01-05")
    case.ready("2023-01-06")
    case.take("indsend", "2023-01-10", ansoegning__moede=date(2023, 2, 1))
    granted = case.take("afgoer", "2023-02-01", "ansoegning-4", ansoegning__udfald="ja", laan__start=date(2023, 2, 1))
    number = case.take("lille", "2023-03-01", f"laan-{granted}", forloeb__areal=25)
    assert f"periode-{number}" in case.on("2023-04-01").world.by_id
    assert f"periode-{number}" in case.on("2026-04-01").world.by_id


def test_an_empty_case_has_only_the_ways_in():
    standings = Case().on("2026-01-05").standings
    assert [(each.step, each.state) for each in standings] == [(AABN, State.OPEN)]


def test_what_would_belong_to_an_opening_that_did_not_happen_is_not_given_to_an_older_one():
    case = Case()
    loan = case.lent()
    again = case.take("indsend", "2026-06-01", ansoegning__moede=date(2026, 7, 1))
    case.take("afgoer", "2026-07-01", f"ansoegning-{again}", ansoegning__udfald="nej", laan__leje=9999)
    world = case.on("2026-07-02").world
    assert world.value(world.by_id[loan], LEJE) == 1200

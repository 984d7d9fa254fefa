"""Words for deadlines: the last of several days, a withdrawal, another deadline's day, the citizen's weeks, a first."""

from datetime import date

from sagsgang.procedure.language import (
    citizens_weeks,
    due_day,
    latest_of,
    on,
    on_schedule,
    opened,
    passed,
    recorded,
    the_day,
    weeks,
    withdrawal,
    working_days,
)
from sagsgang.procedure.wording.deadlines import account_sentences, deadline_sentence, written_in
from tests.procedure.toy import FORLOEB, HAVELOV, LAAN, MAALT, SAMTYKKE, START, SVAR, UDFALD, VEDTAEGT, Case

D1, D2 = VEDTAEGT.at("D1"), HAVELOV.at("§ 2")
TAKEN_BACK = withdrawal(SAMTYKKE, "den dag, samtykket blev trukket")
ASK_AGAIN = on(latest_of("den seneste", opened(FORLOEB, "den dag, forløbet begyndte"), TAKEN_BACK), D1)


def place_of(case: Case, day: str, identity: str = "forloeb-1"):
    world = case.on(day).world
    return world, world.by_id[identity]


def asked(withdrawn: str = "") -> Case:
    case = Case()
    case.open("2026-01-05")
    case.take("spoerg", "2026-01-06", forloeb__svar="ja")
    if withdrawn:
        case.take("traek", withdrawn)
    return case


def test_a_consent_that_was_taken_back_is_asked_for_from_that_day_on():
    world, place = place_of(asked(), "2026-01-07")
    assert world.due_open(place, ASK_AGAIN) == date(2026, 1, 5)
    world, place = place_of(asked("2026-02-10"), "2026-02-12")
    assert world.due_open(place, ASK_AGAIN) == date(2026, 2, 10)
    told = account_sentences(world, place, ASK_AGAIN).sentences[0]
    assert told == (
        "Fristen regnes fra den seneste dag af den dag, forløbet begyndte (5. januar 2026) og den dag, samtykket blev "
        "trukket (10. februar 2026): tirsdag den 10. februar 2026."
    )


def test_the_day_of_the_withdrawal_stays_while_it_is_asked_for_again():
    case = asked("2026-02-10")
    case.take("spoerg", "2026-02-11", forloeb__svar="nej")
    world, place = place_of(case, "2026-02-12")
    assert world.anchor_day(place, TAKEN_BACK) == date(2026, 2, 10)


def test_a_day_that_never_came_is_not_told_among_the_latest():
    world, place = place_of(asked(), "2026-01-07")
    assert account_sentences(world, place, ASK_AGAIN).sentences[0] == (
        "Fristen regnes fra den dag, forløbet begyndte, mandag den 5. januar 2026."
    )


def test_a_duty_that_begins_on_a_closed_day_is_not_due_before_it_began():
    case = Case()
    case.open("2026-01-04")  # a Sunday
    world, place = place_of(case, "2026-01-05")
    begun = on(opened(FORLOEB, "den dag, forløbet begyndte"), D1)
    assert world.due_open(place, begun) == date(2026, 1, 4)
    world, place = place_of(asked("2026-02-08"), "2026-02-09")  # taken back on a Sunday
    assert world.due_open(place, ASK_AGAIN) == date(2026, 2, 8)


def test_another_deadlines_day_is_clamped_like_the_deadline_itself():
    case = Case()
    loan = case.lent(start="2026-02-02")
    world, place = place_of(case, "2026-02-03", loan)
    before = working_days(5).before(START, D1)
    assert world.anchor_day(place, due_day(before, "fem hverdage før")) == world.due_open(place, before)
    assert list(due_day(before, "fem hverdage før").needs()) == [("fact", START.key)]


def test_a_citizens_weeks_run_on_past_a_closed_last_day():
    case = Case()
    loan = case.lent(start="2026-03-05")
    world, place = place_of(case, "2026-03-06", loan)
    assert world.due(place, citizens_weeks(4).after(START, D2)) == date(2026, 4, 7), "2 April 2026 is Maundy Thursday"
    assert world.due(place, weeks(4).after(START, D2)) == date(2026, 4, 1)


def test_a_day_has_passed_on_the_day_after_and_wakes_the_case_then():
    case = Case()
    loan = case.lent(start="2026-03-05")
    over = passed(citizens_weeks(4).after(START, D2), "tiden er gået")
    for day, answer in (("2026-04-07", False), ("2026-04-08", True)):
        world, place = place_of(case, day, loan)
        assert over.answer(world, place) is answer
    world, place = place_of(case, "2026-04-01", loan)
    over.answer(world, place)
    assert date(2026, 4, 8) in world.wakes
    assert over.answer(*place_of(asked(), "2026-04-08")) is None, "no loan, so no day to count from"


def test_a_recorded_day_is_held_against_the_deadline():
    case = Case()
    loan = case.lent(start="2026-03-05")
    world, place = place_of(case, "2027-01-01", loan)
    late = passed(on(the_day(START), D1), "den er for sen", by=START)
    assert late.answer(world, place) is False
    assert list(late.needs()) == [("fact", START.key), ("fact", START.key)]


def test_the_first_of_a_calendar_may_be_written_elsewhere():
    deadline = on_schedule(D1, first=D2)
    assert (deadline.written(1), deadline.written(2), deadline.written(3)) == (D2, D1, D1)
    assert on_schedule(D1).written(1) == D1
    assert written_in(deadline).endswith("; første gang lovkrav: Haveloven, § 2")
    assert deadline_sentence(on_schedule(D1, first=D2), LAAN) == deadline_sentence(on_schedule(D1), LAAN)


def test_what_was_settled_last_counts():
    case = asked()
    last = latest_of("den sidste", recorded(SVAR), recorded(MAALT))
    world, place = place_of(case, "2026-01-08")
    assert world.anchor_day(place, last) == date(2026, 1, 6)
    case.ready("2026-01-07")
    world, place = place_of(case, "2026-01-08")
    assert world.anchor_day(place, last) == date(2026, 1, 7)
    assert world.anchor_day(place, latest_of("ingen", recorded(UDFALD))) is None

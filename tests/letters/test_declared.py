"""The declared letters: each that decides has what it must have, is worded every day, and says the law of the day."""

from datetime import date

import pytest

from sagsgang.letters.readability import level, lix
from sagsgang.letters.receivers import appeal_until, received_on
from sagsgang.procedure.faelles_sagsforloeb import PROCEDURE
from sagsgang.procedure.language import Letter, Part, Side
from sagsgang.procedure.language.letters import LOCKED_BY_LAW, OF_A_DECISION, guidance_of

LETTERS = [pytest.param(letter, id=letter.key) for letter in PROCEDURE.letters]
DECIDING = [pytest.param(letter, id=letter.key) for letter in PROCEDURE.letters if letter.decides]
DAYS = (date(2013, 8, 1), date(2023, 12, 31), date(2024, 1, 1), date(2026, 11, 22))


@pytest.mark.parametrize("letter", DECIDING)
def test_each_decision_has_all_its_blocks(letter: Letter):
    for decision in letter.decides:
        parts = {block.part for block in letter.blocks if block.side is decision.side}
        assert parts >= set(OF_A_DECISION)


@pytest.mark.parametrize("letter", LETTERS)
def test_where_the_law_speaks_nobody_writes(letter: Letter):
    assert all(block.locked for block in letter.blocks if block.part in LOCKED_BY_LAW)


@pytest.mark.parametrize("letter", LETTERS)
def test_it_is_worded_on_every_day(letter: Letter):
    assert all(letter.version(day) is not None for day in DAYS)


@pytest.mark.parametrize("letter", LETTERS)
def test_no_wording_uses_the_wrong_act(letter: Letter):
    old = " ".join(block.text(date(2023, 12, 31)) or "" for block in letter.blocks)
    new = " ".join(block.text(date(2024, 1, 1)) or "" for block in letter.blocks)
    assert "barnets lov" not in old
    assert "serviceloven" not in new


@pytest.mark.parametrize("letter", DECIDING)
def test_the_guidance_names_board_and_weeks(letter: Letter):
    for decision in letter.decides:
        text = next(b for b in letter.blocks if b.part is Part.APPEAL and b.side is decision.side).text(DAYS[-1]) or ""
        assert decision.appeal.board in text
        assert decision.appeal.weeks.key in text
        assert decision.appeal.weeks.at(DAYS[-1]) == 4


def test_the_child_gets_a_letter_from_the_age_of_the_day():
    young = PROCEDURE.letter_by_key["social_afgoerelse"].young
    assert young is not None
    assert (young.age.at(date(2023, 12, 31)), young.age.at(date(2024, 1, 1))) == (12, 10)


def test_the_steps_tell_the_order():
    flex, day = (PROCEDURE.letter_by_key[key] for key in ("optagebrev_forlaenget", "optagebrev_dag"))
    assert [step.key.rpartition("_")[2] for step in PROCEDURE.steps_of(flex, DAYS[-1])] == ["skrives", "sof", "sendes"]
    assert [s.signs is day for s in PROCEDURE.steps_of(day, DAYS[-1])] == [True, True, False]


@pytest.mark.parametrize(("sides", "said"), [((Side.SOF, Side.BUF), "begge"), ((Side.BUF,), "buf"), ((), "")])
def test_what_the_step_records_of_the_guidance(sides: tuple[Side, ...], said: str):
    assert guidance_of(sides) == said


class TestReceipt:
    def test_digital_post_counts_the_same_day_also_on_a_sunday(self):
        assert received_on("digital_post", date(2026, 11, 22), 6) == (date(2026, 11, 22), True)

    def test_a_letter_counts_after_six_weekdays_saturday_not_with_them(self):
        assert received_on("print", date(2026, 11, 20), 6) == (date(2026, 11, 30), False)

    def test_christmas_is_no_weekday(self):
        assert received_on("print", date(2026, 12, 22), 6)[0] > date(2026, 12, 29)

    def test_four_weeks_end_on_the_same_weekday(self):
        assert appeal_until(date(2026, 11, 24), 4) == date(2026, 12, 22)

    def test_an_end_on_christmas_eve_runs_on_to_an_open_day(self):
        assert appeal_until(date(2026, 11, 26), 4) == date(2026, 12, 28)


class TestReadability:
    def test_short_words_and_sentences_are_easy(self):
        number = lix("Du kan klage. Du kan ringe til os. Vi ser på det igen. Det er nemt.")
        assert number is not None
        assert level(number) == "meget let"

    def test_long_words_are_hard(self):
        number = lix(
            "Forvaltningslovens begrundelseskrav indebærer sagsbehandlingsmæssige konsekvenser for "
            "myndighedens afgørelsesvirksomhed vedrørende foranstaltninger overfor familiemedlemmer"
        )
        assert number is not None
        assert level(number) == "meget svær"

    def test_of_a_few_words_nothing_is_said(self):
        assert lix("Kort.") is None

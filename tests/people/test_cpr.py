"""CPR numbers are judged softly, masked always, and impossible in the demo town."""

from datetime import date
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sagsgang.people.cpr import Cpr, demo_number, demo_numbers, mask, parse, passes_mod_11
from sagsgang.people.refusals import (
    CprDateImpossible,
    CprIsReplacement,
    CprMalformed,
    CprMissing,
    CprRefusal,
    Refusal,
)

BORN = date(2014, 3, 17)
DAYS = st.dates(date(1858, 1, 2), date(2057, 12, 31)).filter(lambda day: (day.month, day.day) != (1, 1))
NEARLY_NUMBERS = st.from_regex(r"[0-9]{6}[- –]?[0-9]{4}", fullmatch=True)


def answer(text: str, accept_replacement: bool) -> Cpr | CprRefusal:
    try:
        return parse(text, accept_replacement=accept_replacement)
    except CprRefusal as refusal:
        return refusal


@given(text=st.one_of(st.text(), NEARLY_NUMBERS), accept=st.booleans())
def test_any_text_is_either_a_number_or_refused_without_being_repeated(text: str, accept: bool) -> None:
    answered = answer(text, accept)
    if isinstance(answered, Cpr):
        assert answered.digits.isascii()
        assert len(answered.digits) == 10
    else:
        assert answered.sentence == type(answered).sentence
        assert answered.field == "cpr"


@given(text=st.text())
def test_a_mask_never_crashes_and_never_shows_the_last_four(text: str) -> None:
    assert mask(text).endswith("-••••")


@given(day=DAYS, nth=st.integers(0, 400))
def test_every_demo_number_is_well_formed_and_impossible(day: date, nth: int) -> None:
    number = parse(demo_number(day, nth))
    assert number.birth_date == day
    assert not number.is_replacement
    assert not passes_mod_11(number.digits)
    assert number.warning


def test_demo_numbers_of_a_day_are_all_different_and_always_the_same() -> None:
    first = list(islice(demo_numbers(BORN), 500))
    assert len(set(first)) == 500
    assert first == list(islice(demo_numbers(BORN), 500))


def test_1_january_and_a_number_too_far_have_no_demo_numbers() -> None:
    with pytest.raises(ValueError, match="1 January"):
        demo_number(date(2014, 1, 1))
    with pytest.raises(ValueError, match="no such"):
        demo_number(BORN, 10_000)


@pytest.mark.parametrize("form", ["{}-{}", "{}{}", "{} {}", "  {}-{}\n", "{}–{}", "{}\N{NO-BREAK SPACE}{}"])
def test_the_usual_ways_of_writing_give_the_same_ten_digits(form: str) -> None:
    digits = demo_number(BORN)
    assert parse(form.format(digits[:6], digits[6:])).digits == digits


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", CprMissing),
        (" \t", CprMissing),
        ("170314", CprMalformed),
        ("170314-123", CprMalformed),
        ("170314-12345", CprMalformed),
        ("170314--1234", CprMalformed),
        ("17031A-1234", CprMalformed),
        ("١٧٠٣١٤-١٢٣٤", CprMalformed),
        ("310214-4000", CprDateImpossible),
        ("290215-4000", CprDateImpossible),
        ("001214-4000", CprDateImpossible),
        ("171314-4000", CprDateImpossible),
        ("600314-4000", CprDateImpossible),
        ("920314-4000", CprDateImpossible),
        ("910214-4000", CprDateImpossible),
        ("770314-4000", CprIsReplacement),
    ],
)
def test_a_refused_number_says_why(text: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal) as refused:
        parse(text)
    assert refused.value.code.startswith("people.cpr")


@pytest.mark.parametrize(("text", "day"), [("610314-4000", 1), ("770314-4000", 17), ("910314-4000", 31)])
def test_a_replacement_number_is_taken_when_asked_for_and_not_warned_about(text: str, day: int) -> None:
    number = parse(text, accept_replacement=True)
    assert (number.is_replacement, number.birth_date, number.warning) == (True, date(2014, 3, day), "")


def test_the_switch_leaves_ordinary_numbers_ordinary() -> None:
    assert not parse(demo_number(BORN), accept_replacement=True).is_replacement


@pytest.mark.parametrize(
    ("seventh", "year", "born"),
    [
        (0, "00", 1900), (3, "99", 1999),
        (4, "00", 2000), (4, "36", 2036), (4, "37", 1937), (4, "99", 1999),
        (5, "00", 2000), (5, "57", 2057), (5, "58", 1858), (8, "57", 2057), (8, "99", 1899),
        (9, "36", 2036), (9, "37", 1937),
    ],
)  # fmt: skip
def test_the_seventh_digit_tells_the_century(seventh: int, year: str, born: int) -> None:
    assert parse(f"1703{year}{seventh}000").birth_date.year == born


def test_29_february_stands_or_falls_with_its_century() -> None:
    assert parse("290200-4000").birth_date == date(2000, 2, 29)
    with pytest.raises(CprDateImpossible):
        parse("290200-0000")


def test_a_number_that_passes_modulus_11_carries_no_warning() -> None:
    passing = next(f"010114{serial:04}" for serial in range(4000, 5000) if passes_mod_11(f"010114{serial:04}"))
    assert parse(passing).warning == ""


def test_a_number_never_shows_itself_in_text() -> None:
    number = parse(demo_number(BORN))
    serial = number.digits[6:]
    shown = [str(number), repr(number), f"{number}", f"{number!r}", str([number]), str({"cpr": number})]
    assert all(serial not in text for text in shown)
    assert str(number) == "170314-••••"
    assert mask("ikke et nummer") == "••••••-••••"

"""What people type becomes values by the declaration of each fact, or a Danish sentence at the field. No database."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from sagsgang.casework.answers import Answers, Reading, clean, prefill, read_answers
from sagsgang.procedure.engine import Event, EventKind, assess
from sagsgang.procedure.language import (
    Fact,
    Option,
    Parameter,
    When,
    choices,
    day_of,
    decode_facts,
    encode_facts,
    line,
    money,
    number,
)
from sagsgang.procedure.language.facts import Asked
from sagsgang.procedure.language.parameters import DatedValue
from sagsgang.procedure.language.periods import since
from sagsgang.procedure.workdays import COPENHAGEN
from tests.casework.haver import BILAG, HAVER, HUS, OPMAAL, REDSKABER, SKAEL, UENIGE
from tests.procedure.toy import FORLOEB, LEJE, MODTAGET, OENSKE, UDFALD, step

NOW = datetime(2026, 3, 5, 14, 30, tzinfo=COPENHAGEN)
UNITS = {"egehuset": "skole", "kreds-nord": "bbu"}


def read(*facts: Fact | Asked, **raw: Any) -> Answers:
    """A form with these facts, of which each `raw` is the first, or named."""
    form = step("form", "Form", "Formet", FORLOEB, records=facts)
    world = assess(HAVER, [Event(1, EventKind.TAKEN, "aabn", "sag", NOW.date(), NOW)], NOW.date()).world
    place = world.occurrence("forloeb-1")
    assert place is not None
    typed = {key.replace("__", "."): value for key, value in raw.items()}
    return read_answers(form, typed, world=world, place=place, reading=Reading(NOW, date(2015, 5, 5), UNITS))


def value(fact: Fact, given: Any, **more: Any) -> Any:
    found = read(fact, **{fact.key: given}, **more)
    assert found.wrong == {}
    return found.values[fact.key]


def wrong(fact: Fact, given: Any, **more: Any) -> str:
    found = read(fact, **{fact.key: given}, **more)
    assert fact.key not in found.values
    assert fact.key not in found.texts
    return found.wrong[fact.key]


@pytest.mark.parametrize(
    ("typed", "kroner"),
    [
        ("1200", 1200),
        ("1.200", 1200),
        ("1 200", 1200),
        ("1.234.567", 1234567),
        ("1.200,00 kr.", 1200),
        ("1200,-", 1200),
        ("kr", None),
        ("12.5", None),
        ("12,50", None),
        ("1.2.3", None),
        ("--5", None),
        ("-5", None),
        ("1e3", None),
        ("٣", None),
        ("9" * 13, None),
        (True, None),
        (12.5, None),
        (900, 900),
        (["900"], 900),
    ],
)
def test_money_is_whole_kroner(typed: Any, kroner: int | None):
    if kroner is None:
        assert wrong(LEJE, typed) in ("Skriv et helt tal.", "Tallet skal være mindst 0.")
    else:
        assert value(LEJE, typed) == kroner


def test_a_number_keeps_within_its_bounds():
    klasse = number("k", "Klasse?", "klassen", FORLOEB, most=10)
    assert value(klasse, " 7 ") == 7
    assert wrong(klasse, "11") == "Tallet kan højst være 10."
    assert wrong(klasse, "1.000") == "Skriv et helt tal."


@pytest.mark.parametrize(
    "typed", ["5.3.2026", "05-03-2026", "2026-03-05", "5. marts 2026", date(2026, 3, 5), ["5/3 2026"]]
)
def test_a_date_is_read_as_danes_write_it(typed: Any):
    maalt = day_of("d", "Hvornår?", "dagen", FORLOEB)
    assert value(maalt, typed) == date(2026, 3, 5)


def test_a_date_lies_where_it_may():
    past, future, any_day = (day_of("d", "?", "d", FORLOEB, when=when) for when in (When.PAST, When.FUTURE, When.ANY))
    assert wrong(past, "6.3.2026") == "Datoen ligger i fremtiden."
    assert wrong(future, "4.3.2026") == "Datoen ligger i fortiden."
    assert value(any_day, "6.3.2027") == date(2027, 3, 6)
    assert wrong(any_day, "4.5.2015") == "Datoen ligger før barnets fødsel."
    assert wrong(any_day, "5.3.2126") == "Årstallet kan ikke passe."
    assert wrong(any_day, datetime(2026, 3, 5, tzinfo=UTC)) == "Skriv en dato, fx 5.3.2026."


@pytest.mark.parametrize(
    "typed",
    [
        {"given": "5.3.2026", "clock": "8.05"},
        {"given": "2026-03-05", "clock": "08:05"},
        {"given": "2026-03-05T08:05"},
        {"given": "2026-03-05T08:05:00+01:00"},
        {"given": datetime(2026, 3, 5, 7, 5, tzinfo=UTC)},
        {"given": datetime(2026, 3, 5, 8, 5)},  # noqa: DTZ001  a moment without a zone is Danish
    ],
    ids=range(6),
)
def test_a_moment_is_a_day_with_a_clock_time(typed: dict[str, Any]):
    more = {f"{MODTAGET.key}_kl": typed["clock"]} if "clock" in typed else {}
    assert value(MODTAGET, typed["given"], **more) == datetime(2026, 3, 5, 8, 5, tzinfo=COPENHAGEN)


def test_a_moment_is_neither_half_nor_to_come():
    assert wrong(MODTAGET, "5.3.2026") == "Skriv klokkeslættet som 14.30."
    assert wrong(MODTAGET, "5.3.2026", **{f"{MODTAGET.key}_kl": "25.00"}) == "Skriv klokkeslættet som 14.30."
    assert wrong(MODTAGET, "2026-03-05T99:00") == "Tidspunktet kan ikke læses. Skriv dagen som 5.3.2026."
    assert wrong(MODTAGET, "2026-03-05T14:31") == "Klokkeslættet ligger i fremtiden."
    assert wrong(MODTAGET, "6.3.2026", **{f"{MODTAGET.key}_kl": "0.10"}) == "Datoen ligger i fremtiden."
    assert wrong(MODTAGET, datetime(2014, 1, 1, tzinfo=UTC)) == "Datoen ligger før barnets fødsel."


def test_several_choices_come_in_the_order_of_the_declaration():
    assert value(REDSKABER, ["rive", "spade", ""]) == ["spade", "rive"]
    assert value(REDSKABER, "rive") == ["rive"]
    assert wrong(REDSKABER, ["rive", "økse"]) == "Vælg blandt svarene på listen."
    assert wrong(REDSKABER, [""]) == "Vælg mindst én."


def test_free_text_stays_outside_the_event():
    found = read(OENSKE, **{OENSKE.key: "  Agnes vil gerne\r\nbo her  "})
    assert (found.values, found.texts) == ({OENSKE.key: True}, {OENSKE.key: "Agnes vil gerne\r\nbo her"})
    assert wrong(OENSKE, "  \n ") == "Feltet skal udfyldes."
    assert wrong(OENSKE, ["  "]) == "Feltet skal udfyldes."
    assert wrong(line("l", "?", "l", FORLOEB), "a" * 301) == "Teksten er for lang: højst 300 tegn."
    assert wrong(OENSKE, "a\x00b") == "Teksten indeholder et tegn, der ikke kan gemmes."


@pytest.mark.parametrize(
    "unseen", ["\u202e", "\u200b\u200d", " \u2066\u2069 ", "\u2060\ufeff\u00ad", "\u3164\u2800\ufe0f"]
)
def test_what_nobody_can_see_is_not_written(unseen: str):
    assert clean(unseen) == ""
    assert wrong(OENSKE, unseen) == "Feltet skal udfyldes."
    assert list(read(UDFALD, **{UDFALD.key: "ja", f"{UDFALD.key}_begrundelse": unseen}).wrong) == [
        f"{UDFALD.key}_begrundelse"
    ]


def test_a_text_is_stored_without_what_turns_it_around():
    assert clean("\u2067Sagen\u2069 er \u202etfird\u202c ") == "Sagen er tfird"
    assert clean("می\u200cخواهم 👩\u200d👧") == "می\u200cخواهم 👩\u200d👧"


def test_a_paper_is_a_number_in_a_system():
    assert read(BILAG, **{BILAG.key: "4711", f"{BILAG.key}_system": "KMD"}).texts == {BILAG.key: "KMD 4711"}


def test_a_question_that_depends_on_another_is_read_only_where_it_is_asked():
    assert read(*OPMAAL.asked(), **{UENIGE.key: "nej", SKAEL.key: "en hæk"}).texts == {}
    assert read(*OPMAAL.asked(), **{UENIGE.key: "ja"}).wrong == {SKAEL.key: "Feltet skal udfyldes."}
    assert read(*OPMAAL.asked(), **{UENIGE.key: "ja", SKAEL.key: "en hæk"}).texts == {SKAEL.key: "en hæk"}


def test_a_judgement_comes_with_its_reason():
    found = read(UDFALD, **{UDFALD.key: "ja", f"{UDFALD.key}_begrundelse": ["Huset passer"]})
    assert found.texts == {f"{UDFALD.key}_begrundelse": "Huset passer"}
    assert list(read(UDFALD, **{UDFALD.key: "ja"}).wrong) == [f"{UDFALD.key}_begrundelse"]


def test_what_is_stored_is_read_back_under_its_name_of_today():
    stored = encode_facts(
        HAVER, {"laan.start": date(2026, 3, 5), "forloeb.modtaget": NOW, "forloeb.redskaber": ["spade"]}
    )
    assert stored == {
        "laan.start": "2026-03-05",
        "forloeb.modtaget": "2026-03-05T14:30:00+01:00",
        "forloeb.redskaber": ["spade"],
    }
    assert decode_facts(HAVER, {**stored, "laan.husleje": 900}) == {
        "laan.start": date(2026, 3, 5),
        "forloeb.modtaget": NOW,
        "forloeb.redskaber": ("spade",),
        "laan.leje": 900,
    }


def test_a_moment_from_elsewhere_is_stored_in_danish_time():
    late = datetime(2026, 3, 4, 23, 30, tzinfo=UTC)
    assert value(MODTAGET, late).isoformat() == "2026-03-05T00:30:00+01:00"


def test_a_form_starts_from_what_is_known_and_from_the_dated_amounts():
    dated = Parameter("leje", "Lejen", "kroner", (DatedValue(since("2026-01-01"), 750, "P1.2"),))
    sats = money("forloeb.sats", "Satsen?", "satsen", FORLOEB, default=dated)
    form = step("form", "Form", "Formet", FORLOEB, records=(HUS, REDSKABER, sats, OENSKE, MODTAGET))
    said = {"sag.hus": "egehuset", "forloeb.redskaber": ("rive",), "forloeb.oenske": True, "forloeb.modtaget": NOW}
    world = assess(HAVER, [Event(1, EventKind.TAKEN, "aabn", "sag", NOW.date(), NOW, said)], NOW.date()).world
    place = world.occurrence("forloeb-1")
    assert place is not None
    known = {"sag.hus": "egehuset", "forloeb.redskaber": ("rive",), "forloeb.sats": 750}
    assert prefill(form, world, place, NOW.date()) == known  # neither the day nor the free text


def test_a_no_rules_out_the_other_answers():
    worries = choices("bekymringer", "?", "?", FORLOEB, Option("nej", "Nej", alone=True), Option("ja", "Ja"))
    assert value(worries, ["nej"]) == ["nej"]
    assert wrong(worries, ["nej", "ja"]) == "»Nej« kan ikke vælges sammen med andre svar."


def test_nothing_is_asked_that_was_not_declared():
    assert read(choices("c", "?", "c", FORLOEB), other="x").values == {}

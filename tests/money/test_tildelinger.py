"""What each half has in each period, as the scenarios tell it: expected, granted, told, ended early, lapsed."""

from dataclasses import replace
from datetime import date

import pytest

from sagsgang.procedure.engine import Stage, Tildeling, fold, tildelinger
from sagsgang.procedure.faelles_sagsforloeb import PROCEDURE
from sagsgang.procedure.faelles_sagsforloeb.bevillinger import BEVILLINGER
from sagsgang.procedure.faelles_sagsforloeb.parametre import PARAMETRE
from sagsgang.procedure.language import Parameter, Period
from sagsgang.procedure.language.parameters import DatedValue
from tests.scenarios.playing import Play
from tests.scenarios.reading import read


def played(key: str, until: date | None = None) -> list[Tildeling]:
    """What the scenario's history says of money; until a day, as it stood on it."""
    play = Play(PROCEDURE).run(read(key).happenings)
    assert play.day is not None
    return list(tildelinger(fold(PROCEDURE, play.history, until or play.day)))


def told(found: list[Tildeling]) -> list[tuple[str, int, Stage, int | None]]:
    return [(each.ressource.key, each.period, each.stage, each.amount) for each in found]


def test_skoleflex_moves_from_expected_to_told() -> None:
    history = Play(PROCEDURE).run(read("skoleflex_bevilges").happenings).history
    stages: list[tuple[Stage, date]] = []
    for day in sorted({event.on for event in history}):
        for each in tildelinger(fold(PROCEDURE, history, day)):
            assert (each.ressource.key, each.period, each.amount) == ("skoleflex_skole", 1, 100_000)
            if not stages or stages[-1][0] is not each.stage:
                stages.append((each.stage, each.since))
    assert [stage for stage, _ in stages][-1] is Stage.ANNOUNCED
    assert Stage.GRANTED in [stage for stage, _ in stages] or Stage.EXPECTED in [stage for stage, _ in stages]


def test_one_half_alone_lapses() -> None:
    assert [(each.stage, each.used) for each in played("sof_siger_nej")] == [(Stage.LAPSED, None)]


def test_an_early_end_counts_the_days() -> None:
    (ended,) = played("flex_slutter_foer_tid")
    assert ended.stage is Stage.ENDED
    assert ended.first is not None
    assert ended.used == (date(2026, 3, 26) - ended.first).days
    assert ended.left == (ended.days or 0) - ended.used
    assert ended.amount == 100_000


def test_a_prolonged_skoleflex_has_a_second_amount() -> None:
    found = [each for each in played("skoleflex_forlaenges") if each.ressource.key == "skoleflex_skole"]
    assert [(each.period, each.amount) for each in found][:2] == [(1, 100_000), (2, 100_000)]
    first, second = found[0], found[1]
    assert first.until is not None
    assert second.place.id.startswith("periode-")


def test_two_years_of_tilbageslusningsflex_have_two_halves_each() -> None:
    found = told(played("tilbageslusningsflex_to_aar"))
    assert found == [
        ("tilbageslusningsflex_skole", 1, Stage.ANNOUNCED, 150_000),
        ("tilbageslusningsflex_social", 1, Stage.ANNOUNCED, 150_000),
        ("tilbageslusningsflex_skole", 2, Stage.ENDED, 150_000),  # on 20 December, a fortnight before its time
        ("tilbageslusningsflex_social", 2, Stage.ENDED, 150_000),
    ]


def test_day_treatment_has_no_grant_of_these() -> None:
    assert played("dagbehandling_starter") == []


@pytest.mark.parametrize("day", [date(2027, 12, 31), date(2028, 1, 1)])
def test_a_coming_amount_is_data(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    old = PARAMETRE["skoleflex_til_skolen"]
    values = (
        DatedValue(Period(date(2013, 8, 1), date(2028, 1, 1)), 100_000, "P3F.10"),
        DatedValue(Period(date(2028, 1, 1)), 110_000, "byrådet"),
    )
    coming = Parameter(old.key, old.name, old.unit, values)
    others = tuple(each for each in BEVILLINGER if each.key != "skoleflex_skole")
    changed = (replace(BEVILLINGER[0], amount=coming), *others)
    monkeypatch.setattr(PROCEDURE, "ressourcer", changed)
    scenario = read("skoleflex_bevilges")
    history = Play(PROCEDURE).run(scenario.happenings).history
    without = [event for event in history if event.step != "fase3.ressource_udmeldes"]
    (found,) = tildelinger(fold(PROCEDURE, without, day))
    assert found.amount == (100_000 if day.year < 2028 else 110_000)
    assert not found.told

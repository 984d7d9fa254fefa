"""Every scenario is played: what it says happens can happen, and what it expects is so."""

import pytest

from sagsgang.procedure.faelles_sagsforloeb import PROCEDURE
from tests.scenarios.expecting import check, check_is_owed
from tests.scenarios.playing import Play
from tests.scenarios.reading import read, scenario_files


@pytest.mark.parametrize("key", [path.stem for path in scenario_files()])
def test_scenario(key: str) -> None:
    scenario = read(key)
    play = Play(PROCEDURE)
    for happening in scenario.happenings:
        after = play.play(happening)
        check(happening, after)
        check_is_owed(happening, after)


@pytest.mark.parametrize("key", [path.stem for path in scenario_files()])
def test_a_scenario_says_which_requirements_it_shows(key: str) -> None:
    unknown = [source for source in read(key).sources if source not in PROCEDURE.requirements]
    assert unknown == []

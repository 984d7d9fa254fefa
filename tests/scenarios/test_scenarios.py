"""Every scenario is played: what it says happens can happen, and what it expects is so."""

import re
from pathlib import Path

import pytest

from sagsgang.procedure.faelles_sagsforloeb import PROCEDURE
from tests.scenarios.expecting import check, check_is_owed
from tests.scenarios.playing import Play
from tests.scenarios.reading import read, read_text, scenario_files


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


def test_the_example_in_the_guide_plays() -> None:
    guide = (Path(__file__).parent / "README.md").read_text("utf-8")
    example = re.search(r"```yaml\n(.*?)```", guide, re.DOTALL)
    assert example
    play = Play(PROCEDURE)
    for happening in read_text(example[1], "README").happenings:
        check(happening, play.play(happening))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("- 2025-02-03: En bekymring, ingen kender", "er intet trin"),
        ("- +1 uge: fase1.bekymring", "skal være en dato"),
        ("- 2025-02-03: fase1.vurder_behov", "er ikke begyndt"),
        ("- {2025-02-03: fase1.bekymring, ved: fac}", "ikke af »fac«"),
        ("- {2025-02-03: fase1.bekymring, svar: {humør: godt}}", "spørger ikke om »humør«"),
        ("- {2025-02-03: fase1.bekymring, svar: {akut: måske}}", "svarene er »Ja«, »Nej«"),
        ("- {2025-02-03: fase1.bekymring, svar: {akut: ja}}", "Hvilken klasse går barnet i?"),
        ("- {2025-02-03: status, åbent: [x]}", "kender ikke åbent"),
    ],
)
def test_what_is_written_wrongly_is_told(line: str, told: str) -> None:
    with pytest.raises((AssertionError, ValueError), match=re.escape(told)):
        Play(PROCEDURE).run(read_text(f"navn: x\nkilde: [G6]\nforløb:\n  {line}", "x").happenings)

"""The rules as told a second time: no whole course breaks them, and a course with something left out does."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache

import pytest

from sagsgang.procedure.engine import Event, assess
from sagsgang.procedure.faelles_sagsforloeb import PROCEDURE
from tests.scenarios.playing import play
from tests.scenarios.reading import read, scenario_files
from tests.scenarios.rules_of_the_course import broken
from tests.scenarios.walks import Walk

Change = Callable[[Event], Event | None]


@cache
def course(key: str) -> tuple[Event, ...]:
    """The events of a whole course."""
    return tuple(play(PROCEDURE, read(key)).history)


def retold(events: Iterable[Event]) -> Walk:
    """The events as a walk, lawful or not: how the case stood before each of them."""
    walk = Walk(PROCEDURE, list(events))
    for event in walk.history:
        walk.before[event.number] = assess(PROCEDURE, walk.history, event.on, before=(event.on, event.number))
    return walk


def without(step: str) -> Change:
    """As if the step had never been taken."""
    return lambda event: None if event.step == step else event


def unsaid(fact: str, step: str = "") -> Change:
    """As if the answer had never been given."""

    def change(event: Event) -> Event:
        facts = {key: value for key, value in event.facts.items() if key != fact or step not in ("", event.step)}
        return replace(event, facts=facts)

    return change


@pytest.mark.parametrize("key", [path.stem for path in scenario_files()])
def test_no_course_breaks_a_rule(key: str) -> None:
    assert broken(retold(course(key))) == []


@pytest.mark.parametrize(
    ("rule", "key", "change"),
    [
        ("R1", "skoleflex_bevilges", without("fase3.handleplan")),
        ("R2", "skoleflex_bevilges", without("fase2.ppv")),
        ("R3", "skoleflex_bevilges", without("fase3.sof_afgoerelse")),
        ("R4", "skoleflex_bevilges", unsaid("indstilling.udfald")),
        ("R5", "skoleflex_bevilges", without("fase2.undersoegelse")),
        ("R7", "tilbageslusningsflex_to_aar", unsaid("tilbud.start", "fase3.dagbehandling_starter")),
        ("R8", "skoleflex_bevilges", without("fase3.samtykke_beku")),
        ("R9", "skoleflex_bevilges", without("fase1.samtykke_udveksling")),
        ("R10", "skoleflex_forlaenges", without("fase4.tag_stilling_til_perioden")),
        ("R11", "skoleflex_bevilges", unsaid("forloeb.klagevejledning")),
    ],
)
def test_a_course_with_something_left_out_breaks_the_rule(rule: str, key: str, change: Change) -> None:
    changed = [event for each in course(key) if (event := change(each)) is not None]
    assert rule in {each.partition(":")[0] for each in broken(retold(changed))}

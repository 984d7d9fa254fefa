"""The idea as a whole: one new child from a first concern to the start of Skoleflex, by the people whose turn it is."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.browser.course import moves
from tests.browser.house import DAY
from tests.browser.journey import PEOPLE, Child, Journey
from tests.browser.visitor import Visitor

COURSE = ("undersoegelsen_aabnes", "begge_behov", "skoleflex_bevilges")
STARTED = "fase3.flex_starter"
ON_THE_CASE = {
    "fase1.samtykke_ppv",
    "fase1.send_underretning",
    "aftaleforum.indkald",
    "aftaleforum.samtale_forud",
    "fase3.forbered_beku",
}
"""What waits in the overview of another who may take it as well, or under the name of what it leads to."""


@pytest.mark.timeout(600)
def test_a_child_from_concern_to_skoleflex(visit: Callable[..., Visitor]) -> None:
    journey = Journey(visit(), Child("Fjodor", "Prøvesen", date(2015, 5, 6)), DAY)
    acted, closed = set(), 0
    for move in moves(*COURSE):
        journey.go(move)
        acted.add(move.role)
        closed += len(move.closed)
        if move.step.key == STARTED:
            break
    assert journey.found[-1] == (STARTED, "overblik")
    assert acted == set(PEOPLE)
    assert closed >= 8
    by_the_case = {(step, way) for step, way in journey.found if way != "overblik"}
    assert by_the_case == {(step, "næste skridt") for step in ON_THE_CASE}

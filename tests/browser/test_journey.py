"""The idea as a whole: one new child from a first concern to a prolonged Skoleflex, by the people whose turn it is."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.browser.course import moves
from tests.browser.house import DAY
from tests.browser.journey import Child, Journey
from tests.browser.visitor import Visitor

Visit = Callable[..., Visitor]
CONCERN, *LATER = COURSE = ("undersoegelsen_aabnes", "begge_behov", "skoleflex_bevilges", "skoleflex_forlaenges")
PROLONGED = "fase4.ressource_forlaengelse"


@pytest.mark.timeout(400)
def test_a_child_from_concern_to_a_prolonged_skoleflex(visit: Visit) -> None:
    journey = Journey(visit(), Child("Fjodor", "Prøvesen", date(2015, 5, 6)), DAY)
    for move in moves(*COURSE):
        journey.go(move)
        if move.step.key == "fase4.ressource_forlaengelse":
            return
    raise AssertionError("Skoleflex was never prolonged")


@pytest.mark.timeout(200)
def test_the_concern_phase_without_javascript(visit: Visit) -> None:
    journey = Journey(visit(java_script_enabled=False), Child("Gudmund", "Prøvesen", date(2014, 9, 6)), DAY)
    for move in moves(CONCERN):
        journey.go(move)

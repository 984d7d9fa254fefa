"""The concern phase by the same people in the same order, in a browser that runs no script."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.browser.course import moves
from tests.browser.house import DAY
from tests.browser.journey import Child, Journey
from tests.browser.visitor import Visitor


@pytest.mark.timeout(300)
def test_the_concern_phase_without_javascript(visit: Callable[..., Visitor]) -> None:
    journey = Journey(visit(java_script_enabled=False), Child("Gudmund", "Prøvesen", date(2014, 9, 6)), DAY)
    for move in moves("undersoegelsen_aabnes"):
        journey.go(move)
    assert len(journey.found) == 17

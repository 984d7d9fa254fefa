"""A short storm in every run of the suite; the long one is a command, and its figures stand in docs/maalinger.md."""

from pathlib import Path

import pytest
from django.db import connection

from tests.storm.weather import storm

KILLS = {"sqlite": 3, "postgresql": 4}


@pytest.mark.database
@pytest.mark.timeout(600)
def test_nothing_acknowledged_is_lost_when_parts_of_the_house_are_killed(tmp_path: Path):
    found = storm(tmp_path, connection.vendor, KILLS[connection.vendor], seed=7)
    assert found.wrong == []
    assert found.kills.total() == KILLS[connection.vendor]
    assert found.acknowledged > 10

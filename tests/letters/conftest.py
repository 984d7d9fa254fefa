"""Fixtures of the letters' tests: a case in which an admission letter to flex is due."""

from pathlib import Path
from typing import Any

import pytest

from tests.letters.ground import FLEX, Ground, again, play
from tests.scene import Scene


@pytest.fixture(autouse=True)
def _files_of_its_own(tmp_path: Path, settings: Any) -> None:
    settings.FILES = tmp_path / "filer"


@pytest.fixture
def flex(scene: Scene, request: pytest.FixtureRequest) -> Ground:
    """BEKU has granted flex, SOF its half, and Fagligt Center has been told."""
    played = scene.set("letters: flex", lambda: play(FLEX, 197))
    request.getfixturevalue("db")
    return again(played)

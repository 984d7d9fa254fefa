"""Fixtures of the meetings' tests: a case that has come to Aftaleforum, and files of its own."""

from pathlib import Path
from typing import Any

import pytest

from tests.meetings.aftaleforum.ground import Ground, build


@pytest.fixture(autouse=True)
def _files_of_its_own(tmp_path: Path, settings: Any) -> None:
    settings.FILES = tmp_path / "filer"


@pytest.fixture
def ground(db: None) -> Ground:
    return build()

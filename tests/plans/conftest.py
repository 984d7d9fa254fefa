"""Fixtures of the plan's tests: a child on the way to Skoleflex, and files of its own."""

from pathlib import Path
from typing import Any

import pytest

from tests.plans.ground import Ground, build


@pytest.fixture(autouse=True)
def _files_of_its_own(tmp_path: Path, settings: Any) -> None:
    settings.FILES = tmp_path / "filer"


@pytest.fixture
def ground(db: None) -> Ground:
    return build()

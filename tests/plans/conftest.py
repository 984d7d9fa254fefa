"""Fixtures of the plan's tests: a child on the way to Skoleflex, and files of its own."""

from pathlib import Path
from typing import Any

import pytest

from sagsgang.casework.models import Case
from tests.plans.ground import Ground, build
from tests.scene import Scene


@pytest.fixture(autouse=True)
def _files_of_its_own(tmp_path: Path, settings: Any) -> None:
    settings.FILES = tmp_path / "filer"


@pytest.fixture
def ground(scene: Scene, request: pytest.FixtureRequest) -> Ground:
    played = scene.set("plans", build)
    request.getfixturevalue("db")
    return Ground(Case.objects.select_related("child").get(pk=played.case.pk), played.sof, played.school)

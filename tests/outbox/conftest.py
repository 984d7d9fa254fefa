"""Fixtures of the outbox's tests: a town with a case, and a folder of its own for the files."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.outbox.ground import Ground, build


@pytest.fixture(autouse=True)
def _folders_of_its_own(tmp_path: Path, settings: Any) -> None:
    settings.FILES = tmp_path / "filer"


@pytest.fixture
def ground(db: None) -> Ground:
    return build()


@pytest.fixture
def as_(ground: Ground) -> Callable[[str], Client]:
    """A browser of somebody who is logged in."""

    def logged_in(name: str) -> Client:
        client = Client()
        client.force_login(ground.town.users[name])
        return client

    return logged_in

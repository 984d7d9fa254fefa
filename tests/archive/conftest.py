"""Fixtures of the archive's tests: the school town of the screens' tests, with the real procedure."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.web.town import Town, build


@pytest.fixture
def town(db: None, settings: Any, tmp_path: Path) -> Town:
    settings.FILES = tmp_path / "filer"
    return build()


@pytest.fixture
def as_(town: Town) -> Callable[[str], Client]:
    def logged_in(name: str) -> Client:
        client = Client()
        client.force_login(town.users[name])
        return client

    return logged_in

"""Fixtures of the documents' tests: a case with two halves, and people of each logged in."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from sagsgang.documents import scanning
from tests.documents.town import Ground, build


@pytest.fixture(autouse=True)
def _files_of_its_own(tmp_path: Path, settings: Any) -> None:
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


@pytest.fixture
def no_scanner(settings: Any) -> Iterator[None]:
    """The scanner does not answer."""
    settings.SCANNER = "sagsgang.documents.scanning.NoScanner"
    scanning.scanner.cache_clear()
    yield
    scanning.scanner.cache_clear()

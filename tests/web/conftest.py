"""Fixtures of the screens' tests: a small school town with the real procedure, and its people logged in."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.web.town import Town, build


@pytest.fixture
def town(db: None) -> Town:
    return build()


@pytest.fixture
def as_(town: Town) -> Callable[[str], Client]:
    """A browser of somebody who is logged in."""

    def logged_in(name: str) -> Client:
        client = Client()
        client.force_login(town.users[name])
        return client

    return logged_in

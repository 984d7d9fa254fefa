"""Fixtures of the archive's tests: the school town of the screens' tests, with the real procedure."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import Client

from tests.web.town import Town, build


@pytest.fixture
def town(db: None, settings: Any, tmp_path: Path) -> Town:
    settings.FILES = tmp_path / "filer"
    return build()


@pytest.fixture
def as_(town: Town) -> Callable[[str], Client]:
    """A browser of somebody who has just logged in."""

    def logged_in(name: str) -> Client:
        client = Client()
        client.force_login(town.users[name])
        session = client.session
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": time.time()}]
        session[f"{AUTHENTICATION_METHODS_SESSION_KEY}_user"] = str(town.users[name].pk)
        session.save()
        return client

    return logged_in

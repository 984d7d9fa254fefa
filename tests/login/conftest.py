"""Fixtures of log-in: the small town of the screens' tests, in earnest where a test asks for it; codes of an app."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.test import Client

from tests.web.town import PASSWORD, Town, build

LogIn = Callable[..., Client]


@pytest.fixture
def town(db: None) -> Town:
    return build()


@pytest.fixture
def earnest(settings: Any) -> Any:
    """A house in earnest, but over plain http, which the test client speaks."""
    settings.DEMO = False
    settings.SECOND_FACTOR_REQUIRED = True
    return settings


@pytest.fixture
def logged_in(town: Town) -> LogIn:
    """A browser of somebody who has logged in by password."""

    def log_in(name: str = "rikke") -> Client:
        client = Client()
        client.post("/log-ind/", {"username": name, "password": PASSWORD})
        return client

    return log_in


@pytest.fixture
def app_of(town: Town) -> Iterator[Callable[[str], Callable[[], str]]]:
    """Gives somebody an authenticator app; what comes back tells the code it shows."""

    def give(name: str) -> Callable[[], str]:
        secret = totp.generate_totp_secret()
        totp.TOTP.activate(town.users[name], secret)
        return lambda: code_of(secret)

    yield give
    Authenticator.objects.all().delete()


def code_of(secret: str) -> str:
    """The code that an app with the secret shows now. A code counts once; here the next test may use it again."""
    cache.clear()
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    return totp.format_hotp_value(totp.hotp_value(secret.replace(" ", ""), counter))

"""Fixtures of the log's tests: a short log, and a database whose guards are down as a thief would have it."""

from collections.abc import Iterator

import pytest
from django.db import connection

from tests.casework.triggers import guard, unguard
from tests.record.looking import looks


@pytest.fixture
def log(db: None) -> None:
    """Seven looks, some on several cases, one with a reason."""
    looks(7)


@pytest.fixture
def thief(log: None) -> Iterator[None]:
    """The same log for somebody who rules the database: the triggers are gone."""
    unguard(connection)
    yield
    guard(connection)


@pytest.fixture
def _guarded_again(django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    yield
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        guard(connection)


@pytest.fixture
def shared(_guarded_again: None, transactional_db: None) -> Iterator[None]:
    """A log that every process sees; emptied afterwards, which the guards allow to nobody else."""
    yield
    unguard(connection)

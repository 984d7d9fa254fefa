"""Fixtures of casework's tests: the made-up procedure, the town, and a ledger that threads can share."""

from collections.abc import Iterator

import pytest
from django.db import connection

from sagsgang.casework import procedures
from sagsgang.procedure import faelles_sagsforloeb
from tests.casework.ground import Town, build
from tests.casework.haver import HAVER
from tests.casework.triggers import guard, unguard


@pytest.fixture(autouse=True)
def _made_up_procedure(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(faelles_sagsforloeb, "PROCEDURE", HAVER)
    procedures.procedure.cache_clear()
    yield
    procedures.procedure.cache_clear()


@pytest.fixture
def town(db: None) -> Town:
    return build()


@pytest.fixture
def _guarded_again(django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    yield
    with django_db_blocker.unblock():
        guard(connection)


@pytest.fixture
def shared_town(_guarded_again: None, transactional_db: None) -> Iterator[Town]:
    """The town in a database that every thread sees; emptied afterwards, which the ledger allows to nobody else."""
    yield build()
    unguard(connection)

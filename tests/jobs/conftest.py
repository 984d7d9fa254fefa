"""Fixtures of the worker's tests: a case with files that every thread sees, and an empty house to restore into."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler

from tests.casework.triggers import guard, unguard
from tests.jobs.ground import Ground, build


@pytest.fixture(autouse=True)
def _files_of_its_own(tmp_path: Path, settings: Any) -> None:
    settings.FILES = tmp_path / "filer"


@pytest.fixture
def ground(db: None) -> Ground:
    return build()


@pytest.fixture
def _guarded_again(django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    yield
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        guard(connection)


@pytest.fixture
def shared(_guarded_again: None, transactional_db: None) -> Iterator[Ground]:
    """The same in a database that every thread and program sees; emptied afterwards, which the guards allow nobody."""
    ground = build()
    ground.lay_up(b"Handleplan.")
    ground.lay_up(b"Udtalelse.")
    yield ground
    unguard(connection)


@pytest.fixture
def other_house(tmp_path: Path, transactional_db: None) -> Iterator[BaseDatabaseWrapper]:
    """A database of the same kind with nothing in it."""
    wanted = dict(connection.settings_dict)
    if connection.vendor == "sqlite":
        wanted["NAME"] = str(tmp_path / "hus" / "andet.sqlite3")
    else:
        wanted["NAME"] = f"{wanted['NAME']}_andet"
        _run(f"DROP DATABASE IF EXISTS {wanted['NAME']}", f"CREATE DATABASE {wanted['NAME']}")
    made = ConnectionHandler({"default": wanted})["default"]
    yield made
    made.close()
    if connection.vendor == "postgresql":
        _run(f"DROP DATABASE {wanted['NAME']}")


def _run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)

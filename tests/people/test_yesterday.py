"""What yesterday's house wrote in the open is sealed by the migrations, opens today, and can be taken back."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from sagsgang.people.cpr import demo_number, parse
from sagsgang.people.models import Person
from sagsgang.people.queries import persons_with

pytestmark = pytest.mark.database

BORN = date(2014, 3, 17)
YESTERDAY, TODAY = [("people", "0001_initial")], [("people", "0004_one_number_once")]
HOUSE = "sagsgang_yesterday"


@pytest.fixture
def yesterday(tmp_path: Path, django_db_blocker: Any) -> Iterator[str]:
    """The alias of an empty database of its own."""
    with django_db_blocker.unblock():
        yield from _made(tmp_path)


def _made(tmp_path: Path) -> Iterator[str]:
    settings = deepcopy(connections.databases["default"])
    settings["NAME"] = HOUSE if connection.vendor == "postgresql" else str(tmp_path / "yesterday.sqlite3")
    _outside(f'CREATE DATABASE "{HOUSE}"')
    connections.databases[HOUSE] = settings
    try:
        yield HOUSE
    finally:
        connections[HOUSE].close()
        del connections.databases[HOUSE]
        del connections[HOUSE]
        _outside(f'DROP DATABASE "{HOUSE}"')


def _outside(statement: str) -> None:
    """Databases are made and dropped outside any transaction; a file needs neither."""
    if connection.vendor != "postgresql":
        return
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute(statement)
    other.close()


def migrate(alias: str, targets: list[tuple[str, str]]) -> Any:
    executor = MigrationExecutor(connections[alias])
    executor.migrate(targets)
    return executor.loader.project_state(targets).apps


def rows_in_the_open(alias: str) -> set[tuple[str, str]]:
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT address, number FROM people_person LEFT JOIN people_cprnumber ON person_id = id")
        return set(cursor.fetchall())


def test_yesterdays_rows_open_today_and_go_back(yesterday: str) -> None:
    then = migrate(yesterday, YESTERDAY)
    person, number = then.get_model("people", "Person"), then.get_model("people", "CprNumber")
    for n in range(5):
        made = person.objects.using(yesterday).create(
            given_name="Barn", family_name=str(n), address=f"Ærøgade {n}" if n else ""
        )
        number.objects.using(yesterday).create(person=made, number=demo_number(BORN, n))
    before = rows_in_the_open(yesterday)
    migrate(yesterday, TODAY)
    assert not any("Ærø" in address or cpr.isdigit() for address, cpr in rows_in_the_open(yesterday))
    for n, found in enumerate(Person.objects.using(yesterday).order_by("pk")):
        assert (found.address, found.cpr.number) == (f"Ærøgade {n}" if n else "", demo_number(BORN, n))
        assert persons_with(parse(demo_number(BORN, n))).using(yesterday).get() == found
    migrate(yesterday, YESTERDAY)
    assert rows_in_the_open(yesterday) == before

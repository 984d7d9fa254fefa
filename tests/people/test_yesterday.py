"""What yesterday's house wrote in the open is sealed by the migrations, opens today, and can be taken back."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from sagsgang.people.cpr import demo_number, parse
from sagsgang.people.models import Person
from sagsgang.people.queries import persons_with
from sagsgang.sealing.turning import tallies

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]

BORN = date(2014, 3, 17)
YESTERDAY = [("people", "0001_initial")]
Migrate = Callable[[list[tuple[str, str]] | None], Any]


@pytest.fixture
def migrate() -> Iterator[Migrate]:
    def to(targets: list[tuple[str, str]] | None = None) -> Any:
        executor = MigrationExecutor(connection)
        executor.migrate(targets or executor.loader.graph.leaf_nodes())
        return executor.loader.project_state(targets).apps if targets else None

    yield to
    to()


def rows_in_the_open() -> set[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT address, number FROM people_person LEFT JOIN people_cprnumber ON person_id = id")
        return set(cursor.fetchall())


def test_yesterdays_rows_open_today_and_go_back(migrate: Migrate) -> None:
    then = migrate(YESTERDAY)
    person, number = then.get_model("people", "Person"), then.get_model("people", "CprNumber")
    for n in range(5):
        made = person.objects.create(given_name="Barn", family_name=str(n), address=f"Ærøgade {n}" if n else "")
        number.objects.create(person=made, number=demo_number(BORN, n))
    before = rows_in_the_open()
    migrate(None)
    assert not any("Ærø" in address or cpr.isdigit() for address, cpr in rows_in_the_open())
    for n, found in enumerate(Person.objects.order_by("pk")):
        assert (found.address, found.cpr.number) == (f"Ærøgade {n}" if n else "", demo_number(BORN, n))
        assert persons_with(parse(demo_number(BORN, n))).get() == found
    assert [tally.lost for tally in tallies()][:3] == [0, 0, 0]
    migrate(YESTERDAY)
    assert rows_in_the_open() == before

"""Seals the addresses and CPR numbers that stand in the open, portion by portion; backwards it opens them again."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from django.db import migrations

from sagsgang.sealing.fields import Sealed, row_of
from sagsgang.sealing.house import keyring

PORTION = 2000
ADDRESS, NUMBER = "person.address", "cpr.number"


def seal(apps: Any, schema_editor: Any) -> None:
    keys = keyring()
    person, cpr = standing_in(apps, schema_editor)
    addresses = person.exclude(address="").values_list("pk", "uuid", "address")
    write(
        schema_editor.connection,
        "UPDATE people_person SET address = %s WHERE id = %s",
        ((keys.seal(token.token, ADDRESS, row_of(uuid)), pk) for pk, uuid, token in rows_of(addresses, standing)),
    )
    numbers = cpr.values_list("pk", "number")
    write(
        schema_editor.connection,
        'UPDATE people_cprnumber SET number = %s, "index" = %s WHERE person_id = %s',
        (
            (keys.seal(token.token, NUMBER, row_of(pk)), keys.index(token.token, NUMBER), pk)
            for pk, token in rows_of(numbers, standing)
        ),
    )


def open_again(apps: Any, schema_editor: Any) -> None:
    keys = keyring()
    person, cpr = standing_in(apps, schema_editor)
    addresses = person.exclude(address="").values_list("pk", "uuid", "address")
    write(
        schema_editor.connection,
        "UPDATE people_person SET address = %s WHERE id = %s",
        ((keys.open(token.token, ADDRESS, row_of(uuid)), pk) for pk, uuid, token in rows_of(addresses, sealed)),
    )
    numbers = cpr.values_list("pk", "number")
    write(
        schema_editor.connection,
        'UPDATE people_cprnumber SET number = %s, "index" = NULL WHERE person_id = %s',
        ((keys.open(token.token, NUMBER, row_of(pk)), pk) for pk, token in rows_of(numbers, sealed)),
    )


def standing_in(apps: Any, schema_editor: Any) -> tuple[Any, Any]:
    """The rows of the database that is migrated."""
    alias = schema_editor.connection.alias
    return tuple(apps.get_model("people", name).objects.using(alias) for name in ("Person", "CprNumber"))


def sealed(token: Sealed) -> bool:
    return token.token.startswith("seal1.")


def standing(token: Sealed) -> bool:
    return not sealed(token)


def rows_of(rows: Any, wanted: Callable[[Sealed], bool]) -> Iterator[tuple[Any, ...]]:
    """Read by primary key, a portion at a time, so that no cursor is open while rows are written."""
    last = None
    while found := list((rows if last is None else rows.filter(pk__gt=last)).order_by("pk")[:PORTION]):
        last = found[-1][0]
        yield from (row for row in found if wanted(row[-1]))


def write(connection: Any, statement: str, rows: Iterator[tuple[Any, ...]]) -> None:
    with connection.cursor() as cursor:
        while portion := list(islice(rows, PORTION)):
            cursor.executemany(statement, portion)


class Migration(migrations.Migration):
    dependencies = [("people", "0002_room_for_seals")]

    operations = [migrations.RunPython(seal, open_again)]

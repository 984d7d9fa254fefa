"""Makes looks for the tests."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection

from sagsgang.record.writing import Entry, append

NOON = datetime(2026, 3, 2, 12, 0, 0, 123456, UTC)


def entry(number: int = 1, **more: Any) -> Entry:
    """One ordinary look; every third shows a list, the second one has a reason."""
    touched = {number * 10 + each: "vist" for each in range(4)} if number % 3 == 0 else {7: "aabnet"}
    given: dict[str, Any] = {
        "at": NOON + timedelta(minutes=number),
        "act": "liste" if number % 3 == 0 else "laest",
        "user_id": 100 + number % 2,
        "roles": "sagsbehandler",
        "unit_id": 5,
        "cause": "hold",
        "page": "web:sag",
        "task": "fase1.bekymring",
        "criterion": "0011223344556677",
        "reason": "Barnet er indlagt, og mor ringer" if number == 2 else "",
        "cases": touched,
    }
    return Entry(**(given | more))


def looks(count: int, first: int = 1) -> list[int]:
    """Write so many looks; their numbers."""
    return [append(entry(number)) for number in range(first, first + count)]


def sql(statement: str, *values: Any) -> list[Any]:
    """Run a statement past everything the house has put in the way."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall()) if cursor.description else []

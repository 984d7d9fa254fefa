"""What is acknowledged lies on the disk: how SQLite is told to wait, and for what it need not."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sagsgang.jobs.bell import settle
from sagsgang.record.acts import Act
from sagsgang.record.writing import Entry, append
from tests.jobs.ground import Ground
from tests.web.town import TODAY, moment

FULL = 2


def waits() -> int:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        return int(cursor.fetchone()[0])


def asked(act: Act) -> list[str]:
    """The levels that are asked for while a look of that kind is written."""
    with CaptureQueriesContext(connection) as queries:
        append(Entry(at=moment(TODAY), act=act.value))
    return [query["sql"] for query in queries if "synchronous" in query["sql"]]


def test_every_write_waits_for_the_disk(db: None):
    assert waits() == FULL


def test_a_look_at_a_page_does_not_and_what_follows_does(shared: Ground):
    assert asked(Act.LAEST) == ["PRAGMA synchronous=NORMAL", "PRAGMA synchronous=FULL"]
    assert waits() == FULL


def test_the_look_of_a_change_waits(shared: Ground):
    assert asked(Act.AENDRET) == []


def test_a_look_that_cannot_be_written_leaves_the_waiting_on(shared: Ground, monkeypatch: Any):
    monkeypatch.setattr("sagsgang.record.writing._write", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        append(Entry(at=moment(TODAY), act=Act.LAEST.value))
    assert waits() == FULL


def test_the_worker_brings_the_looks_to_the_disk(shared: Ground):
    append(Entry(at=moment(TODAY), act=Act.LISTE.value))
    settle()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")
        _, in_log, copied = cursor.fetchone()
    assert in_log == copied

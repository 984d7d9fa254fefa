"""The database itself keeps the ledger: rows are added and never changed; a text can be emptied, nothing else."""

import json

import pytest
from django.db import DatabaseError, connection, transaction

from sagsgang.casework.ledger import load
from sagsgang.casework.models import LedgerEvent, LedgerText
from tests.casework.ground import Town, all_rows

pytestmark = [pytest.mark.database, pytest.mark.django_db]

EVENT, TEXT = LedgerEvent._meta.db_table, LedgerText._meta.db_table


def refused(*statement: str) -> None:
    before = all_rows()
    with pytest.raises(DatabaseError, match="the ledger only grows"), transaction.atomic():
        connection.cursor().execute(" ".join(statement))
    assert all_rows() == before


@pytest.mark.parametrize(
    "change", ["step = 'x'", "facts = '{}'", "occurred_on = '2020-01-01'", "number = number + 1", "actor_id = NULL"]
)
def test_an_event_cannot_be_changed(town: Town, change: str):
    town.open()
    refused("UPDATE", EVENT, "SET", change)


def test_an_event_cannot_be_changed_to_what_it_is(town: Town):
    town.open()
    refused("UPDATE", EVENT, "SET step = step")


def test_an_event_cannot_be_deleted(town: Town):
    town.open()
    refused("DELETE FROM", EVENT)
    refused("DELETE FROM", EVENT, "WHERE number = 1")


def test_a_text_cannot_be_deleted(town: Town):
    town.open()
    refused("DELETE FROM", TEXT)


@pytest.mark.parametrize(
    "change", ["body = 'andet'", "body = body || '.'", "key = 'x', body = ''", "event = 9, body = ''"]
)
def test_a_text_cannot_be_changed(town: Town, change: str):
    town.open()
    refused("UPDATE", TEXT, "SET", change)


def test_a_text_can_be_emptied(town: Town):
    case = town.open().case
    assert LedgerText.objects.filter(case=case).update(body="") == 1
    assert [text.body for text in LedgerText.objects.filter(case=case)] == [""]
    assert load(case)[0].facts["forloeb.oenske"] is True


@pytest.mark.parametrize("table", [EVENT, TEXT])
def test_the_ledger_cannot_be_emptied_at_once(town: Town, table: str):
    town.open()
    connection.check_constraints()  # PostgreSQL truncates nothing while a check is pending
    refused("TRUNCATE" if connection.vendor == "postgresql" else "DELETE FROM", table)


@pytest.mark.parametrize("table", [EVENT, TEXT])
def test_a_row_cannot_be_put_in_the_place_of_another(town: Town, table: str):
    town.open()
    if connection.vendor == "sqlite":
        refused("INSERT OR REPLACE INTO", table, "SELECT * FROM", table)
        refused("UPDATE OR REPLACE", table, "SET case_id = 99")
    else:
        refused("INSERT INTO", table, "SELECT * FROM", table, "ON CONFLICT (id) DO UPDATE SET case_id = 99")


def test_an_orm_update_or_delete_is_refused_alike(town: Town):
    town.open()
    event = LedgerEvent.objects.get()
    for change in (
        event.save,
        event.delete,
        LedgerEvent.objects.all().delete,
        lambda: LedgerEvent.objects.update(step=""),
    ):
        with pytest.raises(DatabaseError, match="the ledger only grows"), transaction.atomic():
            change()


def test_an_event_holds_no_personal_text(town: Town):
    secrets = {
        "forloeb__oenske": "Moster Agnes bor dér",
        "forloeb__bilag": "KMD 4711-Agnes",
        "backdating_reason": "Agnes var syg",
    }
    opened = town.open("2026-01-05", today="2026-01-07", **secrets)
    town.take(opened.case, "spoerg", "2026-01-07", forloeb__svar="ja")
    columns = [list(map(str, row)) for row in LedgerEvent.objects.values_list()]
    assert "Agnes" not in json.dumps(columns)
    facts = LedgerEvent.objects.get(number=1).facts
    assert facts["forloeb.oenske"] is True
    assert facts["forloeb.bilag"] is True
    kept = set(LedgerText.objects.values_list("key", "body"))
    assert kept >= {("forloeb.oenske", "Moster Agnes bor dér"), ("begrundelse_dato", "Agnes var syg")}


def test_an_event_is_read_back_as_it_was_recorded(town: Town):
    opened = town.open(forloeb__modtaget="2026-01-05T08:30", forloeb__redskaber=["rive", "spade"])
    event = load(opened.case)[0]
    assert event == opened.event
    assert event.facts["forloeb.modtaget"].isoformat() == "2026-01-05T08:30:00+01:00"
    assert event.facts["forloeb.redskaber"] == ("spade", "rive")

"""What goes wrong with marked data in hand is told by kind and place, never by what it held."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test import Client

from sagsgang.config.logs import DiscreetFormatter
from sagsgang.people.models import Person, Relation
from tests.discretion.hearing import Heard, listening
from tests.discretion.marked import CPR, GIVEN, TEXT, TYPED, Marked, marks_in

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def told_of(heard: Heard) -> list[str]:
    """The lines as they would stand in the log."""
    return [DiscreetFormatter().format(record) for record in heard.records]


def by_name() -> None:
    raise ValueError(TYPED)


def by_chain() -> None:
    try:
        int(TYPED)
    except ValueError as cause:
        raise RuntimeError(f"kan ikke læse {GIVEN}") from cause


def by_key() -> None:
    {}[CPR]


def by_constraint() -> None:
    """The database quotes the whole row when a check fails."""
    row = Relation.objects.select_related("child").first()
    assert row is not None
    with transaction.atomic():
        Relation.objects.create(
            child=row.child, adult=row.child, kind=row.kind, since=date(2026, 1, 1), family_word=TEXT
        )


def by_missing_value() -> None:
    with transaction.atomic():
        Person.objects.create(given_name=GIVEN, family_name=None, address=TYPED)


@pytest.mark.parametrize("fault", [by_name, by_chain, by_key, by_constraint, by_missing_value])
def test_a_fault_is_told_without_what_it_held(
    marked: Marked, fault: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sagsgang.casework.queries.case_page", lambda *_, **__: fault())
    client = Client(raise_request_exception=False)
    client.force_login(marked.town.users["rikke"])
    with listening() as heard:
        answer = client.get(f"/sag/{marked.case.number}/")
    assert answer.status_code == 500
    assert marks_in(answer.content.decode()) == []
    lines = told_of(heard)
    assert any("sagsgang.fejl" in line and "test_faults.py" in line and fault.__name__ in line for line in lines)
    assert [line for line in lines if marks_in(line)] == []
    assert [line for record in heard.records for line in [record.getMessage()] if marks_in(line)] == []


def test_the_database_does_quote_the_row(marked: Marked) -> None:
    """Without that the tests above would prove nothing; SQLite does not, PostgreSQL does."""
    with pytest.raises(IntegrityError) as refused:
        by_constraint()
    assert bool(marks_in(refused.value)) is (connection.vendor == "postgresql")


@pytest.mark.parametrize(
    "asked",
    [
        lambda client: client.get(f"/sag/{GIVEN}/"),
        lambda client: client.get(f"/{GIVEN}/{CPR}/"),
        lambda client: client.get("/sager/", {"barn": TYPED}),
        lambda client: client.get("/sager/", {"orden": TYPED, "side": CPR}),
        lambda client: client.post("/sager/", {"barn": TYPED}),
        lambda client: client.post("/sager/", {"barn": CPR}),
        lambda client: client.post(f"/ny-sag/{GIVEN}/", {"cpr": CPR}),
        lambda client: client.post("/log-ind/", {"username": GIVEN, "password": TYPED}),
        lambda client: client.post("/sager/", "navn=" + TYPED, content_type="multipart/form-data; boundary=x"),
        lambda client: client.generic("PUT", "/sager/", TYPED),
        lambda client: client.post("/sager/", {f"felt{n}": TYPED for n in range(1100)}),
    ],
)
@pytest.mark.parametrize("enforced", [False, True])
def test_what_is_typed_wrongly_is_not_told(marked: Marked, asked: Callable[[Client], Any], enforced: bool) -> None:
    client = Client(raise_request_exception=False, enforce_csrf_checks=enforced)
    client.force_login(marked.town.users["rikke"])
    with listening() as heard:
        answer = asked(client)
    assert answer.status_code < 500
    assert [line for line in told_of(heard) if marks_in(line)] == []
    assert [record.name for record in heard.records if marks_in(record.getMessage())] == []
    assert marks_in(answer.headers.get("Location", "")) == []
    assert mail.outbox == []

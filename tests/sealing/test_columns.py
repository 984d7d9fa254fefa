"""What stands in the database is sealed, belongs to its row, and cannot be written or asked for in the open."""

import logging
import pickle
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core import serializers
from django.db import connection

from sagsgang.people.commands import add_person, find_or_add_child
from sagsgang.people.cpr import demo_number, parse
from sagsgang.people.models import CprNumber, Person
from sagsgang.people.queries import persons_with
from sagsgang.sealing.fields import Sealed
from sagsgang.sealing.keyring import KeyMissing, SealBroken, key_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]

ADDRESS = "Ærøgade 7, 0000 Fjordkøbing"
BORN = date(2014, 3, 17)
CPR = demo_number(BORN)


@pytest.fixture
def freja() -> Person:
    return add_person(given_name="Freja", family_name="Demosen", cpr=CPR, address=ADDRESS)


def standing(table: str, column: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT "{column}" FROM {table}')  # noqa: S608 - our own names
        return [row[0] for row in cursor.fetchall()]


def test_nothing_stands_in_the_open(freja: Person) -> None:
    rows = [*standing("people_person", "address"), *standing("people_cprnumber", "number")]
    assert all(row.startswith("seal1.") for row in rows)
    everything = " ".join([*rows, *standing("people_cprnumber", "index")])
    assert not any(part in everything for part in ("Ærøgade", CPR, CPR[:6], CPR[6:]))


def test_the_row_reads_as_it_was_written(freja: Person) -> None:
    again = Person.objects.get(pk=freja.pk)
    assert (again.address, freja.address) == (ADDRESS, ADDRESS)
    assert again.cpr.number == CPR
    assert str(again.cpr) == "170314-••••"
    assert Person.objects.only("pk").get(pk=freja.pk).address == ADDRESS
    freja.refresh_from_db()
    assert freja.address == ADDRESS
    assert pickle.loads(pickle.dumps(again)).address == ADDRESS  # noqa: S301 - our own


def test_no_address_is_no_address() -> None:
    nobody = Person.objects.create(given_name="Uden", family_name="Adresse")
    assert Person.objects.get(pk=nobody.pk).address == ""
    assert standing("people_person", "address") == [""]


def test_a_row_that_is_saved_again_is_not_sealed_again(freja: Person) -> None:
    before = standing("people_person", "address")
    again = Person.objects.get(pk=freja.pk)
    again.interpreter_language = "arabisk"
    again.save()
    assert standing("people_person", "address") == before
    again.address = "Nygade 1"
    again.save()
    assert Person.objects.get(pk=freja.pk).address == "Nygade 1"
    assert standing("people_person", "address") != before


def test_what_is_moved_to_another_row_does_not_open(freja: Person) -> None:
    other = add_person(given_name="Anden", family_name="Demosen", address="Nygade 1")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE people_person SET address = (SELECT address FROM people_person WHERE id = %s) WHERE id = %s",
            [freja.pk, other.pk],
        )
    with pytest.raises(SealBroken):
        str(Person.objects.get(pk=other.pk).address)


def test_a_number_moved_to_another_person_does_not_open(freja: Person) -> None:
    other = Person.objects.create(given_name="Anden", family_name="Demosen")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_cprnumber SET person_id = %s", [other.pk])
    with pytest.raises(SealBroken):
        str(CprNumber.objects.get())


def test_the_number_is_found_without_being_opened(freja: Person, settings: Any) -> None:
    assert persons_with(parse(CPR)).get() == freja
    assert not persons_with(parse(demo_number(BORN, 1))).exists()
    assert find_or_add_child(cpr=CPR, given_name="Freja", family_name="Demosen", on=date(2026, 3, 5)).person == freja


def test_a_number_is_found_while_the_index_key_is_turned_over(freja: Person, settings: Any) -> None:
    settings.SEALING_INDEX_KEYS = [key_of("newer"), *settings.SEALING_INDEX_KEYS]
    assert persons_with(parse(CPR)).get() == freja
    settings.SEALING_INDEX_KEYS = [key_of("newer")]
    assert not persons_with(parse(CPR)).exists()


def test_without_its_key_it_is_said_that_the_key_is_missing(freja: Person, settings: Any) -> None:
    settings.SEALING_KEYS = [key_of("another")]
    again = Person.objects.get(pk=freja.pk)
    with pytest.raises(KeyMissing) as refused:
        str(again.address)
    assert "nøgle" in str(refused.value)
    again.interpreter_language = "arabisk"
    again.save()
    settings.SEALING_KEYS = [key_of("another"), key_of("demobyens segl")]
    assert Person.objects.get(pk=freja.pk).address == ADDRESS


@pytest.mark.parametrize(
    "asked",
    [
        lambda: Person.objects.filter(address=ADDRESS).exists(),
        lambda: Person.objects.filter(address__contains="Ærø").exists(),
        lambda: CprNumber.objects.filter(number=CPR).exists(),
        lambda: Person.objects.update(address=ADDRESS),
        lambda: Person.objects.bulk_update(list(Person.objects.all()), ["address"]),
        lambda: serializers.serialize("json", Person.objects.all()),
    ],
)
def test_nothing_goes_past_the_row(freja: Person, asked: Callable[[], object]) -> None:
    with pytest.raises(TypeError) as refused:
        asked()
    assert "Ærø" not in str(refused.value)
    assert CPR not in str(refused.value)


def test_columns_that_are_read_past_the_row_stay_sealed(freja: Person, caplog: pytest.LogCaptureFixture) -> None:
    held = Person.objects.values_list("address", flat=True).get()
    assert isinstance(held, Sealed)
    with caplog.at_level(logging.INFO):
        logging.getLogger("test").info("%s %r %s", held, held, Person.objects.values("address", "cpr__number"))
    assert "seal1." not in caplog.text
    assert "Ærø" not in caplog.text


def test_many_are_sealed_at_once() -> None:
    Person.objects.bulk_create(
        Person(given_name="Barn", family_name=str(n), address=f"Nygade {n}" if n else "") for n in range(3)
    )
    assert sorted(person.address for person in Person.objects.all()) == ["", "Nygade 1", "Nygade 2"]
    assert sum(row.startswith("seal1.") for row in standing("people_person", "address")) == 2

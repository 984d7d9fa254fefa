"""Who lives with somebody whose address is protected is protected too, and nothing but a deliberate act opens it."""

from datetime import date

import pytest

from sagsgang.people.commands import add_person, add_relation
from sagsgang.people.models import PROTECTED, Person, Relation
from sagsgang.people.protection import open_address

pytestmark = [pytest.mark.django_db, pytest.mark.database]

HOME = "Ærøgade 7, 0000 Fjordkøbing"
SINCE = date(2020, 1, 1)


def family(child_home: str, adult_home: str, *, child: bool = False, adult: bool = False) -> tuple[Person, Person]:
    made = [
        add_person(given_name=name, family_name="Demosen", address=home, protected_address=protected)
        for name, home, protected in (("Freja", child_home, child), ("Mette", adult_home, adult))
    ]
    add_relation(child=made[0], adult=made[1], kind=Relation.Kind.ENEFORAELDREMYNDIGHED, since=SINCE)
    return Person.objects.get(pk=made[0].pk), Person.objects.get(pk=made[1].pk)


@pytest.mark.parametrize(("child", "adult"), [(True, False), (False, True)])
@pytest.mark.parametrize("written", [HOME, "ærøgade 7,  0000 fjordkøbing"])
def test_those_who_live_together_are_protected_together(child: bool, adult: bool, written: str) -> None:
    for person in family(HOME, written, child=child, adult=adult):
        assert person.shown_address == PROTECTED
        assert open_address(person)


def test_those_who_live_apart_are_not() -> None:
    child, adult = family(HOME, "Nygade 1", adult=True)
    assert child.shown_address == HOME
    assert adult.shown_address == PROTECTED


def test_no_address_tells_nothing() -> None:
    child, adult = family("", "", adult=True)
    assert (child.protected_address, adult.protected_address) == (False, True)


def test_a_family_without_protection_is_left_as_it_is() -> None:
    assert [person.shown_address for person in family(HOME, HOME)] == [HOME, HOME]

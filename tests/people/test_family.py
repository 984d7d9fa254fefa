"""A child is in the register once, its relations have dates, and nothing tells its number by accident."""

import logging
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from sagsgang.people.commands import add_person, add_relation, end_relation, family, find_or_add_child
from sagsgang.people.cpr import demo_number
from sagsgang.people.models import CprNumber, Person, Relation
from sagsgang.people.queries import custody_holders, relations_of
from sagsgang.people.refusals import (
    AlreadyEnded,
    CprAlreadyKnown,
    CprBirthDateDiffers,
    CprInFuture,
    CprIsReplacement,
    CustodyTaken,
    EndsBeforeItBegins,
    FieldInvalid,
    OwnRelative,
    RelationAlreadyHeld,
)

from . import builders

pytestmark = [pytest.mark.django_db, pytest.mark.database]

BORN = date(2014, 3, 17)
DAY = date(2026, 3, 5)
JOINT = Relation.Kind.FAELLES_FORAELDREMYNDIGHED
ALONE = Relation.Kind.ENEFORAELDREMYNDIGHED
WITHOUT = Relation.Kind.FORAELDER_UDEN_MYNDIGHED
CPR = demo_number(BORN)


@pytest.fixture
def child() -> Person:
    return builders.person("Freja", birth_date=BORN)


def test_the_same_child_is_never_made_twice() -> None:
    first = find_or_add_child(cpr=f"{CPR[:6]}-{CPR[6:]}", given_name=" Freja ", family_name="Demosen", on=DAY)
    again = find_or_add_child(cpr=CPR, given_name="Freia", family_name="Demosen", on=DAY)
    assert (first.added, again.added) == (True, False)
    assert again.person == first.person
    assert again.person.name == "Freja Demosen"
    assert first.person.birth_date == BORN
    assert Person.objects.count() == 1


def test_two_who_add_the_child_at_the_same_moment_get_the_same_child(monkeypatch: pytest.MonkeyPatch) -> None:
    known = find_or_add_child(cpr=CPR, given_name="Freja", family_name="Demosen", on=DAY).person
    answers = iter([None, known])
    monkeypatch.setattr(family, "_person_with", lambda number: next(answers))
    late = find_or_add_child(cpr=CPR, given_name="Freja", family_name="Demosen", on=DAY)
    assert (late.person, late.added) == (known, False)
    assert Person.objects.count() == 1


def test_a_child_is_not_born_tomorrow() -> None:
    with pytest.raises(CprInFuture):
        find_or_add_child(cpr=CPR, given_name="Freja", family_name="Demosen", on=date(2014, 3, 16))
    assert find_or_add_child(cpr=CPR, given_name="Freja", family_name="Demosen", on=BORN).added


def test_a_replacement_number_is_taken_by_switch_only() -> None:
    with pytest.raises(CprIsReplacement):
        find_or_add_child(cpr="770314-4000", given_name="Freja", family_name="Demosen", on=DAY)
    found = find_or_add_child(
        cpr="770314-4000", given_name="Freja", family_name="Demosen", on=DAY, accept_replacement=True
    )
    assert found.person.birth_date == BORN


def test_an_adult_may_be_added_without_a_number() -> None:
    mother = add_person(given_name="Mette", family_name="Demosen", interpreter_language="arabisk")
    assert not hasattr(mother, "cpr")
    assert mother.interpreter_language == "arabisk"


def test_a_bad_person_is_refused_and_nothing_is_left_behind() -> None:
    with pytest.raises(CprBirthDateDiffers):
        add_person(given_name="Mette", family_name="Demosen", cpr=CPR, birth_date=DAY)
    with pytest.raises(FieldInvalid) as refused:
        add_person(given_name="  ", family_name="Demosen", cpr=CPR)
    assert refused.value.field == "given_name"
    with pytest.raises(FieldInvalid):
        add_person(given_name="M" * 101, family_name="Demosen")
    with pytest.raises(FieldInvalid):
        add_person(given_name="Mette\0", family_name="Demosen")
    assert not Person.objects.exists()
    assert not CprNumber.objects.exists()


def test_a_known_number_is_refused_without_being_repeated() -> None:
    add_person(given_name="Freja", family_name="Demosen", cpr=CPR)
    with pytest.raises(CprAlreadyKnown) as refused:
        add_person(given_name="Anden", family_name="Demosen", cpr=CPR)
    assert refused.value.__context__ is None
    assert CPR not in str(refused.value)
    assert Person.objects.count() == 1


def test_what_the_database_says_of_a_number_goes_no_further(monkeypatch: pytest.MonkeyPatch) -> None:
    add_person(given_name="Freja", family_name="Demosen", cpr=CPR)
    monkeypatch.setattr(family, "_person_with", lambda number: None)
    with pytest.raises(CprAlreadyKnown) as refused:
        add_person(given_name="Freja", family_name="Demosen", cpr=CPR)
    assert refused.value.__suppress_context__
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "family_name"),
    [("FREJA ÅSE", "demosen"), (" Freja  Aase", "Demosen"), ("Freja", "A\u030ase Demosen")],
)
def test_a_known_number_with_its_name_is_that_person_as_it_stands(given: str, family_name: str) -> None:
    known = add_person(given_name="Freja Åse", family_name="Demosen", cpr=CPR, address="Nygade 1")
    again = add_person(given_name=given, family_name=family_name, cpr=CPR, address="Nygade 2", protected_address=True)
    assert (known.already_known, again.already_known) == (False, True)
    assert again == known
    assert (again.name, again.address, again.protected_address) == (known.name, "Nygade 1", False)
    assert Person.objects.count() == 1


def test_what_is_wrong_with_the_rest_is_told_before_the_number_is_looked_up() -> None:
    add_person(given_name="Freja", family_name="Demosen", cpr=CPR)
    for number in (CPR, demo_number(BORN, 1)):
        with pytest.raises(FieldInvalid):
            add_person(given_name="M" * 101, family_name="Demosen", cpr=number)
        with pytest.raises(FieldInvalid):
            find_or_add_child(cpr=number, given_name="M" * 101, family_name="Demosen", on=DAY)


def test_neither_number_nor_name_shows_in_what_a_log_line_would_hold(caplog: pytest.LogCaptureFixture) -> None:
    person = add_person(given_name="Freja", family_name="Demosen", cpr=CPR)
    relation = add_relation(child=person, adult=builders.person("Mette"), kind=JOINT, since=BORN)
    with caplog.at_level(logging.INFO):
        for thing in (
            person,
            person.cpr,
            relation,
            [person, person.cpr],
            Person.objects.all(),
            CprNumber.objects.all(),
        ):
            logging.getLogger("test").info("%s %r", thing, thing)
    assert CPR[6:] not in caplog.text
    assert CPR[:6] not in repr(person.cpr)
    assert str(person.cpr) == "170314-••••"
    assert not any(name in caplog.text for name in ("Freja", "Mette", "Demosen"))


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2026, 5, 31), True),
        (date(2026, 6, 1), False),
    ],
)
def test_custody_has_dates(child: Person, day: date, holds: bool) -> None:
    mother = builders.person("Mette")
    add_relation(
        child=child, adult=mother, kind=ALONE, since=date(2026, 1, 1), until=date(2026, 6, 1), family_word="mor"
    )
    assert custody_holders(child, day) == ([mother] if holds else [])
    assert [relation.family_word for relation in relations_of(child, day)] == (["mor"] if holds else [])


def test_custody_ends_on_the_18th_birthday(child: Person) -> None:
    mother = builders.person("Mette")
    add_relation(child=child, adult=mother, kind=ALONE, since=BORN)
    assert custody_holders(child, date(2032, 3, 16)) == [mother]
    assert custody_holders(child, date(2032, 3, 17)) == []
    assert len(relations_of(child, date(2032, 3, 17))) == 1


def test_only_the_two_kinds_of_custody_give_custody(child: Person) -> None:
    for number, kind in enumerate(Relation.Kind):
        if kind != ALONE:
            add_relation(child=child, adult=builders.person(f"Voksen {number}"), kind=kind, since=BORN)
    assert [holder.name for holder in custody_holders(child, DAY)] == ["Voksen 0 Demosen"]
    relations = relations_of(child, DAY)
    assert relations[0].kind == JOINT
    assert len(relations) == 7


def test_custody_is_with_one_alone_or_two_together(child: Person) -> None:
    mother, father, third = (builders.person(name) for name in ("Mette", "Far", "Tredje"))
    hers = add_relation(child=child, adult=mother, kind=JOINT, since=BORN)
    his = add_relation(child=child, adult=father, kind=JOINT, since=BORN)
    for kind in (JOINT, ALONE):
        with pytest.raises(CustodyTaken):
            add_relation(child=child, adult=third, kind=kind, since=DAY)
    end_relation(relation=his, on=DAY)
    with pytest.raises(RelationAlreadyHeld):
        add_relation(child=child, adult=mother, kind=ALONE, since=DAY)
    end_relation(relation=hers, on=DAY)
    add_relation(child=child, adult=mother, kind=ALONE, since=DAY)
    add_relation(child=child, adult=father, kind=WITHOUT, since=DAY)
    with pytest.raises(CustodyTaken):
        add_relation(child=child, adult=third, kind=JOINT, since=DAY)
    assert custody_holders(child, date(2026, 3, 4)) == [father, mother]
    assert custody_holders(child, DAY) == [mother]


def test_holders_one_after_the_other_leave_room_beside_them(child: Person) -> None:
    first, second, third = (builders.person(name) for name in ("Anna", "Bodil", "Carl"))
    add_relation(child=child, adult=first, kind=JOINT, since=BORN, until=DAY)
    add_relation(child=child, adult=second, kind=JOINT, since=DAY)
    add_relation(child=child, adult=third, kind=JOINT, since=BORN)
    assert custody_holders(child, DAY) == [second, third]


def test_a_bad_relation_is_refused(child: Person) -> None:
    mother = builders.person("Mette")
    with pytest.raises(OwnRelative):
        add_relation(child=child, adult=child, kind=JOINT, since=BORN)
    with pytest.raises(EndsBeforeItBegins):
        add_relation(child=child, adult=mother, kind=JOINT, since=BORN, until=BORN)
    with pytest.raises(FieldInvalid) as refused:
        add_relation(child=child, adult=mother, kind="mor", since=BORN)
    assert refused.value.field == "kind"
    relation = add_relation(child=child, adult=mother, kind=JOINT, since=BORN)
    with pytest.raises(RelationAlreadyHeld):
        add_relation(child=child, adult=mother, kind=JOINT, since=DAY)
    end_relation(relation=relation, on=DAY)
    with pytest.raises(AlreadyEnded):
        end_relation(relation=relation, on=DAY)


def test_the_same_adult_may_also_be_bisidder(child: Person) -> None:
    mother = builders.person("Mette")
    add_relation(child=child, adult=mother, kind=JOINT, since=BORN)
    add_relation(child=child, adult=mother, kind=Relation.Kind.BISIDDER, since=DAY)
    assert len(relations_of(child, DAY)) == 2


def test_the_tables_refuse_what_the_commands_would(child: Person) -> None:
    with pytest.raises(ValidationError):
        Relation(child=child, adult=child, kind=JOINT, since=BORN).full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        Relation.objects.create(child=child, adult=child, kind=JOINT, since=BORN)


def test_a_protected_address_is_hidden_unless_asked_for() -> None:
    person = builders.person(address="Egevej 1", protected_address=True)
    assert person.shown_address == "Adressen er beskyttet"
    assert builders.person(address="Egevej 1").shown_address == "Egevej 1"


def test_a_child_of_29_february_grows_older_on_1_march() -> None:
    child = builders.person(birth_date=date(2012, 2, 29))
    assert [child.age_on(date(2026, 2, 28)), child.age_on(date(2026, 3, 1))] == [13, 14]
    assert builders.person("Ukendt").age_on(DAY) is None

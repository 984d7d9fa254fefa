"""What may be done with private persons: the child, its family and what they are to each other."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import TypedDict, Unpack

from django.db import IntegrityError, transaction
from django.views.decorators.debug import sensitive_variables

from sagsgang.people.commands.saving import checked, ended, lock
from sagsgang.people.cpr import Cpr, parse
from sagsgang.people.models import CprNumber, Person, Relation
from sagsgang.people.protection import share_protection
from sagsgang.people.queries import persons_with
from sagsgang.people.refusals import (
    CprAlreadyKnown,
    CprBirthDateDiffers,
    CprInFuture,
    CustodyTaken,
    EndsBeforeItBegins,
    OwnRelative,
    RelationAlreadyHeld,
)

JOINT_HOLDERS = 2  # forældreansvarsloven kap. 2: joint custody is held by two


class Contact(TypedDict, total=False):
    """What else may be known of a person from the start."""

    address: str
    protected_address: bool
    interpreter_language: str
    digital_post_exempt: bool


@dataclass(frozen=True, slots=True)
class FoundChild:
    """The child (or whoever else has the number), and whether it had to be added."""

    person: Person
    added: bool


@sensitive_variables()
def add_person(
    *,
    given_name: str,
    family_name: str,
    birth_date: date | None = None,
    cpr: str = "",
    accept_replacement: bool = False,
    **contact: Unpack[Contact],
) -> Person:
    """Return the new person; a CPR number gives the birth date where none is told.

    Where somebody of the same name has the number, it is that person, `already_known` and as it stands: nothing given
    here changes it. What is wrong with the rest is told before the number is looked up. Call it from a POST only.
    Refuses CprRefusal (malformed, differs from the birth date, somebody else's) and FieldInvalid.
    """
    number = parse(cpr, accept_replacement=accept_replacement) if cpr.strip() else None
    if number is not None and birth_date not in (None, number.birth_date):
        raise CprBirthDateDiffers
    person = Person(
        given_name=given_name.strip(),
        family_name=family_name.strip(),
        birth_date=number.birth_date if number else birth_date,
        **contact,
    )
    found = _found_or_added(person, number)
    if not found.added and not _same_name(found.person, person):
        raise CprAlreadyKnown
    found.person.already_known = not found.added
    return found.person


@sensitive_variables()
def find_or_add_child(
    *,
    cpr: str,
    given_name: str,
    family_name: str,
    on: date,
    accept_replacement: bool = False,
    **contact: Unpack[Contact],
) -> FoundChild:
    """Return the child with that CPR number, added if it is not known; the same child is never made twice.

    A known child is returned as it stands: names and contact given here do not change it. What is wrong with them is
    told before the number is looked up, so that it is told alike of a known child. Call it from a POST only.
    Refuses CprRefusal (missing, malformed, born after `on`) and FieldInvalid.
    """
    number = parse(cpr, accept_replacement=accept_replacement)
    if number.birth_date > on:
        raise CprInFuture
    person = Person(
        given_name=given_name.strip(), family_name=family_name.strip(), birth_date=number.birth_date, **contact
    )
    return _found_or_added(person, number)


@transaction.atomic
def add_relation(
    *,
    child: Person,
    adult: Person,
    kind: str,
    since: date,
    until: date | None = None,
    family_word: str = "",
) -> Relation:
    """Return the new relation in [since, until).

    One adult has one place as a parent at a time; custody is with one alone or with at most two together.
    Where one of them has a protected address and they live together, both have it from now on.
    Refuses OwnRelative, EndsBeforeItBegins, RelationAlreadyHeld, CustodyTaken, FieldInvalid.
    """
    lock(child)
    relation = checked(
        Relation(child=child, adult=adult, kind=kind, since=since, until=until, family_word=family_word.strip())
    )
    if child == adult:
        raise OwnRelative
    if until is not None and until <= since:
        raise EndsBeforeItBegins
    meanwhile = list(Relation.objects.filter(child=child).overlapping(since, until))
    if any(_same_place(relation, other) for other in meanwhile):
        raise RelationAlreadyHeld
    if relation.gives_custody and _custody_is_taken(relation, meanwhile):
        raise CustodyTaken
    relation.save()
    share_protection(relation)
    return relation


@transaction.atomic
def end_relation(*, relation: Relation, on: date) -> Relation:
    """Return the relation, ended: `on` is the first day without it. Refuses EndsBeforeItBegins, AlreadyEnded."""
    return ended(relation, on)


def _person_with(number: Cpr) -> Person | None:
    """Return the person who has the number."""
    return persons_with(number).first()


@sensitive_variables()
def _found_or_added(person: Person, number: Cpr | None) -> FoundChild:
    """Return who has the number, else the person, saved; refuses FieldInvalid before anybody is looked for."""
    checked(person)
    known = _person_with(number) if number else None
    if known is not None:
        return FoundChild(known, added=False)
    try:
        return FoundChild(_with_number(person, number), added=True)
    except CprAlreadyKnown:  # somebody else added the person a moment ago
        known = _person_with(number) if number else None
        if known is None:
            raise
        return FoundChild(known, added=False)


def _same_name(one: Person, other: Person) -> bool:
    """Say whether two bear one name: capitals, spaces and the two spellings of å do not count."""
    return _folded(one.name) == _folded(other.name)


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().replace("å", "aa").split())


@sensitive_variables()
def _with_number(person: Person, number: Cpr | None) -> Person:
    """Return the person, saved together with the number; refuses CprAlreadyKnown."""
    try:
        with transaction.atomic():
            person.save()
            if number is not None:
                CprNumber.objects.create(person=person, number=number.digits)
    except IntegrityError:  # its text holds the number: it goes no further
        raise CprAlreadyKnown from None
    return person


def _same_place(new: Relation, other: Relation) -> bool:
    """Say whether one adult would be the same thing twice, or two kinds of parent at once."""
    if new.adult_id != other.adult_id:
        return False
    return new.kind == other.kind or {new.kind, other.kind} <= Relation.PARENTAL


def _custody_is_taken(new: Relation, meanwhile: list[Relation]) -> bool:
    """Say whether those who have custody meanwhile leave no room for the new holder."""
    holders = [other for other in meanwhile if other.gives_custody]
    alone = Relation.Kind.ENEFORAELDREMYNDIGHED
    if new.kind == alone or any(other.kind == alone for other in holders):
        return bool(holders)
    days = (new.since, *(other.since for other in holders if other.since > new.since))
    return any(sum(other.holds_on(day) for other in holders) >= JOINT_HOLDERS for day in days)

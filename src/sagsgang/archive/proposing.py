"""What should perhaps be blotted out: the names, numbers and addresses of others that occur in an item.

It proposes; a person decides. A protected address is no proposal: it is always taken out for everybody but its owner.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.views.decorators.debug import sensitive_variables

from sagsgang.archive.models import AccessRequest
from sagsgang.archive.redaction import contacts, cpr_numbers, holds
from sagsgang.casework.models import Case
from sagsgang.people.models import CprNumber, Person, Relation
from sagsgang.people.protection import open_address


@dataclass(frozen=True, slots=True)
class Proposal:
    """Words that occur in an item and are somebody else's, and why they are put forward."""

    words: str
    why: str


@dataclass(frozen=True, slots=True, repr=False)
class Known:
    """What the case knows of the people in it, seen from one who asks: his own and the child's words are no secret."""

    names: tuple[tuple[str, str], ...]
    addresses: tuple[str, ...]
    own_numbers: frozenset[str]
    protected: tuple[str, ...]


@sensitive_variables()
def known_of(case: Case, request: AccessRequest) -> Known:
    """Return what the case knows of others than the child and whoever asks: two queries."""
    related = Relation.objects.filter(child=case.child_id).select_related("adult__cpr")
    people = {case.child_id: case.child} | {each.adult_id: each.adult for each in related}
    asking = people.get(request.person_id or 0)
    own = {case.child_id, *([asking.pk] if asking else [])}
    spoken = {word.casefold() for pk in own for word in _words(people[pk])}
    names: dict[str, str] = {}
    addresses: list[str] = []
    numbers = set(CprNumber.objects.filter(person__in=own).values_list("person", flat=True))
    for pk, person in people.items():
        if pk in own:
            continue
        for word in (person.name, *_words(person)):
            if word and word.casefold() not in spoken:
                names.setdefault(word, "Navnet på en anden i sagen")
        addresses += _address_words(person.shown_address) if not person.protected_address else []
    mine = {_number_of(people[pk]) for pk in numbers}
    at_home = {words for pk in own for words in _address_words(people[pk].shown_address)}
    return Known(
        tuple(names.items()),
        tuple(words for words in dict.fromkeys(addresses) if words not in at_home),
        frozenset(each for each in mine if each),
        protected_words(people.values(), request),
    )


@sensitive_variables()
def protected_words(people: object, request: AccessRequest) -> tuple[str, ...]:
    """Return the protected addresses of everybody but the one who asks: they are never given to anybody else."""
    found: list[str] = []
    for person in people:  # type: ignore[attr-defined]
        if person.protected_address and person.pk != request.person_id:
            found += _address_words(open_address(person))
    return tuple(dict.fromkeys(found))


def proposals(text: str, known: Known) -> tuple[Proposal, ...]:
    """Return what of others can be read in the text, longest first; nothing twice."""
    found = [Proposal(words, why) for words, why in known.names if holds(text, words)]
    found += [Proposal(words, "En andens adresse") for words in known.addresses if holds(text, words)]
    found += [
        Proposal(f"{number[:6]}-{number[6:]}", "Et CPR-nummer, der ikke er barnets eller den, der spørger")
        for number in cpr_numbers(text)
        if number not in known.own_numbers
    ]
    found += [Proposal(words, "Mailadresse eller telefonnummer") for words in contacts(text)]
    ordered = sorted({each.words: each for each in reversed(found)}.values(), key=lambda each: -len(each.words))
    return tuple(ordered)


def _words(person: Person) -> list[str]:
    return [word for word in (person.given_name, person.family_name) if word]


def _address_words(address: str) -> list[str]:
    """An address as it may stand in a text: whole, and its street with number."""
    whole = address.strip()
    street = whole.split(",")[0].strip()
    return list(dict.fromkeys(word for word in (whole, street) if any(letter.isdigit() for letter in word)))


@sensitive_variables()
def _number_of(person: Person) -> str:
    return person.cpr.number if hasattr(person, "cpr") else ""

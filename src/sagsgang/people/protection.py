"""The one place where a protected address is opened. Everything that leaves the house reads `Person.shown_address`."""

from __future__ import annotations

from collections.abc import Sequence

from django.views.decorators.debug import sensitive_variables

from sagsgang.people.models import Person, Relation


@sensitive_variables()
def open_address(person: Person) -> str:
    """Return where the person lives, protected or not; whoever calls this has been let to see it, and it is noted."""
    return person.address


@sensitive_variables()
def share_protection(relation: Relation) -> None:
    """Protect both of two who live together when one of them is protected: the other's address tells it."""
    child, adult = relation.child, relation.adult
    if child.protected_address == adult.protected_address or not _same_home(child, adult):
        return
    for person in (child, adult):
        if not person.protected_address:
            person.protected_address = True
            person.save(update_fields=["protected_address"])


def set_protection(person: Person, *, protected: bool, relations: Sequence[Relation]) -> None:
    """Protect a person's address or lift it; `relations`: those of the child, so that those who live together follow.

    Lifting it is for the one person only: whoever else is protected stays so. Call it inside a transaction.
    """
    person.protected_address = protected
    person.save(update_fields=["protected_address"])
    if not protected:
        return
    for _ in range(2):  # from an adult to the child, and from the child to the other adults
        for relation in relations:
            relation.refresh_from_db(fields=["child", "adult"])
            share_protection(relation)


def _same_home(one: Person, other: Person) -> bool:
    return bool(one.address) and _plain(one.address) == _plain(other.address)


def _plain(address: str) -> str:
    return "".join(letter for letter in address.casefold() if letter.isalnum())

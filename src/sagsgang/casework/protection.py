"""A protected address: shown to the few whose task in the case needs it, with a reason, and put on record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from sagsgang.casework.access import Relation, Viewer
from sagsgang.casework.commands.notes import note_for_both
from sagsgang.casework.halves import Half
from sagsgang.casework.models import Case
from sagsgang.casework.refusals import NotYours, ReasonMissing, UnknownParty
from sagsgang.casework.scope import current
from sagsgang.people.models import Person
from sagsgang.people.protection import open_address, set_protection
from sagsgang.people.queries import relations_of
from sagsgang.procedure.workdays import danish_day

ROLES_THAT_NEED_IT = frozenset({"sagsbehandler", "sof_leder"})
"""Who visits the home, or answers for those who do. Everybody else reaches the family without knowing where it is."""

ACT = "beskyttet adresse"
SHORTEST_REASON = 5


@dataclass(frozen=True, slots=True)
class ShownAddress:
    """A protected address, for one answer to one person; its repr tells nothing."""

    person: Person
    opened: str

    def __repr__(self) -> str:
        return f"<ShownAddress: {self.person}>"


def may_ask(relation: Relation) -> bool:
    """Whether somebody who relates so to a case may ask for a protected address in it."""
    return relation.role(ROLES_THAT_NEED_IT) is not None


def sees_contacts(relation: Relation) -> bool:
    """Whether the family's addresses and numbers are for somebody who relates so to a case: SOF's and BUF's people."""
    return relation.sees(Half.FAMILY)


def people_around(case: Case, day: date) -> list[Person]:
    """Return the child of the case and the people around it on the day: one query."""
    return [case.child, *(relation.adult for relation in relations_of(case.child, day))]


def protected_people(case: Case, day: date) -> list[Person]:
    """Return those of the child and the people around it on the day whose address is protected: one query."""
    return [person for person in people_around(case, day) if person.protected_address]


@sensitive_variables()
def show_address(*, case: Case, relation: Relation, person_id: int, reason: str, day: date) -> ShownAddress:
    """Return the address of the child of the case, or of somebody around it on the day; the reason goes on record.

    The case has been opened by the gate, which told the relation.

    :raises NotYours: his role in the case does not need the address
    :raises UnknownParty: nobody on the case with a protected address is that person
    :raises ReasonMissing: no reason was given
    """
    if not may_ask(relation):
        current().denied(ACT, case.pk)
        raise NotYours("Adressen er beskyttet, og din rolle i sagen giver ikke adgang til den.")
    person = next((each for each in protected_people(case, day) if each.pk == person_id), None)
    if person is None:
        raise UnknownParty
    said = reason.strip()
    if len(said) < SHORTEST_REASON:
        raise ReasonMissing("Skriv, hvad du skal bruge adressen til.", field="grund")
    current().noted(ACT, case.pk, said)
    return ShownAddress(person, open_address(person))


@transaction.atomic
def protect_address(
    *, case: Case, relation: Relation, person_id: int, protected: bool, actor: Viewer, at: datetime
) -> Person:
    """Return the person, whose address is protected from now on, or no longer; a note says so.

    SOF's and BUF's people who act in the case may protect; to lift it is for those who may see the address.

    :raises NotYours: he only reads the case, or may not lift it
    :raises UnknownParty: nobody on the case is that person
    """
    if relation.administration is None:
        raise NotYours("Kun SOF's og BUF's folk på sagen kan beskytte en adresse.")
    if not protected and not may_ask(relation):
        raise NotYours("Kun sagsbehandleren og lederen i borgercentret kan ophæve beskyttelsen.")
    day = danish_day(at)
    person = next((each for each in people_around(case, day) if each.pk == person_id), None)
    if person is None:
        raise UnknownParty
    set_protection(person, protected=protected, relations=relations_of(case.child, day))
    said = f"Navne- og adressebeskyttelse er {'sat' if protected else 'ophævet'} for {person.name}."
    note_for_both(case=case, body=said, actor=actor, at=at)
    return person

"""The children of the town and their families: plainly made-up names, and CPR numbers that nobody can have."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sagsgang.people.commands import add_person, add_relation, find_or_add_child
from sagsgang.people.cpr import demo_number
from sagsgang.people.models import Person, Relation

GIVEN = (
    "Aksel", "Asta", "Bertil", "Bølge", "Dagny", "Ejnar", "Ella", "Færge", "Gro", "Håkon", "Ida", "Iver", "Johanne",
    "Kjartan", "Kærlig", "Linus", "Luna", "Magne", "Måne", "Noor", "Nikoline", "Oskar", "Petra", "Rasmus", "Rønne",
    "Signe", "Samir", "Storm", "Sørine", "Tilde", "Troels", "Uma", "Vega", "Villum", "Ylva", "Zakarias", "Æske",
    "Øllegård", "Åge", "Anemone",
)  # fmt: skip
FAMILY = (
    "Sandslot", "Vandpyt", "Løvhytte", "Æblekage", "Trækrone", "Saftevand", "Regnbue", "Klippeø", "Snefnug", "Bålplads",
    "Stjernekaster", "Græshoppe", "Hængekøje", "Dragefly",
)  # fmt: skip
MOTHERS = ("Agnes", "Bitten", "Dorthe", "Fatima", "Helle", "Katja", "Lone", "Maren", "Rikke", "Sussi")
FATHERS = ("Ahmed", "Bo", "Claus", "Erik", "Flemming", "Henrik", "Jørgen", "Morten", "Søren", "Torben")
STREETS = ("Tangvej", "Rågevænget", "Østergangen", "Bøgestien", "Åkrogen", "Molevejen", "Lærkesvinget")
FIRST_CLASS_AGE = 6

_BOTH = Relation.Kind.FAELLES_FORAELDREMYNDIGHED
_ALONE = Relation.Kind.ENEFORAELDREMYNDIGHED
_NEITHER = Relation.Kind.FORAELDER_UDEN_MYNDIGHED


class Home(NamedTuple):
    """How a family lives: who has custody, apart or together, and what a letter to it must heed."""

    mother: str
    father: str | None
    apart: bool = False
    protected: bool = False
    language: str = ""
    exempt: bool = False


HOMES = (
    Home(_BOTH, _BOTH),
    Home(_BOTH, _BOTH, apart=True),
    Home(_ALONE, _NEITHER, apart=True),
    Home(_BOTH, _BOTH, language="arabisk"),
    Home(_ALONE, None, protected=True),
    Home(_BOTH, _BOTH, exempt=True),
    Home(_NEITHER, _ALONE, apart=True),
)


def birth_date_of(index: int, grade: int, opened: date) -> date:
    """A birthday that fits the class on the day the case was opened; never 1 January."""
    began = opened.year if opened.month >= 8 else opened.year - 1
    return date(began - FIRST_CLASS_AGE - grade, index % 12 + 1, index * 7 % 27 + 2)


def add_child(index: int, grade: int, opened: date) -> Person:
    """The child with that index and its family, as they were known on the day the case was opened."""
    home = HOMES[index % len(HOMES)]
    surname = FAMILY[index % len(FAMILY)]
    born = birth_date_of(index, grade, opened)
    address = _address(index)
    child = find_or_add_child(
        cpr=demo_number(born, index),
        given_name=GIVEN[index % len(GIVEN)],
        family_name=surname,
        on=opened,
        address=address,
        protected_address=home.protected,
    ).person
    parents = ((home.mother, MOTHERS, "mor", 0), (home.father, FATHERS, "far", 1))
    for kind, names, word, number in parents:
        if kind is None:
            continue
        birthday = date(born.year - 30 - index % 9, index % 12 + 1, number + 11)
        adult = add_person(
            given_name=names[index * 3 % len(names)],
            family_name=surname,
            cpr=demo_number(birthday, index),
            address=_address(index + 100) if home.apart and number else address,
            protected_address=home.protected,
            interpreter_language=home.language,
            digital_post_exempt=home.exempt,
        )
        add_relation(child=child, adult=adult, kind=kind, since=born, family_word=word)
    return child


def _address(index: int) -> str:
    return f"{STREETS[index % len(STREETS)]} {index % 60 + 1}, 0000 Fjordkøbing"

"""A town in which everything personal is marked, so that it can be found wherever it should not be."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from urllib.parse import unquote_plus

from sagsgang.casework import commands
from sagsgang.casework.access import viewer_of
from sagsgang.casework.models import Case, TeamMember
from sagsgang.people.commands import add_person, add_relation, find_or_add_child
from sagsgang.people.cpr import demo_number
from sagsgang.people.models import Person, Relation, User
from tests.web.town import CONCERN, EFFORT, LONG_AGO, Town, build, moment

GIVEN, FAMILY, MOTHER, FATHER, STAFF = "Qvixæåna", "Zøfbymark", "Mqvathild", "Fqvaders", "Pqversonal"
STREET, TEXT, MAIL = "Xqværkevej", "Wqvumlefritekst", "qvpost"
BORN = date(2013, 5, 3)
CPR, OTHER_CPR = demo_number(BORN, 7), demo_number(date(1985, 4, 5), 7)
TYPED = f"{TEXT} om {GIVEN} {FAMILY}, {CPR[:6]}-{CPR[6:]}, {STREET} 7"
"""What somebody might write in any field."""

_MARKS = re.compile(
    "|".join(
        [
            *(re.escape(word.casefold()) for word in (GIVEN, FAMILY, MOTHER, FATHER, STAFF, STREET, TEXT, MAIL)),
            *(rf"{number[:6]}\D{{0,3}}{number[6:]}" for number in (CPR, OTHER_CPR)),
        ]
    )
)


def marks_in(text: object) -> list[str]:
    """Return the marks in a text, however it is written: quoted, escaped, in capitals."""
    plain = unescape(str(text))
    return _MARKS.findall(f"{plain}\n{unquote_plus(plain)}\n{unquote_plus(unquote_plus(plain))}".casefold())


@dataclass
class Marked:
    """The town with its marked case and one more; `people`: who looks."""

    town: Town
    case: Case
    other: Case
    people: dict[str, User | None] = field(default_factory=dict)


def build_marked() -> Marked:
    """A case on which everybody's name, address, number and every text is marked; all staff are marked too."""
    town = build()
    for user in town.users.values():
        user.name, user.email = f"{user.name.split()[0]} {STAFF}", f"{user.username}.{MAIL}@example.org"
        user.save()
    case = _case(town, GIVEN, CPR)
    other = _case(town, f"{GIVEN}to", demo_number(BORN, 8))
    marked = Marked(town, case, other)
    marked.people = {name: town.users[name] for name in ("rikke", "karen", "anna", "lise", "aage")}
    marked.people["nobody"] = None
    return marked


def _case(town: Town, given: str, cpr: str) -> Case:
    on = date(2026, 2, 2)
    child = find_or_add_child(
        cpr=cpr, given_name=given, family_name=FAMILY, on=on, address=f"{STREET} 7", protected_address=True
    ).person
    _adults(child)
    opened = commands.open_case(
        child=child,
        step="fase1.bekymring",
        facts=CONCERN | {"forloeb.bekymring": TYPED},
        actor=viewer_of(town.users["rikke"], on),
        on=on,
        at=moment(on),
    )
    case = opened.case
    for name, role in (("anna", "sagsbehandler"), ("karen", "skoleleder")):
        TeamMember.objects.create(case=case, user=town.users[name], role=role, since=LONG_AGO)
    effort = EFFORT | {"forloeb.indsats": TYPED}
    town.take(case, "fase1.indsats_i_skolen", effort, "rikke", date(2026, 2, 16))
    day = date(2026, 2, 20)
    commands.add_note(case_id=case.pk, body=TYPED, on=day, actor=viewer_of(town.users["rikke"], day), at=moment(day))
    case.refresh_from_db()
    return case


def _adults(child: Person) -> None:
    joint = Relation.Kind.FAELLES_FORAELDREMYNDIGHED
    for given, cpr, street in ((MOTHER, OTHER_CPR, 7), (FATHER, "", 9)):
        known = Person.objects.filter(given_name=given).exists()
        adult = add_person(
            given_name=given,
            family_name=FAMILY,
            cpr="" if known else cpr,
            address=f"{STREET} {street}",
            protected_address=given == FATHER,
            interpreter_language="arabisk",
        )
        add_relation(child=child, adult=adult, kind=joint, since=BORN, family_word="mor" if given == MOTHER else "far")

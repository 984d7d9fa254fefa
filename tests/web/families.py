"""A child that SOF knows, of parents who share custody: the family that consents are asked of."""

from datetime import date

from sagsgang.casework import commands
from sagsgang.casework.access import viewer_of
from sagsgang.casework.models import Case
from sagsgang.people.models import Person, Relation
from tests.web.town import CHILD, Town, moment

OPENED = date(2026, 2, 2)
BORN = date(2013, 5, 3)
FACTS = {
    "sag.skole": "engskolen", "sag.sof_enhed": "bbu", "sag.klassetrin": "6", "forloeb.sof_kendskab": "undersoegelse",
    "forloeb.hensyn": ["nej"], "forloeb.bekymring": "Hun mangler ro.",
}  # fmt: skip


def known_to_sof(town: Town) -> Case:
    """The case, opened by SOF; nobody has been asked about anything yet."""
    child = Person.objects.create(given_name=CHILD[0], family_name=CHILD[1], birth_date=BORN)
    for name, word in (("Mathilde", "mor"), ("Faruk", "far")):
        gives_custody(child, name, word, BORN)
    viewer = viewer_of(town.users["anna"], OPENED)
    return commands.open_case(
        child=child, step="fase1.kendt_i_sof", facts=FACTS, actor=viewer, on=OPENED, at=moment(OPENED)
    ).case


def gives_custody(child: Person, name: str, word: str, since: date) -> Person:
    """One more who shares custody from that day."""
    adult = Person.objects.create(given_name=name, family_name="Prøvesen", address="Opdigtet Vej 1")
    kind = "faelles_foraeldremyndighed"
    Relation.objects.create(child=child, adult=adult, kind=kind, since=since, family_word=word)
    return adult

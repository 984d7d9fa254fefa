"""A school, a borgercenter, their people and a few children, played through casework with the real procedure."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.test import Client

from sagsgang.casework import commands
from sagsgang.casework.access import viewer_of
from sagsgang.casework.models import Case
from sagsgang.people.models import CprNumber, Person, Relation, RoleAssignment, Unit, User
from sagsgang.procedure.workdays import COPENHAGEN
from sagsgang.web import clock

LONG_AGO = date(2020, 1, 1)
TODAY = date(2026, 3, 2)
PASSWORD = "en-lang-øvelseskode"
CHILD = ("Zenobia", "Testesen")
CPR = "0305139999"

UNITS = (
    ("omraade", "bufomraade", "nord", "BUF-område Nord"),
    ("engskolen", "skole", "nord", "Engskolen"),
    ("aaskolen", "skole", "nord", "Åskolen"),
    ("bbu", "bbu", "nord", "Borgercenter Nord"),
    ("beku", "beku", "nord", "BEKU Nord"),
)
PEOPLE = (
    ("rikke", "Rikke Clausen", "rc_plc", "engskolen"),
    ("karen", "Karen Æbelø", "skoleleder", "engskolen"),
    ("sanne", "Sanne Ottosen", "skolesocialraadgiver", "engskolen"),
    ("tom", "Tom Friis", "tsf", "omraade"),
    ("anna", "Anna Sørensen", "sagsbehandler", "bbu"),
    ("lise", "Lise Krogh", "sof_leder", "bbu"),
    ("aage", "Aage Åkjær", "rc_plc", "aaskolen"),
)
CONCERN = {
    "sag.skole": "engskolen",
    "sag.klassetrin": "5",
    "forloeb.akut": "nej",
    "forloeb.hensyn": ["nej"],
    "forloeb.bekymring": "Hun er tit væk om mandagen.",
}
EFFORT = {"forloeb.indsats": "Fast voksen om morgenen", "forloeb.fritid_inddraget": "ja"}


def moment(day: date) -> datetime:
    return datetime.combine(day, time(10, 30), COPENHAGEN)


@dataclass
class Town:
    """The units and users by name."""

    units: dict[str, Unit] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)

    def case(self, name: tuple[str, str] = CHILD, on: date = date(2026, 2, 2), by: str = "rikke") -> Case:
        """A case that the school has opened with a concern."""
        child = Person.objects.create(given_name=name[0], family_name=name[1], birth_date=date(2013, 5, 3))
        mother = Person.objects.create(given_name="Mathilde", family_name=name[1], address="Opdigtet Vej 1")
        Relation.objects.create(child=child, adult=mother, kind="eneforaeldremyndighed", since=child.birth_date)
        if name == CHILD:
            CprNumber.objects.create(person=child, number=CPR)
        result = commands.open_case(
            child=child,
            step="fase1.bekymring",
            facts=CONCERN,
            actor=viewer_of(self.users[by], on),
            on=on,
            at=moment(on),
        )
        result.case.refresh_from_db()
        return result.case

    def take(self, case: Case, step: str, facts: dict[str, Any], by: str, on: date) -> None:
        """Somebody takes a step of the course."""
        commands.take(
            case_id=case.pk,
            step=step,
            occurrence="forloeb-1",
            facts=facts,
            actor=viewer_of(self.users[by], on),
            on=on,
            at=moment(on),
            based_on=None,
        )


def build() -> Town:
    """The units and people above, on the exercise day."""
    town = Town()
    for key, kind, area, name in UNITS:
        town.units[key] = Unit.objects.create(key=key, kind=kind, area=area, name=name, since=LONG_AGO)
    for username, name, role, unit in PEOPLE:
        user = User.objects.create_user(username, PASSWORD, name=name)
        RoleAssignment.objects.create(user=user, role=role, unit=town.units[unit], since=LONG_AGO)
        town.users[username] = user
    clock.set_exercise_day(TODAY)
    return town


def form_of(client: Client, path: str) -> dict[str, Any]:
    """What a browser would send back of a step's form, untouched."""
    page = client.get(path)
    form = page.context["form"]
    sent: dict[str, Any] = dict(form.hidden)
    for each in form.all:
        for part in (each, *each.parts, *((each.companion,) if each.companion else ())):
            chosen = [choice.value for choice in part.choices if choice.chosen]
            if part.value:
                sent[part.name] = part.value
            elif chosen:
                sent[part.name] = chosen
    return sent

"""A case that has come to Aftaleforum: the examination registered, the PPV there, the mother's consent to exchange."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.test import Client

from sagsgang.casework import commands as casework
from sagsgang.casework import queries
from sagsgang.casework.access import Viewer, viewer_of
from sagsgang.casework.models import Case, TeamMember
from sagsgang.casework.queries import CasePage
from sagsgang.meetings.aftaleforum import planning
from sagsgang.meetings.aftaleforum.lists import Point
from sagsgang.meetings.aftaleforum.models import Meeting
from sagsgang.meetings.aftaleforum.planning import How, Invitee, Plan
from sagsgang.people.commands import add_person
from sagsgang.people.cpr import demo_number
from sagsgang.people.models import Person, Relation, RoleAssignment, Unit, User
from sagsgang.procedure.faelles_sagsforloeb.aftaleforum import DELTAGERE_BUF, INDBUDTE
from sagsgang.procedure.workdays import COPENHAGEN
from tests.web import town as web

TODAY = web.TODAY
OPENED = date(2026, 1, 12)
MEETING_DAY = date(2026, 3, 26)
PEOPLE = (
    ("petra", "Petra Sølvberg", "psykolog", "omraade"),
    ("ulrik", "Ulrik Vejmand", "uu_vejleder", "kui"),
    ("stine", "Stine Andensen", "sagsbehandler", "bbu"),
)
KNOWN = {
    "sag.skole": "engskolen", "sag.sof_enhed": "bbu", "sag.klassetrin": "5", "forloeb.hensyn": ["nej"],
    "forloeb.sof_kendskab": "undersoegelse", "forloeb.bekymring": "Hun er tit væk om mandagen.",
}  # fmt: skip


def at(day: date = TODAY, hour: int = 11) -> datetime:
    return datetime.combine(day, time(hour), COPENHAGEN)


@dataclass
class Ground:
    """The town, its case, and the family."""

    town: web.Town
    case: Case
    mother: Person
    father: Person

    def viewer(self, name: str, day: date = TODAY) -> Viewer:
        return viewer_of(self.town.users[name], day)

    def client(self, name: str) -> Client:
        client = Client()
        client.force_login(self.town.users[name])
        return client

    def page(self, name: str = "anna", day: date = TODAY) -> CasePage:
        return queries.case_page(self.viewer(name, day), self.case.number)

    def take(self, step: str, where: str, facts: dict[str, Any], day: date, by: str = "anna", **more: Any) -> None:
        casework.take(
            case_id=self.case.pk, step=step, occurrence=where, facts=facts, actor=self.viewer(by, day), on=day,
            at=at(day), based_on=None, **more,
        )  # fmt: skip

    def consent(self, day: date = date(2026, 1, 15)) -> None:
        said = [{"giver": str(each.pk), "svar": "ja", "form": "skriftlig"} for each in (self.mother, self.father)]
        self.take("fase1.samtykke_udveksling", "forloeb-1", {"samtykke_udveksling.personer": said}, day)

    def plan(self, **more: Any) -> Plan:
        """A plan that has what the guidance asks for of a first meeting in the fifth class."""
        sof, buf, users = INDBUDTE.key, DELTAGERE_BUF.key, self.town.users
        invited = (
            Invitee(sof, "sagsbehandler", "Anna Sørensen", users["anna"].pk, email=users["anna"].email),
            Invitee(sof, "skolesocialraadgiver", "Sanne Ottosen", users["sanne"].pk, email=users["sanne"].email),
            Invitee(sof, "foraeldre", self.mother.name, person_id=self.mother.pk),
            Invitee(sof, "foraeldre", self.father.name, person_id=self.father.pk),
            Invitee(buf, "skoleleder", "Karen Æbelø", users["karen"].pk, email=users["karen"].email),
            Invitee(buf, "psykolog", "Petra Sølvberg", users["petra"].pk, email=users["petra"].email),
            Invitee(buf, "fritid", "Bo Klubben", email="bo@klub.example"),
        )
        usual: dict[str, Any] = {
            "first": True, "purposes": ("undersoegelse",), "starts_at": at(MEETING_DAY, 13), "minutes": 60,
            "place": "Engskolen, lokale 4", "parents": "sammen", "second_starts_at": None, "interpreter": "",
            "points": (Point("Hvor langt undersøgelsen og PPV'en er", "P2.4"), Point("Eventuelt", "")),
            "invited": invited,
        }  # fmt: skip
        return Plan(**{**usual, **more})

    def draft(self, by: str = "anna", **more: Any) -> Meeting:
        return planning.sketch(case_id=self.case.pk, plan=self.plan(**more), actor=self.viewer(by), at=at())

    def summoned(self, **more: Any) -> Meeting:
        row = self.draft(**more)
        planning.summon(
            case_id=self.case.pk, meeting=row.pk, version=row.version, how=How(None), actor=self.viewer("anna"), at=at()
        )
        return fresh(row)

    def ready(self, **more: Any) -> Meeting:
        """Summoned, confirmed by the school leader, the family called, and the two have talked."""
        row = self.summoned(**more)
        buf = [each for each in self.plan(**more).invited if each.fact == DELTAGERE_BUF.key]
        planning.confirm_buf(
            case_id=self.case.pk, meeting=row.pk, version=row.version, invited=buf, how=How(None),
            actor=self.viewer("karen"), at=at(),
        )  # fmt: skip
        row = fresh(row)
        facts = {"sag.tolk": "nej", "sag.foraeldre_form": row.parents, "sag.fritaget_digital_post": "nej"}
        planning.call_family(
            case_id=self.case.pk, meeting=row.pk, version=row.version, facts=facts, how=How(None),
            actor=self.viewer("anna"), at=at(),
        )  # fmt: skip
        talked = {"aftaleforum.forsamtale": "Vi tager morgenerne op først."}
        self.take("aftaleforum.samtale_forud", row.occurrence, talked, TODAY, by="petra")
        return fresh(row)

    @property
    def path(self) -> str:
        return f"/sag/{self.case.number}/"


def fresh(row: Meeting) -> Meeting:
    return Meeting.objects.get(pk=row.pk)


def build() -> Ground:
    town = web.build()
    town.units["kui"] = Unit.objects.create(key="kui", kind="kui", area="nord", name="KUI", since=web.LONG_AGO)
    for username, name, role, unit in PEOPLE:
        user = User.objects.create_user(username, web.PASSWORD, name=name)
        RoleAssignment.objects.create(user=user, role=role, unit=town.units[unit], since=web.LONG_AGO)
        town.users[username] = user
    for name in ("anna", "sanne", "karen", "petra", "lise"):
        town.users[name].email = f"{name}@kommune.example"
        town.users[name].save()
    return _with_case(town)


def _with_case(town: web.Town) -> Ground:
    child = Person.objects.create(given_name="Zenobia", family_name="Testesen", birth_date=date(2013, 5, 3))
    mother = add_person(
        given_name="Mathilde", family_name="Testesen", address="Opdigtet Vej 1\n9999 Fjord",
        cpr=demo_number(date(1985, 3, 4)),
    )  # fmt: skip
    father = Person.objects.create(
        given_name="Frode", family_name="Testesen", address="Hemmelig Vej 9", protected_address=True,
        digital_post_exempt=True, interpreter_language="",
    )  # fmt: skip
    for adult, word in ((mother, "mor"), (father, "far")):
        Relation.objects.create(
            child=child, adult=adult, kind="faelles_foraeldremyndighed", family_word=word, since=child.birth_date
        )
    made = casework.open_case(
        child=child, step="fase1.kendt_i_sof", facts=KNOWN, actor=viewer_of(town.users["anna"], OPENED), on=OPENED,
        at=at(OPENED),
    )  # fmt: skip
    ground = Ground(town, made.case, mother, father)
    TeamMember.objects.create(case=made.case, user=town.users["petra"], role="psykolog", since=OPENED)
    ground.consent()
    examined = {
        "undersoegelse.faerdig": "2025-12-20", "undersoegelse.socialt_behov": "ja",
        "undersoegelse.socialt_behov_begrundelse": "Morgenerne er svære.",
    }  # fmt: skip
    ground.take("fase2.registrer_undersoegelse", "forloeb-1", examined, date(2026, 1, 16))
    assessed = {"ppv.dato": "2025-11-03", "ppv.lektioner": "14"}
    ground.take("fase2.registrer_ppv", "forloeb-1", assessed, date(2026, 1, 19), by="petra")
    return ground

"""A case in which both administrations, a board and a provider have a part; and short ways to lay files up in it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sagsgang.casework import commands as casework
from sagsgang.casework.access import Viewer, viewer_of
from sagsgang.casework.models import Case, Grant
from sagsgang.documents import commands
from sagsgang.documents.commands import Entry, File
from sagsgang.documents.models import Document, Share, Version
from sagsgang.people.models import Person, Relation, RoleAssignment, Unit, User
from sagsgang.procedure.workdays import COPENHAGEN
from tests.documents.samples import paper
from tests.web import town as web

OPENED, TODAY = date(2026, 2, 2), web.TODAY
MORE_UNITS = (
    ("matchning", "matchningsudvalg", "", "Matchningsudvalget"),
    ("beku-syd", "beku", "syd", "BEKU Syd"),
    ("hoejen", "tilbud", "", "Behandlingsstedet Højen"),
    ("dalen", "tilbud", "", "Dalens Skole"),
)
MORE_PEOPLE = (
    ("britt", "Britt Udsen", "beku_sekretaer", "beku"),
    ("syne", "Syne Sydsen", "beku_sekretaer", "beku-syd"),
    ("pia", "Pia Højbo", "dagbehandlingstilbud", "hoejen"),
    ("dan", "Dan Dalby", "dagbehandlingstilbud", "dalen"),
)
KNOWN = {
    "sag.skole": "engskolen", "sag.sof_enhed": "bbu", "sag.klassetrin": "5", "forloeb.hensyn": ["nej"],
    "forloeb.sof_kendskab": "indsats", "forloeb.bekymring": "Hun er tit væk om mandagen.",
}  # fmt: skip


def at(day: date = TODAY) -> datetime:
    return datetime.combine(day, datetime.min.time().replace(hour=11), COPENHAGEN)


@dataclass
class Ground:
    """The town, its case, and the mother, who has custody alone."""

    town: web.Town
    case: Case
    mother: Person

    def viewer(self, name: str, day: date = TODAY) -> Viewer:
        return viewer_of(self.town.users[name], day)

    def take(self, step: str, where: str, facts: dict[str, Any], day: date, by: str = "anna") -> None:
        casework.take(
            case_id=self.case.pk, step=step, occurrence=where, facts=facts, actor=self.viewer(by, day), on=day,
            at=at(day), based_on=None,
        )  # fmt: skip

    def consent(self, day: date = date(2026, 2, 20)) -> None:
        """The mother says yes to exchange."""
        said = [{"giver": str(self.mother.pk), "svar": "ja", "form": "skriftlig"}]
        self.take("fase1.samtykke_udveksling", "forloeb-1", {"samtykke_udveksling.personer": said}, day)

    def withdraw(self, day: date = TODAY) -> None:
        self.take("samtykke.traek_udveksling", "sag", {"samtykke_udveksling.trukket_af": str(self.mother.pk)}, day)

    def upload(self, by: str = "anna", half: str = "sof", content: bytes = b"", **more: Any) -> Version:
        entry = Entry(**{"kind": "handleplan", "half": half, "on": TODAY, **more})
        file = File(content or paper(), "Zenobia Testesen handleplan.pdf")
        return commands.upload(case_id=self.case.pk, entry=entry, file=file, actor=self.viewer(by), at=at())

    def share(self, document: Document, to: str = "buf", by: str = "anna", **more: Any) -> Share:
        how = {"unit": None, "law": "", "reason": "", **more}
        return commands.share(
            case_id=self.case.pk, number=document.number, to=to, actor=self.viewer(by), at=at(), **how
        )

    def let_in(self, name: str, role: str) -> None:
        """Somebody whose role has nothing to do in the case yet is let in for these days."""
        Grant.objects.create(
            case=self.case, user=self.town.users[name], role=role, cause=Grant.Cause.UDVALG, since=OPENED,
            reason="På dagsordenen", given_at=at(OPENED),
        )  # fmt: skip

    @property
    def path(self) -> str:
        return f"/sag/{self.case.number}/"


def build() -> Ground:
    town = web.build()
    for key, kind, area, name in MORE_UNITS:
        town.units[key] = Unit.objects.create(key=key, kind=kind, area=area, name=name, since=web.LONG_AGO)
    for username, name, role, unit in MORE_PEOPLE:
        user = User.objects.create_user(username, web.PASSWORD, name=name)
        RoleAssignment.objects.create(user=user, role=role, unit=town.units[unit], since=web.LONG_AGO)
        town.users[username] = user
    child = Person.objects.create(given_name="Zenobia", family_name="Testesen", birth_date=date(2013, 5, 3))
    mother = Person.objects.create(given_name="Mathilde", family_name="Testesen", address="Opdigtet Vej 1")
    Relation.objects.create(child=child, adult=mother, kind="eneforaeldremyndighed", since=child.birth_date)
    made = casework.open_case(
        child=child, step="fase1.kendt_i_sof", facts=KNOWN, actor=viewer_of(town.users["anna"], OPENED), on=OPENED,
        at=at(OPENED),
    )  # fmt: skip
    made.case.refresh_from_db()
    return Ground(town, made.case, mother)

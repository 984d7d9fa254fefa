"""A case in the school town, known to both administrations, with short ways to write in it and to lay files up."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sagsgang.casework import commands
from sagsgang.casework.access import viewer_of
from sagsgang.casework.models import Case, Note
from sagsgang.documents import storage
from sagsgang.documents.models import Document, Version
from sagsgang.people.models import Person, Relation
from tests.web import town as web
from tests.web.town import TODAY, moment

OPENED = date(2026, 2, 2)
KNOWN = {
    "sag.skole": "engskolen", "sag.sof_enhed": "bbu", "sag.klassetrin": "5", "forloeb.hensyn": ["nej"],
    "forloeb.sof_kendskab": "indsats", "forloeb.bekymring": "Hun er tit væk om mandagen.",
}  # fmt: skip


@dataclass
class Ground:
    """The town and its case."""

    town: web.Town
    case: Case

    def report(self) -> None:
        """One more underretning comes in."""
        facts = {"sag.sof_enhed": "bbu", "underretning.underretter": "borger", "underretning.modtaget": moment(TODAY)}
        self.town.take(self.case, "fase1.flere_underretninger", facts, by="anna", on=TODAY)

    def note(self, body: str) -> Note:
        actor = viewer_of(self.town.users["rikke"], TODAY)
        return commands.add_note(case_id=self.case.pk, body=body, on=TODAY, actor=actor, at=moment(TODAY))

    def lay_up(self, content: bytes = b"Handleplan.", **more: Any) -> Version:
        """A document with a file, as it stands after an upload."""
        by = {"added_by": self.town.users["anna"], "added_at": moment(TODAY)}
        number = Document.objects.filter(case=self.case).count() + 1
        document = Document.objects.create(
            case=self.case, number=number, kind="handleplan", half="sof", origin="fil", on=TODAY,
            added_as="sagsbehandler", **by,
        )  # fmt: skip
        sha256 = storage.keep(content)
        kept = {"sha256": sha256, "size": len(content), "content_type": "text/plain", "scan": Version.Scan.CLEAN}
        return Version.objects.create(document=document, number=1, **{**kept, **by, **more})


def build() -> Ground:
    """The town, and in it a case that the borgercenter has opened."""
    town = web.build()
    child = Person.objects.create(given_name="Zenobia", family_name="Testesen", birth_date=date(2013, 5, 3))
    mother = Person.objects.create(given_name="Mathilde", family_name="Testesen", address="Opdigtet Vej 1")
    Relation.objects.create(child=child, adult=mother, kind="eneforaeldremyndighed", since=child.birth_date)
    actor = viewer_of(town.users["anna"], OPENED)
    opened = commands.open_case(
        child=child, step="fase1.kendt_i_sof", facts=KNOWN, actor=actor, on=OPENED, at=moment(OPENED)
    )
    return Ground(town, opened.case)

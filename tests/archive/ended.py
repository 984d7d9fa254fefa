"""A case that has ended long ago, and a municipality that has decided something about it."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from sagsgang.archive import reviewing
from sagsgang.archive.models import Destruction
from sagsgang.casework import commands
from sagsgang.casework.access import Viewer, viewer_of
from sagsgang.casework.halves import Half
from sagsgang.casework.ledger import RecordedFor
from sagsgang.casework.models import Case
from sagsgang.documents.models import Document, Version
from sagsgang.documents.storage import keep
from sagsgang.people.models import RoleAssignment, User
from tests.web.town import LONG_AGO, TODAY, Town, moment

LATER = date(2032, 3, 3)
WORDS = "Zenobia bor hos sin farmor Vibeke Hemmelig på Skjulte Allé 9."
FILE = b"%PDF-1.4 noget hemmeligt %%EOF"
RULES = """
[[regel]]
key = "flyttet-5"
resultat = "fraflyttet"
aar = 5
ord = "Kasseres fem år efter, at familien er flyttet"
kilde = "Udvalgets beslutning, opdigtet"
since = 2020-01-01
"""


def decide_rules(settings: Any, folder: Path, rules: str = RULES) -> None:
    """The municipality decides."""
    path = folder / "opbevaring.toml"
    path.write_text(rules, encoding="utf-8")
    settings.RETENTION_RULES = str(path)


def two_leaders(town: Town) -> None:
    """A second leader of the school."""
    town.users["kaj"] = User.objects.create_user("kaj", name="Kaj Rubinsen")
    RoleAssignment.objects.create(
        user=town.users["kaj"], role="skoleleder", unit=town.units["engskolen"], since=LONG_AGO
    )


def ended_case(town: Town, **more: Any) -> Case:
    """A case with something of everything in it, that ended when the family moved."""
    case = town.case(**more)
    rikke = town.users["rikke"]
    commands.add_note(
        case_id=case.pk, body=WORDS, on=TODAY, actor=viewer_of(rikke, TODAY), at=moment(TODAY), half=Half.BUF
    )
    document = Document.objects.create(
        case=case, number=1, kind="andet", title="Brev om Vibeke Hemmelig", half=Half.BUF, origin="lavet", on=TODAY,
        added_by=rikke, added_as="rc_plc", added_at=moment(TODAY),
    )  # fmt: skip
    Version.objects.create(
        document=document, number=1, sha256=keep(FILE), size=len(FILE), content_type="application/pdf",
        scan=Version.Scan.OWN, added_by=rikke, added_at=moment(TODAY),
    )  # fmt: skip
    moved = {"forloeb.ny_kommune": "Fjernby Kommune", "forloeb.fraflyttet": "2026-03-01"}
    commands.take(
        case_id=case.pk, step="sagen.fraflytning", occurrence="forloeb-1", facts=moved,
        actor=viewer_of(rikke, TODAY), on=TODAY, at=moment(TODAY), based_on=None,
        recorded_for=RecordedFor("sagsbehandler", "telefon", "Vibeke Hemmelig"),
    )  # fmt: skip
    case.refresh_from_db()
    return case


def later(town: Town, name: str) -> Viewer:
    return viewer_of(town.users[name], LATER)


def at(day: date = LATER) -> datetime:
    return moment(day)


def propose(town: Town, case: Case, by: str = "karen") -> Destruction:
    return reviewing.propose(number=case.number, actor=later(town, by), at=at())


def confirm(town: Town, case: Case, by: str = "kaj") -> Destruction:
    return reviewing.confirm(number=case.number, actor=later(town, by), at=at())

"""The people and cases of the storm, made through the same door as everybody's."""

from datetime import date, timedelta
from typing import Any

from sagsgang.casework import commands
from sagsgang.casework.access import viewer_of
from sagsgang.people.models import Person, Relation
from tests.web import town as web
from tests.web.town import moment

OPENED = date(2026, 2, 2)
KNOWN = {
    "sag.skole": "engskolen", "sag.sof_enhed": "bbu", "sag.klassetrin": "5", "forloeb.hensyn": ["nej"],
    "forloeb.sof_kendskab": "indsats", "forloeb.bekymring": "Barnet er tit væk om mandagen.",
}  # fmt: skip


def fill(cases: int) -> dict[str, Any]:
    """The town with so many cases of one caseworker; who they are and the numbers of the cases."""
    town = web.build()
    actor = viewer_of(town.users["anna"], OPENED)
    numbers = []
    for each in range(cases):
        child = Person.objects.create(
            given_name="Prøve", family_name=f"Barn {each}", birth_date=date(2013, 5, 3) + timedelta(days=each)
        )
        mother = Person.objects.create(given_name="Prøve", family_name=f"Voksen {each}", address="Opdigtet Vej 1")
        Relation.objects.create(child=child, adult=mother, kind="eneforaeldremyndighed", since=child.birth_date)
        opened = commands.open_case(
            child=child, step="fase1.kendt_i_sof", facts=KNOWN, actor=actor, on=OPENED, at=moment(OPENED)
        )
        numbers.append(opened.case.number)
    return {"users": {name: user.pk for name, user in town.users.items()}, "cases": numbers}

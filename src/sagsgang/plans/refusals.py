"""Everything that the joint plan can refuse.

Refusal
├── UnknownPart (404)      ├── PlanClosed (409): the course has ended, or has not begun
├── NotYourPart (403)      ├── StalePart (409): somebody wrote the same part; carries what they wrote
├── NoBasisForPlan (422)   └── PlanIncomplete (422): carries what is missing, with the source
└── NotToFamily (409)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sagsgang.casework.refusals import CaseworkRefusal

if TYPE_CHECKING:
    from sagsgang.plans.completeness import Lack
    from sagsgang.plans.models import Revision


class UnknownPart(CaseworkRefusal):
    """The plan has no such section, goal, activity or use."""

    code = "plan.ukendt"
    status = 404
    sentence = "Det findes ikke i planen."


class NotYourPart(CaseworkRefusal):
    """The part is the other administration's to write, or the person only reads the plan."""

    code = "plan.ikke_din"
    status = 403
    sentence = "Planen skrives af SOF's og BUF's folk på sagen."


class NoBasisForPlan(CaseworkRefusal):
    """Both administrations read the plan, and neither a consent nor another legal basis lets it across (R9)."""

    code = "plan.uden_grundlag"


class PlanClosed(CaseworkRefusal):
    """There is no course under way that the plan could belong to."""

    code = "plan.lukket"
    status = 409
    sentence = "Forløbet er ikke i gang, så der kan ikke skrives i planen. Den kan stadig læses."


class StalePart(CaseworkRefusal):
    """Somebody has written the same part since the form was opened; nothing is changed."""

    code = "plan.foraeldet"
    status = 409
    sentence = "En anden har gemt det samme, siden du åbnede det. Se begge tekster, og gem den, der skal stå."

    def __init__(self, latest: Revision, base: Revision | None = None) -> None:
        super().__init__()
        self.latest = latest
        self.base = base


class PlanIncomplete(CaseworkRefusal):
    """Something that the offer demands is not written yet."""

    code = "plan.mangler"

    def __init__(self, lacks: tuple[Lack, ...]) -> None:
        super().__init__("Planen mangler noget, før den kan meldes klar.")
        self.lacks = lacks


class NotToFamily(CaseworkRefusal):
    """The professionals have not agreed yet, or the family must not be written to now (M8, X8, X22)."""

    code = "plan.ikke_til_familien"
    status = 409

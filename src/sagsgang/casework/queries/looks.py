"""Who may read the log of looks (a leader of his people, leaders and caseworker of a case), and what its ids mean."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sagsgang.casework.access import Viewer, visible_related
from sagsgang.casework.gate import visible_ids
from sagsgang.casework.models import Case
from sagsgang.casework.refusals import NotYours
from sagsgang.casework.scope import current, gate
from sagsgang.people.models import RoleAssignment, User
from sagsgang.procedure.language import Role

ACT = "loggen over opslag"
OUT_OF_REACH = "en sag, du ikke har adgang til"
CASEWORKERS = frozenset({"sagsbehandler"})


def may_read_looks(roles: Iterable[Role]) -> bool:
    """Whether one of the roles he acts in lets him see who has looked at a case."""
    return any(role.leads or role.key in CASEWORKERS for role in roles)


def case_of_looks(viewer: Viewer, number: str) -> Case:
    """The case, for somebody who may see who has looked at it.

    :raises UnknownCase: he may not know of the case
    :raises NotYours: he is neither its caseworker nor a leader in it
    """
    case, relation = visible_related(viewer, number)
    if not may_read_looks(relation.roles):
        current().denied(ACT, case.pk)
        raise NotYours("Opslag på en sag ses af sagsbehandleren og af lederne i sagen.")
    return case


def overseen(viewer: Viewer, since: date, until: date) -> dict[int, str]:
    """The names of the people who held a role in a unit he leads on some day in [since, until), himself left out.

    :raises NotYours: he leads no unit
    """
    units = {held.unit_id for held in viewer.roles if held.role.leads}
    if not units:
        current().denied(ACT)
        raise NotYours("Loggen over opslag læses af en leder for sin egen enhed.")
    held = RoleAssignment.objects.overlapping(since, until).filter(unit_id__in=units)
    people = User.objects.filter(pk__in=held.values("user")).exclude(pk=viewer.user_id)
    return dict(people.values_list("pk", "name"))


def cases_led(viewer: Viewer) -> Any:
    """The ids of the cases that a leader may know of, as a query: the uses of break-glass on them wait for him too."""
    return visible_ids(viewer) if any(held.role.leads for held in viewer.roles) else ()


def case_numbers(viewer: Viewer, case_ids: Iterable[int]) -> dict[int, str]:
    """The numbers of cases that stand in the log, where the viewer may know of them; nothing else, and none is opened.

    A leader is told that one of his people looked at a case beyond his own reach, not at which.
    """
    with gate():
        found = dict(Case.objects.filter(pk__in=set(case_ids)).values_list("pk", "number"))
        known = set(Case.objects.filter(pk__in=visible_ids(viewer)).filter(pk__in=found).values_list("pk", flat=True))
    return {pk: number if pk in known else OUT_OF_REACH for pk, number in found.items()}


def case_id_of(viewer: Viewer, number: str) -> int | None:
    """The id under which a case stands in the log; None where the viewer may know of no case of that number.

    Else whoever narrows the log to a number would be told which case it was that his list leaves unnamed.
    """
    with gate():
        known = Case.objects.filter(pk__in=visible_ids(viewer), number=number)
        return known.values_list("pk", flat=True).first()

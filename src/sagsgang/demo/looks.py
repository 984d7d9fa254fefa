"""What the town's people have looked at in the days before: enough that the log's screens have something to show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from sagsgang.casework.models import TeamMember
from sagsgang.people.models import RoleAssignment
from sagsgang.procedure.workdays import COPENHAGEN
from sagsgang.record.acts import Act, How
from sagsgang.record.keys import marks
from sagsgang.record.writing import Entry, append

MOST = 60
PAGES = ("web:sag", "web:tidslinje", "web:noter", "web:parter", "web:sag")
WORD = "opdigtet"


def leave_looks(day: date) -> int:
    """Write a few ordinary looks, a search, a denial and one use of break-glass; how many they were."""
    entries = sorted(_looks(day), key=lambda entry: entry.at)
    for entry in entries:
        append(entry)
    return len(entries)


def _looks(day: date) -> Iterator[Entry]:
    units = dict(RoleAssignment.objects.on(day).order_by("-pk").values_list("user", "unit"))
    members = TeamMember.objects.filter(until=None, user__in=units).order_by("case", "pk")
    team = list(members.values_list("case", "user", "role")[:MOST])
    for number, (case, user, role) in enumerate(team):
        yield Entry(
            at=_moment(day, number), act=Act.LAEST.value, user_id=user, roles=role, unit_id=units[user], cause="hold",
            page=PAGES[number % len(PAGES)], cases={case: How.OPENED.value},
        )  # fmt: skip
    if not team:
        return
    case, user, role = team[0]
    other = next(((who, what) for _, who, what in team if units[who] != units[user]), None)
    yield Entry(
        at=_moment(day, 1, 14), act=Act.SOEGT.value, user_id=user, roles=role, unit_id=units[user], page="web:sager",
        criterion=f"barnets navn eller sagsnummer: {marks(WORD)}", cases={case: How.LISTED.value},
    )  # fmt: skip
    if other is not None:
        who, what = other
        denied = Entry(
            at=_moment(day, 2, 15), act=Act.AFVIST.value, user_id=who, roles=what, unit_id=units[who], page="web:sag",
            cases={case: How.DENIED.value},
        )  # fmt: skip
        yield denied
        yield replace(
            denied, at=_moment(day, 2, 16), act=Act.NOEDADGANG.value, page="web:noedadgang",
            cases={case: How.OPENED.value},
            reason="Barnet stod alene i receptionen efter lukketid, og ingen på holdet tog telefonen.",
        )  # fmt: skip


def _moment(day: date, number: int, hour: int = 9) -> datetime:
    """Some minute of one of the last ten days."""
    return datetime.combine(day - timedelta(days=1 + number % 10), time(hour, 3 + number % 50), COPENHAGEN)

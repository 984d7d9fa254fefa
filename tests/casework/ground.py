"""A small municipality, its people, and short ways to let them work."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from sagsgang.casework import commands
from sagsgang.casework.access import Viewer, viewer_of
from sagsgang.casework.commands import Result
from sagsgang.casework.models import (
    Case,
    CaseSeat,
    CaseSummary,
    LedgerEvent,
    LedgerText,
    Note,
    OpenTask,
    TeamMember,
)
from sagsgang.people.models import Person, RoleAssignment, Unit, User
from sagsgang.procedure.workdays import COPENHAGEN

LONG_AGO = date(2020, 1, 1)
OPENED = date(2026, 1, 5)

UNITS = (
    ("nord", "bufomraade", "nord"),
    ("syd", "bufomraade", "syd"),
    ("egehuset", "skole", "nord"),
    ("birkehuset", "skole", "syd"),
    ("kreds-nord", "bbu", "nord"),
    ("kreds-syd", "bbu", "syd"),
    ("kreds-handicap", "bch", ""),
    ("bestyrelse-nord", "beku", "nord"),
    ("bestyrelse-syd", "beku", "syd"),
)
PEOPLE = (
    ("gerda", "gartner", "kreds-nord"),
    ("gorm", "gartner", "kreds-nord"),
    ("gudrun", "gartner", "kreds-syd"),
    ("hanne", "gartner", "kreds-handicap"),
    ("karl", "kasserer", "egehuset"),
    ("kirsten", "kasserer", "birkehuset"),
    ("ulla", "udvalg", "egehuset"),
    ("uwe", "udvalg", "birkehuset"),
    ("leif", "kredsleder", "kreds-nord"),
    ("lone", "kredsleder", "kreds-syd"),
    ("frida", "formand", "bestyrelse-nord"),
    ("fie", "formand", "bestyrelse-syd"),
)
LEDGER = (Case, LedgerEvent, LedgerText, TeamMember, Note, OpenTask, CaseSeat, CaseSummary)


def day(text: str) -> date:
    return date.fromisoformat(text)


def noon(on: date) -> datetime:
    return datetime.combine(on, time(12), COPENHAGEN)


def named(facts: dict[str, Any]) -> dict[str, Any]:
    """Facts as keywords: `sag__hus` is sag.hus."""
    return {key.replace("__", "."): value for key, value in facts.items()}


@dataclass
class Town:
    """The units and users by name; `take` and the others act as somebody on a day."""

    units: dict[str, Unit] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    children: int = 0

    def viewer(self, name: str, on: date = OPENED) -> Viewer:
        return viewer_of(self.users[name], on)

    def child(self, given_name: str = "Freja", born: date | None = date(2015, 5, 5)) -> Person:
        self.children += 1
        return Person.objects.create(given_name=given_name, family_name=f"Demosen {self.children}", birth_date=born)

    def open(
        self,
        on: str = "2026-01-05",
        by: str = "gerda",
        child: Person | None = None,
        today: str = "",
        hus: str = "egehuset",
        kreds: str = "kreds-nord",
        **more: Any,
    ) -> Result:
        """Open a case; `more` are facts and the arguments of open_case."""
        rest = {key: more.pop(key) for key in ("backdating_reason", "recorded_for") if key in more}
        now = day(today or on)
        return commands.open_case(
            child=child or self.child(),
            step="aabn",
            facts={"sag.hus": hus, "sag.kreds": kreds, "forloeb.oenske": "Et hus med have", **named(more)},
            actor=self.viewer(by, now),
            on=day(on),
            at=noon(now),
            **rest,
        )

    def take(
        self,
        case: Case,
        step: str,
        on: str = "2026-01-06",
        occurrence: str = "forloeb-1",
        by: str = "gerda",
        today: str = "",
        based_on: int | None = None,
        **more: Any,
    ) -> Result:
        """Take a step; `more` are facts and the arguments of take."""
        kept = ("backdating_reason", "departure_reason", "recorded_for")
        rest = {key: more.pop(key) for key in kept if key in more}
        now = day(today or on)
        return commands.take(
            case_id=case.pk,
            step=step,
            occurrence=occurrence,
            facts=named(more),
            actor=self.viewer(by, now),
            on=day(on),
            at=noon(now),
            based_on=based_on,
            **rest,
        )

    def ready(self, case: Case, on: str = "2026-01-06", svar: str = "ja") -> None:
        """Consent and report, so that an application can be handed in."""
        self.take(case, "spoerg", on, forloeb__svar=svar)
        self.report(case, on)

    def report(self, case: Case, on: str = "2026-01-06", **more: Any) -> Result:
        facts = {"forloeb__egnet": "ja", "forloeb__maalt": on, "forloeb__areal": "45"} | more
        return self.take(case, "rapport", on, by="karl", **facts)

    def lent(self, case: Case) -> str:
        """Opened, ready, handed in and granted; gives the id of the loan."""
        self.ready(case)
        handed_in = self.take(case, "indsend", "2026-01-10", ansoegning__moede="2026-02-02").event.number
        granted = self.take(
            case,
            "afgoer",
            "2026-02-02",
            f"ansoegning-{handed_in}",
            by="frida",
            ansoegning__udfald="ja",
            ansoegning__udfald_begrundelse="Huset passer",
            laan__start="2026-02-02",
            laan__leje="1.200",
            laan__art="langt",
        )
        return f"laan-{granted.event.number}"


def build() -> Town:
    """The units and people above, in four queries."""
    units = Unit.objects.bulk_create(
        Unit(key=key, name=key.capitalize(), kind=kind, area=area, since=LONG_AGO) for key, kind, area in UNITS
    )
    names = [*(name for name, *_ in PEOPLE), "olga"]
    users = User.objects.bulk_create(User(username=name, name=name.title(), password="!") for name in names)
    town = Town({unit.key: unit for unit in units}, {user.username: user for user in users})
    RoleAssignment.objects.bulk_create(
        RoleAssignment(user=town.users[name], role=role, unit=town.units[unit], since=LONG_AGO)
        for name, role, unit in PEOPLE
    )
    return town


def all_rows() -> dict[str, list[Any]]:
    """Every row of casework, as stored."""
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in LEDGER}


@contextmanager
def nothing_changes() -> Iterator[None]:
    """Not a row of casework, nor a number in one, is other than it was."""
    before = all_rows()
    yield
    assert all_rows() == before

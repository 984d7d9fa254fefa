"""A city of 100,000 open cases: lawful histories of the demo town, copied to other children, units, people and days."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from django.db import connection

from bench.report import say
from bench.town import DAY
from sagsgang.casework.models import Case, LedgerEvent, LedgerText, TeamMember
from sagsgang.casework.procedures import procedure
from sagsgang.demo.families import FAMILY, GIVEN
from sagsgang.people.models import RoleAssignment, Unit, User
from sagsgang.procedure.language import Kind, Sight

AREAS = ("nord", "syd", "oest", "vest", "midt")
SCHOOLS = 70
CASES_EACH = 35
WEEKS = 6  # histories are moved back by up to so many weeks
EVENTS_EACH = 15
CHUNK = 2000

Rows = list[tuple[Any, ...]]


@dataclass(frozen=True)
class Source:
    """One lawful history of the town, ready to be copied."""

    opened: date
    version: int
    events: tuple[tuple[Any, ...], ...]
    texts: tuple[tuple[int, str, str], ...]
    team: tuple[tuple[str, date], ...]


def sources() -> list[Source]:
    """The open cases of the town in this process's database, the shortest first; none whose caseworker has left."""
    by_team = {role.key for role in procedure().roles if role.sight is Sight.TEAM}
    found = []
    for case in Case.objects.filter(summary__is_open=True).order_by("version", "pk"):
        events = LedgerEvent.objects.filter(case=case).order_by("number").values_list(
            "number", "kind", "step", "occurrence", "on", "recorded_at", "facts", "target", "edition", "actor_role",
            "for_role", "how",
        )  # fmt: skip
        texts = LedgerText.objects.filter(case=case).values_list("event", "key", "body")
        team = tuple(TeamMember.objects.filter(case=case, until=None).values_list("role", "since"))
        acted = {event[9] for event in events} & by_team
        if acted <= {role for role, _ in team}:
            found.append(Source(case.opened_on, case.version, tuple(events), tuple(texts), team))
    return found


def mixed(found: list[Source]) -> Iterator[Source]:
    """An endless, always equal row of sources that holds the average at EVENTS_EACH."""
    short = [source for source in found if source.version <= EVENTS_EACH]
    long = [source for source in found if source.version > EVENTS_EACH]
    events = 0
    shorts, longs = count(), count()
    for number in count(1):
        wanted = long if events < EVENTS_EACH * number - EVENTS_EACH else short
        index = next(longs if wanted is long else shorts)
        source = wanted[index % len(wanted)]
        events += source.version
        yield source


class City:
    """The units and people of the city, as ids to be written into rows."""

    def __init__(self, cases: int) -> None:
        self.cases = cases
        since = DAY - timedelta(days=3000)
        self.units: dict[str, Unit] = {}
        for area in AREAS:
            for kind, key in (("bbu", "bbu"), ("bufomraade", "buf"), ("tsf", "tsf"), ("beku", "beku"), ("kui", "kui")):
                self._unit(f"{key}-{area}", kind, area, since)
        for key, kind in (("bch", "bch"), ("fac", "fac"), ("matchning", "matchningsudvalg")):
            self._unit(key, kind, "", since)
        for number in range(4):
            self._unit(f"tilbud-{number}", "tilbud", "", since)
        self.schools = [
            self._unit(f"skole-{n}", "skole", AREAS[n % len(AREAS)], since, f"Skole {n}") for n in range(SCHOOLS)
        ]
        self.since = since
        self._posts: list[RoleAssignment] = []
        self.people: dict[tuple[str, str], list[int]] = {}
        self._staff()

    def _unit(self, key: str, kind: str, area: str, since: date, name: str = "") -> Unit:
        unit = Unit.objects.create(key=key, name=name or key.title(), kind=kind, area=area, since=since)
        self.units[key] = unit
        return unit

    def _staff(self) -> None:
        """Everybody: by team so many that each has CASES_EACH cases, by unit one for each unit."""
        seats = {"sof": "bbu", "skole": "skole", "bufomraade": "bufomraade"}
        by_kind: dict[str, list[Unit]] = {}
        for unit in self.units.values():
            by_kind.setdefault(unit.kind, []).append(unit)
        users: list[User] = []
        posts: list[tuple[str, Unit]] = []
        for role in procedure().roles:
            if not role.logs_in:
                continue
            places = by_kind.get(seats.get(role.seat.value, role.seat.value), [])
            each = -(-self.cases // len(places) // CASES_EACH) if role.sight is Sight.TEAM else 1
            for unit in places:
                for number in range(each):
                    users.append(
                        User(username=f"{role.key}.{unit.key}.{number}", name=f"{role.key} {number}", password="!")  # noqa: S106
                    )
                    posts.append((role.key, unit))
        made = User.objects.bulk_create(users, batch_size=CHUNK)
        RoleAssignment.objects.bulk_create(
            [
                RoleAssignment(user=user, role=role, unit=unit, since=self.since)
                for user, (role, unit) in zip(made, posts, strict=True)
            ],
            batch_size=CHUNK,
        )
        for user, (role, unit) in zip(made, posts, strict=True):
            self.people.setdefault((role, unit.key), []).append(user.pk)

    def who(self, role: str, school: Unit, number: int) -> int | None:
        """The person who acts in the role in the case with that number of its area."""
        if not role:
            return None
        seat = procedure().role_by_key[role].seat.value
        key = {
            "sof": f"bbu-{school.area}",
            "skole": school.key,
            "bufomraade": f"buf-{school.area}",
            "beku": f"beku-{school.area}",
            "kui": f"kui-{school.area}",
            "fac": "fac",
            "matchningsudvalg": "matchning",
            "tilbud": f"tilbud-{number % 4}",
        }.get(seat, "")
        people = self.people.get((role, key), [])
        return people[number // CASES_EACH % len(people)] if people else None

    def place(self, fact: str, value: str, school: Unit, number: int) -> str:
        """The unit that stands for a unit of the town in a copied answer."""
        if value.startswith(("bbu", "bch")):
            return f"bbu-{school.area}"
        return school.key if fact.startswith("sag.skole") or fact.endswith("skole") else f"tilbud-{number % 4}"


def build_city(found: list[Source], cases: int) -> None:
    """Fill the empty database of this process; projections are made afterwards, by `rebuild`."""
    city = City(cases)
    say(f"▸ By: {len(city.units)} enheder, {User.objects.count()} brugere")
    chance = random.Random(2013)  # noqa: S311  the same city every time
    mix = mixed(found)
    connection.close()
    raw = sqlite3.connect(connection.settings_dict["NAME"])
    raw.execute("PRAGMA journal_mode=OFF")
    raw.execute("PRAGMA synchronous=OFF")
    raw.execute("PRAGMA cache_size=-200000")
    writer = _Writer(raw, city, chance)
    for number in range(cases):
        writer.copy(next(mix), number)
    writer.flush()
    raw.commit()
    raw.execute("ANALYZE")
    raw.close()
    say(f"▸ By: {cases} sager og {writer.events} hændelser")


_INSERTS = {
    "people_person": (
        "id, uuid, given_name, family_name, birth_date, address, protected_address, interpreter_language,"
        " digital_post_exempt"
    ),
    "casework_case": "id, number, child_id, procedure, opened_on, version, locked",
    "casework_ledgerevent": (
        'case_id, number, kind, step, occurrence, occurred_on, recorded_at, facts, "target", edition, actor_role,'
        " for_role, how, actor_id"
    ),
    "casework_ledgertext": "case_id, event, key, body",
    "casework_teammember": "case_id, user_id, role, since, appointed_by_id",
}


class _Writer:
    """Turns sources into rows of the tables, and writes them in large portions."""

    def __init__(self, raw: sqlite3.Connection, city: City, chance: random.Random) -> None:
        self.raw, self.city, self.chance = raw, city, chance
        self.rows: dict[str, Rows] = {table: [] for table in _INSERTS}
        self.events = 0
        facts = procedure().facts
        self.dates = {key for key, fact in facts.items() if fact.kind is Kind.DATE}
        self.moments = {key for key, fact in facts.items() if fact.kind is Kind.MOMENT}
        self.places = {key for key, fact in facts.items() if fact.kind is Kind.UNIT}
        self.rounds = {key for key, fact in facts.items() if fact.kind is Kind.REPLIES}

    def copy(self, source: Source, number: int) -> None:
        """One more child with that history."""
        pk = number + 1
        school = self.city.schools[number % SCHOOLS]
        in_area = number // len(AREAS)
        back = timedelta(weeks=self.chance.randrange(WEEKS))
        born = source.opened - timedelta(days=365 * 11 + number % 900)
        self.rows["people_person"].append(
            (pk, f"{pk:032x}", GIVEN[number % len(GIVEN)], FAMILY[number % len(FAMILY)], born.isoformat(), "", 0, "", 0)
        )
        opened = (source.opened - back).isoformat()
        self.rows["casework_case"].append((pk, f"2026-{pk:06d}", pk, procedure().key, opened, source.version, 0))
        for event in source.events:
            self._event(pk, event, back, school, in_area)
        self.rows["casework_ledgertext"] += [(pk, event, key, body) for event, key, body in source.texts]
        for role, since in source.team:
            who = self.city.who(role, school, in_area)
            self.rows["casework_teammember"].append((pk, who, role, (since - back).isoformat(), who))
        if pk % CHUNK == 0:
            self.flush()

    def _event(self, pk: int, event: tuple[Any, ...], back: timedelta, school: Unit, in_area: int) -> None:
        number, kind, step, occurrence, on, recorded, facts, target, edition, role, for_role, how = event
        self.rows["casework_ledgerevent"].append((
            pk, number, kind, step, occurrence, (on - back).isoformat(),
            (recorded - back).strftime("%Y-%m-%d %H:%M:%S"), json.dumps(self._facts(facts, back, school, in_area)),
            target, edition, role, for_role, how, self.city.who(role, school, in_area),
        ))  # fmt: skip
        self.events += 1

    def _facts(self, facts: dict[str, Any], back: timedelta, school: Unit, in_area: int) -> dict[str, Any]:
        moved = dict(facts)
        readers: tuple[tuple[set[str], Callable[[str], str]], ...] = (
            (self.dates, lambda value: (date.fromisoformat(value) - back).isoformat()),
            (self.moments, lambda value: (datetime.fromisoformat(value) - back).isoformat()),
        )
        for keys, moved_by in readers:
            for key in keys & facts.keys():
                moved[key] = moved_by(facts[key])
        for key in self.rounds & facts.keys():
            moved[key] = [
                {**row, "den": row["den"] and (date.fromisoformat(row["den"]) - back).isoformat()} for row in facts[key]
            ]
        for key in self.places & facts.keys():
            moved[key] = self.city.place(key, facts[key], school, in_area)
        return moved

    def flush(self) -> None:
        """Write what has been gathered."""
        for table, columns in _INSERTS.items():
            marks = ", ".join("?" * len(columns.split(",")))
            self.raw.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", self.rows[table])  # noqa: S608
            self.rows[table].clear()

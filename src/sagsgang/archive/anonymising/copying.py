"""Makes the copy: an SQLite file with the same tables, into which people, places, texts and days go exchanged.

What stands for what is known while the copy is made and is never written down. Only the tables named here are copied:
the log of looks, documents, grants, locks, requests and what the worker has to do stay behind.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random, SystemRandom
from typing import Any

from django.core.management import call_command
from django.db import connections, models
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.views.decorators.debug import sensitive_variables

from sagsgang.archive.anonymising.checking import found_again, real_name_words
from sagsgang.archive.anonymising.facts import Exchange, exchanged
from sagsgang.archive.anonymising.inventing import Inventor
from sagsgang.casework.ledger import FOR_NAME
from sagsgang.casework.models import Case, LedgerEvent, LedgerText, Note, TeamMember
from sagsgang.casework.procedures import procedure_of
from sagsgang.people.models import Person, Relation, RoleAssignment, Unit, User
from sagsgang.sealing.fields import Sealed, row_of
from sagsgang.sealing.house import DEMO_INDEX_KEY, DEMO_KEY
from sagsgang.sealing.keyring import Keyring

COPY = "kopi"
LONG_AGO = date(2010, 1, 1)
CHUNK = 500


class CopyFailed(Exception):
    """No copy was made, or the one that was made told of somebody and was thrown away."""


@dataclass
class _Maps:
    """What stands for what; it lives as long as the copying."""

    units: dict[str, str] = field(default_factory=dict)
    unit_ids: dict[int, int] = field(default_factory=dict)
    users: dict[int, int] = field(default_factory=dict)
    persons: dict[int, int] = field(default_factory=dict)
    givers: dict[str, str] = field(default_factory=dict)
    offsets: dict[int, timedelta] = field(default_factory=dict)


def anonymise(target: Path, random: Random | None = None) -> int:
    """Write the copy to a file that is not there yet, check it, and return how many cases it holds.

    :raises CopyFailed: the file is there already; or something of the house was found in it again, and it is gone
    """
    if target.exists():
        raise CopyFailed(f"{target} findes allerede.")
    connections[COPY] = _new_base(target)
    try:
        count = _Copying(random or SystemRandom()).run()
        left = found_again(COPY, target)
    except BaseException:
        _drop(target)
        raise
    if left:
        _drop(target)
        raise CopyFailed(f"Kopien indeholdt {left} af husets egne oplysninger og er slettet.")
    _close()
    return count


def _new_base(target: Path) -> DatabaseWrapper:
    """A connection of its own to a file of its own; the house's settings know nothing of it."""
    settings = deepcopy(connections["default"].settings_dict)
    settings |= {"ENGINE": "django.db.backends.sqlite3", "NAME": str(target), "OPTIONS": {}}
    return DatabaseWrapper(settings | {"CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False}, COPY)


def _close() -> None:
    connections[COPY].close()
    del connections[COPY]


def _drop(target: Path) -> None:
    _close()
    for name in (target, Path(f"{target}-wal"), Path(f"{target}-shm"), Path(f"{target}-journal")):
        name.unlink(missing_ok=True)


class _Copying:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.made = Inventor(random, real_name_words())
        self.maps = _Maps()
        self.keys = Keyring((DEMO_KEY,), (DEMO_INDEX_KEY,))

    @sensitive_variables()
    def run(self) -> int:
        call_command("migrate", database=COPY, verbosity=0, interactive=False)
        self.units()
        self.users()
        cases = self._shuffled(Case.objects.select_related("child").order_by("pk"))
        for case in cases:
            self.maps.offsets[case.child_id] = self.made.offset()
        self.persons()
        self.relations()
        for number, case in enumerate(cases, 1):
            self.case(case, number)
        with connections[COPY].cursor() as cursor:
            cursor.execute("VACUUM")
        return len(cases)

    def _shuffled(self, rows: Iterable[Any]) -> list[Any]:
        found = list(rows)
        self.random.shuffle(found)
        return found

    def _write(self, model: type[models.Model], rows: Sequence[models.Model]) -> None:
        model._default_manager.using(COPY).bulk_create(rows, batch_size=CHUNK)

    def units(self) -> None:
        kinds: dict[str, int] = {}
        rows, old = [], self._shuffled(Unit.objects.order_by("pk"))
        named = self._shuffled({unit.area for unit in old if unit.area})
        areas = {area: f"omraade-{number}" for number, area in enumerate(named, 1)}
        for pk, unit in enumerate(old, 1):
            number = kinds[unit.kind] = kinds.get(unit.kind, 0) + 1
            key = f"{unit.kind}-{number}"
            self.maps.units[unit.key], self.maps.unit_ids[unit.pk] = key, pk
            name = f"{unit.get_kind_display()} {number}"
            rows.append(
                Unit(pk=pk, key=key, uuid=self._uuid(), name=name, kind=unit.kind, area=areas.get(unit.area, ""),
                     ownership=unit.ownership, since=LONG_AGO)
            )  # fmt: skip
        parents = {self.maps.unit_ids[u.pk]: self.maps.unit_ids[u.parent_id] for u in old if u.parent_id}
        self._write(Unit, rows)
        for child, parent in parents.items():
            Unit.objects.using(COPY).filter(pk=child).update(parent=parent)

    def users(self) -> None:
        rows = []
        for pk, user in enumerate(self._shuffled(User.objects.filter(person=None).order_by("pk")), 1):
            self.maps.users[user.pk] = pk
            made = User(pk=pk, username=f"medarbejder-{pk}", name=f"Medarbejder {pk}", is_active=user.is_active)
            made.set_unusable_password()
            rows.append(made)
        self._write(User, rows)
        held = RoleAssignment.objects.filter(until=None, user__in=self.maps.users)
        roles = [
            RoleAssignment(
                user_id=self.maps.users[each.user_id], role=each.role, unit_id=self.maps.unit_ids[each.unit_id],
                since=LONG_AGO,
            )
            for each in self._shuffled(held)
        ]  # fmt: skip
        self._write(RoleAssignment, roles)

    @sensitive_variables()
    def persons(self) -> None:
        wanted = Person.objects.filter(pk__in=self._related_ids()).order_by("pk")
        rows, numbers = [], []
        for pk, person in enumerate(self._shuffled(wanted), 1):
            self.maps.persons[person.pk], self.maps.givers[str(person.pk)] = pk, str(pk)
            given, family = self.made.name()
            made = Person(pk=pk, uuid=self._uuid(), given_name=given, family_name=family)
            made.protected_address = person.protected_address
            made.address = Sealed(self.keys.seal(self.made.address(), "person.address", row_of(made.uuid)))  # type: ignore[assignment]
            if person.birth_date is not None:
                made.birth_date = self.made.birthday(person.birth_date + self.maps.offsets.get(person.pk, timedelta()))
                digits = self.made.cpr(made.birth_date)
                sealed = self.keys.seal(digits, "cpr.number", row_of(pk))
                numbers.append((pk, sealed, self.keys.index(digits, "cpr.number")))
            rows.append(made)
        self._write(Person, rows)
        with connections[COPY].cursor() as cursor:
            statement = 'INSERT INTO people_cprnumber (person_id, number, "index") VALUES (%s, %s, %s)'
            cursor.executemany(statement, numbers)

    def _related_ids(self) -> set[int]:
        children = set(Case.objects.values_list("child", flat=True))
        return children | set(Relation.objects.filter(child__in=children).values_list("adult", flat=True))

    def relations(self) -> None:
        rows = []
        for each in self._shuffled(Relation.objects.filter(child__in=list(self.maps.offsets))):
            offset = self.maps.offsets[each.child_id]
            rows.append(
                Relation(
                    child_id=self.maps.persons[each.child_id], adult_id=self.maps.persons[each.adult_id],
                    kind=each.kind, since=each.since + offset, until=each.until + offset if each.until else None,
                )
            )  # fmt: skip
        self._write(Relation, rows)

    @sensitive_variables()
    def case(self, case: Case, number: int) -> None:
        """One case with its history, notes and team; its number tells neither when it was opened nor in which order."""
        offset, opened = self.maps.offsets[case.child_id], case.opened_on + self.maps.offsets[case.child_id]
        made = Case(
            pk=number, number=f"{opened.year}-{number:05}", child_id=self.maps.persons[case.child_id],
            procedure=case.procedure, opened_on=opened, version=case.version,
        )  # fmt: skip
        self._write(Case, [made])
        by = Exchange(procedure_of(case), self.maps.units, self.maps.givers, offset, self.random)
        self._write(LedgerEvent, [self._event(row, number, by) for row in case.events.order_by("number")])
        texts = LedgerText.objects.filter(case=case).order_by("event", "key")
        self._write(LedgerText, [self._text(row, number) for row in texts])
        self._write(Note, [self._note(row, number, offset) for row in case.notes.order_by("pk")])
        self._write(TeamMember, [self._member(row, number, offset) for row in case.team.order_by("pk")])

    def _event(self, row: LedgerEvent, case: int, by: Exchange) -> LedgerEvent:
        return LedgerEvent(
            case_id=case, number=row.number, kind=row.kind, step=row.step, occurrence=row.occurrence,
            on=row.on + by.offset, recorded_at=row.recorded_at + by.offset, facts=exchanged(row.facts, by),
            target=row.target, edition=row.edition, actor_id=self.maps.users.get(row.actor_id or 0),
            actor_role=row.actor_role, for_role=row.for_role, how=row.how,
        )  # fmt: skip

    def _text(self, row: LedgerText, case: int) -> LedgerText:
        body = self.made.full_name() if row.key == FOR_NAME and row.body else self.made.text(row.body)
        return LedgerText(case_id=case, event=row.event, key=row.key, body=body)

    def _note(self, row: Note, case: int, offset: timedelta) -> Note:
        return Note(
            case_id=case, author_id=self._user(row.author_id), author_role=row.author_role,
            written_at=row.written_at + offset, on=row.on + offset, body=self.made.text(row.body), half=row.half,
        )  # fmt: skip

    def _member(self, row: TeamMember, case: int, offset: timedelta) -> TeamMember:
        return TeamMember(
            case_id=case, user_id=self._user(row.user_id), role=row.role, since=row.since + offset,
            until=row.until + offset if row.until else None,
        )  # fmt: skip

    def _user(self, user: int) -> int:
        """The one who stands for a user; for a private person who logged in, any."""
        return self.maps.users.get(user) or min(self.maps.users.values())

    def _uuid(self) -> uuid.UUID:
        return uuid.UUID(int=self.random.getrandbits(128), version=4)

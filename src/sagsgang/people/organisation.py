"""The municipality's list of units and staff, read from two CSV files: all of it is right, or nothing is written."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from sagsgang.people.commands.saving import checked, ended
from sagsgang.people.commands.staff import assign_role
from sagsgang.people.models import RoleAssignment, Unit, User
from sagsgang.people.refusals import PeopleRefusal

UNITS = ("noegle", "navn", "art", "hoerer_under", "omraade", "cvr", "ejerform", "fra", "til")
STAFF = ("brugernavn", "navn", "stilling", "email", "rolle", "enhed", "fra", "til")

Line = Mapping[str, str]


class ListRefused(Exception):
    """The files cannot be taken: `faults` are Danish sentences, each with its file and line."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        self.faults = faults
        super().__init__(f"{len(faults)} linjer kan ikke læses.")


@dataclass
class Written:
    """What was new and what was changed, counted; what stood already is not."""

    units: int = 0
    users: int = 0
    roles: int = 0
    changed: int = 0
    faults: list[str] = field(default_factory=list)


@transaction.atomic
def take_in(units: str, staff: str, *, roles: Collection[str]) -> Written:
    """Return what was written of the two files; taken in again they change nothing, and what they do not name stays.

    `units` and `staff` are the text of the files (semicolons, a head line: UNITS, STAFF); `roles` the keys of the
    roles there are. A unit is known by its key, a user by the user name, a role held by user, role, unit and first
    day. Raises ListRefused with every fault there is; then nothing has been written.
    """
    written = Written()
    for where, line in _lines("enheder", units, UNITS, written.faults):
        _try(where, written, _unit, line)
    for where, line in _lines("personale", staff, STAFF, written.faults):
        _try(where, written, _held, line, roles)
    if written.faults:
        raise ListRefused(tuple(written.faults))
    return written


def _lines(name: str, text: str, columns: tuple[str, ...], faults: list[str]) -> Iterator[tuple[str, Line]]:
    reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff")), delimiter=";", restkey="", restval="")
    missing = [column for column in columns if column not in (reader.fieldnames or ())]
    if missing:
        faults.append(f"{name}: første linje mangler {', '.join(missing)}.")
        return
    for line in reader:
        yield f"{name}, linje {reader.line_num}", {column: (line[column] or "").strip() for column in columns}


def _try(where: str, written: Written, write: Callable[..., None], *what: object) -> None:
    try:
        with transaction.atomic():
            write(written, *what)
    except PeopleRefusal as refusal:
        written.faults.append(f"{where}: {refusal.sentence}")
    except ValueError as wrong:
        written.faults.append(f"{where}: {wrong}")


def _unit(written: Written, line: Line) -> None:
    unit = Unit.objects.filter(key=line["noegle"]).first()
    new = unit is None
    unit = unit or Unit(key=line["noegle"])
    before = _values(unit)
    unit.name, unit.kind, unit.area = line["navn"], line["art"], line["omraade"]
    unit.cvr, unit.ownership = line["cvr"], line["ejerform"]
    unit.parent = _named(line["hoerer_under"]) if line["hoerer_under"] else None
    unit.since, unit.until = _day(line["fra"], "fra"), _perhaps(line["til"])
    if unit.ends_before_it_begins():
        raise ValueError("Slutdatoen skal ligge efter startdatoen.")
    checked(unit)
    if new or _values(unit) != before:
        unit.save()
        written.units += new
        written.changed += not new


def _values(unit: Unit) -> tuple[object, ...]:
    return tuple(getattr(unit, each.attname) for each in unit._meta.concrete_fields)


def _held(written: Written, line: Line, roles: Collection[str]) -> None:
    user = _user(written, line)
    if line["rolle"] not in roles:
        raise ValueError(f"Rollen »{line['rolle']}« findes ikke. Rollerne er: {', '.join(sorted(roles))}.")
    unit, since, until = _named(line["enhed"]), _day(line["fra"], "fra"), _perhaps(line["til"])
    held = RoleAssignment.objects.filter(user=user, role=line["rolle"], unit=unit, since=since).first()
    if held is None:
        assign_role(user=user, role=line["rolle"], unit=unit, since=since, until=until)
        written.roles += 1
    elif until is not None and held.until is None:
        ended(held, until)
        written.changed += 1
    elif held.until != until:
        raise ValueError("Rollen er allerede afsluttet på en anden dag. En afsluttet rolle gives på ny fra en ny dag.")


def _user(written: Written, line: Line) -> User:
    name = User.normalize_username(line["brugernavn"])
    user = User.objects.filter(username=name).first()
    if user is None:
        user = User(username=name, name=line["navn"], title=line["stilling"], email=line["email"])
        user.set_unusable_password()
        checked(user)
        user.save()
        written.users += 1
        return user
    if (user.name, user.title, user.email) != (line["navn"], line["stilling"], line["email"]):
        user.name, user.title, user.email = line["navn"], line["stilling"], line["email"]
        checked(user).save(update_fields=["name", "title", "email"])
        written.changed += 1
    return user


def _named(key: str) -> Unit:
    unit = Unit.objects.filter(key=key).first()
    if unit is None:
        raise ValueError(f"Enheden »{key}« findes ikke. Skriv den i listen over enheder, før den bruges.")
    return unit


def _day(text: str, column: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"Datoen i »{column}« skrives 2026-08-01.") from None


def _perhaps(text: str) -> date | None:
    return _day(text, "til") if text else None

"""Which units have a part in a case: the seats of its roles, resolved from what the history says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from django.db import connection

from sagsgang.casework.gate import MEANWHILE
from sagsgang.procedure.engine import Assessment, State, World
from sagsgang.procedure.language import Duty, Seat

ALWAYS_SEATED = (Seat.SOF, Seat.SCHOOL, Seat.AREA)
BY_AREA = (Seat.AREA, Seat.FAC, Seat.BEKU, Seat.MATCHING, Seat.KUI)


class Place(NamedTuple):
    """One unit as placement needs it."""

    id: int
    key: str
    kind: str
    area: str
    since: date
    until: date | None


class Directory:
    """The municipality's units, loaded once per transaction or rebuild: one query."""

    def __init__(self, units: Iterable[tuple[Place, str]]) -> None:
        named = list(units)
        self.names: dict[str, str] = {place.key: name for place, name in named}
        places = [place for place, _ in named]
        self.by_key: Mapping[str, Place] = {place.key: place for place in places}
        self.by_id: Mapping[int, Place] = {place.id: place for place in places}
        self.kinds: Mapping[str, str] = {place.key: place.kind for place in places}
        self._by_kind: dict[str, list[Place]] = {}
        for place in places:
            self._by_kind.setdefault(place.kind, []).append(place)

    @classmethod
    def load(cls) -> Directory:
        """All units, also those that have closed: history refers to them."""
        with (
            connection.cursor() as cursor
        ):  # by hand: every step that is taken asks, and the ORM is slower than the rows
            cursor.execute("SELECT id, key, kind, area, since, until, name FROM people_unit ORDER BY id")
            return cls((Place(*columns), name) for *columns, name in cursor.fetchall())

    def in_area(self, kind: str, area: str, day: date) -> Place | None:
        """The unit of that kind in the area on the day, else the municipality's only one of the kind."""
        found = [
            place
            for place in self._by_kind.get(kind, [])
            if place.since <= day and (place.until is None or day < place.until)
        ]
        local = [place for place in found if place.area and place.area == area]
        if local:
            return local[0]
        return found[0] if len(found) == 1 else None

    def next_change(self, day: date) -> date | None:
        """The next day on which one of the units that a case gets by its area begins or closes."""
        derived = [place for seat in BY_AREA for place in self._by_kind.get(seat.value, [])]
        days = {each for place in derived for each in (place.since, place.until) if each is not None and each > day}
        return min(days, default=None)


def seats_of(world: World, directory: Directory) -> dict[Seat, Place]:
    """The unit in each seat, as far as the history names or implies it."""
    found: dict[Seat, Place] = {}
    if world.root is None:
        return found
    for seat, fact in world.procedure.placement:
        key = world.value(world.root, fact)
        place = directory.by_key.get(key) if isinstance(key, str) else None
        if place is not None:
            found[seat] = place
    school = found.get(Seat.SCHOOL)
    area = school.area if school else ""
    for seat in BY_AREA:
        place = directory.in_area(seat.value, area, world.day)
        if place is not None:
            found[seat] = place
    return found


def seats_with_a_part(assessment: Assessment, seats: Mapping[Seat, Place]) -> dict[Seat, Place]:
    """The seats whose roles have something to do with the case by now: nobody sees a case before it concerns him."""
    concerned = set(ALWAYS_SEATED)
    for standing in assessment.standings:
        if not (standing.state is State.DONE or standing.is_task):
            continue
        part = {standing.owner.seat}
        if standing.duty is not Duty.MAY:
            part.update(role.seat for role in standing.step.together_with)
        concerned |= part if standing.is_task else part - MEANWHILE
    return {seat: place for seat, place in seats.items() if seat in concerned}

"""What calendars make: each occurrence reckoned from the anchor, never from the one before (X14)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sagsgang.procedure.engine.dates import anchor_day
from sagsgang.procedure.engine.occurrences import Occurrence
from sagsgang.procedure.language import Calendar, Subject
from sagsgang.procedure.workdays import Limit, due_after

if TYPE_CHECKING:
    from sagsgang.procedure.engine.world import World


def schedule(world: World) -> None:
    """Make the occurrences of every calendar: those due by now, and the next that is not yet done."""
    for subject in world.procedure.calendar_subjects:
        assert subject.of is not None
        made_early = subject.key in world.by_subject
        parents = list(world.by_subject.get(subject.of.key, ()))
        for parent in parents:
            _schedule_one(world, subject, parent)
        if made_early:
            _in_order(world, subject, parents)


def scheduled(world: World, parent: Occurrence, subject: Subject, number: int) -> Occurrence | None:
    """The calendar's occurrence with that number, made when need be; None while the anchor is unknown."""
    identity = f"{parent.id}.{subject.key}-{number}"
    made = world.by_id.get(identity)
    day = calendar_day(world, subject, parent, number)
    if made is None:
        if day is None:
            return None
        made = world.open(subject.key, identity, parent, parent.opened)
        made.number = number
        made.ended = parent.ended
    if day is not None:
        made.scheduled = day
    return made


def calendar_day(world: World, subject: Subject, parent: Occurrence, number: int) -> date | None:
    """The day of the calendar's occurrence with that number; None while the anchor is unknown."""
    assert subject.calendar is not None
    anchor = anchor_day(world, parent, subject.calendar.counted_from)
    if anchor is None:
        return None
    return due_after(anchor, calendar_limit(subject.calendar, number))


def _schedule_one(world: World, subject: Subject, parent: Occurrence) -> None:
    assert subject.calendar is not None
    last = parent.ended or date.max
    number = 1 if subject.calendar.piles_up else _latest_past(world, subject, parent, min(last, world.day))
    while True:
        day = calendar_day(world, subject, parent, number)
        if day is None or day > last:
            return
        made = scheduled(world, parent, subject, number)
        if day > world.day:
            world.wake(day)
            if made is not None and not made.taken:
                return
        number += 1


def _latest_past(world: World, subject: Subject, parent: Occurrence, limit: date) -> int:
    number = 1
    while True:
        following = calendar_day(world, subject, parent, number + 1)
        if following is None or following > limit:
            return number
        number += 1


def _in_order(world: World, subject: Subject, parents: list[Occurrence]) -> None:
    """Events may have made a later one first: put them in the order of the calendar."""
    place = {id(parent): number for number, parent in enumerate(parents)}
    made = world.by_subject[subject.key]
    above = {id(each): each for occurrence in made for each in occurrence.path.values() if each is not occurrence}
    for listed in (made, *(each.below[subject.key] for each in above.values())):
        listed.sort(key=lambda each: (place[id(each.parent)], each.number))


_NTH: dict[tuple[Limit, Limit, int], Limit] = {}


def calendar_limit(calendar: Calendar, number: int) -> Limit:
    """How far from its anchor the calendar's occurrence with that number lies."""
    first, then = calendar.first, calendar.then
    key = (first, then, number)
    found = _NTH.get(key)
    if found is None:
        if first.unit is not then.unit or then.count < 1:
            raise ValueError("a calendar counts its first and its later limits in the same unit, and moves on")
        count = first.count + (number - 1) * then.count
        found = _NTH[key] = Limit(count=count, unit=first.unit, calendar=first.calendar, roll=first.roll)
    return found

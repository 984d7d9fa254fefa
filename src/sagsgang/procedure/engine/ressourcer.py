"""What each half costs in each period of the case's offers, as the history has it; it is stored nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Any

from sagsgang.procedure.engine.occurrences import Occurrence, Recorded
from sagsgang.procedure.engine.world import World
from sagsgang.procedure.language.facts import Fact
from sagsgang.procedure.language.ressourcer import Ressource
from sagsgang.procedure.workdays import shift_months


class Stage(Enum):
    """How far an amount has come. It moves downwards only; the value is stored, so it never changes."""

    EXPECTED = "ventet"
    GRANTED = "bevilget"
    ANNOUNCED = "udmeldt"
    ENDED = "foer_tid"
    LAPSED = "bortfaldet"


@dataclass(frozen=True, slots=True)
class Tildeling:
    """One half's amount for one period of one offer.

    `place` is where it is settled: the offer for its first period, the period for a later one, the indstilling for one
    that is not opened yet. `amount` is in kroner, as told or else as in force on the day; None where none is in force.
    `since` and `event` are the day and the number of the event that brought it to where it is. `first` to `until` is
    the period, half-open; `used` of `days` days had gone when it ended early.
    """

    ressource: Ressource
    offer: Occurrence
    place: Occurrence
    period: int
    stage: Stage
    amount: int | None
    told: bool
    since: date
    event: int
    first: date | None = None
    until: date | None = None
    days: int | None = None
    used: int | None = None
    registered: date | None = None

    @property
    def left(self) -> int | None:
        """The days that were left when it ended early."""
        return None if self.days is None or self.used is None else self.days - self.used


def tildelinger(world: World) -> tuple[Tildeling, ...]:
    """Every amount of the case on the world's day: by offer, period and half, in the order declared."""
    found = []
    for ressource in world.procedure.ressourcer:
        for offer in world.by_subject.get(ressource.offer.key, ()):
            if ressource.when.answer(world, offer) is True:
                found += list(_of_offer(world, ressource, offer))
    return tuple(sorted(found, key=lambda each: (each.offer.number, each.period)))


def _of_offer(world: World, ressource: Ressource, offer: Occurrence) -> Iterator[Tildeling]:
    periods = offer.below.get(ressource.period.key, [])
    first = periods[0] if periods else None
    yield from _one(world, ressource, offer, offer, first, 1)
    for period in periods[1:]:
        yield from _one(world, ressource, offer, period, period, period.number)
    opened_by = {id(period.origin) for period in periods}
    for renewal in world.by_subject.get(ressource.renewal.key, ()):
        if id(renewal) in opened_by or renewal is offer.origin or world.nearest(renewal, ressource.offer) is not offer:
            continue
        if offer.ended is None and ressource.renewed.answer(world, renewal) is True:
            yield from _one(world, ressource, offer, renewal, None, max(len(periods), 1) + 1)


def _one(
    world: World, ressource: Ressource, offer: Occurrence, place: Occurrence, period: Occurrence | None, number: int
) -> Iterator[Tildeling]:
    """The amount settled in `place`; nothing while neither half has said anything."""
    decided = _latest(world, place, *ressource.decided)
    if decided is None:
        return
    later = place is period
    home = period if later else offer if place is offer else None
    told = _in(home, ressource.told_later if later else ressource.told_first)
    registered = _in(home, ressource.registered_later if later else ressource.registered_first)
    first: date | None = _value(period, ressource.start)
    months: int | None = _value(period, ressource.months)
    until = shift_months(first, months) if first is not None and months is not None else None
    stage, since, event = _stage(world, ressource, place, told, decided)
    ended = offer.ended
    used = None
    if ended is not None and stage is not Stage.LAPSED:
        if first is None or ended <= first:
            stage, since, event = Stage.LAPSED, ended, _ending(offer, ended)
        elif until is not None and ended < until - timedelta(days=1):  # the last day of a period is in time
            stage, since, event, used = Stage.ENDED, ended, _ending(offer, ended), (ended - first).days
    yield Tildeling(
        ressource, offer, place, number, stage, told.value if told else ressource.amount.at(world.day),
        told is not None, since, event, first, until, (until - first).days if first and until else None, used,
        registered.value if registered else None,
    )  # fmt: skip


def _stage(
    world: World, ressource: Ressource, place: Occurrence, told: Recorded | None, decided: Recorded
) -> tuple[Stage, date, int]:
    if ressource.refused.answer(world, place) is True:
        return Stage.LAPSED, decided.on, decided.event
    if told is not None:
        return Stage.ANNOUNCED, told.on, told.event
    granted = ressource.granted.answer(world, place) is True
    return (Stage.GRANTED if granted else Stage.EXPECTED), decided.on, decided.event


def _latest(world: World, place: Occurrence, *facts: Fact) -> Recorded | None:
    found = [recorded for fact in facts if (recorded := world.recorded(place, fact)) is not None]
    return max(found, key=lambda each: (each.on, each.event), default=None)


def _in(home: Occurrence | None, fact: Fact | None) -> Recorded | None:
    return home.facts.get(fact.key) if home is not None and fact is not None else None


def _value(home: Occurrence | None, fact: Fact) -> Any:
    found = _in(home, fact)
    return found.value if found is not None else None


def _ending(offer: Occurrence, ended: date) -> int:
    """The number of the event by which the offer ended: the last one taken in it on that day."""
    return max((event.number for event in offer.taken.values() if event.on == ended), default=0)

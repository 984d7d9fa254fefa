"""Plays a scenario, one happening after the other: each must be open on its day, for somebody who may take it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from sagsgang.procedure.engine import Assessment, Event, EventKind, Standing, State, assess
from sagsgang.procedure.language import Procedure, Role, Step
from tests.scenarios.answering import answer
from tests.scenarios.reading import Happening, Scenario, Unreadable, day_from
from tests.scenarios.saying import account, find_step, situation


class Mismatch(AssertionError):
    """The procedure does not do what the scenario says."""


class Play:
    """One case being played: its history so far, and the day the story has come to."""

    def __init__(self, procedure: Procedure) -> None:
        self.procedure = procedure
        self.history: list[Event] = []
        self.day: date | None = None

    def run(self, happenings: Iterable[Happening]) -> Play:
        """Play the happenings; raises Mismatch at the first that cannot be."""
        for happening in happenings:
            self.play(happening)
        return self

    def play(self, happening: Happening) -> Assessment:
        """One happening; afterwards the story has come to its day. Returns how the case stands then."""
        try:
            on = day_from(happening.when, self.day)
            if not happening.looks_only:
                self._happen(happening, on)
            self.day = on if not happening.recorded else max(on, self.day or on)
            after = self.stands(on)
        except Unreadable as unreadable:
            raise Unreadable(f"{happening.place}: {unreadable}") from None
        except Mismatch as mismatch:
            raise Mismatch(f"{happening.place}:\n{mismatch}") from None
        return after

    def stands(self, day: date) -> Assessment:
        """How the case stands on a day."""
        return assess(self.procedure, self.history, day)

    def _happen(self, happening: Happening, on: date) -> None:
        recorded = day_from(happening.recorded, on) if happening.recorded else max(on, self.day or on)
        if recorded < on:
            raise Unreadable("det kan ikke være indført, før det skete")
        if on < (self.day or on) and not happening.recorded:
            raise Unreadable("dagene går baglæns: skriv, hvornår det er »indført«")
        if happening.corrects or happening.annuls:
            self._mend(happening, on, recorded)
            return
        step = find_step(self.procedure, happening.step, on)
        before = self.stands(on)
        standing = pick(before, step, happening.number)
        if happening.rule:
            self._depart(happening, before, standing, on, recorded)
            return
        standing = before.to_take(standing)
        self._must_be_open(happening, before, standing)
        _may_act(happening, standing)
        answers = answer(standing.step, happening.answers, before.world, standing.occurrence, on, recorded)
        self.add(EventKind.TAKEN, standing, on, recorded, answers.values)

    def add(self, kind: EventKind, standing: Standing, on: date, recorded: date, facts: dict[str, Any]) -> Event:
        """Append an event."""
        moment = datetime(recorded.year, recorded.month, recorded.day, 10, tzinfo=UTC)
        number = len(self.history) + 1
        event = Event(number, kind, standing.step.key, standing.occurrence.id, on, moment, facts)
        self.history.append(event)
        return event

    def _must_be_open(self, happening: Happening, before: Assessment, standing: Standing) -> None:
        step = standing.step
        if step.milestone:
            raise Mismatch(f"»{step.title}« er en milepæl: den nås af sig selv")
        if standing.state is not State.OPEN:
            raise Mismatch(f"»{step.title}« er ikke åben\n{account(before, standing)}\n{situation(before)}")
        if standing.warnings and not happening.departing:
            raise Mismatch(f"»{step.title}« fraviger det, der forventes: skriv »fraviger«\n{account(before, standing)}")
        if happening.departing and not standing.warnings:
            raise Mismatch(f"»{step.title}« fraviger ikke noget, der forventes")

    def _depart(self, happening: Happening, before: Assessment, standing: Standing, on: date, recorded: date) -> None:
        rules = {barrier.rule.key: barrier.rule for barrier in standing.barriers if barrier.rule}
        rule = rules.get(happening.rule)
        if rule is None:
            raise Mismatch(f"{happening.rule} spærrer ikke\n{account(before, standing)}")
        if role_named(self.procedure, happening.by) not in rule.departure:
            leaders = ", ".join(role.title for role in rule.departure) or "ingen"
            raise Mismatch(f"{happening.rule} kan fraviges af {leaders}, ikke af »{happening.by}«")
        self.add(EventKind.DEPARTED, standing, on, recorded, {"regel": rule.key})

    def _mend(self, happening: Happening, on: date, recorded: date) -> None:
        step = find_step(self.procedure, happening.step, on)
        events = [event for event in self.history if event.kind is EventKind.TAKEN and event.step == step.key]
        if not events:
            raise Mismatch(f"»{step.title}« er ikke udført, så der er intet at rette")
        target = events[happening.number - 1 if happening.number else -1]
        kind = EventKind.ANNULLED if happening.annuls else EventKind.CORRECTED
        facts: dict[str, Any] = {}
        if happening.corrects:
            before = assess(self.procedure, self.history, target.on, before=(target.on, target.number))
            place = before.world.occurrence(target.occurrence)
            if place is None:
                raise Mismatch("det, der rettes, hører ikke længere til noget")
            read = answer(step, happening.answers, before.world, place, target.on, recorded)
            facts = {**target.facts, **read.values}
        moment = datetime(recorded.year, recorded.month, recorded.day, 10, tzinfo=UTC)
        day = target.on if happening.corrects else on
        number = len(self.history) + 1
        self.history.append(Event(number, kind, step.key, target.occurrence, day, moment, facts, target.number))


def pick(assessment: Assessment, step: Step, number: int = 0) -> Standing:
    """The standing that is meant: the one named by number, else the latest open one, else the latest.

    What a calendar makes is taken in its order: there the first open one is meant.
    """
    standings = assessment.of_step(step.key)
    if number:
        standings = [each for each in standings if each.occurrence.number == number]
    if not standings:
        raise Mismatch(f"»{step.title}« findes ikke i sagen: {step.per.title} er ikke begyndt\n{situation(assessment)}")
    open_ones = [each for each in standings if each.state is State.OPEN]
    if step.per.calendar:
        return open_ones[0] if open_ones else standings[-1]
    return open_ones[-1] if open_ones else standings[-1]


def role_named(procedure: Procedure, word: str) -> Role:
    """The role with that key or title."""
    for role in procedure.roles:
        if word.lower() in (role.key, role.title.lower(), role.definite.lower()):
            return role
    raise Unreadable(f"»{word}« er ingen rolle")


def _may_act(happening: Happening, standing: Standing) -> None:
    """Whoever is named must be responsible, take part, or be one who may record it for them (G2)."""
    if not happening.by:
        return
    step, owner = standing.step, standing.owner
    allowed = (owner, *step.together_with, *step.recorded_by)
    if not any(happening.by.lower() in (role.key, role.title.lower(), role.definite.lower()) for role in allowed):
        names = ", ".join(role.title for role in allowed)
        raise Mismatch(f"»{step.title}« tages af {names}, ikke af »{happening.by}«")


def play(procedure: Procedure, scenario: Scenario) -> Play:
    """The whole scenario, without looking at what it expects."""
    return Play(procedure).run(replace(each, expected={}) for each in scenario.happenings)

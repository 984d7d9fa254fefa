"""A case as it stands: the history folded into occurrences with their facts, papers and consents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sagsgang.procedure.engine import consents, dates
from sagsgang.procedure.engine.history import DEPARTED_RULE, Event, EventKind, effective
from sagsgang.procedure.engine.occurrences import ROOT, Occurrence, Recorded
from sagsgang.procedure.engine.schedules import schedule, scheduled
from sagsgang.procedure.language import Consent, ConsentState, Document, Fact, Procedure, Step, Subject
from sagsgang.procedure.language.conditions import Condition
from sagsgang.procedure.language.deadlines import Anchor, Deadline

_NOTHING: list[Any] = []


class World:
    """The folded history on one day. Conditions read it; nothing writes it after the fold."""

    def __init__(self, procedure: Procedure, day: date) -> None:
        self.procedure = procedure
        self.day = day
        self.chains = procedure.chains
        self.root: Occurrence | None = None
        self.by_id: dict[str, Occurrence] = {}
        self.by_subject: dict[str, list[Occurrence]] = {}
        self.strays: list[Event] = []
        self.events: list[Event] = []
        self.wakes: set[date] = set()
        self.draft: Mapping[str, Any] | None = None
        self.lapsed: frozenset[str] = frozenset()

    # What conditions ask ------------------------------------------------------------------------------------------

    def nearest(self, place: Occurrence, subject: Subject) -> Occurrence | None:
        """The occurrence of the subject that `place` lies in, else was opened from, else the latest one beside it."""
        found = place.path.get(subject.key) or _origin(place, subject.key)
        if found is not None:
            return found
        beside = self.everywhere(place, subject)
        return beside[-1] if beside else None

    def everywhere(self, place: Occurrence, subject: Subject) -> list[Occurrence]:
        """All occurrences of the subject under the nearest thing that it and `place` both belong to."""
        key = subject.key
        chain = self.chains[key]
        above: Occurrence | None = place
        while above is not None and above.subject not in chain:
            above = above.parent
        return above.below.get(key, _NOTHING) if above is not None else _NOTHING

    def recorded(self, place: Occurrence, fact: Fact) -> Recorded | None:
        """The fact as recorded for the nearest occurrence of its subject."""
        found = place.path.get(fact.subject.key) or self.nearest(place, fact.subject)
        return found.facts.get(fact.key) if found is not None else None

    def value(self, place: Occurrence, fact: Fact) -> Any:
        """The fact's value; None when it has not been recorded."""
        if self.draft is not None and fact.key in self.draft:
            return self.draft[fact.key]
        found = self.recorded(place, fact)
        return found.value if found is not None else None

    def document_day(self, place: Occurrence, document: Document) -> date | None:
        """The day the paper came to be; None when there is none."""
        found = self.nearest(place, document.subject)
        return found.documents.get(document.key) if found is not None else None

    def consent(self, place: Occurrence, consent: Consent) -> ConsentState:
        """How the consent stands; MISSING when nobody was asked, or not all have answered who must today."""
        record = consents.record_of(self, place, consent)
        state = record.state(self.day) if record is not None else ConsentState.MISSING
        return ConsentState.MISSING if state is ConsentState.GIVEN and consent.key in self.lapsed else state

    def consent_until(self, place: Occurrence, consent: Consent) -> date | None:
        """The first day on which the consent no longer stands; None where no end is known."""
        record = consents.record_of(self, place, consent)
        return record.until if record is not None else None

    def consent_withdrawn(self, place: Occurrence, consent: Consent) -> date | None:
        """The day on which the consent was last taken back; None where it never was."""
        record = consents.record_of(self, place, consent)
        return record.withdrawn_on if record is not None else None

    def was_taken(self, place: Occurrence, step: str) -> bool:
        """Whether the step has been taken for the nearest occurrence of its subject."""
        return self.taking(place, step) is not None

    def taking(self, place: Occurrence, step: str) -> Event | None:
        """The event by which the step was last taken."""
        declared = self.procedure.step(step)
        found = self.nearest(place, declared.per)
        return found.taken.get(declared.key) if found is not None else None

    def wake(self, day: date) -> None:
        """Remember that the answers may change on that day without any event (trap 11)."""
        self.wakes.add(day)

    def due(self, place: Occurrence, deadline: Deadline) -> date | None:
        """The day the deadline falls on, exactly as counted; None while the day it counts from is unknown."""
        return dates.due(self, place, deadline)

    def due_open(self, place: Occurrence, deadline: Deadline) -> date | None:
        """The same as an open day on which a task can be done: a bare day goes back to the last open one."""
        return dates.due_open(self, place, deadline)

    def due_moment(self, place: Occurrence, deadline: Deadline) -> datetime | None:
        """The clock time of a limit in hours; None for other limits, or while the moment is unknown."""
        return dates.due_moment(self, place, deadline)

    def anchor_day(self, place: Occurrence, anchor: Anchor) -> date | None:
        """The day the anchor stands for; None while it is unknown."""
        return dates.anchor_day(self, place, anchor)

    # The fold -----------------------------------------------------------------------------------------------------

    def occurrence(self, identity: str) -> Occurrence | None:
        """The occurrence with this id, a calendar's own made on the way; None when there is none."""
        found = self.by_id.get(identity)
        if found is None and "." in identity:
            parent, _, tail = identity.rpartition(".")
            key, _, number = tail.rpartition("-")
            subject = self.procedure.subject_by_key.get(key)
            above = self.by_id.get(parent)
            if subject and subject.calendar and above and number.isdigit() and int(number) > 0:
                found = scheduled(self, above, subject, int(number))
        return found

    def begin(self, day: date) -> None:
        """Open the case itself."""
        if self.root is None:
            self.root = self.open(self.procedure.root.key, ROOT, None, day)

    def fold(self, event: Event) -> None:
        """Let one event count. What refers to nothing is a stray, not a fault (trap 4)."""
        step = self.procedure.step(event.step, event.on) if self.procedure.knows(event.step) else None
        place = self.occurrence(event.occurrence)
        if step is None or place is None or place.subject != step.per.key:
            self.strays.append(event)
            return
        self.events.append(event)
        if event.kind is EventKind.DEPARTED:
            place.departures[(step.key, str(event.facts.get(DEPARTED_RULE, "")))] = event
            return
        place.taken[step.key] = event
        self._record(step, place, event)
        if step.ends is not None and self._holds(step.ends_when, place, event):
            ending = self.nearest(place, step.ends)
            if ending is not None:
                _end(ending, event.on)

    def _record(self, step: Step, place: Occurrence, event: Event) -> None:
        target = place
        if step.opens is not None and self._holds(step.opens_when, place, event):
            target = self._opened_by(step.opens, place, event)
            if step.also_opens is not None:
                target = self._opened_by(step.also_opens, target, event)
        for asked in step.asked():
            value = event.facts.get(asked.fact.key)
            if value is not None:
                self._write(asked.fact, value, self._home(step, place, target, asked.fact.subject), event)
        for fact in step.formerly:
            self._write(fact, event.facts.get(fact.key), self._home(step, place, target, fact.subject), event)
        for fact, source in step.carries:
            self._write(fact, self.value(place, source), self._home(step, place, target, fact.subject), event)
        for document in step.produces:
            home = self._home(step, place, target, document.subject)
            if home is not None:
                home.documents[document.key] = event.on
        self._record_consent(step, target, event)

    def _write(self, fact: Fact, value: Any, home: Occurrence | None, event: Event) -> None:
        if value is not None and home is not None and not (fact.first_wins and fact.key in home.facts):
            home.facts[fact.key] = Recorded(value, event.on, event.number)

    def _home(self, step: Step, place: Occurrence, target: Occurrence, subject: Subject) -> Occurrence | None:
        """Where a thing of that subject is written: what the step might have opened, but did not, has no stand-in."""
        found = target.path.get(subject.key)
        if found is not None or subject in (step.opens, step.also_opens):
            return found
        return place.path.get(subject.key) or self.nearest(target, subject)

    def _record_consent(self, step: Step, target: Occurrence, event: Event) -> None:
        consent = step.gives or step.withdraws
        home = self.nearest(target, consent.subject) if consent is not None else None
        if consent is None or home is None:
            return
        before = home.consents.get(consent.key)
        if step.withdraws is not None:
            home.consents[consent.key] = consents.withdrawn(step, event, before)
            return
        record = consents.asked(step, event, before)
        if record is None:
            return
        home.consents[consent.key] = record
        if step.answer is not None and step.replies is not None:
            home.facts.pop(step.answer.key, None)
            self._write(step.answer, record.standing.answer, home, event)

    def _holds(self, condition: Condition | None, place: Occurrence, event: Event) -> bool:
        """Whether it held when the event happened: on that day, with what the event itself says."""
        if condition is None:
            return True
        day, wakes = self.day, self.wakes
        self.day, self.wakes, self.draft = event.on, set(), event.facts
        try:
            return condition.answer(self, place) is True
        finally:
            self.day, self.wakes, self.draft = day, wakes, None

    def _opened_by(self, subject: Subject, place: Occurrence, event: Event) -> Occurrence:
        parent = self.nearest(place, subject.of) if subject.of else None
        made = self.open(subject.key, f"{subject.key}-{event.number}", parent or place, event.on)
        made.origin = place
        return made

    def open(self, subject: str, identity: str, parent: Occurrence | None, day: date) -> Occurrence:
        """Make an occurrence and enter it below all that it lies in."""
        beside = parent.below.get(subject, _NOTHING) if parent else _NOTHING
        made = Occurrence(subject, identity, parent, day, len(beside) + 1)
        self.by_id[identity] = made
        self.by_subject.setdefault(subject, []).append(made)
        above = parent
        while above is not None:
            above.below.setdefault(subject, []).append(made)
            above = above.parent
        return made


def _origin(place: Occurrence, subject: str) -> Occurrence | None:
    """What `place`, or a thing it lies in, was opened from, when that is such a subject."""
    above: Occurrence | None = place
    while above is not None:
        if above.origin is not None and above.origin.subject == subject:
            return above.origin
        above = above.parent
    return None


def _end(ending: Occurrence, day: date) -> None:
    """End the occurrence and what lies in it; what has ended before keeps its day."""
    if ending.ended is None:
        ending.ended = day
    for each in ending.below.values():
        for occurrence in each:
            if occurrence.ended is None:
                occurrence.ended = day


def fold(
    procedure: Procedure,
    history: Iterable[Event],
    day: date,
    known: date | None = None,
    before: tuple[date, int] | None = None,
) -> World:
    """The case as it stands on `day` (as known at the end of `known`): pure, linear in the number of events."""
    history = list(history)
    world = World(procedure, day)
    for event in history:
        if event.on > day:
            world.wake(event.on)
    events = effective(history, day, known, before)
    if events:
        world.begin(events[0].on)
        for event in events:
            world.fold(event)
        schedule(world)
        for occurrence in world.by_id.values():
            world.wakes.update(consents.wakes(occurrence))
    return world

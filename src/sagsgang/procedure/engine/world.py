"""A case as it stands: the history folded into occurrences with their facts, papers and consents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from sagsgang.procedure.engine.history import Event, EventKind, effective
from sagsgang.procedure.language import Consent, Document, Fact, Procedure, Step, Subject
from sagsgang.procedure.language.deadlines import (
    ActedDay,
    Anchor,
    Deadline,
    EarliestDay,
    FactDay,
    OpenedDay,
    RecordedDay,
    RunsOut,
    ScheduledDay,
    YearDay,
)
from sagsgang.procedure.workdays import Limit, Unit, after_hours, due_after, due_before, shift_months

WITHDRAWN = "trukket"
ROOT = "sag"
_NOTHING: list[Any] = []


class Recorded(NamedTuple):
    """A fact's value, the day it was settled, and the event that says so."""

    value: Any
    on: date
    event: int


class Occurrence:
    """One life of a subject: this underretning, that offer, the third follow-up."""

    __slots__ = (
        "below", "consents", "departures", "documents", "ended", "facts", "id", "number", "opened", "parent", "path",
        "scheduled", "subject", "taken",
    )  # fmt: skip

    def __init__(
        self, subject: str, identity: str, parent: Occurrence | None, opened: date, number: int = 1
    ) -> None:
        self.subject = subject
        self.id = identity
        self.parent = parent
        self.opened = opened
        self.number = number
        self.ended: date | None = None
        self.scheduled: date | None = None
        self.facts: dict[str, Recorded] = {}
        self.documents: dict[str, date] = {}
        self.consents: dict[str, tuple[str, date]] = {}
        self.taken: dict[str, Event] = {}
        self.departures: dict[tuple[str, str], Event] = {}
        self.below: dict[str, list[Occurrence]] = {}
        self.path: dict[str, Occurrence] = {**parent.path, subject: self} if parent else {subject: self}


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

    # What conditions ask ------------------------------------------------------------------------------------------

    def nearest(self, place: Occurrence, subject: Subject) -> Occurrence | None:
        """The occurrence of the subject that `place` lies in, else the latest one beside it."""
        found = place.path.get(subject.key)
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

    def consent(self, place: Occurrence, consent: Consent) -> str | None:
        """The answer that stands; None when never asked, or withdrawn and not asked again."""
        found = self.nearest(place, consent.subject)
        state = found.consents.get(consent.key) if found is not None else None
        return None if state is None or state[0] == WITHDRAWN else state[0]

    def was_taken(self, place: Occurrence, step: str) -> bool:
        """Whether the step has been taken for the nearest occurrence of its subject."""
        return self.taking(place, step) is not None

    def taking(self, place: Occurrence, step: str) -> Event | None:
        """The event by which the step was last taken."""
        found = self.nearest(place, self.procedure.step(step).per)
        return found.taken.get(step) if found is not None else None

    def wake(self, day: date) -> None:
        """Remember that the answers may change on that day without any event (trap 11)."""
        self.wakes.add(day)

    # Dates --------------------------------------------------------------------------------------------------------

    def due(self, place: Occurrence, deadline: Deadline) -> date | None:
        """The day the deadline falls on; None while the day it counts from is unknown."""
        limit = deadline.limit
        if limit is not None and limit.unit is Unit.HOURS:
            moment = self.due_moment(place, deadline)
            return moment.date() if moment else None
        anchor = self.anchor_day(place, deadline.anchor)
        if anchor is None or limit is None:
            return anchor
        return due_before(anchor, limit) if deadline.before else due_after(anchor, limit)

    def due_moment(self, place: Occurrence, deadline: Deadline) -> datetime | None:
        """The clock time of a limit in hours; None for other limits, or while the moment is unknown."""
        limit, anchor = deadline.limit, deadline.anchor
        if limit is None or limit.unit is not Unit.HOURS or not isinstance(anchor, FactDay):
            return None
        moment = self.value(place, anchor.fact)
        return after_hours(moment, limit.count) if isinstance(moment, datetime) else None

    def anchor_day(self, place: Occurrence, anchor: Anchor) -> date | None:
        """The day the anchor stands for; None while it is unknown."""
        reader = _ANCHORS[type(anchor)]
        return reader(self, place, anchor)

    def _fact_day(self, place: Occurrence, anchor: FactDay) -> date | None:
        value = self.value(place, anchor.fact)
        if isinstance(value, datetime):
            return value.date()
        return value if isinstance(value, date) else None

    def _recorded_day(self, place: Occurrence, anchor: RecordedDay) -> date | None:
        found = self.recorded(place, anchor.fact)
        return found.on if found else None

    def _acted_day(self, place: Occurrence, anchor: ActedDay) -> date | None:
        event = self.taking(place, anchor.step)
        return event.on if event else None

    def _opened_day(self, place: Occurrence, anchor: OpenedDay) -> date | None:
        found = self.nearest(place, anchor.subject)
        return found.opened if found else None

    def _scheduled_day(self, place: Occurrence, _anchor: ScheduledDay) -> date | None:
        return place.scheduled

    def _year_day(self, place: Occurrence, anchor: YearDay) -> date | None:
        first = self.anchor_day(place, anchor.on_or_after)
        if first is None:
            return None
        this_year = date(first.year, anchor.month, anchor.day)
        return this_year if this_year >= first else date(first.year + 1, anchor.month, anchor.day)

    def _runs_out(self, place: Occurrence, anchor: RunsOut) -> date | None:
        start, months = self.value(place, anchor.start), self.value(place, anchor.months)
        return shift_months(start, months) if start is not None and months is not None else None

    def _earliest_day(self, place: Occurrence, anchor: EarliestDay) -> date | None:
        found = [self.anchor_day(place, each) for each in anchor.anchors]
        return min((day for day in found if day is not None), default=None)

    # The fold -----------------------------------------------------------------------------------------------------

    def occurrence(self, identity: str) -> Occurrence | None:
        """The occurrence with this id, a calendar's own made on the way; None when there is none."""
        found = self.by_id.get(identity)
        if found is None and "." in identity:
            parent, _, tail = identity.rpartition(".")
            key, _, number = tail.rpartition("-")
            subject = self.procedure.subject_by_key.get(key)
            above = self.by_id.get(parent)
            if subject and subject.calendar and above and number.isdigit():
                found = self._scheduled(above, subject, int(number))
        return found

    def begin(self, day: date) -> None:
        """Open the case itself."""
        if self.root is None:
            self.root = self._open(self.procedure.root.key, ROOT, None, day)

    def fold(self, event: Event) -> None:
        """Let one event count. What refers to nothing is a stray, not a fault (trap 4)."""
        step = self.procedure.step(event.step, event.on) if self._knows(event) else None
        place = self.occurrence(event.occurrence)
        if step is None or place is None or place.subject != step.per.key:
            self.strays.append(event)
            return
        self.events.append(event)
        if event.kind is EventKind.DEPARTED:
            place.departures[(step.key, str(event.facts.get("regel", "")))] = event
            return
        place.taken[step.key] = event
        self._record(step, place, event)
        if step.ends is not None:
            self._maybe_end(step, place, event)

    def _knows(self, event: Event) -> bool:
        key = self.procedure.aliases.get(event.step, event.step)
        return key in self.procedure.versions

    def _record(self, step: Step, place: Occurrence, event: Event) -> None:
        target = place
        facts = event.facts
        if step.opens is not None and self._holds(step.opens_when, place, facts):
            target = self._opened_by(step.opens, place, event)
            if step.also_opens is not None:
                target = self._opened_by(step.also_opens, target, event)
        for asked in step.asked():
            fact = asked.fact
            value = facts.get(fact.key)
            if value is None:
                continue
            home = target.path.get(fact.subject.key) or place.path.get(fact.subject.key)
            if home is None:
                home = self.nearest(place, fact.subject)
            if home is not None and not (fact.first_wins and fact.key in home.facts):
                home.facts[fact.key] = Recorded(value, event.on, event.number)
        for document in step.produces:
            home = target.path.get(document.subject.key) or self.nearest(place, document.subject)
            if home is not None:
                home.documents[document.key] = event.on
        self._record_consent(step, target, event)

    def _record_consent(self, step: Step, target: Occurrence, event: Event) -> None:
        consent = step.gives or step.withdraws
        if consent is None:
            return
        home = self.nearest(target, consent.subject)
        if home is None:
            return
        answer = WITHDRAWN if step.withdraws else str(event.facts.get(step.answer.key if step.answer else "", ""))
        home.consents[consent.key] = (answer, event.on)

    def _holds(self, condition: Any, place: Occurrence, facts: Mapping[str, Any]) -> bool:
        if condition is None:
            return True
        self.draft = facts
        try:
            return condition.answer(self, place) is True
        finally:
            self.draft = None

    def _opened_by(self, subject: Subject, place: Occurrence, event: Event) -> Occurrence:
        parent = self.nearest(place, subject.of) if subject.of else None
        return self._open(subject.key, f"{subject.key}-{event.number}", parent or place, event.on)

    def _open(self, subject: str, identity: str, parent: Occurrence | None, day: date) -> Occurrence:
        beside = parent.below.get(subject, _NOTHING) if parent else _NOTHING
        made = Occurrence(subject, identity, parent, day, len(beside) + 1)
        self.by_id[identity] = made
        self.by_subject.setdefault(subject, []).append(made)
        above = parent
        while above is not None:
            above.below.setdefault(subject, []).append(made)
            above = above.parent
        return made

    def _maybe_end(self, step: Step, place: Occurrence, event: Event) -> None:
        assert step.ends is not None
        if not self._holds(step.ends_when, place, event.facts):
            return
        ending = self.nearest(place, step.ends)
        if ending is not None:
            self._end(ending, event.on)

    def _end(self, ending: Occurrence, day: date) -> None:
        if ending.ended is None:
            ending.ended = day
        for each in ending.below.values():
            for occurrence in each:
                if occurrence.ended is None:
                    occurrence.ended = day

    # What calendars make ------------------------------------------------------------------------------------------

    def schedule(self) -> None:
        """Make the occurrences of every calendar: those due by now, and the next that is not yet done."""
        for subject in self.procedure.calendar_subjects:
            assert subject.of is not None
            for parent in list(self.by_subject.get(subject.of.key, ())):
                self._schedule_one(subject, parent)

    def _schedule_one(self, subject: Subject, parent: Occurrence) -> None:
        first = self._calendar_day(subject, parent, 1)
        if first is None:
            return
        last = parent.ended or date.max
        number = 1
        if subject.calendar and not subject.calendar.piles_up:
            number = self._latest_past(subject, parent)
        while True:
            day = self._calendar_day(subject, parent, number)
            if day is None or day > last:
                return
            made = self._scheduled(parent, subject, number)
            if day > self.day and made is not None and not made.taken:
                self.wake(day)
                return
            number += 1

    def _latest_past(self, subject: Subject, parent: Occurrence) -> int:
        number = 1
        while True:
            following = self._calendar_day(subject, parent, number + 1)
            if following is None or following > self.day:
                return number
            number += 1

    def _calendar_day(self, subject: Subject, parent: Occurrence, number: int) -> date | None:
        assert subject.calendar is not None
        anchor = self.anchor_day(parent, subject.calendar.counted_from)
        if anchor is None:
            return None
        return due_after(anchor, _nth(subject.calendar.first, subject.calendar.then, number))

    def _scheduled(self, parent: Occurrence, subject: Subject, number: int) -> Occurrence | None:
        identity = f"{parent.id}.{subject.key}-{number}"
        made = self.by_id.get(identity)
        if made is not None:
            return made
        day = self._calendar_day(subject, parent, number)
        if day is None:
            return None
        made = self._open(subject.key, identity, parent, parent.opened)
        made.number = number
        made.scheduled = day
        made.ended = parent.ended
        return made


_NTH: dict[tuple[Limit, Limit, int], Limit] = {}


def _nth(first: Limit, then: Limit, number: int) -> Limit:
    key = (first, then, number)
    found = _NTH.get(key)
    if found is None:
        if first.unit is not then.unit:
            raise ValueError("a calendar counts its first and its later limits in the same unit")
        found = _NTH[key] = Limit(
            count=first.count + (number - 1) * then.count,
            unit=first.unit,
            calendar=first.calendar,
            roll=first.roll,
        )
    return found


_ANCHORS: dict[type[Anchor], Any] = {
    FactDay: World._fact_day,
    RecordedDay: World._recorded_day,
    ActedDay: World._acted_day,
    OpenedDay: World._opened_day,
    ScheduledDay: World._scheduled_day,
    YearDay: World._year_day,
    RunsOut: World._runs_out,
    EarliestDay: World._earliest_day,
}


def fold(
    procedure: Procedure,
    history: Iterable[Event],
    day: date,
    known: date | None = None,
    before: tuple[date, int] | None = None,
) -> World:
    """The case as it stands on `day` (as known at the end of `known`): pure, linear in the number of events."""
    world = World(procedure, day)
    events = effective(history, day, known, before)
    if events:
        world.begin(events[0].on)
        for event in events:
            world.fold(event)
        world.schedule()
    return world

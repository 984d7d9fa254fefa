"""By when: a limit, the day it counts from, and where that is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sagsgang.procedure.language.conditions import Need
from sagsgang.procedure.language.facts import Fact
from sagsgang.procedure.language.sources import Citation
from sagsgang.procedure.language.terms import Consent, Subject
from sagsgang.procedure.workdays import BORGER, LOKAL, MYNDIGHED, Limit, Roll, Unit
from sagsgang.procedure.workdays import Calendar as OpenDays


@dataclass(frozen=True, slots=True, eq=False)
class Anchor:
    """The day a deadline counts from. `phrase` names it mid-sentence."""

    phrase: str

    def needs(self) -> Iterator[Need]:
        """The named things the anchor rests on."""
        yield from ()


@dataclass(frozen=True, slots=True, eq=False)
class FactDay(Anchor):
    """The date (or moment) that was recorded."""

    fact: Fact

    def needs(self) -> Iterator[Need]:
        yield ("fact", self.fact.key)


@dataclass(frozen=True, slots=True, eq=False)
class RecordedDay(Anchor):
    """The day on which the fact was settled."""

    fact: Fact

    def needs(self) -> Iterator[Need]:
        yield ("fact", self.fact.key)


@dataclass(frozen=True, slots=True, eq=False)
class ActedDay(Anchor):
    """The day on which the step was taken."""

    step: str

    def needs(self) -> Iterator[Need]:
        yield ("step", self.step)


@dataclass(frozen=True, slots=True, eq=False)
class OpenedDay(Anchor):
    """The day on which the nearest occurrence of the subject began."""

    subject: Subject

    def needs(self) -> Iterator[Need]:
        yield ("subject", self.subject.key)


@dataclass(frozen=True, slots=True, eq=False)
class ScheduledDay(Anchor):
    """The day the calendar gave the occurrence itself."""


@dataclass(frozen=True, slots=True, eq=False)
class YearDay(Anchor):
    """The first such day of the year on or after the other anchor."""

    month: int
    day: int
    on_or_after: Anchor

    def needs(self) -> Iterator[Need]:
        yield from self.on_or_after.needs()


@dataclass(frozen=True, slots=True, eq=False)
class RunsOut(Anchor):
    """The day a period of so many months, itself recorded, has run out."""

    start: Fact
    months: Fact

    def needs(self) -> Iterator[Need]:
        yield ("fact", self.start.key)
        yield ("fact", self.months.key)


@dataclass(frozen=True, slots=True, eq=False)
class ConsentEnds(Anchor):
    """The first day on which the consent no longer stands."""

    consent: Consent

    def needs(self) -> Iterator[Need]:
        yield ("consent", self.consent.key)


@dataclass(frozen=True, slots=True, eq=False)
class ConsentWithdrawn(Anchor):
    """The day on which the consent was last taken back; unknown while it was not."""

    consent: Consent


@dataclass(frozen=True, slots=True, eq=False)
class EarliestDay(Anchor):
    """The earliest of the anchors that are known."""

    anchors: tuple[Anchor, ...]

    def needs(self) -> Iterator[Need]:
        for anchor in self.anchors:
            yield from anchor.needs()


@dataclass(frozen=True, slots=True, eq=False)
class LatestDay(EarliestDay):
    """The latest of the anchors that are known."""


@dataclass(frozen=True, slots=True, eq=False)
class DueDay(Anchor):
    """The day another deadline falls on."""

    deadline: Deadline

    def needs(self) -> Iterator[Need]:
        yield from self.deadline.anchor.needs()


@dataclass(frozen=True, slots=True, eq=False)
class Deadline:
    """A limit reckoned from an anchor; without a limit the day of the anchor itself.

    `agreed`: the fact that holds how many there are of the limit's unit, where something else is agreed locally (D2).
    `first`: where the first day of a calendar is written, when that is another place than the later ones.
    """

    anchor: Anchor
    limit: Limit | None
    before: bool
    citation: Citation
    agreed: Fact | None = None
    first: Citation | None = None

    def written(self, number: int = 2) -> Citation:
        """Where the deadline of the calendar's occurrence with that number is written."""
        return self.first if self.first is not None and number == 1 else self.citation


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time that becomes a deadline once it is told from when."""

    limit: Limit
    agreed: Fact | None = None

    def after(self, anchor: Anchor | Fact, citation: Citation) -> Deadline:
        """So long after the anchor."""
        return Deadline(the_day(anchor), self.limit, False, citation, self.agreed)

    def before(self, anchor: Anchor | Fact, citation: Citation) -> Deadline:
        """So long before the anchor."""
        return Deadline(the_day(anchor), self.limit, True, citation, self.agreed)

    def or_as_agreed(self, fact: Fact) -> Span:
        """So many as the fact says, where one has been recorded: a local agreement (D2)."""
        return replace(self, agreed=fact)


def the_day(anchor: Anchor | Fact) -> Anchor:
    """A fact stands for its own date."""
    return FactDay(anchor.phrase, anchor) if isinstance(anchor, Fact) else anchor


def _span(unit: Unit, count: int, open_days: OpenDays, roll: Roll) -> Span:
    return Span(Limit(unit=unit, count=count, calendar=open_days, roll=roll))


def hours(count: int) -> Span:
    """Clock hours; needs a moment (trap 14)."""
    return _span(Unit.HOURS, count, MYNDIGHED, Roll.NONE)


def days(count: int) -> Span:
    """Calendar days; a closed last day goes back to the last open one."""
    return _span(Unit.DAYS, count, LOKAL, Roll.BACK)


def weeks(count: int) -> Span:
    """Weeks, as a duty of the authority: never slides past the day (X4)."""
    return _span(Unit.WEEKS, count, LOKAL, Roll.BACK)


def months(count: int) -> Span:
    """Months, as a duty of the authority."""
    return _span(Unit.MONTHS, count, LOKAL, Roll.BACK)


def calendar_months(count: int) -> Span:
    """Months by the calendar alone, for periods that simply run out."""
    return _span(Unit.MONTHS, count, LOKAL, Roll.NONE)


def citizens_weeks(count: int) -> Span:
    """Weeks that a citizen has: a closed last day runs on to the next open one (X4)."""
    return _span(Unit.WEEKS, count, BORGER, Roll.FORWARD)


def working_days(count: int) -> Span:
    """Local working days, Monday to Friday (D2, D4)."""
    return _span(Unit.WORKING_DAYS, count, LOKAL, Roll.BACK)


def weekdays(count: int) -> Span:
    """Weekdays of the authority: Saturday counts, so it is never late (X4)."""
    return _span(Unit.WORKING_DAYS, count, MYNDIGHED, Roll.BACK)


def on(anchor: Anchor | Fact, citation: Citation) -> Deadline:
    """On the day of the anchor itself."""
    return Deadline(the_day(anchor), None, False, citation)


def on_schedule(citation: Citation, *, first: Citation | None = None) -> Deadline:
    """On the day the calendar gave the occurrence, moved back to an open day; `first` is where the first is written."""
    return Deadline(ScheduledDay("planens dato"), None, False, citation, first=first)


def recorded(fact: Fact) -> Anchor:
    """The day on which the fact was settled."""
    if fact.phrase.startswith(("om ", "hvem ", "hvad ")):
        return RecordedDay(f"den dag, det blev afgjort, {fact.phrase}", fact)
    comma = "," if ", " in fact.phrase else ""
    return RecordedDay(f"den dag, {fact.phrase}{comma} blev afgjort", fact)


def acted(step: str, phrase: str) -> Anchor:
    """The day on which the step was taken; `phrase` names that day mid-sentence."""
    return ActedDay(phrase, step)


def opened(subject: Subject, phrase: str) -> Anchor:
    """The day on which the subject began; `phrase` names that day mid-sentence."""
    return OpenedDay(phrase, subject)


def year_day(month: int, day: int, phrase: str, *, on_or_after: Anchor | Fact) -> Anchor:
    """A fixed day of the year."""
    return YearDay(phrase, month, day, the_day(on_or_after))


def runs_out(start: Fact, months: Fact, phrase: str) -> Anchor:
    """The day after the last day of a period that is `months` long."""
    return RunsOut(phrase, start, months)


def expiry(consent: Consent, phrase: str) -> Anchor:
    """The day on which the consent runs out; `phrase` names that day mid-sentence."""
    return ConsentEnds(phrase, consent)


def withdrawal(consent: Consent, phrase: str) -> Anchor:
    """The day on which the consent was taken back; `phrase` names that day mid-sentence."""
    return ConsentWithdrawn(phrase, consent)


def due_day(deadline: Deadline, phrase: str) -> Anchor:
    """The day another deadline falls on; `phrase` names that day mid-sentence."""
    return DueDay(phrase, deadline)


def latest_of(phrase: str, *anchors: Anchor | Fact) -> Anchor:
    """The last of several days, of those that are known."""
    return LatestDay(phrase, tuple(the_day(anchor) for anchor in anchors))


def earliest_of(phrase: str, *anchors: Anchor | Fact) -> Anchor:
    """The first of several days (X19)."""
    return EarliestDay(phrase, tuple(the_day(anchor) for anchor in anchors))

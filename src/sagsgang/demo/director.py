"""Plays scripts: every line becomes one call of the one door, by the right person, on its own day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction

from sagsgang.casework.access import Viewer, viewer_of
from sagsgang.casework.answers import REASON
from sagsgang.casework.commands import Result, add_note, annul, appoint, correct, depart, open_case, take
from sagsgang.casework.consents import givers_for
from sagsgang.casework.ledger import RecordedFor, load
from sagsgang.casework.models import Case
from sagsgang.casework.procedures import procedure
from sagsgang.casework.refusals import CaseworkRefusal, StepClosed
from sagsgang.demo.families import add_child
from sagsgang.demo.script import Annul, Answered, Correct, Day, Depart, HandOver, Here, Line, Moment, Play, Take, Write
from sagsgang.demo.words import WORDS, word_for
from sagsgang.people.models import Person, RoleAssignment, Unit, User
from sagsgang.procedure.engine import Assessment, Standing, State, assess
from sagsgang.procedure.faelles_sagsforloeb.oplysninger import KLASSETRIN, SKOLE, SOF_ENHED
from sagsgang.procedure.language import Kind, Seat, Step
from sagsgang.procedure.workdays import COPENHAGEN, LOKAL, open_day_until

MORNING = time(8, 5)
NEW_CLASS, MOVED_UP = "sagen.klassetrin", (8, 12)
RENEWAL, NEARLY_A_YEAR = "samtykke.forny_", 335


class Stumble(Exception):
    """A line of a script that the town's rules refuse: which, on which day, and why."""


@dataclass(frozen=True)
class Town:
    """Who holds which role where, and the units by key: read once for all plays."""

    posts: Mapping[tuple[str, str], tuple[RoleAssignment, ...]]
    units: Mapping[str, Unit]
    viewers: dict[int, Viewer] = field(default_factory=dict)

    @classmethod
    def load(cls) -> Town:
        """Two queries."""
        posts: dict[tuple[str, str], list[RoleAssignment]] = {}
        for post in RoleAssignment.objects.select_related("user", "unit").order_by("pk"):
            posts.setdefault((post.role, post.unit.key), []).append(post)
        units = {unit.key: unit for unit in Unit.objects.all()}
        return cls({key: tuple(held) for key, held in posts.items()}, units)

    def holders(self, role: str, unit: str, day: date) -> list[User]:
        """The people who hold the role in the unit on the day."""
        return [post.user for post in self.posts.get((role, unit), ()) if post.holds_on(day)]

    def viewer(self, user: User, day: date) -> Viewer:
        """The user on that day. Roles are read once: posts of the town change and people stand in only afterwards."""
        if user.pk not in self.viewers:
            self.viewers[user.pk] = viewer_of(user, day)
        return replace(self.viewers[user.pk], day=day)

    def in_area(self, kind: str, area: str) -> str:
        """The unit of the kind in the area, else the town's only one of its kind."""
        found = [unit for unit in self.units.values() if unit.kind == kind]
        local = [unit for unit in found if unit.area == area]
        return (local or found)[0].key


@dataclass
class Director:
    """Plays one child's case, line by line, with its own clock."""

    town: Town
    play: Play
    index: int
    today: date
    case: Case | None = None
    assessment: Assessment | None = None
    minutes: int = 0
    school: str = ""
    sof: str = ""
    provider: str = ""
    people: dict[str, User] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.school = self.play.school
        self.sof = self.play.sof or f"bbu-{self.area}"
        self.provider = self.play.provider

    @property
    def area(self) -> str:
        """The area of the child's school."""
        return self.town.units[self.school].area

    def day(self, number: int) -> date:
        """The date of that day of the course; a closed day goes back to the last open one, so the order stands."""
        return open_day_until(LOKAL, self.today - timedelta(days=self.play.age - number))

    def run(self) -> Case:
        """Play all lines up to now in one transaction; the case as it then stands."""
        with transaction.atomic():
            child = add_child(self.index, self.play.grade, self.day(0))
            for line in self._lines():
                self._speak(line, child)
        if self.case is None:
            raise Stumble(f"{self.play.course.key}: nothing opens the case")
        return self.case

    def _lines(self) -> list[Line]:
        """The lines of the play, and each August the one by which RC moves the child up a class."""
        opened, last = self.day(0), self.play.age if self.play.until is None else self.play.until
        lines: list[Line] = list(self.play.lines())
        for years, year in enumerate(range(opened.year + (opened.month > 7), self.today.year + 1), start=1):
            number = (date(year, *MOVED_UP) - (self.today - timedelta(days=self.play.age))).days
            if number <= last:
                lines.append(Take(number, "rc_plc", NEW_CLASS, {KLASSETRIN.key: self.play.grade + years}))
        lines += self._renewals(lines, last)
        return sorted(lines, key=lambda line: line.day)

    @staticmethod
    def _renewals(lines: list[Line], last: int) -> list[Line]:
        """For each consent the lines by which the family is asked again a month before it runs out."""
        steps = procedure().steps
        renewing = {step.gives: step.key for step in steps if step.gives and step.key.startswith(RENEWAL)}
        made: list[Line] = []
        for line in lines:
            consent = procedure().step(line.step).gives if isinstance(line, Take) else None
            if isinstance(line, Take) and consent is not None and Answered("ja") in line.facts.values():
                days = range(line.day + NEARLY_A_YEAR, last + 1, NEARLY_A_YEAR)
                made += [Take(day, line.role, renewing[consent], line.facts) for day in days]
        return made

    def _speak(self, line: Line, child: Person) -> None:
        if getattr(line, "step", "") == NEW_CLASS and (self.assessment is None or not self.assessment.is_open):
            return
        if getattr(line, "step", "").startswith(RENEWAL) and not self._waits(line):
            return
        try:
            result = self._say(line, child)
        except CaseworkRefusal as refusal:
            raise Stumble(self._why(line, refusal)) from refusal
        if result is not None:
            self.case, self.assessment = result.case, result.assessment
        if isinstance(line, Take):
            self._follow(line)

    def _waits(self, line: Line) -> bool:
        """Whether the step of the line waits for somebody on its day."""
        if self.case is None:
            return False
        step = getattr(line, "step", "")
        found = assess(procedure(), load(self.case), self.day(line.day))
        return any(standing.state is State.OPEN for standing in found.of_step(step))

    def _say(self, line: Line, child: Person) -> Result | None:
        if isinstance(line, Take):
            return self._open(line, child) if self.assessment is None else self._take(line, child)
        if self.case is None:
            raise Stumble(f"{self.play.course.key}: day {line.day} comes before the case is opened")
        actor, at = self._actor(line.role, line.day), self._at(line.day)
        common: dict[str, Any] = {"case_id": self.case.pk, "actor": actor, "at": at}
        if isinstance(line, Write):
            add_note(body=line.body, on=at.date(), **common)
            return None
        if isinstance(line, HandOver):
            user = User.objects.get(username=line.by)
            appoint(user=user, role=line.role, since=at.date(), **common)
            self.people[line.role] = user
            return None
        if isinstance(line, Depart):
            place = self._standing(line.step, at.date(), departing=True).occurrence.id
            return depart(step=line.step, occurrence=place, rule=line.rule, based_on=None, reason=line.reason, **common)
        number = self._latest_event(line.step)
        if isinstance(line, Annul):
            return annul(event=number, based_on=None, reason=line.reason, **common)
        return self._correct(line, number, common)

    def _correct(self, line: Correct, number: int, common: dict[str, Any]) -> Result:
        assert self.assessment is not None
        event = next(e for e in self.assessment.world.events if e.number == number)
        step = procedure().step(line.step, event.on)
        facts = {**self._plain(event.facts), **self._facts(step, line.facts, event.on)}
        return correct(event=number, facts=facts, on=event.on, based_on=None, reason=line.reason, **common)

    @staticmethod
    def _plain(facts: Mapping[str, Any]) -> dict[str, Any]:
        kept = {key: fact for key, fact in procedure().facts.items() if not fact.personal}
        return {key: value for key, value in facts.items() if key in kept}

    def _open(self, line: Take, child: Person) -> Result:
        step = procedure().step(line.step, self.day(line.day))
        facts = self._facts(step, line.facts, self.day(line.day))
        return open_case(child=child, step=line.step, facts=facts, **self._how(line))

    def _take(self, line: Take, child: Person) -> Result:
        assert self.case is not None
        on = self.day(line.day if line.happened is None else line.happened)
        step = procedure().step(line.step, on)
        if step.entry:
            facts = self._facts(step, line.facts, on)
            return open_case(child=child, step=line.step, facts=facts, **self._how(line))
        return take(
            case_id=self.case.pk,
            step=line.step,
            occurrence=self._standing(line.step, on, oldest=line.oldest).occurrence.id,
            facts=self._facts(step, line.facts, on),
            based_on=self.case.version,
            departure_reason=line.because,
            **self._how(line),
        )

    def _how(self, line: Take) -> dict[str, Any]:
        happened = line.day if line.happened is None else line.happened
        at = self._at(line.day)
        return {
            "actor": self._actor(line.role, line.day),
            "on": self.day(happened),
            "at": at,
            "recorded_for": self._for(line),
            "backdating_reason": line.late,
        }

    def _for(self, line: Take) -> RecordedFor | None:
        if not line.for_role:
            return None
        role = procedure().role_by_key[line.for_role]
        name = self._cast(role.key, self.day(line.day)).name if role.logs_in else "Alba Prøvesen"
        return RecordedFor(role.key, line.how, name)

    def _at(self, number: int) -> datetime:
        """The moment of the next line on that day: each some minutes after the one before."""
        self.minutes = (self.minutes + 7) % 420
        return datetime.combine(self.day(number), MORNING, COPENHAGEN) + timedelta(minutes=self.minutes)

    # Who --------------------------------------------------------------------------------------------------------------

    def _actor(self, role: str, number: int) -> Viewer:
        day = self.day(number)
        known = self.people.get(role)
        user = known if known is not None and self._still(known, role, day) else self._cast(role, day)
        self.people[role] = user
        return self.town.viewer(user, day)

    def _still(self, user: User, role: str, day: date) -> bool:
        return user in self.town.holders(role, self._unit_of(role), day)

    def _cast(self, role: str, day: date) -> User:
        unit = self._unit_of(role)
        holders = self.town.holders(role, unit, day)
        if not holders:
            raise Stumble(f"{self.play.course.key}: nobody is {role} in {unit} on {day}")
        named = self.play.cast.get(role)
        if named is not None:
            return next(user for user in holders if user.username == named)
        return holders[self.play.shift % len(holders)]

    def _unit_of(self, role: str) -> str:
        seat = procedure().role_by_key[role].seat
        own = {Seat.SOF: self.sof, Seat.SCHOOL: self.school, Seat.PROVIDER: self.provider}.get(seat)
        return own or self.town.in_area(seat.value, self.area)

    # Where and with what ----------------------------------------------------------------------------------------------

    def _standing(self, step: str, on: date, *, departing: bool = False, oldest: bool = False) -> Standing:
        """The latest occurrence in which the step can be taken, else the one that says best why not."""
        assert self.assessment is not None
        found = [s for s in self.assessment.of_step(step) if s.occurrence.ended is None or s.step.outlives]
        if not found:
            raise Stumble(f"{self.play.course.key}: {step} has no occurrence on {on}")
        ready = [s for s in found if s.state is State.OPEN]
        again = [s for s in found if s.state is State.DONE and s.step.again]
        if departing:
            ready = [s for s in found if s.state is State.BARRED]
        early = [s for s in ready if oldest or s.occurrence.scheduled is not None]
        return (early or ready[::-1] or again[::-1] or found[::-1])[0]

    def _facts(self, step: Step, given: Mapping[str, Any], on: date) -> dict[str, Any]:
        """The answers of one form: those of the line, and words for every text and judgement it leaves open."""
        facts: dict[str, Any] = {
            key: self._replies(step, value, on) if isinstance(value, Answered) else self._value(value)
            for key, value in given.items()
        }
        for asked in step.asked():
            fact = asked.fact
            if fact.key in facts:
                pass
            elif fact.kind is Kind.PAPER:
                facts[fact.key] = f"{self.index + 100}-{len(facts) + 1}"
            elif fact.kind in (Kind.TEXT, Kind.LINE):
                facts[fact.key] = self.play.course.words.get(fact.key) or word_for(fact)
            elif fact.default is not None:
                facts[fact.key] = fact.default.at(self.today)
            if fact.assessed and fact.key in facts:
                reason = fact.key + REASON
                facts.setdefault(reason, self.play.course.words.get(reason) or WORDS.get(reason) or WORDS[REASON])
        return facts

    def _replies(self, step: Step, said: Answered, on: date) -> list[dict[str, str]]:
        """What each of those who have custody says; the young person says what the first of them says."""
        assert self.case is not None
        first, rest = ("ja", "nej") if said.what == "delt" else (said.what, said.what)
        givers = givers_for(step, self.case.child, on)
        return [
            {"giver": giver.id, "svar": rest if number == 1 else first, "form": "mundtlig" if number else "skriftlig"}
            for number, giver in enumerate(givers)
        ]

    def _value(self, value: Any) -> Any:
        if isinstance(value, Day):
            return self.day(value.number)
        if isinstance(value, Moment):
            return datetime.combine(self.day(value.number), time.fromisoformat(value.clock), COPENHAGEN)
        if isinstance(value, Here):
            return {
                "skole": self.school,
                "ny_skole": self.play.new_school,
                "sof": self.sof,
                "tilbud": self.provider,
                "klassetrin": self.play.grade,
            }[value.what]
        return list(value) if isinstance(value, tuple) else value

    def _follow(self, line: Take) -> None:
        """A line that moves the child to another school, borgercenter or provider moves the cast with it."""
        for fact, value in line.facts.items():
            if fact == SKOLE.key:
                self.school = str(self._value(value))
            elif fact == SOF_ENHED.key:
                self.sof = str(self._value(value))

    def _latest_event(self, step: str) -> int:
        assert self.assessment is not None
        numbers = [event.number for event in self.assessment.world.events if event.step == step]
        if not numbers:
            raise Stumble(f"{self.play.course.key}: {step} has not been taken")
        return numbers[-1]

    def _why(self, line: Line, refusal: CaseworkRefusal) -> str:
        step = getattr(line, "step", "")
        words = [f"{self.play.course.key} day {line.day} {line.role} {step}: {refusal.sentence}"]
        words += [f"{field}: {sentence}" for field, sentence in refusal.fields.items()]
        if isinstance(refusal, StepClosed) and refusal.standing is not None:
            words += [_told(barrier.finding.condition) for barrier in refusal.standing.barriers]
        return " · ".join(words)


def _told(condition: Any) -> str:
    named = ", ".join(f"{kind} {key}" for kind, key in condition.needs())
    return f"{type(condition).__name__}({named})"


def play_all(plays: tuple[Play, ...], today: date) -> list[Case]:
    """Play every script, the oldest case first, so that the case numbers follow the years."""
    town = Town.load()
    order = sorted(range(len(plays)), key=lambda index: (-plays[index].age, index))
    return [Director(town, plays[index], index, today).run() for index in order]

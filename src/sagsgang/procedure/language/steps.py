"""Step and Rule: one declaration each, always in the same order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache

from sagsgang.procedure.language.conditions import Condition
from sagsgang.procedure.language.deadlines import Deadline
from sagsgang.procedure.language.facts import Asked, Fact, Kind
from sagsgang.procedure.language.letters import Letter
from sagsgang.procedure.language.periods import ALWAYS, Period
from sagsgang.procedure.language.sources import Citation
from sagsgang.procedure.language.terms import Act, Consent, Document, Lane, Phase, Role, Subject


class Duty(Enum):
    """Skal, bør, kan: whether the step itself must, should or may be taken."""

    MUST = "skal"
    SHOULD = "bør"
    MAY = "kan"


@dataclass(frozen=True, slots=True, eq=False)
class RoleBy:
    """The role follows from a fact (X1, X12): pairs of value and role, and the role otherwise."""

    fact: Fact
    cases: tuple[tuple[str, Role], ...]
    otherwise: Role

    def roles(self) -> tuple[Role, ...]:
        """Every role it may come to."""
        return (*dict.fromkeys(role for _, role in self.cases), self.otherwise)


def depending_on(fact: Fact, *cases: tuple[str, Role], otherwise: Role) -> RoleBy:
    """The role that goes with the fact's value."""
    return RoleBy(fact, cases, otherwise)


@dataclass(frozen=True, slots=True, eq=False)
class Expectation:
    """What the guidance expects (bør): unmet, it warns and asks for a reason that is recorded."""

    condition: Condition
    citations: tuple[Citation, ...]


def expect(condition: Condition, *citations: Citation) -> Expectation:
    """An expectation with where it is written."""
    return Expectation(condition, citations)


@dataclass(frozen=True, slots=True, eq=False)
class Journal:
    """What a step writes in an outside system (I): which one, and the paper that goes there, where there is one.

    `number`: the fact that holds the number it gets there; `day`: the one that holds the day it was written.
    """

    system: str
    paper: Document | None = None
    number: Fact | None = None
    day: Fact | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One step of the procedure.

    what · where · who · what must hold · what is recorded · by when · what comes out · where written · from when.

    `title` is the card's heading and the worklist's row; `done` the statement for the timeline. A step with
    `done_when` is a milestone: it has no form and is met by what other steps record. `repeatable` steps stay open
    and may be taken any number of times; `again` steps may be taken anew after they are done (a new answer).
    `owed_when`: where the duty binds; elsewhere the step may be taken, and has no date.
    `carries` writes what is known already under a second fact, so that nobody types it twice (G3): pairs of the fact
    written and the fact it is taken from.
    `also_opens` opens a second subject inside the one that `opens` opened. `entry` steps begin a case. `outlives`
    steps stay relevant after what they belong to has ended (letters, hand-backs). `ahead`: it looks on to its phase
    from the one before, so neither owing nor doing it brings the case there.
    A step that `gives` a consent asks for its `answer`, or for the answers of persons that come to it; `lasts` is the
    day until which it was agreed. One that `withdraws` records by whom. `formerly`: facts that its older events hold
    and that no form asks for any more. `journal`: what it writes in an outside system. `work`: what the workplace that
    makes it calls it ("dagbehandling.anmod"); the workplace asks for it by that name and repeats no key.
    """

    key: str
    title: str
    done: str
    phase: Phase
    lane: Lane
    per: Subject
    responsible: Role | RoleBy
    together_with: tuple[Role, ...] = ()
    recorded_by: tuple[Role, ...] = ()
    duty: Duty = Duty.MUST
    owed_when: Condition | None = None
    when: Condition | None = None
    requires: Condition | None = None
    expects: tuple[Expectation, ...] = ()
    acts: tuple[Act, ...] = ()
    done_when: Condition | None = None
    repeatable: bool = False
    again: bool = False
    records: tuple[Fact | Asked, ...] = ()
    carries: tuple[tuple[Fact, Fact], ...] = ()
    gives: Consent | None = None
    answer: Fact | None = None
    lasts: Fact | None = None
    withdraws: Consent | None = None
    formerly: tuple[Fact, ...] = ()
    deadline: Deadline | None = None
    produces: tuple[Document, ...] = ()
    writes: Letter | None = None
    signs: Letter | None = None
    sends: Letter | None = None
    opens: Subject | None = None
    also_opens: Subject | None = None
    opens_when: Condition | None = None
    ends: Subject | None = None
    ends_when: Condition | None = None
    entry: bool = False
    outlives: bool = False
    ahead: bool = False
    journal: Journal | None = None
    work: str = ""
    follows: str = ""
    guidance: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    valid: Period = ALWAYS

    @property
    def letters(self) -> tuple[Letter, ...]:
        """The letters that it writes, signs or sends."""
        return tuple(dict.fromkeys(each for each in (self.writes, self.signs, self.sends) if each is not None))

    @property
    def milestone(self) -> bool:
        """Whether the step is met by others and cannot be taken itself."""
        return self.done_when is not None

    def asked(self) -> tuple[Asked, ...]:
        """What the form asks for, in order."""
        return _asked(self)

    @property
    def replies(self) -> Fact | None:
        """The fact under which the step records what each person answered; None when it asks no persons."""
        return next((asked.fact for asked in self.asked() if asked.fact.kind is Kind.REPLIES), None)

    @property
    def withdrawn_by(self) -> Fact | None:
        """The fact under which the step records who withdraws; None where it is not asked."""
        return next((asked.fact for asked in self.asked() if asked.fact.kind is Kind.GIVER), None)

    def roles(self) -> tuple[Role, ...]:
        """Every role that may be responsible."""
        return self.responsible.roles() if isinstance(self.responsible, RoleBy) else (self.responsible,)


@cache
def _asked(step: Step) -> tuple[Asked, ...]:
    """Worked out once for each step: the engine asks at every event."""
    return tuple(each if isinstance(each, Asked) else Asked(each) for each in step.records)


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A rule of the course (R1–R11): it binds acts. `departure`: who may depart from it with a recorded reason."""

    key: str
    text: str
    binds: tuple[Act, ...]
    requires: Condition
    when: Condition | None = None
    departure: tuple[Role, ...] = ()
    citations: tuple[Citation, ...] = ()
    valid: Period = ALWAYS

"""The named things that steps speak of: lanes, phases, roles, subjects, papers, consents, acts, boards."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from sagsgang.procedure.language.periods import Period
from sagsgang.procedure.language.replies import YOUNG
from sagsgang.procedure.language.sources import Citation

if TYPE_CHECKING:
    from sagsgang.procedure.language.deadlines import Anchor
    from sagsgang.procedure.language.facts import Fact
    from sagsgang.procedure.language.parameters import Parameter
    from sagsgang.procedure.workdays import Limit


class Side(Enum):
    """Whose half something belongs to."""

    SOF = "SOF"
    BUF = "BUF"
    JOINT = "fælles"
    PROVIDER = "tilbud"
    FAMILY = "familie"


class Lane(Enum):
    """The four lanes of the overview figure (T10), top to bottom."""

    SOF = "SOF"
    FAELLES = "Fælles"
    BUF = "BUF/skole"
    FAMILIE = "Familie"

    @property
    def key(self) -> str:
        """ASCII key, for markup and scenario files."""
        return self.name.lower()


class Seat(Enum):
    """Which of the case's units a role sits in; the value is the kind of unit in `people`."""

    SOF = "sof"
    SCHOOL = "skole"
    AREA = "bufomraade"
    FAC = "fac"
    BEKU = "beku"
    MATCHING = "matchningsudvalg"
    PROVIDER = "tilbud"
    LEISURE = "fritid"
    KUI = "kui"
    FAMILY = "familie"


class Sight(Enum):
    """How far a holder of a role sees: the cases he is on the team of, or all cases of his unit."""

    TEAM = "team"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Role:
    """Who acts. `title` reads mid-sentence ("skolelederen" is `definite`)."""

    key: str
    title: str
    definite: str
    side: Side
    seat: Seat
    sight: Sight = Sight.TEAM
    leads: bool = False
    logs_in: bool = True
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Phase:
    """One of the five phases (T5), or number 0: what may come up all the way through.

    `expected` is shown as an expectation, never as a limit (T6).
    """

    key: str
    number: int
    title: str
    purpose: str
    key_points: tuple[str, ...] = ()
    expected: str = ""
    links: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    derived: bool = False

    @property
    def heading(self) -> str:
        """Number and title; the title alone for what belongs to no single phase."""
        return f"{self.number}. {self.title}" if self.number else self.title

    @property
    def throughout(self) -> bool:
        """Whether its steps may come up in any phase."""
        return self.number == 0


@dataclass(frozen=True, slots=True)
class Calendar:
    """Occurrences that a calendar makes, reckoned from the anchor and never chained (X14).

    `piles_up`: every missed one stays; otherwise only the latest missed and the next are shown.
    """

    first: Limit
    then: Limit
    counted_from: Anchor
    piles_up: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """What a step is about: the case, one underretning, one offer period … `title` is definite, mid-sentence."""

    key: str
    title: str
    of: Subject | None = None
    calendar: Calendar | None = None

    def chain(self) -> tuple[Subject, ...]:
        """This subject and those it belongs to, up to the case."""
        return (self, *(self.of.chain() if self.of else ()))


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A paper that a step produces. `master` names the outside system that holds it (G3)."""

    key: str
    title: str
    subject: Subject
    side: Side
    master: str = ""
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class ConsentText:
    """One wording of a consent, in the words the family reads. A new wording is a new version: none is changed."""

    version: str
    valid: Period
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Young:
    """The young person is asked beside those who have custody, from `age` (years).

    `decides`: whether a no stops it, or is heard and recorded only. `about` is what the screens say of it.
    """

    age: Parameter
    about: str
    citation: Citation
    decides: bool = False


Party = Side | Seat
"""Who gives information on, or gets it: one of the halves, or the unit in a seat."""


@dataclass(frozen=True, slots=True, eq=False)
class Consent:
    """A consent: what, from whom, to whom, for what. `title` reads after "samtykke til".

    `what`: the kinds of information. `covers`: the ways on which they may go. `life`: how many months it lasts when
    nothing else was agreed. `texts`: the versions of its wording. `young`: whether the young person is asked as well.
    `ground`: the fact that names another legal basis instead, `ground_until` the one that says on which day it ends.
    `bars`: whether anything waits for it (X9).
    """

    key: str
    title: str
    subject: Subject
    purpose: str
    sender: str
    receiver: str
    citations: tuple[Citation, ...] = ()
    what: str = ""
    covers: tuple[tuple[Party, Party], ...] = ()
    life: Parameter | None = None
    texts: tuple[ConsentText, ...] = ()
    young: Young | None = None
    ground: Fact | None = None
    ground_until: Fact | None = None
    bars: bool = True

    def text(self, day: date) -> ConsentText | None:
        """The wording in force on the day; None where none is declared."""
        return next((text for text in self.texts if text.valid.holds(day)), None)

    def decides(self, kind: str) -> bool:
        """Whether the answer of such a giver decides, or is heard and recorded only."""
        return kind != YOUNG or (self.young is not None and self.young.decides)


@dataclass(frozen=True, slots=True, eq=False)
class LegalBasis:
    """Another ground than consent. `about` says when it bears; one that is not `offered` waits for a lawyer."""

    key: str
    title: str
    about: str
    citation: Citation | None
    valid: Period
    offered: bool = True

    @property
    def unsure(self) -> bool:
        """Whether no lawyer has confirmed it."""
        return self.citation is None or self.citation.unsure


@dataclass(frozen=True, slots=True)
class Act:
    """What a step does in the eyes of the rules: R1–R11 bind acts, not lists of steps."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Board:
    """A body that meets; what it may and may not do (M7)."""

    key: str
    title: str
    purpose: str
    convened_by: Role
    members: tuple[Role, ...] = field(default=())
    may: tuple[str, ...] = ()
    may_not: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()

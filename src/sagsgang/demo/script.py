"""The language of scripts: what somebody does on which day of a case, as data.

A course is one whole story with its days counted from the day the case was opened. A play is one child going through
a course and having come so and so far on the day the town is built.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Day(NamedTuple):
    """The date of that day of the course, as an answer."""

    number: int


class Moment(NamedTuple):
    """A clock time on that day of the course, as an answer."""

    number: int
    clock: str


class Here(NamedTuple):
    """What the play says: one of its units "skole", "ny_skole", "sof", "tilbud", or the child's "klassetrin"."""

    what: str


class Answered(NamedTuple):
    """What those who have custody answer to a consent: "ja" or "nej" by all, or "delt": the first yes, the rest no."""

    what: str


SCHOOL, NEW_SCHOOL, SOF, PROVIDER = Here("skole"), Here("ny_skole"), Here("sof"), Here("tilbud")
GRADE = Here("klassetrin")


@dataclass(frozen=True)
class Take:
    """Somebody takes a step.

    `because`: why what the guidance expects is departed from. `happened`: an earlier day, `late`: why it is recorded
    only now. `for_role`, `how`: recorded for another (G2). `oldest`: for the first that waits for the step, not the
    latest.
    """

    day: int
    role: str
    step: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    because: str = ""
    happened: int | None = None
    late: str = ""
    for_role: str = ""
    how: str = ""
    oldest: bool = False


@dataclass(frozen=True)
class Correct:
    """Somebody sets right what was last recorded by the step."""

    day: int
    role: str
    step: str
    facts: Mapping[str, Any]
    reason: str


@dataclass(frozen=True)
class Annul:
    """Somebody says that the step's last event never counted."""

    day: int
    role: str
    step: str
    reason: str


@dataclass(frozen=True)
class Depart:
    """A leader departs from a rule that bars the step."""

    day: int
    role: str
    step: str
    rule: str
    reason: str


@dataclass(frozen=True)
class Write:
    """Somebody writes a note."""

    day: int
    role: str
    body: str


@dataclass(frozen=True)
class HandOver:
    """The role in the case goes to another person of the same unit."""

    day: int
    role: str
    by: str


Line = Take | Correct | Annul | Depart | Write | HandOver


@dataclass(frozen=True)
class Course:
    """One whole story. `words` are the texts that its people write, by fact."""

    key: str
    lines: tuple[Line, ...]
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Play:
    """One child in one course. `age`: how many days ago the case was opened; `until`: the last day that is played.

    `shift`: which of several holders of a role acts; `cast`: people named by their user name.
    """

    course: Course
    age: int
    school: str
    until: int | None = None
    sof: str = ""
    provider: str = ""
    new_school: str = ""
    grade: int = 5
    shift: int = 0
    cast: Mapping[str, str] = field(default_factory=dict)

    def lines(self) -> tuple[Line, ...]:
        """The lines that have been played by now."""
        last = self.age if self.until is None else min(self.until, self.age)
        return tuple(line for line in self.course.lines if line.day <= last)

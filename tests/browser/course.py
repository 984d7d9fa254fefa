"""The course of the scenarios as people meet it: who does what on which day, and what the screens must say then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sagsgang.procedure.engine import Assessment, Standing
from sagsgang.procedure.faelles_sagsforloeb import PROCEDURE
from sagsgang.procedure.language import Procedure, Step
from sagsgang.procedure.wording import barrier_sentence, citations_text
from tests.scenarios.answering import answer
from tests.scenarios.expecting import meant
from tests.scenarios.playing import Play, pick
from tests.scenarios.reading import Happening, day_from, read
from tests.scenarios.saying import find_step


@dataclass(frozen=True)
class Closed:
    """A step that nobody can take yet: what its page must say is missing, where that stands, and whose turn it is."""

    step: Step
    lacks: tuple[str, ...]
    sources: tuple[str, ...]
    turns: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Move:
    """One thing somebody does. `task`: it waits on him by name of the step, so it stands in his Mit overblik."""

    place: str
    day: date
    step: Step
    role: str
    task: bool
    answers: Mapping[str, Any]
    departing: str
    closed: tuple[Closed, ...]


def moves(*chapters: str) -> Iterator[Move]:
    """The happenings of the scenarios, each told from where the one before it ended."""
    play = Play(PROCEDURE)
    for chapter in chapters:
        for happening in read(chapter).happenings:
            if happening.place.startswith(f"{chapter}, ") and not happening.looks_only:
                yield move_of(play, happening)


def move_of(play: Play, happening: Happening) -> Move:
    """The happening as something somebody does; the play has come to it afterwards."""
    day = day_from(happening.when, play.day)
    step = find_step(play.procedure, happening.step, day)
    before = play.stands(day)
    standing = pick(before, step, happening.number)
    answers = answer(step, happening.answers, before.world, standing.occurrence, day, day)
    role = happening.by or standing.owner.key
    after = play.play(happening)
    closed = tuple(_closed(after, meant(after, word)) for word in happening.expected.get("spærret", {}))
    return Move(
        happening.place,
        day,
        step,
        role,
        standing.is_task and role == standing.owner.key,
        answers.values,
        happening.departing,
        closed,
    )


def _closed(assessment: Assessment, standing: Standing) -> Closed:
    procedure: Procedure = assessment.edition.procedure
    day = assessment.world.day
    return Closed(
        standing.step,
        tuple(barrier_sentence(each, procedure, day) for each in standing.barriers),
        tuple(citations_text((each.rule or standing.step).citations) for each in standing.barriers),
        tuple((each.owner.definite, each.step.title) for each in assessment.turn(standing)),
    )

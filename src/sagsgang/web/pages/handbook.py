"""The handbook's pages: the procedure on a day, as a work of reference (T8)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from sagsgang.procedure.language import Board, Duty, Edition, Lane, Phase, Procedure, Step
from sagsgang.procedure.wording import citations_text, deadline_sentence, force_word, parameter_text
from sagsgang.procedure.wording.steps import rule_line


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step in a list of the handbook."""

    title: str
    href: str
    who: str
    deadline: str
    duty: str
    lane: Lane


@dataclass(frozen=True, slots=True)
class HandbookRow:
    """One lane through all phases: the steps of each phase, and how many of them need not be taken."""

    lane: Lane
    cells: tuple[tuple[Phase, tuple[StepLine, ...], int], ...]


@dataclass(frozen=True, slots=True)
class BoardPage:
    """A body that meets, and what it may and may not do."""

    board: Board
    members: str
    sources: str


@dataclass(frozen=True, slots=True)
class Front:
    """The handbook's first page."""

    phases: tuple[Phase, ...]
    columns: tuple[Phase, ...]
    rows: tuple[HandbookRow, ...]
    boards: tuple[BoardPage, ...]
    rules: tuple[tuple[str, str], ...]
    numbers: tuple[tuple[str, str, str], ...]
    sources: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PhasePage:
    """One phase: its steps by lane, who does what, and where it is written."""

    phase: Phase
    lanes: tuple[tuple[Lane, tuple[StepLine, ...]], ...]
    roles: tuple[tuple[str, tuple[StepLine, ...]], ...]
    sources: str


def front(procedure: Procedure, day: date) -> Front:
    """Return the first page of the handbook as the procedure stands on the day."""
    edition = procedure.at(day)
    columns = tuple(phase for phase in procedure.phases if not phase.throughout)
    rows = tuple(HandbookRow(lane, tuple(_cell(edition, phase, lane) for phase in columns)) for lane in Lane)
    return Front(
        procedure.phases,
        columns,
        rows,
        tuple(_board(board) for board in procedure.boards),
        tuple((rule_line(rule, procedure, day), citations_text(rule.citations)) for rule in edition.rules),
        tuple((each.name, parameter_text(each, day), _source(each, day)) for each in procedure.parameters),
        tuple((source.title, force_word(source.force)) for source in procedure.sources),
    )


def phase_page(procedure: Procedure, key: str, day: date) -> PhasePage | None:
    """Return the page of a phase; None when there is no such phase."""
    phase = next((each for each in procedure.phases if each.key == key), None)
    if phase is None:
        return None
    edition = procedure.at(day)
    steps = [step for step in edition.steps if step.phase is phase]
    lanes = tuple((lane, tuple(_lines(_in(edition, phase, lane)))) for lane in Lane)
    by_role = [
        (role.title[:1].upper() + role.title[1:], tuple(_lines(step for step in steps if role in step.roles())))
        for role in procedure.roles
    ]
    return PhasePage(
        phase,
        tuple(each for each in lanes if each[1]),
        tuple(each for each in by_role if each[1]),
        citations_text(phase.citations),
    )


def _cell(edition: Edition, phase: Phase, lane: Lane) -> tuple[Phase, tuple[StepLine, ...], int]:
    lines = tuple(_lines(_in(edition, phase, lane)))
    return phase, lines, sum(1 for line in lines if line.duty)


def _in(edition: Edition, phase: Phase, lane: Lane) -> list[Step]:
    return [step for step in edition.steps if step.phase is phase and step.lane is lane]


def _lines(steps: Iterable[Step]) -> Iterable[StepLine]:
    for step in steps:
        yield StepLine(
            step.title,
            reverse("web:haandbog_trin", args=[step.key]),
            " eller ".join(role.title for role in step.roles()),
            deadline_sentence(step.deadline, step.per) if step.deadline else "",
            "" if step.duty is Duty.MUST else step.duty.value,
            step.lane,
        )


def _board(board: Board) -> BoardPage:
    return BoardPage(board, ", ".join(role.title for role in board.members), citations_text(board.citations))


def _source(parameter: object, day: date) -> str:
    for dated in getattr(parameter, "values", ()):
        if dated.period.holds(day):
            return str(dated.source)
    return ""

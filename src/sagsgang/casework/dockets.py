"""The rows of a board's docket that follow from a case: one for each meeting an indstilling has been set for (M9)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sagsgang.casework.models import Case, DocketItem
from sagsgang.casework.placement import Place
from sagsgang.procedure.engine import Assessment, Event, EventKind, Occurrence
from sagsgang.procedure.engine.dates import limit_of
from sagsgang.procedure.language import Citation, Docket, Seat
from sagsgang.procedure.wording import citations_text, lacks, sentence
from sagsgang.procedure.workdays import due_before

WITHDRAWN = "trukket"
"""The outcome of what ended before the board decided anything."""


@dataclass
class _Round:
    """What stood on one meeting's docket, and how it ended there."""

    day: date | None
    submitted: Event | None = None
    decided: Event | None = None
    outcome: str = ""


def docket_of(case: Case, assessment: Assessment, seats: Mapping[Seat, Place]) -> list[DocketItem]:
    """The rows of the case on the dockets that the procedure declares; nothing is written."""
    rows = []
    for docket in assessment.world.procedure.dockets:
        board = seats.get(docket.seat)
        for place in assessment.world.by_subject.get(docket.subject.key, ()):
            rounds = _rounds(assessment, docket, place)
            for number, each in enumerate(rounds, start=1):
                last = number == len(rounds)
                rows.append(_row(case, assessment, docket, place, each, number, last, board))
    return rows


def _rounds(assessment: Assessment, docket: Docket, place: Occurrence) -> list[_Round]:
    rounds: list[_Round] = []
    submitted: Event | None = None
    for event in _events(assessment, place):
        day, outcome = event.facts.get(docket.day.key), event.facts.get(docket.outcome.key)
        if event.step == docket.submitted:
            submitted = event
        if not rounds:
            rounds.append(_Round(day))
        elif outcome is not None and rounds[-1].decided is None:
            rounds[-1].decided, rounds[-1].outcome = event, str(outcome)
            rounds[-1].submitted = submitted
            if day is not None:
                rounds.append(_Round(day))
    if rounds and rounds[-1].decided is None:
        rounds[-1].submitted = submitted
    return rounds


def _events(assessment: Assessment, place: Occurrence) -> Iterator[Event]:
    """What was taken in the occurrence, after the step that opened it."""
    for event in assessment.world.events:
        opened_it = place.id == f"{place.subject}-{event.number}"
        if event.kind is not EventKind.DEPARTED and (opened_it or event.occurrence == place.id):
            yield event


def _row(
    case: Case, assessment: Assessment, docket: Docket, place: Occurrence, each: _Round, number: int, last: bool,
    board: Place | None,
) -> DocketItem:  # fmt: skip
    world, sent = assessment.world, each.submitted
    ended = last and each.decided is None and place.ended is not None
    waits = last and place.ended is None and docket.undecided.answer(world, place) is True and each.decided is None
    due = papers_due(assessment, docket, place, each.day)
    decided = each.decided
    return DocketItem(
        case_id=case.pk,
        occurrence=place.id,
        round=number,
        board_id=board.id if board else None,
        day=each.day,
        offer=_text(world.value(place, docket.offer)),
        occasion=_text(world.value(place, docket.occasion)),
        months=world.value(place, docket.months),
        papers_due=due,
        submitted_on=sent.on if sent else None,
        submitted_at=sent.recorded if sent else None,
        submitted_event=sent.number if sent else 0,
        late=bool(sent and due and sent.on > due),
        taken_on=world.value(place, docket.taken_on) is not None,
        lacks=json.dumps(missing(assessment, docket, place), ensure_ascii=False) if waits else "",
        outcome=WITHDRAWN if ended else each.outcome,
        decided_on=place.ended if ended else decided.on if decided else None,
        decided_event=decided.number if decided else 0,
        other_half=_text(world.value(place, docket.other_half)),
        waits=waits,
    )


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def papers_due(assessment: Assessment, docket: Docket, place: Occurrence, day: date | None) -> date | None:
    """The last day on which papers for the meeting on `day` are in time (D2)."""
    deadline = assessment.world.procedure.step(docket.submitted, assessment.world.day).deadline
    limit = limit_of(assessment.world, place, deadline) if deadline is not None else None
    return due_before(day, limit) if day is not None and limit is not None else None


def missing(assessment: Assessment, docket: Docket, place: Occurrence) -> list[tuple[str, list[str]]]:
    """What the board is not yet able to decide on, each as a sentence with the places where it is demanded."""
    world = assessment.world
    followed, day = world.procedure, world.day
    found: dict[str, list[str]] = {}
    for demand in docket.demands:
        for finding in demand.condition.findings(world, place):
            found.setdefault(sentence(lacks(finding, followed, day)), _places(demand.citations))
    standing = assessment.standing(docket.grants, place.id)
    for barrier in standing.barriers if standing is not None else ():
        deadline = followed.step(docket.submitted, day).deadline
        own = (deadline.citation,) if deadline is not None else ()
        places = _places(barrier.rule.citations if barrier.rule is not None else own)
        found.setdefault(sentence(lacks(barrier.finding, followed, day)), places)
    return list(found.items())


def _places(citations: tuple[Citation, ...]) -> list[str]:
    return [citations_text(citations)] if citations else []

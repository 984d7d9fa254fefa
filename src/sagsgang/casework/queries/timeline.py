"""The history of a case as rows that a page can show: who, for whom, when it happened and when it was recorded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from sagsgang.casework.access import Relation, Viewer, related, visible_related
from sagsgang.casework.ledger import HOW, as_event
from sagsgang.casework.models import Case, LedgerEvent, LedgerText, Note
from sagsgang.casework.procedures import procedure_of
from sagsgang.procedure.engine import Event, EventKind
from sagsgang.procedure.language import Procedure, Role, Step
from sagsgang.procedure.workdays import danish_day

PAGE = 50


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event with the people and the texts that belong to it. `superseded` events no longer count as they stand.

    Of a `withheld` one the reader learns that it happened and when, not what it says: it is the other half's.
    """

    event: Event
    step: Step | None
    actor: str
    role: Role | None
    for_role: Role | None
    how: str
    texts: dict[str, str] = field(default_factory=dict)
    corrected_by: int = 0
    annulled_by: int = 0
    withheld: bool = False

    @property
    def superseded(self) -> bool:
        """Whether a later event corrects or annuls it."""
        return bool(self.corrected_by or self.annulled_by)


@dataclass(frozen=True, slots=True)
class Timeline:
    """One page of the history, newest first, with the notes of the same days."""

    case: Case
    rows: tuple[EventRow, ...]
    notes: tuple[Note, ...]
    page: int
    pages: int
    relation: Relation


def timeline(
    viewer: Viewer,
    number: str,
    *,
    lane: str = "",
    kind: str = "",
    day: date | None = None,
    known: date | None = None,
    page: int = 1,
) -> Timeline:
    """The history of a case, newest first, narrowed to a lane or a kind of event: five queries.

    `kind` is one of "" (all), "taget", "aendret" (corrections, annulments, departures), "noter".
    """
    case, relation = visible_related(viewer, number)
    followed = procedure_of(case)
    rows = _rows(followed, case, relation, known)
    rows = [row for row in rows if _wanted(row, lane, kind, day, known)]
    rows.sort(key=lambda row: (row.event.on, row.event.number), reverse=True)
    pages = max(1, -(-len(rows) // PAGE))
    page = min(max(1, page), pages)
    notes = Note.objects.filter(case=case, half__in=relation.halves).select_related("author")
    shown_notes: tuple[Note, ...] = ()
    if kind in ("", "noter") and not lane:
        shown_notes = tuple(
            note
            for note in notes
            if (day is None or note.on <= day) and (known is None or danish_day(note.written_at) <= known)
        )
    return Timeline(case, tuple(rows[(page - 1) * PAGE : page * PAGE]), shown_notes, page, pages, relation)


def event_row(viewer: Viewer, number: str, event: int) -> tuple[Case, EventRow | None]:
    """One event of a case, through the gate; None when there is none, or none whose content he may read."""
    case, relation = visible_related(viewer, number)
    rows = _rows(procedure_of(case), case, relation)
    return case, next((row for row in rows if row.event.number == event and not row.withheld), None)


def events_since(viewer: Viewer, case: Case, version: int) -> tuple[EventRow, ...]:
    """What has been recorded since that version: what a stale write is shown."""
    rows = _rows(procedure_of(case), case, related(viewer, case))
    return tuple(row for row in rows if row.event.number > version)


def _wanted(row: EventRow, lane: str, kind: str, day: date | None, known: date | None) -> bool:
    if day is not None and row.event.on > day:
        return False
    if known is not None and danish_day(row.event.recorded) > known:
        return False
    if lane and (row.step is None or row.step.lane.key != lane):
        return False
    if kind == "taget":
        return row.event.kind is EventKind.TAKEN
    if kind == "aendret":
        return row.event.kind is not EventKind.TAKEN
    return kind != "noter"


def _rows(followed: Procedure, case: Case, relation: Relation, known: date | None = None) -> list[EventRow]:
    stored = list(LedgerEvent.objects.filter(case=case).select_related("actor").order_by("number"))
    texts: dict[int, dict[str, str]] = {}
    for event, key, body in LedgerText.objects.filter(case=case).values_list("event", "key", "body"):
        texts.setdefault(event, {})[key] = body
    corrected, annulled = _amended(row for row in stored if known is None or danish_day(row.recorded_at) <= known)
    roles = followed.role_by_key
    rows = [
        EventRow(
            as_event(followed, row),
            followed.step(row.step, row.on) if followed.knows(row.step) else None,
            row.actor.name if row.actor else "Sagsgang",
            roles.get(row.actor_role),
            roles.get(row.for_role),
            HOW.get(row.how, ""),
            texts.get(row.number, {}),
            corrected.get(row.number, 0),
            annulled.get(row.number, 0),
        )
        for row in stored
    ]
    return [row if relation.reads(row.step) else _withheld(row) for row in rows if relation.follows(row.step)]


def _withheld(row: EventRow) -> EventRow:
    """What the other half learns of it: that the step was taken, by which role, on which day."""
    event = replace(row.event, facts={}) if row.event.kind is not EventKind.DEPARTED else row.event
    return replace(row, event=event, actor="", texts={}, how="", withheld=True)


def _amended(stored: Iterable[LedgerEvent]) -> tuple[dict[int, int], dict[int, int]]:
    corrected: dict[int, int] = {}
    annulled: dict[int, int] = {}
    for row in stored:
        if row.kind == EventKind.CORRECTED.value:
            corrected[row.target] = row.number
        elif row.kind == EventKind.ANNULLED.value:
            annulled[row.target] = row.number
    return corrected, annulled

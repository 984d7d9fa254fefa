"""The history of a case as sentences: what happened, who recorded it, what was written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sagsgang.casework.answers import REASON
from sagsgang.casework.commands.amend import REASON as WHY
from sagsgang.casework.commands.take import BACKDATING_REASON, DEPARTURE_REASON
from sagsgang.casework.ledger import FOR_NAME
from sagsgang.casework.models import Note
from sagsgang.casework.procedures import procedure_of
from sagsgang.casework.queries import EventRow, Timeline
from sagsgang.procedure.engine import DEPARTED_RULE, EventKind
from sagsgang.procedure.language import Procedure
from sagsgang.procedure.wording import event_sentence
from sagsgang.procedure.workdays import danish_day
from sagsgang.web import addresses

_OWN_TEXTS = {
    WHY: "Hvad var forkert",
    BACKDATING_REASON: "Hvorfor det blev indført senere",
    DEPARTURE_REASON: "Hvorfor vejledningen blev fraveget",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the timeline."""

    number: int
    kind: str
    title: str
    body: str
    on: date
    recorded: datetime
    by: str
    for_whom: str
    texts: tuple[tuple[str, str], ...]
    fate: str
    lane: str
    href: str
    open_to_change: bool
    withheld: bool = False
    home: str = ""

    @property
    def late(self) -> bool:
        """Whether it was recorded on a later day than it happened."""
        return danish_day(self.recorded) > self.on


def entries(found: Timeline) -> tuple[Entry, ...]:
    """Return the entries of one page of the timeline, newest first, notes among them by their day."""
    procedure = procedure_of(found.case)
    rows = [entry_of(row, procedure, found.case.number) for row in found.rows]
    notes = [_note(each, procedure) for each in found.notes]
    if rows and found.pages > 1:  # each note once: on the page whose days it lies among
        first_day = date.max if found.page == 1 else rows[0].on
        last_day = date.min if found.page == found.pages else rows[-1].on
        notes = [each for each in notes if last_day <= each.on < first_day or (each.on == last_day and found.page == 1)]
    return tuple(sorted([*rows, *notes], key=lambda each: (each.on, each.recorded), reverse=True))


def entry_of(row: EventRow, procedure: Procedure, number: str) -> Entry:
    """Return one event as an entry."""
    event, step = row.event, row.step
    title, body = _told(row)
    return Entry(
        event.number,
        event.kind.value,
        title,
        body,
        event.on,
        event.recorded,
        _by(row.actor, row.role.title if row.role else ""),
        _for_whom(row),
        _texts(row, procedure),
        _fate(row),
        step.lane.value if step else "",
        addresses.step(number, event.step, event.occurrence) if step else "",
        event.kind is EventKind.TAKEN and not row.annulled_by and not row.withheld,
        row.withheld,
    )


def _told(row: EventRow) -> tuple[str, str]:
    step, event = row.step, row.event
    if step is None:
        return "Et trin, der ikke længere findes i proceduren", ""
    told = event_sentence(step, event.facts)
    if event.kind is EventKind.TAKEN:
        return step.done, told.removeprefix(step.done).lstrip(". ")
    if event.kind is EventKind.CORRECTED:
        return f"Rettet: {step.done}", told.removeprefix(step.done).lstrip(". ")
    if event.kind is EventKind.ANNULLED:
        return f"Annulleret: {step.done}", ""
    return f"Fraveget {event.facts.get(DEPARTED_RULE, 'en regel')}: {step.title}", ""


def _by(name: str, role: str) -> str:
    return ", ".join(part for part in (name, role) if part)


def _for_whom(row: EventRow) -> str:
    if row.for_role is None:
        return ""
    name = row.texts.get(FOR_NAME, "")
    whom = f"{name} ({row.for_role.title})" if name else row.for_role.definite
    return f"Indført for {whom}" + (f" efter {row.how}" if row.how else "")


def _texts(row: EventRow, procedure: Procedure) -> tuple[tuple[str, str], ...]:
    told = []
    for key, body in row.texts.items():
        if key == FOR_NAME or not body:
            continue
        if key in _OWN_TEXTS:
            told.append((_OWN_TEXTS[key], body))
        elif key in procedure.facts:
            told.append((procedure.facts[key].label, body))
        elif key.removesuffix(REASON) in procedure.facts:
            told.append(("Begrundelse for vurderingen", body))
    return tuple(told)


def _fate(row: EventRow) -> str:
    if row.annulled_by:
        return "Annulleret senere: gælder ikke."
    if row.corrected_by:
        return "Rettet senere: det rettede gælder."
    return ""


def _note(each: Note, procedure: Procedure) -> Entry:
    role = procedure.role_by_key.get(each.author_role)
    by = _by(each.author.name, role.title if role else "")
    return Entry(
        0,
        "note",
        "Notat",
        "",
        each.on,
        each.written_at,
        by,
        "",
        (("", each.body),),
        "",
        "",
        "",
        False,
        home=each.get_half_display(),
    )

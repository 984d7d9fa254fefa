"""The ledger: load a case's history, append an event, nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import F

from sagsgang.casework.models import Case, LedgerEvent, LedgerText
from sagsgang.casework.procedures import procedure_of
from sagsgang.casework.refusals import StaleWrite, UnknownCase
from sagsgang.casework.rows import rows_of
from sagsgang.casework.scope import gate
from sagsgang.procedure.engine import Event, EventKind
from sagsgang.procedure.language import Procedure, decode_facts, encode_facts


@dataclass(frozen=True, slots=True)
class RecordedFor:
    """On whose behalf something is recorded, and how the recorder knows (G2). `name` is personal."""

    role: str
    how: str
    name: str = ""


FOR_NAME = "indfoert_for"
"""The key under which the name stands that something is recorded for."""

HOW = {
    "telefon": "telefonsamtale",
    "moede": "møde",
    "underskrift": "underskrift",
    "brev": "brev eller mail",
}


@dataclass(frozen=True)
class Entry:
    """One event about to be appended. `texts` are kept outside the event."""

    kind: EventKind
    step: str
    occurrence: str
    on: date
    at: datetime
    actor_id: int | None
    actor_role: str
    values: Mapping[str, Any] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    target: int = 0
    recorded_for: RecordedFor | None = None


_READ = ("number", "kind", "step", "occurrence", "on", "recorded_at", "facts", "target")
_KINDS = {kind.value: kind for kind in EventKind}


def as_event(procedure: Procedure, row: LedgerEvent) -> Event:
    """A stored row as the engine reads it."""
    return _event(procedure, *(getattr(row, name) for name in _READ))


def _event(
    procedure: Procedure,
    number: int,
    kind: str,
    step: str,
    occurrence: str,
    on: date,
    recorded: datetime,
    facts: Mapping[str, Any],
    target: int,
) -> Event:
    return Event(number, _KINDS[kind], step, occurrence, on, recorded, decode_facts(procedure, facts), target)


def load(case: Case) -> list[Event]:
    """The whole history of the case, in the order recorded: one query."""
    procedure = procedure_of(case)
    return [_event(procedure, *columns) for columns in rows_of(case.pk, LedgerEvent, _READ, ("number",))]


def load_many(case_ids: Iterable[int], procedure: Procedure) -> dict[int, list[Event]]:
    """The histories of several cases: one query."""
    histories: dict[int, list[Event]] = {case_id: [] for case_id in case_ids}
    rows = LedgerEvent.objects.filter(case_id__in=list(histories)).order_by("case_id", "number")
    for case_id, *columns in rows.values_list("case_id", *_READ).iterator(chunk_size=5000):
        histories[case_id].append(_event(procedure, *columns))
    return histories


def lock(case_id: int) -> Case:
    """The case, locked for this transaction; refuses one that is not there."""
    with gate():
        case = Case.objects.select_for_update(of=("self",)).select_related("child").filter(pk=case_id).first()
    if case is None:
        raise UnknownCase
    return case


def check_version(case: Case, based_on: int | None) -> None:
    """Refuse a write that rests on another version than the case has now (409)."""
    if based_on is not None and based_on != case.version:
        raise StaleWrite(based_on, case.version)


def texts_of(case: Case, event: int) -> dict[str, str]:
    """The texts of an event as they stand: its own, and over them those of its corrections, oldest first."""
    corrections = LedgerEvent.objects.filter(case=case, kind=EventKind.CORRECTED.value, target=event)
    numbers = [event, *corrections.order_by("number").values_list("number", flat=True)]
    rows = LedgerText.objects.filter(case=case, event__in=numbers).order_by("event")
    return {text.key: text.body for text in rows}


def append(case: Case, entry: Entry) -> Event:
    """Append one event to a locked case and return it; the case's version is its number."""
    procedure = procedure_of(case)
    number = case.version + 1
    moved = Case.objects.filter(pk=case.pk, version=case.version).update(version=F("version") + 1)
    if not moved:
        raise StaleWrite(case.version, number)
    case.version = number
    texts = dict(entry.texts)
    if entry.recorded_for and entry.recorded_for.name:
        texts[FOR_NAME] = entry.recorded_for.name
    row = LedgerEvent(
        case=case,
        number=number,
        kind=entry.kind.value,
        step=entry.step,
        occurrence=entry.occurrence,
        on=entry.on,
        recorded_at=entry.at,
        facts=encode_facts(procedure, entry.values),
        target=entry.target,
        edition=procedure.edition,
        actor_id=entry.actor_id,
        actor_role=entry.actor_role,
        for_role=entry.recorded_for.role if entry.recorded_for else "",
        how=entry.recorded_for.how if entry.recorded_for else "",
    )
    LedgerEvent.objects.bulk_create([row])
    if texts:
        LedgerText.objects.bulk_create(
            LedgerText(case=case, event=number, key=key, body=body) for key, body in texts.items()
        )
    return as_event(procedure, row)

"""The outbox as somebody sees it: what needs him, is on its way and has gone; and what is not journalised yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.db.models import Count, F, Q, QuerySet

from sagsgang.casework.access import Viewer
from sagsgang.casework.gate import his_tasks, team_ids, visible_ids
from sagsgang.casework.models import Case, OpenTask
from sagsgang.casework.procedures import procedure
from sagsgang.casework.queries.worklist import TaskRow, rows_of
from sagsgang.casework.scope import current, gate
from sagsgang.outbox.commands import NEEDS_A_PERSON
from sagsgang.outbox.models import Dispatch, Journaling
from sagsgang.outbox.sight import answered_for, mine

PAGE = 25
NEEDS_ME, ON_ITS_WAY, GONE = "mig", "undervejs", "afsluttet"
_State = Dispatch.State
_GROUPS: dict[str, tuple[Dispatch.State, ...]] = {
    NEEDS_ME: NEEDS_A_PERSON,
    ON_ITS_WAY: (_State.VENTER, _State.UNDER_AFSENDELSE),
    GONE: (_State.SENDT, _State.OPGIVET),
}
"""What the list is divided in."""


@dataclass(frozen=True, slots=True)
class Row:
    """One dispatch as a list shows it. Its receiver is told on its own page only."""

    pk: int
    port: str
    subject: str
    state: Dispatch.State
    case_number: str
    child: str
    posted_at: datetime
    due_at: datetime | None
    ended_at: datetime | None
    failure: str
    reference: str


@dataclass(frozen=True, slots=True)
class Outbox:
    """One page of the list, and how many there are of each group."""

    rows: tuple[Row, ...]
    counts: dict[str, int]
    page: int
    pages: int


@gate()
def outbox(viewer: Viewer, group: str = NEEDS_ME, port: str = "", page: int = 1) -> Outbox:
    """The viewer's list: two queries, three where the asked page is not there."""
    every = mine(viewer)
    if port in Dispatch.Port.values:
        every = every.filter(port=port)
    counts = _counts(every, viewer)
    ordered = _in(every, group, viewer).order_by(F("ended_at").desc(nulls_first=True), "-pk")
    pages = max(1, -(-counts[group] // PAGE))
    page = min(max(1, page), pages)
    return Outbox(_rows(ordered[(page - 1) * PAGE : page * PAGE]), counts, page, pages)


def _in(every: QuerySet[Dispatch], group: str, viewer: Viewer) -> QuerySet[Dispatch]:
    found = every.filter(state__in=_GROUPS[group])
    return found.filter(answered_for(viewer)) if group == NEEDS_ME else found


def _counts(every: QuerySet[Dispatch], viewer: Viewer) -> dict[str, int]:
    asked = {
        group: Count("pk", filter=Q(state__in=states) & (answered_for(viewer) if group == NEEDS_ME else Q()))
        for group, states in _GROUPS.items()
    }
    return every.order_by().aggregate(**asked)


@gate()
def how_many_need(viewer: Viewer) -> int:
    """How many dispatches wait for the viewer to do something: one query."""
    if not viewer.roles:
        return 0
    return _in(mine(viewer), NEEDS_ME, viewer).count()


def sent_from(case: Case, halves: Iterable[str]) -> tuple[Dispatch, ...]:
    """What has been posted in an open case from the homes that are read, newest first: one query."""
    found = Dispatch.objects.filter(case=case, half__in=sorted(halves))
    return tuple(found.select_related("unit", "user", "acted_by").order_by("-pk"))


def _rows(found: QuerySet[Dispatch]) -> tuple[Row, ...]:
    columns = (
        "pk", "port", "subject", "state", "case__number", "case__child__given_name", "case__child__family_name",
        "posted_at", "due_at", "ended_at", "failure", "reference", "case_id",
    )  # fmt: skip
    labels, rows = dict(Dispatch.Port.choices), []
    for pk, port, subject, state, number, given, family, *more, case_id in found.values_list(*columns):
        if case_id is not None:
            current().list([case_id])
        child = f"{given} {family}" if number else ""
        rows.append(Row(pk, labels[port], subject, Dispatch.State(state), number or "", child, *more))
    return tuple(rows)


# --- not journalised yet ----------------------------------------------------------------------------------------------


@cache
def journalising() -> dict[str, str]:
    """The keys of the steps that write in an outside system, and which."""
    return {step.key: step.journal.system for step in procedure().steps if step.journal is not None}


@dataclass(frozen=True, slots=True)
class NotJournalised:
    """Something that ought to be in a system of record and is not: the task, and the sending that is under way."""

    task: TaskRow
    system: str
    sending: Journaling | None


@dataclass(frozen=True, slots=True)
class Missing:
    """One page of what is not journalised."""

    rows: tuple[NotJournalised, ...]
    total: int
    page: int
    pages: int


@gate()
def not_journalised(viewer: Viewer, system: str = "", page: int = 1) -> Missing:
    """What ought to be in KINGO, CSC and KMD and is not, in his tasks, his cases and the units he leads, by date.

    Three queries: the count, the tasks, and what has been sent for them.
    """
    systems = journalising()
    steps = [step for step, of in systems.items() if system in ("", of)]
    led = sorted({held.unit_id for held in viewer.roles if held.role.leads})
    his = Q(his_tasks(viewer)) | Q(case__in=team_ids(viewer)) | Q(unit__in=led, case__in=visible_ids(viewer))
    tasks = OpenTask.objects.filter(his, step__in=steps)
    total = tasks.count()
    pages = max(1, -(-total // PAGE))
    page = min(max(1, page), pages)
    here = tasks.order_by(F("due").asc(nulls_last=True), "case_id", "pk")[(page - 1) * PAGE : page * PAGE]
    rows = rows_of(here, viewer.day)
    sent = _sendings(rows)
    return Missing(
        tuple(
            NotJournalised(row, systems[row.step.key], sent.get((row.case_number, row.step.key, row.occurrence)))
            for row in rows
        ),
        total,
        page,
        pages,
    )


def _sendings(rows: tuple[TaskRow, ...]) -> dict[tuple[str, str, str], Journaling]:
    """The latest sending of each, by case number, step and occurrence."""
    numbers = {row.case_number for row in rows}
    found = Journaling.objects.filter(case__number__in=numbers).exclude(outcome=Journaling.Outcome.INDFOERT)
    ordered = found.select_related("case", "dispatch").order_by("number")
    return {(each.case.number, each.step, each.occurrence): each for each in ordered}

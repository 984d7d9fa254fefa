"""Mit overblik: what waits on a person, and what he waits for from others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, QuerySet, Window

from sagsgang.casework.access import Viewer
from sagsgang.casework.gate import his_tasks, team_ids, visible_ids
from sagsgang.casework.models import CaseSummary, OpenTask
from sagsgang.casework.procedures import procedure
from sagsgang.casework.scope import current, gate
from sagsgang.procedure.language import Role, Step

MINE, WAITING, CASES = 25, 10, 10
_COLUMNS = (
    "case_id", "step", "occurrence", "role", "due", "barred", "waits_on", "assignee_id", "case__number",
    "case__child__given_name", "case__child__family_name",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task as a list shows it."""

    case_number: str
    child: str
    step: Step
    occurrence: str
    role: Role
    due: date | None
    barred: bool
    waits_on: tuple[Role, ...]
    assigned: bool
    overdue: bool


@dataclass(frozen=True, slots=True)
class MyCase:
    """One of the viewer's cases, with the next date in it."""

    number: str
    child: str
    next_due: date | None


@dataclass(frozen=True, slots=True)
class Overview:
    """What waits on the viewer by when it is due, what he waits for, and his cases. `total` counts all of his tasks."""

    overdue: tuple[TaskRow, ...]
    today: tuple[TaskRow, ...]
    this_week: tuple[TaskRow, ...]
    later: tuple[TaskRow, ...]
    undated: tuple[TaskRow, ...]
    total: int
    page: int
    pages: int
    waiting: tuple[TaskRow, ...]
    cases: tuple[MyCase, ...]


def rows_of(tasks: QuerySet[OpenTask], day: date) -> tuple[TaskRow, ...]:
    """The tasks as rows; what the procedure no longer has is left out."""
    return _rows(tasks.values_list(*_COLUMNS), day)


def _rows(columns: Iterable[tuple[Any, ...]], day: date) -> tuple[TaskRow, ...]:
    followed, scope = procedure(), current()
    rows = []
    for case_id, step, occurrence, role, due, barred, waits_on, assignee, number, given, family in columns:
        if not followed.knows(step) or role not in followed.role_by_key:
            continue
        scope.list([case_id])
        rows.append(
            TaskRow(
                number,
                f"{given} {family}",
                followed.step(step, day),
                occurrence,
                followed.role_by_key[role],
                due,
                barred,
                tuple(followed.role_by_key[key] for key in waits_on.split(",") if key in followed.role_by_key),
                assignee is not None,
                due is not None and due < day,
            )
        )
    return tuple(rows)


@gate()
def my_tasks(viewer: Viewer) -> QuerySet[OpenTask]:
    """The tasks that are the viewer's; a query that the gate itself has narrowed."""
    return OpenTask.objects.filter(his_tasks(viewer))


def _page_of(tasks: QuerySet[OpenTask], page: int, day: date) -> tuple[tuple[TaskRow, ...], int, int, int]:
    """The rows of one page, the page, how many pages and how many tasks; the last page where that one is not there."""
    ordered = tasks.order_by(F("due").asc(nulls_last=True), "case_id", "pk")
    counted = ordered.values_list(*_COLUMNS, Window(Count("*")))
    here = list(counted[(page - 1) * MINE : page * MINE])
    if not here and page > 1:
        page = max(1, -(-ordered.count() // MINE))
        here = list(counted[(page - 1) * MINE : page * MINE])
    total = here[0][-1] if here else 0
    return _rows((columns[:-1] for columns in here), day), page, max(1, -(-total // MINE)), total


@gate()
def overview(viewer: Viewer, page: int = 1) -> Overview:
    """Mit overblik for the viewer on his day: three queries, whatever the number of cases."""
    rows, page, pages, total = _page_of(my_tasks(viewer), max(1, page), viewer.day)
    week_ends = viewer.day + timedelta(days=7 - viewer.day.isoweekday())
    mine = team_ids(viewer)
    waiting = (
        OpenTask.objects.filter(case_id__in=mine, due__isnull=False)
        .exclude(role__in=sorted({held.role.key for held in viewer.roles}))
        .order_by("due", "case_id", "pk")[:WAITING]
    )
    cases = (
        CaseSummary.objects.filter(case_id__in=mine)
        .order_by(F("next_due").asc(nulls_last=True), "case_id")
        .values_list("case_id", "case__number", "case__child__given_name", "case__child__family_name", "next_due")[
            :CASES
        ]
    )
    mine_shown = list(cases)
    current().list(case_id for case_id, *_ in mine_shown)
    return Overview(
        overdue=tuple(row for row in rows if row.overdue),
        today=tuple(row for row in rows if row.due == viewer.day),
        this_week=tuple(row for row in rows if row.due is not None and viewer.day < row.due <= week_ends),
        later=tuple(row for row in rows if row.due is not None and row.due > week_ends),
        undated=tuple(row for row in rows if row.due is None),
        total=total,
        page=page,
        pages=pages,
        waiting=rows_of(waiting, viewer.day),
        cases=tuple(MyCase(number, f"{given} {family}", due) for _, number, given, family, due in mine_shown),
    )


@gate()
def team_tasks(viewer: Viewer, page: int = 1) -> tuple[tuple[TaskRow, ...], int]:
    """A leader's tab: the dated tasks of his units, earliest first, and how many pages there are."""
    units = sorted({held.unit_id for held in viewer.roles if held.role.leads})
    tasks = OpenTask.objects.filter(unit_id__in=units, case_id__in=visible_ids(viewer))
    rows, _, pages, _ = _page_of(tasks, max(1, page), viewer.day)
    return rows, pages

"""No way round the gate: every table of cases is bound to it, and few modules may open the house or write SQL."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from sagsgang.casework import projections, scope
from sagsgang.casework.models import Case, CaseSeat, DocketItem, LedgerEvent, OpenTask
from sagsgang.casework.rows import rows_of

SOURCE = Path(__file__).resolve().parents[2] / "src" / "sagsgang"

OPENS_THE_HOUSE = {
    "__main__.py": "a command of the operator's",
    "demo/building.py": "the demo town plays itself",
    "jobs/running.py": "the worker, job by job",
    "web/clock.py": "the exercise day of the demo is moved",
}
WRITES_SQL = {
    "casework/access.py": "the cases he is barred from; what binds anybody to a case, asked inside the gate",
    "casework/placement.py": "units, no case data",
    "casework/queries/cases.py": "rows of cases that the gate has found",
    "casework/rows.py": "the rows of one case that is open in the scope, as the next test holds it to",
    "jobs/bell.py": "tells SQLite to write to the disk, reads nothing",
    "people/queries.py": "roles held, no case data",
    "record/writing.py": "the log of looks, only written",
    "web/clock.py": "the exercise day of the demo, no case data",
}
DOORS = {
    "archive/destruction.py": "whether somebody has a case elsewhere is asked of all cases, and nothing of them shown",
    "meetings/aftaleforum/queries.py": "a person's meetings and siblings' cases, narrowed by visible_ids",
    "archive/worklist.py": "the leader's list of cases whose time is up, narrowed by visible_ids",
    "outbox/commands.py": "a parcel is found by its key; a dispatch once sight has found it",
    "outbox/queries.py": "the outbox and what is not journalised, narrowed by visible_ids and his_tasks",
    "outbox/sight.py": "dispatches narrowed by visible_ids, then their case goes through the gate",
    "documents/storage.py": "whether a file of a case that goes is another case's too",
    "meetings/matching/queries.py": "the board's queue, narrowed to the tasks that are his",
    "money/sums.py": "figures narrowed by visible_ids; for FAC all cases that are not locked, and nobody in them",
    "meetings/beku/agenda.py": "a meeting's cases, narrowed by visible_ids; of the others only how many they are",
    "meetings/beku/calendar.py": "how many cases wait on a meeting's day, and those that are to be moved with it",
    "meetings/beku/filing.py": "the outcomes of a meeting in numbers, and whether the minutes of all are filed",
    "documents/commands.py": "a document is found by its number, then its case goes through the gate",
}
OPERATORS = (
    "jobs/integrity/",
    "jobs/backup/",
    "jobs/locks.py",
    "sealing/turning.py",
    "archive/anonymising/",
    "migrations/",
)
"""Commands of the operator's: whole tables, counts and copies, never a person's request."""


def bound() -> list[type[models.Model]]:
    """Every table that holds something of a case."""
    return [
        model
        for model in apps.get_models()
        if model is Case or any(field.related_model is Case for field in model._meta.concrete_fields)
    ]


def test_there_is_something_to_hold():
    assert len(bound()) > 10


@pytest.mark.parametrize("model", bound(), ids=lambda model: model._meta.label)
def test_every_table_of_cases_answers_through_the_gate_alone(model: type[models.Model]):
    managers = [getattr(model, manager.name) for manager in model._meta.managers]
    assert managers
    assert [type(each).__name__ for each in managers if not isinstance(each, scope.CaseBound)] == []


def test_every_request_has_a_scope_of_its_own():
    assert "sagsgang.web.middleware.HouseMiddleware" in settings.MIDDLEWARE


def calls(name: str) -> dict[str, int]:
    """How often each module calls something of that name."""
    found: dict[str, int] = {}
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _called(node.func) == name:
                where = str(path.relative_to(SOURCE))
                found[where] = found.get(where, 0) + 1
    return found


def _called(func: ast.expr) -> str:
    if isinstance(func, ast.Attribute):
        return func.attr
    return func.id if isinstance(func, ast.Name) else ""


def test_few_modules_open_the_house():
    assert set(calls("house")) <= set(OPENS_THE_HOUSE)


def test_the_gate_has_few_doors_outside_casework():
    outside = {name for name in calls("gate") if not name.startswith("casework/")}
    assert outside <= set(DOORS)


def test_few_modules_write_sql_by_hand():
    by_hand = {name for name in calls("cursor") | calls("raw") if not any(each in name for each in OPERATORS)}
    assert by_hand <= set(WRITES_SQL)


def test_rows_by_hand_are_read_of_an_open_case_only():
    with scope.viewing() as mine:
        with pytest.raises(scope.OutsideGate):
            rows_of(1, LedgerEvent, ("number",))
        mine.open(2, "hold")
        with pytest.raises(scope.OutsideGate):
            rows_of(1, LedgerEvent, ("number",))


@pytest.mark.parametrize("model", [OpenTask, CaseSeat, DocketItem, *(each.model for each in projections._further)])
def test_what_is_deleted_by_hand_is_referred_to_by_nothing(model: type[models.Model]):
    assert not model._meta.related_objects


def test_nobody_takes_the_manager_that_knows_no_gate():
    source = {path: path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py")}
    around = [str(path.relative_to(SOURCE)) for path, text in source.items() if "_base_manager" in text]
    assert [name for name in around if not any(each in name for each in OPERATORS)] == []

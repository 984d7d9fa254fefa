"""The anonymised copy: nothing of anybody is in the file, and it is still a house one can work in."""

import sqlite3
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from sagsgang.archive.anonymising import CopyFailed, anonymise, checking, copying
from sagsgang.archive.anonymising.inventing import Inventor
from sagsgang.casework.models import Case, LedgerEvent
from sagsgang.people.cpr import passes_mod_11
from sagsgang.sealing.house import DEMO_INDEX_KEY, DEMO_KEY
from sagsgang.sealing.keyring import Keyring
from tests.archive.ended import ended_case, two_leaders
from tests.web.town import CPR, PEOPLE, UNITS, Town

pytestmark = pytest.mark.database
EVENTS = "SELECT case_id, step, occurred_on FROM casework_ledgerevent ORDER BY number"
MARKED = ("Zenobia", "Testesen", "Mathilde", "Vibeke", "Hemmelig", "Opdigtet Vej 1", CPR, "Fjernby", "om mandagen")


@pytest.fixture
def case(town: Town) -> Case:
    two_leaders(town)
    town.case(name=("Cosmo", "Vandmandsen"))
    return ended_case(town)


def asked(copy: Path, question: str) -> list[Any]:
    with sqlite3.connect(copy) as base:
        return base.execute(question).fetchall()


def test_a_copy_tells_of_nobody_and_is_a_house_one_can_work_in(case: Case, tmp_path: Path) -> None:
    copy = tmp_path / "kopi.sqlite3"
    assert anonymise(copy, Random(7)) == 2  # noqa: S311 - the same copy each time
    nothing_of_anybody_is_in_the_bytes(copy)
    the_course_is_the_same_and_its_days_have_moved_together(copy, case)
    its_numbers_are_impossible_and_open_with_the_demos_key(copy)
    what_tells_of_use_has_stayed_behind(copy)
    its_database_guards_its_history(copy)
    assert copying.COPY not in copying.connections
    assert checking.real_name_words() >= {"zenobia", "testesen", "mathilde"}


def nothing_of_anybody_is_in_the_bytes(copy: Path) -> None:
    content = copy.read_bytes()
    known = (*MARKED, *(name for _, name, *_ in PEOPLE), *(name for *_, name in UNITS), "Cosmo", "Vandmandsen")
    assert [word for word in known if word.encode() in content] == []
    assert not list(copy.parent.glob("kopi.sqlite3-*"))


def the_course_is_the_same_and_its_days_have_moved_together(copy: Path, case: Case) -> None:
    real = list(LedgerEvent.objects.filter(case=case).order_by("number").values_list("step", "on"))
    copied: dict[int, list[tuple[str, date]]] = {}
    for case_id, step, on in asked(copy, EVENTS):
        copied.setdefault(case_id, []).append((step, date.fromisoformat(on)))
    same = next(rows for rows in copied.values() if [step for step, _ in rows] == [step for step, _ in real])
    (days,) = {(on - was).days for (_, on), (_, was) in zip(same, real, strict=True)}
    assert days < 0
    assert days % 7 == 0


def its_numbers_are_impossible_and_open_with_the_demos_key(copy: Path) -> None:
    keys = Keyring((DEMO_KEY,), (DEMO_INDEX_KEY,))
    rows = asked(copy, "SELECT person_id, number FROM people_cprnumber")
    assert rows
    assert not any(passes_mod_11(keys.open(sealed, "cpr.number", str(person))) for person, sealed in rows)


def what_tells_of_use_has_stayed_behind(copy: Path) -> None:
    for table in ("record_look", "archive_accessrequest", "documents_document", "casework_grant", "django_session"):
        assert asked(copy, "SELECT count(*) FROM " + table) == [(0,)], table  # noqa: S608 - our own tables


def its_database_guards_its_history(copy: Path) -> None:
    with sqlite3.connect(copy) as base, pytest.raises(sqlite3.IntegrityError):
        base.execute("DELETE FROM casework_ledgerevent")


def test_a_file_that_is_there_is_left_alone(case: Case, tmp_path: Path) -> None:
    target = tmp_path / "kopi.sqlite3"
    target.write_text("noget andet")
    with pytest.raises(CommandError):
        call_command("anonymise", str(target))
    assert target.read_text() == "noget andet"


@pytest.mark.parametrize("leak", ["name", "text"])
def test_a_copy_that_tells_of_somebody_is_thrown_away(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, leak: str
) -> None:
    if leak == "name":
        monkeypatch.setattr(Inventor, "name", lambda self: ("Zenobia", "Testesen"))
    else:
        monkeypatch.setattr(Inventor, "text", lambda self, like: like)
    target = tmp_path / "kopi.sqlite3"
    with pytest.raises(CopyFailed):
        anonymise(target)
    assert list(tmp_path.glob("kopi*")) == []

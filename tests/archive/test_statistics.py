"""Figures: by area, phase, offer and outcome; few are left out, on the page and in the file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from sagsgang.archive.statistics import csv_rows, figures
from sagsgang.casework.models import Case
from tests.web.town import TODAY, Town

As = Callable[[str], Client]


@pytest.fixture
def cases(town: Town) -> int:
    for number in range(6):
        town.case(name=(f"Barn{number}", "Tællesen"))
    return 6


def test_each_case_is_counted_once(cases: int) -> None:
    found = dict(figures(Case.objects.all(), TODAY).tables)
    for name in ("Fase", "Tilbud", "Resultat"):
        table = found[name]
        assert table is not None
        assert table.total == cases
    assert found["Resultat"] is not None
    assert found["Resultat"].columns == ("I gang",)


def test_too_few_are_told_of_nowhere(town: Town) -> None:
    town.case()
    found = figures(Case.objects.all(), TODAY)
    assert [table for _, table in found.tables] == [None, None, None]
    assert [wait.days for wait in found.waits] == [None]
    assert ["For få sager til at vise tabellen"] in csv_rows(found, TODAY, "Alle")


def test_a_leader_sees_his_own_and_others_nothing(cases: int, as_: As) -> None:
    page = as_("karen").get("/statistik/").content.decode()
    assert "BUF-område Nord" in page
    assert "Tællesen" not in page
    assert as_("rikke").get("/statistik/").status_code == 403
    assert as_("rikke").get("/statistik/csv/").status_code == 403


def test_the_file_is_csv_and_asks_first_who_one_is(town: Town, cases: int, as_: As) -> None:
    answer = as_("karen").get("/statistik/csv/")
    assert answer["Content-Type"].startswith("text/csv")
    assert "BUF-område Nord;6;6" in answer.content.decode("utf-8-sig")
    fresh = Client()
    fresh.force_login(town.users["karen"])
    assert fresh.get("/statistik/csv/").status_code == 401


def test_the_command_writes_the_whole_house(cases: int, tmp_path: Path) -> None:
    call_command("statistics", str(tmp_path / "tal.csv"))
    assert "Hele huset" in (tmp_path / "tal.csv").read_text(encoding="utf-8")

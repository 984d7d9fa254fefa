"""The exercise day: one for the whole house, and only forward."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from sagsgang.casework.models import CaseSummary
from sagsgang.procedure.workdays import COPENHAGEN
from sagsgang.web import clock
from tests.web.town import TODAY, Town

As = Callable[[str], Client]


def test_in_the_demo_it_is_the_exercise_day(town: Town) -> None:
    request = RequestFactory().get("/")
    assert clock.today(request) == TODAY
    assert clock.now(request).date() == TODAY
    assert clock.now(request).tzinfo is not None


def test_in_earnest_it_is_the_day_it_is(town: Town, settings: Any) -> None:
    settings.DEMO = False
    before = datetime.now(COPENHAGEN).date()
    told = clock.today(RequestFactory().get("/"))
    assert before <= told <= datetime.now(COPENHAGEN).date()


def test_without_a_set_day_the_demo_has_the_real_one(db: None) -> None:
    assert clock.exercise_day() == timezone.localdate(timezone=COPENHAGEN)


@pytest.mark.parametrize(
    ("jump", "lands_on"), [("dag", date(2026, 3, 3)), ("uge", date(2026, 3, 9)), ("maaned", date(2026, 4, 2))]
)
def test_it_moves_a_day_a_week_or_a_month(as_: As, jump: str, lands_on: date) -> None:
    answer = as_("rikke").post("/demo/dato/", {"ryk": jump, "tilbage": "/sager/"})
    assert answer["Location"] == "/sager/"
    assert clock.exercise_day() == lands_on


def test_it_moves_to_a_date_as_danes_write_it(as_: As) -> None:
    as_("rikke").post("/demo/dato/", {"ryk": "til", "til": "1. april 2026"})
    assert clock.exercise_day() == date(2026, 4, 1)


@pytest.mark.parametrize("typed", ["01.03.2026", "02.03.2026", "i morgen", "", "01.01.2050"])
def test_it_never_goes_back_nor_where_nobody_can_follow(as_: As, typed: str) -> None:
    answer = as_("rikke").post("/demo/dato/", {"ryk": "til", "til": typed}, follow=True)
    assert clock.exercise_day() == TODAY
    assert 'class="alert alert-error"' in answer.content.decode()


def test_it_leads_back_into_the_house_only(as_: As) -> None:
    answer = as_("rikke").post("/demo/dato/", {"ryk": "dag", "tilbage": "//ondt.example/"})
    assert answer["Location"] == "/"


def test_the_cases_are_looked_at_again(town: Town, as_: As) -> None:
    case = town.case()
    as_("rikke").post("/demo/dato/", {"ryk": "til", "til": "01.09.2026"})
    assert CaseSummary.objects.get(case=case).assessed_on == date(2026, 9, 1)


def test_the_bar_stands_on_every_page_of_the_demo(town: Town, as_: As, client: Client) -> None:
    assert "Øvelsesdato:" in client.get("/log-ind/").content.decode()
    page = as_("rikke").get("/").content.decode()
    assert "mandag den 2. marts 2026" in page
    assert "Skift rolle" in page

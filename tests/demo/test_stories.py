"""The stories of the demo town: lawful on any day, the same every time."""

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from sagsgang.casework.models import LedgerEvent
from sagsgang.demo.building import build_town
from sagsgang.demo.director import play_all
from sagsgang.demo.plays import PLAYS
from sagsgang.demo.script import Play

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 23)
LONG = tuple(
    play
    for play in PLAYS
    if (play.course.key, play.age) in {("tilbageslusning", 1005), ("skoleflex_slutter", 560), ("mistanke_om_vold", 4)}
)


@pytest.mark.parametrize("day", [date(2026, 12, 25), date(2027, 3, 29), date(2028, 2, 29)])
def test_the_same_stories_are_lawful_whatever_the_day(day: date) -> None:
    build_town(day)
    cases = play_all(LONG, day)
    assert [case.version for case in cases] == sorted((case.version for case in cases), reverse=True)
    assert max(LedgerEvent.objects.values_list("on", flat=True)) <= day


def test_the_town_is_the_same_every_time_but_for_the_day() -> None:
    plays: tuple[Play, ...] = PLAYS[3:5]
    first = _told(DAY, plays)
    assert _told(DAY, plays) == first
    later = _told(DAY + timedelta(days=7), plays)
    assert [row[1:] for row in later] == [row[1:] for row in first]


def _told(day: date, plays: tuple[Play, ...]) -> list[tuple[object, ...]]:
    with transaction.atomic():
        build_town(day)
        play_all(plays, day)
        columns = ("on", "step", "occurrence", "actor__username", "actor_role")
        told = list(LedgerEvent.objects.order_by("case_id", "number").values_list(*columns))
        transaction.set_rollback(True)
    return told


def test_outside_the_demo_nothing_is_built(settings: object) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]
    with pytest.raises(CommandError, match="SAGSGANG_DEMO"):
        call_command("demo")

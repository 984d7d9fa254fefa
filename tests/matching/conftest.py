"""A town with one case whose day treatment has just been granted, the family's consent given, and a register."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

import pytest
from django.test import Client

from sagsgang.casework.access import Viewer, viewer_of
from sagsgang.casework.models import Case, LedgerEvent
from sagsgang.demo.building import build_town
from sagsgang.demo.courses.offers import TREATMENT
from sagsgang.demo.director import play_all
from sagsgang.demo.plays import SOELVGAARDEN
from sagsgang.demo.script import Play
from sagsgang.documents import commands as documents
from sagsgang.documents.commands import Entry, File
from sagsgang.people.models import User
from sagsgang.procedure.workdays import COPENHAGEN, in_digits
from sagsgang.web import clock
from sagsgang.web.forms.tail import VERSION
from tests.scene import Scene

DAY = date(2026, 3, 4)
BOARD, FAC = "matchning", "fac-1"


@dataclass
class Course:
    """The case, its day treatment, and who has it."""

    case: Case
    occurrence: str
    caseworker: str

    def path(self, act: str = "") -> str:
        return f"/sag/{self.case.number}/dagbehandling/{self.occurrence}/" + (f"{act}/" if act else "")

    def sent(self, **more: Any) -> dict[str, Any]:
        """What every form of the workplace sends along, and this."""
        self.case.refresh_from_db()
        return {VERSION: str(self.case.version), "on": in_digits(DAY), **more}

    def steps(self) -> list[str]:
        rows = LedgerEvent.objects.filter(case=self.case, occurrence=self.occurrence).order_by("number")
        return list(rows.values_list("step", flat=True))


def as_viewer(name: str, on: date = DAY) -> Viewer:
    return viewer_of(User.objects.get(username=name), on)


def at(on: date = DAY) -> datetime:
    return datetime.combine(on, time(10, 15), COPENHAGEN)


@pytest.fixture
def course(scene: Scene, request: pytest.FixtureRequest) -> Course:
    played = scene.set("matching", _played)
    request.getfixturevalue("db")
    return replace(played, case=Case.objects.select_related("child").get(pk=played.case.pk))


def _played() -> Course:
    build_town(DAY)
    play = Play(TREATMENT, 200, "skolen-ved-aertemarken", until=196, provider=SOELVGAARDEN, grade=4, shift=1)
    case = play_all((play,), DAY)[0]
    granted = LedgerEvent.objects.get(case=case, step="fase3.samtykke_matchning")
    assert granted.actor is not None
    clock.set_exercise_day(DAY)
    return Course(case, granted.occurrence, granted.actor.username)


@pytest.fixture
def papers(course: Course) -> tuple[int, int]:
    """One paper of SOF's and one of BUF's, by their numbers."""
    numbers = []
    for name, half, kind in ((course.caseworker, "sof", "handleplan"), (_school_leader(course), "buf", "ppv")):
        entry = Entry(kind=kind, half=half, on=DAY)
        made = documents.upload(
            case_id=course.case.pk,
            entry=entry,
            file=File(b"hemmeligt " + half.encode()),
            actor=as_viewer(name),
            at=at(),
        )
        made.scan = "ren"
        made.save(update_fields=["scan"])
        numbers.append(made.document.number)
    return numbers[0], numbers[1]


def _school_leader(course: Course) -> str:
    row = LedgerEvent.objects.filter(case=course.case, actor_role="skoleleder").select_related("actor").first()
    assert row is not None
    assert row.actor is not None
    return row.actor.username


@pytest.fixture
def as_() -> Callable[[str], Client]:
    """A browser of somebody who is logged in."""

    def logged_in(name: str) -> Client:
        client = Client()
        client.force_login(User.objects.get(username=name))
        return client

    return logged_in

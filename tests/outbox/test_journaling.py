"""A step's paper goes to its system, and the answer takes the step; what is not there yet is a list somebody owns."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from sagsgang.adapters.drops import Drop
from sagsgang.adapters.journals import AnsweringJournal
from sagsgang.casework.access import Viewer, viewer_of
from sagsgang.casework.ledger import texts_of
from sagsgang.casework.models import Case, LedgerEvent, OpenTask
from sagsgang.casework.procedures import procedure
from sagsgang.casework.refusals import NotYours, UnknownStep
from sagsgang.demo.building import build_town
from sagsgang.demo.director import play_all
from sagsgang.demo.plays import SKOLEFLEX
from sagsgang.demo.script import Play
from sagsgang.documents.commands import Entry, File, upload
from sagsgang.documents.scanning import scanner
from sagsgang.jobs.leaving import SETTLED
from sagsgang.outbox.commands import confirm_by_hand
from sagsgang.outbox.delivery import deliver_due
from sagsgang.outbox.journaling import AlreadyUnderWay, NothingToSend, journalise
from sagsgang.outbox.models import Dispatch, Enclosure, Journaling
from sagsgang.outbox.parcels import Receipt, Refused
from sagsgang.people.models import RoleAssignment, User
from sagsgang.procedure.workdays import COPENHAGEN
from sagsgang.web import clock
from tests.documents.samples import paper
from tests.outbox.ground import Says

DAY = date(2026, 11, 23)
NOON = datetime.combine(DAY, time(12), COPENHAGEN)
DAY_OF_THE_GRANT = 202
KINGO, CSC, KMD = "fase3.journaliser_kingo", "fase3.journaliser_csc", "fase3.kmd_registrering"


@dataclass
class Granted:
    """A case of the demo town where Skoleflex has just been granted and nothing is journalised."""

    case: Case

    def holder(self, step: str) -> User:
        task = self.task(step)
        if task.assignee is not None:
            return task.assignee
        post = RoleAssignment.objects.filter(role=task.role, unit=task.unit).select_related("user").order_by("pk")
        return post[0].user

    def viewer(self, step: str) -> Viewer:
        return viewer_of(self.holder(step), DAY)

    def task(self, step: str) -> OpenTask:
        return OpenTask.objects.select_related("assignee", "unit").get(case=self.case, step=step)

    def lay_up(self, step: str, half: str) -> None:
        entry, actor = Entry(kind="faelles_handleplan", half=half, on=DAY), self.viewer(step)
        upload(case_id=self.case.pk, entry=entry, file=File(paper()), actor=actor, at=NOON)

    def send(self, step: str, by: str = "") -> Journaling:
        occurrence = self.task(step).occurrence
        return journalise(
            case_id=self.case.pk, step=step, occurrence=occurrence, actor=self.viewer(by or step), at=NOON
        )

    def deliver(self, port: Any, at: datetime = NOON) -> None:
        deliver_due(at, dict.fromkeys(("kingo", "csc", "kmd"), port), SETTLED)

    def taken(self, step: str) -> LedgerEvent | None:
        return LedgerEvent.objects.filter(case=self.case, step=step).first()


@pytest.fixture
def granted(db: None) -> Iterator[Granted]:
    build_town(DAY)
    clock.set_exercise_day(DAY)
    (case,) = play_all((Play(SKOLEFLEX, DAY_OF_THE_GRANT, "kloeverskolen", grade=4),), DAY)
    scanner.cache_clear()
    yield Granted(case)
    scanner.cache_clear()


@pytest.mark.django_db
def test_what_goes_to_the_systems_of_record_takes_its_step_or_says_why_not(granted: Granted, tmp_path: Path) -> None:
    """The case takes seconds to play: it is played once, and each of these takes back what it did."""
    for trial in (
        kmd_gets_no_paper_and_the_day_it_was_registered,
        each_half_sends_its_own_and_nobody_sends_what_another_takes,
        one_that_is_refused_leaves_the_step_open_and_may_be_sent_anew,
        done_by_hand_it_is_recorded_in_the_name_of_who_sent_it,
        a_step_that_cannot_be_taken_keeps_the_number_and_says_why,
    ):
        with transaction.atomic():
            trial(granted)
            transaction.set_rollback(True)
    the_plan_goes_to_kingo_and_its_number_takes_the_step(granted, tmp_path)


def the_plan_goes_to_kingo_and_its_number_takes_the_step(granted: Granted, tmp_path: Path) -> None:
    granted.lay_up(KINGO, "buf")
    row = granted.send(KINGO)
    assert row.dispatch is not None
    assert row.dispatch.unit == granted.task(KINGO).unit
    assert (row.dispatch.subject, row.dispatch.half) == ("Fælles BUF-SOF Handleplan til KINGO", "buf")
    assert Enclosure.objects.get().name.startswith("faelles-handleplan-")
    granted.deliver(AnsweringJournal("KINGO", Drop(tmp_path)))
    event = granted.taken(KINGO)
    assert event is not None
    assert (event.actor, event.on, event.actor_role) == (row.sent_by, DAY, "skoleleder")
    number = Dispatch.objects.get().reference
    assert texts_of(granted.case, event.number) == {"tilbud.journal_kingo": f"KINGO {number}"}
    row.refresh_from_db()
    assert row.outcome == "indfoert"
    assert not OpenTask.objects.filter(case=granted.case, step=KINGO).exists()


def kmd_gets_no_paper_and_the_day_it_was_registered(granted: Granted) -> None:
    granted.send(KMD)
    granted.deliver(Says([Receipt("26/1")]))
    event = granted.taken(KMD)
    assert event is not None
    assert event.facts["tilbud.kmd"] == DAY.isoformat()
    assert texts_of(granted.case, event.number)["tilbud.kmd_nummer"] == "KMD 26/1"


def each_half_sends_its_own_and_nobody_sends_what_another_takes(granted: Granted) -> None:
    granted.lay_up(CSC, "sof")
    granted.send(CSC)
    with pytest.raises(NotYours):
        granted.send(KINGO, by=CSC)
    with pytest.raises(NothingToSend, match="ingen fil"):
        granted.send(KINGO)
    with pytest.raises(AlreadyUnderWay):
        granted.send(CSC)
    with pytest.raises(UnknownStep):
        journalise(
            case_id=granted.case.pk, step="fase3.flex_starter", occurrence=granted.task(KINGO).occurrence,
            actor=granted.viewer(KINGO), at=NOON,
        )  # fmt: skip


def one_that_is_refused_leaves_the_step_open_and_may_be_sent_anew(granted: Granted) -> None:
    granted.send(KMD)
    granted.deliver(Says([Refused("Modtageren afviste den.")]))
    row = Journaling.objects.get()
    assert (row.outcome, row.why) == ("ikke_sendt", "Modtageren afviste den.")
    assert granted.taken(KMD) is None
    assert granted.send(KMD).number == 2


def done_by_hand_it_is_recorded_in_the_name_of_who_sent_it(granted: Granted) -> None:
    row = granted.send(KMD)
    granted.deliver(Says([Receipt(by_hand=True)]))
    how = {"dispatch": row.dispatch_id, "state": "i_haanden", "actor": granted.viewer(KMD), "at": NOON}
    confirm_by_hand(reference="26/77", settled=SETTLED, **how)  # type: ignore[arg-type]
    event = granted.taken(KMD)
    assert event is not None
    assert texts_of(granted.case, event.number)["tilbud.kmd_nummer"] == "KMD 26/77"


def a_step_that_cannot_be_taken_keeps_the_number_and_says_why(granted: Granted) -> None:
    row = granted.send(KMD)
    User.objects.filter(pk=row.sent_by_id).update(is_active=False)
    granted.deliver(Says([Receipt("26/2")]))
    row.refresh_from_db()
    assert row.outcome == "ikke_indfoert"
    assert row.why
    assert Dispatch.objects.get().reference == "26/2"
    assert granted.taken(KMD) is None


def test_every_journalising_step_names_a_system_the_procedure_knows() -> None:
    journals = [step.journal for step in procedure().steps if step.journal is not None]
    assert {each.system for each in journals} == {"KINGO", "CSC", "KMD"}
    for step in procedure().steps:
        if step.journal is not None:
            asked = {each.fact.key for each in step.asked()}
            named = [each for each in (step.journal.number, step.journal.day) if each is not None]
            assert {each.key for each in named} <= asked
            others = [each for each in step.asked() if each.required and each.fact not in named]
            assert others == [], f"{step.key}: the answer of the system cannot take it"


# --- the screens ------------------------------------------------------------------------------------------------------

As = Callable[[User], Client]


@pytest.fixture
def as_() -> As:
    def logged_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return logged_in


@pytest.mark.django_db
def test_the_screens(granted: Granted, as_: As) -> None:
    for trial in (
        what_is_not_journalised_is_a_list_of_ones_own,
        the_page_of_the_step_sends_it_and_tells_how_it_goes,
    ):
        with transaction.atomic():
            trial(granted, as_)
            transaction.set_rollback(True)


def the_page_of_the_step_sends_it_and_tells_how_it_goes(granted: Granted, as_: As) -> None:
    granted.lay_up(KINGO, "buf")
    leader, step = as_(granted.holder(KINGO)), granted.task(KINGO)
    path = f"/sag/{granted.case.number}/trin/{step.step}/{step.occurrence}/"
    assert "Send til KINGO" in leader.get(path).content.decode()
    answer = leader.post(f"{path}journaliser/", follow=True).content.decode()
    assert "Den er på vej til KINGO" in answer
    assert "Det er sendt til KINGO" in answer
    assert "Send til KINGO" not in answer
    again = leader.post(f"{path}journaliser/", follow=True).content.decode()
    assert "Den er sendt allerede." in again
    granted.deliver(Says([Refused("Modtageren afviste den.")]), NOON + timedelta(hours=9))
    refused = leader.get(path).content.decode()
    assert "Det kom ikke afsted." in refused
    assert "Send til KINGO" in refused
    granted.send(KINGO)
    granted.deliver(Says([Receipt("26/1")]), NOON + timedelta(hours=9))
    assert "KINGO 26/1" in leader.get(f"/sag/{granted.case.number}/tidslinje/").content.decode()


def what_is_not_journalised_is_a_list_of_ones_own(granted: Granted, as_: As) -> None:
    leader, caseworker = as_(granted.holder(KINGO)), as_(granted.holder(CSC))
    listed = leader.get("/udbakke/ikke-journaliseret/").content.decode()
    assert all(each in listed for each in ("KINGO", "KMD", granted.case.number))
    assert granted.case.number in caseworker.get("/udbakke/ikke-journaliseret/?system=CSC").content.decode()
    others = RoleAssignment.objects.filter(role="skoleleder").exclude(unit=granted.task(KINGO).unit)
    stranger = others.exclude(user=granted.holder(KINGO)).order_by("pk")[0].user
    assert granted.case.number not in as_(stranger).get("/udbakke/ikke-journaliseret/").content.decode()
    granted.send(KMD)
    granted.deliver(Says([Refused("Modtageren afviste den.")]))
    assert "Kunne ikke afleveres" in leader.get("/udbakke/ikke-journaliseret/?system=KMD").content.decode()

"""From what is posted to what lies at the receiver, by the worker as it runs; and what is forgotten afterwards."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from sagsgang.documents.storage import path_of
from sagsgang.jobs import leaving
from sagsgang.jobs.declared import JOBS
from sagsgang.jobs.models import Run
from sagsgang.jobs.running import ask_for_what_is_due, work_off
from sagsgang.outbox.forgetting import KEPT, forget_old
from sagsgang.outbox.models import Dispatch, Enclosure
from tests.outbox.ground import NOW, Ground, Says

YESTERDAY = NOW - timedelta(days=1)


@pytest.fixture(autouse=True)
def _ends_here(settings: Any, tmp_path: Path) -> None:
    settings.OUTGOING = tmp_path / "ud"


def test_what_is_posted_wakes_the_worker_who_delivers_it(
    ground: Ground, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        ground.post(at=YESTERDAY)
        ground.post("brev:2", at=YESTERDAY)
        assert not Run.objects.exists()
    assert Run.objects.get().job == leaving.KEY
    assert work_off() == 1
    assert {row.state for row in Dispatch.objects.all()} == {"sendt"}
    assert len(list((tmp_path / "ud" / "mail").glob("*.eml"))) == 2


def test_the_worker_looks_by_itself_when_nobody_rang(ground: Ground) -> None:
    job = JOBS[leaving.KEY]
    assert job.needed is not None
    assert not job.needed()
    ground.post(at=YESTERDAY)
    ask_for_what_is_due(NOW)
    assert Run.objects.filter(job=leaving.KEY).count() == 1


def test_a_setting_that_cannot_be_meant_is_told_by_every_command(settings: Any) -> None:
    settings.JOURNALS = {"kingo": "/en/mappe", "csc": "", "kmd": ""}
    with pytest.raises(CommandError, match="SAGSGANG_KINGO skrives dir:///en/mappe"):
        call_command("check")


def test_what_belongs_to_no_case_is_emptied_after_a_while(ground: Ground) -> None:
    row = ground.post(case_id=None)
    ground.post("brev:i-en-sag", attachments=())
    sha256 = Enclosure.objects.get().sha256
    ground.deliver(Says())
    assert forget_old(NOW + KEPT - timedelta(days=1)) == 0
    assert forget_old(NOW + KEPT + timedelta(days=1)) == 1
    row.refresh_from_db()
    assert (row.receiver, row.body, row.state, row.key) == ("", "", "sendt", "brev:1:modtager:1")
    assert not path_of(sha256).exists()
    assert forget_old(NOW + KEPT + timedelta(days=2)) == 0
    assert Dispatch.objects.get(key="brev:i-en-sag").body

"""The worker does what was promised, once; what was cut off is done again; the queue carries nothing that can harm."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.core import signing
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from huey.registry import Message

from sagsgang.casework.models import CaseSummary
from sagsgang.documents.models import Version
from sagsgang.jobs import bell, clock, declared, running
from sagsgang.jobs.declaring import Every, Job, Often, Outcome
from sagsgang.jobs.locks import held
from sagsgang.jobs.models import Run
from sagsgang.jobs.running import INTERRUPTED, TRIES, ask, ask_for_what_is_due, run_now, work_off
from sagsgang.jobs.status import standings
from sagsgang.procedure.workdays import COPENHAGEN
from sagsgang.web.clock import set_exercise_day
from tests.jobs.ground import Ground
from tests.web.town import TODAY

pytestmark = [pytest.mark.database, pytest.mark.django_db]


class Killed(BaseException):
    """The process is gone: nothing after it is run."""


class Bench:
    """A piece of work that notes what it is asked for and behaves as told."""

    def __init__(self) -> None:
        self.seen: list[tuple[date, str]] = []
        self.fails: list[type[BaseException]] = []

    def __call__(self, day: date, subject: str) -> Outcome:
        self.seen.append((day, subject))
        if self.fails:
            raise self.fails.pop(0)("Zenobia Testesen")
        return Outcome(3, ("Én ting.",))


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Bench:
    made = Bench()
    monkeypatch.setitem(declared.JOBS, "proeve", Job("proeve", "Prøve", made))
    return made


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[datetime]]:
    """The worker's clock, to be turned."""
    held_at = [datetime(2026, 3, 2, 12, 0, tzinfo=COPENHAGEN)]
    monkeypatch.setattr(clock, "now", lambda: held_at[0])
    return held_at  # type: ignore[return-value]


def test_what_is_asked_for_is_done_once_and_recorded(bench: Bench):
    set_exercise_day(TODAY)
    ask("proeve", "12")
    assert work_off() == 1
    assert work_off() == 0
    assert bench.seen == [(TODAY, "12")]
    run = Run.objects.get()
    assert (run.done, run.remarks, run.failure, run.tries, run.day) == (3, ["Én ting."], "", 1, TODAY)
    assert run.succeeded


def test_asking_twice_before_it_is_begun_is_one_promise(bench: Bench):
    assert ask("proeve", "12") == ask("proeve", "12")
    assert ask("proeve", "13") != ask("proeve", "12")


def test_a_promise_made_in_a_transaction_that_fails_was_never_made(bench: Bench):
    with transaction.atomic():
        ask("proeve")
        transaction.set_rollback(True)
    assert not Run.objects.exists()


def test_a_bell_that_cannot_be_rung_loses_nothing(
    bench: Bench, settings: Any, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
):
    settings.JOB_BELL = True
    monkeypatch.setattr(bell, "bell", lambda: 1 / 0)
    with django_capture_on_commit_callbacks(execute=True):
        ask("proeve")
    assert work_off() == 1


def test_a_worker_that_is_killed_half_way_begins_again(bench: Bench):
    ask("proeve", "12")
    bench.fails = [Killed]
    with pytest.raises(Killed):
        work_off()
    assert (Run.objects.get().ended_at, Run.objects.get().tries) == (None, 1)
    work_off()
    assert [subject for _, subject in bench.seen] == ["12", "12"]
    assert Run.objects.get().succeeded


def test_work_that_kills_the_worker_every_time_is_given_up(bench: Bench):
    ask("proeve")
    Run.objects.update(tries=TRIES)
    work_off()
    assert bench.seen == []
    assert Run.objects.get().failure == INTERRUPTED


def test_what_fails_is_tried_again_later_and_later(bench: Bench, now: list[datetime]):
    ask("proeve")
    bench.fails = [ValueError] * TRIES
    pauses = []
    for _ in range(TRIES):
        assert work_off() == 1
        assert work_off() == 0
        run = Run.objects.get()
        pauses.append((run.not_before - now[0]) // timedelta(minutes=1))
        now[0] = run.not_before
    assert pauses == [1, 5, 25, 125, 0]
    assert (run.failure, run.tries, run.succeeded) == ("ValueError", TRIES, False)
    assert run.ended_at is not None


def test_a_fault_is_logged_by_its_kind_and_place_only(bench: Bench, caplog: pytest.LogCaptureFixture):
    ask("proeve")
    bench.fails = [ValueError]
    work_off()
    assert "ValueError at test_worker.py:" in caplog.text
    assert "Zenobia" not in caplog.text


def test_what_somebody_is_at_is_left_to_them(bench: Bench, monkeypatch: pytest.MonkeyPatch):
    ask("proeve")
    seen = []

    def meanwhile(_day: date, _subject: str) -> Outcome:
        with other_process("proeve") as got:
            seen.append(got)
        return Outcome()

    monkeypatch.setitem(declared.JOBS, "proeve", replace(declared.JOBS["proeve"], work=meanwhile))
    work_off()
    assert seen == [False]
    with other_process("proeve") as got:
        assert got


@contextmanager
def other_process(name: str) -> Iterator[bool]:
    """The lock as another process would ask for it: with a connection or a file of its own."""
    other = connection.copy()
    try:
        with held(name, other) as got:
            yield got
    finally:
        other.close()


class TestTheClock:
    def test_every_night_at_five_past_twelve(self):
        nightly = declared.NIGHTLY.every
        assert nightly is not None
        noon = datetime(2026, 3, 2, 12, 0, tzinfo=COPENHAGEN)
        assert nightly.latest(noon) == datetime(2026, 3, 2, 0, 5, tzinfo=COPENHAGEN)
        assert nightly.latest(noon.replace(hour=0, minute=4)) == datetime(2026, 3, 1, 0, 5, tzinfo=COPENHAGEN)
        assert nightly.latest(noon.replace(hour=0, minute=5)) == datetime(2026, 3, 2, 0, 5, tzinfo=COPENHAGEN)

    def test_every_sunday(self):
        weekly = Every(time(3), 6)
        sunday = datetime(2026, 3, 1, 3, 0, tzinfo=COPENHAGEN)
        assert weekly.latest(sunday) == sunday
        assert weekly.latest(sunday + timedelta(days=6, hours=23)) == sunday
        assert weekly.latest(sunday - timedelta(minutes=1)) == sunday - timedelta(days=7)

    def test_every_five_minutes(self):
        assert Often(5).latest(datetime(2026, 3, 2, 12, 9, 30, tzinfo=COPENHAGEN)).minute == 5

    def test_what_was_missed_is_asked_for_once(self, now: list[datetime]):
        ask_for_what_is_due(now[0])
        assert sorted(Run.objects.values_list("job", flat=True)) == ["integrity", "nightly"]
        ask_for_what_is_due(now[0] + timedelta(hours=11))
        assert Run.objects.count() == 2
        now[0] += timedelta(days=3)
        ask_for_what_is_due(now[0])
        assert Run.objects.filter(job="nightly", begun_at=None).count() == 1

    def test_files_that_wait_are_scanned_by_themselves(self, ground: Ground, now: list[datetime]):
        ask_for_what_is_due(now[0])
        assert not Run.objects.filter(job="scanning").exists()
        version = ground.lay_up(scan=Version.Scan.WAITING)
        ask_for_what_is_due(now[0])
        work_off()
        version.refresh_from_db()
        assert version.scan == Version.Scan.CLEAN
        assert Run.objects.get(job="scanning").done == 1


class TestTheNightlyWork:
    def test_it_looks_from_the_exercise_day(self, ground: Ground):
        set_exercise_day(TODAY)
        CaseSummary.objects.update(next_change=TODAY, assessed_on=TODAY - timedelta(days=9))
        run = run_now("nightly", clock.today())
        assert run is not None
        assert (run.day, run.done) == (TODAY, 1)
        assert CaseSummary.objects.get().assessed_on == TODAY

    def test_run_again_it_does_nothing_twice(self, ground: Ground):
        CaseSummary.objects.update(next_change=TODAY)
        first, second = run_now("nightly", TODAY), run_now("nightly", TODAY)
        assert first is not None
        assert second is not None
        assert (first.done, second.done) == (1, 0)

    def test_the_command_is_refused_while_the_worker_is_at_it(self, ground: Ground):
        with other_process("nightly"), pytest.raises(CommandError, match="allerede i gang"):
            call_command("nightly", "--day", TODAY.isoformat())
        assert not Run.objects.exists()


class TestStatus:
    def test_it_says_what_ran_and_when(self, ground: Ground, capsys: pytest.CaptureFixture[str]):
        for job in declared.JOBS:
            run_now(job, TODAY)
        call_command("status")
        said = capsys.readouterr().out
        assert "Huset er kommet til 2. marts 2026." in said
        assert said.count("✓") == len(declared.JOBS)

    def test_work_that_is_overdue_or_has_failed_ends_it_with_one(self, ground: Ground):
        with pytest.raises(CommandError, match="mangler eller gik i stå") as failed:
            call_command("status")
        assert failed.value.returncode == 1
        Run.objects.create(
            job="nightly", asked_at=clock.now(), not_before=clock.now(), ended_at=clock.now(), failure="x"
        )
        stands = {standing.job.key: standing for standing in standings(clock.now())}
        assert not stands["nightly"].is_right


class TestTheQueue:
    def test_a_message_is_json_that_the_house_has_signed(self):
        sent = Message("1", "sagsgang.jobs.bell.work", args=[], kwargs={})
        kept = bell.SignedJson().serialize(sent)
        assert bell.SignedJson().deserialize(kept) == sent
        assert b"sagsgang" not in kept[:2]

    def test_what_the_house_has_not_signed_is_not_read(self):
        with pytest.raises(signing.BadSignature):
            bell.SignedJson().deserialize(b"gASVCgAAAAAAAACMBm9zLnJ1bpQu:1abc:x")

    def test_a_signature_of_another_kind_is_not_enough(self):
        with pytest.raises(signing.BadSignature):
            bell.SignedJson().deserialize(signing.dumps(["1", "x"]).encode())


def test_a_kind_of_work_that_is_no_longer_known_is_ended(bench: Bench, monkeypatch: pytest.MonkeyPatch):
    ask("proeve")
    monkeypatch.delitem(running.JOBS, "proeve")
    work_off()
    assert Run.objects.get().failure == "ukendt"

"""Workers killed at every breath, two at once, with receivers that are away or die: nothing lost, nothing sent twice.

OUTBOX_KILLS=500 kills longer.
"""

import os
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from django.db import connection

from sagsgang.adapters.drops import Drop, name_of
from sagsgang.adapters.journals import Journal
from sagsgang.adapters.mail import Smtp
from sagsgang.outbox.commands import post
from sagsgang.outbox.delivery import deliver_due
from sagsgang.outbox.models import Dispatch
from sagsgang.outbox.parcels import Parcel, Port, Responsible, mail_to
from sagsgang.people.models import Unit
from tests.casework.triggers import guard, unguard
from tests.outbox.ground import NOW, PDF
from tests.outbox.killing import ended, start
from tests.outbox.mail_server import DIES_AFTER, DIES_BEFORE, TAKES, Office, free_port, post_office
from tests.web.town import LONG_AGO

pytestmark = pytest.mark.database
ROUNDS = int(os.environ.get("OUTBOX_KILLS", "24"))
EACH = ROUNDS // 2
DAY = timedelta(days=1)
KILLED = -9


@pytest.fixture
def _guarded_again(django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    yield
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        guard(connection)


@pytest.fixture
def unit(_guarded_again: None, transactional_db: None) -> Iterator[Unit]:
    yield Unit.objects.create(key="enhed", kind="skole", name="En skole", since=LONG_AGO)
    unguard(connection)


class Receiver:
    """The system at the other end of the folder: it takes each message away and remembers its name."""

    def __init__(self, root: Path) -> None:
        self.root, self.away = root, root.with_name("væk")
        self.took: Counter[str] = Counter()

    def empty(self) -> None:
        for folder in self.root.glob("sagsgang-*"):
            assert {each.name for each in folder.iterdir()} == {"metadata.json", "01-brev.pdf"}
            assert (folder / "01-brev.pdf").read_bytes() == PDF.content
            self.took[folder.name] += 1
            for each in folder.iterdir():
                each.unlink()
            folder.rmdir()

    def shut(self, shut: bool) -> None:
        """Take the folder away, as a network drive goes, or bring it back."""
        if shut and self.root.exists():
            self.root.rename(self.away)
            self.root.write_text("")
        elif not shut and self.away.exists():
            self.root.unlink()
            self.away.rename(self.root)


def parcels(unit: Unit) -> list[Parcel]:
    by = Responsible("rc_plc", unit.pk)
    made = []
    for number in range(EACH):
        to, files = mail_to(f"modtager{number}@eksempel.dk"), (PDF,)
        made.append(Parcel(f"mail:{number}", "mail", "brev", None, to, "Post", "Læs det.", by, files))
        made.append(Parcel(f"journal:{number}", "kingo", "journal", None, {}, "Et papir", "", by, files))
    return made


def test_killed_workers_lose_nothing_and_send_nothing_twice(unit: Unit, tmp_path: Path) -> None:
    random, now, killed = Random(19), NOW, 0  # noqa: S311 - the same kills each time
    waiting, receiver = parcels(unit), Receiver(tmp_path / "kingo")
    with post_office() as (office, where):
        alive: dict[str, Port] = {
            "mail": Smtp(f"smtp://{where}?tls=nej", "hus@eksempel.dk", timeout=5),
            "kingo": Journal("KINGO", Drop(receiver.root, answers=False)),
        }
        dead = {**alive, "mail": Smtp(f"smtp://127.0.0.1:{free_port()}?tls=nej", "hus@eksempel.dk", timeout=5)}
        for _ in range(ROUNDS):
            for _ in range(min(2, len(waiting))):
                post(waiting.pop(), at=now)
            receiver.shut(random.random() < 0.25)
            office.answer = random.choice([TAKES, TAKES, TAKES, "451 later", DIES_BEFORE, DIES_AFTER])
            ports = dead if random.random() < 0.25 else alive
            workers = [start(now, ports, random.randint(1, 50)), start(now, ports, random.choice([0, 9, 25]))]
            ends = [ended(worker) for worker in workers]
            assert set(ends) <= {0, KILLED}
            killed += ends.count(KILLED)
            receiver.shut(False)
            receiver.empty()
            now += DAY
            revive()
        office.answer = TAKES
        for parcel in waiting:
            post(parcel, at=now)
        while Dispatch.objects.exclude(state__in=("sendt", "uvis")).exists():
            deliver_due(now, alive, {})
            now += DAY
            revive()
    receiver.empty()
    assert killed > ROUNDS // 2
    all_is_accounted_for(office, receiver)


def revive() -> None:
    """Dead letters are a person's: he sends them again, once the receiver is back."""
    Dispatch.objects.filter(state="fejlet").update(state="venter", tries=0, due_at=NOW, lease="")


def all_is_accounted_for(office: Office, receiver: Receiver) -> None:
    assert Dispatch.objects.count() == 2 * EACH
    assert receiver.took == Counter(name_of(f"journal:{number}") for number in range(EACH))
    got = Counter(str(mail["To"]) for mail in office.mails)
    assert max(got.values()) == 1
    for row in Dispatch.objects.filter(port="mail"):
        came = got[row.mailbox]
        assert (row.state, came) in {("sendt", 1), ("uvis", 1), ("uvis", 0)}, row.key

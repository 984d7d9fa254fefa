"""A town with a case, parcels to post in it, and a port that answers as it is told to."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sagsgang.casework.access import Viewer, viewer_of
from sagsgang.casework.models import Case
from sagsgang.outbox.commands import post
from sagsgang.outbox.delivery import deliver_due
from sagsgang.outbox.models import Dispatch
from sagsgang.outbox.parcels import Attachment, NotDelivered, Parcel, Receipt, Responsible
from tests.web import town as web

NOW = web.moment(web.TODAY)
MINUTE = timedelta(minutes=1)
PDF = Attachment("brev.pdf", "application/pdf", b"%PDF-1.7 Jernbanebrev til Zenobia")


@dataclass
class Says:
    """A port that answers what it is told, one after the other, and remembers what came."""

    answers: list[Receipt | Exception] = field(default_factory=list)
    repeatable: bool = True
    got: list[Parcel] = field(default_factory=list)
    meanwhile: Callable[[], object] = lambda: None

    def send(self, parcel: Parcel, posted_at: datetime, handing_over: Callable[[], None]) -> Receipt:
        answer = self.answers.pop(0) if self.answers else Receipt(f"NR-{len(self.got) + 1}")
        if isinstance(answer, NotDelivered):
            raise answer
        handing_over()
        self.meanwhile()
        if isinstance(answer, BaseException):
            raise answer
        self.got.append(parcel)
        return answer


@dataclass
class Ground:
    """The town and its case; `told` is what the senders have been told."""

    town: web.Town
    case: Case
    told: list[tuple[str, str]] = field(default_factory=list)

    def viewer(self, name: str) -> Viewer:
        return viewer_of(self.town.users[name], web.TODAY)

    def parcel(self, key: str = "brev:1:modtager:1", port: str = "mail", **more: Any) -> Parcel:
        said = {
            "kind": "brev", "case_id": self.case.pk, "to": {"address": "mor@eksempel.dk", "name": "Mathilde Testesen"},
            "subject": "Der er post til dig", "body": "Kære Mathilde. Læs brevet om Zenobia.",
            "responsible": Responsible("rc_plc", self.town.units["engskolen"].pk), "attachments": (PDF,), "half": "buf",
            "about": "copy:1",
        }  # fmt: skip
        return Parcel(key=key, port=port, **{**said, **more})

    def post(self, key: str = "brev:1:modtager:1", port: str = "mail", at: datetime = NOW, **more: Any) -> Dispatch:
        return post(self.parcel(key, port, **more), at=at)

    def settled(self, dispatch: Dispatch, _at: datetime) -> None:
        self.told.append((dispatch.about, dispatch.state))

    def deliver(self, port: Says, at: datetime = NOW) -> int:
        every = dict.fromkeys(("mail", "digital_post", "print", "kingo", "csc", "kmd"), port)
        return deliver_due(at, every, {"brev": self.settled})

    def row(self) -> Dispatch:
        return Dispatch.objects.get()


def build() -> Ground:
    town = web.build()
    return Ground(town, town.case())

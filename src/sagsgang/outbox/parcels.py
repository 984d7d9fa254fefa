"""What is to leave the house, and what a port is: plain values that every sender and every adapter shares."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from sagsgang.casework.halves import Half

MAIL, DIGITAL_POST, PRINT, KINGO, CSC, KMD = PORTS = ("mail", "digital_post", "print", "kingo", "csc", "kmd")
"""The ways out. The last three are the systems of record that a paper is journalised or registered in."""

JOURNALS = frozenset({KINGO, CSC, KMD})
"""The ports that give a number back, which a person writes when it was done by hand."""

METHOD = "method"
"""The key in `Parcel.extra` of what a calendar is asked to do: REQUEST or CANCEL (RFC 5546)."""


_WHERE = "address"


def mail_to(where: str, name: str = "") -> dict[str, str]:
    """The receiver of a mail, as `Parcel.to` has it."""
    return {_WHERE: where, "name": name}


def mailbox_in(to: Mapping[str, str]) -> str:
    """Where a mail goes that has such a receiver."""
    return to.get(_WHERE, "").strip()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes along: its neutral name, its kind of content, and the content, kept by its digest."""

    name: str
    mime: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Responsible:
    """Who owns it when it cannot be delivered: a role in a unit (in any unit when None), and perhaps a person."""

    role: str
    unit_id: int | None = None
    user_id: int | None = None


@dataclass(frozen=True, slots=True)
class Parcel:
    """One sending to one receiver.

    `key` makes it one: the same key is one dispatch for ever ("brev:12:modtager:3"). `kind` says what it is for us and
    by that who is told when it is settled; `about` is the sender's own reference back ("copy:17"). `to` per port: mail
    `mail_to(…)`; digital_post {"person": primary key}; print {"lines": address lines}; the journals {}.
    `subject` is read by whoever carries the mail: never a name, a CPR number or a diagnosis. `extra` is what one port
    alone understands.
    """

    key: str
    port: str
    kind: str
    case_id: int | None
    to: Mapping[str, str]
    subject: str
    body: str
    responsible: Responsible
    attachments: tuple[Attachment, ...] = ()
    half: str = Half.JOINT
    about: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def mailbox(self) -> str:
        """Where a mail goes."""
        return mailbox_in(self.to)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a port answers: the receiver's reference, or that a person has to do it (printing, no integration)."""

    reference: str = ""
    by_hand: bool = False


class NotDelivered(Exception):
    """It was not delivered. `why` names the kind of fault in Danish, without anything personal."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class TryAgain(NotDelivered):
    """The receiver does not have it, and may take it later."""


class Refused(NotDelivered):
    """The receiver does not have it, and will not take it as it is."""


class Uncertain(NotDelivered):
    """It was handed over and the answer was lost: a person finds out whether it came through."""


class Port(Protocol):
    """A way out. It sends once, and says what came of it; it knows nothing of retries, rows or who is responsible.

    `repeatable`: a second try of the same key is found by the receiver, so that a try that was cut off may be made
    again. A port that is not calls `handing_over` at the last moment before the receiver may have it: from then on
    nobody but a person tries again.
    """

    @property
    def repeatable(self) -> bool: ...

    def send(self, parcel: Parcel, posted_at: datetime, handing_over: Callable[[], None]) -> Receipt:
        """Return the receipt; raises TryAgain, Refused or Uncertain."""
        ...

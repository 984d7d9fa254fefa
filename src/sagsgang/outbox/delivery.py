"""The worker's part: claim what is due, hand it to its port, and write down what came of it.

A claim is a transaction of its own, so that two workers never have the same dispatch, and it runs out, so that what a
killed worker had is taken up again: tried anew where the receiver finds the same key again or never had it, and left
to a person where it may have been handed over (`uvis`).
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic

from django.db import transaction
from django.db.models import F, Q, QuerySet

from sagsgang.documents import storage
from sagsgang.outbox.models import Dispatch
from sagsgang.outbox.parcels import (
    Attachment,
    NotDelivered,
    Parcel,
    Port,
    Receipt,
    Refused,
    Responsible,
    TryAgain,
    Uncertain,
)
from sagsgang.outbox.retrying import LEASE, wait_after
from sagsgang.outbox.settling import Held, Settled, settle, tell

logger = logging.getLogger(__name__)

MOST = 200
"""How many are sent in one round; what is left comes in the next, so that other work gets its turn."""
INTERRUPTED = "Afsendelsen blev afbrudt."
LOST_ANSWER = "Afsendelsen blev afbrudt, da den var ved at blive afleveret."
NO_PORT = "Husets vej ud findes ikke."
FILE_GONE = "En fil, der skulle med, mangler eller er beskadiget."
FAULT = "Der skete en fejl hos os."
_State = Dispatch.State
_ENDED = (_State.SENDT, _State.FEJLET, _State.OPGIVET)


class _LostLease(Exception):
    """Somebody else has the dispatch by now."""


@dataclass(frozen=True)
class _Round:
    """One round of a worker: its ports, whom it tells, what time it has become, and who is asked before it leaves."""

    ports: Mapping[str, Port]
    settled: Mapping[str, Settled]
    clock: Callable[[], datetime]
    held: Mapping[str, Held]


def due(now: datetime) -> QuerySet[Dispatch]:
    """What there is to do at that moment: to be sent, to be taken back from a dead worker, to be told again."""
    waits = Q(state=_State.VENTER, due_at__lte=now)
    left = Q(state=_State.UNDER_AFSENDELSE, lease_until__lte=now)
    untold = Q(state__in=_ENDED, told_at=None, due_at__lte=now)
    return Dispatch.objects.filter(waits | left | untold)


def deliver_due(
    now: datetime,
    ports: Mapping[str, Port],
    settled: Mapping[str, Settled],
    *,
    lease: timedelta = LEASE,
    held: Mapping[str, Held] | None = None,
) -> int:
    """Deliver what is due, one by one, and return how many were tried. May run in several processes at once.

    `held`: asked by the kind of the parcel just before it leaves; what must not leave any more fails with the reason
    (X8), and whoever answers for it sends it again when it may.

    Called outside a transaction: each claim and each ending is committed by itself.
    """
    began = monotonic()
    round_ = _Round(ports, settled, lambda: now + timedelta(seconds=monotonic() - began), held or {})
    _take_back(round_)
    _tell_again(round_)
    tried = 0
    while tried < MOST and (row := _claim(round_.clock(), lease)) is not None:
        tried += 1
        _deliver(row, round_)
    return tried


def _claim(now: datetime, lease: timedelta) -> Dispatch | None:
    """One dispatch for this worker alone, committed at once; None when nothing is due."""
    waiting = Dispatch.objects.filter(state=_State.VENTER, due_at__lte=now)
    while pks := list(waiting.order_by("due_at", "pk").values_list("pk", flat=True)[:20]):
        for pk in pks:
            mine = waiting.filter(pk=pk).update(
                state=_State.UNDER_AFSENDELSE, lease=uuid.uuid4().hex, lease_until=now + lease, handed_at=None,
                tries=F("tries") + 1,
            )  # fmt: skip
            if mine:
                return Dispatch.objects.get(pk=pk)
    return None


def _deliver(row: Dispatch, round_: _Round) -> None:
    try:
        receipt = _send(row, round_)
    except _LostLease:
        return
    except NotDelivered as no:
        _write(row, round_, no)
    except Exception as fault:
        logger.error("dispatch %s by %s failed: %s", row.pk, row.port, type(fault).__name__)
        _write(row, round_, _unforeseen(row))
    else:
        _write(row, round_, receipt)


def _send(row: Dispatch, round_: _Round) -> Receipt:
    port = round_.ports.get(row.port)
    if port is None:
        raise Refused(NO_PORT)
    asked = round_.held.get(row.kind)
    if asked is not None and (why := asked(row, round_.clock())):
        raise Refused(why)

    def handing_over() -> None:
        moment = round_.clock()
        if not _held(row).update(handed_at=moment):
            raise _LostLease
        row.handed_at = moment

    return port.send(parcel_of(row), row.posted_at, handing_over)


def _held(row: Dispatch) -> QuerySet[Dispatch]:
    return Dispatch.objects.filter(pk=row.pk, lease=row.lease, state=_State.UNDER_AFSENDELSE)


def _unforeseen(row: Dispatch) -> NotDelivered:
    """A fault of the port's own: after the hand-over nobody knows what the receiver has."""
    return Uncertain(LOST_ANSWER) if row.handed_at else TryAgain(FAULT)


def parcel_of(row: Dispatch) -> Parcel:
    """The parcel as it was posted; raises Refused when one of its files is no longer what it was."""
    files = []
    for each in row.enclosures.order_by("number"):
        content = storage.read(each.sha256)
        if content is None:
            raise Refused(FILE_GONE)
        files.append(Attachment(each.name, each.mime, content))
    return Parcel(
        row.key, row.port, row.kind, row.case_id, row.to, row.subject, row.body,
        Responsible(row.role, row.unit_id, row.user_id), tuple(files), row.half, row.about, row.extra,
    )  # fmt: skip


@transaction.atomic
def _write(row: Dispatch, round_: _Round, came: Receipt | NotDelivered) -> None:
    """Write down what came of it, if the dispatch is still this worker's: it may have been thought dead meanwhile."""
    states = (_State.UNDER_AFSENDELSE, _State.UVIS)
    mine = Dispatch.objects.select_for_update(of=("self",)).filter(pk=row.pk, lease=row.lease, state__in=states)
    held = mine.first()
    if held is None:
        return
    now = round_.clock()
    if isinstance(came, TryAgain):
        _put_off(held, now, round_, came.why)
    elif isinstance(came, Uncertain):
        _leave_uncertain(held, came.why)
    elif isinstance(came, NotDelivered):
        held.failure = came.why
        settle(held, _State.FEJLET, now, round_.settled)
    elif came.by_hand:
        held.state, held.lease, held.lease_until, held.due_at, held.failure = _State.I_HAANDEN, "", None, None, ""
        held.save(update_fields=["state", "lease", "lease_until", "due_at", "failure"])
    else:
        held.reference, held.failure = came.reference, ""
        settle(held, _State.SENDT, now, round_.settled)


def _put_off(row: Dispatch, now: datetime, round_: _Round, why: str) -> None:
    wait = wait_after(row.tries, row.port)
    row.failure = why
    if wait is None:
        settle(row, _State.FEJLET, now, round_.settled)
        return
    row.state, row.due_at, row.lease, row.lease_until, row.handed_at = _State.VENTER, now + wait, "", None, None
    row.save(update_fields=["state", "due_at", "lease", "lease_until", "handed_at", "failure"])


def _leave_uncertain(row: Dispatch, why: str) -> None:
    """To a person. The worker's mark stays: should it live after all, it still knows how it went."""
    row.state, row.failure, row.lease_until, row.due_at = _State.UVIS, why, None, None
    row.save(update_fields=["state", "failure", "lease_until", "due_at"])


def _take_back(round_: _Round) -> None:
    """Take up what a worker has kept beyond its time: it was killed, or the machine stopped."""
    left = Dispatch.objects.filter(state=_State.UNDER_AFSENDELSE, lease_until__lte=round_.clock())
    for pk in list(left.values_list("pk", flat=True)):
        with transaction.atomic():
            row = left.select_for_update(of=("self",)).filter(pk=pk).first()
            if row is None:
                continue
            port = round_.ports.get(row.port)
            if row.handed_at is None or (port is not None and port.repeatable):
                _put_off(row, round_.clock(), round_, INTERRUPTED)
            else:
                _leave_uncertain(row, LOST_ANSWER)


def _tell_again(round_: _Round) -> None:
    """Tell the senders who stumbled when they were told."""
    now = round_.clock()
    untold = Dispatch.objects.filter(state__in=_ENDED, told_at=None, due_at__lte=now)
    for pk in list(untold.values_list("pk", flat=True)):
        with transaction.atomic():
            row = untold.select_for_update(of=("self",)).filter(pk=pk).first()
            if row is not None:
                tell(row, now, round_.settled)

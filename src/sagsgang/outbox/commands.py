"""What can be done with the outbox: post a parcel, and what the responsible person does when it needs a person."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from sagsgang.casework.access import Viewer
from sagsgang.casework.answers import Wrong, clean
from sagsgang.casework.refusals import AnswersInvalid, ReasonMissing
from sagsgang.casework.scope import current, gate
from sagsgang.documents import storage
from sagsgang.outbox import posted
from sagsgang.outbox.models import LONGEST_KEY, LONGEST_REFERENCE, LONGEST_SUBJECT, Dispatch, Enclosure
from sagsgang.outbox.parcels import PORTS, Parcel
from sagsgang.outbox.refusals import DispatchMoved, NotYourDispatch
from sagsgang.outbox.settling import Settled, settle
from sagsgang.outbox.sight import found

LONGEST_WHY = 500
_CPR = re.compile(r"[0-9]{6}[- ]?[0-9]{4}")
_State = Dispatch.State
NEEDS_A_PERSON = (_State.FEJLET, _State.UVIS, _State.I_HAANDEN)
"""The states from which nobody but a person takes a dispatch further."""


def post(parcel: Parcel, *, at: datetime) -> Dispatch:
    """Put the parcel in the outbox in the caller's transaction, and return its dispatch.

    It leaves when that is committed, and not otherwise. The same key twice is the same dispatch: nothing new is posted
    and what was posted first stands.

    :raises ValueError: a sender of ours broke the contract (unknown port, a subject that tells of somebody)
    """
    _check(parcel)
    files = [(each, storage.keep(each.content)) for each in parcel.attachments]
    fields = {
        "port": parcel.port, "kind": parcel.kind, "about": parcel.about, "case_id": parcel.case_id,
        "half": parcel.half, "receiver": json.dumps(dict(parcel.to), ensure_ascii=False) if parcel.to else "",
        "subject": parcel.subject, "body": parcel.body, "extra": dict(parcel.extra),
        "role": parcel.responsible.role, "unit_id": parcel.responsible.unit_id, "user_id": parcel.responsible.user_id,
        "posted_at": at, "due_at": at,
    }  # fmt: skip
    with transaction.atomic(), gate():  # by its key alone, which shows nobody anything
        dispatch, new = Dispatch.objects.get_or_create(key=parcel.key, defaults=fields)
        if new:
            Enclosure.objects.bulk_create(
                Enclosure(dispatch=dispatch, number=number, name=each.name, mime=each.mime, sha256=sha256,
                          size=len(each.content))
                for number, (each, sha256) in enumerate(files, 1)
            )  # fmt: skip
            transaction.on_commit(posted.tell)
    return dispatch


def _check(parcel: Parcel) -> None:
    if parcel.port not in PORTS:
        raise ValueError(f"no such port: {parcel.port}")
    if not parcel.key or len(parcel.key) > LONGEST_KEY:
        raise ValueError("a parcel has a key of at most 200 letters")
    subject = parcel.subject
    if not subject or len(subject) > LONGEST_SUBJECT or not subject.isprintable() or _CPR.search(subject):
        raise ValueError("a subject is one line that tells of nobody")
    if parcel.case_id is None and parcel.responsible.unit_id is None and parcel.responsible.user_id is None:
        raise ValueError("without a case a unit or a person answers for it")


def send_again(*, dispatch: int, state: str, actor: Viewer, at: datetime) -> Dispatch:
    """Let the worker try anew, from the first try: the person knows that the receiver does not have it.

    `state`: what the page showed.

    :raises UnknownDispatch, NotYourDispatch, DispatchMoved: not there, not his, or it has moved meanwhile
    """
    with transaction.atomic():
        row = _taken(dispatch, state, NEEDS_A_PERSON, actor)
        row.state, row.tries, row.due_at, row.failure = _State.VENTER, 0, at, ""
        row.lease, row.lease_until, row.handed_at, row.ended_at = "", None, None, None
        row.acted_by_id = actor.user_id
        row.save()
        current().noted("sendt igen", row.case_id)
        transaction.on_commit(posted.tell)
    return row


def confirm_by_hand(
    *, dispatch: int, state: str, reference: str, actor: Viewer, at: datetime, settled: Mapping[str, Settled]
) -> Dispatch:
    """Record that it has come through or was done by hand, with the number it got in the other system.

    :raises AnswersInvalid: the number is missing where the system gives one
    """
    number = " ".join(_cleaned(reference, "reference", LONGEST_REFERENCE).split())
    with transaction.atomic():
        row = _taken(dispatch, state, NEEDS_A_PERSON, actor)
        if row.needs_number and not number:
            raise AnswersInvalid({"reference": f"Skriv det nummer, den har fået i {row.get_port_display()}."})
        row.reference, row.by_hand, row.acted_by_id = number, True, actor.user_id
        row.save(update_fields=["reference", "by_hand", "acted_by"])
        settle(row, _State.SENDT, at, settled)
        current().noted("bekræftet i hånden", row.case_id)
    return row


def give_up(
    *, dispatch: int, state: str, why: str, actor: Viewer, at: datetime, settled: Mapping[str, Settled]
) -> Dispatch:
    """Give it up, with the reason; also one that still waits. It is never tried again.

    :raises ReasonMissing: nothing is said of why
    """
    reason = _cleaned(why, "why", LONGEST_WHY)
    with transaction.atomic():
        row = _taken(dispatch, state, (*NEEDS_A_PERSON, _State.VENTER), actor)
        if not reason:
            raise ReasonMissing("Skriv, hvorfor den ikke skal sendes.", field="why")
        row.why, row.acted_by_id = reason, actor.user_id
        row.save(update_fields=["why", "acted_by"])
        settle(row, _State.OPGIVET, at, settled)
        current().noted("opgivet afsendelse", row.case_id, reason)
    return row


def _taken(pk: int, state: str, among: tuple[Dispatch.State, ...], actor: Viewer) -> Dispatch:
    """The dispatch, locked, which the actor answers for and which is still where his page showed it."""
    seen = found(actor, pk)
    with gate():  # sight has let him know of it; the case is open in the scope, where there is one
        row = Dispatch.objects.select_for_update(of=("self",)).get(pk=pk)
    if not seen.answers:
        raise NotYourDispatch
    if row.state != state or row.state not in among:
        raise DispatchMoved
    return row


def _cleaned(words: str, field: str, longest: int) -> str:
    try:
        return clean(words, longest)
    except Wrong as wrong:
        raise AnswersInvalid({field: str(wrong)}) from wrong

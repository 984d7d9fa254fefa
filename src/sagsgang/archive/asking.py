"""What is done with a request for access: registered, decided on item by item, given, ended. One function for each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.views.decorators.debug import sensitive_variables

from sagsgang.archive import bundle
from sagsgang.archive.grounds import due, ground, grounds
from sagsgang.archive.items import Item, items_of
from sagsgang.archive.models import LONGEST_NAME, LONGEST_REASON, AccessRequest, Given, GivenCopy, ItemDecision
from sagsgang.archive.proposing import known_of
from sagsgang.archive.redaction import usable
from sagsgang.archive.refusals import AlreadyEnded, NotDecided, UnknownRequest
from sagsgang.casework.access import Relation, Viewer, visible_related
from sagsgang.casework.commands.take import check_day, written
from sagsgang.casework.halves import ADMINISTRATIONS
from sagsgang.casework.ledger import lock
from sagsgang.casework.models import Case
from sagsgang.casework.refusals import AnswersInvalid, NotYours
from sagsgang.casework.scope import current
from sagsgang.people.models import Relation as FamilyRelation
from sagsgang.procedure.workdays import danish_day

ACT = "aktindsigt"
Verdict = ItemDecision.Verdict


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it is registered; `person_id` is somebody on the case, else `name` says who asks."""

    right: str
    by: str
    received_on: date
    person_id: int | None = None
    name: str = ""
    power_of_attorney: str = ""
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to be done with an item; `passages` are the words that go, `instead` a document that is given for it."""

    verdict: str
    ground: str = ""
    reason: str = ""
    passages: tuple[str, ...] = ()
    instead: int | None = None


def may_handle(relation: Relation) -> bool:
    """Whether he may register requests and decide: he acts in the case for one of the administrations."""
    return relation.administration is not None


@transaction.atomic
@sensitive_variables()
def register(*, number: str, asked: Asked, actor: Viewer, at: datetime) -> AccessRequest:
    """Write down that somebody asks, with the day it was received.

    :raises NotYours: he does not act for SOF or BUF in the case
    :raises AnswersInvalid: who, what or when is missing; a representative without a power of attorney
    """
    case, _ = _handled(number, actor)
    lock(case.pk)
    check_day(case.child, asked.received_on, danish_day(at))
    name, person_id = _who(case, asked)
    authority = written(asked.power_of_attorney, field="power_of_attorney", longest=LONGEST_NAME)
    wrong = {}
    if asked.right not in AccessRequest.Right.values:
        wrong["right"] = "Vælg, hvad der bedes om."
    if asked.by not in AccessRequest.By.values:
        wrong["by"] = "Vælg, hvad den, der beder, er i sagen."
    if asked.by == AccessRequest.By.REPRAESENTANT and not authority:
        wrong["power_of_attorney"] = "Skriv, hvor fuldmagten ligger, og hvem den er fra."
    if wrong:
        raise AnswersInvalid(wrong)
    last = AccessRequest.objects.filter(case=case).aggregate(last=Max("number"))["last"] or 0
    return AccessRequest.objects.create(
        case=case, number=last + 1, right=asked.right, by=asked.by, person_id=person_id, name=name,
        power_of_attorney=authority, received_on=asked.received_on, scope=written(asked.scope, field="scope"),
        registered_by_id=actor.user_id, registered_at=at,
    )  # fmt: skip


def _who(case: Case, asked: Asked) -> tuple[str, int | None]:
    """The name of the one who asks, and his id when he is on the case."""
    if asked.person_id == case.child_id:
        return case.child.name, case.child_id
    if asked.person_id is not None:
        row = FamilyRelation.objects.filter(child=case.child_id, adult=asked.person_id).select_related("adult").first()
        if row is None:
            raise AnswersInvalid({"person": "Vælg en person på sagen, eller skriv et navn."})
        return row.adult.name, row.adult_id
    name = written(asked.name, field="name", longest=LONGEST_NAME)
    if not name:
        raise AnswersInvalid({"name": "Skriv, hvem der beder om indsigt."})
    return name, None


@transaction.atomic
@sensitive_variables()
def decide(*, number: str, request: int, items: Iterable[str], decision: Decision, actor: Viewer, at: datetime) -> int:
    """Write what is to be done with the items; the newest decision stands. How many were written.

    :raises UnknownRequest: the case has no such request, or no such item that he reads
    :raises AlreadyEnded: the request is over
    :raises AnswersInvalid: nothing chosen, or kept back without ground and reason
    """
    case, relation = _handled(number, actor)
    lock(case.pk)
    row = open_request(case, request)
    mine = {item.key: item for item in items_of(case, actor, relation) if item.readable}
    wanted = list(dict.fromkeys(items))
    if not wanted or any(key not in mine for key in wanted):
        raise UnknownRequest
    checked = _checked(decision, row, mine.values())
    for key in wanted:
        ItemDecision.objects.update_or_create(
            request=row,
            item=key,
            defaults={
                "verdict": checked.verdict,
                "ground": checked.ground,
                "reason": checked.reason,
                "passages": list(checked.passages),
                "instead": checked.instead,
                "decided_by_id": actor.user_id,
                "decided_at": at,
            },
        )
    return len(wanted)


def _checked(decision: Decision, row: AccessRequest, items: Iterable[Item]) -> Decision:
    if decision.verdict not in Verdict.values:
        raise AnswersInvalid({"verdict": "Vælg, hvad der skal ske."})
    if decision.verdict == Verdict.UDLEVERES:
        return Decision(decision.verdict)
    wrong = {}
    allowed = {each.key for each in grounds(row.right, row.received_on)}
    if decision.ground not in allowed:
        wrong["ground"] = "Vælg den hjemmel, det hviler på."
    reason = written(decision.reason, field="reason", longest=LONGEST_REASON)
    if not reason:
        wrong["reason"] = "Skriv, hvorfor."
    passages = tuple(each.strip() for each in decision.passages if usable([each]))
    instead = decision.instead if decision.verdict == Verdict.OVERSTREGES else None
    if decision.verdict == Verdict.OVERSTREGES and not passages and instead is None:
        wrong["passages"] = "Skriv de ord, der skal overstreges, ét sted på hver linje."
    if instead is not None and f"dokument-{instead}" not in {item.key for item in items}:
        wrong["instead"] = "Vælg et dokument i sagen."
    if wrong:
        raise AnswersInvalid(wrong)
    return Decision(decision.verdict, decision.ground, reason, passages, instead)


@transaction.atomic
@sensitive_variables()
def give(*, number: str, request: int, how: str, actor: Viewer, at: datetime, looks: bundle.Looks = ()) -> Given:
    """Make the one PDF of what has been decided, keep it and write down that it was given; each time a new row.

    `looks` are the rows of "Opslag på min sag", for article 15. The lock of expectation (M8) plays no part here.

    :raises NotDecided: an item that he reads has not been decided on
    :raises AlreadyEnded: the request was withdrawn or refused
    """
    case, relation = _handled(number, actor)
    lock(case.pk)
    row = open_request(case, request)
    if how not in Given.How.values:
        raise AnswersInvalid({"how": "Vælg, hvordan det er udleveret."})
    items = items_of(case, actor, relation)
    decisions = {each.item: each for each in ItemDecision.objects.filter(request=row)}
    lacking = [item for item in items if item.readable and item.key not in decisions]
    if lacking:
        raise NotDecided(f"{len(lacking)} akter mangler en afgørelse. Intet er udleveret.")
    made = bundle.make(
        bundle.Source(case, row, items, decisions, known_of(case, row), sides_of(relation), actor, tuple(looks)), at
    )
    count = Given.objects.filter(request=row).count()
    given = Given.objects.create(
        request=row, number=count + 1, sides=",".join(sides_of(relation)), items=made.snapshot,
        sha256=hashlib.sha256(made.content).hexdigest(), pages=made.pages, how=how, given_by_id=actor.user_id,
        given_at=at,
    )  # fmt: skip
    GivenCopy.objects.create(given=given, content=made.content)
    current().noted(ACT, case.pk, f"{row.right} {row.number}, udlevering {given.number}")
    return given


@transaction.atomic
def end(*, number: str, request: int, ending: str, because: str, actor: Viewer, at: datetime) -> AccessRequest:
    """End a request without giving anything: it was withdrawn, or refused with a reason."""
    case, _ = _handled(number, actor)
    lock(case.pk)
    row = open_request(case, request)
    said = written(because, field="because")
    if ending not in AccessRequest.Ending.values:
        raise AnswersInvalid({"ending": "Vælg, hvordan anmodningen sluttede."})
    if not said:
        raise AnswersInvalid({"because": "Skriv, hvorfor."})
    row.ending, row.ended_on, row.ended_because = ending, danish_day(at), said
    row.save(update_fields=["ending", "ended_on", "ended_because"])
    return row


@transaction.atomic
def delay(*, number: str, request: int, because: str, until: date, actor: Viewer, at: datetime) -> AccessRequest:
    """Write down why the answer comes later than the limit, and when it is expected (FVL § 16, stk. 2)."""
    case, _ = _handled(number, actor)
    lock(case.pk)
    row = open_request(case, request)
    said = written(because, field="because")
    if not said:
        raise AnswersInvalid({"because": "Skriv den grund, den, der spørger, får."})
    if until <= due(row.right, row.received_on)[0]:
        raise AnswersInvalid({"until": "Dagen skal ligge efter fristen."})
    row.late_because, row.late_until = said, until
    row.save(update_fields=["late_because", "late_until"])
    return row


def content_of(*, number: str, request: int, giving: int, viewer: Viewer) -> bytes:
    """Return the file that was given. Only one who reads what its givers read may have it again; it is noted.

    :raises UnknownRequest: no such giving, or its file has been destroyed with the case
    """
    case, relation = _handled(number, viewer)
    row = request_of(case, request)
    given = Given.objects.filter(request=row, number=giving).first()
    copy = GivenCopy.objects.filter(given=given).first() if given else None
    if given is None or copy is None:
        raise UnknownRequest
    if not set(given.sides.split(",")) <= set(sides_of(relation)):
        current().denied(ACT, case.pk)
        raise NotYours("Udleveringen er givet af den anden forvaltning.")
    current().noted(ACT, case.pk, f"hentet igen: {row.right} {row.number}, udlevering {given.number}")
    return bytes(copy.content)


def sides_of(relation: Relation) -> tuple[str, ...]:
    """The administrations he answers for in the case, as they are written on what they give."""
    return tuple(side.name for side in ADMINISTRATIONS if side in relation.sides)


def request_of(case: Case, number: int) -> AccessRequest:
    """Return the case's request of that number; refuses UnknownRequest."""
    row = AccessRequest.objects.filter(case=case, number=number).first()
    if row is None:
        raise UnknownRequest
    return row


def open_request(case: Case, number: int) -> AccessRequest:
    """The same, which must not be over; refuses AlreadyEnded."""
    row = request_of(case, number)
    if row.ending:
        raise AlreadyEnded
    return row


def handled(number: str, viewer: Viewer) -> tuple[Case, Relation]:
    """Return the case, opened, with how he relates to it; refuses UnknownCase, and NotYours where he may not decide."""
    return _handled(number, viewer)


def _handled(number: str, viewer: Viewer) -> tuple[Case, Relation]:
    case, relation = visible_related(viewer, number)
    if not may_handle(relation):
        current().denied(ACT, case.pk)
        raise NotYours("Aktindsigt behandles af dem, der arbejder med sagen i SOF eller BUF.")
    return case, relation


def ground_words(key: str) -> str:
    """The ground as it is printed; one we no longer know by its key."""
    found = ground(key)
    return found.label if found else key


def undecided(items: Sequence[Item], decisions: Iterable[str]) -> tuple[Item, ...]:
    """The items he reads that nothing has been decided on."""
    done = set(decisions)
    return tuple(item for item in items if item.readable and item.key not in done)

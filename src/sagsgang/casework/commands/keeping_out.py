"""Who is kept out of a case: the disqualified (forvaltningsloven § 3), and everybody not named when it is locked."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from sagsgang.casework.access import Viewer, related
from sagsgang.casework.commands.holding import end_membership
from sagsgang.casework.commands.letting_in import demanded_reason
from sagsgang.casework.ledger import lock
from sagsgang.casework.models import Bar, Case, Grant, Lock, TeamMember
from sagsgang.casework.projections import refresh
from sagsgang.casework.refusals import AnswersInvalid, NotYours, UnknownGrant
from sagsgang.people.models import User
from sagsgang.procedure.workdays import danish_day


@transaction.atomic
def disqualify(*, case_id: int, user: User, reason: str, actor: Viewer, at: datetime) -> Bar:
    """Keep somebody out from today: he says so himself, or a leader of the case does. His tasks fall to the role.

    :raises NotYours: somebody else than himself or a leader of the case says so
    :raises AnswersInvalid: he is kept out already
    """
    case = lock(case_id)
    relation = related(actor, case)
    if user.pk != actor.user_id and not relation.leads:
        raise NotYours("Kun personen selv eller en leder på sagen kan skrive, at en person er inhabil.")
    today = danish_day(at)
    running = Q(until__isnull=True) | Q(until__gt=today)
    if Bar.objects.filter(running, case=case, user=user).exists():
        raise AnswersInvalid({"user": "Personen er allerede skrevet som inhabil i sagen."})
    why = demanded_reason(reason)
    for member in TeamMember.objects.filter(running, case=case, user=user):
        end_membership(member, today)
    for grant in Grant.objects.filter(running, case=case, user=user):
        grant.until = max(today, grant.since)
        grant.save(update_fields=["until"])
    refresh(case, today)
    return Bar.objects.create(case=case, user=user, reason=why, since=today, said_by_id=actor.user_id, said_at=at)


@transaction.atomic
def lift_disqualification(*, case_id: int, bar_id: int, reason: str, actor: Viewer, at: datetime) -> Bar:
    """Let the person in again from today: a leader of the case decides, never the person himself.

    :raises UnknownGrant: the case has none of that number that still runs
    :raises NotYours: he is no leader of the case
    """
    case = lock(case_id)
    relation, today = related(actor, case), danish_day(at)
    bar = Bar.objects.filter(pk=bar_id, case=case).first()
    if bar is None:
        raise UnknownGrant
    if not relation.leads or bar.user_id == actor.user_id:
        raise NotYours("En leder på sagen afgør, om inhabiliteten er ophørt.")
    if bar.until is not None and bar.until <= today:
        raise UnknownGrant
    bar.reason = f"{bar.reason} · Ophørt: {demanded_reason(reason)}"[:500]
    bar.until = today
    bar.save(update_fields=["until", "reason"])
    return bar


@transaction.atomic
def lock_case(*, case_id: int, why: str, reason: str, actor: Viewer, at: datetime) -> Lock:
    """Lock the case: from now on only the team and those named see it; the leader who locks it is named.

    :raises NotYours: he is no leader of the case
    :raises AnswersInvalid: it is locked already, or the ground is not on the list
    """
    case = lock(case_id)
    relation = related(actor, case)
    leading = next((role for role in relation.roles if role.leads), None)
    if leading is None:
        raise NotYours("Kun en leder på sagen kan låse den.")
    if case.locked:
        raise AnswersInvalid({"why": "Sagen er allerede låst."})
    if why not in Lock.Why.values:
        raise AnswersInvalid({"why": "Vælg et hensyn på listen."})
    said = demanded_reason(reason)
    _set_locked(case, locked=True)
    Grant.objects.create(
        case=case, user_id=actor.user_id, role=leading.key, cause=Grant.Cause.LAAST, reason=said,
        since=danish_day(at), given_by_id=actor.user_id, given_at=at,
    )  # fmt: skip
    return Lock.objects.create(case=case, why=why, reason=said, since=at, locked_by_id=actor.user_id)


@transaction.atomic
def unlock_case(*, case_id: int, reason: str, actor: Viewer, at: datetime) -> None:
    """Open a locked case to its units again; those who were named for it need their leave no longer.

    :raises NotYours: he is no leader of the case
    :raises AnswersInvalid: the case is not locked
    """
    case = lock(case_id)
    if not related(actor, case).leads:
        raise NotYours("Kun en leder på sagen kan låse den op.")
    if not case.locked:
        raise AnswersInvalid({"reason": "Sagen er ikke låst."})
    why, today = demanded_reason(reason), danish_day(at)
    _set_locked(case, locked=False)
    running = Lock.objects.filter(case=case, lifted_at__isnull=True)
    running.update(lifted_at=at, lifted_by_id=actor.user_id, lifted_why=why)
    for grant in Grant.objects.filter(case=case, cause=Grant.Cause.LAAST, until__isnull=True):
        grant.until = max(today, grant.since)
        grant.save(update_fields=["until"])


def _set_locked(case: Case, *, locked: bool) -> None:
    case.locked = locked
    case.save(update_fields=["locked"])

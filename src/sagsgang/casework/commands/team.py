"""Who is on a case: appointed by a leader or a colleague in the role, released again, resolved by date."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from sagsgang.casework.access import Viewer, barred_from, relation_to, visible_locked
from sagsgang.casework.commands.holding import end_membership
from sagsgang.casework.ledger import lock
from sagsgang.casework.models import Case, CaseSeat, TeamMember
from sagsgang.casework.procedures import procedure_of
from sagsgang.casework.projections import refresh
from sagsgang.casework.refusals import AnswersInvalid, NotYours, UnknownCase
from sagsgang.casework.scope import gate
from sagsgang.people.models import RoleAssignment, User
from sagsgang.procedure.workdays import danish_day


@transaction.atomic
def appoint(*, case_id: int, user: User, role: str, since: date, actor: Viewer, at: datetime) -> TeamMember:
    """Put a person on the case in a role from a day; whoever had it before is released that day."""
    case = visible_locked(actor, lock(case_id))
    wanted = procedure_of(case).role_by_key.get(role)
    if wanted is None:
        raise AnswersInvalid({"role": "Vælg en rolle på listen."})
    relation = relation_to(actor, case)
    if case.locked and not relation.leads:
        raise NotYours("Sagen er låst. Kun en leder på sagen kan sætte nogen på holdet.")
    if not relation.may_staff(wanted):
        raise NotYours(f"Kun en leder eller {wanted.definite} kan sige, hvem der har rollen i sagen.")
    seated = CaseSeat.objects.filter(case=case, seat=wanted.seat.value).values("unit_id")
    holds = RoleAssignment.objects.on(since).filter(user=user, role=role, unit_id__in=seated)
    if not holds.exists():
        raise AnswersInvalid({"user": "Personen har ikke rollen i den enhed, sagen ligger i."})
    if user.pk in barred_from(case, since):
        raise AnswersInvalid({"user": "Personen er inhabil i sagen."})
    running = TeamMember.objects.filter(Q(until__isnull=True) | Q(until__gt=since), case=case, role=role)
    for member in running:
        end_membership(member, since)
    made = TeamMember.objects.create(case=case, user=user, role=role, since=since, appointed_by_id=actor.user_id)
    refresh(case, danish_day(at))
    return made


@transaction.atomic
def release(*, member_id: int, on: date, actor: Viewer, at: datetime) -> None:
    """Take a person off the case from a day; the tasks fall to the role in its unit."""
    with gate():
        member = TeamMember.objects.filter(pk=member_id).first()
    if member is None:
        raise UnknownCase
    case = visible_locked(actor, lock(member.case_id))
    role = procedure_of(case).role_by_key.get(member.role)
    if role is None or not relation_to(actor, case).may_staff(role):
        raise NotYours("Kun en leder eller den, der har rollen, kan ændre holdet.")
    end_membership(member, on)
    refresh(case, danish_day(at))


@gate()
@transaction.atomic
def release_everywhere(*, user: User, on: date, at: datetime | None = None) -> int:
    """Take a leaver off every case; how many. The tasks fall to the role in its unit, and nothing is stranded.

    `at` is the moment it is recorded; without it the day `on` has come.
    """
    running = TeamMember.objects.filter(Q(until__isnull=True) | Q(until__gt=on), user=user)
    cases = Case.objects.select_for_update(of=("self",)).filter(pk__in=running.values("case_id"))
    count = 0
    for case in cases.select_related("summary").order_by("pk"):
        for member in running.filter(case=case):
            end_membership(member, on)
        refresh(case, danish_day(at) if at is not None else max(on, case.summary.assessed_on))
        count += 1
    return count

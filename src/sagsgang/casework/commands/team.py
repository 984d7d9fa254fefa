"""Who is on a case: appointed by a leader or a colleague in the role, released again, resolved by date."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from sagsgang.casework.access import Viewer, relation_to, visible_cases
from sagsgang.casework.ledger import lock
from sagsgang.casework.models import Case, CaseSeat, TeamMember
from sagsgang.casework.procedures import procedure_of
from sagsgang.casework.projections import refresh
from sagsgang.casework.refusals import AnswersInvalid, NotYours, UnknownCase
from sagsgang.people.models import RoleAssignment, User
from sagsgang.procedure.language import Role


def _may_staff(actor: Viewer, case: Case, role: Role) -> bool:
    """A leader of the same side, or whoever holds the role in the case, says who has it."""
    return any(mine == role or (mine.leads and mine.side is role.side) for mine in relation_to(actor, case).roles)


@transaction.atomic
def appoint(*, case_id: int, user: User, role: str, since: date, actor: Viewer, at: datetime) -> TeamMember:
    """Put a person on the case in a role from a day; whoever had it before is released that day."""
    case = lock(case_id, None)
    if not visible_cases(actor).filter(pk=case.pk).exists():
        raise UnknownCase
    wanted = procedure_of(case).role_by_key.get(role)
    if wanted is None:
        raise AnswersInvalid({"role": "Vælg en rolle på listen."})
    if not _may_staff(actor, case, wanted):
        raise NotYours(f"Kun en leder eller {wanted.definite} kan sige, hvem der har rollen i sagen.")
    seated = CaseSeat.objects.filter(case=case, seat=wanted.seat.value).values("unit_id")
    holds = RoleAssignment.objects.on(since).filter(user=user, role=role, unit_id__in=seated)
    if not holds.exists():
        raise AnswersInvalid({"user": "Personen har ikke rollen i den enhed, sagen ligger i."})
    running = TeamMember.objects.filter(Q(until__isnull=True) | Q(until__gt=since), case=case, role=role)
    for member in running:
        member.until = max(since, member.since)
        member.save(update_fields=["until"])
    made = TeamMember.objects.create(case=case, user=user, role=role, since=since, appointed_by_id=actor.user_id)
    refresh(case, at.date())
    return made


@transaction.atomic
def release(*, member_id: int, on: date, actor: Viewer, at: datetime) -> None:
    """Take a person off the case from a day; the tasks fall to the role in its unit."""
    member = TeamMember.objects.select_related("case").filter(pk=member_id).first()
    if member is None or not visible_cases(actor).filter(pk=member.case_id).exists():
        raise UnknownCase
    case = lock(member.case_id, None)
    role = procedure_of(case).role_by_key.get(member.role)
    if role is None or not _may_staff(actor, case, role):
        raise NotYours("Kun en leder eller den, der har rollen, kan ændre holdet.")
    member.until = max(on, member.since)
    member.save(update_fields=["until"])
    refresh(case, at.date())


@transaction.atomic
def release_everywhere(*, user: User, on: date) -> int:
    """Take a leaver off every case; how many. The tasks fall to the role in its unit, and nothing is stranded."""
    members = TeamMember.objects.filter(Q(until__isnull=True) | Q(until__gt=on), user=user).select_related("case")
    cases = {}
    for member in members:
        member.until = max(on, member.since)
        member.save(update_fields=["until"])
        cases[member.case_id] = member.case
    for case in cases.values():
        refresh(case, on)
    return len(cases)

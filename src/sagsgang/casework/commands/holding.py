"""How an event moves the team of a case: who acts first in a role joins, whose unit has handed the case over leaves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import Q, QuerySet

from sagsgang.casework.access import Viewer, barred_from
from sagsgang.casework.models import Case, Grant, TeamMember
from sagsgang.casework.placement import Place
from sagsgang.casework.procedures import procedure_of
from sagsgang.people.models import RoleAssignment
from sagsgang.procedure.engine import Assessment, Event
from sagsgang.procedure.language import Role, Seat, Sight

Seats = Mapping[Seat, Place]


def join(case: Case, actor: Viewer, role: Role, seats: Seats, day: date) -> None:
    """Put whoever first acts in a role that works by team on the team; a stand-in does so for the one who holds it."""
    place = seats.get(role.seat)
    if role.sight is not Sight.TEAM or place is None or _running(case, day).filter(role=role.key).exists():
        return
    held = RoleAssignment.objects.on(day).filter(user_id__in=actor.ids, role=role.key, unit_id=place.id)
    holders = set(held.values_list("user_id", flat=True)) - barred_from(case, day)
    if holders:
        user_id = actor.user_id if actor.user_id in holders else min(holders)
        TeamMember.objects.create(case=case, user_id=user_id, role=role.key, since=day, appointed_by_id=actor.user_id)


def leave_with_their_unit(case: Case, before: Seats, after: Seats, day: date) -> None:
    """Release those whose seat has gone to another unit in which they do not hold the role (T4, G4)."""
    moved = {seat for seat, place in before.items() if seat not in after or after[seat].id != place.id}
    if not moved:
        return
    by_key = procedure_of(case).role_by_key
    for member in _running(case, day):
        role = by_key.get(member.role)
        if role is None or role.seat not in moved:
            continue
        place = after.get(role.seat)
        held = RoleAssignment.objects.on(day).filter(user_id=member.user_id, role=member.role)
        if place is None or not held.filter(unit_id=place.id).exists():
            end_membership(member, day)


def end_membership(member: TeamMember, day: date) -> None:
    """Let the membership end that day; one that was to begin later never comes to hold."""
    member.until = max(day, member.since)
    member.save(update_fields=["until"])


def end_guests_of_decided(case: Case, event: Event, after: Assessment, day: date) -> None:
    """End the leave of those who were invited to a board's item, when the event decides it (O10)."""
    for docket in after.world.procedure.dockets:
        place = after.world.by_id.get(event.occurrence)
        if (
            docket.outcome.key not in event.facts
            or place is None
            or docket.undecided.answer(after.world, place) is True
        ):
            continue
        invited = Grant.objects.filter(case=case, cause=Grant.Cause.UDVALG, reference=event.occurrence)
        for grant in invited.filter(Q(until__isnull=True) | Q(until__gt=day)):
            grant.until = max(day, grant.since)
            grant.save(update_fields=["until"])


def _running(case: Case, day: date) -> QuerySet[TeamMember]:
    return TeamMember.objects.filter(Q(until__isnull=True) | Q(until__gt=day), case=case)

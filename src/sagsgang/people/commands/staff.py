"""What may be done with users, their roles and their substitutes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from sagsgang.people.commands.saving import checked, ended, lock
from sagsgang.people.models import RoleAssignment, Substitution, Unit, User
from sagsgang.people.periods import DatedQuerySet
from sagsgang.people.refusals import (
    EndsBeforeItBegins,
    NothingToMove,
    OwnSubstitute,
    RoleAlreadyHeld,
    SameUnit,
    SubstituteAlreadyAppointed,
    SubstitutesInRing,
    UnitClosed,
    UserInactive,
)


@dataclass(frozen=True, slots=True)
class Departure:
    """What ended when a user left, so that the cases can be looked at again."""

    user: User
    assignments: tuple[RoleAssignment, ...]
    substitutions: tuple[Substitution, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """What ended and what began when a user moved."""

    ended: tuple[RoleAssignment, ...]
    begun: tuple[RoleAssignment, ...]


@transaction.atomic
def assign_role(*, user: User, role: str, unit: Unit, since: date, until: date | None = None) -> RoleAssignment:
    """Return the new assignment of the role in the unit.

    Refuses UserInactive, UnitClosed, EndsBeforeItBegins, RoleAlreadyHeld, FieldInvalid.
    """
    lock(user)
    assignment = checked(RoleAssignment(user=user, role=role.strip(), unit=unit, since=since, until=until))
    if not user.is_active:
        raise UserInactive
    if not unit.holds_on(since):
        raise UnitClosed
    if until is not None and until <= since:
        raise EndsBeforeItBegins
    if assignment.is_already_held():
        raise RoleAlreadyHeld
    assignment.save()
    return assignment


@transaction.atomic
def end_assignment(*, assignment: RoleAssignment, on: date) -> RoleAssignment:
    """Return the assignment, ended: `on` is the first day without it. Refuses EndsBeforeItBegins, AlreadyEnded."""
    return ended(assignment, on)


@transaction.atomic
def let_user_leave(*, user: User, on: date) -> Departure:
    """Return what ended. `on` is the first day the user no longer works here; log-in is closed at once.

    Roles that were to begin later never come to hold; standing in for others, and being stood in for, ends too.
    Refuses UserInactive.
    """
    lock(user)
    if not user.is_active:
        raise UserInactive
    user.is_active = False
    user.save(update_fields=["is_active"])
    substitutions = Substitution.objects.not_ended_by(on)
    return Departure(
        user=user,
        assignments=_cut(user.assignments.not_ended_by(on).select_related("unit"), on),
        substitutions=_cut(substitutions.filter(absent=user) | substitutions.filter(substitute=user), on),
    )


@transaction.atomic
def move_user(*, user: User, from_unit: Unit, to_unit: Unit, on: date) -> Move:
    """Return the roles that ended in the one unit and those that began in the other on the day `on`.

    A role already held there for the whole time is not given twice.
    Refuses UserInactive, SameUnit, UnitClosed, NothingToMove and RoleAlreadyHeld (there, for a part of the time).
    """
    lock(user)
    if not user.is_active:
        raise UserInactive
    if from_unit == to_unit:
        raise SameUnit
    if not to_unit.holds_on(on):
        raise UnitClosed(field="to_unit")
    leaving = user.assignments.not_ended_by(on).filter(unit=from_unit)
    successors = [
        RoleAssignment(user=user, role=old.role, unit=to_unit, since=max(old.since, on), until=old.until)
        for old in leaving
    ]
    if not successors:
        raise NothingToMove
    left = _cut(leaving, on)
    begun = tuple(new for new in successors if not _held_throughout(new))
    for new in begun:
        new.save()
    return Move(left, begun)


@transaction.atomic
def appoint_substitute(
    *, absent: User, substitute: User, since: date, until: date | None = None, reason: str = ""
) -> Substitution:
    """Return the new substitution in [since, until); without `until` it runs till it is ended.

    Refuses OwnSubstitute, UserInactive, EndsBeforeItBegins, SubstituteAlreadyAppointed, SubstitutesInRing and
    FieldInvalid.
    """
    lock(absent, substitute)
    if absent == substitute:
        raise OwnSubstitute
    if not substitute.is_active:
        raise UserInactive(field="substitute")
    substitution = checked(
        Substitution(absent=absent, substitute=substitute, since=since, until=until, reason=reason.strip())
    )
    if until is not None and until <= since:
        raise EndsBeforeItBegins
    meanwhile = list(Substitution.objects.overlapping(since, until))
    if any(other.absent_id == absent.pk for other in meanwhile):
        raise SubstituteAlreadyAppointed
    if _comes_back(substitution, meanwhile):
        raise SubstitutesInRing
    substitution.save()
    return substitution


@transaction.atomic
def end_substitution(*, substitution: Substitution, on: date) -> Substitution:
    """Return the substitution, ended: the absent user is back on the day `on`.

    Refuses EndsBeforeItBegins, AlreadyEnded.
    """
    return ended(substitution, on)


def _held_throughout(new: RoleAssignment) -> bool:
    """Say whether the user already holds the role for the whole period; refuses RoleAlreadyHeld if for a part of it."""
    held = list(new.same_role().overlapping(new.since, new.until))
    if not held:
        return False
    if any(old.since <= new.since and (old.until or date.max) >= (new.until or date.max) for old in held):
        return True
    raise RoleAlreadyHeld(field="to_unit")


def _cut(rows: DatedQuerySet, on: date) -> tuple[Any, ...]:
    """End the rows on the day, and those that begin later before they begin; return them."""
    cut = list(rows.order_by("pk"))
    for row in cut:
        row.until = max(row.since, on)
    rows.model._default_manager.bulk_update(cut, ["until"])
    return tuple(cut)


def _comes_back(new: Substitution, others: Sequence[Substitution]) -> bool:
    """Say whether, on some day of the new substitution, the chain of stand-ins leads back to the absent user."""

    def leads_back(via: int, since: date, until: date, seen: frozenset[int]) -> bool:
        if via == new.absent_id:
            return True
        onward = (other for other in others if other.absent_id == via and via not in seen)
        return any(
            leads_back(other.substitute_id, max(since, other.since), min(until, other.until or date.max), seen | {via})
            for other in onward
            if max(since, other.since) < min(until, other.until or date.max)
        )

    return leads_back(new.substitute_id, new.since, new.until or date.max, frozenset())

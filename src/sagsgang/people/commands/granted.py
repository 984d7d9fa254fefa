"""What may be done with roles that another register decides: the user holds what it grants, and nothing else."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from sagsgang.people.commands.saving import lock
from sagsgang.people.commands.staff import assign_role, end_assignment
from sagsgang.people.models import RoleAssignment, Unit, User
from sagsgang.people.refusals import UserInactive


@dataclass(frozen=True, slots=True)
class Change:
    """What ended and what began."""

    ended: tuple[RoleAssignment, ...] = ()
    begun: tuple[RoleAssignment, ...] = ()


@transaction.atomic
def hold_exactly(*, user: User, roles: AbstractSet[tuple[str, Unit]], on: date) -> Change:
    """Return what changed so that the user holds these roles in these units from the day on, and no others.

    What is held already is left as it is, what is no longer granted ends on the day, what is new begins on it: no row
    is deleted, so who held what on any earlier day can still be told. Roles that begin later are left alone; one
    that is granted now runs until then.
    Refuses UserInactive, UnitClosed.
    """
    lock(user)
    if not user.is_active:
        raise UserInactive
    wanted = {(role, unit.pk): (role, unit) for role, unit in roles}
    held = list(RoleAssignment.objects.on(on).filter(user=user).order_by("pk"))
    ended = [end_assignment(assignment=row, on=on) for row in held if (row.role, row.unit_id) not in wanted]
    has = {(row.role, row.unit_id) for row in held}
    begun = []
    for key in sorted(wanted.keys() - has):
        role, unit = wanted[key]
        later = RoleAssignment.objects.filter(user=user, role=role, unit=unit, since__gt=on)
        until = later.order_by("since").values_list("since", flat=True).first()
        begun.append(assign_role(user=user, role=role, unit=unit, since=on, until=until))
    return Change(tuple(ended), tuple(begun))

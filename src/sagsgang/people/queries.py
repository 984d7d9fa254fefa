"""What is asked about people on a day; each answer costs one query, whatever the number of people."""

from collections.abc import Iterable
from datetime import date

from django.db import connection
from django.db.models import QuerySet
from django.views.decorators.debug import sensitive_variables

from sagsgang.people.collation import danish
from sagsgang.people.cpr import Cpr, parse
from sagsgang.people.models import CprNumber, Person, Relation, RoleAssignment, Substitution, Unit, User
from sagsgang.people.refusals import CprRefusal
from sagsgang.sealing.fields import found_by


@sensitive_variables()
def indexes_of(cpr: str) -> tuple[str, ...]:
    """Return what to look for in `CprNumber.index` to find the number typed: one, two while index keys are turned over.

    What is no number is nobody's. Ask from a POST only, so that no address holds the number.
    """
    try:
        number = parse(cpr, accept_replacement=True)
    except CprRefusal:
        return ()
    return found_by(number.digits, CprNumber._meta.get_field("number"))


def gets_paper(person: Person) -> bool:
    """Whether post goes to the person on paper: exempt from Digital Post, or no number is known to send it to."""
    return person.digital_post_exempt or not CprNumber.objects.filter(person=person).exists()


def persons_with(number: Cpr) -> QuerySet[Person]:
    """Return who has the number: nobody or one."""
    return Person.objects.filter(cpr__index__in=indexes_of(number.digits))


def assignments_on(user: User, day: date) -> list[RoleAssignment]:
    """Return the roles the user holds on the day, with their units, in Danish order of the units' names."""
    held = RoleAssignment.objects.on(day).filter(user=user).select_related("unit")
    return list(held.order_by(danish("unit__name"), "role", "pk"))


def holders(role: str, unit: Unit, day: date) -> list[User]:
    """Return the users who hold the role in the unit on the day, in Danish order of their names."""
    held = RoleAssignment.objects.on(day).filter(role=role, unit=unit)
    return list(User.objects.filter(pk__in=held.values("user")).order_by(danish("name"), "pk"))


def substitutes_on(day: date) -> dict[int, int]:
    """Return who stands in for whom on the day: id of the absent user → id of the direct substitute."""
    return dict(Substitution.objects.on(day).order_by("pk").values_list("absent", "substitute"))


def stand_ins_for(user: User, day: date) -> frozenset[int]:
    """Return the ids of the users whom `user` stands in for on the day, also through a substitute who is away."""
    substitutes = substitutes_on(day)
    reached = {user.pk}
    while more := {absent for absent, substitute in substitutes.items() if substitute in reached} - reached:
        reached |= more
    return frozenset(reached - {user.pk})


_REACHED = """
WITH RECURSIVE reached(id) AS (
  SELECT CAST(%s AS bigint) UNION
  SELECT absent_id FROM people_substitution JOIN reached ON substitute_id = reached.id
  WHERE since <= %s AND (until IS NULL OR until > %s)
)
SELECT reached.id, held.role, held.unit_id, people_unit.name
FROM reached
LEFT JOIN people_roleassignment held
  ON held.user_id = reached.id AND held.since <= %s AND (held.until IS NULL OR held.until > %s)
LEFT JOIN people_unit ON people_unit.id = held.unit_id
ORDER BY held.role, held.unit_id, held.id
"""


def roles_reached(user_id: int, day: date) -> tuple[frozenset[int], list[tuple[str, int, str]]]:
    """Return whom the user stands in for on the day, and the roles that reaches: role, unit and the unit's name.

    By hand, because every page asks: one query instead of two, and none of the time it takes to write them.
    """
    on = connection.ops.adapt_datefield_value(day)
    with connection.cursor() as cursor:
        cursor.execute(_REACHED, [user_id, on, on, on, on])
        rows = cursor.fetchall()
    held = [(role, unit, name) for _, role, unit, name in rows if role is not None]
    return frozenset(pk for pk, *_ in rows if pk != user_id), held


def absent_today(user_ids: Iterable[int], day: date) -> frozenset[int]:
    """Return which of the users are away on the day with somebody standing in for them."""
    away = Substitution.objects.on(day).filter(absent__in=set(user_ids))
    return frozenset(away.values_list("absent", flat=True))


def custody_holders(child: Person, day: date) -> list[Person]:
    """Return the adults who have custody on the day, in Danish order; nobody once the child is of age."""
    if child.is_of_age_on(day):
        return []
    held = Relation.objects.on(day).filter(child=child, kind__in=Relation.CUSTODY)
    adults = Person.objects.filter(pk__in=held.values("adult"))
    return list(adults.order_by(danish("family_name"), danish("given_name"), "pk"))


def relations_of(child: Person, day: date) -> list[Relation]:
    """Return the child's relations on the day with their adults: custody first, then in Danish order of names."""
    held = Relation.objects.on(day).filter(child=child).select_related("adult")
    ordered = held.order_by(danish("adult__family_name"), danish("adult__given_name"), "pk")
    return sorted(ordered, key=lambda relation: not relation.gives_custody)

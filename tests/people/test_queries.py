"""Lists stand in Danish order, and no question costs more when there are more people."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from sagsgang.people import queries
from sagsgang.people.collation import danish
from sagsgang.people.commands import add_relation, appoint_substitute, assign_role
from sagsgang.people.models import Relation, User

from . import builders

pytestmark = [pytest.mark.django_db, pytest.mark.database]

DAY = date(2026, 3, 5)
NAMES = ["Zebra", "æble", "Ærø", "øl", "Østerbro", "ål", "Ålborg", "Aarhus"]


def test_the_database_sorts_in_danish() -> None:
    for number, name in enumerate(reversed(NAMES)):
        builders.user(f"bruger{number}", name=name)
    assert list(User.objects.order_by(danish("name"), "pk").values_list("name", flat=True)) == NAMES
    backwards = User.objects.order_by(danish("name").desc(), "pk").values_list("name", flat=True)
    assert list(backwards) == NAMES[::-1]


def test_people_and_units_are_listed_in_danish_order() -> None:
    school, child = builders.unit(), builders.person("Freja")
    for number, name in enumerate(["Åse", "Ørum", "Ægidius", "Zacho", "Anders"]):
        user = builders.user(f"bruger{number}", name=name)
        assign_role(user=user, role="rc", unit=school, since=DAY)
        adult = builders.person(name, family_name=name)
        add_relation(child=child, adult=adult, kind=Relation.Kind.NETVAERK, since=DAY)
        assign_role(user=user, role="rc", unit=builders.unit(f"skole{number}", name=f"{name} Skole"), since=DAY)
    expected = ["Anders", "Zacho", "Ægidius", "Ørum", "Åse"]
    assert [holder.name for holder in queries.holders("rc", school, DAY)] == expected
    assert [relation.adult.given_name for relation in queries.relations_of(child, DAY)] == expected


def test_each_question_costs_one_query_for_few_and_for_many(django_assert_num_queries: Any) -> None:
    unit, child, boss = builders.unit(), builders.person("Freja", birth_date=date(2014, 3, 17)), builders.user("boss")
    for number in range(12):
        user = builders.user(f"bruger{number}")
        assign_role(user=user, role="rc", unit=unit, since=DAY)
        assign_role(user=boss, role=f"rolle{number}", unit=unit, since=DAY)
        appoint_substitute(absent=user, substitute=boss, since=DAY)
        kind = Relation.Kind.FAELLES_FORAELDREMYNDIGHED if number < 2 else Relation.Kind.NETVAERK
        add_relation(child=child, adult=builders.person(f"Voksen{number}"), kind=kind, since=DAY)
    questions: list[tuple[Callable[[], Any], int]] = [
        (lambda: [assignment.unit.name for assignment in queries.assignments_on(boss, DAY)], 12),
        (lambda: [holder.name for holder in queries.holders("rc", unit, DAY)], 12),
        (lambda: queries.stand_ins_for(boss, DAY), 12),
        (lambda: queries.absent_today(range(10_000_000, 10_000_500), DAY), 0),
        (lambda: [holder.name for holder in queries.custody_holders(child, DAY)], 2),
        (lambda: [relation.adult.name for relation in queries.relations_of(child, DAY)], 12),
    ]
    for question, size in questions:
        with django_assert_num_queries(1):
            assert len(question()) == size

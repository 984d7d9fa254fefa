"""Roles that another register decides: begun and ended by day, never deleted."""

from datetime import date, timedelta

import pytest

from sagsgang.people.commands import hold_exactly
from sagsgang.people.models import RoleAssignment
from sagsgang.people.refusals import UserInactive
from tests.web.town import LONG_AGO, Town

DAY = date(2026, 3, 2)


def rows(town: Town, name: str) -> set[tuple[str, str, date, date | None]]:
    held = RoleAssignment.objects.filter(user=town.users[name])
    return set(held.values_list("role", "unit__key", "since", "until"))


class TestHoldExactly:
    def test_what_is_held_already_is_left_as_it_is(self, town: Town) -> None:
        change = hold_exactly(user=town.users["anna"], roles={("sagsbehandler", town.units["bbu"])}, on=DAY)
        assert (change.ended, change.begun) == ((), ())
        assert rows(town, "anna") == {("sagsbehandler", "bbu", LONG_AGO, None)}

    def test_what_is_new_begins_and_what_is_gone_ends_on_the_day(self, town: Town) -> None:
        hold_exactly(user=town.users["anna"], roles={("sof_leder", town.units["bbu"])}, on=DAY)
        assert rows(town, "anna") == {
            ("sagsbehandler", "bbu", LONG_AGO, DAY),
            ("sof_leder", "bbu", DAY, None),
        }

    def test_nothing_granted_ends_everything_and_deletes_nothing(self, town: Town) -> None:
        hold_exactly(user=town.users["anna"], roles=frozenset(), on=DAY)
        assert rows(town, "anna") == {("sagsbehandler", "bbu", LONG_AGO, DAY)}

    def test_it_may_be_taken_and_given_back_on_the_same_day(self, town: Town) -> None:
        anna, role = town.users["anna"], {("sof_leder", town.units["bbu"])}
        for roles in (role, frozenset(), role):
            hold_exactly(user=anna, roles=roles, on=DAY)
        assert RoleAssignment.objects.on(DAY).filter(user=anna).count() == 1

    def test_a_role_that_begins_later_is_left_alone(self, town: Town) -> None:
        anna, bbu, later = town.users["anna"], town.units["bbu"], DAY + timedelta(days=7)
        RoleAssignment.objects.create(user=anna, role="sof_leder", unit=bbu, since=later)
        hold_exactly(user=anna, roles={("sof_leder", bbu)}, on=DAY)
        assert ("sof_leder", "bbu", DAY, later) in rows(town, "anna")
        assert ("sof_leder", "bbu", later, None) in rows(town, "anna")

    def test_somebody_who_has_left_is_given_nothing(self, town: Town) -> None:
        town.users["anna"].is_active = False
        town.users["anna"].save()
        with pytest.raises(UserInactive):
            hold_exactly(user=town.users["anna"], roles=frozenset(), on=DAY)

"""Roles are held in a unit for a time; users move and leave, and nothing is left standing open."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from sagsgang.config.settings import PASSWORD_HASHERS
from sagsgang.people.commands import (
    appoint_substitute,
    assign_role,
    end_assignment,
    let_user_leave,
    move_user,
)
from sagsgang.people.models import RoleAssignment, User
from sagsgang.people.queries import assignments_on, holders, stand_ins_for
from sagsgang.people.refusals import (
    AlreadyEnded,
    EndsBeforeItBegins,
    FieldInvalid,
    NothingToMove,
    Refusal,
    RoleAlreadyHeld,
    SameUnit,
    UnitClosed,
    UserInactive,
)

from . import builders

pytestmark = [pytest.mark.django_db, pytest.mark.database]

START = date(2026, 8, 1)
END = date(2026, 12, 1)


def held(user: User, day: date) -> list[tuple[str, str]]:
    return [(assignment.role, assignment.unit.key) for assignment in assignments_on(user, day)]


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2026, 7, 31), False),
        (date(2026, 8, 1), True),
        (date(2026, 11, 30), True),
        (date(2026, 12, 1), False),
    ],
)
def test_a_role_is_held_from_its_first_day_until_but_not_on_its_last(day: date, holds: bool) -> None:
    user, unit = builders.user(), builders.unit()
    assignment = assign_role(user=user, role="skoleleder", unit=unit, since=START, until=END)
    assert bool(held(user, day)) is holds
    assert (user in holders("skoleleder", unit, day)) is holds
    assert assignment.holds_on(day) is holds


@pytest.mark.parametrize(
    ("since", "until", "refused"),
    [
        (date(2026, 7, 1), START, False),
        (date(2026, 7, 1), date(2026, 8, 2), True),
        (date(2026, 11, 30), None, True),
        (END, None, False),
        (date(2026, 9, 1), date(2026, 9, 2), True),
        (date(2026, 7, 1), None, True),
    ],
)
def test_the_same_role_is_never_held_twice_at_a_time(since: date, until: date | None, refused: bool) -> None:
    user, unit = builders.user(), builders.unit()
    assign_role(user=user, role="skoleleder", unit=unit, since=START, until=END)
    another = RoleAssignment(user=user, role="skoleleder", unit=unit, since=since, until=until)
    if refused:
        with pytest.raises(ValidationError):
            another.full_clean()
        with pytest.raises(RoleAlreadyHeld):
            assign_role(user=user, role="skoleleder", unit=unit, since=since, until=until)
    else:
        another.full_clean()
        assign_role(user=user, role="skoleleder", unit=unit, since=since, until=until)


def test_another_role_or_unit_is_no_overlap() -> None:
    user, unit = builders.user(), builders.unit()
    for role, where in [("skoleleder", unit), ("psykolog", unit), ("skoleleder", builders.unit("birkeskolen"))]:
        assign_role(user=user, role=role, unit=where, since=START)
    assert held(user, START) == [
        ("skoleleder", "birkeskolen"),
        ("psykolog", "egeskolen"),
        ("skoleleder", "egeskolen"),
    ]


def test_the_database_itself_refuses_two_open_assignments_and_reversed_dates() -> None:
    user, unit = builders.user(), builders.unit()
    assign_role(user=user, role="skoleleder", unit=unit, since=START)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleAssignment.objects.create(user=user, role="skoleleder", unit=unit, since=END)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleAssignment.objects.create(user=user, role="psykolog", unit=unit, since=END, until=START)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"until": START}, EndsBeforeItBegins),
        ({"until": date(2026, 7, 1)}, EndsBeforeItBegins),
        ({"since": date(2013, 7, 31)}, UnitClosed),
        ({"role": "  "}, FieldInvalid),
        ({"role": "x" * 65}, FieldInvalid),
        ({"role": "nul\0"}, FieldInvalid),
    ],
)
def test_a_bad_assignment_is_refused(changes: dict[str, object], refusal: type[Refusal]) -> None:
    proposal: dict[str, object] = {"role": "skoleleder", "since": START} | changes
    with pytest.raises(refusal):
        assign_role(user=builders.user(), unit=builders.unit(), **proposal)  # type: ignore[arg-type]
    assert not RoleAssignment.objects.exists()


def test_an_ended_assignment_stands_as_history_and_is_not_ended_again() -> None:
    user, unit = builders.user(), builders.unit()
    assignment = assign_role(user=user, role="skoleleder", unit=unit, since=START)
    with pytest.raises(EndsBeforeItBegins):
        end_assignment(assignment=assignment, on=date(2026, 7, 31))
    end_assignment(assignment=assignment, on=END)
    assert held(user, date(2026, 11, 30)) == [("skoleleder", "egeskolen")]
    assert held(user, END) == []
    with pytest.raises(AlreadyEnded):
        end_assignment(assignment=assignment, on=END)


def test_an_assignment_ended_on_its_first_day_was_never_held_and_leaves_room() -> None:
    user, unit = builders.user(), builders.unit()
    end_assignment(assignment=assign_role(user=user, role="skoleleder", unit=unit, since=START), on=START)
    assert held(user, START) == []
    assign_role(user=user, role="skoleleder", unit=unit, since=date(2026, 7, 1))


def test_a_leaver_keeps_the_past_and_loses_roles_substitutions_and_log_in() -> None:
    leaver, colleague = builders.user("leo", password="en lang kode til leo"), builders.user("kaj")
    old, new = builders.unit(), builders.unit("birkeskolen")
    assign_role(user=leaver, role="rc", unit=old, since=START, until=date(2026, 9, 1))
    present = assign_role(user=leaver, role="skoleleder", unit=old, since=START)
    coming = assign_role(user=leaver, role="skoleleder", unit=new, since=date(2027, 1, 1))
    standing_in = appoint_substitute(absent=colleague, substitute=leaver, since=START)
    away = appoint_substitute(absent=leaver, substitute=builders.user("mia"), since=END)
    departure = let_user_leave(user=leaver, on=END)
    assert departure.assignments == (present, coming)
    assert departure.substitutions == (standing_in, away)
    assert departure.assignments[0].until == END
    assert not RoleAssignment.objects.on(date(2027, 2, 1)).exists()
    assert held(leaver, date(2026, 11, 30)) == [("skoleleder", "egeskolen")]
    assert stand_ins_for(leaver, END) == frozenset()
    assert authenticate(username="leo", password="en lang kode til leo") is None


def test_who_has_left_leaves_once_and_gets_no_more_roles() -> None:
    leaver, unit = builders.user(), builders.unit()
    let_user_leave(user=leaver, on=START)
    with pytest.raises(UserInactive):
        let_user_leave(user=leaver, on=START)
    with pytest.raises(UserInactive):
        assign_role(user=leaver, role="skoleleder", unit=unit, since=START)
    with pytest.raises(UserInactive):
        move_user(user=leaver, from_unit=unit, to_unit=builders.unit("birkeskolen"), on=START)


def test_a_move_ends_the_roles_in_one_unit_and_begins_them_in_the_other() -> None:
    user, old, new = builders.user(), builders.unit(), builders.unit("birkeskolen")
    assign_role(user=user, role="psykolog", unit=old, since=START)
    assign_role(user=user, role="rc", unit=old, since=date(2027, 1, 1))
    move = move_user(user=user, from_unit=old, to_unit=new, on=END)
    assert [(row.role, row.since) for row in move.begun] == [("psykolog", END), ("rc", date(2027, 1, 1))]
    assert len(move.ended) == 2
    assert held(user, date(2026, 11, 30)) == [("psykolog", "egeskolen")]
    assert held(user, END) == [("psykolog", "birkeskolen")]
    assert held(user, date(2027, 1, 1)) == [("psykolog", "birkeskolen"), ("rc", "birkeskolen")]


def test_a_move_does_not_give_a_role_twice_and_leaves_no_gap() -> None:
    user, old, new = builders.user(), builders.unit(), builders.unit("birkeskolen")
    assign_role(user=user, role="psykolog", unit=old, since=START)
    part = assign_role(user=user, role="psykolog", unit=new, since=date(2027, 1, 1))
    with pytest.raises(RoleAlreadyHeld):
        move_user(user=user, from_unit=old, to_unit=new, on=END)
    assert held(user, END) == [("psykolog", "egeskolen")]
    end_assignment(assignment=part, on=date(2027, 1, 1))
    assign_role(user=user, role="psykolog", unit=new, since=START)
    assert move_user(user=user, from_unit=old, to_unit=new, on=END).begun == ()
    assert held(user, END) == [("psykolog", "birkeskolen")]


def test_a_move_to_nowhere_is_refused() -> None:
    user, old = builders.user(), builders.unit()
    closed = builders.unit("lukketskole", until=START)
    with pytest.raises(SameUnit):
        move_user(user=user, from_unit=old, to_unit=old, on=START)
    with pytest.raises(UnitClosed):
        move_user(user=user, from_unit=old, to_unit=closed, on=START)
    with pytest.raises(NothingToMove):
        move_user(user=user, from_unit=old, to_unit=builders.unit("birkeskolen"), on=START)


def test_a_user_logs_in_however_the_name_is_capitalised_and_has_no_superpowers() -> None:
    user = builders.user("Asta.Bo", password="en lang kode til asta")
    assert authenticate(username="ASTA.BO", password="en lang kode til asta") == user
    assert not hasattr(user, "is_superuser")
    assert repr(user) == f"<User: {user.pk}>"


def test_passwords_are_kept_as_argon2(settings: Any) -> None:
    settings.PASSWORD_HASHERS = PASSWORD_HASHERS
    assert builders.user(password="en lang kode til asta").password.startswith("argon2$argon2id$")
    assert not builders.user("uden").has_usable_password()

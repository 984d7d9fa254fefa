"""Somebody stands in while a colleague is away, through several links but never in a ring."""

from datetime import date

import pytest

from sagsgang.people.commands import appoint_substitute, end_substitution, let_user_leave
from sagsgang.people.models import Substitution, User
from sagsgang.people.queries import absent_today, stand_ins_for, substitutes_on
from sagsgang.people.refusals import (
    EndsBeforeItBegins,
    OwnSubstitute,
    SubstituteAlreadyAppointed,
    SubstitutesInRing,
    UserInactive,
)

from . import builders

pytestmark = [pytest.mark.django_db, pytest.mark.database]

FROM, BACK = date(2026, 7, 6), date(2026, 7, 27)


@pytest.fixture
def asta() -> User:
    return builders.user("asta")


@pytest.fixture
def bo() -> User:
    return builders.user("bo")


@pytest.fixture
def cille() -> User:
    return builders.user("cille")


@pytest.mark.parametrize(
    ("day", "away"),
    [(date(2026, 7, 5), False), (FROM, True), (date(2026, 7, 26), True), (BACK, False)],
)
def test_a_substitute_stands_in_from_the_first_day_till_the_day_of_return(
    asta: User, bo: User, day: date, away: bool
) -> None:
    appoint_substitute(absent=asta, substitute=bo, since=FROM, until=BACK, reason="Ferie")
    assert stand_ins_for(bo, day) == ({asta.pk} if away else set())
    assert absent_today([asta.pk, bo.pk], day) == ({asta.pk} if away else set())
    assert substitutes_on(day) == ({asta.pk: bo.pk} if away else {})


def test_an_absent_substitute_passes_the_work_on(asta: User, bo: User, cille: User) -> None:
    appoint_substitute(absent=asta, substitute=bo, since=FROM, until=BACK)
    appoint_substitute(absent=bo, substitute=cille, since=date(2026, 7, 20))
    assert stand_ins_for(cille, FROM) == set()
    assert stand_ins_for(cille, date(2026, 7, 20)) == {asta.pk, bo.pk}
    assert stand_ins_for(cille, BACK) == {bo.pk}


def test_stand_ins_never_form_a_ring_on_any_day(asta: User, bo: User, cille: User) -> None:
    appoint_substitute(absent=asta, substitute=bo, since=FROM, until=BACK)
    appoint_substitute(absent=bo, substitute=cille, since=date(2026, 7, 13), until=date(2026, 7, 20))
    with pytest.raises(SubstitutesInRing):
        appoint_substitute(absent=cille, substitute=asta, since=date(2026, 7, 19))
    appoint_substitute(absent=cille, substitute=asta, since=date(2026, 7, 20))
    with pytest.raises(SubstitutesInRing):
        appoint_substitute(absent=bo, substitute=asta, since=date(2026, 7, 26))


def test_a_ring_already_in_the_data_does_not_hang_the_question(asta: User, bo: User) -> None:
    for absent, substitute in [(asta, bo), (bo, asta)]:
        Substitution.objects.create(absent=absent, substitute=substitute, since=FROM)
    assert stand_ins_for(asta, FROM) == {bo.pk}


def test_one_substitute_at_a_time(asta: User, bo: User, cille: User) -> None:
    first = appoint_substitute(absent=asta, substitute=bo, since=FROM)
    with pytest.raises(SubstituteAlreadyAppointed):
        appoint_substitute(absent=asta, substitute=cille, since=BACK)
    end_substitution(substitution=first, on=BACK)
    appoint_substitute(absent=asta, substitute=cille, since=BACK)


def test_a_bad_substitute_is_refused(asta: User, bo: User) -> None:
    with pytest.raises(OwnSubstitute):
        appoint_substitute(absent=asta, substitute=asta, since=FROM)
    with pytest.raises(EndsBeforeItBegins):
        appoint_substitute(absent=asta, substitute=bo, since=FROM, until=FROM)
    let_user_leave(user=bo, on=FROM)
    with pytest.raises(UserInactive):
        appoint_substitute(absent=asta, substitute=bo, since=FROM)
    assert not Substitution.objects.exists()

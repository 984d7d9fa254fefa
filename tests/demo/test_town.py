"""The demo town: real structure, invented people, and cases that give everybody something to do."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db import transaction

from sagsgang.casework import queries
from sagsgang.casework.access import viewer_of
from sagsgang.casework.models import Case, CaseSeat, CaseSummary, LedgerEvent, Note, OpenTask
from sagsgang.casework.procedures import procedure
from sagsgang.casework.projections import differences
from sagsgang.demo.building import Summary, build
from sagsgang.demo.management.commands.demo import in_danish
from sagsgang.demo.staff import ABSENT, LEAVER, PASSWORD, SUBSTITUTE
from sagsgang.demo.town import AREAS
from sagsgang.people.cpr import passes_mod_11
from sagsgang.people.models import CprNumber, Person, RoleAssignment, Unit, User
from sagsgang.procedure.language import Seat
from sagsgang.record.models import Look
from sagsgang.record.verifying import verify

DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Summary]:
    """The whole town, built once for this module and then rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        yield build(DAY)
        transaction.set_rollback(True)


pytestmark = pytest.mark.django_db


def test_the_log_of_looks_is_whole_and_has_something_to_look_at(town: Summary) -> None:
    report = verify()
    assert report.breaches is None
    assert report.last_at is not None
    assert report.last_at.date() < DAY
    acts = Counter(Look.objects.values_list("act", flat=True))
    assert acts["laest"] > 40
    assert (acts["noedadgang"], acts["afvist"], acts["soegt"]) == (1, 1, 1)


def test_the_town_has_the_real_structure(town: Summary) -> None:
    kinds = Counter(Unit.objects.values_list("kind", flat=True))
    for area in AREAS:
        local = set(Unit.objects.filter(area=area).values_list("kind", flat=True))
        assert {"bbu", "bufomraade", "tsf", "beku", "kui", "skole"} <= local
    assert (kinds["skole"], kinds["tilbud"], kinds["bch"], kinds["fac"], kinds["matchningsudvalg"]) == (20, 4, 1, 1, 1)
    assert kinds["fritid"] >= 2
    assert set(Unit.objects.filter(kind="tilbud").values_list("ownership", flat=True)) == {"kommunal", "privat"}


def test_every_role_that_logs_in_is_held_by_somebody_with_the_documented_password(town: Summary) -> None:
    held = set(RoleAssignment.objects.on(DAY).filter(user__is_active=True).values_list("role", flat=True))
    assert held == {role.key for role in procedure().roles if role.logs_in}
    assert 55 <= town.people <= 75
    assert authenticate(username="rc-nord", password=PASSWORD) is not None
    assert len(set(User.objects.values_list("password", flat=True))) == 1


def test_the_cases_stand_in_every_phase_with_every_offer_and_in_every_way(town: Summary) -> None:
    assert town.cases >= 40
    summaries = CaseSummary.objects.all()
    placed = {phase.key for phase in procedure().phases if not phase.throughout}
    assert set(summaries.values_list("phase", flat=True)) >= placed - {"fase5"}
    assert {"skoleflex", "tilbageslusningsflex", "dagbehandling"} <= set(summaries.values_list("offer", flat=True))
    assert summaries.filter(is_open=False).count() >= 2
    assert OpenTask.objects.filter(due__lt=DAY).exists()
    assert OpenTask.objects.filter(barred=True).exists()
    assert Note.objects.exists()
    assert set(LedgerEvent.objects.values_list("kind", flat=True)) == {"taken", "corrected", "annulled", "departed"}
    assert LedgerEvent.objects.exclude(for_role="").exists()
    outcomes = {facts["indstilling.udfald"] for facts in _facts() if "indstilling.udfald" in facts}
    assert outcomes >= {"bevilget", "afventer_sof", "afslag", "papirer"}
    ways_in = {step.key for step in procedure().entries}
    assert ways_in == set(LedgerEvent.objects.filter(number=1).values_list("step", flat=True))


def _facts() -> list[dict[str, object]]:
    return list(LedgerEvent.objects.values_list("facts", flat=True))


def test_the_lists_are_what_the_ledger_says_on_the_day_of_the_town(town: Summary) -> None:
    assert differences(DAY) == []


def test_every_open_case_has_a_dated_task_with_an_owner(town: Summary) -> None:
    owned = OpenTask.objects.filter(due__isnull=False, unit__isnull=False)
    without = Case.objects.filter(summary__is_open=True).exclude(pk__in=owned.values("case_id"))
    assert list(without.values_list("number", flat=True)) == []


@pytest.mark.parametrize(
    "role",
    [
        "rc_plc", "skolesocialraadgiver", "sagsbehandler", "psykolog", "skoleleder", "beku_sekretaer", "fac", "tsf",
        "sof_leder", "matchningsudvalg", "dagbehandlingstilbud", "uu_vejleder",
    ],
)  # fmt: skip
def test_somebody_in_each_role_has_something_to_do(town: Summary, role: str) -> None:
    users = User.objects.filter(assignments__role=role, is_active=True).distinct()
    assert any(queries.overview(viewer_of(user, DAY)).total for user in users)


def test_a_board_sees_a_case_while_something_in_it_waits_for_it_and_not_after(town: Summary) -> None:
    decided = LedgerEvent.objects.filter(step__in=("fase3.beku_beslutter", "fase3.beku_bevilger_ikke"))
    ever = set(decided.values_list("case_id", flat=True))
    now = set(CaseSeat.objects.filter(seat="beku").values_list("case_id", flat=True))
    assert ever
    assert now
    assert ever - now, "a case that BEKU is done with is BEKU's no more"
    boards = {role.key for role in procedure().roles if role.seat is Seat.BEKU}
    for case in Case.objects.filter(pk__in=now):
        steps = [procedure().step(task.step, town.day) for task in OpenTask.objects.filter(case=case)]
        part = {role.key for step in steps for role in (*step.roles(), *step.together_with)}
        assert part & boards, case


def test_what_the_leaver_had_falls_to_the_unit_and_the_substitute_sees_the_absent_ones_cases(town: Summary) -> None:
    leaver, absent, substitute = (User.objects.get(username=name) for name in (LEAVER, ABSENT, SUBSTITUTE))
    assert not leaver.is_active
    assert not OpenTask.objects.filter(assignee=leaver).exists()
    assert OpenTask.objects.filter(role="sagsbehandler", assignee=None, unit__key="bbu-oest").exists()
    assert absent.pk in viewer_of(substitute, DAY).stands_in_for


def test_nobody_has_a_number_that_somebody_could_have(town: Summary) -> None:
    numbers = [each.number for each in CprNumber.objects.all()]
    assert len(numbers) == Person.objects.count() > town.cases
    assert not any(passes_mod_11(number) for number in numbers)


def test_the_summary_speaks_danish_and_says_how_to_log_in(town: Summary) -> None:
    said = in_danish(town)
    assert "Fjordkøbing Kommune, 23. november 2026" in said
    assert PASSWORD in said


def test_a_town_that_is_lived_in_is_not_built_again(town: Summary) -> None:
    with pytest.raises(CommandError, match="i brug"):
        call_command("demo", day=DAY)

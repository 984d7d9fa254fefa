"""The municipality's own list of units and staff is taken in whole or not at all, and again without change."""

from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from sagsgang.people.models import RoleAssignment, Unit, User
from sagsgang.people.organisation import STAFF, UNITS, ListRefused, take_in

pytestmark = pytest.mark.django_db

ROLES = frozenset({"sagsbehandler", "skoleleder"})


def units(*lines: str) -> str:
    return "\n".join((";".join(UNITS), *lines))


def staff(*lines: str) -> str:
    return "\n".join((";".join(STAFF), *lines))


BBU = "bbu-oest;Borgercenter Børn og Unge Øst;bbu;;oest;;;2026-01-01;"
SCHOOL = "aaskolen;Åskolen;skole;bbu-oest;oest;;;2026-01-01;"
AASE = "aase;Åse Ærø;Sagsbehandler;aase@kommune.example;sagsbehandler;bbu-oest;2026-02-01;"


def test_units_users_and_roles_are_made() -> None:
    written = take_in(units(BBU, SCHOOL), staff(AASE), roles=ROLES)
    assert (written.units, written.users, written.roles, written.changed) == (2, 1, 1, 0)
    assert Unit.objects.get(key="aaskolen").parent == Unit.objects.get(key="bbu-oest")
    user = User.objects.get(username="aase")
    assert (user.name, user.email, user.has_usable_password()) == ("Åse Ærø", "aase@kommune.example", False)


def test_taken_in_again_nothing_changes() -> None:
    take_in(units(BBU, SCHOOL), staff(AASE), roles=ROLES)
    written = take_in(units(BBU, SCHOOL), staff(AASE), roles=ROLES)
    assert (written.units, written.users, written.roles, written.changed) == (0, 0, 0, 0)


def test_a_role_ends_on_the_day_that_the_list_says() -> None:
    take_in(units(BBU), staff(AASE), roles=ROLES)
    assert take_in(units(), staff(AASE + "2026-06-01"), roles=ROLES).changed == 1
    assert RoleAssignment.objects.get().until == date(2026, 6, 1)


@pytest.mark.parametrize(
    ("unit", "person", "said"),
    [
        (BBU.replace(";bbu;", ";slot;"), AASE, "enheder, linje 2: "),
        (BBU, AASE.replace("sagsbehandler", "konge"), "personale, linje 2: Rollen »konge« findes ikke."),
        (BBU, AASE.replace("bbu-oest", "bbu-maanen"), "personale, linje 2: Enheden »bbu-maanen« findes ikke."),
        (BBU, AASE.replace("2026-02-01", "1. februar"), "personale, linje 2: Datoen i »fra« skrives"),
        (BBU, AASE.replace("2026-02-01", "2025-12-31"), "personale, linje 2: "),
        (BBU, AASE.replace("aase@kommune.example", "åse"), "personale, linje 2: "),
        (BBU, AASE.replace("aase;", "Å;", 1), "personale, linje 2: "),
        (BBU + "2025-01-01", AASE, "enheder, linje 2: Slutdatoen"),
    ],
)
def test_one_wrong_line_and_nothing_is_written(unit: str, person: str, said: str) -> None:
    with pytest.raises(ListRefused) as refused:
        take_in(units(unit, SCHOOL), staff(person), roles=ROLES)
    assert any(fault.startswith(said) for fault in refused.value.faults), refused.value.faults


def test_every_fault_is_told_at_once_and_the_house_is_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "enheder.csv").write_text(units(BBU, "x;;skole;;;;;i går;"), encoding="utf-8")
    (tmp_path / "personale.csv").write_text(
        staff(AASE, AASE.replace("sagsbehandler;bbu", "konge;bbu")), encoding="utf-8"
    )
    with pytest.raises(CommandError, match=r"(?s)Intet er skrevet.*enheder, linje 3.*personale, linje 3"):
        call_command("organisation", tmp_path / "enheder.csv", tmp_path / "personale.csv")
    assert not Unit.objects.exists()
    assert not User.objects.exists()


def test_a_trial_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "enheder.csv").write_text(units(BBU), encoding="utf-8-sig")
    (tmp_path / "personale.csv").write_text(staff(AASE), encoding="utf-8-sig")
    call_command("organisation", tmp_path / "enheder.csv", tmp_path / "personale.csv", "--proev")
    assert capsys.readouterr().out.startswith("Prøvet, intet er skrevet: 1 nye enheder, 1 nye brugere, 1 nye roller")
    assert not Unit.objects.exists()

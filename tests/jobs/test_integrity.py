"""The integrity check is silent over a sound house, and names what is wrong where something is."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from sagsgang.casework.models import Case, CaseSummary, LedgerEvent, LedgerText, OpenTask
from sagsgang.documents import storage
from sagsgang.jobs.integrity import SHOWN, look_over
from sagsgang.jobs.integrity.database import expected_guards
from sagsgang.jobs.integrity.declared import CHECKS
from sagsgang.people.models import RoleAssignment, Substitution
from tests.casework.triggers import guard, unguard
from tests.jobs.ground import Ground
from tests.web.town import LONG_AGO, TODAY

pytestmark = [pytest.mark.database]


def found() -> dict[str, list[str]]:
    return {result.check.key: result.found for result in look_over(TODAY) if not result.is_right}


@pytest.fixture
def unguarded(ground: Ground) -> Iterator[Ground]:
    """The house for somebody who rules the database."""
    unguard(connection)
    yield ground
    guard(connection)


def test_a_sound_house_gives_no_finding(ground: Ground):
    ground.lay_up()
    assert found() == {}


def test_every_check_has_a_key_and_a_sentence_of_its_own():
    assert len({check.key for check in CHECKS}) == len({check.sentence for check in CHECKS}) == len(CHECKS)


def test_a_missing_event_leaves_a_gap(unguarded: Ground):
    number = unguarded.case.number
    LedgerText.objects.all().delete()
    LedgerEvent.objects.filter(case=unguarded.case, number=1).delete()
    assert found()["historik.numre"][0].startswith(f"Sag {number} er i version ")


def test_a_version_that_runs_ahead_is_found(ground: Ground):
    Case.objects.update(version=9)
    assert "er i version 9, men har" in found()["historik.numre"][0]


def test_a_text_without_an_event_is_found(ground: Ground):
    LedgerText.objects.create(case=ground.case, event=77, key="x", body="y")
    assert found()["historik.tekster"] == [f"Sag {ground.case.number} har en tekst til hændelse 77, som ikke findes."]


def test_a_correction_of_nothing_is_found(unguarded: Ground):
    LedgerEvent.objects.filter(case=unguarded.case, number=1).update(target=5)
    assert "gælder en hændelse, der ikke findes før den" in found()["historik.henvisninger"][0]


def test_guards_that_are_gone_are_missed(unguarded: Ground):
    assert len(found()["database.vagter"]) >= 20
    assert found()["database.vagter"][0].endswith(" mangler.")


def test_a_guard_that_is_switched_off_or_changed_is_found(ground: Ground):
    name = next(name for name in expected_guards() if name.startswith("ledger_event_no"))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE casework_ledgerevent DISABLE TRIGGER {name}")
            wrong = f"Vagten {name} er slået fra."
        else:
            cursor.execute(f"DROP TRIGGER {name}")
            cursor.execute(f"CREATE TRIGGER {name} BEFORE UPDATE ON casework_ledgerevent BEGIN SELECT 1; END")
            wrong = f"Vagten {name} er ændret."
    assert found() == {"database.vagter": [wrong]}


def test_a_list_that_says_something_else_is_found(ground: Ground):
    CaseSummary.objects.update(phase="andet")
    assert found()["lister.ens"][0].startswith(f"Sag {ground.case.number} står anderledes")


def test_a_case_that_stands_still_is_found(ground: Ground):
    OpenTask.objects.update(due=None)
    assert found()["lister.ejer"] == [f"Sag {ground.case.number} har ingen åben opgave med en ejer og en dato."]


class TestFiles:
    def only(self) -> Path:
        return next(path for path in Path(settings.FILES).rglob("*") if path.is_file())

    def test_one_that_is_gone_is_missed(self, ground: Ground):
        ground.lay_up()
        self.only().unlink()
        assert list(found()) == ["filer.til_stede"]

    def test_one_that_has_changed_is_found(self, ground: Ground):
        ground.lay_up()
        self.only().chmod(0o600)
        self.only().write_bytes(b"andet")
        assert list(found()) == ["filer.til_stede"]

    def test_one_that_nobody_names_is_found(self, ground: Ground):
        kept = storage.path_of(storage.keep(b"En fil uden en sag."))
        assert found() == {}  # an upload under way
        os.utime(kept, (0, 0))
        assert list(found()) == ["filer.overskud"]


def test_what_the_keys_do_not_open_is_found(ground: Ground, settings: Any):
    settings.SEALING_KEYS = ["A" * 43]
    lines = found()["forsegling.aabner"]
    assert any("rækker kan ikke åbnes" in line for line in lines)
    assert any("under en nøgle, huset ikke har" in line for line in lines)


def test_oddities_among_staff_are_found(ground: Ground):
    rikke, karen = ground.town.users["rikke"], ground.town.users["karen"]
    held = RoleAssignment.objects.get(user=rikke)
    RoleAssignment.objects.create(user=rikke, role=held.role, unit=held.unit, since=LONG_AGO, until=TODAY)
    RoleAssignment.objects.create(user=karen, role="ukendt", unit=held.unit, since=TODAY)
    Substitution.objects.create(absent=rikke, substitute=karen, since=LONG_AGO)
    karen.is_active = False
    karen.save()
    OpenTask.objects.update(assignee=karen)
    keys = {key for key in found() if key.startswith("personale.")}
    assert keys == {"personale.roller", "personale.ukendte", "personale.stedfortraedere", "personale.opgaver"}


def test_much_that_is_wrong_is_counted_and_not_kept(ground: Ground):
    LedgerText.objects.bulk_create(
        LedgerText(case=ground.case, event=1000 + number, key="x", body="y") for number in range(SHOWN + 5)
    )
    result = next(result for result in look_over(TODAY) if result.check.key == "historik.tekster")
    assert (len(result.found), result.count) == (SHOWN, SHOWN + 5)


def test_the_command_ends_with_one_when_something_is_wrong(ground: Ground, capsys: pytest.CaptureFixture[str]):
    call_command("integrity", "--day", TODAY.isoformat())
    assert capsys.readouterr().out.endswith(f"Alt er i orden: {len(CHECKS)} eftersyn, ingen fejl.\n")
    Case.objects.update(version=9)
    with pytest.raises(CommandError, match="eftersyn fandt fejl") as failed:
        call_command("integrity", "--day", TODAY.isoformat())
    assert failed.value.returncode == 1
    assert "✗ Hver sags hændelser er nummereret uden huller, og versionen passer\n    Sag " in capsys.readouterr().out


def test_the_command_answers_a_machine(ground: Ground, capsys: pytest.CaptureFixture[str]):
    call_command("integrity", "--json", "--day", TODAY.isoformat())
    told = json.loads(capsys.readouterr().out)
    assert [each["check"] for each in told] == [check.key for check in CHECKS]
    assert all(each["ok"] and each["count"] == 0 for each in told)


def test_nobody_is_named(ground: Ground):
    ground.lay_up()
    Case.objects.update(version=9)
    OpenTask.objects.update(due=None)
    said = "\n".join(line for lines in found().values() for line in lines)
    assert "Zenobia" not in said
    assert "Testesen" not in said

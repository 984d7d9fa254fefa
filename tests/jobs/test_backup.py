"""A backup is the house as it stood: row for row, file for file; a damaged one is refused untouched."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from sagsgang.casework.scope import house
from sagsgang.jobs.backup import manifest as manifests
from sagsgang.jobs.backup.manifest import NAME, SEAL, BrokenBackup
from sagsgang.jobs.backup.restoring import check, restore
from sagsgang.jobs.backup.taking import take
from tests.jobs.ground import Ground
from tests.web.town import TODAY, moment

pytestmark = [pytest.mark.database]

AT = moment(TODAY)


def rows(of: BaseDatabaseWrapper) -> dict[str, list[str]]:
    """Every row of every table, as the database gives it."""
    with of.cursor() as cursor:
        names = [name for name in of.introspection.table_names(cursor) if not name.startswith("huey_")]
        dumped = {}
        for name in names:
            cursor.execute(f'SELECT * FROM "{name}"')  # noqa: S608 - our own tables
            dumped[name] = sorted(repr(row) for row in cursor.fetchall())
    return dumped


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def backup(folder: Path) -> manifests.Manifest:
    return take(connection, Path(settings.FILES), folder, AT)


def changed(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Write something else in the manifest, under a checksum that fits."""
    told = json.loads((folder / NAME).read_bytes())
    change(told)
    text = json.dumps(told).encode()
    (folder / NAME).write_bytes(text)
    (folder / SEAL).write_text(hashlib.sha256(text).hexdigest())


def test_a_restored_house_is_the_house_row_for_row_and_file_for_file(
    shared: Ground, other_house: BaseDatabaseWrapper, tmp_path: Path
):
    told = backup(tmp_path / "kopi")
    restore(other_house, tmp_path / "filer-igen", tmp_path / "kopi")
    assert rows(other_house) == rows(connection)
    assert contents(tmp_path / "filer-igen") == contents(Path(settings.FILES))
    assert len(contents(Path(settings.FILES))) == 2
    assert {name: len(found) for name, found in rows(connection).items()} == {
        name: table.rows for name, table in told.tables.items() if name != "sqlite_sequence"
    }


def test_the_restored_house_goes_on_where_the_old_one_stopped(
    shared: Ground, other_house: BaseDatabaseWrapper, tmp_path: Path
):
    backup(tmp_path / "kopi")
    restore(other_house, tmp_path / "filer-igen", tmp_path / "kopi")
    with other_house.cursor() as cursor:
        with pytest.raises(Exception, match="the ledger only grows"):
            cursor.execute("UPDATE casework_ledgerevent SET step = 'andet'")
        cursor.execute("INSERT INTO jobs_run (job, subject, asked_at, not_before, tries, done, remarks, failure) "
                       "VALUES ('nightly', '', '2026-03-02', '2026-03-02', 0, 0, '[]', '')")  # fmt: skip


def test_what_is_written_while_the_backup_is_taken_is_there_whole_or_not_at_all(
    shared: Ground, other_house: BaseDatabaseWrapper, tmp_path: Path
):
    stop, acknowledged = Event(), list[str]()

    def write() -> None:
        try:
            with house("test"):
                while not stop.is_set():
                    body = f"mærke {len(acknowledged) + 1}."
                    shared.report()
                    shared.note(body)
                    acknowledged.append(body)
        finally:
            connections.close_all()

    writer = Thread(target=write)
    writer.start()
    while len(acknowledged) < 5:
        writer.join(0.01)
    before = len(acknowledged)
    backup(tmp_path / "kopi")
    stop.set()
    writer.join()
    restore(other_house, tmp_path / "filer-igen", tmp_path / "kopi")
    with other_house.cursor() as cursor:
        cursor.execute("SELECT body FROM casework_note ORDER BY id")
        notes = [body for (body,) in cursor.fetchall()]
        cursor.execute("SELECT COUNT(*) FROM casework_ledgerevent WHERE step = 'fase1.flere_underretninger'")
        (steps,) = cursor.fetchone()
        cursor.execute("SELECT version - (SELECT COUNT(*) FROM casework_ledgerevent) FROM casework_case")
        (gap,) = cursor.fetchone()
    assert notes == acknowledged[: len(notes)]
    assert before <= len(notes) <= steps <= len(notes) + 1
    assert gap == 0


class TestABrokenBackup:
    @pytest.fixture
    def copy(self, shared: Ground, tmp_path: Path) -> Path:
        backup(tmp_path / "kopi")
        return tmp_path / "kopi"

    def refused(self, other_house: BaseDatabaseWrapper, copy: Path, tmp_path: Path) -> str:
        with pytest.raises(BrokenBackup) as refusal:
            restore(other_house, tmp_path / "filer-igen", copy)
        assert not (tmp_path / "filer-igen").exists()
        return refusal.value.sentence

    def test_a_bit_that_has_turned_is_found(self, copy: Path, other_house: BaseDatabaseWrapper, tmp_path: Path):
        part = next(path for path in copy.iterdir() if path.name.startswith("database."))
        content = bytearray(part.read_bytes())
        content[len(content) // 2] ^= 1
        part.write_bytes(content)
        assert self.refused(other_house, copy, tmp_path) == (
            f"Kopien er beskadiget: {part.name} er ikke, som den var. Brug en anden kopi."
        )

    def test_a_file_that_is_gone_is_missed(self, copy: Path, other_house: BaseDatabaseWrapper, tmp_path: Path):
        file = next(path for path in (copy / "filer").rglob("*") if path.is_file())
        file.unlink()
        assert self.refused(other_house, copy, tmp_path) == (f"Kopien er ikke hel: {file.relative_to(copy)} mangler.")

    def test_a_changed_manifest_is_found(self, copy: Path, other_house: BaseDatabaseWrapper, tmp_path: Path):
        (copy / NAME).write_bytes((copy / NAME).read_bytes().replace(b'"rows": 0', b'"rows": 1', 1))
        assert self.refused(other_house, copy, tmp_path).startswith("manifest.json er ændret")

    def test_half_a_backup_has_no_manifest(self, copy: Path, other_house: BaseDatabaseWrapper, tmp_path: Path):
        (copy / SEAL).unlink()
        assert "er ikke en hel sikkerhedskopi" in self.refused(other_house, copy, tmp_path)

    def test_one_from_a_newer_program_is_not_read(self, copy: Path, other_house: BaseDatabaseWrapper, tmp_path: Path):
        changed(copy, lambda told: told["migrations"].append(["casework", "9999_engang"]))
        assert self.refused(other_house, copy, tmp_path) == (
            "Kopien er fra en nyere udgave af programmet (0.1.0): casework 9999_engang kendes ikke her."
        )

    def test_one_of_another_kind_of_database_is_not_read(
        self, copy: Path, other_house: BaseDatabaseWrapper, tmp_path: Path
    ):
        changed(copy, lambda told: told.update(vendor="oracle"))
        assert self.refused(other_house, copy, tmp_path).startswith("Kopien er af ")

    def test_rows_that_are_not_what_the_manifest_says_are_found(
        self, copy: Path, other_house: BaseDatabaseWrapper, tmp_path: Path
    ):
        changed(copy, lambda told: told["tables"]["casework_case"].update(rows=7))
        with pytest.raises(BrokenBackup, match="Det gendannede er ikke det, der blev taget kopi af: casework_case"):
            restore(other_house, tmp_path / "filer-igen", copy)

    def test_nothing_is_restored_over_a_house_in_use(self, copy: Path, tmp_path: Path):
        before = rows(connection)
        with pytest.raises(BrokenBackup, match="Der ligger allerede data her"):
            restore(connection, tmp_path / "filer-igen", copy)
        assert rows(connection) == before

    def test_nor_over_files(self, copy: Path, other_house: BaseDatabaseWrapper):
        with pytest.raises(BrokenBackup, match="Der ligger allerede data her"):
            restore(other_house, Path(settings.FILES), copy)


def test_a_file_that_the_house_has_lost_is_told_and_the_rest_is_saved(
    shared: Ground, other_house: BaseDatabaseWrapper, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    lost = next(path for path in Path(settings.FILES).rglob("*") if path.is_file())
    lost.unlink()
    with pytest.raises(CommandError, match="1 filer, som databasen nævner, mangler"):
        call_command("backup", str(tmp_path / "kopi"))
    assert check(tmp_path / "kopi").missing == [lost.name]
    restore(other_house, tmp_path / "filer-igen", tmp_path / "kopi")
    assert len(contents(tmp_path / "filer-igen")) == 1


def test_a_folder_in_use_is_left_alone(shared: Ground, tmp_path: Path):
    (tmp_path / "kopi").mkdir()
    (tmp_path / "kopi" / "andet").write_text("mit")
    with pytest.raises(BrokenBackup, match="er ikke tom"):
        backup(tmp_path / "kopi")
    assert contents(tmp_path / "kopi") == {"andet": b"mit"}


def test_a_backup_that_stops_half_way_leaves_nothing(shared: Ground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("sagsgang.jobs.backup.files.take", full)
    with pytest.raises(OSError, match="disk full"):
        backup(tmp_path / "kopi")
    assert [path.name for path in tmp_path.iterdir() if "kopi" in path.name] == []


def test_no_key_is_in_the_backup(shared: Ground, tmp_path: Path):
    backup(tmp_path / "kopi")
    everything = b"".join(contents(tmp_path / "kopi").values())
    secrets = [settings.SECRET_KEY, *settings.SEALING_KEYS, *settings.SEALING_INDEX_KEYS]
    assert [secret for secret in secrets if secret.encode() in everything] == []


def test_nobody_else_may_read_it(shared: Ground, tmp_path: Path):
    backup(tmp_path / "kopi")
    kept = [tmp_path / "kopi", *(tmp_path / "kopi").rglob("*")]
    assert {path.stat().st_mode & 0o077 for path in kept} == {0}


def test_the_commands_say_what_they_did(shared: Ground, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    call_command("backup", str(tmp_path / "kopi"))
    call_command("restore", "--check", str(tmp_path / "kopi"))
    said = capsys.readouterr().out
    assert "2 filer." in said
    assert "Nøglerne er ikke med" in said
    assert "Kopien er hel: " in said
    with pytest.raises(CommandError, match="Der ligger allerede data her"):
        call_command("restore", str(tmp_path / "kopi"))

"""Files lie under their hash, whole or not at all, and what differs from the rows is found."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sagsgang.documents import storage

CONTENT = "Æblegrød".encode()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.FILES = tmp_path / "filer"
    return tmp_path / "filer"


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


class TestKeeping:
    def test_a_file_lies_under_its_hash_two_folders_down(self, folder: Path) -> None:
        sha256 = storage.keep(CONTENT)
        assert files(folder) == [f"{sha256[:2]}/{sha256[2:4]}/{sha256}"]
        assert storage.read(sha256) == CONTENT

    def test_nobody_else_on_the_machine_may_look(self, folder: Path) -> None:
        path = storage.path_of(storage.keep(CONTENT))
        assert path.stat().st_mode & 0o077 == 0
        assert path.parent.stat().st_mode & 0o077 == 0
        assert folder.stat().st_mode & 0o077 == 0

    def test_the_same_content_lies_once(self, folder: Path) -> None:
        assert storage.keep(CONTENT) == storage.keep(CONTENT)
        assert len(files(folder)) == 1

    def test_a_damaged_file_is_made_good_by_the_same_content(self) -> None:
        sha256 = storage.keep(CONTENT)
        storage.path_of(sha256).write_bytes(b"x" * len(CONTENT))
        assert storage.read(sha256) is None
        assert storage.keep(CONTENT) == sha256
        assert storage.read(sha256) == CONTENT

    def test_only_a_hash_is_ever_part_of_a_path(self) -> None:
        for name in ("../../etc/passwd", "a" * 63, "A" * 64, "", "g" * 64):
            with pytest.raises(ValueError, match="SHA-256"):
                storage.path_of(name)

    def test_a_missing_file_is_said_to_be_missing(self) -> None:
        assert storage.read("a" * 64) is None


class TestInterruption:
    @pytest.mark.parametrize("call", ["os.fsync", "os.replace"])
    def test_a_fault_on_the_way_leaves_nothing(self, folder: Path, call: str, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(*args: Any) -> None:
            raise OSError("the disk is full")

        folder.mkdir()
        storage.keep(b"the folders are there")
        before = files(folder)
        monkeypatch.setattr(call, full)
        with pytest.raises(OSError, match="full"):
            storage.keep(b"another")
        assert files(folder) == before

    @pytest.mark.parametrize("call", ["fsync", "replace"])
    def test_a_kill_leaves_the_whole_file_or_none(self, folder: Path, call: str) -> None:
        """A process of its own stores a file and is killed (9) in the middle of it."""
        script = (
            "import os, signal\n"
            "import django\n"
            "django.setup()\n"
            "from sagsgang.documents import storage\n"
            f"os.{call} = lambda *args: os.kill(os.getpid(), signal.SIGKILL)\n"
            "storage.keep(b'x' * 500_000)\n"
        )
        env = {**os.environ, "SAGSGANG_DEMO": "1", "SAGSGANG_DATA": str(folder.parent),
               "DJANGO_SETTINGS_MODULE": "sagsgang.config.settings", "PYTHONPATH": "src"}  # fmt: skip
        root = Path(__file__).resolve().parents[2]
        died = subprocess.run([sys.executable, "-c", script], cwd=root, env=env, check=False)  # noqa: S603 - our own
        assert died.returncode == -signal.SIGKILL
        assert [name for name in files(folder) if not name.startswith("indgang-")] == []


@pytest.mark.django_db
class TestDifferences:
    def test_a_file_without_a_row_and_an_unfinished_one_are_told(self, folder: Path) -> None:
        sha256 = storage.keep(CONTENT)
        (folder / "indgang-abc").write_bytes(b"half")
        found = storage.differences()
        assert (found.unknown, found.unfinished, found.lost) == ((sha256,), ("indgang-abc",), False)

    def test_no_folder_at_all_is_no_difference(self) -> None:
        found = storage.differences()
        assert (found.checked, found.missing, found.unknown, found.unfinished) == (0, (), (), ())

    def test_a_file_that_nothing_refers_to_can_be_taken_away(self, folder: Path) -> None:
        assert storage.remove(storage.keep(CONTENT)) is True
        assert files(folder) == []

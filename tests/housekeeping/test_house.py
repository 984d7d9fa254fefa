"""The house keeps its own rules: pins, sizes, settings, discreet logs, Danish order."""

import ast
import logging
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from sagsgang.config import danish, settings
from sagsgang.config.environment import Environment
from sagsgang.config.logs import DiscreetFormatter

ROOT = Path(__file__).resolve().parents[2]


def tracked(*patterns: str) -> list[Path]:
    """Files of the repository, new ones included, without what it ignores."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 - our own words
    return [path for name in listed.stdout.splitlines() if (path := ROOT / name).is_file()]


def pins(name: str) -> dict[str, str]:
    """Package and version of each line of a requirements file."""
    return dict(re.findall(r"^([a-z0-9._-]+)==([^ ;]+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


class TestPins:
    def test_every_package_the_project_names_is_pinned(self) -> None:
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
        runtime = {re.split(r"[\[~]", line)[0] for line in project["project"]["dependencies"]}
        dev = {re.split(r"[\[~]", line)[0] for line in project["dependency-groups"]["dev"]}
        assert runtime <= pins("requirements.txt").keys()
        assert runtime | dev <= pins("requirements-dev.txt").keys()

    def test_the_development_set_holds_the_runtime_set_unchanged(self) -> None:
        assert pins("requirements.txt").items() <= pins("requirements-dev.txt").items()

    @pytest.mark.parametrize("name", ["", "-dev", "-uv", "-node"])
    def test_every_pin_has_a_hash_and_no_address(self, name: str) -> None:
        text = (ROOT / f"requirements{name}.txt").read_text(encoding="utf-8")
        entries = re.split(r"\n(?=\S)", text.strip())
        assert all("--hash=sha256:" in entry for entry in entries)
        assert "://" not in text

    def test_every_dependency_says_why_it_is_there(self) -> None:
        lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
        wanted = [line for line in lines if re.match(r'\s+"[a-z0-9-]+(\[[\w,]+])?~=', line)]
        assert wanted
        assert [line for line in wanted if "#" not in line] == []

    def test_the_npm_lock_names_no_host(self) -> None:
        lock = (ROOT / "package-lock.json").read_text(encoding="utf-8")
        assert '"resolved"' not in lock
        assert '"integrity"' in lock


class TestSizes:
    def test_files_hold_one_idea(self) -> None:
        limits = [(path, 800 if "tests" in path.parts else 400) for path in tracked("*.py", "*.html", "*.css", "*.js")]
        lengths = [(path, len(path.read_text(encoding="utf-8").splitlines()), limit) for path, limit in limits]
        assert [(str(path.relative_to(ROOT)), length) for path, length, limit in lengths if length > limit] == []

    def test_functions_stay_under_forty_lines(self) -> None:
        long = [
            f"{path.relative_to(ROOT)}:{function.lineno} {function.name}"
            for path in tracked("src/*.py", "scripts/*.py")
            for function in functions(path)
            if function.end_lineno is not None and function.end_lineno - function.lineno >= 40
        ]
        assert long == []


class TestText:
    UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|NotImplemented" r"Error)\b")
    ADDRESS = re.compile(r"https?://[^ \"]*(/simple/|/-/|\.tgz|\.whl)")

    def test_nothing_is_left_unfinished(self) -> None:
        sources = tracked("*.py", "*.html", "*.toml")
        assert [str(path) for path in sources if self.UNFINISHED.search(path.read_text(encoding="utf-8"))] == []

    def test_no_file_records_where_a_package_came_from(self) -> None:
        sources = [path for path in tracked() if path.suffix not in {".png", ".woff2", ".pdf"}]
        assert [str(path) for path in sources if self.ADDRESS.search(path.read_text(encoding="utf-8"))] == []


class TestEnvironment:
    def test_a_secret_is_demanded_outside_the_demo(self) -> None:
        with pytest.raises(ImproperlyConfigured, match="SECRET_KEY mangler"):
            Environment({}).secret("SECRET_KEY", throwaway=False)

    def test_the_demo_makes_a_new_secret_each_time(self) -> None:
        empty = Environment({})
        assert empty.secret("SECRET_KEY", throwaway=True) != empty.secret("SECRET_KEY", throwaway=True)

    def test_a_switch_is_yes_or_no_and_nothing_else(self) -> None:
        assert Environment({"A": "1"}).flag("A") is True
        assert Environment({"A": "0"}).flag("A") is False
        assert Environment({}).flag("A") is False
        with pytest.raises(ImproperlyConfigured, match="A skal være 1 eller 0"):
            Environment({"A": "måske"}).flag("A")

    def test_lists_are_written_with_commas(self) -> None:
        assert Environment({"A": "sag.example, www.sag.example,"}).words("A", default=()) == [
            "sag.example",
            "www.sag.example",
        ]
        assert Environment({}).words("A", default=("localhost",)) == ["localhost"]
        with pytest.raises(ImproperlyConfigured, match="A mangler"):
            Environment({"A": " , "}).words("A", default=())

    def test_an_empty_variable_counts_as_unset(self) -> None:
        assert Environment({"A": ""}).text("A", "x") == "x"


class TestSettings:
    def test_passwords_are_hashed_with_argon2(self) -> None:
        assert settings.PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")

    def test_the_browser_may_run_nothing_that_is_not_ours(self) -> None:
        directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
        assert directives["default-src"] == ["'none'"]
        allowed = {source for sources in directives.values() for source in sources}
        assert allowed == {"'none'", "'self'"}


class TestLogs:
    def line(self, message: str) -> str:
        return DiscreetFormatter().format(logging.LogRecord("sag", logging.INFO, __file__, 1, message, None, None))

    @pytest.mark.parametrize("cpr", ["010112-0000", "0101120000", "010112 0000"])
    def test_a_cpr_number_never_reaches_the_log(self, cpr: str) -> None:
        line = self.line(f"fejl for {cpr}.")
        assert cpr not in line
        assert line.endswith("fejl for [cpr].")

    def test_the_row_a_database_error_quotes_is_left_out(self) -> None:
        line = self.line("duplicate key\nDETAIL:  Key (navn)=(Maja) already exists.\nnext")
        assert "Maja" not in line
        assert line.endswith("DETAIL: [udeladt]\\nnext")

    def test_dates_and_long_numbers_stay_readable(self) -> None:
        assert self.line("2026-11-21 sag 123456789012").endswith("2026-11-21 sag 123456789012")


class TestDanish:
    IN_ORDER = ("Anders", "Émile", "emilie", "Zebra", "æble", "Ærø", "øl", "Østerbro", "ål", "Ålborg", "Aarhus", "Aase")

    def test_lists_end_in_ae_oe_aa(self) -> None:
        assert tuple(sorted(sorted(self.IN_ORDER), key=danish.sort_key)) == self.IN_ORDER

    def test_comparing_agrees_with_sorting(self) -> None:
        assert danish.compare("Zebra", "æble") == -1
        assert danish.compare("ål", "øl") == 1
        assert danish.compare("Ærø", "Ærø") == 0

    @pytest.mark.database
    @pytest.mark.django_db
    def test_the_database_sorts_the_same_way(self) -> None:
        collation = {"sqlite": "da", "postgresql": "da-x-icu"}[connection.vendor]
        rows = " UNION ALL ".join(["SELECT %s AS word"] * len(self.IN_ORDER))
        query = f'SELECT word FROM ({rows}) AS words ORDER BY word COLLATE "{collation}"'  # noqa: S608 - our own words
        with connection.cursor() as cursor:
            cursor.execute(query, sorted(self.IN_ORDER))
            assert tuple(word for (word,) in cursor.fetchall()) == self.IN_ORDER

    def test_searching_ignores_danish_capitals(self) -> None:
        assert danish.like("%ÆBLE%", "Et æble", "\\") is True
        assert danish.like("%ÆBLE%", "En pære", "\\") is False
        assert danish.like("100\\%", "100%", "\\") is True
        assert danish.like("100\\%", "1000", "\\") is False
        assert danish.like("_ble", "æble", "\\") is True
        assert danish.like("%", None, "\\") is None

    @pytest.mark.database
    @pytest.mark.django_db
    def test_the_database_finds_and_lowers_danish_letters(self) -> None:
        like = {"sqlite": "LIKE", "postgresql": "ILIKE"}[connection.vendor]
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT 'Østerbro' {like} %s ESCAPE '\\', LOWER(%s)", ["%ØSTER%", "ÆØÅ"])
            found, lowered = cursor.fetchone()
        assert bool(found) is True
        assert lowered == "æøå"

    @pytest.mark.django_db
    def test_sqlite_waits_its_turn_and_keeps_foreign_keys(self) -> None:
        if connection.vendor != "sqlite":
            return
        with connection.cursor() as cursor:
            answers = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "foreign_keys")]
        assert answers == ["wal", 1]
        assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"

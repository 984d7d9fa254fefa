"""The house keeps its own rules about what is secret and whose code it runs: each in one place, and nowhere else."""

import ast
import importlib.metadata as installed
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from sagsgang.config.environment import Environment
from sagsgang.config.logs import DiscreetFormatter
from sagsgang.sealing.apps import SealingConfig
from sagsgang.sealing.checks import keys_are_secret
from sagsgang.sealing.house import DEMO_INDEX_KEY, DEMO_KEY
from sagsgang.sealing.keyring import new_key
from tests.housekeeping.test_house import ROOT, pins, tracked

READ_ADDRESSES = {
    "src/sagsgang/people/models.py",  # shown_address, which never tells a protected one
    "src/sagsgang/people/protection.py",  # opens one, for casework.protection alone
}
ON_THE_NET = {
    "src/sagsgang/web/signing_in/houses.py",  # where another house asks people to log in
    "src/sagsgang/web/templates/web/log_ind.html",
    "src/sagsgang/archive/anonymising/copying.py",  # makes one up
}
"""Addresses that nobody lives at."""
OPEN_PROTECTED = {
    "src/sagsgang/people/protection.py",
    "src/sagsgang/casework/protection.py",  # the one act that shows it
    "src/sagsgang/archive/proposing.py",  # looks for it in texts that others are to get, and blacks it out
    "src/sagsgang/archive/anonymising/checking.py",  # looks for it in a copy, which is thrown away where it stands
    "src/sagsgang/archive/destruction.py",  # takes it into the digest of what is destroyed
}
TYPE_ADDRESSES = {"src/sagsgang/web/views/family.py", "src/sagsgang/outbox/parcels.py"}  # the field of a form
READ_ENVIRONMENT = {
    "src/sagsgang/config/environment.py",
    "src/sagsgang/config/wsgi.py",
    "src/sagsgang/__main__.py",
    "src/sagsgang/jobs/backup/postgresql.py",  # hands it on to the database's own programs
}


def sources(*patterns: str) -> dict[str, str]:
    """Path and text of the house's own files, without migrations."""
    found = [path for path in tracked(*patterns) if "migrations" not in path.parts]
    return {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in found}


def reads_address(tree: ast.Module) -> bool:
    """Whether something's `address` is read; a call of that name makes one up."""
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    return any(
        isinstance(node, ast.Attribute)
        and node.attr == "address"
        and isinstance(node.ctx, ast.Load)
        and id(node) not in called
        for node in ast.walk(tree)
    )


class TestAddresses:
    def test_only_two_modules_read_where_somebody_lives(self) -> None:
        reading = {path for path, text in sources("src/*.py").items() if reads_address(ast.parse(text))}
        assert reading - ON_THE_NET == READ_ADDRESSES

    def test_nobody_reads_it_by_its_name(self) -> None:
        naming = {
            path
            for path, text in sources("src/*.py").items()
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and re.fullmatch(r"(\w+__)?address", node.value)
        }
        assert naming <= TYPE_ADDRESSES

    def test_no_template_reads_it(self) -> None:
        reading = {path for path, text in sources("src/*.html", "src/*.typ").items() if re.search(r"\.address\b", text)}
        assert reading <= ON_THE_NET

    def test_a_protected_one_is_opened_by_named_modules_only(self) -> None:
        opening = {path for path, text in sources("src/*.py").items() if re.search(r"\bopen_address\b", text)}
        assert opening == OPEN_PROTECTED


class TestSecrets:
    def test_the_environment_is_read_in_one_place(self) -> None:
        reading = {path for path, text in sources("src/*.py").items() if re.search(r"os\.(environ|getenv)", text)}
        assert reading <= READ_ENVIRONMENT

    def test_no_setting_holds_a_secret(self) -> None:
        tree = ast.parse((ROOT / "src/sagsgang/config/settings.py").read_text(encoding="utf-8"))
        held = [
            ast.unparse(node)
            for node in tree.body
            if isinstance(node, ast.Assign)
            and re.search(r"(SECRET|KEYS?|PASSWORD|TOKEN)\b", ast.unparse(node.targets[0]))
            and isinstance(node.value, ast.Constant)
        ]
        assert held == []

    @pytest.mark.parametrize("name", ["SAGSGANG_KEYS", "SAGSGANG_INDEX_KEY"])
    def test_a_house_in_earnest_asks_for_its_keys(self, name: str) -> None:
        with pytest.raises(ImproperlyConfigured, match=f"{name} mangler"):
            Environment({}).words(name, default=())

    @override_settings(SEALING_KEYS=["for kort"])
    def test_a_key_that_is_none_stops_the_house_in_words(self) -> None:
        with pytest.raises(ImproperlyConfigured, match="32 bytes") as refused:
            SealingConfig.create("sagsgang.sealing").ready()
        assert "for kort" not in str(refused.value)

    def test_what_all_know_seals_nothing_in_earnest(self) -> None:
        with override_settings(SEALING_KEYS=[new_key(), DEMO_KEY], SEALING_INDEX_KEYS=[DEMO_INDEX_KEY]):
            assert [wrong.id for wrong in keys_are_secret()] == ["sealing.E001"]
        key = new_key()
        with override_settings(SEALING_KEYS=[key], SEALING_INDEX_KEYS=[key]):
            assert [wrong.id for wrong in keys_are_secret()] == ["sealing.E002"]
        with override_settings(SEALING_KEYS=[new_key()], SEALING_INDEX_KEYS=[new_key()]):
            assert keys_are_secret() == []


ASKED = (
    "DEMO", "DEBUG", "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE",
    "SESSION_COOKIE_HTTPONLY", "CSRF_COOKIE_HTTPONLY", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "X_FRAME_OPTIONS",
)  # fmt: skip


def started(**environment: str) -> subprocess.CompletedProcess[str]:
    """What becomes of a house that is started with this environment and nothing else; it tells its settings."""
    telling = f"from sagsgang.config import settings; print([getattr(settings, name) for name in {ASKED}])"
    return subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", telling], env={"PYTHONPATH": str(ROOT / "src"), **environment}, capture_output=True,
        text=True, check=False,
    )  # fmt: skip


class TestInEarnest:
    WHOLE = {
        "SECRET_KEY": "x" * 60, "ALLOWED_HOSTS": "sagsgang.example", "SAGSGANG_KEYS": new_key(),
        "SAGSGANG_INDEX_KEY": new_key(), "SAGSGANG_RECORD_KEY": new_key(),
    }  # fmt: skip

    def test_cookies_and_transport_are_shut(self) -> None:
        done = started(**self.WHOLE)
        assert done.returncode == 0, done.stderr
        told = dict(zip(ASKED, ast.literal_eval(done.stdout), strict=True))
        assert (told.pop("DEMO"), told.pop("DEBUG"), told.pop("X_FRAME_OPTIONS")) == (False, False, "DENY")
        assert (told.pop("SESSION_COOKIE_NAME"), told.pop("CSRF_COOKIE_NAME")) == (
            "__Host-sessionid",
            "__Host-csrftoken",
        )
        assert told.pop("SECURE_HSTS_SECONDS") >= 365 * 24 * 60 * 60
        assert set(told.values()) == {True}

    @pytest.mark.parametrize("missing", ["SECRET_KEY", "SAGSGANG_KEYS", "SAGSGANG_INDEX_KEY", "SAGSGANG_RECORD_KEY"])
    def test_without_one_of_its_secrets_it_does_not_start(self, missing: str) -> None:
        done = started(**{name: value for name, value in self.WHOLE.items() if name != missing})
        assert done.returncode != 0
        assert f"{missing} mangler" in done.stderr
        assert not any(secret in done.stdout + done.stderr for secret in self.WHOLE.values())

    def test_a_real_house_is_never_the_demo(self) -> None:
        done = started(**self.WHOLE, SAGSGANG_DEMO="1")
        assert done.returncode != 0
        assert "kan SAGSGANG_DEMO ikke være 1" in done.stderr


class TestLogs:
    def test_an_exception_is_told_by_kind_and_place(self) -> None:
        try:
            try:
                int("Maja, 010112-0000")
            except ValueError as cause:
                raise LookupError("Maja") from cause
        except LookupError as fault:
            told = DiscreetFormatter().formatException((type(fault), fault, fault.__traceback__))
        assert "Maja" not in told.replace('int("Maja, 010112-0000")', "").replace('raise LookupError("Maja")', "")
        assert "builtins.ValueError\nled to\n" in told
        assert told.endswith("builtins.LookupError")
        assert "test_privacy.py" in told

    @pytest.mark.parametrize("cpr", ["010112–0000", "010112‑0000"])
    def test_a_number_with_another_dash_is_blotted_too(self, cpr: str) -> None:
        from logging import INFO, LogRecord

        assert cpr not in DiscreetFormatter().format(LogRecord("sag", INFO, __file__, 1, cpr, None, None))

    def test_a_line_is_one_line_and_its_time_says_its_zone(self) -> None:
        from logging import INFO, LogRecord

        record = LogRecord("sag", INFO, __file__, 1, "intet\r\n2026-01-01 INFO sag opdigtet", None, None)
        record.created, record.msecs = 1_767_225_599, 0
        told = DiscreetFormatter().format(record)
        assert told == "2025-12-31T23:59:59.000Z INFO sag intet\\r\\n2026-01-01 INFO sag opdigtet"


class TestOthersCode:
    """What we run of others': pinned and hashed (test_house), under licences that a municipality can use."""

    FREE = re.compile(r"\b(MIT|MIT-0|BSD|BSD-[023]-Clause|0BSD|ISC|Apache|PSF-2\.0|MPL-2\.0|MPL 2\.0|OFL-1\.1)\b")
    WEIGHED = {
        "huey": "MIT in its repository; the package itself does not say",
        "psycopg": "LGPL-3.0: used unchanged as a library",
        "psycopg-binary": "LGPL-3.0: used unchanged as a library",
        "qrcode": "BSD; “other” is for a port of which it is made, under MIT",
    }

    def licences(self) -> dict[str, str]:
        """What each installed runtime package says of its licence."""
        said = {}
        for name in pins("requirements.txt"):
            try:
                told = installed.metadata(name)
            except installed.PackageNotFoundError:  # for another operating system
                continue
            classes = [each.split(" :: ")[-1] for each in told.get_all("Classifier") or [] if each.startswith("Licen")]
            said[name] = told.get("License-Expression") or "; ".join(classes) or str(told.get("License", ""))[:60]
        return said

    def test_every_package_is_under_a_licence_that_was_weighed(self) -> None:
        said = self.licences()
        assert len(said) > 30
        unknown = {
            name: licence
            for name, licence in said.items()
            if name not in self.WEIGHED and (not self.FREE.search(licence) or re.search("GPL|Proprietary", licence))
        }
        assert unknown == {}

    def test_no_weighed_package_has_gone(self) -> None:
        assert set(self.WEIGHED) <= set(pins("requirements.txt"))

    def test_what_a_browser_gets_is_pinned_exactly_and_by_its_hash(self) -> None:
        wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
        versions = [*wanted["dependencies"].values(), *wanted["devDependencies"].values()]
        assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions)
        lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
        assert [
            path for path, each in lock.items() if path and not each.get("integrity", "").startswith("sha512-")
        ] == []

    def test_npm_runs_no_scripts_of_others(self) -> None:
        assert "ignore-scripts=true" in Path(ROOT / ".npmrc").read_text(encoding="utf-8")

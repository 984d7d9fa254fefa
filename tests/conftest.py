"""Fixtures for the whole suite: Chromium as Debian ships it, and axe for accessibility."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from sagsgang.casework.scope import house
from tests.scene import clear_for, say_database, scene

__all__ = ["scene"]

ROOT = Path(__file__).resolve().parents[1]

hypothesis.settings.register_profile("house", deadline=None)  # a timing is never a unit test
hypothesis.settings.load_profile("house")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's sync API runs an event loop in this thread


LONGEST = ("browser/test_journey", "access/", "browser/test_course", "browser/", "discretion/", "storm/", "fuzz/")
"""How the files begin that take long: they go first, so that both cores end at the same time."""


@pytest.hookimpl(wrapper=True, tryfirst=True)  # xdist reads the groups in the same hook
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Run on both cores: a file's tests stay together, so that what they share is built once."""
    for item in items:
        item.add_marker(pytest.mark.xdist_group(_file_of(item)))
    items.sort(key=lambda item: _place(_file_of(item)))
    yield
    for item in items:
        say_database(item)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Before anything is set up: what was played for other tests must not stand in the database."""
    clear_for(item)


def _file_of(item: pytest.Item) -> str:
    return item.path.relative_to(ROOT / "tests").as_posix()


def _place(file: str) -> int:
    return next((number for number, begins in enumerate(LONGEST) if file.startswith(begins)), len(LONGEST))


@pytest.fixture(scope="session", autouse=True)
def _house_for_all() -> Iterator[None]:
    """What is built for a whole module is built as the house does."""
    with house("test"):
        yield


@pytest.fixture(autouse=True)
def _house_scope() -> Iterator[None]:
    """A test sets up and looks as the house does; a request of its client is a person's, with a gate of its own."""
    with house("test"):
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """Debian's Chromium, quiet on the network."""
    chromium = shutil.which("chromium")
    assert chromium, "Chromium mangler; ./test installerer den, når den køres som root."
    quiet = ("disable-gpu", "disable-quic", "no-first-run", "disable-background-networking")
    more = ("no-sandbox", "disable-component-update", "disable-sync")
    return {**browser_type_launch_args, "executable_path": chromium, "args": [f"--{flag}" for flag in quiet + more]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, object]) -> dict[str, object]:
    """Every page opens as a Danish user's."""
    return {**browser_context_args, "locale": "da-DK", "timezone_id": "Europe/Copenhagen"}


@pytest.fixture(scope="session")
def axe_source() -> str:
    """Return axe-core's script, to be run in a page with page.evaluate."""
    return (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")

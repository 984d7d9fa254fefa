"""What takes long to play, played once for all tests in a row that want the same: each takes back what it did to it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Hashable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from sagsgang.casework.scope import house


class Scene:
    """Holds what was played last in a transaction that is never committed, and the files that came with it."""

    def __init__(self, blocker: DjangoDbBlocker, folder: Path) -> None:
        self._blocker, self._folder = blocker, folder
        self._held = ExitStack()
        self._key: Hashable = None
        self._played: Any = None

    def set(self, key: Hashable, play: Callable[[], Any]) -> Any:
        """Return what `play` returns, played now unless it stands there already; ask before the test's own database."""
        assert len(connection.atomic_blocks) == (self._key is not None), "ask for the scene before the database"
        if key != self._key:
            self.clear()
            self._held.enter_context(self._blocker.unblock())
            self._held.enter_context(transaction.atomic())
            self._key = key
            try:
                with house("test"), override_settings(FILES=self._folder):
                    self._played = play()
            except BaseException:
                self.clear()
                raise
        if self._folder.exists():
            shutil.copytree(self._folder, settings.FILES, dirs_exist_ok=True)
        return self._played

    def clear(self) -> None:
        """Take it all back."""
        if self._key is not None:
            transaction.set_rollback(True)
            self._held.close()
            self._key = self._played = None
            shutil.rmtree(self._folder, ignore_errors=True)


_scenes: list[Scene] = []


@pytest.fixture(scope="session")
def scene(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Scene]:
    """For fixtures that play; they ask for `db` themselves, after they have asked it."""
    made = Scene(django_db_blocker, tmp_path_factory.mktemp("scene") / "filer")
    _scenes.append(made)
    yield made
    made.clear()
    _scenes.remove(made)


def clear_for(item: pytest.Item) -> None:
    """Take the scene down before a test that does not play on it."""
    for each in _scenes:
        if "scene" not in getattr(item, "fixturenames", ()):
            each.clear()


def say_database(item: pytest.Item) -> None:
    """Let pytest-django see that a test on a scene needs the database, though it asks for it after the scene."""
    names = getattr(item, "fixturenames", [])
    if "scene" in names and "db" not in names:
        names.append("db")

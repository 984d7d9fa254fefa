"""The queue between the web server and the worker. It only wakes: what has been promised stands in `Run`."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import signing
from django.db import close_old_connections, connection
from huey import Huey, PostgresHuey, SqliteHuey, crontab
from huey.api import TaskWrapper
from huey.registry import Message
from huey.serializer import Serializer

logger = logging.getLogger(__name__)

_SALT = "sagsgang.jobs"


class SignedJson(Serializer):  # type: ignore[misc] # huey has no types
    """Messages as signed JSON instead of pickles: nobody who can write to the queue can make the worker run code."""

    def _serialize(self, data: Any) -> bytes:
        return signing.dumps(list(data), salt=_SALT).encode()

    def _deserialize(self, data: bytes) -> Message:
        return Message(*signing.loads(bytes(data).decode(), salt=_SALT))


@dataclass(frozen=True)
class Bell:
    """The queue, and the task that wakes the worker when it is called."""

    queue: Huey
    wake: TaskWrapper


@cache
def bell() -> Bell:
    """The bell of this house: a file beside an SQLite database, or tables of its own in PostgreSQL."""
    shared = {"name": "sagsgang", "results": False, "serializer": SignedJson()}
    if connection.vendor == "postgresql":
        kept = connection.get_connection_params()
        login = {name: kept[name] for name in ("host", "port", "user", "password", "dbname", "sslmode") if name in kept}
        queue: Huey = PostgresHuey(**shared, table_prefix="huey", **login)
    else:
        file = Path(settings.DATA) / "koe.sqlite3"
        os.close(os.open(file, os.O_CREAT | os.O_WRONLY, 0o600))
        queue = SqliteHuey(**shared, filename=str(file))
    queue.periodic_task(crontab(minute="*"), name="sweep")(_sweep)
    return Bell(queue, queue.task(name="work")(_work))


def ring() -> None:
    """Wake the worker. A bell that cannot be rung loses nothing: the worker looks by itself every minute."""
    if not settings.JOB_BELL:
        return
    try:
        bell().wake()
    except Exception as fault:
        logger.warning("the bell cannot be rung: %s", type(fault).__name__)


def _work() -> None:
    """Do what has been asked for."""
    from sagsgang.jobs.running import work_off  # running asks the bell to ring

    close_old_connections()
    try:
        work_off()
    finally:
        close_old_connections()


def _sweep() -> None:
    """Every minute: settle the disk, ask for what is due by the clock, and do what nobody rang for."""
    from sagsgang.jobs import clock
    from sagsgang.jobs.running import ask_for_what_is_due

    close_old_connections()
    settle()
    ask_for_what_is_due(clock.now())
    _work()


def settle() -> None:
    """Bring to the disk what SQLite has only given to the operating system: looks at pages (record.writing)."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")

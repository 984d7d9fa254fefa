"""A worker that is killed at its n-th breath: a question to the database, a file it opens or renames, a connection."""

import os
import signal
import sys
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection

from sagsgang.casework.scope import house
from sagsgang.outbox.delivery import deliver_due
from sagsgang.outbox.parcels import Port

BREATHS = frozenset(
    {"open", "os.rename", "os.mkdir", "os.symlink", "os.rmdir", "os.remove", "os.chmod", "os.utime", "socket.connect",
     "smtplib.send"}
)  # fmt: skip
"""The interpreter's own notices (sys.audit) that count, each just before the thing happens."""


def start(now: datetime, ports: Mapping[str, Port], last_breath: int) -> int:
    """Start a worker as a process of its own, which is killed at that breath (0: never); its number."""
    connection.close()
    pid = os.fork()
    if pid:
        return pid
    try:
        _work(now, ports, last_breath)
        os._exit(0)
    except BaseException as fault:
        os.write(2, f"{type(fault).__name__}: {fault}\n".encode())
        os._exit(1)


def _work(now: datetime, ports: Mapping[str, Port], last_breath: int) -> None:
    left = last_breath

    def breathe(event: str = "open", _said: Any = None) -> None:
        nonlocal left
        if event in BREATHS:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    def asked(execute: Any, *question: Any) -> Any:
        breathe()
        return execute(*question)

    sys.addaudithook(breathe)
    with house("test"), connection.execute_wrapper(asked):
        deliver_due(now, ports, {})


def ended(pid: int) -> int:
    """Wait for a worker; 0, or minus the number of the signal that killed it."""
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status)

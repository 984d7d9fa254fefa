"""The product itself, as ./koer starts it: a demo town built once, and a copy of it served for each who asks."""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2025, 2, 3)
"""The day in the town; a Monday, and the day on which the scenarios begin."""


def build(folder: Path) -> None:
    """Fill the folder with the town of DAY, one case more, and the collected static files."""
    for command in (
        ("-m", "sagsgang", "migrate", "--verbosity", "0"),
        ("-m", "sagsgang", "demo", "--day", DAY.isoformat()),
        ("-m", "tests.browser.ekstra"),
        ("scripts/klargoer.py",),
    ):
        done = subprocess.run(  # noqa: S603 - our own commands
            [sys.executable, *command], cwd=ROOT, env=environment(folder), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"


def built(folder: Path) -> Path:
    """Return the folder, filled by whichever process of the run asked first; the others wait for it."""
    folder.mkdir(parents=True, exist_ok=True)
    with folder.with_suffix(".laas").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        whole = folder / "bygget"
        if not whole.exists():
            build(folder)
            whole.touch()
    return folder


@contextmanager
def served(town: Path, folder: Path) -> Iterator[str]:
    """Serve a copy of the town on a free port of this machine; gives its address, and stops when it is left."""
    shutil.copytree(town, folder)
    port = _free_port()
    address = f"http://localhost:{port}"
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(  # noqa: S603 - our own command
            _command(port), cwd=ROOT, env=environment(folder), stdout=log, stderr=log
        )
        try:
            _await(server, address, folder / "log")
            yield address
        finally:
            server.terminate()
            server.wait(timeout=20)
    told = (folder / "log").read_text("utf-8").splitlines()
    faults = [line for line in told if " ERROR " in line and "DisallowedHost" not in line]
    assert not faults, "\n".join(faults)


def _command(port: int) -> list[str]:
    """The command by which ./koer serves, on another port."""
    script = (ROOT / "koer").read_text("utf-8").replace("\\\n", "")
    line = next(line for line in script.splitlines() if line.startswith('"$PY" -m granian'))
    words = line.removesuffix("&").replace('"$PORT"', str(port)).replace('"$workers"', "1").split()
    return [sys.executable, *words[1:]]


def environment(folder: Path) -> dict[str, str]:
    """The surroundings of a house that keeps its things in the folder."""
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    ours = {
        "SAGSGANG_DEMO": "1",
        "SAGSGANG_DATA": str(folder),
        "SECRET_KEY": "x" * 50,
        "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
    }
    return kept | ours


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
        return port


def _await(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    """Come back when the log-in page answers; fail with the log when the server ends before that."""
    for _ in range(300):
        try:
            urlopen(f"{address}/log-ind/", timeout=5).close()  # noqa: S310 - our own address
        except URLError:
            try:
                server.wait(timeout=0.1)
            except subprocess.TimeoutExpired:
                continue
            raise AssertionError(log.read_text("utf-8")) from None
        else:
            return
    raise AssertionError("the server does not answer")

"""The house's processes: web server, worker and database, started as in earnest and killed without warning."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import psycopg

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds until something that is started must answer


def free_port() -> int:
    """A port of this machine that nobody uses."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
        return port


def _postgres_programs() -> Path:
    """The folder of PostgreSQL's server programs: the newest of Debian's, or what stands in the path."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    found = shutil.which("initdb")
    assert debian or found, "PostgreSQL mangler; ./test installerer den, når den køres som root."
    return debian[-1] if debian else Path(str(found)).parent


class Part:
    """One part of the house: the command it is started by, and the process while it lives."""

    def __init__(self, name: str, command: list[str], env: dict[str, str], log: Path, user: str | None = None) -> None:
        self.name, self.command, self.env, self.log, self.user = name, command, env, log, user
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 - our own commands
                self.command, cwd=ROOT if self.user is None else "/", env=self.env, stdout=log, stderr=log,
                start_new_session=True, user=self.user, group=self.user, extra_groups=[] if self.user else None,
            )  # fmt: skip

    def kill(self) -> None:
        """SIGKILL it and everything it has started, the parent first so that it mends nothing."""
        if self.process is None:
            return
        doomed = [self.process.pid, *_descendants(self.process.pid)]
        for pid in doomed:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.process.wait(timeout=PATIENCE)
        self.process = None


def _descendants(pid: int) -> list[int]:
    """The children of a process, and theirs."""
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            after = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(after[1]), []).append(int(stat.parent.name))
    found, todo = [], [pid]
    while todo:
        children = parents.get(todo.pop(), [])
        found += children
        todo += children
    return found


class Machine:
    """A house of its own on this machine, on SQLite or on a PostgreSQL of its own with fsync on."""

    def __init__(self, folder: Path, vendor: str) -> None:
        self.folder, self.vendor, self.port = folder, vendor, free_port()
        kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "JOB_BELL")}
        self.env = kept | {
            "SAGSGANG_DEMO": "1",
            "SAGSGANG_DATA": str(folder),
            "SECRET_KEY": "x" * 50,
            "DJANGO_SETTINGS_MODULE": "sagsgang.config.settings",
            "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
        }
        self.parts: dict[str, Part] = {}
        if vendor == "postgresql":
            self._add_postgresql()
        served = f"-m granian --interface wsgi --host 127.0.0.1 --port {self.port} --workers {2 if self.url else 1}"
        told = "--blocking-threads 1 --log-level warning sagsgang.config.wsgi:application"
        self._add("web", [sys.executable, *served.split(), *told.split()])
        self._add("worker", [sys.executable, "-m", "sagsgang", "worker"])

    @property
    def url(self) -> str:
        """Where the PostgreSQL is; "" on SQLite."""
        return self.env.get("DATABASE_URL", "")

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """One of our own commands, to its end."""
        return subprocess.run(  # noqa: S603 - our own commands
            [sys.executable, *command], cwd=ROOT, env=self.env, capture_output=True, text=True, check=False,
            timeout=PATIENCE * 5,
        )  # fmt: skip

    def start(self, *names: str) -> None:
        """Start what does not run, of these parts or all, and come back when web server and database answer."""
        for name, part in self.parts.items():
            if part.process is None and (not names or name in names):
                part.start()
                if name == "database":
                    self._until(self._database_answers, part)
        if self.parts["web"].process is not None:
            self._until(self._web_answers, self.parts["web"])

    def kill(self, *names: str) -> None:
        """Kill these parts, or all."""
        for name in names or tuple(self.parts):
            self.parts[name].kill()

    def remove(self) -> None:
        """Kill everything and take the files away."""
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)
        if self.url:
            shutil.rmtree(self._cluster, ignore_errors=True)

    def _add(self, name: str, command: list[str]) -> None:
        self.parts[name] = Part(name, command, self.env, self.folder / f"{name}.log")

    def _add_postgresql(self) -> None:
        programs = _postgres_programs()
        user = "postgres" if os.geteuid() == 0 else None
        self._cluster = Path(tempfile.mkdtemp(prefix="storm-"))
        if user:
            shutil.chown(self._cluster, user, user)
        data, port = self._cluster / "data", free_port()
        made = "-U sagsgang -A trust -E UTF8 --locale=C.UTF-8 --no-sync"
        subprocess.run(  # noqa: S603 - our own command
            [programs / "initdb", "-D", data, *made.split()], cwd="/", check=True, capture_output=True,
            user=user, group=user, extra_groups=[] if user else None,
        )  # fmt: skip
        told = ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=on"]
        command = [str(programs / "postgres"), "-D", str(data), "-p", str(port), *told]
        self.parts["database"] = Part("database", command, {}, self.folder / "database.log", user)
        self.env["DATABASE_URL"] = f"postgresql://sagsgang@127.0.0.1:{port}/postgres"

    def _until(self, answers: object, part: Part) -> None:
        """Come back when it answers; a part that ends instead is started again, as a keeper of services would."""
        deadline = time.monotonic() + PATIENCE
        assert callable(answers)
        while not answers():
            assert part.process is not None
            assert time.monotonic() < deadline, part.log.read_text("utf-8")[-2000:]
            try:
                part.process.wait(timeout=0.1)
            except subprocess.TimeoutExpired:
                continue
            part.start()

    def _database_answers(self) -> bool:
        try:
            psycopg.connect(self.url, connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def _web_answers(self) -> bool:
        try:
            urlopen(f"http://127.0.0.1:{self.port}/log-ind/", timeout=10).close()
        except HTTPError as answer:
            return answer.code < 500
        except (URLError, OSError):
            return False
        return True

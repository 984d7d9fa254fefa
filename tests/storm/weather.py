"""The storm itself: start the house, let people write, kill, start again, look everything over, as often as told."""

from __future__ import annotations

import json
import random
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

import psycopg

from tests.storm.machine import Machine
from tests.storm.writing import CAREFUL, Gate, Writer

MARKS = (
    ("note", "SELECT body FROM casework_note WHERE body LIKE 'storm-%'"),
    ("step", "SELECT body FROM casework_ledgertext WHERE key = 'indfoert_for' AND body LIKE 'storm-%'"),
    (
        "upload",
        "SELECT title FROM documents_document d JOIN documents_version v ON v.document_id = d.id "
        "WHERE title LIKE 'storm-%'",
    ),
)


@dataclass
class Found:
    """What the storm came to."""

    vendor: str
    kills: Counter[str] = field(default_factory=Counter)
    acknowledged: int = 0
    unanswered: int = 0
    written_after_all: int = 0
    logins: int = 0
    seconds: float = 0.0
    restarts: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def storm(folder: Path, vendor: str, kills: int, seed: int) -> Found:
    """Kill so many times, look the house over after each, and tell what was lost or half written."""
    chance, begun = random.Random(seed), monotonic()  # noqa: S311 - weather, not secrets
    found, machine = Found(vendor), Machine(folder, vendor)
    try:
        machine.start("database") if vendor == "postgresql" else None
        town = json.loads(_ok(machine, "-m", "tests.storm.seed"))
        _ok(machine, "scripts/klargoer.py")
        machine.start()
        gate = Gate(len(town["cases"]))
        writers = [
            Writer(f"w{each}", machine.port, town["users"]["anna"], case, gate)
            for each, case in enumerate(town["cases"])
        ]
        for writer in writers:
            writer.start()
        for target in _targets(vendor, kills, chance):
            _let_write(gate, writers, chance.randint(10, 30))
            gate.pause(chance.uniform(0, 0.3))
            _strike(machine, target, found)
            gate.close()
            _look_over(machine, writers, found)
            gate.open()
        gate.close()
        _work_ends(machine, gate, found)
        gate.open(over=True)
        for writer in writers:
            writer.join(timeout=30)
    finally:
        machine.remove()
    found.logins = sum(writer.logins for writer in writers)
    found.wrong += [writer.fault for writer in writers if writer.fault]
    found.wrong = [refused for writer in writers for refused in writer.told.refused[:3]] + found.wrong
    found.wrong = list(dict.fromkeys(found.wrong))
    found.seconds = monotonic() - begun
    return found


def _let_write(gate: Gate, writers: list[Writer], more: int) -> None:
    """Come back when so many more writes have been acknowledged; nobody writes that slowly on a sound machine."""
    deadline, wanted = monotonic() + CAREFUL, _acknowledged(writers) + more
    while _acknowledged(writers) < wanted and not any(writer.fault for writer in writers):
        assert monotonic() < deadline
        gate.pause(0.02)


def _acknowledged(writers: list[Writer]) -> int:
    return sum(len(writer.told.kept) for writer in writers)


def _targets(vendor: str, kills: int, chance: random.Random) -> Iterator[tuple[str, ...]]:
    """What each strike hits: every part in turn, and now and then all at once as in a power cut."""
    parts = ["web", "worker", "database", "all"] if vendor == "postgresql" else ["web", "worker", "all"]
    for each in range(kills):
        target = parts[each % len(parts)] if each < len(parts) else chance.choice(parts)
        if target != "all":
            yield (target,)
        else:
            yield ("database", "web", "worker") if vendor == "postgresql" else ("web", "worker")


def _strike(machine: Machine, target: tuple[str, ...], found: Found) -> None:
    """Kill, and start again what was killed."""
    machine.kill(*target)
    found.kills["+".join(target)] += 1
    begun = monotonic()
    machine.start()
    found.restarts.append(monotonic() - begun)


def _look_over(machine: Machine, writers: list[Writer], found: Found) -> None:
    """Every acknowledged write is there exactly once, the unanswered at most once, and the house is whole."""
    acknowledged = {mark for writer in writers for mark in writer.told.kept}
    unsure = {mark for writer in writers for mark in writer.told.unsure}
    counted = Counter(_marks(machine))
    found.acknowledged, found.unanswered = len(acknowledged), len(unsure)
    found.written_after_all = sum(1 for mark in unsure if counted[mark])
    found.wrong += [f"{mark} is lost" for mark in sorted(acknowledged) if not counted[mark]]
    found.wrong += [f"{mark} is there {count} times" for mark, count in counted.items() if count > 1]
    found.wrong += [f"{mark} is written, and was refused" for mark in sorted(counted.keys() - acknowledged - unsure)]
    done = machine.run("-m", "sagsgang", "integrity", "--json")
    try:
        checks = json.loads(done.stdout)
    except json.JSONDecodeError:
        found.wrong.append(done.stderr[-500:])
        return
    for check in checks:
        if not check["ok"]:
            found.wrong += [f"{check['check']}: {line}" for line in check["found"][:3]]


def _work_ends(machine: Machine, gate: Gate, found: Found) -> None:
    """What the worker was cut off from is done in the end."""
    deadline = monotonic() + CAREFUL
    while _ask(machine, "SELECT job FROM jobs_run WHERE ended_at IS NULL"):
        if monotonic() > deadline:
            found.wrong.append("the worker does not end its work")
            return
        gate.pause(0.2)
    found.wrong += [f"{job} failed" for job in _ask(machine, "SELECT job FROM jobs_run WHERE failure <> ''")]


def _marks(machine: Machine) -> list[str]:
    """Every mark in the database, as often as it is there."""
    return [mark for _, statement in MARKS for mark in _ask(machine, statement)]


def _ask(machine: Machine, statement: str) -> list[str]:
    """The first column of what the database answers."""
    if machine.url:
        with closing(psycopg.connect(machine.url)) as asked:
            return [row[0] for row in asked.execute(statement.encode())]
    with closing(sqlite3.connect(machine.folder / "sagsgang.sqlite3", timeout=30)) as opened:
        return [row[0] for row in opened.execute(statement)]


def _ok(machine: Machine, *command: str) -> str:
    done = machine.run(*command)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"
    return done.stdout

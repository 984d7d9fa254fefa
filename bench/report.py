"""What was measured, as a table on the screen and as JSON in bench/results."""

from __future__ import annotations

import json
import os
import platform
import sqlite3
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True)
class Row:
    """One figure with its bar; `holds` is None where there is no bar."""

    what: str
    figure: float
    unit: str
    bar: str = ""
    holds: bool | None = None
    more: dict[str, Any] = field(default_factory=dict)


def say(words: str) -> None:
    """One line to the person at the terminal."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def table(rows: list[Row]) -> str:
    """The rows as a table of text."""
    lines = []
    for row in rows:
        verdict = "" if row.holds is None else ("✓" if row.holds else "✗")
        lines.append(f"{row.what:<66} {row.figure:>10,.2f} {row.unit:<10} {row.bar:<16} {verdict}")
    return "\n".join(lines)


def machine() -> dict[str, Any]:
    """What it was measured on."""
    return {
        "cpu": _cpu(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()}",
        "sqlite": sqlite3.sqlite_version,
    }


def _cpu() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")


def store(measured: dict[str, list[Row]], day: str) -> Path:
    """Write the JSON of the day; a part that was measured again replaces its earlier figures."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{day}.json"
    parts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["parts"] if path.exists() else {}
    for part, rows in measured.items():
        parts[part] = [
            {"what": r.what, "figure": round(r.figure, 3), "unit": r.unit, "bar": r.bar, "holds": r.holds, **r.more}
            for r in rows
        ]
    text = json.dumps({"date": day, "machine": machine(), "parts": parts}, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")
    return path

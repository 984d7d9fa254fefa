"""Choices where the sources are silent, old, or disagree: documented readings with the force of our own (X1–X23)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Reading:
    """One documented reading: what the sources leave open, and how this procedure reads it."""

    key: str
    title: str
    question: str
    answer: str


def load_readings(package: str, name: str) -> tuple[Reading, ...]:
    """Read a TOML file packaged with the content: key = titel, spoergsmaal, laesning."""
    table = tomllib.loads(files(package).joinpath(name).read_text("utf-8"))
    return tuple(Reading(key, row["titel"], row["spoergsmaal"], row["laesning"]) for key, row in table.items())

"""Scenarios as caseworkers write them: Danish YAML, read into happenings and what is expected after each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from sagsgang.procedure.workdays import read_date, shift_months

COURSES = Path(__file__).parent / "forloeb"
LOOK = "status"

EXPECTED = (
    "åben", "spærret", "ikke aktuel", "udført", "advarsel", "frist", "ejer", "venter på", "opgaver", "åbne opgaver",
    "slut", "kan ikke fraviges",
)  # fmt: skip
SAID = ("ved", "nr", "svar", "fraviger", "fraviger regel", "indført", "rettes", "annulleres", *EXPECTED)
HEAD = ("navn", "kilde", "begynder som", "indtil", "første dag", "forløb")

_RELATIVE = re.compile(r"(?P<sign>[+-])\s*(?P<count>\d+)\s*(?P<unit>dag|uge|måned|år)\w*")


class Unreadable(ValueError):
    """The scenario itself is written wrongly; the message says where and how."""


@dataclass(frozen=True)
class Happening:
    """One line of a scenario: a day, what happens, and what is expected once it has happened."""

    place: str
    when: str
    step: str
    by: str = ""
    number: int = 0
    answers: Mapping[str, Any] = field(default_factory=dict)
    departing: str = ""
    rule: str = ""
    recorded: str = ""
    corrects: bool = False
    annuls: bool = False
    expected: Mapping[str, Any] = field(default_factory=dict)

    @property
    def looks_only(self) -> bool:
        """Whether nothing happens, and the case is only looked at."""
        return self.step == LOOK


@dataclass(frozen=True)
class Scenario:
    """A course from its first day."""

    key: str
    name: str
    sources: tuple[str, ...]
    happenings: tuple[Happening, ...]


def day_from(words: str, before: date | None) -> date:
    """The day that is written: a date, "+3 dage" / "+2 uger" / "+1 måned" / "+1 år" after `before`, or "samme dag"."""
    found = _RELATIVE.fullmatch(words.strip())
    if found is None and words.strip() != "samme dag":
        day = read_date(words)
        if day is None:
            raise Unreadable(f"»{words}« er hverken en dato eller fx »+3 dage«")
        return day
    if before is None:
        raise Unreadable(f"»{words}« har ingen dag at regne fra: den første dag skal være en dato")
    if found is None:
        return before
    count = int(found["count"]) * (-1 if found["sign"] == "-" else 1)
    match found["unit"]:
        case "dag":
            return before + timedelta(days=count)
        case "uge":
            return before + timedelta(weeks=count)
        case "måned":
            return shift_months(before, count)
        case _:
            return shift_months(before, 12 * count)


def scenario_files() -> list[Path]:
    """Every scenario of the suite."""
    return sorted(COURSES.glob("**/*.yaml"))


@cache
def read(key: str) -> Scenario:
    """The scenario with that file name (without .yaml)."""
    found = [path for path in scenario_files() if path.stem == key]
    if len(found) != 1:
        raise Unreadable(f"der er {len(found)} scenarier med navnet {key}")
    return read_text(found[0].read_text("utf-8"), key)


def read_text(text: str, key: str) -> Scenario:
    """A scenario from its YAML; every value stays the text that was written."""
    table = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader makes nothing but strings, lists, dicts
    unknown = set(table) - set(HEAD)
    if unknown:
        raise Unreadable(f"{key}: kender ikke {', '.join(sorted(unknown))}")
    own = tuple(_happening(key, number, entry) for number, entry in enumerate(table["forløb"], 1))
    return Scenario(key, table["navn"], tuple(table["kilde"]), (*_beginning(key, table), *own))


def _beginning(key: str, table: Mapping[str, Any]) -> tuple[Happening, ...]:
    """The happenings of the scenario this one begins as, without their expectations."""
    if "begynder som" not in table:
        return ()
    happenings = [each for each in read(table["begynder som"]).happenings if not each.looks_only]
    if "indtil" in table:
        happenings = happenings[: _cut(key, table["indtil"], [each.step for each in happenings])]
    if "første dag" in table:
        happenings[0] = replace(happenings[0], when=table["første dag"])
    return tuple(replace(each, expected={}) for each in happenings)


def _cut(key: str, until: str, steps: list[str]) -> int:
    """How many happenings come before the step, or before the second, third … time it is taken ("nr. 2")."""
    step, _, number = until.partition(" nr. ")
    times = [index for index, each in enumerate(steps) if each == step]
    if len(times) < int(number or 1):
        raise Unreadable(f"{key}: det, den begynder som, når ikke til {until}")
    return times[int(number or 1) - 1]


def _happening(key: str, number: int, entry: Mapping[str, Any]) -> Happening:
    when, step = next(iter(entry.items()))
    place = f"{key}, punkt {number} ({when}: {step})"
    unknown = set(entry) - {when} - set(SAID)
    if unknown:
        raise Unreadable(f"{place}: kender ikke {', '.join(sorted(unknown))}")
    return Happening(
        place=place,
        when=when,
        step=step,
        by=entry.get("ved", ""),
        number=int(entry.get("nr", 0)),
        answers=entry.get("svar", {}),
        departing=entry.get("fraviger", ""),
        rule=entry.get("fraviger regel", ""),
        recorded=entry.get("indført", ""),
        corrects=entry.get("rettes", "") == "ja",
        annuls=entry.get("annulleres", "") == "ja",
        expected={word: entry[word] for word in EXPECTED if word in entry},
    )

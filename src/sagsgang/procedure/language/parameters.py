"""Numbers that change by year or by town: dated values with their source (X6)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from sagsgang.procedure.language.periods import Period


@dataclass(frozen=True, slots=True)
class DatedValue:
    """One value with the period it holds in and where it is written."""

    period: Period
    value: int
    source: str


@dataclass(frozen=True, slots=True, eq=False)
class Parameter:
    """A named number. `unit` is the Danish unit shown after it."""

    key: str
    name: str
    unit: str
    values: tuple[DatedValue, ...]

    def dated(self, day: date) -> DatedValue | None:
        """The value in force on the day with its period and source; None when the source says nothing of that day."""
        return next((dated for dated in self.values if dated.period.holds(day)), None)

    def at(self, day: date) -> int | None:
        """The value in force on the day, in `unit`; None when the source says nothing of that day."""
        for dated in self.values:
            if dated.period.holds(day):
                return dated.value
        return None


class Parameters:
    """The parameters of one procedure, by key."""

    def __init__(self, parameters: Mapping[str, Parameter]) -> None:
        self._by_key = dict(parameters)

    def __getitem__(self, key: str) -> Parameter:
        return self._by_key[key]

    def __iter__(self) -> Iterator[Parameter]:
        return iter(self._by_key.values())


def load_parameters(package: str, name: str) -> Parameters:
    """Read the dated numbers from a TOML file packaged with the content."""
    table = tomllib.loads(files(package).joinpath(name).read_text("utf-8"))
    found = {}
    for key, entry in table.items():
        values = tuple(
            DatedValue(Period(row["fra"], row.get("til")), row["vaerdi"], row["kilde"]) for row in entry["vaerdier"]
        )
        found[key] = Parameter(key, entry["navn"], entry["enhed"], values)
    return Parameters(found)

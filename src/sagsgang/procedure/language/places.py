"""Where each requirement stands in the source texts, or where it is met when no declaration of the procedure does."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files


class Places(Mapping[str, tuple[str, ...]]):
    """Requirement id → its places, each a mark and lines: "V884–888"."""

    def __init__(self, places: Mapping[str, tuple[str, ...]]) -> None:
        self._places = dict(places)

    def __getitem__(self, requirement: str) -> tuple[str, ...]:
        return self._places[requirement]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def marked(self, mark: str) -> Mapping[str, tuple[str, ...]]:
        """Requirement id → its lines ("884–888") in the one source text that has this mark."""
        return {
            requirement: tuple(place.removeprefix(mark) for place in places if place.startswith(mark))
            for requirement, places in self._places.items()
            if any(place.startswith(mark) for place in places)
        }


def load_places(package: str, name: str) -> Places:
    """Read a TOML file packaged with the content: requirement id = [places]."""
    table = tomllib.loads(files(package).joinpath(name).read_text("utf-8"))
    return Places({requirement: tuple(places) for requirement, places in table.items()})


def load_elsewhere(package: str, name: str) -> Mapping[str, str]:
    """Read a TOML file packaged with the content: requirement id = where it is met outside the procedure."""
    return dict(tomllib.loads(files(package).joinpath(name).read_text("utf-8")))

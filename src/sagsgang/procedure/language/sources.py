"""Where a rule is written, and how strongly that place binds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from sagsgang.procedure.language.periods import ALWAYS, Period


class Force(Enum):
    """How strongly a source binds; the value is the Danish word shown beside it."""

    LAW = "lov"
    GUIDANCE = "vejledning"
    LOCAL = "lokal aftale"
    OURS = "vores læsning"


@dataclass(frozen=True, slots=True)
class Source:
    """A text that rules are taken from. `places`: requirement id → its lines in this text ("884–888")."""

    key: str
    title: str
    force: Force
    in_force: Period = ALWAYS
    places: Mapping[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)

    def at(self, where: str, note: str = "", *, unsure: bool = False) -> Citation:
        """A citation of one place in this source; `where` is a requirement id or a paragraph."""
        return Citation(self, where, note, unsure)


@dataclass(frozen=True, slots=True)
class Citation:
    """One place in a source. `unsure` puts "ikke verificeret af jurist" on screen (X5)."""

    source: Source
    where: str
    note: str = ""
    unsure: bool = False

    @property
    def force(self) -> Force:
        """The force of the source."""
        return self.source.force

"""What a check of the content has to say: an id, what it is about, why, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """How bad it is: an error stops the gate, a warning wants a look, a note is for information."""

    ERROR = "fejl"
    WARNING = "advarsel"
    NOTE = "bemærkning"


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark. `id` names the check, `about` the declaration."""

    id: str
    severity: Severity
    about: str
    reason: str
    hint: str

    def __str__(self) -> str:
        return f"[{self.id}] {self.about}: {self.reason} {self.hint}"


def error(identity: str, about: str, reason: str, hint: str) -> Remark:
    """A remark that stops the gate."""
    return Remark(identity, Severity.ERROR, about, reason, hint)


def warning(identity: str, about: str, reason: str, hint: str) -> Remark:
    """A remark that wants a look."""
    return Remark(identity, Severity.WARNING, about, reason, hint)


def note(identity: str, about: str, reason: str, hint: str) -> Remark:
    """A remark for information."""
    return Remark(identity, Severity.NOTE, about, reason, hint)

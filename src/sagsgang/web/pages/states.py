"""How a state looks: always a word and an icon, with a colour only to help."""

from __future__ import annotations

from dataclasses import dataclass

from sagsgang.procedure.engine import State


@dataclass(frozen=True, slots=True)
class Look:
    """Word, icon and style of a state."""

    word: str
    icon: str
    style: str


LOOKS = {
    State.DONE: Look("Udført", "check", "udfoert"),
    State.OPEN: Look("Åben", "arrow-forward", "aaben"),
    State.BARRED: Look("Spærret", "lock", "spaerret"),
    State.NOT_RELEVANT: Look("Ikke aktuel", "minus", "ikke"),
}
POSSIBLE = Look("Mulig", "plus", "aaben")

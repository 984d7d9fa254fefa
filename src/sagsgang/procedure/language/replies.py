"""What each person answered when asked for a consent, and what the answers come to together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from typing import Any, NamedTuple

YES, NO, SPLIT, PENDING = "ja", "nej", "delt", "mangler"

FORMS: Mapping[str, str] = {"mundtlig": "mundtligt", "skriftlig": "skriftligt", "digital": "digitalt"}
"""How an answer came: its key and the word mid-sentence."""

YOUNG, OF_AGE = "ung", "myndig"
"""What the child itself is among the givers: asked beside those who have custody, or alone since it came of age."""

GIVERS: Mapping[str, str] = {
    "faelles_foraeldremyndighed": "forælder med fælles forældremyndighed",
    "eneforaeldremyndighed": "forælder med eneforældremyndighed",
    YOUNG: "den unge selv",
    OF_AGE: "den unge selv, som er myndig",
}
"""What a giver is to the child, as it is told where no name may stand."""


class ConsentState(Enum):
    """How a consent stands on a day; the value is the Danish word for it."""

    MISSING = "mangler"
    GIVEN = "givet"
    REFUSED = "afslået"
    CONFLICT = "uenighed"
    WITHDRAWN = "trukket tilbage"
    EXPIRED = "udløbet"


class Reply(NamedTuple):
    """One person's answer. `giver` is the id of a person, never a name; `kind` what he is to the child.

    `text` is the version of the wording that was answered, `on` the day of the answer: it stays the same when the
    answer stands while others are asked again.
    """

    giver: str
    kind: str
    answer: str
    form: str = ""
    text: str = ""
    on: date | None = None


def together(replies: Iterable[Reply]) -> str | None:
    """What the answers that decide come to: all yes, all no, split; None while somebody has not answered."""
    answers = {reply.answer for reply in replies}
    if not answers or PENDING in answers:
        return None
    return SPLIT if len(answers) > 1 else answers.pop()


def encode_replies(replies: Iterable[Reply]) -> list[dict[str, str]]:
    """The answers as JSON can hold them, under Danish names."""
    return [
        {
            "giver": reply.giver,
            "som": reply.kind,
            "svar": reply.answer,
            "form": reply.form,
            "tekst": reply.text,
            "den": reply.on.isoformat() if reply.on else "",
        }
        for reply in replies
    ]


def decode_replies(stored: Iterable[Mapping[str, Any]]) -> tuple[Reply, ...]:
    """The answers that `encode_replies` stored; raises KeyError when it is something else."""
    return tuple(
        Reply(
            row["giver"],
            row["som"],
            row["svar"],
            row.get("form", ""),
            row.get("tekst", ""),
            date.fromisoformat(row["den"]) if row.get("den") else None,
        )
        for row in stored
    )

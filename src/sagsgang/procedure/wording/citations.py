"""Where something is written, and how strongly that place binds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sagsgang.procedure.language import Citation, Duty, Force
from sagsgang.procedure.language.grounds import UNSURE

_FORCE: Final = {
    Force.LAW: "lovkrav",
    Force.GUIDANCE: "krav i vejledningen",
    Force.LOCAL: "lokal aftale",
    Force.OURS: "vores læsning, hvor kilderne tier",
}


def duty_word(duty: Duty) -> str:
    """skal, bør, kan."""
    return duty.value


def force_word(force: Force) -> str:
    """What kind of demand it is: "lovkrav", "krav i vejledningen" …"""
    return _FORCE[force]


def place_text(citation: Citation) -> str:
    """Source and place, with the lines in the source text: "Vejledningen, P3.7 (linje 884–888)"."""
    lines = citation.source.places.get(citation.where)
    return f"{citation.source.title}, {citation.where}" + (f" (linje {', '.join(lines)})" if lines else "")


def citation_text(citation: Citation) -> str:
    """The place, what it says there in a few words, and a mark when no lawyer has checked it (X5)."""
    text = place_text(citation)
    if citation.note:
        text += f": {citation.note}"
    return f"{text} – {UNSURE}" if citation.unsure else text


def citations_text(citations: Iterable[Citation]) -> str:
    """All places, by source: "Vejledningen, P3.7 (linje 884–888), R8 (linje 887); Serviceloven, § 50"."""
    by_source: dict[str, list[str]] = {}
    for citation in citations:
        title = citation.source.title
        by_source.setdefault(title, []).append(citation_text(citation).removeprefix(f"{title}, "))
    return "; ".join(f"{title}, {', '.join(places)}" for title, places in by_source.items())


def strongest(citations: Iterable[Citation]) -> Force:
    """The strongest force among the sources; our own reading when there is none."""
    order = list(Force)
    return min((citation.force for citation in citations), key=order.index, default=Force.OURS)

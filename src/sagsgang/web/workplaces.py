"""Which steps have a workplace of their own, and where it is: their page leads there (G2: it can still be recorded)."""

from __future__ import annotations

from django.urls import reverse

from sagsgang.meetings.matching import steps as matching

_MATCHING = ("web:sagens_dagbehandling", "Gå til dagbehandlingen")
_ACTS = {
    matching.SEND: "anmod",
    matching.PROPOSE: "forslag",
    matching.CHOOSE: "vaelg",
    matching.START: "start",
    matching.TIMETABLE: "tidsplan",
}


def workplace_of(number: str, step: str, occurrence: str) -> tuple[str, str] | None:
    """Return address and words of the workplace where the step is taken; None when it has none."""
    if step in _ACTS:
        return reverse("web:matchningstrin", args=[number, occurrence, _ACTS[step]]), "Gør det i dagbehandlingen"
    if step in matching.STEPS:
        name, words = _MATCHING
        return reverse(name, args=[number, occurrence]), words
    return None

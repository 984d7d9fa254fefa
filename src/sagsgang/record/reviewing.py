"""A leader says of a look whether it was in order; what was said stays, and a new word is a new row."""

from __future__ import annotations

from datetime import datetime

from sagsgang.record.models import Look, Review

LONGEST = 1000


class VerdictInvalid(Exception):
    """The verdict is none of ours, or says that something must be followed up without saying what."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field, self.sentence = field, sentence


def review(*, look_id: int, verdict: str, note: str, by_id: int, at: datetime) -> Review:
    """Write what a leader found; nobody judges his own look.

    :raises VerdictInvalid: with the field and what is wrong with it
    """
    said = note.strip()
    if verdict not in Review.Verdict.values:
        raise VerdictInvalid("vurdering", "Vælg, om opslaget er i orden eller skal følges op.")
    if verdict == Review.Verdict.FOELGES_OP and not said:
        raise VerdictInvalid("bemaerkning", "Skriv, hvad der skal følges op på.")
    if len(said) > LONGEST:
        raise VerdictInvalid("bemaerkning", f"Skriv højst {LONGEST} tegn.")
    if not Look.objects.filter(pk=look_id).exclude(user_id=by_id).exists():
        raise VerdictInvalid("vurdering", "Opslaget findes ikke, eller det er dit eget.")
    return Review.objects.create(look_id=look_id, verdict=verdict, note=said, by_id=by_id, at=at)

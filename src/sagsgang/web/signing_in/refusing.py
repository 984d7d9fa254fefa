"""The pages of a log-in from another house that came to nothing: what happened, and what to do."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@dataclass(frozen=True, slots=True)
class Why:
    """Why somebody is not let in, in a title and a sentence."""

    title: str
    sentence: str


UNKNOWN = Why(
    "Du har ikke adgang til Sagsgang",
    "Kommunens log-in kender dig, men du er ikke oprettet her, eller din adgang er lukket. Tal med din leder.",
)
TOO_WEAK = Why(
    "Dit log-in er ikke stærkt nok",
    "Sagsgang kræver et log-in på niveauet Betydelig. Log ind igen, og brug din ekstra sikkerhed hos kommunen.",
)
FAILED = Why("Log-in lykkedes ikke", "Der kom ikke et brugbart svar fra kommunens log-in. Prøv igen om lidt.")
NOT_ASKED = Why(
    "Du skal skrive din kode hos kommunen",
    "Kommunens log-in har ikke spurgt dig igen lige nu. Prøv igen, og log ind på ny.",
)
CANCELLED = Why("Log-in blev afbrudt", "Du er ikke logget ind.")


def refused(request: HttpRequest, why: Why) -> HttpResponse:
    """Return the page that says why (403)."""
    return render(request, "web/konto/afvist.html", {"why": why}, status=403)

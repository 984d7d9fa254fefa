"""Where things stand: addresses made of case numbers and step keys, never of names."""

from __future__ import annotations

from django.urls import reverse

Crumb = tuple[str, str]


def case(number: str) -> str:
    """Return the address of a case."""
    return reverse("web:sag", args=[number])


def step(number: str, key: str, occurrence: str) -> str:
    """Return the address of a step in a case."""
    return reverse("web:trin", args=[number, key, occurrence])


def crumbs(*more: Crumb) -> list[Crumb]:
    """Return the way from the overview to a page; the last one is the page itself and has no address."""
    return [("Mit overblik", reverse("web:overblik")), *more]


def case_crumbs(number: str, *more: Crumb) -> list[Crumb]:
    """Return the way to a page of a case; without more, the case itself is the page."""
    here = case(number) if more else ""
    return crumbs(("Sager", reverse("web:sager")), (f"Sag {number}", here), *more)


def new_case() -> str:
    """Return the address of the ways into a case."""
    return reverse("web:ny_sag")

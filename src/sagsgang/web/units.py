"""The municipality's units as lists to choose from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sagsgang.people.collation import danish
from sagsgang.people.models import Unit
from sagsgang.procedure.language import Kind, Step


def units_for(steps: Iterable[Step], day: date) -> dict[str, list[tuple[str, str]]]:
    """Return key and name of the units the steps ask for, by kind, in Danish order: one query, or none."""
    asked = [asked.fact for step in steps for asked in step.asked() if asked.fact.kind is Kind.UNIT]
    return units_of({kind for fact in asked for kind in fact.unit_kinds}, day)


def units_of(kinds: Iterable[str], day: date) -> dict[str, list[tuple[str, str]]]:
    """Return key and name of the units of these kinds, by kind, in Danish order: one query, or none."""
    wanted = sorted(kinds)
    found: dict[str, list[tuple[str, str]]] = {}
    if not wanted:
        return found
    rows = Unit.objects.on(day).filter(kind__in=wanted).order_by(danish("name"), "pk")
    for key, name, kind in rows.values_list("key", "name", "kind"):
        found.setdefault(kind, []).append((key, name))
    return found

"""What a form lets one choose among: the municipality's units, and the case's documents."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sagsgang.casework.access import Relation, Viewer, relation_to
from sagsgang.casework.models import Case
from sagsgang.documents.queries import choices_for
from sagsgang.people.collation import danish
from sagsgang.people.models import Unit
from sagsgang.procedure.language import Kind, Step
from sagsgang.web.forms.builder import PAPERS


def units_for(steps: Iterable[Step], day: date) -> dict[str, list[tuple[str, str]]]:
    """Return key and name of the units the steps ask for, by kind, in Danish order: one query, or none."""
    asked = [asked.fact for step in steps for asked in step.asked() if asked.fact.kind is Kind.UNIT]
    return units_of({kind for fact in asked for kind in fact.unit_kinds}, day)


def papers_for(
    step: Step, case: Case, viewer: Viewer, relation: Relation | None = None
) -> dict[str, list[tuple[str, str]]]:
    """Return number and title of the case's documents that he reads, where the step asks for a paper: under PAPERS."""
    if not any(asked.fact.kind is Kind.PAPER for asked in step.asked()):
        return {}
    return {PAPERS: choices_for(case, viewer, relation or relation_to(viewer, case))}


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

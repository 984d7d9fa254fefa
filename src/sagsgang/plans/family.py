"""The plan as the family reads it: no offer before the professionals agree (M8, X22), nothing sent by X8."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sagsgang.plans import queries
from sagsgang.plans.state import PlanState
from sagsgang.procedure.engine import Assessment


@dataclass(frozen=True, slots=True)
class FamilySide:
    """What the family reads, the offer it may know of, and the two locks: `open` (M8, X22) and `involved` (X8)."""

    state: PlanState
    offer: str
    open: bool
    involved: bool


def family_side(assessment: Assessment, state: PlanState) -> FamilySide:
    """Return the plan as the family reads it: before the professionals agree only its own words, and no offer.

    It never limits aktindsigt, which goes by the case's documents.
    """
    declared, world, course = state.declared, assessment.world, queries.course_of(assessment)
    is_open = course is not None and declared.open_to_family.answer(world, course) is True
    involved = course is not None and declared.involves.answer(world, course) is True
    sections = tuple(
        each
        for each in state.sections
        if each.text and (each.section.family_words or (is_open and each.section.family_reads))
    )
    shown = replace(state, sections=sections, goals=state.goals if is_open else (), removed=())
    return FamilySide(shown, queries.offer_of(assessment) if is_open else "", is_open, involved)

"""Where a step is made, when it has a workplace of its own; the step's ordinary form is for what was made elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from sagsgang.casework.queries import CasePage
from sagsgang.meetings.aftaleforum.models import Meeting
from sagsgang.meetings.matching import steps as matching
from sagsgang.procedure.faelles_sagsforloeb.aftaleforum import INDKALD
from sagsgang.procedure.language import Docket, Procedure, Step
from sagsgang.web import addresses
from sagsgang.web.pages.meetings import MEETING_PAGES


@dataclass(frozen=True, slots=True)
class Workplace:
    """The page on which a step is made, and what the link to it says."""

    href: str
    words: str


def workplace_of(found: CasePage, step: str, occurrence: str) -> Workplace | None:
    """Return the workplace of a step in a case; None where its own form is the only one."""
    procedure, number = found.assessment.world.procedure, found.case.number
    plan = procedure.plan
    if plan is not None and any(use.step == step for use in plan.uses):
        return Workplace(reverse("web:handleplan_trin", args=[number, step, occurrence]), "Gør det i handleplanen")
    if any(step in _of_docket(procedure, docket) for docket in procedure.dockets):
        return Workplace(reverse("web:beku_punkt", args=[number, occurrence]), "Åbn sagens punkt i BEKU")
    act = procedure.versions[step][-1].work.partition(".")[2] if step in matching.STEPS else ""
    if act in matching.ACTS:
        page = reverse("web:matchningstrin", args=[number, occurrence, act])
        return Workplace(page, "Gør det i dagbehandlingen")
    if step == INDKALD.key:
        return Workplace(reverse("web:nyt_moede", args=[number]), "Planlæg mødet, og indkald til det")
    if step in MEETING_PAGES:
        return _meeting(found, step, occurrence)
    return None


def home_of(step: Step, number: str, occurrence: str) -> tuple[str, str] | None:
    """Return the page of the case that gathers the step with its kin, and what it is called; None: the case itself."""
    if "klage" in {subject.key for subject in (step.per, step.opens) if subject is not None}:
        return "Klager", reverse("web:klager", args=[number])
    if step.key in matching.STEPS:
        return "Dagbehandling", addresses.day_treatment(number, occurrence)
    return None


def _meeting(found: CasePage, step: str, occurrence: str) -> Workplace:
    """The meeting's own page for the step; the case's meetings, where one that was recorded elsewhere is opened."""
    row = Meeting.objects.filter(case=found.case, occurrence=occurrence).values_list("pk", flat=True).first()
    number = found.case.number
    if row is None:
        return Workplace(reverse("web:moeder", args=[number]), "Åbn mødet under Møder")
    return Workplace(reverse(MEETING_PAGES[step], args=[number, row]), "Gør det på mødets side")


def _of_docket(procedure: Procedure, docket: Docket) -> frozenset[str]:
    """The steps that a board's item page leads to: how the item ends, taking it on, and that it has been told."""
    said = {docket.outcome.key, docket.taken_on.key}
    mine = [step for step in procedure.steps if step.per is docket.subject]
    return frozenset({docket.told, *(s.key for s in mine if said & {asked.fact.key for asked in s.asked()})})

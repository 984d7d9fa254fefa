"""What the register says against a place that is chosen, whichever door the choice comes through (P3D.2, P3D.4)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sagsgang.casework.models import Case
from sagsgang.meetings.matching import steps
from sagsgang.meetings.matching.fit import NO, OF_THE_CHILD, YES, Need, approval, fit
from sagsgang.meetings.matching.models import Anmodning
from sagsgang.meetings.matching.queries import need_in
from sagsgang.people.models import Unit
from sagsgang.procedure.engine import Occurrence, World
from sagsgang.procedure.faelles_sagsforloeb.kilder import TILBUDSLOVEN, VEJLEDNING
from sagsgang.procedure.wording import citation_text

LAW = citation_text(TILBUDSLOVEN.at("§§ 2-3", unsure=True))
GUIDANCE = citation_text(VEJLEDNING.at("P3D.2"))
OWNER_UNKNOWN = "Det står ikke, om tilbuddet er kommunalt eller privat. Få det skrevet først."


def against_choice(case: Case, world: World, place: Occurrence, answers: Mapping[str, Any]) -> dict[str, str]:
    """Return what is wrong with the choice, by field: who owns the place, and the reason that is owed and not given."""
    chosen = place_of(answers.get(steps.PLACE))
    if chosen is None:
        return {}
    if not chosen.ownership:
        return {steps.PLACE: OWNER_UNKNOWN}
    wrong = {}
    if answers.get(steps.OWNER, chosen.ownership) != chosen.ownership:
        wrong[steps.OWNER] = f"Tilbuddet står som {chosen.get_ownership_display().lower()}."
    if steps.UNAPPROVED not in answers:
        request = Anmodning.objects.filter(case=case, occurrence=place.id).first()
        need = need_in(case, world, request, world.day)
        found = " ".join(each for each in (unfit(chosen, need, world.day), unapproved(chosen, world.day)) if each)
        if found:
            wrong |= {steps.PLACE: found, steps.UNAPPROVED: "Skriv, hvorfor det vælges alligevel."}
    return wrong


def place_of(key: str | None) -> Unit | None:
    """Return the offer of that key, with what the register has of it; None when there is none."""
    return Unit.objects.filter(key=key, kind=Unit.Kind.TILBUD).select_related("registertilbud").first()


def unapproved(place: Unit, day: date) -> str:
    """Return the Danish sentence of why the place is not to be chosen without a reason on the day; "" when it may."""
    offer = getattr(place, "registertilbud", None)
    if offer is None:
        return f"Tilbuddet står ikke i registret ({LAW})."
    found = approval(offer, day)
    return "" if found.answer == YES else f"Tilbuddet er ikke godkendt den dag: {found.why} ({LAW})."


def unfit(place: Unit, need: Need, day: date) -> str:
    """Return the Danish sentence of how the place does not fit the child, as far as both are known; "" when it does."""
    offer = getattr(place, "registertilbud", None)
    fits = fit(offer, need, day) if offer is not None else ()
    told = [f"{each.criterion}: {each.why}" for each in fits if each.answer == NO and each.criterion in OF_THE_CHILD]
    return f"Tilbuddet passer ikke til barnet. {'. '.join(told)} ({GUIDANCE})." if told else ""

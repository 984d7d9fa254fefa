"""R1–R11 once more, said about what has happened and not about how steps are declared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sagsgang.procedure.engine import Event, EventKind, Occurrence, World
from sagsgang.procedure.language import ConsentState
from sagsgang.procedure.workdays import shift_months
from tests.scenarios.walks import Walk

FLEX = ("skoleflex", "tilbageslusningsflex")
OFFERS = (*FLEX, "dagbehandling")
GRANTED = ("bevilget", "afventer_sof")
LETTERS = ("optagebrev", "afslagsbrev", "ophoersbrev")
BARNETS_LOV = date(2024, 1, 1)
EXCHANGES = (
    "aftaleforum.afhold",
    "fase1.inddrag_skolen",
    "fase2.koordinering",
    "fase2.fortael_sagsbehandler",
    "fase2.fortael_psykolog",
)


@dataclass(frozen=True)
class Happened:
    """One event, and the case just before it."""

    event: Event
    world: World
    place: Occurrence
    walk: Walk

    def now(self, key: str) -> Any:
        """What the event itself says."""
        return self.event.facts.get(key)

    def case(self, key: str) -> Any:
        """What the event says, else what the case knew."""
        said = self.event.facts.get(key)
        fact = self.world.procedure.facts.get(key)
        return said if said is not None or fact is None else self.world.value(self.place, fact)

    def paper(self, key: str) -> bool:
        """Whether the case had the paper."""
        document = next(each for each in self.world.procedure.documents if each.key == key)
        return self.world.document_day(self.place, document) is not None

    def consented(self, key: str) -> bool:
        """Whether the consent stood."""
        consent = next(each for each in self.world.procedure.consents if each.key == key)
        return self.world.consent(self.place, consent) is ConsentState.GIVEN

    def departed(self, rule: str) -> bool:
        """Whether a leader had departed from the rule in this indstilling; possible since Barnets Lov (X7)."""
        return self.event.on >= BARNETS_LOV and any(departed == rule for _, departed in self.place.departures)

    @property
    def grants(self) -> bool:
        """BEKU grants flex or day treatment."""
        return self.now("indstilling.udfald") in GRANTED and self.granted_kind in OFFERS

    @property
    def granted_kind(self) -> Any:
        """What is granted: the kind of the new offer, or what the indstilling is about."""
        return self.now("tilbud.art") or self.case("indstilling.tilbudsart")

    @property
    def starts(self) -> bool:
        """An offer that this case granted starts."""
        return self.now("tilbud.start") is not None and "tilbud" in self.place.path

    def granting(self) -> Event | None:
        """The event by which the offer of this place came to be."""
        number = self.place.path["tilbud"].id.rpartition("-")[2]
        return next((event for event in self.walk.history if event.number == int(number)), None)


def _no_measure_without_a_plan(happened: Happened) -> bool:
    joint = happened.case("indstilling.tilbudsart") in OFFERS
    decides = joint and happened.now("indstilling.sof_afgoerelse") == "ja"
    return not decides or happened.paper("handleplan") or happened.departed("R1")


def _no_support_without_a_ppv_that_points_to_it(happened: Happened) -> bool:
    lessons = happened.case("ppv.lektioner")
    return not happened.grants or (lessons is not None and lessons >= 12)


def _no_flex_without_a_social_measure(happened: Happened) -> bool:
    if not happened.starts or happened.case("tilbud.art") not in FLEX:
        return True
    granting = happened.granting()
    indstilling = happened.world.by_id.get(granting.occurrence) if granting else None
    decision = indstilling.facts.get("indstilling.sof_afgoerelse") if indstilling else None
    return decision is not None and decision.value == "ja"


def _no_offer_without_beku(happened: Happened) -> bool:
    if not happened.starts:
        return True
    granting = happened.granting()
    return granting is not None and granting.facts.get("indstilling.udfald") in GRANTED


def _no_standpoint_before_examination_and_ppv(happened: Happened) -> bool:
    subjects = happened.world.by_subject
    examined = any(_of(each, "undersoegelse.faerdig") for each in subjects.get("undersoegelse", ()))
    known = examined and any(_of(each, "ppv.dato") for each in subjects.get("ppv", ()))
    return not happened.grants or known or happened.departed("R5")


def _skoleflex_is_considered_before_day_treatment(happened: Happened) -> bool:
    submits = happened.event.step == "fase3.indstil_til_beku"
    if not submits or happened.case("indstilling.tilbudsart") != "dagbehandling":
        return True
    before = happened.walk.before[happened.event.number]
    standing = before.standing(happened.event.step, happened.event.occurrence)
    assert standing is not None
    return happened.case("indstilling.skoleflex_overvejet") == "ja" or bool(before.to_take(standing).warnings)


def _return_flex_comes_from_day_treatment_and_lasts_two_years(happened: Happened) -> bool:
    if not happened.grants or happened.granted_kind != "tilbageslusningsflex":
        return True
    offers = happened.world.by_subject.get("tilbud", [])
    treated = [each for each in offers if _of(each, "tilbud.art") == "dagbehandling" and _of(each, "tilbud.start")]
    if not treated:
        return False
    latest = max(offers.index(each) for each in treated)
    since = [each for each in offers[latest + 1 :] if _of(each, "tilbud.art") == "tilbageslusningsflex"]
    used = sum(_days_used(period) for offer in since for period in offer.below.get("periode", ()))
    start = date(2024, 1, 1)
    asked = (shift_months(start, happened.case("indstilling.maaneder")) - start).days
    return used + asked <= 2 * 366


def _of(occurrence: Occurrence, key: str) -> Any:
    found = occurrence.facts.get(key)
    return found.value if found else None


def _days_used(period: Occurrence) -> int:
    start, months = _of(period, "periode.start"), _of(period, "periode.maaneder")
    if start is None or months is None:
        return 0
    end = shift_months(start, months)
    return max(0, (min(end, period.ended or end) - start).days)


def _no_discussion_in_beku_without_consent(happened: Happened) -> bool:
    outcome = happened.now("indstilling.udfald")
    return outcome in (None, "udsat", "papirer") or happened.consented("samtykke_beku")


def _no_exchange_without_consent_or_legal_basis(happened: Happened) -> bool:
    if happened.event.step not in EXCHANGES or happened.consented("samtykke_udveksling"):
        return True
    return happened.event.on >= BARNETS_LOV and _bears(happened)


def _bears(happened: Happened) -> bool:
    """Whether a legal basis was named, and the day named with it, if any, has not come."""
    named = [event for event in happened.world.events if event.facts.get("forloeb.udveksling_hjemmel") is not None]
    life = happened.place.path.get("forloeb")
    here = [event for event in named if life is None or event.occurrence == life.id]
    until = here[-1].facts.get("forloeb.udveksling_hjemmel_til") if here else None
    return bool(here) and (until is None or happened.event.on < until)


def _no_prolonging_without_a_continued_need(happened: Happened) -> bool:
    prolongs = happened.grants and happened.case("indstilling.anledning") == "forlaengelse"
    flex = happened.case("indstilling.tilbudsart") in FLEX
    return not (prolongs and flex) or happened.case("periode.fortsat_socialt_behov") == "ja"


def _every_letter_carries_appeal_guidance(happened: Happened) -> bool:
    step = happened.world.procedure.step(happened.event.step, happened.event.on)
    writes = any(document.key in LETTERS for document in step.produces)
    return not writes or happened.case("forloeb.klagevejledning") is not None


RULES: dict[str, Callable[[Happened], bool]] = {
    "R1": _no_measure_without_a_plan,
    "R2": _no_support_without_a_ppv_that_points_to_it,
    "R3": _no_flex_without_a_social_measure,
    "R4": _no_offer_without_beku,
    "R5": _no_standpoint_before_examination_and_ppv,
    "R6": _skoleflex_is_considered_before_day_treatment,
    "R7": _return_flex_comes_from_day_treatment_and_lasts_two_years,
    "R8": _no_discussion_in_beku_without_consent,
    "R9": _no_exchange_without_consent_or_legal_basis,
    "R10": _no_prolonging_without_a_continued_need,
    "R11": _every_letter_carries_appeal_guidance,
}


def broken(walk: Walk) -> list[str]:
    """Each rule that an event of the walk broke, with the event."""
    found = []
    for event in walk.history:
        before = walk.before.get(event.number)
        place = before.world.occurrence(event.occurrence) if before else None
        if before is None or place is None or event.kind is not EventKind.TAKEN:
            continue
        happened = Happened(event, before.world, place, walk)
        found += [f"{key}: nr. {event.number} {event.step}" for key, holds in RULES.items() if not holds(happened)]
    return found

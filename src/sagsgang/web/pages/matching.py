"""The pages of Matchningsudvalget's workplace: how each step stands, the proposals, the offers and how they fit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sagsgang.casework.queries import CasePage
from sagsgang.meetings.matching import steps
from sagsgang.meetings.matching.fit import CRITERIA, NO, UNKNOWN, YES, Fit, Need, fit, levels_of, restored
from sagsgang.meetings.matching.models import Koen, Niveau, Registertilbud
from sagsgang.meetings.matching.queries import Runde, Workplace
from sagsgang.meetings.matching.register import marks
from sagsgang.procedure.engine import Occurrence, State
from sagsgang.procedure.wording import sentence
from sagsgang.procedure.wording.values import amount
from sagsgang.web import addresses
from sagsgang.web.pages.states import Look
from sagsgang.web.pages.step import step_page
from sagsgang.web.pages.workplaces import workplace_of

FITS = {
    YES: Look("Ja", "check", "udfoert"),
    NO: Look("Nej", "close", "spaerret"),
    UNKNOWN: Look("Ikke kendt", "help", "ikke"),
}


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of the day treatment: how it stands, by when, and where it is done."""

    key: str
    title: str
    look: Look
    due: date | None
    overdue: bool
    why: str
    href: str
    may: bool
    done_on: date | None
    owner: str


@dataclass(frozen=True, slots=True)
class OfferRow:
    """One offer with how it fits the child, in the order of the criteria."""

    offer: Registertilbud
    fits: tuple[tuple[str, Look, str], ...]
    marks: tuple[str, ...]

    @property
    def met(self) -> int:
        """How many criteria it meets."""
        return sum(1 for _, look, _ in self.fits if look is FITS[YES])


def step_lines(page: CasePage, place: Occurrence) -> tuple[StepLine, ...]:
    """Return the steps of the day treatment in their order; those that do not concern the case now are left out."""
    found = []
    for key in steps.STEPS:
        standing = page.assessment.standing(key, place.id)
        if standing is None or not page.relation.follows(standing.step):
            continue
        if standing.state is State.NOT_RELEVANT and standing.event is None:
            continue
        shown = step_page(page, key, place.id)
        there = workplace_of(page, key, place.id)
        href = there.href if there and shown.may else addresses.step(page.case.number, key, place.id)
        done = standing.event.on if standing.event else None
        owner = standing.owner.definite
        found.append(
            StepLine(
                key, shown.step.title, shown.look, standing.due if standing.is_task else None, shown.overdue,
                shown.due_text, href, shown.may, done, owner,
            )
        )  # fmt: skip
    return tuple(found)


def offer_rows(offers: Iterable[Registertilbud], need: Need, day: date) -> tuple[OfferRow, ...]:
    """Return the offers with how each fits, in the order given."""
    return tuple(OfferRow(each, shown_fits(fit(each, need, day)), marks(each, day)) for each in offers)


def shown_fits(fits: Iterable[Fit]) -> tuple[tuple[str, Look, str], ...]:
    """Return each criterion with its answer as a look and what that rests on."""
    return tuple((each.criterion, FITS.get(each.answer, FITS[UNKNOWN]), sentence(each.why)) for each in fits)


def proposal_rows(runde: Runde) -> list[tuple[object, tuple[tuple[str, Look, str], ...]]]:
    """Return the proposals of a round, each with the fit that was kept when it was submitted."""
    return [(each, shown_fits(restored(each.fit))) for each in runde.lines]


def offer_facts(offer: Registertilbud) -> tuple[tuple[str, str], ...]:
    """Return an offer as pairs of word and text."""
    unit = offer.unit
    classes = f"{offer.class_from}.–{offer.class_to}. klasse"
    pairs = (
        ("Ejerform", unit.get_ownership_display() if unit.ownership else "Ikke oplyst"),
        ("CVR-nummer", unit.cvr),
        ("For hvem", f"{Koen(offer.sex).label}, {offer.age_from}–{offer.age_to} år, {classes}"),
        ("Funktionsniveau", ", ".join(str(Niveau(each).label) for each in levels_of(offer))),
        ("Adresse", offer.street),
        ("Pladser i alt", str(offer.places)),
        ("Pris", f"{amount(offer.price)} pr. måned" if offer.price is not None else "Ikke oplyst"),
        ("Kontakt", ", ".join(part for part in (offer.contact, offer.phone, offer.email) if part)),
    )
    return tuple((word, text) for word, text in pairs if text)


def need_facts(found: Workplace, need: Need, areas: dict[str, str], *, words: bool) -> tuple[tuple[str, str], ...]:
    """Return what is known of the child's need as pairs of word and text; with `words` what the board was told."""
    sex = {Koen.DRENGE.value: "Dreng", Koen.PIGER.value: "Pige"}.get(need.sex, "")
    pairs = (
        ("Alder", f"{need.age} år" if need.age is not None else ""),
        ("Klasse", f"{need.grade}. klasse" if need.grade is not None else ""),
        ("Køn", sex),
        ("Funktionsniveau", str(Niveau(need.level).label) if need.level else ""),
        ("Sted", areas.get(need.area, "Hele kommunen")),
        ("Hvad udvalget skal vide", found.request.words if found.request and words else ""),
    )
    return tuple((word, text or "Ikke oplyst") for word, text in pairs if text or word != "Hvad udvalget skal vide")


__all__ = ["CRITERIA", "OfferRow", "StepLine", "need_facts", "offer_facts", "offer_rows", "proposal_rows", "step_lines"]

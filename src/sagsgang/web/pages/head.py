"""The head of a case's pages: the child, where the case lies, who has which role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sagsgang.casework.projections import offer_of, phase_of
from sagsgang.casework.queries import CasePage, TeamRow
from sagsgang.procedure.language import Seat
from sagsgang.procedure.workdays import in_words

SEATS = {
    Seat.SCHOOL: "Skole",
    Seat.SOF: "Borgercenter",
    Seat.AREA: "BUF-område",
    Seat.BEKU: "BEKU",
    Seat.PROVIDER: "Tilbud",
}


@dataclass(frozen=True, slots=True)
class CaseHead:
    """What stands on top of a case."""

    number: str
    child: str
    age: int | None
    version: int
    is_open: bool
    facts: tuple[tuple[str, str], ...]
    units: tuple[str, ...]
    team: tuple[TeamRow, ...]


def case_head(page: CasePage, day: date) -> CaseHead:
    """Return the head of a case as it stands on the day the page shows; asks the database for nothing more."""
    case = page.case
    procedure, phase, running = page.assessment.world.procedure, phase_of(page.assessment), offer_of(page.assessment)
    offer = next((o.label for o in procedure.offer.options if o.value == running), "") if procedure.offer else ""
    facts = [
        ("Alder", f"{case.child.age_on(day)} år" if case.child.birth_date else ""),
        ("Fase" if page.assessment.is_open else "Sidste fase", phase.title),
        ("Tilbud", offer),
        ("Åbnet", in_words(case.opened_on)),
    ]
    units = [_unit(SEATS[seat], page.unit_names[place.key]) for seat, place in page.seats.items() if seat in SEATS]
    return CaseHead(
        case.number,
        case.child.name,
        case.child.age_on(day),
        case.version,
        page.assessment.is_open,
        tuple((label, value) for label, value in facts if value),
        tuple(units),
        page.team,
    )


def _unit(seat: str, name: str) -> str:
    """Return a unit with its place in the case, said once: “Skole: Møllevangskolen”, “BEKU Nord”."""
    return name if name.startswith(seat) else f"{seat}: {name}"

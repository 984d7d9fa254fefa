"""How an offer fits a child, criterion by criterion: yes, no, or not known (P3D.2).

No answer bars a choice; a no about the child, or an approval that does not stand, asks for a reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sagsgang.meetings.matching.models import Koen, Niveau, Registertilbud
from sagsgang.procedure.workdays import in_words, shift_months

TOLD_LONG_AGO_MONTHS = 1
YES, NO, UNKNOWN = "ja", "nej", "ikke kendt"
CRITERIA = ("Alder", "Klasse", "Køn", "Funktionsniveau", "Sted", "Ledig plads", "Godkendelse")
AGE, GRADE, SEX, LEVEL, AREA, FREE, APPROVAL = CRITERIA
OF_THE_CHILD = (AGE, GRADE, SEX, LEVEL, AREA)
"""What the child itself must fit; how many places are free changes from day to day."""


@dataclass(frozen=True, slots=True)
class Need:
    """What is known of the child's need on a day; None or "" where nobody has said."""

    age: int | None = None
    grade: int | None = None
    sex: str = ""
    level: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True)
class Fit:
    """One criterion: whether the offer meets it, and what that rests on."""

    criterion: str
    answer: str
    why: str


def fit(offer: Registertilbud, need: Need, day: date) -> tuple[Fit, ...]:
    """Return how the offer fits on the day, in the order of CRITERIA."""
    return (
        _within(AGE, need.age, offer.age_from, offer.age_to, "år"),
        _within(GRADE, need.grade, offer.class_from, offer.class_to, "klasse"),
        _sex(offer, need.sex),
        _level(offer, need.level),
        _area(offer, need.area),
        _free(offer, day),
        approval(offer, day),
    )


def _within(criterion: str, value: int | None, low: int, high: int, unit: str) -> Fit:
    span = f"tilbuddet er for {low}.–{high}. klasse" if unit == "klasse" else f"tilbuddet er for {low}–{high} {unit}"
    if value is None:
        return Fit(criterion, UNKNOWN, span)
    mine = f"barnet går i {value}. klasse" if unit == "klasse" else f"barnet er {value} {unit}"
    return Fit(criterion, YES if low <= value <= high else NO, f"{mine}, {span}")


def _sex(offer: Registertilbud, sex: str) -> Fit:
    span = f"tilbuddet er for {Koen(offer.sex).label.lower()}"
    if offer.sex == Koen.ALLE:
        return Fit(SEX, YES, span)
    return Fit(SEX, (YES if sex == offer.sex else NO) if sex else UNKNOWN, span)


def _level(offer: Registertilbud, level: str) -> Fit:
    known = levels_of(offer)
    span = f"tilbuddet er for {', '.join(Niveau(each).label.lower() for each in known)}"
    return Fit(LEVEL, (YES if level in known else NO) if level else UNKNOWN, span)


def _area(offer: Registertilbud, area: str) -> Fit:
    if not offer.area:
        return Fit(AREA, YES if area else UNKNOWN, "tilbuddet er for hele kommunen")
    if not area:
        return Fit(AREA, UNKNOWN, offer.street)
    if offer.area == area:
        return Fit(AREA, YES, offer.street)
    return Fit(AREA, NO, f"{offer.street}, i et andet område")


def _free(offer: Registertilbud, day: date) -> Fit:
    if offer.free is None or offer.free_on is None:
        return Fit(FREE, UNKNOWN, "ingen har meldt ledige pladser")
    told = f"{offer.free} af {offer.places}, meldt {in_words(offer.free_on)}"
    if told_long_ago(offer, day):
        return Fit(FREE, UNKNOWN, f"{told} – længe siden")
    return Fit(FREE, YES if offer.free else NO, told)


def told_long_ago(offer: Registertilbud, day: date) -> bool:
    """Whether the free places were told more than a month ago, or never."""
    return offer.free_on is None or day > shift_months(offer.free_on, TOLD_LONG_AGO_MONTHS)


def approval(offer: Registertilbud, day: date) -> Fit:
    """Return whether the offer is approved on the day, with a quality agreement (law.md 1.8)."""
    begins, ends = offer.approved_from, offer.approved_until
    if begins is None or not offer.approved_by:
        return Fit(APPROVAL, UNKNOWN, "der står ingen godkendelse i registret")
    if day < begins:
        return Fit(APPROVAL, NO, f"først godkendt fra {in_words(begins)}")
    if ends is not None and day >= ends:
        return Fit(APPROVAL, NO, f"godkendelsen løb ud {in_words(ends)}")
    if offer.agreement_on is None:
        return Fit(APPROVAL, UNKNOWN, f"godkendt af {offer.approved_by}, men uden dato for kvalitetsaftalen")
    return Fit(APPROVAL, YES, f"godkendt af {offer.approved_by}")


def levels_of(offer: Registertilbud) -> tuple[str, ...]:
    """The levels of functioning the offer is for, in order."""
    said = offer.levels.split(",")
    return tuple(each.value for each in Niveau if each.value in said)


def stored(fits: Iterable[Fit]) -> list[list[str]]:
    """The same as it is kept with a proposal that has been submitted."""
    return [[each.criterion, each.answer, each.why] for each in fits]


def restored(rows: Iterable[Iterable[str]]) -> tuple[Fit, ...]:
    """What was kept, as it was shown."""
    return tuple(Fit(*row) for row in rows)

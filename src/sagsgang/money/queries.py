"""The money of one case, period by period and half by half, as somebody who may know of the case sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sagsgang.casework.halves import Half
from sagsgang.casework.models import LedgerEvent
from sagsgang.casework.procedures import procedure_of
from sagsgang.casework.queries import CasePage
from sagsgang.money.models import Bevillingsandel
from sagsgang.money.wording import MEANS, stage_word, why
from sagsgang.procedure.engine import Stage
from sagsgang.procedure.language import Procedure
from sagsgang.procedure.language.ressourcer import Ressource
from sagsgang.procedure.wording.values import amount


@dataclass(frozen=True, slots=True)
class AndelRow:
    """One half's amount in one period. `amount` is "" where the viewer does not read that half."""

    title: str
    half: str
    period: int
    stage: Stage
    word: str
    means: str
    amount: str
    why: str
    since: date
    who: str
    event: int
    first: date | None
    last: date | None
    days: int | None
    used: int | None
    registered: date | None

    @property
    def left(self) -> int | None:
        """The days that were left when it ended early."""
        return None if self.days is None or self.used is None else self.days - self.used

    @property
    def share(self) -> str:
        """How much of the period had gone, in per cent with a comma; "" where it did not end early."""
        if not self.days or self.used is None:
            return ""
        return f"{100 * self.used / self.days:.1f}".replace(".", ",") + " %"


@dataclass(frozen=True, slots=True)
class OfferMoney:
    """The money of one offer, in the order of its periods."""

    title: str
    number: int
    rows: tuple[AndelRow, ...]


def money_of(page: CasePage) -> tuple[OfferMoney, ...]:
    """Return what each half has in each period of the case's offers: two queries, one where there is no money."""
    found = list(Bevillingsandel.objects.filter(case=page.case).order_by("pk"))
    if not found:
        return ()
    followed = procedure_of(page.case)
    by_key = {each.key: each for each in followed.ressourcer}
    who = _who(page, {each.event for each in found})
    order = [each.key for each in followed.ressourcer]
    found.sort(key=lambda each: (each.period, order.index(each.ressource) if each.ressource in by_key else len(order)))
    offers: dict[str, list[AndelRow]] = {}
    kinds: dict[str, str] = {}
    for each in found:
        if each.ressource in by_key:
            row = _row(page, each, by_key[each.ressource], who.get(each.event, ""))
            offers.setdefault(each.offer, []).append(row)
            kinds[each.offer] = each.art
    numbers = {place.id: place.number for places in page.assessment.world.by_subject.values() for place in places}
    ordered = sorted(offers, key=lambda offer: numbers.get(offer, 0))
    return tuple(OfferMoney(_label(followed, kinds[key]), numbers.get(key, 0), tuple(offers[key])) for key in ordered)


def _row(page: CasePage, each: Bevillingsandel, ressource: Ressource, who: str) -> AndelRow:
    stage, reads = Stage(each.stage), page.relation.sees(each.half)
    day = each.since if each.told else page.assessment.world.day
    return AndelRow(
        ressource.title,
        Half(each.half).label,
        each.period,
        stage,
        stage_word(stage, ressource),
        MEANS[stage],
        amount(each.amount) if reads and each.amount is not None else "",
        why(ressource, day) if reads else "",
        each.since,
        who,
        each.event,
        each.first,
        each.until - timedelta(days=1) if each.until else None,
        each.days,
        each.used,
        each.registered if reads else None,
    )


def _who(page: CasePage, numbers: set[int]) -> dict[int, str]:
    """Who recorded those events, by number: the name and the role it was recorded in."""
    roles = page.assessment.world.procedure.role_by_key
    rows = LedgerEvent.objects.filter(case=page.case, number__in=numbers)
    return {
        number: ", ".join(part for part in (name or "", roles[role].title if role in roles else "") if part)
        for number, name, role in rows.values_list("number", "actor__name", "actor_role")
    }


def _label(followed: Procedure, art: str) -> str:
    options = followed.offer.options if followed.offer else ()
    return next((option.label for option in options if option.value == art), art)

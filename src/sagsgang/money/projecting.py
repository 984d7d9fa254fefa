"""From what the history says of money to the rows of the lists and sums."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models

from sagsgang.casework.halves import HOME
from sagsgang.casework.models import Case
from sagsgang.casework.placement import Place
from sagsgang.money.models import Bevillingsandel
from sagsgang.procedure.engine import Assessment, Tildeling, tildelinger
from sagsgang.procedure.language import Seat


class Andele:
    """The rows of money, kept up to date with every event (casework.projections.Further)."""

    @property
    def model(self) -> type[models.Model]:
        """The table."""
        return Bevillingsandel

    def rows(self, case: Case, assessment: Assessment, seats: Mapping[Seat, Place]) -> list[models.Model]:
        """Return what each half has in each period of the case's offers."""
        art = assessment.world.procedure.offer
        return [_row(case, each, art.key if art else "", seats) for each in tildelinger(assessment.world)]


def _row(case: Case, each: Tildeling, art: str, seats: Mapping[Seat, Place]) -> Bevillingsandel:
    school, sof = seats.get(Seat.SCHOOL), seats.get(Seat.SOF)
    kind = each.offer.facts.get(art)
    return Bevillingsandel(
        case_id=case.pk,
        ressource=each.ressource.key,
        offer=each.offer.id,
        art=str(kind.value) if kind else "",
        place=each.place.id,
        period=each.period,
        half=HOME[each.ressource.side].value,
        stage=each.stage.value,
        amount=each.amount,
        told=each.told,
        since=each.since,
        event=each.event,
        first=each.first,
        until=each.until,
        days=each.days,
        used=each.used,
        registered=each.registered,
        year=(each.first or each.since).year,
        school_id=school.id if school else None,
        sof_unit_id=sof.id if sof else None,
        area=school.area if school else "",
    )


ANDELE = Andele()

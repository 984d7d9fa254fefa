"""The register of the town's day-treatment offers, and what the board and the caseworkers wrote around its cases."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from sagsgang.casework.access import Viewer, viewer_of
from sagsgang.casework.models import Case, LedgerEvent
from sagsgang.meetings.matching import register, steps
from sagsgang.meetings.matching.fit import Need, fit, stored
from sagsgang.meetings.matching.models import (
    Anmodning,
    Forslag,
    Forslagsrunde,
    Milepael,
    Pladstal,
    Registertilbud,
    Tidsplan,
)
from sagsgang.people.models import User
from sagsgang.procedure.engine import EventKind
from sagsgang.procedure.workdays import COPENHAGEN, in_digits


class Offer(NamedTuple):
    """One offer of the town: for whom, where, what it costs, when it was approved, and what was told of its places."""

    key: str
    group: str
    sex: str
    ages: tuple[int, int]
    classes: tuple[int, int]
    levels: tuple[str, ...]
    area: str
    street: str
    places: int
    price: str
    approved_for: int
    free: int
    told: int


OFFERS = (
    Offer("behandlingsskolen-moelleaaen", "Børn, der trives dårligt i store fællesskaber og har brug for ro og faste "
          "voksne hele dagen.", "alle", (6, 14), (0, 7), ("let", "middel"), "", "Mølleåen 4, Fjordkøbing", 24,
          "38.500", 1400, 2, 6),
    Offer("dagbehandlingen-soelvgaarden", "Børn med ængstelighed og skolevægring, i små grupper.", "alle", (8, 16),
          (2, 9), ("middel",), "nord", "Sølvgårdsvej 12, Nordmarken", 12, "41.000", 900, 1, 75),
    Offer("skolehjemmet-fyrtaarnet", "Unge drenge med en udadvendt adfærd, der har brug for værksteder og idræt.",
          "drenge", (12, 17), (6, 10), ("middel", "stort"), "vest", "Fyrvej 1, Vestengen", 16, "52.300", -40, 3, 12),
    Offer("den-groenne-laerke", "Børn med omfattende vanskeligheder, dyr og natur hver dag.", "alle", (6, 15), (0, 8),
          ("middel", "stort"), "", "Lærkelunden 9, Fjordkøbing", 10, "49.800", 500, 1, 3),
)  # fmt: skip
WORDS = "Barnet bliver let træt og har brug for en kort skoledag i begyndelsen. Familien vil gerne køre selv."
REASONS = ("Fast voksen fra første dag og plads efter ferien.", "Lille gruppe, men længere at køre.")
MILESTONES = (
    (90, "Besøg i hjemskolens klasse en time om ugen", "Dagbehandlingstilbuddet og klasselæreren"),
    (180, "To dage om ugen i hjemskolen", "Skolelederen"),
    (300, "Aftaleforum drøfter vejen tilbage", "Sagsbehandleren"),
)


def fill_register(day: date) -> None:
    """Enter the offers as the board keeps them, and what was told of the free places."""
    board = viewer_of(User.objects.get(username="matchning"), day)
    for offer in OFFERS:
        _enter(offer, board, day)


def _enter(offer: Offer, board: Viewer, day: date) -> None:
    begins, ends = day - timedelta(days=800), day + timedelta(days=offer.approved_for)
    said = {
        "target_group": offer.group, "sex": offer.sex, "age_from": str(offer.ages[0]), "age_to": str(offer.ages[1]),
        "class_from": str(offer.classes[0]), "class_to": str(offer.classes[1]), "levels": offer.levels,
        "area": offer.area, "street": offer.street, "places": str(offer.places), "price": offer.price,
        "approved_by": "Fjordkøbing Kommune", "approved_from": in_digits(begins), "approved_until": in_digits(ends),
        "agreement_on": in_digits(begins - timedelta(days=14)), "contact": "Kontoret", "phone": "00 00 00 00",
        "email": f"kontoret@{offer.key}.example",
    }  # fmt: skip
    told = datetime.combine(day - timedelta(days=offer.told), time(9, 40), COPENHAGEN)
    row = register.save(unit=offer.key, said=said, version=0, actor=board, at=told - timedelta(days=100))
    register.count(row, offer.free, Pladstal.Why.MELDT, board, told)


def match(day: date) -> None:
    """Write what stands around the town's day treatments: the requests, the proposals, the way back."""
    offers = list(Registertilbud.objects.select_related("unit").order_by("pk"))
    rows = LedgerEvent.objects.filter(
        step__in=(steps.SEND, steps.PROPOSE, steps.TIMETABLE), kind=EventKind.TAKEN.value, actor__isnull=False
    )
    for event in rows.select_related("case__child").order_by("case_id", "number"):
        case = event.case
        if event.step == steps.SEND:
            Anmodning.objects.create(
                case=case, occurrence=event.occurrence, event=event.number, sent_on=event.on,
                sent_by_id=event.actor_id or 0, level="middel", words=WORDS,
            )  # fmt: skip
        elif event.step == steps.PROPOSE:
            _propose(case, event, offers)
        else:
            plan = Tidsplan.objects.create(
                case=case, occurrence=event.occurrence, number=1, event=event.number, at=event.recorded_at,
                by_id=event.actor_id or 0,
            )  # fmt: skip
            days = ((event.on + timedelta(days=after), what, who) for after, what, who in MILESTONES)
            Milepael.objects.bulk_create(Milepael(plan=plan, on=on, what=what, who=who) for on, what, who in days)


def _propose(case: Case, event: LedgerEvent, offers: list[Registertilbud]) -> None:
    runde = Forslagsrunde.objects.create(
        case=case, occurrence=event.occurrence, number=1, advice="Besøg begge steder, før der vælges.",
        event=event.number, saved_at=event.recorded_at, saved_by_id=event.actor_id or 0,
    )  # fmt: skip
    need = Need(case.child.age_on(event.on), level="middel")
    for rank, (offer, reason) in enumerate(zip((offers[0], offers[3]), REASONS, strict=True), 1):
        kept = stored(fit(offer, need, event.on))
        Forslag.objects.create(runde=runde, rank=rank, unit=offer.unit, reason=reason, fit=kept)

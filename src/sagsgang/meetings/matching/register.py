"""The register of day-treatment offers: narrowed and read; kept by the board; free places told by the offer itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q, QuerySet

from sagsgang.casework.access import Viewer
from sagsgang.casework.answers import LONGEST_TEXT, Wrong, clean
from sagsgang.casework.refusals import AnswersInvalid
from sagsgang.meetings.matching.fit import YES, approval, told_long_ago
from sagsgang.meetings.matching.models import Koen, Niveau, Pladstal, Registertilbud, Tilbudsversion
from sagsgang.meetings.matching.refusals import ChangedMeanwhile, NotYourRegister, UnknownOffer
from sagsgang.people.collation import danish
from sagsgang.people.models import Unit
from sagsgang.procedure.language import Seat
from sagsgang.procedure.workdays import danish_day, read_date

MOST_PLACES, OLDEST, LAST_CLASS = 300, 18, 10
_MONEY = re.compile(r"[0-9]{1,3}(?:[. \u00a0]?[0-9]{3})*")
Said = Mapping[str, str | Iterable[str]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the register is narrowed to; None or "" for everything. Ownership is told, never sorted by."""

    words: str = ""
    age: int | None = None
    grade: int | None = None
    sex: str = ""
    level: str = ""
    area: str = ""
    ownership: str = ""
    free: bool = False
    approved: bool = False


def keeps(viewer: Viewer) -> bool:
    """Whether he keeps the register: Matchningsudvalget."""
    return any(held.role.seat is Seat.MATCHING for held in viewer.roles)


def tells_places(viewer: Viewer, unit_id: int) -> bool:
    """Whether he tells the free places of that offer: Matchningsudvalget, and the offer's own people."""
    own = any(held.role.seat is Seat.PROVIDER and held.unit_id == unit_id for held in viewer.roles)
    return own or keeps(viewer)


def offers(wanted: Wanted, day: date) -> list[Registertilbud]:
    """Return the offers that exist on the day and match, in Danish order of their names: one query."""
    rows = _existing(day).filter(_narrowed(wanted, day)).select_related("unit")
    return list(rows.order_by(danish("unit__name"), "pk"))


def _existing(day: date) -> QuerySet[Registertilbud]:
    units = Unit.objects.on(day).filter(kind=Unit.Kind.TILBUD)
    return Registertilbud.objects.filter(unit__in=units)


def _narrowed(wanted: Wanted, day: date) -> Q:
    found = Q()
    for word in wanted.words.split()[:5]:
        found &= (
            Q(unit__name__icontains=word) | Q(target_group__icontains=word) | Q(street__icontains=word)
            | Q(unit__cvr=word)
        )  # fmt: skip
    if wanted.age is not None:
        found &= Q(age_from__lte=wanted.age, age_to__gte=wanted.age)
    if wanted.grade is not None:
        found &= Q(class_from__lte=wanted.grade, class_to__gte=wanted.grade)
    if wanted.sex:
        found &= Q(sex__in=[Koen.ALLE, wanted.sex])
    if wanted.level:
        found &= Q(levels__contains=wanted.level)
    if wanted.area:
        found &= Q(area__in=["", wanted.area])
    if wanted.ownership:
        found &= Q(unit__ownership=wanted.ownership)
    if wanted.free:
        found &= Q(free__gt=0)
    if wanted.approved:
        ends = Q(approved_until=None) | Q(approved_until__gt=day)
        found &= ends & Q(approved_from__lte=day, agreement_on__isnull=False) & ~Q(approved_by="")
    return found


def offer_of(key: str) -> Registertilbud:
    """Return the offer of that unit; raises UnknownOffer when the register has none."""
    found = Registertilbud.objects.select_related("unit", "changed_by").filter(unit__key=key).first()
    if found is None:
        raise UnknownOffer
    return found


def unregistered(day: date) -> list[Unit]:
    """Return the offers that are units of the municipality but not in the register yet, in Danish order."""
    units = Unit.objects.on(day).filter(kind=Unit.Kind.TILBUD, registertilbud=None)
    return list(units.order_by(danish("name"), "pk"))


def marks(offer: Registertilbud, day: date) -> tuple[str, ...]:
    """Return what must be seen at once of an offer on the day: its approval, and how old its free places are."""
    found = []
    approved = approval(offer, day)
    if approved.answer != YES:
        found.append(f"Godkendelse: {approved.why}")
    if told_long_ago(offer, day):
        found.append("Ledige pladser er ikke meldt den seneste måned")
    return tuple(found)


# --- kept -------------------------------------------------------------------------------------------------------------


@transaction.atomic
def save(*, unit: str, said: Said, version: int, actor: Viewer, at: datetime) -> Registertilbud:
    """Enter an offer or change it; what it was before stays in its versions.

    :raises NotYourRegister: he does not keep the register
    :raises UnknownOffer: no such unit that gives day treatment
    :raises AnswersInvalid: a sentence for each field that is wrong
    :raises ChangedMeanwhile: somebody has saved since version `version` (0: it was not there)
    """
    if not keeps(actor):
        raise NotYourRegister
    place = Unit.objects.select_for_update(no_key=True).filter(key=unit, kind=Unit.Kind.TILBUD).first()
    if place is None:
        raise UnknownOffer
    values = _read(said)
    offer = Registertilbud.objects.filter(unit=place).first()
    if version != (offer.version if offer else 0):
        raise ChangedMeanwhile
    if offer is None:
        offer = Registertilbud(unit=place, version=0)
    elif offer.free is not None and offer.free > values["places"]:
        raise AnswersInvalid({"places": f"Der er meldt {offer.free} ledige pladser. Ret dem først."})
    for name, value in values.items():
        setattr(offer, name, value)
    offer.version, offer.changed_at, offer.changed_by_id = offer.version + 1, at, actor.user_id
    offer.save()
    kept = {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
    Tilbudsversion.objects.create(offer=offer, number=offer.version, at=at, by_id=actor.user_id, said=kept)
    return offer


@transaction.atomic
def tell_places(*, unit: str, free: str, actor: Viewer, at: datetime) -> Registertilbud:
    """Say how many places are free today.

    :raises UnknownOffer: not in the register
    :raises NotYourRegister: neither the board nor the offer's own people
    """
    offer = Registertilbud.objects.select_for_update(of=("self",)).select_related("unit").filter(unit__key=unit).first()
    if offer is None:
        raise UnknownOffer
    if not tells_places(actor, offer.unit_id):
        raise NotYourRegister
    if not free.strip().isdecimal() or len(free.strip()) > 3 or int(free) > offer.places:
        raise AnswersInvalid({"free": f"Skriv et helt tal fra 0 til {offer.places}."})
    return count(offer, int(free), Pladstal.Why.MELDT, actor, at)


def count(offer: Registertilbud, free: int, why: Pladstal.Why, actor: Viewer, at: datetime) -> Registertilbud:
    """Let so many places be free from now on; told with who and why, and of no child."""
    offer.free, offer.free_on = free, danish_day(at)
    offer.save(update_fields=["free", "free_on"])
    Pladstal.objects.create(offer=offer, free=free, on=offer.free_on, why=why, at=at, by_id=actor.user_id)
    return offer


def taken_by_one(unit_id: int, actor: Viewer, at: datetime) -> None:
    """A child has been enrolled: one place fewer is free, where somebody has told how many there were."""
    offer = Registertilbud.objects.select_for_update().filter(unit=unit_id, free__gt=0).first()
    if offer is not None and offer.free:
        told = offer.free_on
        count(offer, offer.free - 1, Pladstal.Why.INDSKREVET, actor, at)
        Registertilbud.objects.filter(pk=offer.pk).update(free_on=told)  # what was told is as old as it was


# --- reading ----------------------------------------------------------------------------------------------------------


def _read(said: Said) -> dict[str, Any]:
    reading = _Reading(said)
    low, high = reading.whole("age_from", OLDEST), reading.whole("age_to", OLDEST)
    first, last = reading.whole("class_from", LAST_CLASS), reading.whole("class_to", LAST_CLASS)
    if low > high:
        reading.wrong.setdefault("age_to", "Den øverste alder skal være mindst den nederste.")
    if first > last:
        reading.wrong.setdefault("class_to", "Den øverste klasse skal være mindst den nederste.")
    begins, ends = reading.day("approved_from"), reading.day("approved_until")
    if begins and ends and ends <= begins:
        reading.wrong.setdefault("approved_until", "Slutdatoen skal ligge efter startdatoen.")
    values = {
        "target_group": reading.words("target_group", LONGEST_TEXT, required=True),
        "sex": reading.one_of("sex", Koen.values), "age_from": low, "age_to": high, "class_from": first,
        "class_to": last, "levels": reading.levels(), "area": reading.area(),
        "street": reading.words("street", 200, required=True), "places": reading.whole("places", MOST_PLACES, 1),
        "approved_by": reading.words("approved_by", 120), "approved_from": begins, "approved_until": ends,
        "agreement_on": reading.day("agreement_on"), "price": reading.kroner("price"),
        "contact": reading.words("contact", 120), "phone": reading.words("phone", 30), "email": reading.mail("email"),
    }  # fmt: skip
    if reading.wrong:
        raise AnswersInvalid(reading.wrong)
    return values


class _Reading:
    """What was typed in the form of an offer, field by field, and what is wrong in it."""

    def __init__(self, said: Said) -> None:
        self.said = said
        self.wrong: dict[str, str] = {}

    def words(self, name: str, longest: int, *, required: bool = False) -> str:
        """Return the text; one that cannot be kept is told at its field."""
        value = self.said.get(name, "")
        try:
            found = clean(value if isinstance(value, str) else "", longest)
        except Wrong as wrong:
            self.wrong[name] = str(wrong)
            return ""
        if required and not found:
            self.wrong[name] = "Feltet skal udfyldes."
        return found

    def whole(self, name: str, most: int, least: int = 0) -> int:
        """Return a whole number between the two."""
        found = self.words(name, 10)
        if not found.isdecimal() or not least <= int(found) <= most:
            self.wrong[name] = f"Skriv et helt tal fra {least} til {most}."
            return least
        return int(found)

    def kroner(self, name: str) -> int | None:
        """Return an amount in kroner, or None where the field is empty."""
        found = self.words(name, 20).removesuffix("kr.").strip()
        if found and not _MONEY.fullmatch(found):
            self.wrong[name] = "Skriv beløbet i hele kroner, fx 45.000."
            return None
        return int(re.sub(r"[. \u00a0]", "", found)) if found else None

    def day(self, name: str) -> date | None:
        """Return a day, or None where the field is empty."""
        found = self.words(name, 30)
        day = read_date(found) if found else None
        if found and (day is None or not 1990 <= day.year <= 2100):
            self.wrong[name] = "Datoen kan ikke læses. Skriv den som 5.3.2026."
            return None
        return day

    def one_of(self, name: str, allowed: Iterable[str]) -> str:
        """Return one of the choices."""
        found = self.words(name, 20)
        if found not in set(allowed):
            self.wrong[name] = "Vælg et svar."
        return found

    def levels(self) -> str:
        """Return the levels that are ticked, in order."""
        said = self.said.get("levels", ())
        ticked = {said} if isinstance(said, str) else set(said)
        found = [each.value for each in Niveau if each.value in ticked]
        if not found:
            self.wrong["levels"] = "Vælg mindst ét."
        return ",".join(found)

    def area(self) -> str:
        """Return the area's key, "" for the whole municipality."""
        found = self.words("area", 64)
        if found and not Unit.objects.filter(kind=Unit.Kind.BUFOMRAADE, area=found).exists():
            self.wrong["area"] = "Vælg et område på listen."
        return found

    def mail(self, name: str) -> str:
        """Return an e-mail address."""
        found = self.words(name, 254)
        try:
            if found:
                validate_email(found)
        except ValidationError:
            self.wrong[name] = "Skriv en e-mailadresse, fx navn@eksempel.dk."
        return found

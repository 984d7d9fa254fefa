"""Who receives a letter, each his own copy, by which way, and when it counts as received (G5; law.md 2.2 and 6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sagsgang.letters.content import Content
from sagsgang.letters.filling import Filler
from sagsgang.letters.models import Copy, Letter
from sagsgang.people.models import Person
from sagsgang.people.queries import custody_holders, gets_paper
from sagsgang.procedure.language import Parameter, Receiver, Role, Side
from sagsgang.procedure.wording import capital
from sagsgang.procedure.workdays import BORGER, Limit, Roll, after, citizen_limit
from sagsgang.procedure.workdays import Unit as Length

NOBODY = "Der står ingen med forældremyndighed på sagen i dag. Skriv dem på under Parter."
NO_NOTIFIER = "Skriv navn og adresse på den, der har underrettet."
WITHOUT_ADDRESS = "Adressen er beskyttet. Kuverten adresseres af en, der må se den."


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody who gets a copy. `lines`: name and address for an envelope; a protected address is never in them.

    `half_of`: for a role in the house, the side that must be able to read it.
    """

    to: Copy.To
    name: str
    way: Copy.Way
    lines: tuple[str, ...] = ()
    person: Person | None = None
    role: Role | None = None
    unit_id: int | None = None
    note: str = ""

    @property
    def young(self) -> bool:
        """Whether it is the child's own letter."""
        return self.to is Copy.To.UNGE


@dataclass(frozen=True, slots=True)
class Receivers:
    """Those who get it, and what keeps it from being sent."""

    addressees: tuple[Addressee, ...]
    missing: tuple[str, ...] = ()


def receivers_of(letter: Letter, content: Content, filler: Filler) -> Receivers:
    """Who receives the letter on the filler's day: at most two queries."""
    found: list[Addressee] = []
    missing: list[str] = []
    for receiver in content.declared.receivers:
        if receiver is Receiver.CUSTODY:
            parents = _parents(filler)
            found += parents
            missing += [] if parents else [NOBODY]
        elif receiver is Receiver.YOUNG:
            found += _young(content, filler)
        elif receiver is Receiver.NOTIFIER:
            notifier = _notifier(letter, content, filler)
            found += [notifier] if notifier is not None else []
            missing += [] if notifier is not None else [NO_NOTIFIER]
        else:
            found.append(_in_the_house(receiver, filler))
    return Receivers(tuple(found), tuple(missing))


def _parents(filler: Filler) -> list[Addressee]:
    """Those with custody; who is of age gets his letters himself."""
    child, day = filler.case.child, filler.assessment.world.day
    if child.is_of_age_on(day):
        return [_person(child, Copy.To.FORAELDER, filler)]
    return [_person(adult, Copy.To.FORAELDER, filler) for adult in custody_holders(child, day)]


def _young(content: Content, filler: Filler) -> list[Addressee]:
    """The child itself, where it is a party to a decision in the letter (barnets lov § 3): SOF's alone."""
    child, day, young = filler.case.child, filler.assessment.world.day, content.declared.young
    age, first = child.age_on(day), young.age.at(day) if young is not None else None
    if age is None or first is None or age < first or child.is_of_age_on(day) or Side.SOF not in content.sides:
        return []
    return [_person(child, Copy.To.UNGE, filler)]


def _person(person: Person, to: Copy.To, filler: Filler) -> Addressee:
    day = filler.assessment.world.day
    first, age = _number(filler, "digital_post_fra").at(day), person.age_on(day)
    too_young = age is not None and first is not None and age < first
    way = Copy.Way.PRINT if too_young or gets_paper(person) else Copy.Way.DIGITAL
    hidden = person.protected_address
    address = [] if hidden else [line.strip() for line in person.shown_address.replace(",", "\n").split("\n")]
    note = WITHOUT_ADDRESS if hidden and way is Copy.Way.PRINT else ""
    if way is Copy.Way.PRINT and not hidden and not any(address):
        note = "Der står ingen adresse på personen."
    lines = (person.name, *(line for line in address if line))
    return Addressee(to, person.name, way, lines, person=person, note=note)


def _notifier(letter: Letter, content: Content, filler: Filler) -> Addressee | None:
    world = filler.assessment.world
    for fact, value, role in content.declared.notifiers:
        if world.value(filler.place, fact) == value:
            return _in_the_house(role, filler)
    name = letter.notifier_name.strip()
    if not name or not letter.notifier_address.strip():
        return None
    lines = (name, *(line.strip() for line in letter.notifier_address.split("\n") if line.strip()))
    return Addressee(Copy.To.UNDERRETTER, name, Copy.Way.PRINT, lines)


def typed_notifier(content: Content, filler: Filler) -> bool:
    """Whether somebody has to write who the notifier is."""
    if Receiver.NOTIFIER not in content.declared.receivers:
        return False
    world = filler.assessment.world
    return not any(world.value(filler.place, fact) == value for fact, value, _ in content.declared.notifiers)


def _in_the_house(role: Role, filler: Filler) -> Addressee:
    place = filler.seats.get(role.seat)
    member = filler.on_the_team(role.key)
    unit = filler.unit_name(role.seat)
    name = ", ".join(part for part in (member.user.name if member else capital(role.title), unit) if part)
    return Addressee(
        Copy.To.ROLLE, name, Copy.Way.INTERN, (name,), role=role, unit_id=place.id if place is not None else None
    )


def _number(filler: Filler, key: str) -> Parameter:
    return filler.assessment.world.procedure.parameters[key]


def received_on(way: str, day: date, days_under_way: int) -> tuple[date, bool]:
    """The day it counts as received when it was sent on `day`, and whether that is known: a letter's is reckoned.

    Digital Post counts on the day it is there, also on a closed one; a letter after so many days on which post comes,
    Saturday not with them: what is reckoned must never shorten somebody's time to appeal (X4).
    """
    if way != Copy.Way.PRINT:
        return day, True
    return after(day, Limit(days_under_way, Length.WORKING_DAYS, BORGER, Roll.NONE)).due, False


def appeal_until(received: date, weeks: int) -> date:
    """The last day to appeal: that many weeks after the day of receipt, on to the next open day (X4)."""
    return after(received, citizen_limit(weeks, Length.WEEKS)).due

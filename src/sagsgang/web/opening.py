"""The way to a new case: who may open one, and the child it is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.views.decorators.debug import sensitive_variables

from sagsgang.casework.access import Viewer
from sagsgang.casework.answers import UNREADABLE_DAY
from sagsgang.casework.commands.take import may_enter
from sagsgang.casework.procedures import procedure
from sagsgang.casework.refusals import AnswersInvalid
from sagsgang.casework.scope import current
from sagsgang.people import commands
from sagsgang.people.collation import danish
from sagsgang.people.models import Person, Unit
from sagsgang.procedure.language import Seat, Step
from sagsgang.procedure.workdays import read_date
from sagsgang.web.forms.builder import date_field, line_field
from sagsgang.web.forms.fields import Field, Typed, first

Option = tuple[str, str, str]
CPR, GIVEN, FAMILY, BORN = "cpr", "given_name", "family_name", "birth_date"


@dataclass(frozen=True, slots=True)
class WayIn:
    """One way into a case; `own`: the viewer opens it in his own right, else for the one responsible."""

    step: Step
    may: bool
    own: bool
    who: str


def opens_cases(viewer: Viewer) -> bool:
    """Return whether the viewer may open a case in some way."""
    return any(step.entry and may_enter(viewer, step) for step in procedure().steps)


def ways_in(viewer: Viewer) -> list[WayIn]:
    """Return the ways into a case that hold on the viewer's day, and whether the viewer may take them."""
    mine = {held.role for held in viewer.roles}
    found = []
    for step in procedure().at(viewer.day).steps:
        if not step.entry:
            continue
        own = not mine.isdisjoint((*step.roles(), *step.together_with))
        found.append(WayIn(step, may_enter(viewer, step), own, step.roles()[0].definite))
    return found


def child_fields(typed: Typed) -> tuple[Field, ...]:
    """Return the fields that say which child; sent by POST only."""
    cpr = line_field(
        CPR, "Barnets CPR-nummer", typed, required=False, width="dato",
        hint="Er nummeret kendt, findes barnet ved det. Ellers skrives fødselsdatoen nedenfor.",
    )  # fmt: skip
    return (
        cpr,
        line_field(GIVEN, "Barnets fornavn", typed),
        line_field(FAMILY, "Barnets efternavn", typed),
        date_field(BORN, "Barnets fødselsdato", typed, hint="Kun når der ikke er skrevet CPR-nummer.", required=False),
    )


@sensitive_variables()
def the_child(typed: Typed, today: date) -> Person:
    """Return the child that was typed: found by its CPR number, else by name and birth date, else added.

    Call it inside a transaction, and only for somebody who may open a case: the answer tells of the child. That it was
    asked for is on record as a search, in vain as well. Refuses AnswersInvalid, CprRefusal and FieldInvalid.
    """
    given, family, cpr = first(typed, GIVEN).strip(), first(typed, FAMILY).strip(), first(typed, CPR).strip()
    missing = {name: "Feltet skal udfyldes." for name, text in ((GIVEN, given), (FAMILY, family)) if not text}
    if missing:
        raise AnswersInvalid(missing)
    if cpr:
        current().searched("CPR-nummer", cpr[:20])
        return commands.find_or_add_child(cpr=cpr, given_name=given, family_name=family, on=today).person
    born = _birth_date(typed, today)
    current().searched("barnets navn", f"{given} {family}"[:100])
    known = Person.objects.filter(given_name__iexact=given, family_name__iexact=family, birth_date=born).first()
    return known or commands.add_person(given_name=given, family_name=family, birth_date=born)


def _birth_date(typed: Typed, today: date) -> date:
    text = first(typed, BORN).strip()
    if not text:
        raise AnswersInvalid({CPR: "Skriv barnets CPR-nummer, eller skriv fødselsdatoen nedenfor."})
    born = read_date(text)
    if born is None:
        raise AnswersInvalid({BORN: UNREADABLE_DAY})
    if not date(1990, 1, 1) <= born <= today:
        raise AnswersInvalid({BORN: "Fødselsdatoen kan ikke passe."})
    return born


def schools_and_areas(viewer: Viewer) -> tuple[list[Option], list[Option]]:
    """Return the schools in Danish order, and the local areas of the BUF side by their keys, as options: one query.

    Whoever works at schools alone is offered his own.
    """
    rows = Unit.objects.on(viewer.day).filter(kind__in=(Unit.Kind.SKOLE, Unit.Kind.BUFOMRAADE))
    own = {held.unit_id for held in viewer.roles}
    if all(held.role.seat is Seat.SCHOOL for held in viewer.roles):
        rows = rows.filter(pk__in=own)
    schools: list[Option] = []
    areas: list[Option] = []
    for kind, key, name, area in rows.order_by(danish("name"), "pk").values_list("kind", "key", "name", "area"):
        if kind == Unit.Kind.SKOLE:
            schools.append((key, name, ""))
        elif area:
            areas.append((area, name, ""))
    return schools, sorted(areas)

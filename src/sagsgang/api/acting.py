"""The operations that act: a step is taken, a case opened; each through the same door as the screens.

One address serves all steps; the description makes it one operation per step of the procedure.
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.views.decorators.debug import sensitive_variables
from ninja import Router, Status

from sagsgang.api import shown
from sagsgang.api.asking import Child, ForOther, Opening, TakingInCase, now, viewer_of
from sagsgang.api.declared import read_facts
from sagsgang.casework import commands
from sagsgang.casework.access import visible_case
from sagsgang.casework.commands.take import Result, check_entry, may_enter
from sagsgang.casework.ledger import RecordedFor
from sagsgang.casework.procedures import procedure, procedure_of
from sagsgang.casework.refusals import AnswersInvalid, UnknownStep
from sagsgang.casework.scope import current
from sagsgang.people import commands as registers
from sagsgang.people.models import Person
from sagsgang.procedure.language import Procedure, Step
from sagsgang.record.acts import Act

router = Router(tags=["Åbn en sag"])


@router.get("/openings", response=list[shown.WayInOut], url_name="openings", operation_id="openings")
def openings(request: HttpRequest) -> list[shown.WayInOut]:
    """Indgangene til en sag, og om jeg må bruge dem."""
    viewer = viewer_of(request)
    return [
        shown.WayInOut(
            step=step.key, title=step.title, role=shown.RoleOut.of(step.roles()[0]), may=may_enter(viewer, step)
        )
        for step in procedure().at(viewer.day).steps
        if step.entry
    ]


@router.post(
    "/openings/{step}", response={201: shown.TakenOut}, url_name="open_case", operation_id="open_case",
    include_in_schema=False,
)  # fmt: skip
@sensitive_variables()
def open_case(request: HttpRequest, step: str, opening: Opening) -> Status[shown.TakenOut]:
    """Open a case for a child by a way in."""
    viewer, followed = viewer_of(request), procedure()
    versions = _versions(followed, step)
    if not versions[-1].entry:
        raise UnknownStep
    check_entry(viewer, versions[-1])  # before anything is asked of the child
    with transaction.atomic():
        facts = read_facts(versions, opening.facts)
        result = commands.open_case(
            child=_the_child(opening.child, viewer.day),
            step=step,
            facts=facts,
            actor=viewer,
            on=opening.on,
            at=now(request),
            recorded_for=_recorded_for(opening.recorded_for),
            backdating_reason=opening.backdating_reason,
            departure_reason=opening.departure_reason,
        )
    current().noted(Act.AENDRET, result.case.pk)
    return Status(201, _taken(result))


@router.post(
    "/cases/{number}/steps/{step}/{occurrence}", response={201: shown.TakenOut}, url_name="take",
    operation_id="take", include_in_schema=False,
)  # fmt: skip
@sensitive_variables()
def take(request: HttpRequest, number: str, step: str, occurrence: str, taking: TakingInCase) -> Status[shown.TakenOut]:
    """Take a step in a case."""
    viewer = viewer_of(request)
    case = visible_case(viewer, number)
    facts = read_facts(_versions(procedure_of(case), step), taking.facts)
    result = commands.take(
        case_id=case.pk,
        step=step,
        occurrence=occurrence,
        facts=facts,
        actor=viewer,
        on=taking.on,
        at=now(request),
        based_on=taking.based_on,
        recorded_for=_recorded_for(taking.recorded_for),
        backdating_reason=taking.backdating_reason,
        departure_reason=taking.departure_reason,
    )
    return Status(201, _taken(result))


def _versions(followed: Procedure, step: str) -> tuple[Step, ...]:
    if step not in followed.versions:
        raise UnknownStep
    return followed.versions[step]


def _taken(result: Result) -> shown.TakenOut:
    event, case = result.event, result.case
    step = procedure_of(case).step(event.step, event.on)
    return shown.TakenOut(
        case=case.number, version=case.version, event=event.number, step=event.step, occurrence=event.occurrence,
        sentence=f"{step.done}.", follows=step.follows,
    )  # fmt: skip


def _recorded_for(other: ForOther | None) -> RecordedFor | None:
    return RecordedFor(role=other.role, how=other.how, name=other.name) if other is not None else None


@sensitive_variables()
def _the_child(child: Child, today: date) -> Person:
    """The child that was sent: by its number, else by name and birth date, else added. Call it in a transaction.

    For somebody who may open a case: the answer tells of the child. That it was asked for is on record as a search.
    """
    wanted: dict[str, Any] = {"given_name": child.given_name, "family_name": child.family_name}
    empty = {f"child.{name}": "Feltet skal udfyldes." for name, words in wanted.items() if not words}
    if empty:
        raise AnswersInvalid(empty)
    if child.cpr:
        current().searched("CPR-nummer", child.cpr[:20])
        return registers.find_or_add_child(cpr=child.cpr, on=today, **wanted).person
    born = child.birth_date
    if born is None or not date(1990, 1, 1) <= born <= today:
        raise AnswersInvalid({"child.birth_date": "Send barnets CPR-nummer eller en fødselsdato, der kan passe."})
    current().searched("barnets navn", f"{child.given_name} {child.family_name}"[:100])
    known = Person.objects.filter(
        given_name__iexact=child.given_name, family_name__iexact=child.family_name, birth_date=born
    ).first()
    return known or registers.add_person(birth_date=born, **wanted)

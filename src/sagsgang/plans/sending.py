"""The plan goes to the family when they ask for it, one sending to each who has custody, through the outbox (F4)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sagsgang.casework.access import Viewer, related
from sagsgang.casework.halves import Half
from sagsgang.casework.ledger import load, lock
from sagsgang.casework.models import Case
from sagsgang.casework.procedures import procedure_of
from sagsgang.casework.scope import current
from sagsgang.outbox import commands as outbox
from sagsgang.outbox.models import Dispatch
from sagsgang.outbox.parcels import DIGITAL_POST, PRINT, Attachment, Parcel, Responsible
from sagsgang.people.models import Person
from sagsgang.people.queries import gets_paper, relations_of
from sagsgang.plans import queries
from sagsgang.plans.family import family_side
from sagsgang.plans.paper import family_pdf
from sagsgang.plans.refusals import NotToFamily, NotYourPart, UnknownPart
from sagsgang.plans.sight import writes_goals
from sagsgang.plans.taking import setting_of
from sagsgang.procedure.engine import assess
from sagsgang.procedure.workdays import danish_day

KIND = "handleplan"
FILE, SUBJECT = "faelles-plan.pdf", "Fælles plan"
BODY = "Hermed den fælles plan, som den er nu. Spørg sagsbehandleren eller skolen, hvis der er noget, I vil vide."


@transaction.atomic
def send_to_family(*, case_id: int, actor: Viewer, at: datetime) -> tuple[Dispatch, ...]:
    """Post the plan to each who has custody, as Digital Post or to be printed; the same plan twice is one sending.

    :raises NotToFamily: the professionals have not agreed (M8, X22), or the family must not be written to now (X8)
    """
    case = lock(case_id)
    role = writes_goals(related(actor, case))
    if role is None:
        raise NotYourPart
    day = danish_day(at)
    assessment = assess(procedure_of(case), load(case), day)
    course = queries.course_of(assessment)
    state = queries.now(case, course.id) if course is not None else None
    if state is None or state.latest is None:
        raise UnknownPart("Planen er ikke begyndt endnu.")
    side = family_side(assessment, state)
    if not side.involved:
        raise NotToFamily("Familien må ikke inddrages endnu. En navngiven leder skal først frigive det.")
    if not side.open:
        raise NotToFamily("Planen kan sendes, når sagsbehandler, psykolog og skoleleder har noteret, at de er enige.")
    content = family_pdf(case, side.state, setting_of(assessment, side.offer))
    unit = next((held.unit_id for held in actor.roles if held.role == role), None)
    responsible = Responsible(role.key, unit, actor.user_id)
    holders = [each.adult for each in relations_of(case.child, day) if each.gives_custody]
    if not holders:
        raise NotToFamily("Der står ingen med forældremyndighed på sagen. Skriv dem på under Parter.")
    current().noted("delt dokument", case.pk)
    return tuple(
        outbox.post(_parcel(case, each, content, state.latest.pk, responsible), at=at)
        for each in {person.pk: person for person in holders}.values()
    )


def _parcel(case: Case, person: Person, content: bytes, revision: int, responsible: Responsible) -> Parcel:
    by_paper = gets_paper(person)
    lines = "\n".join(part for part in (person.name, person.shown_address) if part)
    return Parcel(
        key=f"{KIND}:{case.pk}:{revision}:{person.pk}",
        port=PRINT if by_paper else DIGITAL_POST,
        kind=KIND,
        case_id=case.pk,
        to={"lines": lines} if by_paper else {"person": str(person.pk)},
        subject=SUBJECT,
        body=BODY,
        responsible=responsible,
        attachments=(Attachment(FILE, "application/pdf", content),),
        half=Half.JOINT,
    )

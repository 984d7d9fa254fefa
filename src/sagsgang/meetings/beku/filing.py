"""The minutes leave the meeting: filed in each case with its own item only, and told to who must know (P3.8, P3F.6)."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from sagsgang.casework.access import Viewer, related
from sagsgang.casework.commands.take import take
from sagsgang.casework.halves import Half
from sagsgang.casework.ledger import load, lock, texts_of
from sagsgang.casework.models import Case, CaseSeat, DocketItem, TeamMember
from sagsgang.casework.procedures import procedure_of
from sagsgang.casework.scope import gate
from sagsgang.documents.commands import Entry, make
from sagsgang.meetings.beku import paper
from sagsgang.meetings.beku.agenda import Agenda, Row, agenda
from sagsgang.meetings.beku.boards import docket
from sagsgang.meetings.beku.calendar import changed, changing, meeting_of
from sagsgang.meetings.beku.minutes import meeting_for, with_item
from sagsgang.meetings.beku.models import Item, Meeting
from sagsgang.meetings.beku.refusals import OUTCOMES, MeetingIsOver, OpenItems
from sagsgang.outbox.commands import post
from sagsgang.outbox.parcels import MAIL, Parcel, Responsible, mail_to
from sagsgang.people.models import RoleAssignment, User
from sagsgang.procedure.engine import State, assess, effective
from sagsgang.procedure.language import Fact, Step
from sagsgang.procedure.wording import capital, value_text
from sagsgang.procedure.workdays import danish_day

KIND = "beslutningsreferat"
TOLD = "beku_besked"
TOLD_ON_TEAM = ("sagsbehandler", "psykolog")
SUBJECT = "Der ligger et beslutningsreferat fra BEKU i Sagsgang"
BODY = (
    "BEKU har behandlet en af dine sager, og beslutningsreferatet ligger i sagen.\n"
    "Log ind i Sagsgang for at læse det. Af hensyn til familien står der intet om sagen i denne mail.\n"
)


@transaction.atomic
def file_item(*, case_id: int, occurrence: str, meeting_id: int, actor: Viewer, at: datetime) -> Item:
    """Lay the minutes of this item in its case, take the step that says so, and tell who must know. Once.

    :raises OpenItems: the board has said nothing of it yet
    """
    case = lock(case_id)
    related(actor, case)
    meeting = meeting_for(case, occurrence, meeting_id, actor)
    item = with_item(case, meeting, occurrence, actor)
    if item.filed_at is not None:
        return item
    found = agenda(actor, meeting)
    row = _of(found, case, occurrence)
    if row is None or not row.settled:
        raise OpenItems(f"Punktet har ikke noget udfald endnu. Indfør først, hvad BEKU besluttede ({OUTCOMES}).")
    return _filed(case, row, item, found, actor, at)


def _of(found: Agenda, case: Case, occurrence: str) -> Row | None:
    return next((r for r in found.rows if r.docket.case_id == case.pk and r.docket.occurrence == occurrence), None)


def _filed(case: Case, row: Row, item: Item, found: Agenda, actor: Viewer, at: datetime) -> Item:
    meeting, today = found.meeting, danish_day(at)
    content = paper.of_item(found, row, _said(case, row.docket.decided_event), at)
    entry = Entry(kind=KIND, half=Half.JOINT, on=min(meeting.day, today))
    item.document = make(case_id=case.pk, entry=entry, content=content, actor=actor, at=at).document.number
    item.filed_at = at
    item.save(update_fields=["document", "filed_at"])
    _tell(case, meeting, row, at)
    _take(case, row.docket.occurrence, actor, at)
    return item


def _said(case: Case, number: int) -> list[tuple[str, str]]:
    """What was answered when the board decided, in the order of the form: decider, competence, basis, reasons (X10)."""
    event = next((each for each in effective(load(case), date.max) if each.number == number), None)
    if event is None:
        return []
    texts, step = texts_of(case, number), procedure_of(case).step(event.step, event.on)
    answers = [(fact, texts.get(fact.key) or _value(fact, event.facts.get(fact.key))) for fact in _asked(step)]
    return [(capital(fact.phrase), answer) for fact, answer in answers if answer]


def _asked(step: Step) -> list[Fact]:
    return [asked.fact for asked in step.asked() if asked.fact.key != docket().outcome.key]


def _value(fact: Fact, value: object) -> str:
    return "" if value is None or value is True else value_text(fact, value)


def _take(case: Case, occurrence: str, actor: Viewer, at: datetime) -> None:
    """Record that the minutes lie in the case, where the decision is one that ends the matter."""
    today, told = danish_day(at), docket().told
    standing = assess(procedure_of(case), load(case), today).standing(told, occurrence)
    if standing is not None and standing.state is State.OPEN:
        take(case_id=case.pk, step=told, occurrence=occurrence, facts={}, actor=actor, on=today, at=at, based_on=None)


def _tell(case: Case, meeting: Meeting, row: Row, at: datetime) -> None:
    """A mail that says only that something waits, to caseworker, psychologist and school leader; of a grant, to FAC."""
    responsible = Responsible("beku_sekretaer", meeting.board_id)
    for user in _who_must_know(case, row, meeting):
        if not user.email:
            continue
        key = f"beku:{meeting.pk}:{case.pk}:{row.docket.occurrence}:{user.pk}"
        post(Parcel(key, MAIL, TOLD, case.pk, mail_to(user.email, user.name), SUBJECT, BODY, responsible), at=at)


def _who_must_know(case: Case, row: Row, meeting: Meeting) -> list[User]:
    on = Q(since__lte=meeting.day) & (Q(until__isnull=True) | Q(until__gt=meeting.day))
    team = TeamMember.objects.filter(on, case=case, role__in=TOLD_ON_TEAM).values("user")
    schools = CaseSeat.objects.filter(case=case, seat="skole").values("unit")
    held = RoleAssignment.objects.on(meeting.day)
    wanted = Q(pk__in=team) | Q(assignments__in=held.filter(role="skoleleder", unit__in=schools))
    if row.docket.outcome in docket().granted:
        wanted |= Q(assignments__in=held.filter(role="fac"))
    return list(User.objects.filter(wanted, is_active=True).distinct().order_by("pk"))


# --- closing ----------------------------------------------------------------------------------------------------------


@transaction.atomic
def close(*, meeting_id: int, actor: Viewer, based_on: int | None, at: datetime) -> Meeting:
    """Close the meeting: every item has an outcome, and its minutes lie in its case (X23).

    :raises OpenItems: some have none, or somebody who is not disqualified must file theirs first
    """
    meeting = changing(actor, meeting_id, based_on)
    if meeting.day > danish_day(at):
        raise MeetingIsOver("Mødet er ikke holdt endnu og kan ikke afsluttes.")
    found = agenda(actor, meeting)
    _check_closing(found)
    for row in found.rows:
        if not row.filed:
            file_item(
                case_id=row.docket.case_id, occurrence=row.docket.occurrence, meeting_id=meeting.pk, actor=actor, at=at
            )
    with gate():
        rows = DocketItem.objects.filter(board=meeting.board_id, day=meeting.day)
        meeting.outcomes = dict(Counter(rows.values_list("outcome", flat=True)))
    meeting.state, meeting.closed_by_id, meeting.closed_at = Meeting.State.AFSLUTTET, actor.user_id, at
    changed(meeting, "state", "closed_by", "closed_at", "outcomes")
    return meeting


def _check_closing(found: Agenda) -> None:
    still = [row.case_number for row in found.open_rows]
    if still:
        told = ", ".join(still[:10]) + (" …" if len(still) > 10 else "")
        raise OpenItems(
            f"Mødet kan først afsluttes, når hvert punkt har et udfald ({OUTCOMES}). Uden udfald: sag {told}."
        )
    if found.hidden_open:
        raise OpenItems(
            f"Et punkt, du ikke har adgang til, har ikke noget udfald endnu ({OUTCOMES}). "
            "En anden fra BEKU må indføre det."
        )
    if found.hidden and _unfiled_hidden(found):
        raise OpenItems(
            "Referatet af et punkt, du ikke har adgang til, er ikke lagt på sagen. En anden fra BEKU må gøre det først."
        )
    if not found.present:
        raise OpenItems("Skriv først, hvem der var til stede.")


def _unfiled_hidden(found: Agenda) -> bool:
    """Whether an item the viewer may not see lacks its minutes: a number, and nothing of the case."""
    meeting, mine = found.meeting, {row.docket.case_id for row in found.rows}
    with gate():
        others = DocketItem.objects.filter(board=meeting.board_id, day=meeting.day).exclude(case__in=mine)
        filed = Item.objects.filter(meeting=meeting, filed_at__isnull=False).exclude(case__in=mine)
        return others.values("case_id", "occurrence").distinct().count() > filed.count()


def minutes_of(*, meeting_id: int, viewer: Viewer, at: datetime) -> bytes:
    """The minutes of a meeting as PDF: the items that the viewer may see, and how many others there were."""
    meeting = meeting_of(viewer, meeting_id)
    return paper.of_meeting(agenda(viewer, meeting), at)

"""Running a meeting: the order, who is there, what is written of each item; nobody overwrites another (M9, X23)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from sagsgang.casework.access import Viewer, related
from sagsgang.casework.commands.take import written
from sagsgang.casework.ledger import lock
from sagsgang.casework.models import Case, DocketItem
from sagsgang.casework.refusals import AnswersInvalid, NotYours, UnknownStep
from sagsgang.meetings.beku.agenda import agenda
from sagsgang.meetings.beku.boards import VOTING, agreed_on, agreements, board_ids, members_on
from sagsgang.meetings.beku.calendar import changed, changing
from sagsgang.meetings.beku.models import LONGEST_REASON, Attendance, Item, Meeting
from sagsgang.meetings.beku.refusals import OUTCOMES, MeetingIsOver, StaleMinutes


@transaction.atomic
def reorder(*, meeting_id: int, order: Sequence[tuple[str, int]], actor: Viewer, based_on: int | None) -> Meeting:
    """Put the items in this order: case numbers with the place typed for each; what is not named keeps its place."""
    meeting = changing(actor, meeting_id, based_on)
    rows = {row.case_number: row for row in agenda(actor, meeting).rows}
    wanted = dict(order)
    ranked = sorted(rows.values(), key=lambda row: (wanted.get(row.case_number, row.number), row.number))
    for place, row in enumerate(ranked, start=1):
        with_item(row.docket.case, meeting, row.docket.occurrence, actor, position=place)
    changed(meeting)
    return meeting


def with_item(case: Case, meeting: Meeting, occurrence: str, actor: Viewer, **fields: object) -> Item:
    """The item's row, made where there is none, with these fields; the case has been opened by the gate."""
    related(actor, case)
    item, _ = Item.objects.get_or_create(case=case, meeting=meeting, occurrence=occurrence)
    if fields:
        for name, value in fields.items():
            setattr(item, name, value)
        item.save(update_fields=list(fields))
    return item


@transaction.atomic
def attend(*, meeting_id: int, present: Iterable[int], reason: str, actor: Viewer, based_on: int | None) -> Meeting:
    """Record who is there. Fewer than agreed: the board may go on, and says why (X23).

    :raises AnswersInvalid: nobody, or too few and no reason
    """
    meeting = changing(actor, meeting_id, based_on)
    members = {member.pk: member for member in members_on(meeting.board_id, meeting.day)}
    there = sorted(pk for pk in set(present) if pk in members)
    if not there:
        raise AnswersInvalid({"present": "Sæt kryds ved dem, der er til stede."})
    agreed = agreed_on(agreements(meeting.board_id), meeting.day)
    voting = {members[pk].stands_in_for_id or pk for pk in there if members[pk].function in VOTING}
    why = written(reason, field="quorum_reason", longest=LONGEST_REASON)
    if agreed.quorum is not None and len(voting) < agreed.quorum and not why:
        raise AnswersInvalid({
            "quorum_reason": f"{len(voting)} er til stede, og BEKU har aftalt mindst {agreed.quorum}. "
            f"Skriv, hvorfor mødet holdes alligevel ({OUTCOMES})."
        })  # fmt: skip
    Attendance.objects.filter(meeting=meeting).exclude(member__in=there).delete()
    known = set(Attendance.objects.filter(meeting=meeting).values_list("member_id", flat=True))
    Attendance.objects.bulk_create(Attendance(meeting=meeting, member_id=pk) for pk in there if pk not in known)
    meeting.quorum_reason = why if agreed.quorum is not None and len(voting) < agreed.quorum else ""
    changed(meeting, "quorum_reason")
    return meeting


@transaction.atomic
def write_minutes(
    *, case_id: int, occurrence: str, meeting_id: int, text: str, needs_bch: bool | None, based_on: int, actor: Viewer,
    at: datetime,
) -> Item:  # fmt: skip
    """Save what is said of the case at the meeting. `based_on` is the version it was written from.

    :raises StaleMinutes: somebody else has saved since; carries his text
    :raises MeetingIsOver: the minutes lie in the case already
    """
    case = lock(case_id)
    related(actor, case)
    meeting = meeting_for(case, occurrence, meeting_id, actor)
    body = written(text, field="minutes")
    item = with_item(case, meeting, occurrence, actor)
    if item.filed_at is not None or meeting.state == Meeting.State.AFSLUTTET:
        raise MeetingIsOver(
            f"Referatet er lagt på sagen og kan ikke ændres. En rettelse er en ny indstilling ({OUTCOMES})."
        )
    if based_on != item.version and body != item.minutes:
        raise StaleMinutes(item.minutes, item.version)
    same = body == item.minutes and (needs_bch is None or needs_bch == item.needs_bch)
    if not same:
        item.minutes, item.version = body, item.version + 1
        item.needs_bch = item.needs_bch if needs_bch is None else needs_bch
        item.written_by_id, item.written_at = actor.user_id, at
        item.save(update_fields=["minutes", "version", "needs_bch", "written_by", "written_at"])
    return item


def meeting_for(case: Case, occurrence: str, meeting_id: int, actor: Viewer) -> Meeting:
    """The meeting of the actor's board on whose docket the case stands, or stood.

    :raises NotYours: he is not on that board; UnknownStep: the case is not on its docket
    """
    meeting = Meeting.objects.select_related("board").filter(pk=meeting_id).first()
    if meeting is None:
        raise UnknownStep
    if meeting.board_id not in board_ids(actor):
        raise NotYours("Referatet skrives af BEKU (Vejledningen, O10).")
    on_it = DocketItem.objects.filter(case=case, occurrence=occurrence, board=meeting.board_id, day=meeting.day)
    if not on_it.exists():
        raise UnknownStep
    return meeting

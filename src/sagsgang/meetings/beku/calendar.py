"""A board's meetings: a year at once, moved, cancelled, and the months without any (M9, D3)."""

from __future__ import annotations

import calendar as months
from collections.abc import Iterable
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import F

from sagsgang.casework.access import Viewer
from sagsgang.casework.commands.take import take, written
from sagsgang.casework.dockets import WITHDRAWN
from sagsgang.casework.gate import visible_ids
from sagsgang.casework.models import DocketItem
from sagsgang.casework.procedures import procedure
from sagsgang.casework.refusals import AnswersInvalid, ReasonMissing
from sagsgang.casework.scope import gate
from sagsgang.meetings.beku.boards import check_keeper, docket
from sagsgang.meetings.beku.models import LONGEST_PLACE, LONGEST_REASON, Meeting
from sagsgang.meetings.beku.refusals import MeetingIsOver, MeetingMoved, UnknownBoard
from sagsgang.procedure.workdays import LOKAL, danish_day, in_digits, in_words, why_closed

LOOKING_AHEAD = 12
State = Meeting.State
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag")
MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
    "december",
)  # fmt: skip


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The nth such weekday of the month (0 is Monday; -1 the last one); None where the month has none."""
    days = [day for day in months.Calendar().itermonthdates(year, month) if day.month == month]
    wanted = [day for day in days if day.weekday() == weekday]
    position = nth - 1 if nth > 0 else nth
    return wanted[position] if -len(wanted) <= position < len(wanted) else None


def year_of_days(year: int, weekday: int, nth: int, *, without: Iterable[int] = ()) -> list[date]:
    """The days of a year's meetings, a closed one left out, and the months that were to have none."""
    skip = set(without)
    found = (nth_weekday(year, month, weekday, nth) for month in range(1, 13) if month not in skip)
    return [day for day in found if day is not None and why_closed(LOKAL, day) is None]


def upcoming(board_ids: Iterable[int], day: date, most: int = 40) -> list[Meeting]:
    """The planned meetings of the boards from that day on: one query."""
    rows = Meeting.objects.filter(board__in=list(board_ids), day__gte=day, state=State.PLANLAGT)
    return list(rows.select_related("board").order_by("day", "begins", "pk")[:most])


def months_without(meetings: Iterable[Meeting], day: date, ahead: int = LOOKING_AHEAD) -> tuple[str, ...]:
    """The coming months in which the board has no meeting, in words; the month of `day` counts from that day (D3).

    A board that has planned nothing at all gets them all.
    """
    there = {(each.day.year, each.day.month) for each in meetings if each.state != State.AFLYST}
    first = day.year * 12 + day.month - 1
    wanted = [((first + step) // 12, (first + step) % 12 + 1) for step in range(ahead)]
    return tuple(f"{MONTHS[month - 1]} {year}" for year, month in wanted if (year, month) not in there)


def waiting_on(board_id: int, day: date) -> int:
    """How many cases stand on the board's docket that day and are not decided: a number, and nothing of any case."""
    with gate():
        return DocketItem.objects.filter(board=board_id, day=day, waits=True).count()


def _treated_on(meeting: Meeting) -> int:
    """How many cases the board has treated at the meeting: decided or discussed, not only put off to another."""
    board = docket()
    asked = procedure().step(board.postpones, meeting.day).asked()
    put_off = [option.value for each in asked if each.fact is board.outcome for option in each.options()]
    with gate():
        rows = DocketItem.objects.filter(board=meeting.board_id, day=meeting.day, waits=False)
        return rows.exclude(outcome__in=("", WITHDRAWN, *put_off)).values("case").distinct().count()


# --- acts -------------------------------------------------------------------------------------------------------------


@transaction.atomic
def plan(
    *, board_id: int, days: Iterable[date], begins: time, place: str, actor: Viewer, at: datetime, today: date
) -> list[Meeting]:
    """Plan meetings on the days, those that are there already left out.

    :raises AnswersInvalid: no day that can be, or one that is closed or has passed
    """
    check_keeper(actor, board_id)
    place = written(place, field="place", longest=LONGEST_PLACE)
    wanted = sorted(set(days))
    if not wanted:
        raise AnswersInvalid({"day": "Der er ingen dag at planlægge."})
    for day in wanted:
        _check_day(day, today)
    there = Meeting.objects.filter(board=board_id, day__in=wanted).exclude(state=State.AFLYST)
    taken = set(there.values_list("day", flat=True))
    made = [
        Meeting(board_id=board_id, day=day, begins=begins, place=place, made_by_id=actor.user_id, made_at=at)
        for day in wanted
        if day not in taken
    ]
    if not made:
        raise AnswersInvalid({"day": "Der er allerede planlagt møde den dag."})
    return Meeting.objects.bulk_create(made)


def _check_day(day: date, today: date) -> None:
    shut = why_closed(LOKAL, day)
    if shut is not None:
        raise AnswersInvalid({"day": f"Den {in_words(day)} er lukket ({shut})."})
    if day < today:
        raise AnswersInvalid({"day": f"Den {in_words(day)} er forbi."})
    if day.year > today.year + 3:
        raise AnswersInvalid({"day": "Møder planlægges højst tre år frem."})


def meeting_of(viewer: Viewer, pk: int, *, for_update: bool = False) -> Meeting:
    """The meeting; UnknownBoard when it is not there or the viewer is not on its board. One query."""
    rows = Meeting.objects.select_for_update(of=("self",)) if for_update else Meeting.objects
    found = rows.select_related("board", "closed_by").filter(pk=pk).first()
    if found is None or found.board_id not in {held.unit_id for held in viewer.roles}:
        raise UnknownBoard
    return found


def changing(viewer: Viewer, pk: int, based_on: int | None) -> Meeting:
    """The meeting, locked and his to change, as the form knew it.

    :raises MeetingMoved: somebody changed it since; MeetingIsOver: it is closed or cancelled
    """
    meeting = meeting_of(viewer, pk, for_update=True)
    check_keeper(viewer, meeting.board_id)
    if meeting.state != State.PLANLAGT:
        raise MeetingIsOver
    if based_on is not None and based_on != meeting.version:
        raise MeetingMoved
    return meeting


def changed(meeting: Meeting, *fields: str) -> None:
    """Store the change and move the version on."""
    Meeting.objects.filter(pk=meeting.pk).update(
        version=F("version") + 1, **{name: getattr(meeting, name) for name in fields}
    )
    meeting.version += 1


@transaction.atomic
def move(
    *, meeting_id: int, day: date, begins: time, place: str, reason: str, actor: Viewer, based_on: int | None,
    at: datetime,
) -> Meeting:  # fmt: skip
    """Move a meeting to another day, time or place, with the reason; the cases that wait on it are set for the new day.

    :raises AnswersInvalid: a day that cannot be, or a case that the actor may not move
    """
    meeting = changing(actor, meeting_id, based_on)
    if day != meeting.day:
        _check_day(day, danish_day(at))
        if Meeting.objects.filter(board=meeting.board_id, day=day).exclude(state=State.AFLYST).exists():
            raise AnswersInvalid({"day": "Der er allerede planlagt møde den dag."})
        set_for(meeting, day, _reason(reason), actor, at)
        meeting.moved_from, meeting.day = meeting.day, day
    meeting.reason = _reason(reason)
    meeting.begins, meeting.place = begins, written(place, field="place", longest=LONGEST_PLACE)
    changed(meeting, "day", "begins", "place", "reason", "moved_from")
    return meeting


@transaction.atomic
def cancel(
    *, meeting_id: int, reason: str, to: int | None, actor: Viewer, based_on: int | None, at: datetime
) -> Meeting:
    """Cancel a meeting with the reason; the cases that wait on it are set for the meeting `to`.

    :raises AnswersInvalid: a case was treated at it, or cases wait on it and no other meeting of the board was named
    """
    meeting = changing(actor, meeting_id, based_on)
    meeting.reason = _reason(reason)
    treated = _treated_on(meeting)
    if treated:
        cases = "1 sag" if treated == 1 else f"{treated} sager"
        raise AnswersInvalid(
            {"reason": f"{cases} er behandlet på mødet. Det er holdt og kan ikke aflyses: afslut det."}
        )
    other = (
        Meeting.objects.filter(pk=to or 0, board=meeting.board_id, state=State.PLANLAGT).exclude(pk=meeting.pk).first()
    )
    if other is not None:
        set_for(meeting, other.day, meeting.reason, actor, at)
    waiting = waiting_on(meeting.board_id, meeting.day)
    if waiting:
        cases = "1 sag" if waiting == 1 else f"{waiting} sager"
        raise AnswersInvalid({"to": f"{cases} er sat til mødet. Vælg det møde, de flyttes til (Vejledningen, M9)."})
    meeting.state = State.AFLYST
    changed(meeting, "state", "reason")
    return meeting


def set_for(meeting: Meeting, day: date, reason: str, actor: Viewer, at: datetime) -> int:
    """Set the cases that wait on the meeting for another day, each by its own step; how many they were."""
    with gate():
        rows = DocketItem.objects.filter(board=meeting.board_id, day=meeting.day, waits=True)
        mine = list(rows.filter(case__in=visible_ids(actor)).values_list("case_id", "occurrence"))
        if len(mine) != rows.count():
            raise AnswersInvalid(
                {"reason": "En af sagerne kan du ikke flytte: den er låst, eller du er inhabil. En anden må gøre det."}
            )
    board = docket()
    facts = {board.outcome.key: board.postponed, board.why.key: reason, board.day.key: in_digits(day)}
    for case_id, occurrence in mine:
        take(
            case_id=case_id, step=board.postpones, occurrence=occurrence, facts=facts, actor=actor, on=danish_day(at),
            at=at, based_on=None,
        )  # fmt: skip
    return len(mine)


def _reason(words: str) -> str:
    reason = written(words, field="reason", longest=LONGEST_REASON)
    if not reason:
        raise ReasonMissing("Skriv hvorfor. Det står ved mødet.", field="reason")
    return reason

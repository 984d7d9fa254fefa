"""The town's boards: who sits in each BEKU, what it has agreed, its meetings, and a few lines of minutes."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta

from sagsgang.casework.models import DocketItem
from sagsgang.meetings.beku.calendar import nth_weekday
from sagsgang.meetings.beku.models import Agreement, Attendance, Item, Meeting, Member
from sagsgang.people.models import RoleAssignment, Unit, User
from sagsgang.procedure.workdays import COPENHAGEN, LOKAL, why_closed

FUNCTIONS = {
    "beku_formand": Member.Function.BUF_LEDER,
    "beku_medlem": Member.Function.TSF,
    "beku_sekretaer": Member.Function.SEKRETAER,
}
LOCAL = "beku-syd"  # has agreed on a limit of its own
AHEAD, WITHOUT = 8, 3
BEGINS = time(9, 30)
MINUTES = "Sagsfremstilleren fremlagde sagen. Udvalget spurgte til skolens egne muligheder og til familiens ønsker."


def meet(day: date) -> None:
    """Give every board its members, agreements and meetings as they stand on the day."""
    posts = RoleAssignment.objects.on(day).filter(role__in=FUNCTIONS).select_related("user").order_by("unit", "pk")
    held: dict[int, list[RoleAssignment]] = {}
    for post in posts:
        held.setdefault(post.unit_id, []).append(post)
    at = datetime.combine(day - timedelta(days=200), time(10), COPENHAGEN)
    for board in Unit.objects.filter(kind=Unit.Kind.BEKU).order_by("pk"):
        mine = held.get(board.pk, [])
        secretary = next(post.user for post in mine if post.role == "beku_sekretaer")
        members = [_member(board, post, secretary, at) for post in mine]
        _agree(board, secretary, at)
        _meetings(board, members, secretary, day, at)


def _member(board: Unit, post: RoleAssignment, secretary: User, at: datetime) -> Member:
    return Member.objects.create(
        board=board, user=post.user, function=FUNCTIONS[post.role], chair=post.role == "beku_formand",
        since=post.since, said_by=secretary, said_at=at,
    )  # fmt: skip


def _agree(board: Unit, secretary: User, at: datetime) -> None:
    agreed = [(Agreement.Key.BESLUTNINGSDYGTIG, 2, "Udvalget vil altid være mindst to, der beslutter.")]
    if board.key == LOCAL:
        agreed.append((Agreement.Key.PAPIRFRIST, 6, "Papirerne skal kunne læses før ugens møde i området."))
    Agreement.objects.bulk_create(
        Agreement(
            board=board, key=key, value=value, since=at.date(), reason=reason, source="Områdets referat af 3. marts",
            said_by=secretary, said_at=at,
        )
        for key, value, reason in agreed
    )  # fmt: skip


def _meetings(board: Unit, members: list[Member], secretary: User, day: date, at: datetime) -> None:
    """A meeting wherever a case has been or will be, and one a month ahead, but for the month nobody has planned."""
    rows = list(DocketItem.objects.filter(board=board, day__isnull=False).order_by("day", "pk"))
    days = {row.day for row in rows if row.day is not None and why_closed(LOKAL, row.day) is None}
    there = {(each.year, each.month) for each in days}
    for step in range(AHEAD):
        year, month = divmod(day.year * 12 + day.month - 1 + step, 12)
        planned = nth_weekday(year, month + 1, 2, 2)
        if planned and planned >= day and (year, month + 1) not in there and step != WITHOUT:
            days.add(planned)
    for each in sorted(days):
        _meeting(board, each, [row for row in rows if row.day == each], members, secretary, day, at)


def _meeting(
    board: Unit, on: date, rows: list[DocketItem], members: list[Member], secretary: User, day: date, at: datetime
) -> None:
    over = on < day and not any(row.waits for row in rows)
    closed = datetime.combine(on, time(12), COPENHAGEN) if over else None
    meeting = Meeting.objects.create(
        board=board, day=on, begins=BEGINS, place="Mødelokale 2", made_by=secretary, made_at=at,
        state=Meeting.State.AFSLUTTET if over else Meeting.State.PLANLAGT, closed_at=closed,
        closed_by=secretary if over else None, outcomes=dict(Counter(row.outcome for row in rows)) if over else {},
    )  # fmt: skip
    if over:
        Attendance.objects.bulk_create(Attendance(meeting=meeting, member=member) for member in members)
    for place, row in enumerate(rows, start=1):
        if over:
            Item.objects.create(
                case_id=row.case_id, meeting=meeting, occurrence=row.occurrence, position=place, minutes=MINUTES,
                version=1, written_by=secretary, written_at=closed or at, filed_at=closed,
            )  # fmt: skip

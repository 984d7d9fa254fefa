"""A meeting's agenda: the cases on the docket that day, what each lacks, and who must leave it (P3.7, M9, X23).

Sixty cases are one page: the rows come from the projection (casework.DocketItem), and every query is asked once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from sagsgang.casework.access import Viewer
from sagsgang.casework.dockets import WITHDRAWN
from sagsgang.casework.gate import visible_ids
from sagsgang.casework.models import Bar, DocketItem
from sagsgang.casework.procedures import procedure
from sagsgang.casework.scope import current, gate
from sagsgang.meetings.beku.boards import VOTING, Agreed, agreed_on, agreements, docket, members_on
from sagsgang.meetings.beku.models import Attendance, Item, Meeting, Member
from sagsgang.procedure.language import Role, RoleBy

AWAITS_SOF = "afventer_sof"


@dataclass(frozen=True, slots=True)
class Row:
    """One item of the agenda, as the viewer may see it."""

    number: int
    case_number: str
    child: str
    docket: DocketItem
    offer: str
    occasion: str
    area: str
    school: str
    presenter: Role | None
    outcome: str
    other_half: str
    item: Item | None
    leaving: tuple[str, ...]
    papers_local: bool

    @property
    def settled(self) -> bool:
        """Whether it has an outcome, so that the meeting may close."""
        return not self.docket.waits

    @property
    def late(self) -> bool:
        """Whether the papers came after the cut-off, or have not come at all by it."""
        return self.docket.late

    @property
    def must_be_taken_on(self) -> bool:
        """Whether it came late and the chair has not taken it on yet (D2)."""
        return self.docket.late and not self.docket.taken_on and self.docket.waits

    @property
    def filed(self) -> bool:
        """Whether the minutes of this meeting lie in the case."""
        return self.item is not None and self.item.filed_at is not None


@dataclass(frozen=True, slots=True)
class Agenda:
    """The agenda of one meeting for one viewer. `hidden`: items that are there, and not his to see."""

    meeting: Meeting
    rows: tuple[Row, ...]
    hidden: int
    hidden_open: int
    members: tuple[Member, ...]
    present: frozenset[int]
    agreed: Agreed

    @property
    def open_rows(self) -> tuple[Row, ...]:
        """The items without an outcome."""
        return tuple(row for row in self.rows if not row.settled)

    @property
    def voting(self) -> int:
        """How many members who take part in the decisions are present; a substitute counts for his member."""
        return len({m.stands_in_for_id or m.pk for m in self.members if m.pk in self.present and m.function in VOTING})

    @property
    def short_of(self) -> int:
        """How many are lacking before the board may decide; 0 where it has agreed no number or enough are there."""
        return max(0, (self.agreed.quorum or 0) - self.voting)


def how_many(viewer: Viewer, boards: Iterable[int]) -> Mapping[tuple[int, date | None], int]:
    """How many cases are on each board's docket on each day, as far as the viewer may know of them: one query."""
    with gate():
        rows = DocketItem.objects.filter(board__in=list(boards), case__in=visible_ids(viewer)).order_by()
        counted = rows.values_list("board", "day").annotate(count=Count("pk"))
        return {(board, day): count for board, day, count in counted}


def agenda(viewer: Viewer, meeting: Meeting) -> Agenda:
    """The agenda of the meeting, which the viewer's board holds: seven queries, whatever the number of cases."""
    with gate() as scope:
        on_it = DocketItem.objects.filter(board=meeting.board_id, day=meeting.day)
        mine = list(
            on_it.filter(case__in=visible_ids(viewer))
            .select_related("case__child", "case__summary__school")
            .order_by("submitted_at", "case_id", "round")
        )
        everything = list(on_it.values_list("case_id", "waits"))
        cases = {each.case_id for each in mine}
        items = {
            (each.case_id, each.occurrence): each
            for each in Item.objects.filter(meeting=meeting, case__in=cases).select_related("written_by")
        }
        members = members_on(meeting.board_id, meeting.day)
        leaving = _leaving(cases, members, meeting.day)
        scope.list(cases)
    agreed = agreed_on(agreements(meeting.board_id), meeting.day)
    present = frozenset(Attendance.objects.filter(meeting=meeting).values_list("member_id", flat=True))
    ordered = sorted(mine, key=lambda row: _place(items.get((row.case_id, row.occurrence))))
    rows = tuple(_row(n, each, items, leaving, agreed) for n, each in enumerate(ordered, start=1))
    elsewhere = [waits for case_id, waits in everything if case_id not in cases]
    return Agenda(meeting, rows, len(elsewhere), sum(elsewhere), tuple(members), present, agreed)


def _place(item: Item | None) -> int:
    return item.position if item is not None and item.position else 10_000


def _leaving(cases: Iterable[int], members: Iterable[Member], day: date) -> Mapping[int, tuple[str, ...]]:
    """Who of the board must leave each case's item: the disqualified (forvaltningsloven § 3). One query."""
    names = {member.user_id: member.user.name for member in members}
    running = Q(since__lte=day) & (Q(until=None) | Q(until__gt=day))
    found: dict[int, tuple[str, ...]] = {}
    for case_id, user in Bar.objects.filter(running, case__in=cases, user__in=names).values_list("case_id", "user_id"):
        found[case_id] = (*found.get(case_id, ()), names[user])
    return found


def _row(
    number: int, each: DocketItem, items: Mapping[tuple[int, str], Item], leaving: Mapping[int, tuple[str, ...]],
    agreed: Agreed,
) -> Row:  # fmt: skip
    summary = each.case.summary
    return Row(
        number,
        each.case.number,
        each.case.child.name,
        each,
        option_label(docket().offer.options, each.offer),
        option_label(docket().occasion.options, each.occasion),
        summary.area,
        summary.school.name if summary.school else "",
        presenter_of(each.offer),
        outcome_label(each.outcome),
        each.other_half,
        items.get((each.case_id, each.occurrence)),
        leaving.get(each.case_id, ()),
        agreed.papers_local is not None,
    )


def option_label(options: Iterable[object], value: str) -> str:
    """What the option is called on a form; the value itself where the procedure no longer has it."""
    return next((str(each.label) for each in options if each.value == value), value)  # type: ignore[attr-defined]


def outcome_label(value: str) -> str:
    """The outcome in words; "" while there is none."""
    return "Trukket tilbage" if value == WITHDRAWN else option_label(docket().outcome.options, value)


def presenter_of(offer: str) -> Role | None:
    """The role that answers for the papers, by the offer (X12)."""
    responsible = procedure().step(docket().submitted).responsible
    if isinstance(responsible, RoleBy):
        return next((role for value, role in responsible.cases if value == offer), responsible.otherwise)
    return responsible


def without_meeting(viewer: Viewer, board_ids: Iterable[int], planned: Iterable[date], day: date) -> list[DocketItem]:
    """Indstillinger that wait for one of the boards on a day without a meeting: one query."""
    with gate():
        rows = DocketItem.objects.filter(
            Q(day=None) | ~Q(day__in=list(planned)), board__in=list(board_ids), waits=True, case__in=visible_ids(viewer)
        )
        found = list(rows.select_related("case__child", "board").order_by("day", "case_id")[:100])
        current().list(each.case_id for each in found)
    return found

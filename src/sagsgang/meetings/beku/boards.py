"""The boards somebody sits on, who is on a board on a day, and what it has agreed (O10, D2, X23)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from sagsgang.casework.access import Viewer
from sagsgang.casework.procedures import procedure
from sagsgang.meetings.beku.models import Agreement, Member
from sagsgang.meetings.beku.refusals import NotYourBoard, UnknownBoard
from sagsgang.people.collation import danish
from sagsgang.people.models import RoleAssignment, Unit, User
from sagsgang.procedure.language import Docket, Seat
from sagsgang.procedure.workdays import Account, before, in_full, in_words, local_limit
from sagsgang.procedure.workdays import Unit as Of

KEEPERS = frozenset({"beku_sekretaer", "beku_formand"})
FUNCTIONS = Member.Function
DEMANDED = (FUNCTIONS.BUF_LEDER, FUNCTIONS.TSF, FUNCTIONS.SKOLELEDER, FUNCTIONS.BBU_LEDER, FUNCTIONS.SEKRETAER)
"""The functions a board must have (O10); BCH's leader comes where BBU judges so."""
VOTING = frozenset({FUNCTIONS.BUF_LEDER, FUNCTIONS.TSF, FUNCTIONS.SKOLELEDER, FUNCTIONS.BBU_LEDER, FUNCTIONS.BCH_LEDER})


def docket() -> Docket:
    """The docket that the procedure declares for BEKU."""
    return next(each for each in procedure().dockets if each.seat is Seat.BEKU)


def board_ids(viewer: Viewer) -> tuple[int, ...]:
    """The boards in which the viewer holds a role."""
    return tuple(dict.fromkeys(held.unit_id for held in viewer.roles if held.role.seat is Seat.BEKU))


def boards_of(viewer: Viewer) -> list[Unit]:
    """The same as units, in Danish order: one query, or none."""
    ids = board_ids(viewer)
    return list(Unit.objects.filter(pk__in=ids).order_by(danish("name"), "pk")) if ids else []


def board_of(viewer: Viewer, key: str) -> Unit:
    """The board with that key; UnknownBoard when it is not there or not the viewer's."""
    board = Unit.objects.filter(key=key, kind=Unit.Kind.BEKU).first()
    if board is None or board.pk not in board_ids(viewer):
        raise UnknownBoard
    return board


def keeps(viewer: Viewer, board_id: int) -> bool:
    """Whether the viewer keeps the board: its secretary or its chair."""
    return any(held.unit_id == board_id and held.role.key in KEEPERS for held in viewer.roles)


def check_keeper(viewer: Viewer, board_id: int) -> None:
    """Refuse whoever does not keep the board; UnknownBoard for who is not even on it."""
    if board_id not in board_ids(viewer):
        raise UnknownBoard
    if not keeps(viewer, board_id):
        raise NotYourBoard


# --- members ----------------------------------------------------------------------------------------------------------


def members_on(board_id: int, day: date) -> list[Member]:
    """Who is on the board on the day, by function and name: one query."""
    rows = Member.objects.filter(Q(until=None) | Q(until__gt=day), board=board_id, since__lte=day)
    found = list(rows.select_related("user", "stands_in_for__user").order_by(danish("user__name"), "pk"))
    order = list(FUNCTIONS)
    return sorted(found, key=lambda member: (order.index(FUNCTIONS(member.function)), member.stands_in_for_id or 0))


def members_before(board_id: int, day: date) -> list[Member]:
    """Who has been on the board, and is no more on the day; newest first: one query."""
    rows = Member.objects.filter(board=board_id, until__lte=day).select_related("user").order_by("-until", "-pk")
    return list(rows[:50])


def lacking_functions(members: Iterable[Member]) -> tuple[str, ...]:
    """The functions that nobody on the board has (O10)."""
    there = {member.function for member in members if member.stands_in_for_id is None}
    return tuple(function.label for function in DEMANDED if function not in there)


def candidates(board_id: int, day: date) -> list[User]:
    """Who holds a role in the board on the day, and so can be put on it: one query."""
    held = RoleAssignment.objects.on(day).filter(unit=board_id).values("user")
    return list(User.objects.filter(pk__in=held, is_active=True).order_by(danish("name"), "pk"))


# --- agreements -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Agreed:
    """What holds for a board on a day: the working days for papers, the quorum, and what each rests on."""

    papers: int
    papers_local: Agreement | None
    quorum: int | None
    quorum_set: Agreement | None


def general_limit() -> int:
    """The number of working days that the guidance itself says (D2)."""
    deadline = procedure().step(docket().submitted).deadline
    assert deadline is not None
    assert deadline.limit is not None
    return deadline.limit.count


def agreements(board_id: int) -> list[Agreement]:
    """Everything the board has agreed, newest first: one query."""
    rows = Agreement.objects.filter(board=board_id).select_related("said_by").order_by("-since", "-pk")
    return list(rows)


def agreed_on(found: Iterable[Agreement], day: date) -> Agreed:
    """What of it holds on the day; the guidance's own number where nothing else was agreed."""
    newest: dict[str, Agreement] = {}
    for each in found:
        if each.since <= day:
            newest.setdefault(each.key, each)
    papers, quorum = newest.get(Agreement.Key.PAPIRFRIST), newest.get(Agreement.Key.BESLUTNINGSDYGTIG)
    return Agreed(papers.value if papers else general_limit(), papers, quorum.value if quorum else None, quorum)


def cut_off(meeting_day: date, working_days: int) -> Account:
    """The last day for papers to a meeting, with the closed days on the way: the calendar of every deadline (X4)."""
    return before(meeting_day, local_limit(working_days, Of.WORKING_DAYS))


def cut_off_words(account: Account) -> str:
    """The account of that day in a sentence."""
    passed = [f"{why} den {in_words(day)}" for day, why in account.skipped]
    count = getattr(account.limit, "count", 0)
    told = f"{count} {'hverdag' if count == 1 else 'hverdage'} (mandag til fredag) før {in_full(account.anchor)}"
    shut = f" Lukkede dage, der ikke tælles: {', '.join(passed)}." if passed else ""
    return f"Senest {in_full(account.due)}: {told}.{shut}"

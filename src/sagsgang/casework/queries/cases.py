"""The case list with its filters, and one case as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db import connection
from django.db.models import Count, F, Q, QuerySet, Window

from sagsgang.casework.access import Relation, Viewer, visible_case, visible_related
from sagsgang.casework.gate import visible_ids
from sagsgang.casework.ledger import load
from sagsgang.casework.models import Case, CaseSummary, TeamMember
from sagsgang.casework.placement import Directory, Place, seats_of
from sagsgang.casework.procedures import procedure_of
from sagsgang.casework.refusals import DayInvalid
from sagsgang.casework.scope import current, gate
from sagsgang.people.collation import danish
from sagsgang.people.cpr import looks_like_one
from sagsgang.people.queries import indexes_of
from sagsgang.procedure.engine import Assessment, Breach, Event, EventKind, Standing, assess, breaches
from sagsgang.procedure.language import Role, Seat, UnknownDay

PAGE = 25


@dataclass(frozen=True, slots=True)
class CaseFilters:
    """What the case list is narrowed to. `child` is a name, a CPR number or a case number and comes by POST only."""

    child: str = field(default="", repr=False)
    school: str = ""
    area: str = ""
    phase: str = ""
    offer: str = ""
    overdue: bool = False
    closed: bool = False
    sort: str = "due"

    @property
    def by_cpr(self) -> bool:
        """Whether what was typed is a CPR number; then it is not repeated on the page."""
        return looks_like_one(self.child)


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case in the list."""

    number: str
    child: str
    school: str
    phase: str
    offer: str
    next_due: date | None
    overdue: bool
    is_open: bool


@dataclass(frozen=True, slots=True)
class CaseRows:
    """One page of the case list, with how many there are in all."""

    rows: tuple[CaseRow, ...]
    page: int
    pages: int
    total: int


_SORTS = {
    "due": (F("next_due").asc(nulls_last=True), "case_id"),
    "number": ("case_id",),
    "newest": ("-case_id",),
}
_ROWS = """
SELECT summary.case_id, casework_case.number, child.given_name, child.family_name, school.name,
  summary.phase, summary.offer, summary.next_due, summary.is_open
FROM casework_casesummary summary
JOIN casework_case ON casework_case.id = summary.case_id
JOIN people_person child ON child.id = casework_case.child_id
LEFT JOIN people_unit school ON school.id = summary.school_id
WHERE summary.case_id IN ({})
"""


@gate()
def case_list(viewer: Viewer, filters: CaseFilters, page: int = 1) -> CaseRows:
    """The cases the viewer may know of, narrowed, sorted and paged: two queries, four for a page that is not there."""
    order = _SORTS.get(filters.sort) or (danish("case__child__family_name"), danish("case__child__given_name"), "pk")
    known = CaseSummary.objects.filter(_narrowed(filters, viewer.day), case_id__in=visible_ids(viewer)).order_by(*order)
    page = max(1, page)
    wanted, total = _page_of(known, page)
    pages = max(1, -(-total // PAGE))
    if not wanted and page > 1:
        page = pages
        wanted, total = _page_of(known, page)
    rows = _rows_of(wanted, viewer.day)
    scope = current()
    scope.list(wanted)
    if filters.child:
        scope.searched("CPR-nummer" if filters.by_cpr else "barnets navn eller sagsnummer", filters.child)
    return CaseRows(tuple(rows[pk] for pk in wanted), page, pages, total)


def _rows_of(wanted: list[int], day: date) -> dict[int, CaseRow]:
    """The rows of these cases, by their ids."""
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_ROWS.format(", ".join(["%s"] * len(wanted))), wanted)
        return {
            pk: CaseRow(
                number,
                f"{given} {family}",
                school or "",
                phase,
                offer,
                due,
                due is not None and due < day,
                is_open,
            )
            for pk, number, given, family, school, phase, offer, due, is_open in cursor.fetchall()
        }


def _page_of(known: QuerySet[CaseSummary], page: int) -> tuple[list[int], int]:
    """The cases of one page and how many there are in all; where the page is not there, none, and one query more."""
    here = list(known.values_list("case_id", Window(Count("*")))[(page - 1) * PAGE : page * PAGE])
    if here:
        return [pk for pk, _ in here], here[0][1]
    return [], 0 if page == 1 else known.count()


def _narrowed(filters: CaseFilters, day: date) -> Q:
    wanted = Q(is_open=not filters.closed)
    if filters.by_cpr:
        wanted &= Q(case__child__cpr__index__in=indexes_of(filters.child))
    for word in () if filters.by_cpr else filters.child.split():
        name = Q(case__child__given_name__icontains=word) | Q(case__child__family_name__icontains=word)
        wanted &= name | Q(case__number=word)
    if filters.school:
        wanted &= Q(school__key=filters.school)
    if filters.area:
        wanted &= Q(area=filters.area)
    if filters.phase:
        wanted &= Q(phase=filters.phase)
    if filters.offer:
        wanted &= Q(offer=filters.offer)
    if filters.overdue:
        wanted &= Q(next_due__lt=day)
    return wanted


@dataclass(frozen=True, slots=True)
class TeamRow:
    """Who has a role in the case: the person, or nobody yet."""

    role: Role
    member_id: int | None
    name: str
    since: date | None


@dataclass(frozen=True)
class CasePage:
    """One case on one day, as the viewer relates to it."""

    case: Case
    assessment: Assessment
    history: tuple[Event, ...]
    relation: Relation
    team: tuple[TeamRow, ...]
    seats: dict[Seat, Place]
    unit_names: dict[str, str]
    breaches: tuple[Breach, ...]

    def tasks(self) -> list[Standing]:
        """What somebody owes in the case, of the steps the viewer is told of."""
        return [each for each in self.assessment.tasks() if self.relation.follows(each.step)]


def case_history(viewer: Viewer, number: str) -> tuple[Case, list[Event]]:
    """The case and its whole history, through the gate: two queries."""
    case = visible_case(viewer, number)
    return case, load(case)


def case_page(viewer: Viewer, number: str, day: date | None = None, known: date | None = None) -> CasePage:
    """The case as it stood on `day` (today by default) as known at the end of `known`: a constant number of queries.

    :raises UnknownCase: not there, or not his to know of
    :raises DayInvalid: the procedure says nothing of that day
    """
    case, relation = visible_related(viewer, number)
    history = load(case)
    shown = day or viewer.day
    followed = procedure_of(case)
    try:
        assessment = assess(followed, history, shown, known)
    except UnknownDay as unknown:
        raise DayInvalid(f"{unknown}.", field="dag") from unknown
    directory = Directory.load()
    amended = any(event.kind in (EventKind.CORRECTED, EventKind.ANNULLED) for event in history)
    return CasePage(
        case,
        assessment,
        tuple(history),
        relation,
        _team(case, shown),
        seats_of(assessment.world, directory),
        directory.names,
        tuple(breaches(followed, history, shown)) if amended else (),
    )


def _team(case: Case, day: date) -> tuple[TeamRow, ...]:
    by_key = procedure_of(case).role_by_key
    members = TeamMember.objects.filter(Q(until__isnull=True) | Q(until__gt=day), case=case, since__lte=day)
    columns = members.order_by("since", "pk").values_list("role", "pk", "user__name", "since")
    return tuple(TeamRow(by_key[role], pk, name, since) for role, pk, name, since in columns if role in by_key)

"""Figures on money without a child in them: by school, area and year, for FAC and the leaders; one query."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Count, F, Q, QuerySet, Sum

from sagsgang.casework.access import Viewer
from sagsgang.casework.gate import visible_ids
from sagsgang.casework.halves import HOME, Half
from sagsgang.casework.models import Case
from sagsgang.casework.procedures import procedure
from sagsgang.casework.refusals import NotYours
from sagsgang.casework.scope import current, gate
from sagsgang.money.models import Bevillingsandel
from sagsgang.people.collation import danish
from sagsgang.procedure.engine import Stage
from sagsgang.procedure.language import Seat, Side
from sagsgang.procedure.wording.grammar import thousands

PAGE = 25
COUNTED = (Stage.EXPECTED, Stage.GRANTED, Stage.ANNOUNCED, Stage.ENDED)
NOWHERE = "Uden skole"


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the figures are narrowed to; "" for everything."""

    year: int | None = None
    area: str = ""
    school: str = ""
    art: str = ""
    half: str = ""


@dataclass(slots=True)
class Cell:
    """How many amounts are at a stage, and how much they come to in kroner."""

    count: int = 0
    kroner: int = 0

    def add(self, count: int, kroner: int) -> None:
        """Count these in."""
        self.count += count
        self.kroner += kroner

    @property
    def text(self) -> str:
        """ "3 · 300.000 kr.", or a dash for none."""
        return f"{self.count} · {thousands(self.kroner)} kr." if self.count else "–"


@dataclass(slots=True)
class SumRow:
    """One school (or area) with a cell for each stage; `key` is the unit's, "" for a row that is a sum of others."""

    name: str
    key: str = ""
    area: str = ""
    cells: dict[Stage, Cell] = field(default_factory=lambda: {stage: Cell() for stage in Stage})
    days_left: int = 0

    @property
    def counted(self) -> tuple[tuple[Stage, Cell], ...]:
        """The cells in the order of the table."""
        return tuple((stage, self.cells[stage]) for stage in COUNTED)


@dataclass(frozen=True, slots=True)
class Sums:
    """All of it: the rows by school, one for each area, one for everything, and what can be chosen."""

    schools: tuple[SumRow, ...]
    areas: tuple[SumRow, ...]
    total: SumRow
    years: tuple[int, ...]
    halves: tuple[Half, ...]


@dataclass(frozen=True, slots=True)
class _Group:
    year: int
    area: str
    key: str
    name: str
    art: str
    half: str
    stage: Stage
    count: int
    kroner: int
    left: int


def may_see_sums(viewer: Viewer) -> bool:
    """Whether the figures are for him: FAC, and whoever leads a unit of one of the administrations."""
    return bool(_halves(viewer))


def _announcers(viewer: Viewer) -> bool:
    """Whether he is of the body that announces the money, for all of the municipality."""
    return any(held.role.seat is Seat.FAC for held in viewer.roles)


def _halves(viewer: Viewer) -> tuple[Half, ...]:
    """The halves whose money he sees: his own administration's."""
    sides = {held.role.side for held in viewer.roles if held.role.leads or held.role.seat is Seat.FAC}
    return tuple(HOME[side] for side in (Side.SOF, Side.BUF) if side in sides)


def _reached(viewer: Viewer) -> QuerySet[Bevillingsandel]:
    """The amounts that count in his figures.

    A leader: in the cases he may know of as a leader. FAC announces for the whole municipality: all cases but the
    locked and those he is barred from; only figures come out of it, never which case.
    """
    rows = Bevillingsandel.objects.filter(half__in=_halves(viewer))
    known = Q(case_id__in=visible_ids(viewer.as_leader))
    if _announcers(viewer):
        known |= Q(case__locked=False) & ~Q(case_id__in=viewer.barred)
    return rows.filter(known)


@gate()
def sums(viewer: Viewer, narrowed: Narrowed) -> Sums:
    """Return the figures: one query, and nobody's name in them.

    :raises NotYours: he is neither of FAC nor a leader
    """
    if not may_see_sums(viewer):
        raise NotYours("Økonomien ses af Fagligt Center og af lederne.")
    groups = list(_groups(_reached(viewer)))
    kept = [each for each in groups if _wanted(each, narrowed)]
    schools, areas, total = _tables(kept)
    years = tuple(sorted({each.year for each in groups}, reverse=True))
    return Sums(schools, areas, total, years, _halves(viewer))


def _groups(rows: QuerySet[Bevillingsandel]) -> Iterable[_Group]:
    by = ("year", "area", "school__key", "school__name", "art", "half", "stage")
    found = rows.values_list(*by).annotate(count=Count("pk"), kroner=Sum("amount"), left=Sum(F("days") - F("used")))
    for year, area, key, name, art, half, stage, count, kroner, left in found.order_by("area", danish("school__name")):
        yield _Group(year, area, key or "", name or NOWHERE, art, half, Stage(stage), count, kroner or 0, left or 0)


def _wanted(each: _Group, narrowed: Narrowed) -> bool:
    return (
        narrowed.year in (None, each.year)
        and narrowed.area in ("", each.area)
        and narrowed.school in ("", each.key)
        and narrowed.art in ("", each.art)
        and narrowed.half in ("", each.half)
    )


def _tables(groups: Iterable[_Group]) -> tuple[tuple[SumRow, ...], tuple[SumRow, ...], SumRow]:
    schools: dict[tuple[str, str], SumRow] = {}
    areas: dict[str, SumRow] = {}
    total = SumRow("I alt")
    for each in groups:
        of_school = schools.setdefault((each.area, each.key), SumRow(each.name, each.key, each.area))
        of_area = areas.setdefault(each.area, SumRow(each.area, "", each.area))
        for row in (of_school, of_area, total):
            row.cells[each.stage].add(each.count, each.kroner)
            row.days_left += each.left
    return tuple(schools.values()), tuple(areas.values()), total


# --- down to the cases ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CaseMoney:
    """One amount in a case that the viewer may know of."""

    number: str
    child: str
    school: str
    art: str
    half: str
    period: int
    stage: Stage
    amount: int | None
    first: object
    last: object


@dataclass(frozen=True, slots=True)
class CaseMoneyRows:
    """One page of them; `counted` is how many the figure counts, of which `total` are in cases he may know of."""

    rows: tuple[CaseMoney, ...]
    page: int
    pages: int
    total: int
    counted: int


@gate()
def behind(viewer: Viewer, narrowed: Narrowed, stage: Stage | None, page: int = 1) -> CaseMoneyRows:
    """Return the cases behind a figure, as far as he may know of them: three queries.

    :raises NotYours: the figures are not for him
    """
    if not may_see_sums(viewer):
        raise NotYours("Økonomien ses af Fagligt Center og af lederne.")
    wanted = _filters(narrowed, stage)
    counted = _reached(viewer).filter(wanted).count()
    rows = Bevillingsandel.objects.filter(wanted, half__in=_halves(viewer), case_id__in=visible_ids(viewer))
    total = rows.count()
    pages = max(1, -(-total // PAGE))
    page = min(max(1, page), pages)
    shown = rows.order_by("-since", "case_id", "pk").select_related("case__child", "school")
    found = list(shown[(page - 1) * PAGE : page * PAGE])
    current().list({each.case_id for each in found})
    return CaseMoneyRows(tuple(_case_row(each) for each in found), page, pages, total, counted)


def _filters(narrowed: Narrowed, stage: Stage | None) -> Q:
    given = {
        "year": narrowed.year,
        "area": narrowed.area,
        "school__key": narrowed.school,
        "art": narrowed.art,
        "half": narrowed.half,
        "stage": stage.value if stage else "",
    }
    return Q(**{name: value for name, value in given.items() if value})


def _case_row(each: Bevillingsandel) -> CaseMoney:
    case: Case = each.case
    last = each.until - timedelta(days=1) if each.until else None
    school = each.school.name if each.school else NOWHERE
    half = Half(each.half).label
    return CaseMoney(
        case.number, case.child.name, school, art_label(each.art), half, each.period, Stage(each.stage), each.amount,
        each.first, last,
    )  # fmt: skip


def art_label(art: str) -> str:
    """Return what the offer is called."""
    offer = procedure().offer
    return next((option.label for option in offer.options if option.value == art), art) if offer else art

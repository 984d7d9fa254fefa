"""Figures on the cases, in which nobody is found: by phase, offer and outcome in each area, and how long it takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from django.db.models import QuerySet

from sagsgang.archive.retention import RESULTS, ended
from sagsgang.archive.suppressing import SMALL, Table, band, merged, protect
from sagsgang.casework.ledger import load_many
from sagsgang.casework.models import Case, CaseSummary
from sagsgang.casework.procedures import procedure
from sagsgang.people.models import Unit
from sagsgang.procedure.engine import Assessment, assess

BATCH = 500
REST = "Andre områder"
NOWHERE = "Uden skole"
UNDER_WAY = "I gang"


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted of one case."""

    area: str
    phase: str
    offer: str
    outcome: str
    waited: int | None


@dataclass(frozen=True, slots=True)
class Wait:
    """How long it took in half of the cases, and of how many, in bands; none where fewer than five."""

    what: str
    days: int | None
    of: str


@dataclass(frozen=True, slots=True)
class Figures:
    """All of it. `tables` by name; None where a table cannot be shown without telling of few."""

    tables: tuple[tuple[str, Table | None], ...]
    waits: tuple[Wait, ...]


def figures(cases: QuerySet[Case], day: date) -> Figures:
    """Return the figures of the cases on the day; each history is read once, in batches."""
    counted = list(_counted(cases, day))
    by: tuple[tuple[str, str], ...] = (("Fase", "phase"), ("Tilbud", "offer"), ("Resultat", "outcome"))
    tables = tuple((name, _table(counted, attribute)) for name, attribute in by)
    waits = [each.waited for each in counted if each.waited is not None]
    enough = len(waits) >= SMALL
    told = Wait("Dage fra forløbets start til første fælles tilbud (midterste sag)",
                round(median(waits)) if enough else None, band(len(waits)))  # fmt: skip
    return Figures(tables, (told,))


def csv_rows(found: Figures, day: date, what: str) -> list[list[str | int | None]]:
    """Return the figures as rows for a CSV file."""
    rows: list[list[str | int | None]] = [["Statistik", what], ["Opgjort", day.isoformat()], []]
    for name, table in found.tables:
        rows.append([name])
        if table is None:
            rows += [["For få sager til at vise tabellen"], []]
            continue
        rows.append(["Område", *table.columns, "I alt"])
        rows += [
            [row, *cells, total] for row, cells, total in zip(table.rows, table.cells, table.row_totals, strict=True)
        ]
        rows += [["I alt", *table.column_totals, table.total], []]
    rows.append(["Ventetid", "Dage", "Antal sager"])
    rows += [[each.what, each.days, each.of or None] for each in found.waits]
    return rows


def _table(counted: Sequence[Counted], attribute: str) -> Table | None:
    cells = Counter((each.area, getattr(each, attribute)) for each in counted)
    areas = sorted({each.area for each in counted})
    columns = _order(attribute, {getattr(each, attribute) for each in counted})
    names, counts = merged(areas, [[cells[area, column] for column in columns] for area in areas], REST)
    return protect(names, columns, counts) if names else None


def _order(attribute: str, found: set[str]) -> list[str]:
    phases = [phase.title for phase in procedure().phases]
    known = {"phase": phases, "outcome": [UNDER_WAY, *RESULTS.values()]}.get(attribute, [])
    return [each for each in known if each in found] + sorted(found - set(known))


def _counted(cases: QuerySet[Case], day: date) -> Iterable[Counted]:
    followed = procedure()
    phases = {phase.key: phase.title for phase in followed.phases}
    offers = {option.value: option.label for option in followed.offer.options} if followed.offer else {}
    areas = dict(Unit.objects.filter(kind=Unit.Kind.BUFOMRAADE).exclude(area="").values_list("area", "name"))
    ids = list(cases.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        summaries = {each.case_id: each for each in CaseSummary.objects.filter(case__in=batch)}
        for case_id, history in load_many(batch, followed).items():
            summary, assessment = summaries.get(case_id), assess(followed, history, day)
            if summary is None:
                continue
            over = ended(assessment)
            yield Counted(
                areas.get(summary.area, NOWHERE),
                phases.get(summary.phase, "Ukendt"),
                offers.get(summary.offer, "Intet tilbud nu"),
                RESULTS[over.result] if over else UNDER_WAY,
                _waited(assessment),
            )


def _waited(assessment: Assessment) -> int | None:
    """Days from the first life of the course until its first offer."""
    world = assessment.world
    courses = world.by_subject.get(world.procedure.course.key, ())
    offer = world.procedure.offer
    offers = world.by_subject.get(offer.subject.key, ()) if offer else ()
    if not courses or not offers:
        return None
    return (min(each.opened for each in offers) - min(each.opened for each in courses)).days

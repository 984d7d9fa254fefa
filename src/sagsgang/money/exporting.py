"""The figures as rows for a CSV file, in Danish numbers and without anybody's name."""

from __future__ import annotations

from datetime import date

from sagsgang.money.sums import COUNTED, Sums
from sagsgang.money.wording import STAGES
from sagsgang.procedure.engine import Stage
from sagsgang.procedure.wording.grammar import thousands
from sagsgang.procedure.workdays import in_digits

HEAD = ("Område", "Skole", *(f"{STAGES[stage]}, {what}" for stage in COUNTED for what in ("antal", "kr.")),
        "Dage tilbage ved slut før tid", "Bortfaldet, antal")  # fmt: skip


def csv_rows(found: Sums, areas: dict[str, str], day: date, narrowed: str) -> list[list[str | int | None]]:
    """Return the figures by school, and the sum; `areas` are the areas' names, `narrowed` says what is counted."""
    rows: list[list[str | int | None]] = [["Økonomi", narrowed], ["Opgjort", in_digits(day)], [], list(HEAD)]
    for row in (*found.schools, found.total):
        cells: list[str | int | None] = []
        for _, cell in row.counted:
            cells += [thousands(cell.count), thousands(cell.kroner)]
        area = areas.get(row.area, row.area)
        rows.append([area, row.name, *cells, thousands(row.days_left), thousands(row.cells[Stage.LAPSED].count)])
    return rows

"""Tables in which nobody is found: small numbers are left out, and others with them, so that none can be reckoned back.

Pure. A cell between 1 and 4 is left out. What is left out can be reckoned exactly when it is the only way to close a
line. The cells that are left out and the lines they stand in are a graph, and such a cell is a bridge of it. So cells
are taken out beside it, the cheapest first, until each lies in a circle: then its neighbours can always have been one
more and one less. Only cells of at least one are ever taken out, so nothing can become negative in that.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass

SMALL = 5
"""The least number of people that is told."""
Cell = tuple[int, int]
Node = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows and columns with their names; None where a number is left out. Row totals are always told."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int, ...]
    column_totals: tuple[int | None, ...]
    total: int


def protect(rows: Sequence[str], columns: Sequence[str], counts: Sequence[Sequence[int]]) -> Table | None:
    """Return the table without what could tell of few; None when it cannot be shown at all.

    The row totals are told, since they are the same in every table of the same rows: no row may stand for fewer than
    five (`merged` sees to that). Raises ValueError otherwise, and for a negative count.
    """
    totals = [sum(row) for row in counts]
    if any(0 < total < SMALL for total in totals) or any(count < 0 for row in counts for count in row):
        raise ValueError("a row of a table that is shown stands for five at least")
    if not totals or sum(totals) < SMALL:
        return None
    grid = [list(row) for row in counts] + [[sum(column) for column in zip(*counts, strict=True)]]
    out = {(i, j) for i, row in enumerate(grid) for j, count in enumerate(row) if 0 < count < SMALL}
    while bare := _bridge(out):
        more = _way_around(grid, out, bare)
        if more is None:
            return None
        out |= more
    shown = [tuple(None if (i, j) in out else count for j, count in enumerate(row)) for i, row in enumerate(grid)]
    return Table(tuple(rows), tuple(columns), tuple(shown[:-1]), tuple(totals), shown[-1], sum(totals))


def merged(rows: Sequence[str], counts: Sequence[Sequence[int]], rest: str) -> tuple[list[str], list[list[int]]]:
    """Return the rows with those that stand for fewer than five put together under `rest`, and more if need be."""
    kept = [(name, list(row)) for name, row in zip(rows, counts, strict=True) if sum(row) >= SMALL]
    small = [list(row) for row in counts if 0 < sum(row) < SMALL]
    if not small:
        return [name for name, _ in kept], [row for _, row in kept]
    together = [sum(column) for column in zip(*small, strict=True)]
    kept.sort(key=lambda each: sum(each[1]), reverse=True)
    if (len(small) == 1 or sum(together) < SMALL) and kept:
        together = [one + other for one, other in zip(together, kept.pop()[1], strict=True)]
    if sum(together) < SMALL:
        return [], []
    order = {name: number for number, name in enumerate(rows)}
    kept.sort(key=lambda each: order[each[0]])
    return [*(name for name, _ in kept), rest], [*(row for _, row in kept), together]


def band(count: int) -> str:
    """A number of people as a band, where the number itself would tell too much."""
    for least, most in ((5, 9), (10, 19), (20, 49), (50, 99)):
        if least <= count <= most:
            return f"{least}–{most}"
    return "100 eller flere" if count >= 100 else ""


def _ends(cell: Cell) -> tuple[Node, Node]:
    return ("row", cell[0]), ("column", cell[1])


def _bridge(out: set[Cell]) -> Cell | None:
    """A cell that is left out and could be reckoned; None when there is none."""
    return next((cell for cell in sorted(out) if not _joined(out - {cell}, *_ends(cell))), None)


def _joined(out: set[Cell], start: Node, end: Node) -> bool:
    beside: dict[Node, list[Node]] = {}
    for cell in out:
        row, column = _ends(cell)
        beside.setdefault(row, []).append(column)
        beside.setdefault(column, []).append(row)
    seen, waiting = {start}, [start]
    while waiting:
        for node in beside.get(waiting.pop(), ()):
            if node not in seen:
                seen.add(node)
                waiting.append(node)
    return end in seen


def _way_around(grid: Sequence[Sequence[int]], out: set[Cell], cell: Cell) -> set[Cell] | None:
    """The cells to take out so that this one lies in a circle, the fewest people lost; None when there is no way."""
    start, end = _ends(cell)
    best: dict[Node, int] = {start: 0}
    way: dict[Node, Cell] = {}
    waiting: list[tuple[int, Node]] = [(0, start)]
    while waiting:
        cost, node = heapq.heappop(waiting)
        if node == end:
            return set(_walked(way, start, end))
        if cost > best[node]:
            continue
        for each in _cells_at(grid, node):
            if each == cell or grid[each[0]][each[1]] < 1:
                continue
            row, column = _ends(each)
            other = column if node == row else row
            reached = cost + (0 if each in out else grid[each[0]][each[1]])
            if reached < best.get(other, reached + 1):
                best[other], way[other] = reached, each
                heapq.heappush(waiting, (reached, other))
    return None


def _cells_at(grid: Sequence[Sequence[int]], node: Node) -> list[Cell]:
    kind, number = node
    if kind == "row":
        return [(number, j) for j in range(len(grid[number]))]
    return [(i, number) for i in range(len(grid))]


def _walked(way: dict[Node, Cell], start: Node, end: Node) -> list[Cell]:
    cells, node = [], end
    while node != start:
        cell = way[node]
        cells.append(cell)
        row, column = _ends(cell)
        node = column if node == row else row
    return cells

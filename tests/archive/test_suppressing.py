"""No number that is left out can be reckoned back: neither from totals nor from all lines together."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sagsgang.archive.csvs import cell, csv_text
from sagsgang.archive.suppressing import SMALL, Table, band, merged, protect

COUNTS = st.integers(1, 5).flatmap(
    lambda width: st.lists(
        st.lists(st.one_of(st.integers(0, 7), st.integers(0, 60)), min_size=width, max_size=width),
        min_size=1,
        max_size=6,
    )
)


def unknown(table: Table) -> list[tuple[int, int]]:
    """The cells left out; the row after the last one holds the totals of the columns."""
    grid = [*table.cells, table.column_totals]
    return [(i, j) for i, row in enumerate(grid) for j, count in enumerate(row) if count is None]


def reckoned(table: Table) -> list[tuple[int, int]]:
    """The cells that everything told settles, by elimination over every line of the table."""
    left = unknown(table)
    bottom = len(table.rows)
    lines = [{(i, j): Fraction(1) for j in range(len(table.columns))} for i in range(bottom)]
    lines += [
        {(i, j): Fraction(1) for i in range(bottom)} | {(bottom, j): Fraction(-1)} for j in range(len(table.columns))
    ]
    lines.append({(bottom, j): Fraction(1) for j in range(len(table.columns))})
    rows = [[line.get(each, Fraction(0)) for each in left] for line in lines]
    rank = 0
    for column in range(len(left)):
        pivot = next((r for r in range(rank, len(rows)) if rows[r][column]), None)
        if pivot is None:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        rows[rank] = [value / rows[rank][column] for value in rows[rank]]
        for other in range(len(rows)):
            if other != rank and rows[other][column]:
                factor = rows[other][column]
                rows[other] = [a - factor * b for a, b in zip(rows[other], rows[rank], strict=True)]
        rank += 1
    return [left[row.index(1)] for row in rows if sum(1 for value in row if value) == 1]


@settings(max_examples=400, deadline=None)
@given(COUNTS)
def test_nothing_left_out_can_be_reckoned(counts: list[list[int]]) -> None:
    names, rows = merged([f"Område {number}" for number in range(len(counts))], counts, "Andre")
    table = protect(names, [str(number) for number in range(len(counts[0]))], rows) if names else None
    if table is None:
        return
    assert reckoned(table) == []
    grid = [*rows, [sum(column) for column in zip(*rows, strict=True)]]
    assert all(grid[i][j] >= 1 for i, j in unknown(table))
    told = [count for row in [*table.cells, table.column_totals] for count in row if count is not None]
    assert all(count == 0 or count >= SMALL for count in [*told, *table.row_totals])


@given(COUNTS)
def test_merging_loses_nobody_and_leaves_no_small_row(counts: list[list[int]]) -> None:
    names, rows = merged([str(number) for number in range(len(counts))], counts, "Andre")
    assert all(sum(row) >= SMALL for row in rows)
    assert len(set(names)) == len(names)
    if names:
        assert sum(map(sum, rows)) == sum(map(sum, counts))


def test_one_small_number_takes_others_with_it() -> None:
    table = protect(["Nord", "Syd"], ["a", "b"], [[3, 20], [10, 30]])
    assert table is not None
    assert table.cells == ((None, None), (None, None))
    assert table.row_totals == (23, 40)


def test_large_numbers_are_told() -> None:
    table = protect(["Nord", "Syd"], ["a", "b"], [[5, 20], [10, 0]])
    assert table is not None
    assert unknown(table) == []


def test_a_small_number_that_cannot_be_hidden_hides_the_table() -> None:
    assert protect(["Nord"], ["a"], [[0]]) is None
    assert merged(["Nord"], [[3]], "Andre") == ([], [])


@pytest.mark.parametrize(("count", "words"), [(4, ""), (5, "5–9"), (19, "10–19"), (500, "100 eller flere")])
def test_bands(count: int, words: str) -> None:
    assert band(count) == words


@pytest.mark.parametrize("text", ["=1+1", "+45", "-2", "@SUM(A1)", "\t=1", " =1", "|cmd", "＝1"])
def test_no_cell_becomes_a_formula(text: str) -> None:
    assert cell(text).startswith("'")
    assert cell("Nord") == "Nord"
    assert csv_text([["a", None, 5]]) == "\ufeffa;udeladt;5\r\n"

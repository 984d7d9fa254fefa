"""CSV as Danes open it in a spreadsheet, in which no cell can become a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

LEFT_OUT = "udeladt"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")


def csv_text(rows: Iterable[Sequence[str | int | None]]) -> str:
    """Return the rows with semicolons and a byte order mark; None becomes the word for what is left out."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, delimiter=";", quoting=csv.QUOTE_MINIMAL)
    writer.writerows([cell(each) for each in row] for row in rows)
    return "\ufeff" + made.getvalue()


def cell(value: str | int | None) -> str:
    """A value as it stands in a cell: one that a spreadsheet would reckon with gets an apostrophe before it."""
    if value is None:
        return LEFT_OUT
    if isinstance(value, int):
        return str(value)
    text = value.replace("\x00", "")
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_FORMULA) else text

"""How every command writes: rows locked first, fields checked, what is wrong told as a refusal."""

from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, Model

from sagsgang.people.periods import Dated
from sagsgang.people.refusals import AlreadyEnded, EndsBeforeItBegins, FieldInvalid

Row = TypeVar("Row", bound=Model)
DatedRow = TypeVar("DatedRow", bound=Dated)


def lock(*rows: Model) -> None:
    """Hold the rows until the transaction ends, always in the same order, and read them afresh."""
    for row in sorted(rows, key=lambda row: row.pk):
        manager: Any = type(row)._default_manager
        row.refresh_from_db(from_queryset=manager.select_for_update())


def checked(row: Row) -> Row:
    """Return the row, fit to be asked about and saved; refuses FieldInvalid with the first field that is wrong."""
    references = {field.name for field in row._meta.fields if isinstance(field, ForeignKey)}
    try:
        row.clean_fields(exclude=references)
    except ValidationError as wrong:
        field, messages = next(iter(wrong.message_dict.items()))
        raise FieldInvalid(messages[0], field=field) from None
    return row


def ended(row: DatedRow, on: date) -> DatedRow:
    """Return the row, ended on the day `on`; the same day as it began means that it never came to hold.

    Refuses EndsBeforeItBegins and AlreadyEnded.
    """
    lock(row)
    if on < row.since:
        raise EndsBeforeItBegins(field="on")
    if row.until is not None and row.until <= on:
        raise AlreadyEnded
    row.until = on
    row.save(update_fields=["until"])
    return row

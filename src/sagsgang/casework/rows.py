"""The rows of one case in a table, by a query that is written once: the ORM takes longer to write it than to answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

from django.db import connection, models
from django.db.models.expressions import Col

from sagsgang.casework.scope import require

_Converter = tuple[int, Col, tuple[Callable[..., Any], ...]]


def rows_of(
    case_id: int, model: type[models.Model], names: tuple[str, ...], order: tuple[str, ...] = ()
) -> list[tuple[Any, ...]]:
    """These columns of the case's rows, as `values_list` gives them: one query. Its table has a column `case`.

    :raises OutsideGate: the case is not open here
    """
    require(case_id)
    sql, converters = _written(connection.vendor, model, names, order)
    with connection.cursor() as cursor:
        cursor.execute(sql, [case_id])
        found: Sequence[tuple[Any, ...]] = cursor.fetchall()
    return [_converted(row, converters) for row in found] if converters else list(found)


def delete(model: type[models.Model], ids: Iterable[int]) -> None:
    """Delete these rows of a table that nothing refers to: one statement, none where there is nothing to delete."""
    gone = list(ids)
    if gone:
        with connection.cursor() as cursor:
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(f"DELETE FROM {table} WHERE id IN ({', '.join(['%s'] * len(gone))})", gone)  # noqa: S608


@cache
def _written(
    vendor: str, model: type[models.Model], names: tuple[str, ...], order: tuple[str, ...]
) -> tuple[str, tuple[_Converter, ...]]:
    """The statement and what its columns are read by; for each kind of database its own."""
    quoted, table = connection.ops.quote_name, model._meta.db_table
    fields = {field.attname: field for field in model._meta.concrete_fields}
    columns = {name: quoted(fields[name].column or name) for name in (*names, *order)}
    sql = f"SELECT {', '.join(columns[name] for name in names)} FROM {quoted(table)} WHERE case_id = %s"  # noqa: S608
    if order:
        sql += f" ORDER BY {', '.join(columns[name] for name in order)}"
    converters = []
    for index, name in enumerate(names):
        column = Col(table, fields[name])
        by = (*connection.ops.get_db_converters(column), *column.get_db_converters(connection))
        if by:
            converters.append((index, column, by))
    return sql, tuple(converters)


def _converted(row: tuple[Any, ...], converters: tuple[_Converter, ...]) -> tuple[Any, ...]:
    values = list(row)
    for index, column, by in converters:
        for convert in by:
            values[index] = convert(values[index], column, connection)
    return tuple(values)

"""Danish alphabetical order in a query, asked of whichever database answers it."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func
from django.db.models.sql.compiler import SQLCompiler

COLLATIONS = {
    "sqlite": "da",  # taught to each connection by the house
    "postgresql": "da-x-icu",  # PostgreSQL's own
}


class Danish(Func):
    """One text expression under the Danish collation of the database that runs the query."""

    function = "COLLATE"
    template = "%(expressions)s COLLATE %(collation)s"
    arity = 1

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, *args: Any, **context: Any
    ) -> tuple[str, Any]:
        """Return the SQL with the collation named as `connection.vendor` names it."""
        collation = connection.ops.quote_name(COLLATIONS[connection.vendor])
        return super().as_sql(compiler, connection, *args, **context, collation=collation)


def danish(field: str) -> Danish:
    """Return what to order a text field by for Danish order: ``order_by(danish("name"), "pk")``."""
    return Danish(field)

"""Takes away the guards of what only grows, so that a test's committed rows can be cleared, and puts them back."""

from importlib import import_module

from django.db.backends.base.base import BaseDatabaseWrapper

_GUARDS = [
    import_module(f"sagsgang.{name}")
    for name in ("casework.migrations.0002_ledger_only_grows", "record.migrations.0002_log_only_grows")
]


class _Editor:
    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection

    def execute(self, statement: str) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(statement)


def guard(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers in place."""
    for each in _GUARDS:
        each.guard(None, _Editor(connection))


def unguard(connection: BaseDatabaseWrapper) -> None:
    """Take them away."""
    for each in _GUARDS:
        each.unguard(None, _Editor(connection))

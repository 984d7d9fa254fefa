"""Takes the ledger's guard away, so that a test's committed rows can be cleared, and puts it back."""

from importlib import import_module

from django.db.backends.base.base import BaseDatabaseWrapper

_GUARD = import_module("sagsgang.casework.migrations.0002_ledger_only_grows")


class _Editor:
    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection

    def execute(self, statement: str) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(statement)


def guard(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers in place."""
    _GUARD.guard(None, _Editor(connection))


def unguard(connection: BaseDatabaseWrapper) -> None:
    """Take them away."""
    _GUARD.unguard(None, _Editor(connection))

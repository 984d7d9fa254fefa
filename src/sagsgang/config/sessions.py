"""Sessions in the database, where a database that is away is a fault of the house and not a mistake of the user."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.db import InterfaceError, OperationalError


class SessionStore(db.SessionStore):
    """Django takes every failure to save a session for one that has been ended elsewhere, and answers 400.

    Whoever had just written something would read that it was refused, though it stands there. So a database that is
    away is told as what it is: an answer of 500, which says that nobody knows.
    """

    def save(self, must_create: bool = False) -> None:
        """Save, or raise what the database said."""
        try:
            super().save(must_create=must_create)
        except UpdateError as update:
            if isinstance(update.__context__, OperationalError | InterfaceError):
                raise update.__context__ from None
            raise

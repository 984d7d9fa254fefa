"""A session that cannot be saved: because it was ended elsewhere, or because the database is away."""

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.db import OperationalError

from sagsgang.config.sessions import SessionStore


@pytest.fixture
def session(db: None) -> SessionStore:
    made = SessionStore()
    made.create()
    return made


def test_one_that_was_ended_elsewhere_is_interrupted(session: SessionStore):
    Session.objects.all().delete()
    with pytest.raises(UpdateError):
        session.save()


def test_a_database_that_is_away_is_a_fault(session: SessionStore, monkeypatch: pytest.MonkeyPatch):
    def away(*_: object, **__: object) -> None:
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(Session, "save", away)
    with pytest.raises(OperationalError, match="server closed"):
        session.save()

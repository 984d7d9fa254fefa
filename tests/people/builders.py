"""Short ways to the people that these tests are about."""

from datetime import date
from typing import Any

from sagsgang.people.models import Person, Unit, User

LONG_AGO = date(2013, 8, 1)


def user(username: str = "asta", **more: Any) -> User:
    return User.objects.create_user(username, **{"name": username.title(), **more})


def unit(key: str = "egeskolen", kind: str = Unit.Kind.SKOLE, **more: Any) -> Unit:
    return Unit.objects.create(key=key, kind=kind, **{"name": key.title(), "since": LONG_AGO, **more})


def person(given_name: str = "Freja", **more: Any) -> Person:
    return Person.objects.create(given_name=given_name, **{"family_name": "Demosen", **more})

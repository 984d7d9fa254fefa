"""Fixtures of the API's tests: the school town, and a program that is logged in as somebody of it."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from sagsgang.casework.models import Case
from tests.web.town import Town, build


class Program:
    """Somebody's program: sends JSON with the session's cookie and the key that goes with it."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def get(self, path: str, **query: Any) -> Any:
        return self.client.get(f"/api/v1{path}", query)

    def post(self, path: str, body: Any, **more: Any) -> Any:
        sent = body if isinstance(body, str | bytes) else json.dumps(body)
        return self.client.post(f"/api/v1{path}", sent, content_type="application/json", **more)


@pytest.fixture
def town(db: None) -> Town:
    return build()


@pytest.fixture
def case(town: Town) -> Case:
    return town.case()


@pytest.fixture
def as_(town: Town) -> Callable[[str], Program]:
    """A program of somebody who is logged in."""

    def logged_in(name: str) -> Program:
        client = Client()
        client.force_login(town.users[name])
        return Program(client)

    return logged_in

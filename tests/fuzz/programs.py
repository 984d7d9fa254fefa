"""The API asked everything that its description allows, and much that it does not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

import schemathesis
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, seed
from hypothesis import settings as how
from hypothesis import strategies as st
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from sagsgang.api.description import description
from sagsgang.api.house import api
from sagsgang.casework.models import Case
from sagsgang.casework.procedures import procedure
from sagsgang.casework.scope import house
from sagsgang.people.models import Unit
from sagsgang.procedure.language import Kind
from sagsgang.web import clock
from tests.fuzz.sending import KEY, Sender

CHECKS = [status_code_conformance, content_type_conformance, response_schema_conformance]
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)


def shares(requests: int) -> dict[str, int]:
    """How many times each operation is asked in each mode, so that it comes to so many: half of it reads."""
    made = description(api, procedure())["paths"]
    steps = sum("/steps/" in path for path in made)
    others = sum(len(path) for path in made.values()) - steps
    return {"reads": max(1, requests // (4 * others)), "writes": max(1, requests // (4 * steps))}


def ask(sender: Sender, *, reads: int, writes: int, start: int = 0, every: int = 1) -> None:
    """Send so many requests in each mode to every operation, and so many to those of the steps.

    `every`: only each so many-th of the steps, for a short run.
    """
    schema = schemathesis.openapi.from_dict(description(api, procedure()))
    schema.app = WSGIHandler()
    with one_connection():
        _ask_all(schema, sender, reads, writes, start, every)


@contextmanager
def one_connection() -> Iterator[None]:
    """The database stays open from request to request, as it does for Django's own test client."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


def _ask_all(schema: Any, sender: Sender, reads: int, writes: int, start: int, every: int) -> None:
    for number, found in enumerate(schema.get_all_operations()):
        operation = found.ok()
        of_step = "/steps/" in operation.path
        if of_step and number % every:
            continue
        for mode in MODES:
            _ask(sender, operation, mode, writes if of_step else reads, start + number)


def _ask(sender: Sender, operation: Any, mode: GenerationMode, many: int, start: int) -> None:
    @seed(start)
    @how(
        max_examples=many,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode), dice=st.integers(0, 2**64))
    def one(case: Any, dice: int) -> None:
        chance = Random(dice)  # noqa: S311  nothing is secret here
        who = chance.choice(sender.ground.names)
        if chance.random() < 0.75:
            _make_real(sender, case, who, chance)
        _send(sender, case, who, with_key=chance.random() < 0.95)

    one()


def _make_real(sender: Sender, case: Any, who: str, chance: Random) -> None:
    """Put a case and an occurrence that are there into the address, and today's version into the body."""
    ground = sender.ground
    if "number" in (case.path_parameters or {}):
        step = case.operation.path.rpartition("/steps/")[2].partition("/")[0]
        mine = ground.mine(who) if chance.random() < 0.8 else sorted(ground.numbers)
        ready = [(number, place) for number in mine for key, place in ground.open.get(number, ()) if key == step]
        number, occurrence = chance.choice(ready) if ready and chance.random() < 0.8 else (chance.choice(mine), "")
        case.path_parameters["number"] = number
        if "occurrence" in case.path_parameters:
            places = {place for _, place in ground.taken.get(number, [])}
            case.path_parameters["occurrence"] = occurrence or chance.choice(sorted({"forloeb-1", *places}))
        if isinstance(case.body, dict) and "based_on" in case.body:
            with house("fuzz"):
                case.body["based_on"] = Case.objects.values_list("version", flat=True).get(number=number)
    if isinstance(case.body, dict):
        if "on" in case.body:
            case.body["on"] = clock.exercise_day().isoformat()
        for key, value in (case.body.get("facts") or {}).items() if isinstance(case.body.get("facts"), dict) else ():
            fact = procedure().facts.get(key)
            if fact is not None and fact.kind is Kind.UNIT and isinstance(value, str):
                units = list(Unit.objects.filter(kind__in=fact.unit_kinds).values_list("key", flat=True)[:3])
                case.body["facts"][key] = units[0] if units else value


def _send(sender: Sender, case: Any, who: str, *, with_key: bool) -> None:
    session = sender.client(who).cookies.get(settings.SESSION_COOKIE_NAME)
    cookies = {settings.CSRF_COOKIE_NAME: KEY} | ({settings.SESSION_COOKIE_NAME: session.value} if session else {})
    key = {"X-CSRFToken": KEY} if with_key else {"X-CSRFToken": "x"}
    response = case.call(cookies=cookies, headers=key)
    told = response.content.decode("utf-8", "replace")
    sent = json.dumps(case.body, default=str, ensure_ascii=False) + str(case.query)
    sender.judge(who, f"{case.method} {case.formatted_path}", sent, response.status_code, told)
    if response.status_code == 403 or with_key or case.method == "GET" or response.status_code in (400, 401, 413, 415):
        pass
    elif response.status_code not in (404, 405):
        sender.tally.faults.append(f"skrevet uden nøgle: {case.method} {case.formatted_path}")
    try:
        case.validate_response(response, checks=CHECKS)
    except (Failure, FailureGroup) as failure:
        said = [str(each) for each in getattr(failure, "exceptions", [failure])]
        sender.tally.undeclared.append(f"{case.method} {case.formatted_path}: {' | '.join(said)[:600]}")

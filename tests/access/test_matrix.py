"""Every address × every role × every relation, GET and POST, held against a readable table (adgang.yaml)."""

from collections.abc import Iterator
from copy import copy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django import DjangoDbBlocker

from sagsgang.casework.models import Grant, TeamMember
from sagsgang.documents.models import Share
from sagsgang.meetings.aftaleforum.models import Meeting as Aftaleforum
from sagsgang.meetings.beku.models import Meeting
from sagsgang.outbox.models import Dispatch
from sagsgang.people.models import Relation
from sagsgang.procedure.language import Side
from tests.access import relations
from tests.access.relations import Tried
from tests.access.town import MARKS, SECRET, Town, build

TABLE = yaml.safe_load(Path(__file__).with_name("adgang.yaml").read_text(encoding="utf-8"))
LOG_IN = "/log-ind/"
NOT_THERE = "-"
DONE_OR_REFUSED_AT_A_FIELD = (200, 201, 204, 302, 303, 400, 409, 422)


@cache
def addresses() -> dict[str, tuple[str, ...]]:
    """Every address of the house by name, with the names of what stands in it."""
    return dict(_walk(get_resolver().url_patterns, "", ()))


def _walk(patterns: Any, space: str, outer: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for each in patterns:
        inside = (*outer, *each.pattern.converters)
        if isinstance(each, URLResolver):
            yield from _walk(each.url_patterns, space + (f"{each.namespace}:" if each.namespace else ""), inside)
        elif isinstance(each, URLPattern):
            yield f"{space}{each.name}", inside


def test_every_address_has_its_row_and_every_row_its_address():
    assert set(TABLE["adresser"]) == set(addresses())


def test_every_row_is_one_that_the_table_explains():
    assert {row["svar"] for row in TABLE["adresser"].values()} <= set(TABLE["svar"])


def path_of(town: Town, name: str) -> str:
    """The address filled with what is there in the case."""
    row, case = TABLE["adresser"][name], town.case
    known: dict[str, Any] = {
        "number": case.number, "occurrence": "forloeb-1", "step": "fase1.indsats_i_skolen", "event": 1, "rule": "R1",
        "relation": _pk(Relation.objects.filter(child=case.child)), "member": _pk(TeamMember.objects.filter(case=case)),
        "meeting": _pk(Aftaleforum.objects.filter(case=case)),
        "share": _pk(Share.objects.filter(document__case=case)), "row": _pk(Grant.objects.filter(case=case)),
        "dispatch": _pk(Dispatch.objects.filter(case=case)),
        "sitting": _pk(Meeting.objects.filter(board=town.units["beku-her"])),
    }  # fmt: skip
    known |= row.get("med", {})
    return reverse(name, kwargs={key: known[key] for key in addresses()[name]})


def _pk(rows: Any) -> int:
    return rows.values_list("pk", flat=True).first() or 0


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Town]:
    """Built once for everybody who tries; what each test changes is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.mark.timeout(900)  # some thousand requests in each
@pytest.mark.django_db
@pytest.mark.parametrize("who", list(relations.by_role()))
def test_gets_what_the_table_allows_and_nothing_else(town: Town, who: str):
    wrong: list[str] = []
    paths = {name: path_of(town, name) for name in TABLE["adresser"]}
    for number, tried in enumerate(relations.by_role()[who]):
        with transaction.atomic():
            tried.before(town)
            wrong += [f"{tried}: {what}" for what in _tried(town, tried, paths, first=number == 0)]
            transaction.set_rollback(True)
    assert not wrong, "\n".join(["", *wrong])


def _tried(town: Town, tried: Tried, paths: dict[str, str], *, first: bool) -> Iterator[str]:
    """What somebody in that relation got that the table does not say, at every address."""
    client = Client(raise_request_exception=False)
    if tried.who:
        client.force_login(town.users[tried.who])
    for name, row in TABLE["adresser"].items():
        if row.get("kun_rolle") and not (first or tried.comes_to == relations.STRANGER):
            continue
        answers = {**TABLE["svar"][row["svar"]], **row.get("dog", {})}
        wanted = answers[_in_role(tried, answers)]
        for method, answer in zip(("GET", "POST"), wanted, strict=True):
            if answer == NOT_THERE and not first:
                continue  # which ways of asking an address has does not depend on who asks: tried once for each role
            response = asked(client, method, paths[name], row)
            yield from (f"{method} {name}: {what}" for what in _faults(tried, answer, response))


def _in_role(tried: Tried, answers: dict[str, Any]) -> str:
    """The row's own word on that role in that relation, else on the relation, else what anybody who takes part gets."""
    mine = f"{tried.comes_to} {tried.role.key}" if tried.role else ""
    if mine in answers:
        return mine
    return tried.comes_to if tried.comes_to in answers else relations.TAKES_PART


def asked(client: Client, method: str, path: str, row: dict[str, Any]) -> HttpResponseBase:
    """The answer, with whatever it changed taken back."""
    cookies = copy(client.cookies)
    with transaction.atomic():
        sent = {"content_type": "application/json"} if path.startswith("/api/") else {}
        response = client.get(path) if method == "GET" else client.post(path, row.get("send", {}), **sent)
        transaction.set_rollback(True)
    client.cookies = cookies
    return response


def _faults(tried: Tried, answer: str, response: HttpResponseBase) -> Iterator[str]:
    if not _is(answer, response):
        yield f"{answer!r} ventet, fik {response.status_code} {response.get('Location', '')}"
    body = _text(response)
    sees = tried.comes_to not in (relations.OUTSIDE, relations.STRANGER)
    if not sees:
        yield from (f"røber {mark}" for mark in (*MARKS, *SECRET.values()) if mark in body)
    if sees and tried.role is not None:
        home = {Side.SOF: "sof", Side.BUF: "buf"}.get(tried.role.side, "")
        yield from (
            f"røber den anden halvdel: {word}" for half, word in SECRET.items() if half != home and word in body
        )


def _text(response: HttpResponseBase) -> str:
    if response.streaming:
        return b"".join(response.streaming_content).decode(errors="replace")  # type: ignore[attr-defined]
    return response.content.decode(errors="replace")  # type: ignore[attr-defined]


def _is(answer: str, response: HttpResponseBase) -> bool:
    status, to_log_in = response.status_code, response.get("Location", "").startswith(LOG_IN)
    return {
        "ser": status == 200,
        "videre": status in (302, 303) and not to_log_in,
        "ud": status == 302 and to_log_in,
        "gør": status in DONE_OR_REFUSED_AT_A_FIELD and not to_log_in,
        "nej": status == 403,
        "intet": status == 404,
        "bekræft": status == 401,
        "log ind": status == 401 or (status == 302 and to_log_in),
        NOT_THERE: status == 405,
        "med rolle": status in (200, 403),  # who holds no role anywhere gets nothing; tests/api tells them apart
        "egen enhed": status in (200, 403),  # a leader sees his own unit's; tests/web/test_looks.py tells them apart
        "eget udtræk": status in (401, 403),  # a leader takes his own unit's out, and is asked first who he is
    }[answer]

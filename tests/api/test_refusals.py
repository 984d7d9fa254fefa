"""What the API refuses, and how it says so: always a problem document, never a page, never what is another's."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from sagsgang.api import reading
from sagsgang.casework.models import Case
from sagsgang.people.models import User
from sagsgang.record.models import Look
from sagsgang.web import recording
from tests.api.conftest import Program
from tests.web.town import Town

As = Callable[[str], Program]
PROBLEM = "application/problem+json"


def told(answer: Any, status: int, code: str) -> dict[str, Any]:
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, PROBLEM)
    said: dict[str, Any] = answer.json()
    assert said["type"] == f"urn:sagsgang:problem:{said['code']}"
    assert said["status"] == status
    assert said["title"]
    assert said["detail"]
    assert said["code"] == code
    return said


@pytest.mark.parametrize("path", ["me", "cases", "openapi.json", "cases/2026-00001", "der-er-ikke-noget-her"])
def test_nobody_is_told_anything_without_log_in(db: None, path: str) -> None:
    answer = Client().get(f"/api/v1/{path}")
    told(answer, 401, "login.mangler")
    assert answer.headers["WWW-Authenticate"].startswith("Session")
    told(Client().post(f"/api/v1/{path}", "{}", content_type="application/json"), 401, "login.mangler")


def test_whoever_asks_in_the_open_is_refused_and_not_sent_on(settings: Any, town: Town, as_: As) -> None:
    settings.SECURE_SSL_REDIRECT = True
    told(as_("karen").get("/me"), 403, "adgang.naegtet")
    assert as_("karen").client.get("/api/v1/me", secure=True).status_code == 200
    assert as_("karen").client.get("/").headers["Location"].startswith("https://")


def test_one_who_is_closed_is_out_at_once(town: Town, as_: As) -> None:
    program = as_("karen")
    assert program.get("/me").status_code == 200
    User.objects.filter(username="karen").update(is_active=False)
    told(program.get("/me"), 401, "login.mangler")


def test_an_address_that_is_none(as_: As) -> None:
    told(as_("karen").get("/intet"), 404, "adresse.ukendt")
    told(as_("karen").client.get("/api/"), 404, "adresse.ukendt")


def test_a_method_that_is_none(as_: As) -> None:
    answer = as_("karen").client.delete("/api/v1/me")
    told(answer, 405, "metode.ukendt")
    assert answer.headers["Allow"] == "GET"


@pytest.mark.parametrize("body", ["{", "[", '"', "nul", "\ufffe", "[" * 50_000, "9" * 5_000])
def test_what_is_no_json(as_: As, body: str) -> None:
    told(as_("karen").post("/cases/search", body), 400, "anmodning.ulaeselig")


def test_a_form_is_not_read(as_: As) -> None:
    told(as_("karen").client.post("/api/v1/cases/search", {"child": "Z"}), 415, "anmodning.medietype")


def test_too_much(as_: As) -> None:
    told(as_("karen").post("/cases/search", " " * 3_000_000), 413, "anmodning.for_stor")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ([], "body"),
        ({"barn": "Z"}, "barn"),
        ({"child": 5}, "child"),
        ({"child": "x" * 301}, "child"),
        ({"child": "Z\x00"}, "child"),
        ({"child": "Z\ud800"}, "child"),
        ({"page": 0}, "page"),
        ({"page": 10**30}, "page"),
        ({"overdue": "måske"}, "overdue"),
    ],
)
def test_what_is_not_of_the_shape_is_refused_at_its_field(as_: As, body: Any, field: str) -> None:
    said = told(as_("karen").post("/cases/search", body), 422, "anmodning.ugyldig")
    assert [name.split(".")[-1] for name in said["fields"]] == [field]


def test_a_program_without_the_key_of_the_session_writes_nothing(town: Town, case: Case) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(town.users["rikke"])
    body, kind = '{"body": "x", "on": "2026-03-01"}', "application/json"
    path = f"/api/v1/cases/{case.number}/notes"
    told(client.post(path, body, content_type=kind), 403, "csrf.ugyldig")
    client.cookies["csrftoken"] = key = "a" * 32
    assert client.post(path, body, content_type=kind, headers={"X-CSRFToken": key}).status_code == 201


def test_a_fault_tells_its_number_and_nothing_else(as_: As, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("Zenobia Testesen")

    monkeypatch.setattr(reading.shown, "me_of", broken)
    program = as_("karen")
    program.client.raise_request_exception = False
    said = told(program.get("/me"), 500, "fejl")
    assert set(said) == {"type", "title", "status", "detail", "code", "fault"}
    assert "Zenobia" not in str(said)


def test_without_a_log_nothing_is_told(as_: As, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(recording, "append", broken)
    said = told(as_("karen").get(f"/cases/{case.number}"), 503, "huset.lukket")
    assert "loggen" in said["detail"]
    assert said["fault"]
    assert "Zenobia" not in str(said)


def test_every_request_is_on_record(as_: As, case: Case) -> None:
    as_("karen").get(f"/cases/{case.number}")
    as_("aage").get(f"/cases/{case.number}")
    as_("karen").post("/cases/search", {"child": "Zenobia"})
    looks = list(Look.objects.order_by("number").values_list("page", "act"))
    assert looks[-3:] == [("api:case", "laest"), ("api:case", "afvist"), ("api:search", "soegt")]
    assert "Zenobia" not in str(list(Look.objects.values()))

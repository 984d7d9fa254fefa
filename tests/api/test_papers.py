"""Documents for programs: seen by whom they are for, fetched as on the screens."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from sagsgang.api.acting import procedure
from sagsgang.api.description import description
from sagsgang.api.house import api
from sagsgang.record.models import Look
from tests.documents.town import Ground, build


@pytest.fixture(autouse=True)
def _files_of_its_own(tmp_path: Path, settings: Any) -> None:
    settings.FILES = tmp_path / "filer"


@pytest.fixture
def ground(db: None) -> Ground:
    return build()


def asked(ground: Ground, who: str, path: str = "") -> Any:
    client = Client()
    client.force_login(ground.town.users[who])
    return client.get(f"/api/v1/cases/{ground.case.number}/documents{path}")


def test_a_document_is_listed_and_fetched_by_its_own_half(ground: Ground) -> None:
    version = ground.upload()
    (told,) = asked(ground, "anna").json()
    assert (told["number"], told["half"], told["mine"]) == (1, "sof", True)
    assert told["versions"][0]["content_type"] == version.content_type
    answer = asked(ground, "anna", "/1/versions/1")
    assert (answer.status_code, answer.headers["X-Content-Type-Options"]) == (200, "nosniff")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert len(answer.content) == version.size
    assert ("api:file", "hentet") in Look.objects.values_list("page", "act")


def test_the_other_half_gets_the_same_answer_as_for_one_that_is_not_there(ground: Ground) -> None:
    ground.upload()
    assert asked(ground, "rikke").json() == []
    hidden, none = asked(ground, "rikke", "/1/versions/1"), asked(ground, "rikke", "/9/versions/1")
    assert hidden.status_code == none.status_code == 404
    assert hidden.json() == none.json()


def test_a_number_that_no_database_takes(ground: Ground) -> None:
    assert asked(ground, "anna", f"/{10**20}/versions/1").status_code == 422


def test_the_file_is_described_as_a_file() -> None:
    path = description(api, procedure())["paths"]["/api/v1/cases/{number}/documents/{document}/versions/{version}"]
    assert list(path["get"]["responses"]["200" if "200" in path["get"]["responses"] else 200]["content"]) == ["*/*"]

"""On record: every page is one look with the right cases; no log, no page; nothing anybody typed lies in it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client

from sagsgang.casework.models import Case
from sagsgang.record.keys import mark, marks
from sagsgang.record.models import Look, LookCase
from sagsgang.record.verifying import verify
from sagsgang.web import recording
from tests.web.test_pages import CASE_PAGES, HOUSE_PAGES
from tests.web.town import CHILD, CPR, PASSWORD, Town

As = Callable[[str], Client]


@pytest.fixture
def case(town: Town) -> Case:
    return town.case()


@pytest.fixture(autouse=True)
def _stays_whole(db: None) -> Iterator[None]:
    yield
    assert verify().breaches is None


def looks(client: Client, path: str, **more: Any) -> list[tuple[Look, dict[int, str]]]:
    """The looks that asking for a page leaves."""
    before = Look.objects.count()
    client.get(path, **more) if "data" not in more else client.post(path, **more)
    made = Look.objects.filter(number__gt=before).order_by("number")
    cases = LookCase.objects.values_list("case_id", "how")
    return [(look, dict(cases.filter(look_id=look.pk))) for look in made]


class TestEveryPage:
    @pytest.mark.parametrize("path", CASE_PAGES)
    def test_of_a_case_is_one_look_at_that_case(self, town: Town, case: Case, as_: As, path: str) -> None:
        town.case(("Bo", "Anderledes"))
        ((look, cases),) = looks(as_("rikke"), f"/sag/{case.number}/{path}")
        assert cases == {case.pk: "aabnet"}
        assert (look.act, look.user_id, look.roles) == ("laest", town.users["rikke"].pk, "rc_plc")
        assert (look.unit_id, look.cause) == (town.units["engskolen"].pk, "enhed")
        assert look.page.startswith("web:")
        assert look.task == (path.split("/")[1] if path.startswith("trin/") else "")

    @pytest.mark.parametrize("path", ["/", "/sager/"])
    def test_with_a_list_is_one_look_at_the_cases_it_showed(self, town: Town, as_: As, path: str) -> None:
        shown = {town.case().pk, town.case(("Bo", "Anderledes")).pk}
        elsewhere = town.case(("Ida", "Andetsteds"), by="rikke")
        Case.objects.filter(pk=elsewhere.pk).update(locked=True)
        ((look, cases),) = looks(as_("rikke"), path)
        assert (look.act, set(cases), set(cases.values())) == ("liste", shown, {"vist"})

    @pytest.mark.parametrize("path", [path for path in HOUSE_PAGES if "haandbog" not in path])
    def test_of_the_house_is_one_look(self, case: Case, as_: As, path: str) -> None:
        assert len(looks(as_("rikke"), path)) == 1

    @pytest.mark.parametrize("path", ["/konto/tid/", *(path for path in HOUSE_PAGES if "haandbog" in path)])
    def test_of_the_guidance_or_the_time_left_is_none(self, as_: As, path: str) -> None:
        assert looks(as_("rikke"), path) == []

    def test_asked_for_by_a_program_is_one_look_too(self, town: Town, case: Case, as_: As) -> None:
        ((look, cases),) = looks(as_("rikke"), f"/api/v1/cases/{case.number}")
        assert (look.act, look.page, cases) == ("laest", "api:case", {case.pk: "aabnet"})
        ((look, cases),) = looks(as_("aage"), f"/api/v1/cases/{case.number}")
        assert (look.act, cases) == ("afvist", {case.pk: "afvist"})

    def test_twice_is_two_looks_and_a_part_of_a_page_is_one(self, case: Case, as_: As) -> None:
        client = as_("rikke")
        part = {"HX-Request": "true", "HX-Target": "sager"}
        assert len(looks(client, "/sager/")) + len(looks(client, "/sager/")) == 2
        assert len(looks(client, "/sager/", headers=part)) == 1

    def test_that_nobody_has_logged_in_for_is_none(self, case: Case, client: Client) -> None:
        assert looks(client, f"/sag/{case.number}/") == []
        assert looks(client, "/log-ind/") == []


class TestRefusals:
    def test_a_case_that_is_not_ones_own_is_a_denial(self, case: Case, as_: As) -> None:
        ((look, cases),) = looks(as_("aage"), f"/sag/{case.number}/")
        assert (look.act, cases) == ("afvist", {case.pk: "afvist"})

    def test_a_case_that_is_not_there_leaves_no_word_of_the_address(self, as_: As) -> None:
        ((look, cases),) = looks(as_("aage"), "/sag/Zenobia/trin/Testesen/x/")
        assert (look.act, cases, look.task) == ("afvist", {}, "")
        assert look.criterion == f"sagsnummer: {mark('Zenobia')}"

    def test_a_page_that_is_not_there_is_one_too(self, as_: As) -> None:
        ((look, cases),) = looks(as_("aage"), "/Zenobia/Testesen/")
        assert (look.act, cases, look.page, look.criterion) == ("afvist", {}, "", "")


class TestSearch:
    def test_is_found_again_by_the_words_and_tells_none(self, case: Case, as_: As) -> None:
        ((look, cases),) = looks(as_("rikke"), "/sager/", data={"barn": "ZENOBIA testesen"})
        assert (look.act, cases) == ("soegt", {case.pk: "vist"})
        assert look.criterion.endswith(marks("Zenobia Testesen"))
        assert "enobia" not in look.criterion

    def test_of_a_number_is_marked_alike_with_and_without_a_hyphen(self, case: Case, as_: As) -> None:
        ((one, _),) = looks(as_("rikke"), "/sager/", data={"barn": CPR})
        ((other, _),) = looks(as_("rikke"), "/sager/", data={"barn": f"{CPR[:6]}-{CPR[6:]}"})
        assert one.criterion == other.criterion
        assert CPR not in one.criterion

    def test_narrowing_a_list_is_no_search(self, case: Case, as_: As) -> None:
        ((look, _),) = looks(as_("rikke"), "/sager/", data={"skole": "engskolen"})
        assert (look.act, look.criterion) == ("liste", "")


class TestActs:
    def test_what_is_written_is_told_from_what_is_read(self, case: Case, as_: As) -> None:
        path = f"/sag/{case.number}/noter/"
        ((look, cases),) = looks(as_("rikke"), path, data={"body": "Zenobia har det godt", "on": "02.03.2026"})
        assert (look.act, cases) == ("aendret", {case.pk: "aabnet"})
        ((look, _),) = looks(as_("rikke"), path, data={"body": ""})
        assert look.act == "laest"

    def test_logging_in_and_out_are(self, town: Town) -> None:
        client = Client()
        rikke = town.users["rikke"].pk
        ((look, _),) = looks(client, "/log-ind/", data={"username": "rikke", "password": PASSWORD})
        assert (look.act, look.user_id) == ("log_ind", rikke)
        ((look, _),) = looks(client, "/log-ud/", data={})
        assert (look.act, look.user_id) == ("log_ud", rikke)

    def test_a_log_in_that_failed_is_without_the_name(self, town: Town, client: Client) -> None:
        ((look, _),) = looks(client, "/log-ind/", data={"username": "rikke", "password": "forkert"})
        assert (look.act, look.user_id, look.criterion) == ("log_ind_afvist", None, f"bruger: {mark('rikke')}")


class TestFailsClosed:
    """Where the look cannot be written, nothing is shown."""

    @pytest.fixture
    def _full(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(entry: Any) -> int:
            raise DatabaseError("disk I/O error")

        monkeypatch.setattr(recording, "append", refuse)

    @pytest.mark.usefixtures("_full")
    @pytest.mark.parametrize("path", ["/", "/sager/", "/sag/{}/", "/sag/{}/noter/"])
    def test_the_page_says_so_and_nothing_else(self, case: Case, as_: As, path: str) -> None:
        answer = as_("rikke").get(path.format(case.number))
        page = answer.content.decode()
        assert answer.status_code == 503
        assert "bliver skrevet i loggen" in page
        assert not [word for word in (*CHILD, case.number, "disk") if word in page]

    @pytest.mark.usefixtures("_full")
    def test_the_guidance_is_still_there(self, as_: As) -> None:
        assert as_("rikke").get("/haandbog/").status_code == 200

    @pytest.mark.usefixtures("_full")
    def test_the_log_line_holds_a_number_only(self, case: Case, as_: As, caplog: pytest.LogCaptureFixture) -> None:
        as_("rikke").get(f"/sag/{case.number}/")
        assert "opslaget kunne ikke skrives (DatabaseError)" in caplog.text
        assert not [word for word in (*CHILD, "disk") if word in caplog.text]


def test_no_column_of_the_log_holds_a_name_or_a_number(town: Town, case: Case, as_: As) -> None:
    client = as_("rikke")
    client.post("/sager/", {"barn": "Zenobia Testesen"})
    client.post("/sager/", {"barn": CPR})
    client.get("/sag/Zenobia/")
    client.post(f"/sag/{case.number}/noter/", {"body": "Zenobia Testesen", "on": "02.03.2026"})
    for path in CASE_PAGES:
        client.get(f"/sag/{case.number}/{path}")
    held = " ".join(str(value) for row in Look.objects.values_list() for value in row)
    assert not [word for word in (*CHILD, CPR, CPR[6:]) if word in held]

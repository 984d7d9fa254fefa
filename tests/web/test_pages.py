"""Every page: it renders, keeps names out of addresses and titles, and asks as little for many cases as for one."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sagsgang.casework.models import Case
from tests.web.town import CHILD, CPR, EFFORT, TODAY, Town

As = Callable[[str], Client]

CASE_PAGES = ("", "tidslinje/", "noter/", "parter/", "samtykker/", "adgang/",
              "trin/fase1.indsats_i_skolen/forloeb-1/", "trin/fase1.vurder_behov/forloeb-1/", "haendelse/1/ret/",
              "haendelse/1/annuller/")  # fmt: skip
HOUSE_PAGES = ("/", "/sager/", "/ny-sag/", "/ny-sag/fase1.bekymring/", "/haandbog/", "/haandbog/fase/fase1/",
               "/haandbog/trin/fase1.bekymring/")  # fmt: skip


@pytest.fixture
def case(town: Town) -> Case:
    return town.case()


def page_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def words_of(page: str) -> list[str]:
    """What a reader sees of a page."""
    return re.sub(r"<[^>]*>", " ", page).split()


def queries_of(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(path)
    return len(asked)


class TestEveryPage:
    @pytest.mark.parametrize("path", HOUSE_PAGES)
    def test_of_the_house(self, case: Case, as_: As, path: str) -> None:
        self.holds_to_the_rules(page_of(as_("rikke"), path))

    @pytest.mark.parametrize("path", CASE_PAGES)
    def test_of_a_case(self, case: Case, as_: As, path: str) -> None:
        page = page_of(as_("rikke"), f"/sag/{case.number}/{path}")
        self.holds_to_the_rules(page)
        assert "Zenobia" in page or "haendelse" in path

    def holds_to_the_rules(self, page: str) -> None:
        title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
        assert title is not None
        assert not set(CHILD) & set(re.split(r"\W+", title[1]))
        addresses = re.findall(r'(?:href|action|src)="([^"]*)"', page)
        assert not [each for each in addresses if any(name.lower() in each.lower() for name in CHILD)]
        assert CPR not in page
        assert CPR[6:] not in page
        assert "Øvelsesdato:" in page
        assert page.count("<h1") == 1
        assert "proceduren i udgave" in page
        ids = re.findall(r'\sid="([^"]*)"', page)
        assert len(ids) == len(set(ids)), [each for each in ids if ids.count(each) > 1]

    def test_is_kept_by_no_browser(self, case: Case, as_: As) -> None:
        assert "no-store" in as_("rikke").get(f"/sag/{case.number}/")["Cache-Control"]

    def test_may_run_nothing_that_is_not_ours(self, case: Case, as_: As) -> None:
        policy = as_("rikke").get("/")["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


class TestNumberOfQueries:
    @pytest.mark.parametrize("path", ["/", "/sager/", "/ny-sag/", "/haandbog/"])
    def test_is_the_same_for_many_cases(self, town: Town, case: Case, as_: As, path: str) -> None:
        client = as_("rikke")
        few = queries_of(client, path)
        for number in range(5):
            town.case((f"Barn{number}", "Testesen"))
        assert queries_of(client, path) == few
        assert few <= 16

    @pytest.mark.parametrize("path", CASE_PAGES[:8])
    def test_is_the_same_for_a_longer_history(self, town: Town, case: Case, as_: As, path: str) -> None:
        client = as_("rikke")
        few = queries_of(client, f"/sag/{case.number}/{path}")
        for day in range(3, 8):
            town.take(case, "fase1.indsats_i_skolen", EFFORT, "rikke", date(2026, 2, day))
        assert queries_of(client, f"/sag/{case.number}/{path}") == few
        assert few <= (30 if path in ("adgang/", "samtykker/") else 20)


class TestOverview:
    def test_groups_what_is_mine_by_when_it_is_due(self, town: Town, as_: As) -> None:
        town.case(on=date(2026, 1, 5))
        town.case(("Bo", "Testesen"), on=date(2026, 2, 2))
        page = page_of(as_("rikke"), "/")
        assert page.index("Overskredet") < page.index("Zenobia Testesen")
        assert page.index("I dag") < page.index("Bo Testesen")

    def test_says_when_there_is_nothing(self, as_: As) -> None:
        assert "Der er intet, der venter på dig" in page_of(as_("lise"), "/")

    def test_a_leader_sees_what_the_unit_owes(self, town: Town, as_: As) -> None:
        town.case()
        page = page_of(as_("karen"), "/min-enhed/")
        assert "Skolen laver en indsats i eget regi" in page
        assert "Min enhed" in page_of(as_("karen"), "/")
        assert "Min enhed" not in page_of(as_("rikke"), "/")


class TestCases:
    def test_are_found_by_a_name_that_stands_in_no_address(self, town: Town, case: Case, as_: As) -> None:
        town.case(("Bo", "Anderledes"))
        answer = as_("rikke").post("/sager/", {"barn": "zenobia"})
        page = answer.content.decode()
        assert "1 sag " in page
        assert "Anderledes" not in page
        assert "Zenobia Testesen" not in page_of(as_("rikke"), "/sager/?barn=Anderledes").split("<tbody>")[0]

    def test_are_narrowed_and_told_how_many(self, town: Town, case: Case, as_: As) -> None:
        town.case(("Bo", "Anderledes"), on=TODAY)
        page = page_of(as_("rikke"), "/sager/?skole=engskolen&orden=child")
        assert "2 sager" in page
        assert "0 sager" in page_of(as_("rikke"), "/sager/?overskredet=1")
        assert "0 sager" in page_of(as_("rikke"), "/sager/?afsluttede=1")

    def test_come_as_a_part_to_htmx(self, case: Case, as_: As) -> None:
        answer = as_("rikke").get("/sager/", headers={"HX-Request": "true", "HX-Target": "sager"})
        assert "<html" not in answer.content.decode()
        assert "1 sag" in answer.content.decode()

    def test_are_paged(self, town: Town, as_: As) -> None:
        for number in range(26):
            town.case((f"Barn{number:02}", "Testesen"))
        client = as_("rikke")
        assert "Side 1 af 2" in page_of(client, "/sager/?orden=number")
        second = page_of(client, "/sager/?orden=number&side=2")
        assert "Barn25" in second
        assert "Barn00" not in second
        found = client.post("/sager/", {"barn": "Barn", "side": "2"}).content.decode()
        assert 'form="sider"' in found
        assert "Side 2 af 2" in found


class TestRefusals:
    def test_a_case_of_others_is_not_there(self, case: Case, as_: As) -> None:
        answer = as_("aage").get(f"/sag/{case.number}/")
        assert answer.status_code == 404
        assert "Zenobia" not in answer.content.decode()
        unknown = as_("aage").get("/sag/2099-99999/")
        assert words_of(answer.content.decode()) == words_of(unknown.content.decode())

    def test_an_unknown_step_is_not_there(self, case: Case, as_: As) -> None:
        assert as_("rikke").get(f"/sag/{case.number}/trin/fase9.findes_ikke/forloeb-1/").status_code == 404
        assert as_("rikke").get("/haandbog/trin/fase9.findes_ikke/").status_code == 404
        assert as_("rikke").get("/haandbog/fase/fase9/").status_code == 404

    def test_an_unknown_address_gets_a_danish_page(self, as_: As) -> None:
        answer = as_("rikke").get("/findes/ikke/")
        assert answer.status_code == 404
        assert "Siden findes ikke" in answer.content.decode()

    def test_a_day_before_the_procedure_is_refused_in_words(self, case: Case, as_: As) -> None:
        answer = as_("rikke").get(f"/sag/{case.number}/?dag=01.01.2000")
        assert answer.status_code == 422
        assert "dækker ikke" in answer.content.decode()

    def test_a_fault_is_told_by_its_number(
        self, town: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        def broken(*_: Any, **__: Any) -> None:
            raise ZeroDivisionError

        monkeypatch.setattr("sagsgang.casework.queries.overview", broken)
        client = Client(raise_request_exception=False)
        client.force_login(town.users["rikke"])
        answer = client.get("/")
        assert answer.status_code == 500
        shown = re.search(r"<strong[^>]*>([0-9A-F]{8})</strong>", answer.content.decode())
        assert shown is not None
        assert any(shown[1] in record.getMessage() and record.exc_info for record in caplog.records)


class TestAnotherDay:
    def test_the_case_is_shown_as_it_was(self, town: Town, case: Case, as_: As) -> None:
        town.take(case, "fase1.indsats_i_skolen", EFFORT, "rikke", date(2026, 2, 20))
        page = page_of(as_("rikke"), f"/sag/{case.number}/?dag=10.02.2026")
        assert "Sådan så sagen ud tirsdag den 10. februar 2026" in page
        assert "Næste skridt for mig" not in page
        assert "Udført" not in page
        assert "Udført" in page_of(as_("rikke"), f"/sag/{case.number}/")

    def test_a_day_that_has_not_come_is_today(self, case: Case, as_: As) -> None:
        assert "Sådan så sagen ud" not in page_of(as_("rikke"), f"/sag/{case.number}/?dag=01.01.2027")

    def test_the_timeline_is_narrowed(self, town: Town, case: Case, as_: As) -> None:
        base = f"/sag/{case.number}/tidslinje/"
        assert "En bekymring for barnet er taget op" in page_of(as_("rikke"), base + "?bane=buf")
        assert "ikke noget at vise" in page_of(as_("rikke"), base + "?bane=sof")
        assert "ikke noget at vise" in page_of(as_("rikke"), base + "?slags=aendret")
        assert "ikke noget at vise" in page_of(as_("rikke"), base + "?dag=01.02.2026")

"""Money on the screens: the case's tab, the sums for FAC and the leaders, and a CSV without formulas."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sagsgang.archive.csvs import csv_text
from sagsgang.casework import commands, projections
from sagsgang.casework.access import viewer_of
from sagsgang.casework.models import Case, LedgerEvent
from sagsgang.casework.refusals import AnswersInvalid, NotYours
from sagsgang.demo.building import build_town
from sagsgang.demo.courses.offers import RETURN, SKOLEFLEX, SKOLEFLEX_ENDS
from sagsgang.demo.director import play_all
from sagsgang.demo.script import Play
from sagsgang.money.exporting import csv_rows
from sagsgang.money.models import Bevillingsandel
from sagsgang.money.sums import Narrowed, behind, sums
from sagsgang.people.models import Unit, User
from sagsgang.procedure.engine import Stage
from sagsgang.procedure.workdays import COPENHAGEN
from sagsgang.web import clock
from tests.scene import Scene

DAY = date(2026, 3, 4)
AFTER_KMD = 195 + 9
PLAYS = (
    Play(SKOLEFLEX_ENDS, 560, "havtornskolen", grade=2),
    Play(SKOLEFLEX, 208, "kloeverskolen", until=AFTER_KMD, grade=4),
    Play(RETURN, 700, "skolen-i-kirsebaergaarden", provider="behandlingsskolen-moelleaaen", grade=2),
)


@pytest.fixture
def cases(scene: Scene, request: pytest.FixtureRequest) -> list[Case]:
    played = scene.set("money", _played)
    request.getfixturevalue("db")
    return [Case.objects.select_related("child").get(pk=case.pk) for case in played]


def _played() -> list[Case]:
    build_town(DAY)
    played = play_all(PLAYS, DAY)
    clock.set_exercise_day(DAY)
    return played


def viewer(name: str) -> Any:
    return viewer_of(User.objects.get(username=name), DAY)


@pytest.fixture
def as_() -> Callable[[str], Client]:
    def logged_in(name: str) -> Client:
        client = Client()
        client.force_login(User.objects.get(username=name))
        return client

    return logged_in


def case_of(school: str) -> Case:
    return Case.objects.get(summary__school__key=school)


def test_the_rows_follow_the_ledger_and_are_the_same_when_rebuilt(cases: list[Case]) -> None:
    live = sorted(Bevillingsandel.objects.values_list("case", "ressource", "period", "stage", "amount", "used"))
    assert {stage for _, _, _, stage, _, _ in live} >= {"foer_tid", "bevilget", "udmeldt"}
    assert projections.differences(DAY) == []
    projections.rebuild(DAY)
    again = Bevillingsandel.objects.values_list("case", "ressource", "period", "stage", "amount", "used")
    assert sorted(again) == live
    Bevillingsandel.objects.filter(case=cases[0]).update(amount=1)
    assert projections.differences(DAY) != []


def test_an_amount_not_in_force_is_refused_at_its_field(cases: list[Case]) -> None:
    case = case_of("kloeverskolen")
    offer = LedgerEvent.objects.get(case=case, step="fase3.kmd_registrering").occurrence
    facts: dict[str, Any] = {"tilbud.ressource_skoleflex": "90.000"}
    taking: dict[str, Any] = {
        "case_id": case.pk, "step": "fase3.ressource_udmeldes", "occurrence": offer, "actor": viewer("fac-1"),
        "on": DAY, "at": datetime.combine(DAY, time(9), COPENHAGEN), "based_on": None,
    }  # fmt: skip
    with pytest.raises(AnswersInvalid) as refused:
        commands.take(**taking, facts=facts)
    assert "100.000 kr. (P3F.10)" in refused.value.fields["tilbud.ressource_skoleflex"]
    commands.take(**taking, facts={"tilbud.ressource_skoleflex": "100.000"})
    assert Bevillingsandel.objects.get(case=case).stage == Stage.ANNOUNCED.value


def test_the_tab_of_a_case_tells_each_half_its_own(cases: list[Case], as_: Callable[[str], Client]) -> None:
    case = case_of("skolen-i-kirsebaergaarden")
    worker = LedgerEvent.objects.filter(case=case, actor_role="sagsbehandler").select_related("actor").last()
    leader = LedgerEvent.objects.filter(case=case, actor_role="skoleleder").select_related("actor").last()
    assert worker is not None
    assert leader is not None
    assert worker.actor is not None
    assert leader.actor is not None
    sof = as_(worker.actor.username).get(f"/sag/{case.number}/oekonomi/").content.decode()
    buf = as_(leader.actor.username).get(f"/sag/{case.number}/oekonomi/").content.decode()
    assert "150.000 kr." in sof
    assert "Beløbet læses af BUF" in sof
    assert "Beløbet læses af SOF" in buf
    ended = as_("omraadechef-3").get(f"/sag/{case_of('havtornskolen').number}/oekonomi/").content.decode()
    assert "Slut før tid" in ended
    assert "var tilbage" in ended


def test_the_sums_name_no_child(cases: list[Case], as_: Callable[[str], Client]) -> None:
    page = as_("fac-1").get("/oekonomi/").content.decode()
    for name in ("Havtornskolen", "Kløverskolen", "1 · 100.000 kr."):
        assert name in page
    for case in Case.objects.select_related("child"):
        assert case.child.family_name not in page
        assert case.number not in page


def test_a_leader_sums_his_own_units_alone(cases: list[Case]) -> None:
    found = sums(viewer("omraadechef-3"), Narrowed())
    assert {row.name for row in found.schools} == {"Havtornskolen", "Kløverskolen"}
    school = sums(viewer("skoleleder-oest-2"), Narrowed())
    assert {row.name for row in school.schools} == {"Havtornskolen"}
    assert [half.value for half in sums(viewer("leder-bbu-midt"), Narrowed()).halves] == ["sof"]
    with pytest.raises(NotYours):
        sums(viewer("matchning"), Narrowed())


def test_the_sums_are_one_query_and_narrow(cases: list[Case]) -> None:
    fac = viewer("fac-1")
    with CaptureQueriesContext(connection) as found:
        everything = sums(fac, Narrowed())
    assert len(found) == 1
    assert sum(cell.count for cell in everything.total.cells.values()) == sum(
        Bevillingsandel.objects.filter(half="buf").count() for _ in (1,)
    )
    ended = sums(fac, Narrowed(area="oest"))
    assert ended.total.cells[Stage.ENDED].count == 1
    assert ended.total.days_left > 0
    assert sums(fac, Narrowed(year=1999)).schools == ()
    assert sums(fac, Narrowed(school="kloeverskolen")).total.cells[Stage.GRANTED].kroner == 100_000


def test_a_locked_case_is_in_nobodys_figure_but_its_own(cases: list[Case]) -> None:
    Case.objects.filter(pk=case_of("havtornskolen").pk).update(locked=True)
    assert "Havtornskolen" not in {row.name for row in sums(viewer("fac-1"), Narrowed()).schools}


def test_down_to_the_cases_only_where_he_may(cases: list[Case]) -> None:
    found = behind(viewer("fac-1"), Narrowed(school="havtornskolen"), Stage.ENDED)
    assert (found.counted, found.total, found.rows) == (1, 0, ())
    found = behind(viewer("omraadechef-3"), Narrowed(school="havtornskolen"), Stage.ENDED)
    assert (found.counted, found.total) == (1, 1)
    assert found.rows[0].number == case_of("havtornskolen").number


def test_no_cell_of_the_csv_is_a_formula(cases: list[Case]) -> None:
    Unit.objects.filter(key="havtornskolen").update(name='=HYPERLINK("x")')
    Unit.objects.filter(key="kloeverskolen").update(name="+Kløver;skolen\n@SUM(A1)")
    rows = csv_rows(sums(viewer("fac-1"), Narrowed()), {"oest": "-Øst"}, DAY, "Alt")
    text = csv_text(rows)
    assert "'=HYPERLINK" in text
    assert "'+Kløver" in text
    assert "'-Øst" in text
    assert "100.000" in text
    assert text.startswith("\ufeffØkonomi;Alt\r\nOpgjort;04.03.2026")


def test_who_takes_the_figures_out_shows_who_he_is_first(cases: list[Case], as_: Callable[[str], Client]) -> None:
    assert as_("fac-1").get("/oekonomi/csv/").status_code == 401
    assert as_("matchning").get("/oekonomi/csv/").status_code == 403

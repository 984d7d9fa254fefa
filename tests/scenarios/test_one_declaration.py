"""The idea itself: one step is declared here and nowhere else, and everything else follows from it.

Form, permission, worklist row, swimlane card, timeline sentence, handbook paragraph, API operation and scenario word:
not one line of the product knows this step.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from sagsgang.casework import procedures
from sagsgang.casework.access import related, viewer_of
from sagsgang.casework.commands.take import may_record, may_take
from sagsgang.casework.ledger import load
from sagsgang.casework.models import Case, OpenTask
from sagsgang.casework.queries.worklist import overview
from sagsgang.procedure import faelles_sagsforloeb
from sagsgang.procedure.engine import assess
from sagsgang.procedure.faelles_sagsforloeb.emner import FORLOEB
from sagsgang.procedure.faelles_sagsforloeb.faser import BEKYMRINGSFASEN
from sagsgang.procedure.faelles_sagsforloeb.kilder import LAESNING
from sagsgang.procedure.faelles_sagsforloeb.roller import RC_PLC, SKOLELEDER
from sagsgang.procedure.language import Lane, Option, Step, acted, choice, number, only_if, opened, taken, weeks
from sagsgang.procedure.language.leaves import is_
from sagsgang.procedure.review import review
from sagsgang.procedure.wording import step_paragraph
from sagsgang.procedure.wording.handbook import render_handbook
from tests.scenarios.expecting import check
from tests.scenarios.playing import Play
from tests.scenarios.reading import read_text
from tests.web.town import EFFORT, TODAY, Town, build, form_of

KEY_OF_A_PHASE = re.compile(r'"fase[1-5]\.[a-z_0-9]+"')


def test_no_workplace_repeats_the_key_of_a_phases_step() -> None:
    src = Path(__file__).resolve().parents[2] / "src" / "sagsgang"
    rest = [path for path in src.rglob("*.py") if path.relative_to(src).parts[0] not in ("procedure", "demo")]
    assert len(rest) > 100
    assert [(path.name, found) for path in rest if (found := KEY_OF_A_PHASE.findall(path.read_text("utf-8")))] == []


HVOR_LAESER = choice(
    "forloeb.hvor_laeser",
    "Hvor læser barnet bedst?",
    "stedet, hvor barnet læser bedst",
    FORLOEB,
    Option("biblioteket", "På skolens bibliotek", "Barnet læser bedst på skolens bibliotek"),
    Option("andet_sted", "Et andet sted", "Barnet læser bedst et andet sted"),
    assessed=True,
)
BOEGER = number("forloeb.boeger", "Hvor mange bøger er lånt?", "antallet af lånte bøger", FORLOEB, least=1, most=9)
LAESEKROG = Step(
    key="proeve.laesekrog",
    title="Barnet får en læsekrog på skolen",
    done="Barnet har fået en læsekrog på skolen",
    phase=BEKYMRINGSFASEN,
    lane=Lane.BUF,
    per=FORLOEB,
    responsible=SKOLELEDER,
    recorded_by=(RC_PLC,),
    requires=taken("fase1.indsats_i_skolen"),
    records=(HVOR_LAESER, only_if(is_(HVOR_LAESER, "biblioteket"), BOEGER)),
    deadline=weeks(3).after(opened(FORLOEB, "den dag, bekymringen blev taget op"), LAESNING.at("G6")),
    citations=(LAESNING.at("G6"),),
)
ROS = Step(
    key="proeve.ros",
    title="Barnet roses for sin læsning",
    done="Barnet er rost for sin læsning",
    phase=BEKYMRINGSFASEN,
    lane=Lane.BUF,
    per=FORLOEB,
    responsible=SKOLELEDER,
    requires=taken("proeve.laesekrog"),
    deadline=weeks(1).after(acted("proeve.laesekrog", "den dag, barnet fik en læsekrog"), LAESNING.at("G6")),
    citations=(LAESNING.at("G6"),),
)
REAL = faelles_sagsforloeb.PROCEDURE
WITH_NOOK = replace(REAL, steps=(*REAL.steps, LAESEKROG, ROS))
ANSWERS = {
    "forloeb.hvor_laeser": "biblioteket",
    "forloeb.hvor_laeser_begrundelse": "Der er ro.",
    "forloeb.boeger": "3",
}
As = Callable[[str], Client]


@pytest.fixture
def town(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Town]:
    """The school town, in a municipality whose guidance has reading nooks."""
    monkeypatch.setattr(faelles_sagsforloeb, "PROCEDURE", WITH_NOOK)
    procedures.procedure.cache_clear()
    yield build()
    procedures.procedure.cache_clear()


@pytest.fixture
def as_(town: Town) -> As:
    """A browser of somebody who is logged in."""

    def logged_in(name: str) -> Client:
        client = Client()
        client.force_login(town.users[name])
        return client

    return logged_in


@pytest.fixture
def case(town: Town) -> Case:
    """A case in which the school has made its effort, so that the nook is next."""
    made = town.case()
    town.take(made, "fase1.indsats_i_skolen", EFFORT, "rikke", date(2026, 2, 10))
    made.refresh_from_db()
    return made


def page_of(client: Client, *address: Any, name: str = "trin") -> str:
    answer = client.get(reverse(f"web:{name}", args=address))
    assert answer.status_code == 200
    return answer.content.decode()


def form_page(case: Case) -> tuple[str, str, str]:
    return case.number, LAESEKROG.key, "forloeb-1"


def test_the_form_asks_what_the_step_records(case: Case, as_: As) -> None:
    page = page_of(as_("karen"), *form_page(case))
    assert "Hvor læser barnet bedst?" in page
    assert "På skolens bibliotek" in page
    assert "Hvor mange bøger er lånt?" in page
    assert "Begrundelse for vurderingen" in page


def test_it_is_taken_by_whom_the_declaration_names(town: Town, case: Case) -> None:
    standing = assess(WITH_NOOK, load(case), TODAY).of_step(LAESEKROG.key)[0]

    def relation(name: str) -> Any:
        return related(viewer_of(town.users[name], TODAY), case)

    assert may_take(standing, relation("karen")) is SKOLELEDER
    assert may_take(standing, relation("rikke")) is None
    assert may_record(standing, relation("rikke")) is RC_PLC
    assert may_record(standing, relation("sanne")) is None


def test_it_waits_in_the_overview_of_whoever_owes_it(town: Town, case: Case) -> None:
    task = OpenTask.objects.get(case=case, step=LAESEKROG.key)
    assert (task.role, task.due, task.barred) == ("skoleleder", date(2026, 2, 23), False)
    mine = overview(viewer_of(town.users["karen"], TODAY)).overdue
    assert [row.step.title for row in mine if row.step.key == LAESEKROG.key] == [LAESEKROG.title]
    barred = OpenTask.objects.get(case=case, step=ROS.key)
    assert (barred.barred, barred.waits_on) == (True, "skoleleder")


def test_the_overview_and_the_figure_show_it(case: Case, as_: As) -> None:
    assert LAESEKROG.title in page_of(as_("karen"), name="overblik")
    figure = page_of(as_("karen"), case.number, name="sag")
    assert figure.count(reverse("web:trin", args=form_page(case))) >= 1
    assert LAESEKROG.title in figure


def test_it_is_taken_through_the_form_and_told_in_the_timeline(case: Case, as_: As) -> None:
    client = as_("karen")
    path = reverse("web:trin", args=form_page(case))
    assert client.post(path, form_of(client, path) | ANSWERS).status_code == 302
    told = page_of(client, case.number, name="tidslinje")
    assert "Barnet har fået en læsekrog på skolen" in told
    assert "Barnet læser bedst på skolens bibliotek" in told
    assert not OpenTask.objects.filter(case=case, step=LAESEKROG.key).exists()
    assert not OpenTask.objects.get(case=case, step=ROS.key).barred


def test_what_it_asks_is_demanded_at_its_field(case: Case, as_: As) -> None:
    client = as_("karen")
    path = reverse("web:trin", args=form_page(case))
    answer = client.post(path, form_of(client, path) | ANSWERS | {"forloeb.boeger": "12"})
    assert answer.status_code == 422
    assert "Tallet kan højst være 9." in answer.content.decode()


def test_it_is_an_operation_for_programs(town: Town, case: Case, as_: As) -> None:
    address = f"/api/v1/cases/{case.number}/steps/{LAESEKROG.key}/forloeb-1"
    client = as_("karen")
    described = client.get("/api/v1/openapi.json").json()["paths"]
    operation = described[f"/api/v1/cases/{{number}}/steps/{LAESEKROG.key}/{{occurrence}}"]["post"]
    facts = operation["requestBody"]["content"]["application/json"]["schema"]["properties"]["facts"]
    assert operation["summary"] == LAESEKROG.title
    assert facts["properties"]["forloeb.hvor_laeser"]["enum"] == ["biblioteket", "andet_sted"]
    assert facts["properties"]["forloeb.boeger"]["maximum"] == 9
    sent = {"on": TODAY.isoformat(), "based_on": case.version, "facts": ANSWERS | {"forloeb.boeger": 3}}
    answer = client.post(address, sent, content_type="application/json")
    assert (answer.status_code, answer.json()["step"]) == (201, LAESEKROG.key)


def test_the_handbook_has_its_paragraph(as_: As) -> None:
    paragraph = step_paragraph(WITH_NOOK, LAESEKROG, TODAY)
    assert "Skolelederen skal gøre det." in paragraph
    assert "skolen har sat en indsats i gang" in paragraph
    chapter = render_handbook(WITH_NOOK, TODAY)[f"fase-{BEKYMRINGSFASEN.number}.md"]
    assert LAESEKROG.title in chapter
    assert "Hvor læser barnet bedst?" in chapter
    assert LAESEKROG.title in page_of(as_("karen"), LAESEKROG.key, name="haandbog_trin")


def test_a_scenario_speaks_of_it_in_its_own_words() -> None:
    scenario = read_text(
        """
        navn: Barnet får en læsekrog
        kilde: [G6]
        forløb:
          - 2026-02-02: En bekymring for barnet tages op
            svar:
              Hvilken klasse går barnet i?: 5
              Er sagen akut?: Nej
              hensynet til barnets sikkerhed: Nej
            spærret:
              Barnet får en læsekrog på skolen: indsats
            venter på:
              Barnet får en læsekrog på skolen: Skolen laver en indsats i eget regi
          - +1 uge: Skolen laver en indsats i eget regi
            svar:
              Er fritidstilbuddet inddraget?: Nej
            åben: [Barnet får en læsekrog på skolen]
            frist:
              Barnet får en læsekrog på skolen: 2026-02-23
          - +1 dag: Barnet får en læsekrog på skolen
            ved: skoleleder
            svar:
              Hvor læser barnet bedst?: På skolens bibliotek
              Hvor mange bøger er lånt?: 3
            udført: [Barnet får en læsekrog på skolen]
            åben: [Barnet roses for sin læsning]
        """,
        "laesekrog",
    )
    play = Play(WITH_NOOK)
    for happening in scenario.happenings:
        check(happening, play.play(happening))


def test_the_review_has_nothing_against_it() -> None:
    named = {LAESEKROG.key, ROS.key}
    assert [finding for finding in review(WITH_NOOK, TODAY) if any(key in str(finding) for key in named)] == []

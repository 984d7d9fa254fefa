"""The handbook of the toy: its pages as values, and as Markdown."""

from dataclasses import replace
from datetime import date

from sagsgang.procedure.language import Force, Lane, Reading, depending_on, only_if, optional, yes
from sagsgang.procedure.wording import step_page, step_paragraph
from sagsgang.procedure.wording.handbook import render_handbook
from sagsgang.procedure.wording.pages import handbook_pages, phase_pages
from tests.procedure.toy import AFGOER, EGNET, FORMAND, GARTNER, KASSERER, SAMTYKKE, TOY, UDFALD, step

DAY = date(2026, 3, 1)
READ = replace(TOY, readings=(Reading("X1", "Hvem", "Hvem gør hvad?", "Gartneren gør det."),))


def test_a_step_page_says_all_there_is():
    page = step_page(TOY, TOY.step("indsend"), DAY)
    assert page.who == "Gartneren skal gøre det."
    assert page.when == ("ansøgningen er ikke i gang",)
    assert page.requires == ("rapport om huset foreligger", "huset er egnet")
    assert page.rules == (
        "R1: Ingen oplysninger deles uden samtykke "
        "(krav i vejledningen; formanden kan fravige reglen med en begrundelse, der gemmes)",
    )
    assert page.expects == ("opmålingen ligger højst 12 måneder tilbage (Vedtægten, P1.2 (linje 4–5))",)
    assert page.records == ("Hvilket møde?",)
    assert page.gives == ("Ansøgningen begynder.",)
    assert (page.lane, page.force, page.ours, page.milestone) == (Lane.SOF, Force.GUIDANCE, False, False)


def test_a_step_in_one_paragraph():
    assert step_paragraph(TOY, TOY.step("indsend"), DAY) == (
        "Gartneren skal gøre det. Trinnet er aktuelt, når ansøgningen ikke er i gang. "
        "Det kræver, at rapport om huset foreligger; og huset er egnet. "
        "R1: Ingen oplysninger deles uden samtykke (krav i vejledningen; formanden kan fravige reglen med en "
        "begrundelse, der gemmes). "
        "Det forventes, at opmålingen ligger højst 12 måneder tilbage (Vedtægten, P1.2 (linje 4–5)). "
        "Ansøgningen begynder. Kilde: Vedtægten, P1.1 (linje 3)."
    )


def test_consents_letters_and_ends_are_told():
    assert step_page(TOY, TOY.step("spoerg"), DAY).gives == ("Svaret på samtykke til opslag i registret gemmes.",)
    assert step_page(TOY, TOY.step("traek"), DAY).gives == ("Samtykke til opslag i registret er trukket tilbage.",)
    assert step_page(TOY, TOY.step("traek"), DAY).recorded_by == "Det kan også indføres af gartneren."
    assert step_page(TOY, TOY.step("brev"), DAY).gives == ("Der kommer brev til låneren.",)
    assert step_page(TOY, TOY.step("slut"), DAY).gives == ("Lånet slutter.",)
    assert step_page(TOY, AFGOER, DAY).gives == (
        "Lånet begynder, når bestyrelsen har sagt ja.",
        "Ansøgningen slutter.",
    )
    assert step_page(TOY, AFGOER, DAY).records == (
        "Hvad blev det til? (med begrundelse)",
        "Hvornår starter lånet? (kan udelades)",
        "Hvad er lejen? (kan udelades)",
    )


def test_a_milestone_is_watched_and_met():
    assert step_paragraph(TOY, TOY.step("klar"), DAY).startswith(
        "Formanden holder øje med, at det sker. Det nås, når rapport om huset foreligger; og der er samtykke"
    )


def test_versions_and_periods_are_told():
    page = step_page(TOY, TOY.step("rapport", DAY), DAY)
    assert page.validity == "Gælder fra 1. januar 2024."
    assert page.versions == (
        "Rapporten skrives: Gælder fra 1. januar 2020 indtil 1. januar 2024. Kilde: Vedtægten, P1.1 (linje 3).",
    )


def test_a_role_that_depends_on_an_answer_is_told_with_it():
    by = depending_on(UDFALD, ("ja", KASSERER), otherwise=FORMAND)
    asked = only_if(yes(EGNET), optional(UDFALD))
    page = step_page(TOY, replace(AFGOER, responsible=by, together_with=(GARTNER,), records=(asked,)), DAY)
    assert page.who == (
        "Ansvaret ligger hos kassereren, når bestyrelsen har sagt ja; ellers hos formanden. "
        "Det sker sammen med gartneren."
    )
    assert page.records == ("Hvad blev det til? (kun når huset er egnet; kan udelades; med begrundelse)",)


def test_a_step_of_our_own_reading_is_marked():
    own = step("eget", "Eget", "Eget er gjort", TOY.root, citations=(TOY.sources[2].at("G6"),))
    assert step_page(replace(TOY, steps=(*TOY.steps, own)), own, DAY).ours


def test_a_phase_page_holds_lanes_shares_papers_and_dates():
    (page,) = phase_pages(TOY, DAY)
    assert [lane for lane, _ in page.lanes] == list(Lane)
    assert len(page.steps) == len(TOY.at(DAY).steps)
    shares = {share.role.key: share for share in page.shares}
    assert "Papirerne sendes til bestyrelsen" in shares["kasserer"].answers_for
    assert [document.key for document in page.documents] == ["rapport", "brev"]
    assert ("papirer", "senest 5 hverdage før mødet i bestyrelsen", "krav i vejledningen") in [
        (each.step, each.when, each.force) for each in page.dates
    ]


def test_the_handbook_is_of_its_day():
    titles = [each.title for each in handbook_pages(TOY, date(2023, 1, 1)).phases[0].steps]
    assert "Rapporten skrives" in titles
    assert "Brandtilsynet får besked" not in titles
    assert handbook_pages(TOY, DAY).numbers[0].now == "30 kvadratmeter"


def test_the_handbook_as_markdown():
    files = render_handbook(READ, DAY)
    assert sorted(files) == [
        "README.md", "breve.md", "datoer.md", "fase-1.md", "laesninger.md", "organer.md", "regler.md", "roller.md",
        "samtykker.md", "tal.md",
    ]  # fmt: skip
    assert "| **SOF** | [Et ønske om et hus tages op](fase-1.md#aabn)" in files["README.md"]
    assert '<a id="indsend"></a>\n\n#### Ansøgningen sættes på et møde' in files["fase-1.md"]
    assert "- ansøgningen ikke er i gang" in files["fase-1.md"]
    assert "**Kan fraviges af:** formanden, med en begrundelse, der gemmes." in files["regler.md"]
    assert "| 20 kvadratmeter | fra 1. januar 2020 indtil 1. januar 2024 | P1.2 |" in files["tal.md"]
    assert "*Vores læsning:* Gartneren gør det." in files["laesninger.md"]
    assert f"| {SAMTYKKE.title.capitalize()} | gartneren | kassereren | at kende huset |" in files["samtykker.md"]
    assert "Logger ikke ind; andre indfører for rollen." in files["roller.md"]
    assert "**Indkaldes af:** formanden." in files["organer.md"]
    assert "| 1 | Bestyrelsen beslutter | senest på dagen for mødet i bestyrelsen |" in files["datoer.md"]


def test_a_derived_phase_is_marked_in_the_handbook():
    derived = replace(TOY, phases=(replace(TOY.phases[0], derived=True, expected="højst et år", links=("Skabelon",)),))
    files = render_handbook(derived, DAY)
    assert "# 1. Udlånsfasen (udledt — skal godkendes)" in files["fase-1.md"]
    assert "Forventet varighed (ingen frist): højst et år." in files["fase-1.md"]
    assert "Fase 1, Udlånsfasen." in files["laesninger.md"]

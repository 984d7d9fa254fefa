"""Day treatment with a private offer, by the roles themselves: BEKU, the board, letter, payment, the way back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from playwright.sync_api import FilePayload, expect

from tests.browser.story import Story
from tests.browser.test_courses import begin, by_hand, to_letter, told
from tests.browser.visitor import Visitor, called
from tests.documents.samples import paper

PARENTS, PROVIDER = ("Alma", "Otto"), "Urban Ulvefod"
PRIVATE, UNFIT = "Den Grønne Lærke", "Skolehjemmet Fyrtårnet"
Visit = Callable[..., Visitor]


def test_from_beku_to_the_way_back(visit: Visit, folder: Path) -> None:
    """(b): both halves in BEKU, the request, the proposals, the private offer and its commitment, the timetable."""
    story = told(visit(), folder, "Signe", "dagbehandling_starter")
    story.stage("fase3.sof_afgoerelse")
    both_halves_in_beku(story)
    consent_and_request(story)
    proposals(story)
    choice(story)
    letter(story)
    contract_and_commitment(story)
    start_and_way_back(story)


def both_halves_in_beku(story: Story) -> None:
    """P3D.6: SOF's leader decides the social half, BUF's half is decided and the teaching approved, at the meeting."""
    story.be("beku_sekretaer", date(2025, 9, 15))
    story.visitor.choose_in_menu("BEKU")
    story.follow("BEKU Vestengen")
    story.main.locator("summary", has_text="Planlæg ét møde").click()
    story.main.get_by_label(called("Hvilken dag?")).first.fill("17.09.2025")
    story.main.get_by_label(called("Klokken")).first.fill("9.30")
    story.press("Planlæg mødet")
    story.be("sof_leder", date(2025, 9, 17))
    story.task("fase3.sof_afgoerelse", overview=False)
    story.tick("Bevilges den sociale foranstaltning?", "Ja")
    story.tick("Med hvilken kompetence i SOF?", "SOF's ledelse i BEKU")
    story.say()
    story.be("beku_sekretaer")
    story.task("fase3.beku_beslutter")
    story.follow("Åbn sagens punkt i BEKU")
    story.says("SOF's ledelse i BEKU")
    story.follow("BEKU bevilger")
    story.tick("Hvad endte det med?", "Bevilget")
    story.tick("Med hvilken kompetence?", "BUF's ledelse i BEKU")
    story.tick("Er undervisningsdelen godkendt?", "Ja")
    story.say()
    story.says("Afgjort: Bevilget")


def consent_and_request(story: Story) -> None:
    """X18 and P3D.1: no papers without the family's answer; then those that P3D.1 names, and what the child needs."""
    story.be("sagsbehandler", date(2025, 9, 19))
    story.tab("Dagbehandling")
    story.follow("Forældrenes samtykke til at sende papirer til Matchningsudvalget indhentes")
    for name in PARENTS:
        row = story.page.locator(f"xpath=//main//fieldset[legend[contains(., '{name}')]]")
        row.locator("label").filter(has_text="Ja").first.click()
        row.get_by_label("Hvordan er svaret givet?").select_option(label="Skriftligt")
    story.press("Indfør")
    story.be("sagsbehandler", date(2025, 9, 22))
    story.tab("Dokumenter")
    story.main.get_by_label(called("Hvad er det?")).select_option(label="Handleplan")
    file: FilePayload = {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": paper("Handleplan")}
    story.main.locator("input[type=file]").set_input_files(file)
    story.press("Tilføj dokumentet")
    story.task("fase3.til_matchningsudvalg")
    story.follow("Gør det i dagbehandlingen")
    story.tick("Kategori 1 eller 2?", "Kategori 2")
    story.tick("Barnets køn", "Pige")
    story.say("Send til Matchningsudvalget")
    story.told("7 hverdage")
    story.says("med 1 dokument")


def proposals(story: Story) -> None:
    """P3D.2: the offer tells its free places itself; municipal and private alike, each with its reason."""
    story.visitor.step_into(PROVIDER)
    story.visitor.choose_in_menu("Tilbud")
    story.follow(PRIVATE)
    story.write("Hvor mange er ledige i dag?", "2")
    story.press("Meld ledige pladser")
    story.be("matchningsudvalg", date(2025, 9, 30))
    story.visitor.choose_in_menu("Matchning")
    story.says("Senest 01.10.2025")
    row = story.main.locator("li").filter(has_text="Signe Prøvesen")
    expect(row).to_contain_text("1 dokument")
    story.follow("Matchningsudvalget foreslår konkrete tilbud", row)
    story.main.get_by_label(called("Nummer 1")).select_option(label=f"{PRIVATE} (2 ledige)")
    story.press("Afgiv forslagene")
    story.refused("Skriv, hvorfor tilbuddet foreslås (Vejledning for det fælles sagsforløb, P3D.2")
    story.write("Hvorfor nummer 1?", "Dyr og natur hver dag, og plads nu.")
    story.press("Afgiv forslagene")


def barred(story: Story, step: str, missing: str) -> None:
    """The step cannot be taken yet; its page says what is missing and where that is written."""
    story.follow(step)
    story.says("Trinnet kan ikke tages endnu", "Mangler:", missing, "Hvor det står")


def choice(story: Story) -> None:
    """P3D.3 and P3D.4."""
    story.be("sagsbehandler", date(2025, 10, 7))
    story.tab("Dagbehandling")
    barred(
        story,
        "Indskrivningskontrakten indhentes, underskrives og sendes til Fagligt Center",
        "Dagbehandlingstilbuddet er endnu ikke oplyst",
    )
    story.task("fase3.forslag_droeftes")
    story.say()
    story.task("fase3.tilbud_valgt")
    story.follow("Gør det i dagbehandlingen")
    story.main.get_by_label(called("Hvilket tilbud er valgt?")).select_option(label=UNFIT)
    story.press("Vælg tilbuddet")
    story.refused("tilbuddet er for 12–17 år")
    story.main.get_by_label(called("Hvilket tilbud er valgt?")).select_option(label=f"1. {PRIVATE}")
    story.press("Vælg tilbuddet")
    barred(story, "Fagligt Center underskriver kontrakten og giver betalingstilsagn", "ndskrivningskontrakt")
    story.be("matchningsudvalg")
    story.task("fase3.matchning_noterer")
    story.press("Indfør")
    story.told("Sagen venter ikke længere på dig, så du kan ikke åbne den nu.")


def letter(story: Story) -> None:
    """P3D.5: the caseworker signs first, then BUF; nobody sends before both; the caseworker sends."""
    story.be("sagsbehandler")
    story.task("fase3.optagebrev_dag_skrives")
    begin(story)
    story.say("Gem")
    story.press("Underskriv")
    story.be("rc_plc")
    story.task("fase3.optagebrev_dag_underskrives")
    to_letter(story)
    story.say("Gem")
    story.press("Underskriv")
    story.be("sagsbehandler")
    story.task("fase3.optagebrev_dag_sendes")
    to_letter(story)
    story.press("Send brevet")
    story.deliver()
    story.page.reload()
    story.says("Regnes for modtaget")
    by_hand(story, "Lagt i posten")


def contract_and_commitment(story: Story) -> None:
    """P3D.7: the contract first, then Fagligt Center's commitment, to offer and caseworker."""
    story.be("sagsbehandler", date(2025, 10, 15))
    story.task("fase3.kontrakt")
    story.press("Indfør")
    story.be("fac")
    story.task("fase3.betalingstilsagn")
    begin(story)
    story.say("Gem")
    story.press("Underskriv og send")


def start_and_way_back(story: Story) -> None:
    """P3D.8: in its own role the offer reads its papers, and agrees the timetable; then the child starts."""
    story.visitor.step_into(PROVIDER)
    story.visitor.choose_in_menu("Sager")
    story.follow("Signe Prøvesen")
    story.tab("Dokumenter")
    story.says("Betalingstilsagn")
    story.tab("Dagbehandling")
    assert "Hvad udvalget skal vide" not in story.main.inner_text()
    story.follow("Tidsplanen for at komme tilbage aftales ved indskrivningen")
    first = story.main.locator("fieldset").filter(has_text="Milepæl 1")
    first.get_by_label("Inden", exact=True).fill("03.02.2026")
    story.press("Aftal tidsplanen")
    story.refused("Skriv, hvad der skal ske.")
    first.get_by_label("Hvad skal ske?").fill("Besøg i hjemskolens klasse en time om ugen")
    first.get_by_label("Hvem sørger for det?").fill("Tilbuddet og klasselæreren")
    story.press("Aftal tidsplanen")
    story.be("sagsbehandler", date(2025, 11, 3))
    story.task("fase3.dagbehandling_starter")
    story.follow("Gør det i dagbehandlingen")
    story.write("Hvornår starter tilbuddet?", "03.11.2025")
    story.press("Indfør starten")
    story.told("Barnet er startet i dagbehandling")
    story.says("Besøg i hjemskolens klasse")

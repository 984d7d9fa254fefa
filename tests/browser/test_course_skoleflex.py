"""(a) Skoleflex for one child, from the first Aftaleforum to both journals: each act on screen, by whose turn it is.

What other tests walk – the consents, the examination, the PPV – happens below the screens between the chapters.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.story import Story
from tests.browser.test_courses import begin, by_hand, to_letter, told
from tests.browser.visitor import Visitor, called

AT_HOME = "Vi vil gerne have hjælp om morgenen."
CHILD = "Jeg vil gerne være sammen med Ida i frikvartererne."
AGREED = "RC ringer til sagsbehandleren hver fredag"
OFFER = "Skoleflex på Vestengskolen i tolv måneder"
PLAN = {
    "sagsbehandler": {
        "Barnets egne ord": CHILD,
        "Familiens egne ord": AT_HOME,
        "SOF's del: den sociale indsats": "En familiebehandler kommer hjem to gange om ugen, også i ferierne.",
        "Det kan familien ikke regne med": "Der er ikke en voksen hos barnet hele tiden.",
    },
    "skoleleder": {
        "Det gør skolen allerede": "En fast voksen tager imod om morgenen.",
        "Det er nyt": "Otte timer om ugen i en lille gruppe.",
        "BUF's del: den specialpædagogiske bistand": "Dansk og matematik i gruppen, hver dag.",
        "Sådan arbejder vi sammen": f"{AGREED} kl. 9.",
    },
}


@pytest.mark.timeout(600)
def test_skoleflex_from_the_first_meeting_to_both_journals(visit: Callable[..., Visitor], folder: Path) -> None:
    story = told(visit(), folder, "Gerda", "skoleflex_bevilges")
    first_meeting(story)
    minutes_and_tasks(story)
    second_meeting(story)
    plan(story)
    recommended(story)
    to_the_board(story)
    both_halves(story)
    letter(story)
    money(story)
    journals(story)


def prepared(story: Story, day: str, clock: str, *purposes: str) -> None:
    """A meeting is planned, summoned, and has its people; nothing is told twice, and it cannot be run yet."""
    story.be("sagsbehandler")
    story.task("aftaleforum.indkald", overview=False)
    story.follow("Planlæg mødet, og indkald til det")
    story.write("Hvilken dag?", day)
    story.write("Hvad klokken?", clock)
    if purposes:
        story.tick("Hvad handler mødet om?", *purposes)
    story.press("Gem kladden")
    story.says("Leder", "Psykologen: Bjarke Bjørneklo", "Mor: Alma Prøvesen")
    story.press("Indkald")
    lacking = story.main.locator("section").filter(has=story.page.locator("#mangler")).locator("li")
    expect(lacking.filter(has_text="Deltagerne fra skolen")).to_have_count(1)
    expect(lacking.filter(has_text="Deltagerne fra skolen")).to_contain_text("M3 (linje 460)")
    expect(story.main.get_by_role("link", name="Kør mødet")).to_have_class("button button-secondary")
    story.be("skoleleder")
    story.task("aftaleforum.deltagere")
    story.follow("Gør det på mødets side")
    story.press("Afgør listen, og send indkaldelser")
    story.be("sagsbehandler")
    story.task("aftaleforum.indkald_familien")
    story.follow("Gør det på mødets side")
    story.press("Indkald familien")
    story.says("Digital Post: venter på afsendelse")


def first_meeting(story: Story) -> None:
    """Chaired by the school social worker (M5); a meeting with only one side is none (M3)."""
    story.stage("aftaleforum.indkald")
    prepared(story, "22.04.2025", "9.00")
    story.go()
    mine = story.main.locator("section").filter(has=story.page.locator("h2", has_text="Næste skridt for mig"))
    expect(mine.get_by_role("link", name="Der indkaldes til Aftaleforum").first).to_be_hidden()
    story.task("aftaleforum.samtale_forud")
    story.say()
    story.be("skolesocialraadgiver", date(2025, 4, 22))
    story.task("aftaleforum.afhold")
    story.follow("Gør det på mødets side")
    story.tick("Mor: Alma Prøvesen", "Er med")
    expect(story.page.locator("#gemt-frem")).to_contain_text("Gemt")
    story.tick("Sagsbehandleren: Hjalte Ålegræs", "Er med")
    story.press("Gem, og afslut mødet")
    story.says("Mangler:", "Både SOF og BUF skal være repræsenteret", "fra BUF", "Vejledningen, M3")
    expect(story.main.get_by_role("button", name="Indfør mødet")).to_have_count(0)
    story.follow("Tilbage til referatet")


def minutes_and_tasks(story: Story) -> None:
    """Minutes, an agreement that becomes RC's task, and the summary as PDF to each who is entitled to it."""
    story.press("Alle andre er med")
    story.write("Bekymringen, og hvad der er prøvet", "Gerda går hjem i frikvartererne.")
    story.write("Forældrenes ord", AT_HOME)
    story.write("Barnets eller den unges ord", CHILD)
    story.write("Hvad er aftalt?", AGREED)
    story.press("Skriv aftalen op")
    story.refused("Vælg, hvem der står for det", "Skriv, hvornår det skal være gjort")
    story.main.get_by_label(called("Hvem står for det?")).select_option(label="RC/PLC")
    story.write("Senest hvornår?", "02.05.2025")
    story.press("Gem, og afslut mødet")
    story.says(AGREED, "RC/PLC, senest 02.05.2025")
    story.press("Indfør mødet")
    story.follow("Send opsamlingen")
    story.press("Send opsamlingen")
    story.says("til SOF og BUF", "til familien")
    story.tab("Dokumenter")
    for name in ("Opsamling fra Aftaleforum, til SOF og BUF", "Opsamling fra Aftaleforum, til familien"):
        is_pdf(story, story.main.locator("li").filter(has_text=name))
    story.be("rc_plc")
    story.task("aftale.udfoert")
    story.says(AGREED)


def is_pdf(story: Story, row: Locator) -> None:
    """What is fetched from the row is a PDF."""
    with story.page.expect_download() as fetched:
        row.get_by_role("link", name="Hent").click()
    assert fetched.value.path().read_bytes().startswith(b"%PDF")


def second_meeting(story: Story) -> None:
    """About the plans, chaired by the caseworker; the usual points stand on its agenda."""
    story.stage("aftaleforum.indkald", nth=2, after="aftaleforum.opsamling")
    prepared(story, "28.08.2025", "13.00", "Handleplanen", "Fælles BUF-SOF Handleplan")
    story.says("Mål og aktiviteter i den Fælles BUF-SOF Handleplan", "Er der enighed om at indstille til BEKU?")
    story.be("sagsbehandler", date(2025, 8, 28))


def plan(story: Story) -> None:
    """Each side writes its part; the goals are common, and the child's own words stand first."""
    for role, sections in PLAN.items():
        story.be(role)
        story.tab("Handleplan")
        for name, words in sections.items():
            story.follow(f"Skriv {name}")
            story.write(name, words)
            story.press("Gem")
    story.follow("Tilføj et mål")
    story.write("Målet", "Gerda spiser med de andre")
    story.write("Hvorfor er det vigtigt for barnet?", "Frokosten er det eneste frie, klassen har sammen.")
    story.write("Hvad kan I se, når det er nået?", "Gerda sidder med ved bordet tre dage om ugen.")
    story.tick("Hvis mål er det?", "Fælles")
    story.press("Gem")
    story.follow("Tilføj en aktivitet til Gerda spiser med de andre")
    story.write("Hvad skal gøres?", "En voksen sidder med")
    story.write("Hvem gør det?", "Klasselæreren")
    story.write("Hvornår, eller hvor tit?", "Hver dag")
    story.tick("Hvem har ansvaret?", "BUF")
    story.press("Gem")
    story.says("Planen mangler intet")


def recommended(story: Story) -> None:
    """The meeting agrees to recommend to BEKU, and decides nothing (M7); what is expected and not done has a reason."""
    story.be("sagsbehandler")
    story.task("aftaleforum.afhold")
    story.follow("Gør det på mødets side")
    story.write("Er der enighed om at indstille til BEKU?", "Alle vil prøve Skoleflex.")
    story.write("Muligt tilbud", OFFER)
    story.press("Alle andre er med")
    story.press("Gem, og afslut mødet")
    story.says("Vejledningen forventer noget, der ikke er sket", "M2")
    story.tick("Er der enighed om at indstille til BEKU?", "Ja")
    story.write("Hvorfor gøres det alligevel?", "De talte sammen i telefonen samme morgen.")
    story.press("Indfør mødet")
    story.follow("Send opsamlingen")
    story.press("Send opsamlingen")
    story.task("fase3.faelles_handleplan")
    story.follow("Gør det i handleplanen")
    story.tick("Hvem har været med til at lave planen?", "Barnet eller den unge", "Forældrene", "Skolens RC/PLC")
    story.tick("Ved familien, hvad der er aftalt, og at BEKU skal bevilge det først?", "Ja")
    story.say("Meld planen klar til BEKU")
    story.told("Planen ligger som dokument i sagen")


def to_the_board(story: Story) -> None:
    """The school puts the case forward, and the secretary finds it on the docket with all its papers."""
    story.stage("fase3.indstil_til_beku", after="fase3.faelles_handleplan")
    story.be("skoleleder", date(2025, 9, 8))
    story.task("fase3.indstil_til_beku")
    expect(story.page.locator("aside dd").first).to_have_text(
        "Skolelederen sammen med sagsbehandleren og skolens RC/PLC"
    )
    story.say()
    to_the_docket(story, new=True)
    story.says("Gerda Prøvesen", "Alt er der")


def to_the_docket(story: Story, *, new: bool = False) -> None:
    """The secretary's page of the meeting on 17 September."""
    story.be("beku_sekretaer")
    story.visitor.choose_in_menu("BEKU")
    story.follow("BEKU Vestengen")
    if new:
        story.main.locator("summary", has_text="Planlæg ét møde").click()
        story.main.get_by_label(called("Hvilken dag?")).first.fill("17.09.2025")
        story.main.get_by_label(called("Klokken")).first.fill("9.30")
        story.press("Planlæg mødet")
    story.follow("Onsdag den 17. september 2025")


def both_halves(story: Story) -> None:
    """BUF's half in BEKU, awaiting SOF's; SOF's own decision; and Fagligt Center is told (P3F.4–P3F.6)."""
    story.be("beku_sekretaer", date(2025, 9, 17))
    story.task("fase3.beku_beslutter")
    story.follow("Åbn sagens punkt i BEKU")
    story.follow("BEKU bevilger")
    story.press("Indfør", story.main.locator("#udfald"))
    story.refused("Med hvilken kompetence?")
    story.tick("Hvad endte det med?", "Bevilget, afventer SOF")
    story.tick("Med hvilken kompetence?", "BUF's ledelse i BEKU")
    story.write("Efter hvilken bestemmelse?", "folkeskoleloven § 20, stk. 2")
    story.say()
    story.says("Bevilget, afventer SOF", "Ikke afgjort endnu", "En afgjort sag ændres ikke", "Sagsgangs læsning, X23")
    story.be("sagsbehandler")
    story.task("fase3.sof_afgoerelse")
    story.tick("Bevilges den sociale foranstaltning?", "Ja")
    story.tick("Med hvilken kompetence i SOF?", "Lederen i borgercentret")
    story.say()
    to_the_docket(story)
    story.says("Bevilget, afventer SOF", "SOF: bevilget")
    story.be("beku_sekretaer", date(2025, 9, 18))
    story.task("fase3.fac_faar_besked")
    begin(story)
    story.says("BEKU's sekretær skriver, underskriver og sender")
    story.press("Underskriv og send")
    story.says("Leveret")


def letter(story: Story) -> None:
    """Written by Fagligt Center, signed and sent by the school leader, delivered to each parent (P3F.7–P3F.8)."""
    story.stage("fase3.optagebrev_flex_skrives", after="fase3.fac_faar_besked")
    story.be("fac")
    story.task("fase3.optagebrev_flex_skrives")
    begin(story)
    story.press("Brevet er skrevet")
    story.refused("Brevet er ikke færdigt", "forvaltningsloven §§ 22, 24 og 25")
    story.says("Klagenævnet for Specialundervisning", "senest 4 uger")
    expect(story.main.get_by_text("Kan ikke sendes endnu")).to_have_count(0)
    story.say("Gem")
    draft, version = story.page.url, story.main.locator("input[name=brevets_version]").first.input_value()
    story.be("skoleleder")
    story.page.goto(draft)
    expect(story.main.get_by_role("button", name="Underskriv og send")).to_have_count(0)
    out_of_order(story, version)
    story.be("fac")
    story.page.goto(draft)
    story.press("Brevet er skrevet")
    story.be("skoleleder")
    story.task("fase3.optagebrev_flex_sendes")
    to_letter(story)
    story.press("Underskriv og send")
    story.deliver()
    story.page.reload()
    story.says("Regnes for modtaget", "BUF's afgørelse kan påklages til og med")


def out_of_order(story: Story, version: str) -> None:
    """Who signs and sends before it is written, though no page offers it, is told what comes first and whose it is."""
    cookies = {each["name"]: each["value"] for each in story.page.context.cookies()}
    form = {"csrfmiddlewaretoken": cookies["csrftoken"], "brevets_version": version}
    answer = story.page.request.post(f"{story.page.url}send/", form=form)
    assert answer.status == 409
    said = unescape(answer.text())
    assert "Først: »Optagebrevet til flex skrives med klagevejledning«. Det venter på Fagligt Center." in said
    assert "P3F.7" in said


def money(story: Story) -> None:
    """KMD, and after that 100,000 and no other amount (P3F.10)."""
    story.task("fase3.kmd_registrering")
    story.press("Send til KMD")
    story.deliver()
    by_hand(story, "KMD-77")
    story.be("fac")
    story.task("fase3.ressource_udmeldes")
    amount = story.main.get_by_label(called("Hvor meget får skolen til Skoleflex?"))
    expect(amount).to_have_value("100.000")
    amount.fill("99000")
    story.press("Indfør")
    story.refused("100.000")
    story.main.get_by_label(called("Hvor meget får skolen til Skoleflex?")).fill("100000")
    story.press("Indfør")
    story.told("Sagen venter ikke længere på dig")
    story.be("skoleleder")
    story.tab("Økonomi")
    story.says("100.000 kr.", "Udmeldt")


def journals(story: Story) -> None:
    """KINGO answers by itself, CSC is done by hand; then nothing of the case is left in either's list (P3F.11)."""
    story.be("skoleleder", date(2025, 9, 29))
    missing(story, "KINGO")
    story.task("fase3.journaliser_kingo")
    story.press("Send til KINGO")
    story.told("Den er på vej til KINGO")
    story.deliver()
    nothing_missing(story)
    story.tab("Sendt")
    expect(story.main.locator("li").filter(has_text="til KINGO")).to_contain_text("Sendt")
    story.be("sagsbehandler")
    missing(story, "CSC")
    story.task("fase3.journaliser_csc")
    story.press("Send til CSC")
    story.deliver()
    by_hand(story, "CSC-2025-77")
    story.says("CSC-2025-77", "gjort i hånden af Hjalte Ålegræs")
    nothing_missing(story)


def missing(story: Story, system: str) -> None:
    """The list of what is not journalised has the case, with that system and no other."""
    story.visitor.choose_in_menu("Udbakke")
    story.follow("Ikke journaliseret endnu")
    row = story.main.locator("li").filter(has_text=story.number)
    expect(row).to_have_count(1)
    expect(row).to_contain_text(system)


def nothing_missing(story: Story) -> None:
    """The list of what is not journalised does not have the case any more."""
    story.visitor.choose_in_menu("Udbakke")
    story.follow("Ikke journaliseret endnu")
    expect(story.main.get_by_role("heading", level=1)).to_have_text("Ikke journaliseret endnu")
    expect(story.main.locator("li").filter(has_text=story.number)).to_have_count(0)

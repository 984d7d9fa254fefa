"""A refusal and a complaint that is partly upheld: the new decision, the rest sent on, and one that comes too late."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.story import Story
from tests.browser.test_courses import begin, told
from tests.browser.visitor import Visitor

SENT_ON = "Saml klagen, og læg den i udbakken"


def test_partly_upheld_and_the_rest_sent_on(visit: Callable[..., Visitor], folder: Path) -> None:
    """(c): the refusal with its appeal guidance, the complaint by telephone, what is upheld and what is maintained."""
    story = told(visit(), folder, "Liva", "skoleflex_afslag_og_senere_bevilget")
    story.stage("fase3.afslagsbrev_skrives")
    refusal(story)
    story.be("skoleleder", date(2025, 10, 6))
    complaint(story)
    reassessment(story)
    maintained(story)
    late(story)


def refusal(story: Story) -> None:
    """R11: the letter holds the appeal guidance; whoever has custody gets it."""
    story.be("tsf_teamleder")
    story.task("fase3.afslagsbrev_skrives")
    begin(story)
    story.say("Gem")
    story.press("Brevet er skrevet")
    story.press("Underskriv og send")
    story.deliver()
    story.page.reload()
    story.says("Regnes for modtaget")


def complaint(story: Story) -> None:
    """It may come in any form; its days must be days that can be."""
    story.tab("Klager")
    story.says("Afgørelser, der kan klages over")
    story.follow("Der klages over afgørelsen om specialundervisning")
    story.visitor.choose("Hvilket brev står afgørelsen i?", "Afslagsbrevet")
    story.visitor.choose("Hvem klager?", "En, der har forældremyndigheden")
    story.visitor.choose("Hvordan kom klagen?", "Telefon")
    story.visitor.choose("Ved vi, hvilken dag klageren fik afgørelsen?", "Ja")
    for came, had, refused in (
        ("07.10.2025", "24.09.2025", "Hvilken dag kom klagen? Datoen ligger i fremtiden."),
        (
            "03.02.2025",
            "24.09.2025",
            "Den dag var der ingen afgørelse om specialundervisning at klage over (Folkeskoleloven, § 51).",
        ),
        ("23.09.2025", "24.09.2025", "Klageren kan ikke have fået afgørelsen, efter at klagen kom. Ret en af"),
    ):
        story.write("Hvilken dag kom klagen?", came)
        story.write("Hvilken dag fik klageren afgørelsen?", had)
        story.say()
        story.refused(refused)
    story.refused("Folkeskoleloven, § 51")
    story.write("Hvilken dag kom klagen?", "06.10.2025")
    story.press("Indfør")
    story.tab("Klager")
    story.follow("Klageren får at vide, at skolen har fået klagen")
    story.press("Indfør")


def reassessment(story: Story) -> None:
    """What is upheld is told in a letter with its appeal guidance; the 4 weeks count from when it is received."""
    story.task("klage.genvurder_buf")
    story.visitor.choose("Hvad er resultatet af genvurderingen?", "Klageren får delvist medhold")
    story.visitor.choose("Hvad skal der ske nu?", "SOF og skolen hjælper hver for sig, og sagen gennemgås igen")
    story.say()
    story.task("klage.ny_afgoerelse_buf")
    begin(story)
    story.says("senest 4 uger efter at I har fået brevet", "Klagenævnet for Specialundervisning")
    story.say("Gem")
    story.press("Underskriv og send")
    story.deliver()
    story.page.reload()
    story.says("Regnes for modtaget")


def maintained(story: Story) -> None:
    """The parents maintain the rest in time; it goes to Klagenævnet with its papers, and they are told."""
    story.be("skoleleder", date(2025, 12, 1))
    story.tab("Klager")
    story.follow("Forældrene siger, om de opretholder klagen")
    story.visitor.choose("Vil forældrene stadig have resten prøvet?", "Ja, klagen opretholdes")
    story.press("Indfør")
    story.refused("De 4 uger til at svare er gået.", "§ 51 b")
    story.write("Hvornår skete det?", "27.10.2025")
    story.say()
    story.tab("Klager")
    with story.page.expect_download() as bundle:
        story.main.get_by_role("link", name="Se, hvad der bliver sendt (PDF)").click()
    text = "".join(page.extract_text() for page in PdfReader(bundle.value.path()).pages)
    for words in (
        "Bilag A: Afslagsbrev",
        "Bilag B: Brev om den nye afgørelse",
        "Aktliste",
        "Klagenævnet for Specialundervisning",
    ):
        assert words in text
    story.press(SENT_ON)
    story.told("ligger i udbakken")
    story.follow("Forældrene får brev om, at klagen er hos Klagenævnet")
    begin(story)
    story.say("Gem")
    story.press("Underskriv og send")
    story.deliver()


def late(story: Story) -> None:
    """A complaint that is too late is never turned down here: it is sent on at once."""
    story.tab("Klager")
    story.follow("Der klages over afgørelsen om specialundervisning")
    story.visitor.choose("Hvilket brev står afgørelsen i?", "Afslagsbrevet")
    story.visitor.choose("Hvem klager?", "En, der har forældremyndigheden")
    story.visitor.choose("Hvordan kom klagen?", "Mail")
    story.visitor.choose("Ved vi, hvilken dag klageren fik afgørelsen?", "Ja")
    story.write("Hvilken dag kom klagen?", "01.12.2025")
    story.write("Hvilken dag fik klageren afgørelsen?", "24.09.2025")
    story.say()
    story.tab("Klager")
    story.says("Klage 2")
    story.press(SENT_ON)
    story.told("ligger i udbakken")
    expect(story.main.get_by_role("button", name=SENT_ON)).to_have_count(0)

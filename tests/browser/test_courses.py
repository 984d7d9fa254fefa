"""Courses of the joint procedure, each told where it happens: on the workplaces' screens, by those whose turn it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.story import Story
from tests.browser.visitor import Visitor


def told(visitor: Visitor, folder: Path, given: str, chapter: str) -> Story:
    """A story of a child of its own."""
    return Story(visitor, folder, (given, "Prøvesen"), chapter)


def begin(story: Story) -> None:
    """From the step's page to the letter's draft."""
    story.press("Skriv brevet her")


def to_letter(story: Story) -> None:
    """From the step's page to the letter that is under way."""
    box = story.main.locator("section").filter(has=story.page.locator("h2", has_text="Brevet"))
    story.visitor.follow(box.get_by_role("link").first)


def by_hand(story: Story, number: str) -> None:
    """Do by hand what has no integration, from the outbox; its number is written once."""
    story.visitor.choose_in_menu("Udbakke")
    rows = story.main.locator("li").filter(has_text=story.number)
    story.visitor.follow(rows.get_by_role("link").first)
    story.main.locator("aside input[type=text]").first.fill(number)
    story.press("Bekræft")


def test_tilbageslusningsflex_prolonged_once_and_no_more(visit: Callable[..., Visitor], folder: Path) -> None:
    """(d): the letter of P4F.6 with both signatures, twice 150,000; the third year is barred by R7."""
    story = told(visit(), folder, "Ida", "tilbageslusningsflex_to_aar")
    story.stage("fase4.forlaengelsesbrev_skrives")
    story.be("fac")
    story.task("fase4.forlaengelsesbrev_skrives")
    begin(story)
    story.say("Gem")
    story.press("Brevet er skrevet")
    story.be("skoleleder")
    story.tab("Afgørelser og breve")
    story.follow("Fælles optagebrev til den nye periode")
    expect(story.main.get_by_role("button", name="Underskriv og send")).to_have_count(0)
    story.be("sagsbehandler")
    story.task("fase4.forlaengelsesbrev_sof")
    to_letter(story)
    story.say("Gem")
    story.press("Underskriv")
    story.be("skoleleder")
    story.task("fase4.forlaengelsesbrev_sendes")
    to_letter(story)
    story.press("Underskriv og send")
    story.deliver()
    story.page.reload()
    story.says("Regnes for modtaget")
    story.be("fac")
    story.task("fase4.ressource_forlaengelse")
    story.press("Indfør")
    story.be("skoleleder")
    story.tab("Økonomi")
    expect(story.main.get_by_text("150.000 kr.", exact=True)).to_have_count(2)
    story.stage("fase3.beku_bevilger_ikke", after="fase4.ressource_forlaengelse")
    story.be("beku_sekretaer", date(2028, 11, 15))
    story.task("fase3.beku_beslutter")
    story.says("R7", "Mangler:")
    expect(story.main.get_by_role("button", name="Indfør")).to_have_count(0)


def test_flex_ends_early(visit: Callable[..., Visitor], folder: Path) -> None:
    """(e): KMD is changed, the letter is signed by both and sent, the days used are told (P4.8, P5.6)."""
    story = told(visit(), folder, "Johan", "flex_slutter_foer_tid")
    story.stage("fase5.tilbud_slutter")
    story.be("sagsbehandler", date(2026, 3, 26))
    story.task("fase5.tilbud_slutter", overview=False)
    story.visitor.choose("Hvorfor slutter tilbuddet?", "Det slutter før tid")
    story.visitor.choose("Hvor er det afgjort?", "Efter et møde i Aftaleforum")
    story.visitor.choose("Hvad skal der ske nu?", "Det fælles forløb skal slutte")
    story.press("Indfør")
    story.task("fase5.ophoersbrev_skrives")
    begin(story)
    story.say("Gem")
    story.main.locator("section").filter(has_text="Brevets vej").get_by_role("button").first.click()
    story.be("skoleleder")
    story.task("fase5.kmd_aendres")
    story.press("Send til KMD")
    story.deliver()
    by_hand(story, "KMD-78")
    story.tab("Økonomi")
    story.says("Slut før tid", "176 dage af 365", "189 dage var tilbage")
    story.be("rc_plc")
    story.task("fase5.ophoersbrev_underskrives")
    to_letter(story)
    story.say("Gem")
    story.press("Underskriv")
    story.be("sagsbehandler")
    story.task("fase5.ophoersbrev_sendes")
    to_letter(story)
    story.main.locator("section").filter(has_text="Brevets vej").get_by_role("button").first.click()
    story.deliver()
    story.page.reload()
    story.says("Regnes for modtaget")

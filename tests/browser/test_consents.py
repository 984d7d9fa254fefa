"""The stories of a consent on the screens: one refuses, a basis is named; all say yes, one withdraws the day before."""

from collections.abc import Callable, Iterable
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.browser.course import Move, moves
from tests.browser.house import DAY
from tests.browser.journey import PEOPLE, Child, Journey
from tests.browser.visitor import Visitor

EXCHANGE = "Samtykke til udveksling af oplysninger mellem forvaltningerne"
ASK = "Forældrene spørges om samtykke til, at forvaltningerne taler sammen"
MEETING = "Det aftales, hvordan kontakten med familien koordineres"


def until(course: Iterable[Move], step: str) -> Iterable[Move]:
    """The moves before the step."""
    for move in course:
        if move.step.key == step:
            return
        yield move


class Story:
    """A case that has come to the question of exchange, and its page of consents."""

    def __init__(self, journey: Journey) -> None:
        self.journey, self.visitor, self.page = journey, journey.visitor, journey.visitor.page

    def day(self, day: date) -> None:
        self.visitor.move_to(day, self.journey.today)
        self.journey.today = day

    def ask(self, mother: str, father: str) -> None:
        """The caseworker records what both say, from the page of consents."""
        self.consents()
        self.visitor.follow(self.card().get_by_role("link", name=ASK))
        for name, answer in (("Alma", mother), ("Otto", father)):
            row = self.page.locator(f"xpath=//main//fieldset[legend[contains(., '{name}')]]")
            row.locator("label").filter(has_text=answer).first.click()
            if answer in ("Ja", "Nej"):
                row.get_by_label("Hvordan er svaret givet?").select_option(label="Skriftligt")
        self.visitor.send()

    def consents(self) -> None:
        self.page.goto(f"/sag/{self.journey.number}/samtykker/")

    def card(self):  # type: ignore[no-untyped-def]
        return self.page.locator("main article").filter(has=self.page.get_by_role("heading", name=EXCHANGE, exact=True))

    def says(self, words: str) -> None:
        self.consents()
        expect(self.card()).to_contain_text(words)

    def barred(self, words: str) -> None:
        """What rests on the consent says on the page of the case what it lacks."""
        self.page.goto(f"/sag/{self.journey.number}/")
        block = self.page.locator("main article.sg-boks").filter(has_text=MEETING)
        expect(block).to_contain_text(words)


@pytest.mark.timeout(400)
def test_one_refuses_another_basis_bears_then_both_agree_and_one_withdraws(visit: Callable[..., Visitor]) -> None:
    journey = Journey(visit(), Child("Sigurd", "Prøvesen", date(2014, 3, 4)), DAY)
    for move in until(moves("undersoegelsen_aabnes"), "fase1.samtykke_udveksling"):
        journey.go(move)
    story = Story(journey)
    journey.visitor.step_into(PEOPLE["sagsbehandler"])
    story.ask("Ja", "Er ikke spurgt")
    story.says("mangler svar fra Otto Prøvesen")
    story.ask("Uændret", "Nej")
    story.says("De er ikke enige")
    story.barred("R9")
    story.ask("Uændret", "Ja")
    story.says("Givet")
    story.page.goto(f"/sag/{journey.number}/")
    expect(story.page.locator("main article.sg-boks").filter(has_text=MEETING)).to_have_count(0)
    story.consents()
    story.visitor.follow(story.card().get_by_role("link", name="Indfør, at det trækkes tilbage"))
    story.visitor.choose("Hvem trækker samtykket til udveksling?", "Otto Prøvesen")
    story.visitor.write("Siger de hvorfor?", "Han vil tale det igennem først.")
    story.visitor.send()
    story.says("er trukket tilbage")
    story.says("Han vil tale det igennem først.")
    story.barred("R9")
    story.consents()
    with story.page.expect_download() as form:
        story.card().get_by_role("link", name="Blanket til Otto Prøvesen (PDF)").click()
    assert form.value.suggested_filename == f"samtykke-{journey.number}.pdf"
    story.page.goto(f"/sag/{journey.number}/trin/fase1.hjemmel_udveksling/forloeb-1/")
    story.visitor.choose("Hvilket lovgrundlag udveksles oplysningerne på?", "forvaltningsloven § 28")
    story.visitor.give_reason("Hvilket lovgrundlag udveksles oplysningerne på?", "Skolen skal kende planen.")
    story.visitor.send()
    story.says("Forvaltningsloven § 28 er noteret som lovgrundlag")
    story.page.goto(f"/sag/{journey.number}/")
    expect(story.page.locator("main article.sg-boks").filter(has_text=MEETING)).to_have_count(0)

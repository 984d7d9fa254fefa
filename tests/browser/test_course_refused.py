"""What cannot be in a course, told on screen: a file of a wrong kind, papers after the cut-off, and half a yes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, expect

from tests.browser.story import Story
from tests.browser.test_course_skoleflex import to_the_docket
from tests.browser.test_courses import told
from tests.browser.visitor import Visitor

WRONG: tuple[FilePayload, ...] = (
    {"name": "elevplan.pdf", "mimeType": "application/pdf", "buffer": b"MZ\x90\x00 et program"},
    {"name": "elevplan.txt", "mimeType": "text/plain", "buffer": b"<html><script>alert(1)</script></html>"},
    {"name": "elevplan.pdf", "mimeType": "application/pdf", "buffer": b""},
)


@pytest.mark.timeout(400)
def test_a_wrong_file_late_papers_and_half_a_yes(visit: Callable[..., Visitor], folder: Path) -> None:
    story = told(visit(), folder, "Bodil", "skoleflex_bevilges")
    story.stage("fase3.indstil_til_beku")
    wrong_files(story)
    late_papers(story)
    taken_on_with_a_reason(story)
    half_a_yes(story)


def wrong_files(story: Story) -> None:
    """What is not a paper is refused at its field, whatever it is called; nothing lies in the case afterwards."""
    story.be("skoleleder", date(2025, 9, 11))
    story.tab("Dokumenter")
    before = story.main.locator("ul.sg-raekker > li").count()
    for each, says in zip(WRONG, ("ikke af en slags, der kan modtages", "indeholder kode", "er tom"), strict=True):
        story.main.get_by_label("Hvad er det?").select_option(label="Elevplan / pædagogisk notat")
        story.main.locator("input[type=file]").set_input_files(each)
        story.press("Tilføj dokumentet")
        story.refused(says)
        expect(story.main.locator(".form-error")).to_contain_text(says)
    story.tab("Dokumenter")
    expect(story.main.locator("ul.sg-raekker > li")).to_have_count(before)


def late_papers(story: Story) -> None:
    """A day late: the docket says which rule it misses, and no outcome can be recorded (D2)."""
    story.task("fase3.indstil_til_beku")
    story.say()
    to_the_docket(story, new=True)
    story.says("Kom efter fristen 10.09.2025", "Kun formanden kan tage sagen op", "D2 (linje 886, 1166)")
    story.be("beku_sekretaer", date(2025, 9, 17))
    story.task("fase3.beku_beslutter")
    story.says("Trinnet kan ikke tages endnu", "endnu ikke taget op af formanden", "D2 (linje 886, 1166)")
    expect(story.main.get_by_role("button", name="Indfør")).to_have_count(0)


def taken_on_with_a_reason(story: Story) -> None:
    """The chair, and he says why; without a reason nothing is changed."""
    story.be("beku_formand")
    story.task("fase3.sent_optaget", overview=False)
    story.press("Indfør")
    story.refused("Hvorfor tager formanden sagen op efter fristen?")
    story.write("Hvorfor tager formanden sagen op efter fristen?", "Skolen var lukket af en vandskade.")
    story.press("Indfør")
    to_the_docket(story)
    story.says("Formanden har taget sagen op")


def half_a_yes(story: Story) -> None:
    """BEKU says yes and SOF no: flex cannot start, and the page says what is missing and where it stands (R3)."""
    story.task("fase3.beku_beslutter")
    story.follow("Åbn sagens punkt i BEKU")
    story.follow("BEKU bevilger")
    story.tick("Hvad endte det med?", "Bevilget, afventer SOF")
    story.tick("Med hvilken kompetence?", "BUF's ledelse i BEKU")
    story.say()
    story.be("sagsbehandler")
    story.task("fase3.sof_afgoerelse")
    story.tick("Bevilges den sociale foranstaltning?", "Nej")
    story.tick("Med hvilken kompetence i SOF?", "Lederen i borgercentret")
    story.say()
    story.be("skoleleder")
    story.go()
    story.follow("Flex starter på skolen")
    story.says("Trinnet kan ikke tages endnu", "Mangler:", "R3 (linje 993)")
    expect(story.main.get_by_role("button", name="Indfør")).to_have_count(0)

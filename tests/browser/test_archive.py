"""Access, retention and figures in a browser: a request from first word to file, and every page for everybody."""

from __future__ import annotations

import io
from collections.abc import Callable

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.looking import look_at
from tests.browser.test_pages import CASEWORKER, LEADER, of_case
from tests.browser.visitor import Visitor

Visit = Callable[..., Visitor]


def confirmed(visitor: Visitor) -> None:
    """Say who one is, where it is asked."""
    box = visitor.page.get_by_label("Adgangskode")
    if box.count():
        box.fill("fjordkøbing")
        visitor.page.locator("main form button[type=submit]").first.click()


def test_a_request_is_answered_with_one_file(visit: Visit, axe_source: str) -> None:
    visitor = visit()
    of_case("aktindsigt/")(visitor)
    page = visitor.page
    assert look_at(page, axe_source) == []
    page.get_by_label("Har forældremyndighed").check()
    page.get_by_label("Personen i sagen").select_option(index=2)
    page.get_by_role("button", name="Skriv op").click()
    expect(page.get_by_role("heading", name="Anmodning 1", level=1)).to_be_visible()
    assert look_at(page, axe_source) == []
    page.get_by_role("link", name="Afgør den næste").click()
    assert look_at(page, axe_source) == []
    page.get_by_label("Udleveres", exact=True).check()
    page.get_by_role("button", name="Gem", exact=True).click()
    page.get_by_role("button", name="Udlevér de").click()
    while page.get_by_role("link", name="Afgør den næste").count():
        page.get_by_role("link", name="Afgør den næste").click()
        page.get_by_label("Udleveres", exact=True).check()
        page.get_by_role("button", name="Gem", exact=True).click()
    page.get_by_role("button", name="Lav svaret").click()
    confirmed(visitor)
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Hent filen").click()
    content = fetched.value.path().read_bytes()
    assert "Aktliste" in "".join(each.extract_text() for each in PdfReader(io.BytesIO(content)).pages)
    assert fetched.value.suggested_filename.startswith("aktindsigt-")
    assert look_at(page, axe_source) == []


def test_what_leaders_see_is_for_everybody(visit: Visit, axe_source: str) -> None:
    visitor = visit()
    visitor.step_into(LEADER)
    page = visitor.page
    page.get_by_role("link", name="Opbevaring", exact=True).click()
    expect(page.get_by_role("heading", name="Opbevaring og sletning", level=1)).to_be_visible()
    assert look_at(page, axe_source) == []
    page.get_by_role("link", name="Statistik", exact=True).click()
    expect(page.get_by_role("heading", name="Statistik", level=1)).to_be_visible()
    assert look_at(page, axe_source) == []
    page.goto("/sager/")
    number = page.locator("main a[href^='/sag/']").first.get_attribute("href") or ""
    page.goto(f"{number}opbevaring/")
    expect(page.get_by_role("heading", name="Hvor sagen står")).to_be_visible()
    assert look_at(page, axe_source) == []
    page.get_by_label("Hvorfor?").first.fill("Der er klaget til Ankestyrelsen.")
    page.get_by_role("button", name="Stands").click()
    expect(page.get_by_text("Må ikke kasseres (retssag, klage, tilsyn)", exact=True)).to_be_visible()
    assert look_at(page, axe_source) == []


def test_who_is_no_leader_is_told_so(visit: Visit) -> None:
    visitor = visit()
    visitor.step_into(CASEWORKER)
    visitor.page.goto("/opbevaring/")
    expect(visitor.page.locator("main")).to_contain_text("afgøres af lederne")

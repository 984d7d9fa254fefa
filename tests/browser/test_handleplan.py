"""The joint plan as the two sides write it: each with a browser of its own, until the paper lies in the case."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.test_pages import of_case
from tests.browser.visitor import Visitor

Visit = Callable[..., Visitor]
SCHOOL = "Gunnar Kløverblad"
SECTION = "Sådan arbejder vi sammen"


def main(visitor: Visitor) -> str:
    return visitor.page.locator("main").inner_text()


def test_both_sides_write_one_plan_and_nothing_is_lost(visit: Visit) -> None:
    sof, school = visit(), visit()
    of_case("handleplan/")(sof)
    plan = sof.page.url
    school.step_into(SCHOOL)
    for each in (sof, school):
        each.page.goto(plan)
        each.follow(each.page.get_by_role("link", name=f"Ret {SECTION}"))
    school.write(SECTION, "RC ringer til sagsbehandleren hver fredag kl. 9.")
    school.page.locator("main").get_by_role("button", name="Gem", exact=True).click()
    school.told("Gemt som version")
    sof.write(SECTION, "Vi mødes hver måned.")
    sof.page.locator("main").get_by_role("button", name="Gem", exact=True).click()
    expect(sof.page.locator("#fejl")).to_contain_text("En anden har gemt det samme")
    expect(sof.page.locator("#fejl ins").first).to_contain_text("RC ringer til sagsbehandleren")
    expect(sof.page.get_by_label(SECTION)).to_have_value("Vi mødes hver måned.")
    sof.write(SECTION, "RC ringer til sagsbehandleren hver fredag kl. 9. Vi mødes hver måned.")
    sof.page.locator("main").get_by_role("button", name="Gem", exact=True).click()
    sof.told("Gemt som version")
    sof.follow(sof.page.get_by_role("link", name=f"Historik for {SECTION}"))
    expect(sof.page.locator("main ol li")).to_have_count(3)

    _the_school_adds_a_goal(school, plan)
    sof.page.goto(plan)
    assert "Barnet spiser med de andre" in main(sof)
    _the_plan_is_refined(sof)


def _the_school_adds_a_goal(school: Visitor, plan: str) -> None:
    school.page.goto(plan)
    assert "Ret SOF's del" not in main(school)
    school.follow(school.page.get_by_role("link", name="Tilføj et mål"))
    school.write("Målet", "Barnet spiser med de andre")
    school.write("Hvorfor er det vigtigt for barnet?", "Frokosten er det eneste frie, klassen har sammen.")
    school.write("Hvad kan I se, når det er nået?", "Barnet sidder med ved bordet tre dage om ugen.")
    school.choose("Hvis mål er det?", "Fælles")
    school.page.locator("main").get_by_role("button", name="Gem", exact=True).click()
    school.follow(school.page.get_by_role("link", name="Tilføj en aktivitet til Barnet spiser med de andre"))
    school.write("Hvad skal gøres?", "En voksen sidder med")
    school.write("Hvem gør det?", "Klasselæreren")
    school.write("Hvornår, eller hvor tit?", "Hver dag")
    school.choose("Hvem har ansvaret?", "BUF")
    school.page.locator("main").get_by_role("button", name="Gem", exact=True).click()
    school.told("Gemt som version")


def _the_plan_is_refined(sof: Visitor) -> None:
    sof.follow(sof.page.get_by_role("link", name="Gør planen færdig efter bevillingen igen"))
    changes = sof.page.get_by_label("Hvad er ændret i planen efter bevillingen?")
    expect(changes).to_contain_text(f"{SECTION}: ændret.")
    sof.send("Gør planen færdig efter bevillingen")
    sof.told("Planen ligger som dokument i sagen")
    expect(sof.page.get_by_role("complementary")).to_contain_text("Da den blev gjort færdig efter bevillingen")
    sof.follow(sof.page.get_by_role("complementary").get_by_role("link", name="Dokument").last)
    with sof.page.expect_download() as fetched:
        sof.page.get_by_role("link", name="Hent").first.click()
    assert fetched.value.path().read_bytes().startswith(b"%PDF")


def test_the_goals_are_followed_up_beside_what_was_said_before(visit: Visit) -> None:
    sof = visit()
    of_case("handleplan/")(sof)
    sof.follow(sof.page.locator("aside a[href*='/opfoelgning/']").last)
    expect(sof.page.get_by_role("heading", name="Tidligere").first).to_be_visible()
    for place, group in enumerate(sof.page.get_by_role("radiogroup").all()):
        group.locator("label").filter(has_text=["Nået", "På vej", "Ikke begyndt"][place % 3]).first.click()
    sof.page.get_by_label("Hvad siger vi om målet?").first.fill("Mandag er ikke svær mere.")
    sof.send("Gem")
    sof.told("Opfølgningen er gemt")
    sof.follow(sof.page.get_by_role("link", name="Afslut opfølgningen"))
    sof.send("Følg målene op")
    sof.told("Målene i den fælles handleplan er fulgt op")
    assert "Mandag er ikke svær mere." in main(sof)

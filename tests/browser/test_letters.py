"""The admission letter to flex on the screens: Fagligt Center writes, the school leader signs and sends (P3F.7–8)."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.visitor import Visitor

CASEWORKER, BEKU, FAC, LEADER = "Esther Ørnekær", "Mie Mælkevej", "Jørn Jordbær", "Ebbe Fuglsang-Østerlund"
TOLD, ADMISSION = "Besked til Fagligt Center om bevillingen", "Optagebrev til flex"


def case_with(visitor: Visitor, letter: str) -> str:
    """The address of the first of the person's cases in which that letter lies."""
    visitor.page.goto("/sager/?sort=number")
    links = visitor.page.locator("#sager a[href^='/sag/']").all()
    for path in sorted({link.get_attribute("href") or "" for link in links}):
        visitor.page.goto(f"{path}breve/")
        if visitor.page.locator("main .sg-hvad a").filter(has_text=letter).count():
            return path
    raise AssertionError(f"no case has {letter}")


def press(visitor: Visitor, button: str) -> None:
    visitor.follow(visitor.page.locator("main").get_by_role("button", name=button).first)


def complete(visitor: Visitor) -> None:
    """What stands in square brackets is written."""
    for box in visitor.page.locator("main textarea").all():
        text = box.input_value()
        if "[" in text:
            box.fill(text.split("[")[0] + "Det skrev vi, da vi havde talt sammen.")


def test_from_the_grant_to_a_letter_on_its_way(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    visitor.step_into(BEKU)
    path = case_with(visitor, TOLD)
    visitor.follow(visitor.page.get_by_role("link", name=TOLD))
    press(visitor, "Underskriv og send")
    visitor.told("Brevet er sendt og leveret")

    visitor.step_into(CASEWORKER)
    visitor.page.goto(path)
    visitor.follow(visitor.page.get_by_role("link", name="SOF afgør sin halvdel: den sociale foranstaltning").first)
    visitor.choose("Bevilges den sociale foranstaltning?", "Ja")
    visitor.give_reason("Bevilges den sociale foranstaltning?", "Familien har brug for støtte om morgenen.")
    visitor.write("Hvem afgjorde SOF's del?", "Lederen")
    visitor.choose("Med hvilken kompetence i SOF?", "Lederen i borgercentret")
    visitor.write("Efter hvilken bestemmelse i SOF?", "barnets lov § 32, stk. 1, nr. 3")
    visitor.send()

    visitor.step_into(FAC)
    visitor.page.goto(f"{path}breve/")
    owed = visitor.page.locator("main li").filter(has_text=ADMISSION)
    visitor.follow(owed.get_by_role("button", name="Skriv brevet"))
    press(visitor, "Brevet er skrevet")
    expect(visitor.page.locator("#fejl").first).to_contain_text("Brevet er ikke færdigt")
    complete(visitor)
    press(visitor, "Gem")
    visitor.told("Brevet er gemt")
    press(visitor, "Brevet er skrevet")
    visitor.told("Det er indført i sagen")

    visitor.step_into(LEADER)
    visitor.page.goto(f"{path}breve/")
    visitor.follow(visitor.page.get_by_role("link", name=ADMISSION))
    press(visitor, "Underskriv og send")
    visitor.told("Brevet er på vej")
    expect(visitor.page.locator("main")).to_contain_text("Klagenævnet for Specialundervisning")
    expect(visitor.page.locator("main .sg-maerke").first).to_have_text("under afsendelse")

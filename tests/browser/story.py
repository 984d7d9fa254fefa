"""A story told on the workplaces' own screens: who does what, found from Mit overblik or from the case."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from sagsgang.procedure.faelles_sagsforloeb import PROCEDURE
from sagsgang.procedure.workdays import in_digits
from tests.browser import staging
from tests.browser.staging import PEOPLE
from tests.browser.visitor import Visitor, called, exactly

SAID = "Det er drøftet med familien, og alle er enige om, hvad der skal ske."
OPEN = re.compile(r"\[[^\]]*\]")


def title(step: str) -> str:
    """What the step is called now."""
    return [each for each in PROCEDURE.steps if each.key == step][-1].title


@dataclass
class Story:
    """One child's case from where the staging left it."""

    visitor: Visitor
    folder: Path
    child: tuple[str, str]
    chapter: str
    number: str = ""

    def stage(self, until: str, nth: int = 1, after: str = "") -> None:
        """Let everything happen until then, below the screens."""
        self.number = staging.stage(self.folder, self.child, self.chapter, until, nth=nth, after=after)

    def deliver(self) -> int:
        """Let the worker do what is due."""
        return staging.deliver(self.folder)

    @property
    def page(self) -> Page:
        """The page that is open."""
        return self.visitor.page

    @property
    def main(self) -> Locator:
        """The main part of the page."""
        return self.page.locator("main")

    # --- who, when and where ------------------------------------------------------------------------------------------

    def be(self, role: str, day: date | None = None) -> None:
        """Become whoever has the role, on that day."""
        self.visitor.step_into(PEOPLE[role])
        if day is not None:
            self.page.locator(".sg-oevelse").get_by_label("til dato").fill(in_digits(day))
            self.visitor.follow(self.page.locator(".sg-oevelse").get_by_role("button", name="Ryk", exact=True))

    def go(self, address: str = "") -> None:
        """Go to the case, or to one of its pages."""
        self.page.goto(f"/sag/{self.number}/{address}")

    def tab(self, name: str) -> None:
        """Open the case, and one of its tabs."""
        self.go()
        self.visitor.follow(self.main.get_by_role("navigation").get_by_role("link", name=name, exact=True))

    def task(self, step: str, *, overview: bool = True) -> None:
        """Open the page of a step from Mit overblik, or from what the case says can be done."""
        name = title(step)
        if overview:
            self.visitor.choose_in_menu("Mit overblik")
            rows = self.main.locator(".sg-to > div .sg-raekker > li").filter(has_text=" ".join(self.child))
            link = rows.get_by_role("link", name=name, exact=True)
            while not link.count() and self.page.locator("nav.pagination").get_by_role("link", name="Næste").count():
                self.visitor.follow(self.page.locator("nav.pagination").get_by_role("link", name="Næste"))
            expect(link.first, f"»{name}« is not in Mit overblik of {self.visitor.name}").to_be_visible()
        else:
            self.go()
            mine = self.main.locator("section").filter(has=self.page.locator("h2", has_text="Næste skridt for mig"))
            link = mine.get_by_role("link", name=name, exact=True)
            for folded in ("Senere", "Det kan du også gøre"):
                fold = mine.locator("details:not([open]) > summary").filter(has_text=folded)
                if not link.first.is_visible() and fold.count():
                    fold.click()
        self.visitor.follow(link.first)

    def follow(self, name: str, within: Locator | None = None) -> None:
        """Follow a link."""
        self.visitor.follow((within or self.main).get_by_role("link", name=name, exact=True).first)

    def press(self, name: str, within: Locator | None = None) -> None:
        """Press a button, and see the answer."""
        self.visitor.follow((within or self.main).get_by_role("button", name=name, exact=True).first)

    # --- forms --------------------------------------------------------------------------------------------------------

    def write(self, label: str, text: str) -> None:
        """Write in the field, wherever on the page it stands."""
        self.main.get_by_label(called(label)).first.fill(text)

    def tick(self, legend: str, *options: str) -> None:
        """Choose in the group with that legend; an option is known by how it begins."""
        group = self.main.locator("fieldset").filter(has=self.page.locator("legend").filter(has_text=called(legend)))
        for option in options:
            group.last.locator("label").filter(has_text=exactly(option)).first.click()

    def say(self, button: str = "Indfør") -> None:
        """Write something in every field for words that is empty or open in the form with that button, and press it."""
        form = self.main.locator("form").filter(has=self.page.get_by_role("button", name=button, exact=True)).last
        for each in form.locator("textarea:visible").all():
            if not each.input_value().strip() or "[" in each.input_value():
                each.fill(OPEN.sub(SAID, each.input_value()).strip() or SAID)
        for each in form.locator("input[type=text][aria-required=true]:not(.sg-dato):not(.sg-kort):visible").all():
            if not each.input_value().strip():
                each.fill("Den, der har kompetencen")
        self.press(button, form)

    def refused(self, *words: str) -> None:
        """The page says what is wrong, and in these words."""
        for each in words:
            expect(self.page.locator("#fejl").first).to_contain_text(each)

    def told(self, words: str) -> None:
        """The page says it in a message on top."""
        self.visitor.told(words)

    def says(self, *words: str) -> None:
        """It stands on the page."""
        for each in words:
            expect(self.main).to_contain_text(each)

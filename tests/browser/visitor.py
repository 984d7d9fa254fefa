"""A person at a screen: steps into a role, finds a task, fills in what is asked by its label, sends."""

from __future__ import annotations

import re
from datetime import date, timedelta
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Locator, Page, Request, Response, expect

from sagsgang.procedure.workdays import in_digits
from tests.browser.looking import tells

_REFUSED = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")
_JUMPS = {timedelta(days=1): "1 dag", timedelta(weeks=1): "1 uge"}


class Visitor:
    """Somebody with a browser. `complaints`: everything the browser said was wrong, and every fault of the server."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.name = ""
        self.complaints: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("response", self._answered)
        page.on("request", self._asked)

    def _heard(self, message: ConsoleMessage) -> None:
        """A refusal answers with 4xx, which Chromium notes as an error of the console; nothing else may stand there."""
        if message.type in ("error", "warning") and not _REFUSED.match(message.text):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def _asked(self, request: Request) -> None:
        """Nothing is fetched from another house: no font, no script, no picture."""
        to = urlsplit(request.url)
        if to.scheme != "data" and (to.hostname or "").rpartition(".")[2] != "localhost":
            self.complaints.append(f"{self.page.url}: {request.url} is not ours")

    def _answered(self, response: Response) -> None:
        if response.status >= 500:
            self.complaints.append(f"{response.url}: {response.status}")

    # --- who and when -------------------------------------------------------------------------------------------------

    def step_into(self, name: str) -> None:
        """Become that person of the demo town, and stand at Mit overblik."""
        if self.name != name:
            if self.page.url == "about:blank":
                self.page.goto("/demo/roller/")
            else:
                self.follow(self.bar.get_by_role("link", name="Skift rolle"))
            self.follow(self.page.locator("main").get_by_role("button", name=name, exact=True).first)
            self.name = name
        else:
            self.choose_in_menu("Mit overblik")
        expect(self.page).to_have_title("Mit overblik – Sagsgang")
        expect(self.page.locator(".sg-bruger")).to_contain_text(name)

    @property
    def bar(self) -> Locator:
        """The bar of the exercise day, on top of every page; found by its class, for roles are slow on large pages."""
        return self.page.locator(".sg-oevelse")

    def choose_in_menu(self, name: str) -> None:
        """Go to one of the pages of the main menu."""
        self.follow(self.page.locator(".sg-menu").get_by_role("link", name=name, exact=True))

    def move_to(self, day: date, today: date) -> None:
        """Move the exercise day, by a button where one fits."""
        jump = _JUMPS.get(day - today)
        if jump:
            self.follow(self.bar.get_by_role("button", name=jump))
        else:
            self.bar.get_by_label("til dato").fill(in_digits(day))
            self.follow(self.bar.get_by_role("button", name="Ryk", exact=True))
        self.told("Øvelsesdatoen er nu")

    def follow(self, link: Locator) -> None:
        """Click, and come back when the page it leads to stands there whole."""
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            link.click()
        for told in (self.page.title(), self.page.url):
            if tells(told):
                self.complaints.append(f"{told}: a child is named")

    def told(self, words: str) -> None:
        """The page says it in a message on top."""
        expect(self.page.locator(".sg-beskeder")).to_contain_text(words)

    # --- the form -----------------------------------------------------------------------------------------------------

    @property
    def form(self) -> Locator:
        """The form of the page's main part; beside a step's own there may be the one that begins its letter."""
        return self.page.locator("main form:not([action$='/breve/nyt/'])").last

    def write(self, label: str, text: str, within: Locator | None = None) -> None:
        """Write in the field with that label."""
        (within or self.form).get_by_label(called(label)).fill(text)

    def choose(self, label: str, *options: str) -> None:
        """Choose one or more of what the field with that label offers, whatever it looks like."""
        group = self.group(label)
        if not group.count():
            self.form.get_by_label(called(label)).select_option(label=options[0])
            return
        for option in options:
            box = group.get_by_label(option, exact=True)
            if not box.is_checked():
                group.locator("label").filter(has_text=exactly(option)).click()
            expect(box).to_be_checked()

    def group(self, label: str) -> Locator:
        """The fields under a common legend."""
        legend = self.page.locator("legend").filter(has_text=called(label))
        return self.form.locator("fieldset").filter(has=legend)

    def give_reason(self, label: str, reason: str) -> None:
        """Write why, beside the professional judgement with that label."""
        names = self.page.locator("legend, label").filter(has_text=called(label))
        field = self.form.locator(".form-group").filter(has=self.page.locator(".sg-begrundelse")).filter(has=names)
        field.locator(".sg-begrundelse").get_by_role("textbox").fill(reason)

    def send(self, button: str = "Indfør") -> None:
        """Press the button of the form, and come back when the answer stands there."""
        self.follow(self.form.get_by_role("button", name=button, exact=True))

    def errors(self) -> list[str]:
        """What the page says is wrong, line by line."""
        return self.page.locator("#fejl li").all_inner_texts()


def called(label: str) -> re.Pattern[str]:
    """The label as a field shows it, with what stands behind it."""
    return re.compile(rf"^\s*{re.escape(label)}(\s*\(frivilligt\))?(\s*Vælg gerne flere\.)?\s*$")


def exactly(text: str) -> re.Pattern[str]:
    """The text and nothing else."""
    return re.compile(rf"^\s*{re.escape(text)}\s*$")

"""Walks a course on the screens: each move by whoever has the turn, found in Mit overblik, filled in, sent."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from playwright.sync_api import Locator, expect

from sagsgang.people.cpr import demo_number
from sagsgang.procedure.language import Asked, Kind, Reply
from sagsgang.procedure.workdays import in_digits
from tests.browser.course import Closed, Move
from tests.browser.visitor import Visitor, called, exactly

PEOPLE = {
    "rc_plc": "Nora Nældefugl",
    "skolesocialraadgiver": "Yrsa Ælling",
    "tsf": "Uffe Uldhår",
    "skoleleder": "Gunnar Kløverblad",
    "psykolog": "Bjarke Bjørneklo",
    "sagsbehandler": "Hjalte Ålegræs",
    "beku_sekretaer": "Mie Mælkevej",
    "fac": "Jørn Jordbær",
}
UNITS = {"skole_a": "Vestengskolen", "bbu_nord": "Borgercenter Børn og Unge Vestengen", "beku_nord": "BEKU Vestengen"}
PARENTS = {"mor": "Alma", "far": "Otto"}
ANSWERS = {"ja": "Ja", "nej": "Nej", "mangler": "Er ikke spurgt eller har ikke svaret endnu"}
SAID = "Drøftet med familien og noteret."
REASON = "Vurderingen hviler på det, der er set i skolen og i hjemmet."


@dataclass(frozen=True)
class Child:
    """A child that the town does not know yet."""

    given: str
    family: str
    born: date

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}"

    @property
    def cpr(self) -> str:
        """A number that nobody has."""
        return demo_number(self.born, 7)


@dataclass
class Journey:
    """One child's case as its people work it. `found`: by which way each step was reached."""

    visitor: Visitor
    child: Child
    today: date
    number: str = ""
    found: list[tuple[str, str]] = field(default_factory=list)
    look: Callable[[str], None] = lambda name: None

    def go(self, move: Move) -> None:
        """Make one move; the page must say afterwards that it is done, and what nobody can do yet."""
        self.visitor.step_into(PEOPLE[move.role])
        if move.day != self.today:
            self.visitor.move_to(move.day, self.today)
            self.today = move.day
        if self.number:
            self._find(move)
        else:
            self._begin(move)
        page = self.visitor.page
        expect(page.locator("h1")).to_have_text(move.step.title)
        self.fill_in(move)
        self.look(f"{move.step.key} udfyldt")
        self.visitor.send("Indfør" if self.number else "Åbn sagen")
        assert not self.visitor.errors(), (move.place, self.visitor.errors())
        self.visitor.told(move.step.done)
        opened = not self.number
        self.number = self.number or page.url.rstrip("/").rpartition("/")[2]
        self.look(f"{move.step.key} sag")
        links = [page.locator("main a").filter(has_text=called(closed.step.title)).first for closed in move.closed]
        addresses = [link.get_attribute("href") or "" for link in links]
        for closed, address in zip(move.closed, addresses, strict=True):
            page.goto(address)
            self._closed(closed)
        if opened:
            self.write_parents()

    def write_parents(self) -> None:
        """Write both parents on the case, so that somebody can be asked for a consent."""
        page, visitor = self.visitor.page, self.visitor
        for given in PARENTS.values():
            page.goto(f"/sag/{self.number}/parter/")
            form = page.locator("main form").filter(has=page.get_by_label(called("Fornavn")))
            visitor.write("Fornavn", given, form)
            visitor.write("Efternavn", self.child.family, form)
            form.get_by_label(called("Hvad er personen for barnet?")).select_option(label="Fælles forældremyndighed")
            visitor.write("Fra hvilken dag?", in_digits(self.child.born), form)
            visitor.follow(form.get_by_role("button", name="Skriv på", exact=True))
            visitor.told("Personen er skrevet på sagen.")

    def fill_in(self, move: Move) -> None:
        """Fill in the form that is open with the answers of the move."""
        if not self.number:
            self.visitor.write("Barnets CPR-nummer", self.child.cpr)
            self.visitor.write("Barnets fornavn", self.child.given)
            self.visitor.write("Barnets efternavn", self.child.family)
        for asked in move.step.asked():
            if asked.fact.key in move.answers:
                self._answer(asked, move.answers[asked.fact.key])
        if move.departing:
            self.visitor.write("Hvorfor gøres det alligevel?", move.departing)

    # --- the ways to a step -------------------------------------------------------------------------------------------

    def _begin(self, move: Move) -> None:
        """Open the case by the way in that the move is."""
        page = self.visitor.page
        self.visitor.choose_in_menu("Ny sag")
        page.get_by_role("link", name=move.step.title, exact=True).click()

    def _find(self, move: Move) -> None:
        """Find the step from Mit overblik: it waits there, or it is one of the things that can be done in the case."""
        page = self.visitor.page
        self.look(f"{move.step.key} overblik")
        row = self._row(move.step.title)
        if row is not None:
            self.found.append((move.step.key, "overblik"))
            row.get_by_role("link", name=move.step.title, exact=True).click()
            return
        assert not move.task, f"{move.place}: »{move.step.title}« is not in Mit overblik of {self.visitor.name}"
        self._open_case()
        mine = page.locator("main section").filter(has=page.locator("h2", has_text="Næste skridt for mig"))
        link = mine.get_by_role("link", name=move.step.title, exact=True)
        self.found.append((move.step.key, "næste skridt" if link.first.is_visible() else "mulighed"))
        for folded in ("Senere", "Det kan du også gøre"):
            fold = mine.locator("details:not([open]) > summary").filter(has_text=folded)
            if not link.first.is_visible() and fold.count():
                fold.click()
        link.first.click()

    def _row(self, title: str) -> Locator | None:
        """The row of the child's task in Mit overblik, on whichever of its pages."""
        page = self.visitor.page
        while True:
            rows = page.locator("main .sg-to > div .sg-raekker > li").filter(has_text=self.child.name)
            rows = rows.filter(has=page.get_by_role("link", name=title, exact=True))
            if rows.count():
                return rows.first
            further = page.locator("nav.pagination").get_by_role("link", name="Næste")
            if not further.count():
                return None
            self.visitor.follow(further)

    def _open_case(self) -> None:
        """Go to the case: from my cases in Mit overblik, else by searching for the child."""
        page = self.visitor.page
        self.visitor.choose_in_menu("Mit overblik")
        mine = page.get_by_role("complementary").get_by_role("link", name=self.child.name, exact=True)
        if mine.count():
            self.visitor.follow(mine.last)
            return
        self.visitor.choose_in_menu("Sager")
        page.get_by_label("Barnets navn").fill(self.child.name)
        page.get_by_role("button", name="Søg").click()
        self.visitor.follow(page.get_by_role("link", name=self.child.name, exact=True))

    # --- what is asked, and what cannot be done yet -------------------------------------------------------------------

    def _answer(self, asked: Asked, value: Any) -> None:
        visitor, fact = self.visitor, asked.fact
        match fact.kind:
            case Kind.CHOICE | Kind.YES_NO | Kind.CHOICES:
                labels = {option.value: option.label for option in asked.options()}
                visitor.choose(fact.label, *(labels[each] for each in ([value] if isinstance(value, str) else value)))
            case Kind.UNIT:
                visitor.choose(fact.label, UNITS[value])
            case Kind.REPLIES:
                self._replies(value)
            case Kind.MOMENT:
                assert isinstance(value, datetime)
                visitor.write("Dato", in_digits(value.date()), visitor.group(fact.label))
                visitor.write("Klokkeslæt", "0.00", visitor.group(fact.label))  # never ahead of the house's own clock
            case Kind.DATE:
                visitor.write(fact.label, in_digits(value))
            case Kind.PAPER:
                visitor.choose("System", "KINGO")
                visitor.write("Nummer", "2025-001", visitor.group(fact.label))
            case Kind.TEXT | Kind.LINE:
                visitor.write(fact.label, SAID)
            case _:
                visitor.write(fact.label, f"{value}")
        if fact.assessed:
            visitor.give_reason(fact.label, REASON)

    def _replies(self, replies: tuple[Reply, ...]) -> None:
        """Answer for each of the parents, in the row that bears the name."""
        for reply in replies:
            name = f"{PARENTS[reply.giver]} {self.child.family}"
            row = self.visitor.page.locator(f"xpath=//main//fieldset[legend[contains(normalize-space(.), '{name}')]]")
            stands = reply.answer != "mangler" and reply.on != self.today
            words = re.compile("^Uændret") if stands else exactly(ANSWERS[reply.answer])
            row.locator("label").filter(has_text=words).click()
            if not stands and reply.answer != "mangler":
                row.get_by_label(called("Hvordan er svaret givet?")).select_option(label="Mundtligt")

    def _closed(self, closed: Closed) -> None:
        """The page of a step that is barred says what is missing, where it stands and whose turn it is."""
        page = self.visitor.page
        said = page.locator("main .sg-boks-rolig")
        expect(said).to_contain_text("Trinnet kan ikke tages endnu, for noget mangler.")
        for lack, source in zip(closed.lacks, closed.sources, strict=True):
            expect(said).to_contain_text(f"Mangler: {lack}")
            expect(said).to_contain_text(f"Hvor det står: {source}")
        assert closed.turns, closed.step.key
        for owner, title in closed.turns:
            expect(said.locator("li").filter(has_text=owner[1:]).filter(has_text=title).first).to_be_visible()
        expect(page.get_by_role("button", name="Indfør")).to_have_count(0)
        self.look(f"{closed.step.key} spaerret")

"""What cannot be: answered in Danish where it is wrong, with nothing changed and nothing that was typed lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.course import moves
from tests.browser.house import DAY
from tests.browser.journey import PEOPLE, Child, Journey
from tests.browser.visitor import Visitor

Visit = Callable[..., Visitor]

RC = PEOPLE["rc_plc"]
EFFORT = "fase1.indsats_i_skolen"
WORDS = "Fast voksen om morgenen og pauser med RC; æøå ÆØÅ »citat« & <b>fed</b>."
ASKED = "Hvilken indsats laves der i skolens eget regi?"
WHEN = "Hvornår skete det?"
LEISURE = "Er fritidstilbuddet inddraget?"


@pytest.fixture(scope="module")
def case(address: str, browser: Browser) -> str:
    """The number of a case that the school has just opened with a concern."""
    context = browser.new_context(base_url=address)
    journey = Journey(Visitor(context.new_page()), Child("Ingolf", "Prøvesen", date(2015, 5, 6)), DAY)
    journey.go(next(moves("undersoegelsen_aabnes")))
    context.close()
    return journey.number


class Desk:
    """The RC coordinator at the form of one step, and what the case tells afterwards."""

    def __init__(self, visitor: Visitor, number: str, step: str = EFFORT) -> None:
        self.visitor, self.page, self.number = visitor, visitor.page, number
        self.path = f"/sag/{number}/trin/{step}/forloeb-1/"

    def open(self, who: str = RC) -> Desk:
        self.visitor.step_into(who)
        self.page.goto(self.path)
        return self

    def fill(self, words: str = WORDS) -> Desk:
        self.visitor.write(ASKED, words)
        self.visitor.choose(LEISURE, "Ja")
        return self

    def refused(self, label: str, sentence: str) -> None:
        """The form stands there again with everything typed, and says what is wrong, on top and at the field."""
        assert self.visitor.errors() == [f"{label} {sentence}"]
        expect(self.page.locator(".form-group.form-error")).to_contain_text(sentence)
        expect(self.page.locator("#fejl")).to_contain_text("Intet er gemt endnu")
        self.keeps()

    def keeps(self, words: str = WORDS) -> None:
        expect(self.page.get_by_label(ASKED)).to_have_value(words)
        expect(self.visitor.group(LEISURE).get_by_label("Ja", exact=True)).to_be_checked()

    def history(self) -> list[str]:
        self.page.goto(f"/sag/{self.number}/tidslinje/")
        return self.page.locator(".sg-tidslinje .sg-hvad").all_inner_texts()


@pytest.fixture
def desk(visit: Visit, case: str) -> Desk:
    return Desk(visit(), case).open()


class TestTheForm:
    @pytest.mark.parametrize(
        ("day", "sentence"),
        [
            ("i går", "Datoen kan ikke læses. Skriv den som 5.3.2026."),
            ("31.02.2025", "Datoen kan ikke læses. Skriv den som 5.3.2026."),
            ("", "Skriv en dato, fx 5.3.2026."),
            ("01.02.2027", "Datoen 01.02.2027 ligger i fremtiden. Skriv den dag, det skete."),
            ("05.05.2015", "Datoen 05.05.2015 ligger før barnets fødsel."),
        ],
    )
    def test_a_day_that_cannot_be(self, desk: Desk, day: str, sentence: str) -> None:
        before = desk.history()
        desk.open().fill()
        desk.visitor.write(WHEN, day)
        desk.visitor.send()
        desk.refused(WHEN, sentence)
        expect(desk.page.get_by_label(WHEN)).to_have_value(day)
        expect(desk.page.get_by_label(WHEN)).to_have_attribute("aria-invalid", "true")
        assert desk.history() == before

    def test_nothing_filled_in(self, desk: Desk) -> None:
        desk.visitor.send()
        assert len(desk.visitor.errors()) == 2
        link = desk.page.locator("#fejl a").first
        link.click()
        expect(desk.page.get_by_label(ASKED)).to_be_focused()


class TestTheWayIn:
    def open(self, visitor: Visitor) -> None:
        visitor.step_into(RC)
        visitor.page.goto("/ny-sag/fase1.bekymring/")

    def test_a_cpr_number_that_cannot_be_one(self, visit: Visit) -> None:
        visitor = visit()
        self.open(visitor)
        visitor.write("Barnets CPR-nummer", "310215-4000")
        visitor.write("Barnets fornavn", "Ingeborg")
        visitor.write("Barnets efternavn", "Prøvesen")
        visitor.send("Åbn sagen")
        assert any("er ikke en dato, der findes" in line for line in visitor.errors()), visitor.errors()
        expect(visitor.page.get_by_label("Barnets CPR-nummer")).to_have_value("310215-4000")
        expect(visitor.page.get_by_label("Barnets fornavn")).to_have_value("Ingeborg")
        assert "310215" not in visitor.page.url + visitor.page.title()

    def test_a_class_that_is_no_number(self, visit: Visit) -> None:
        visitor = visit()
        self.open(visitor)
        first = next(moves("undersoegelsen_aabnes"))
        journey = Journey(visitor, Child("Ingeborg", "Prøvesen", date(2015, 5, 6)), DAY)
        journey.fill_in(first)
        visitor.write("Hvilken klasse går barnet i?", "tredje")
        visitor.send("Åbn sagen")
        assert len(visitor.errors()) == 1, visitor.errors()
        expect(visitor.page.get_by_label("Hvilken klasse går barnet i?")).to_have_value("tredje")
        expect(visitor.page.get_by_label("Barnets fornavn")).to_have_value("Ingeborg")


class TestTheAddressBar:
    def test_a_step_that_is_not_open(self, desk: Desk) -> None:
        before = desk.history()
        desk.page.goto(f"/sag/{desk.number}/trin/fase1.vurder_behov/forloeb-1/")
        expect(desk.page.locator("main")).to_contain_text("Trinnet kan ikke tages endnu, for noget mangler.")
        expect(desk.page.locator("main")).to_contain_text("Hvem har turen nu")
        expect(desk.page.get_by_role("button", name="Indfør")).to_have_count(0)
        answer = self.post(desk, "fase1.vurder_behov")
        assert answer.status == 409
        assert "noget mangler" in answer.text()
        assert desk.history() == before

    def post(self, desk: Desk, step: str):  # type: ignore[no-untyped-def]
        """Send a form that no page has offered."""
        cookies = {each["name"]: each["value"] for each in desk.page.context.cookies()}
        path = f"/sag/{desk.number}/trin/{step}/forloeb-1/"
        form = {"csrfmiddlewaretoken": cookies["csrftoken"], "on": "03.02.2025", "based_on": "1"}
        return desk.page.request.post(path, form=form)

    def test_a_role_one_does_not_hold(self, desk: Desk) -> None:
        before = desk.history()
        desk.visitor.step_into(PEOPLE["skolesocialraadgiver"])
        desk.page.goto(desk.path)
        expect(desk.page.locator("main")).to_contain_text("Trinnet tages af")
        expect(desk.page.get_by_role("button", name="Indfør")).to_have_count(0)
        answer = self.post(desk, EFFORT)
        assert answer.status == 403
        assert desk.history() == before

    def test_a_case_of_somebody_else_and_a_case_that_is_not_there_look_alike(self, desk: Desk) -> None:
        desk.visitor.step_into("Oda Ærenpris")
        told = []
        for number in (desk.number, "2099-99999"):
            answer = desk.page.goto(f"/sag/{number}/")
            assert answer is not None
            assert answer.status == 404
            told.append(desk.page.locator("main").inner_text())
        assert told[0] == told[1]
        assert "Sagen findes ikke, eller du har ikke adgang til den." in told[0]

    def test_an_address_that_is_not_there(self, desk: Desk) -> None:
        answer = desk.page.goto("/findes/ikke/")
        assert answer is not None
        assert answer.status == 404
        expect(desk.page.get_by_role("heading", level=1)).to_have_text("Siden findes ikke")

    def test_the_exercise_day_never_goes_back(self, desk: Desk) -> None:
        bar = desk.page.get_by_role("region", name="Øvelsesdato")
        bar.get_by_label("til dato").fill("01.01.2025")
        bar.get_by_role("button", name="Ryk", exact=True).click()
        desk.visitor.told("kan kun rykkes frem")


class TestTwoAtOnce:
    def test_the_later_one_sees_what_came_in_between_and_sends_again(self, visit: Visit, case: str) -> None:
        slow, quick = Desk(visit(), case).open().fill(), Desk(visit(), case)
        quick.open().fill("En anden indsats, skrevet imens.")
        quick.visitor.send()
        quick.visitor.told("Skolen har sat en indsats i gang i eget regi")
        slow.visitor.send()
        expect(slow.page.get_by_role("heading", level=2).first).to_have_text("Sagen er ændret, siden du åbnede siden")
        said = slow.page.locator("#fejl")
        expect(said).to_contain_text("Skolen har sat en indsats i gang i eget regi")
        expect(said).to_contain_text("En anden indsats, skrevet imens.")
        expect(said).to_contain_text(f"Indført af {RC}")
        slow.keeps()
        slow.visitor.send()
        slow.visitor.told("Skolen har sat en indsats i gang i eget regi")
        slow.page.goto(f"/sag/{case}/tidslinje/")
        told = slow.page.locator(".sg-tidslinje").inner_text()
        assert WORDS in told
        assert "En anden indsats, skrevet imens." in told


class TestTheSessionEnds:
    @pytest.mark.parametrize("script", [True, False], ids=["med JavaScript", "uden JavaScript"])
    def test_what_was_typed_survives_the_log_in(self, visit: Visit, case: str, script: bool) -> None:
        desk = Desk(visit(java_script_enabled=script), case).open()
        words = f"{WORDS} Script: {script}."
        desk.fill(words)
        desk.page.context.clear_cookies(name="sessionid")
        desk.visitor.send()
        expect(desk.page.locator("main")).to_contain_text("Du var logget ud, da du sendte")
        desk.visitor.write("Brugernavn", "rc-vest")
        desk.visitor.write("Adgangskode", "forkert")
        desk.visitor.send("Log ind")
        expect(desk.page.locator("#fejl")).to_contain_text("Brugernavn og adgangskode passer ikke sammen.")
        desk.visitor.write("Adgangskode", "fjordkøbing")
        desk.visitor.send("Log ind")
        expect(desk.page.get_by_role("heading", level=1)).to_have_text("Fortsæt, hvor du slap")
        desk.visitor.send("Send det nu")
        desk.visitor.told("Skolen har sat en indsats i gang i eget regi")
        desk.page.goto(f"/sag/{case}/tidslinje/")
        expect(desk.page.locator(".sg-tidslinje")).to_contain_text(words)

    def test_another_person_cannot_send_it(self, visit: Visit, case: str) -> None:
        desk = Desk(visit(), case).open().fill()
        before = desk.history()
        desk.open().fill("Skrevet af RC.")
        desk.page.context.clear_cookies(name="sessionid")
        desk.visitor.send()
        desk.visitor.write("Brugernavn", "skoleleder-vest-1")
        desk.visitor.write("Adgangskode", "fjordkøbing")
        desk.visitor.send("Log ind")
        expect(desk.page.locator("main")).to_contain_text("udfyldt af en anden bruger end dig")
        assert desk.history() == before

"""Every page template, opened by somebody who uses it: with axe, on two widths, on paper, and by keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from sagsgang.web.views.handbook import TOPICS
from tests.browser.house import ROOT
from tests.browser.looking import look_at
from tests.browser.visitor import Visitor

Visit = Callable[..., Visitor]
Opening = Callable[[Visitor], None]

CASEWORKER, LEADER, RC = "Hjalte Ålegræs", "Pil Ærtebælg", "Nora Nældefugl"
SECRETARY = "Lasse Løvetand"
BOARD = "Per Perikon"
TEMPLATES = ROOT / "src" / "sagsgang" / "web" / "templates" / "web"


def at(path: str, who: str = CASEWORKER) -> Opening:
    """Straight to an address, as that person."""

    def opening(visitor: Visitor) -> None:
        visitor.step_into(who)
        visitor.page.goto(path)

    return opening


def outside(path: str) -> Opening:
    """To an address, logged in as nobody."""
    return lambda visitor: visitor.page.goto(path) and None


def of_case(tail: str = "") -> Opening:
    """To a page of the caseworker's oldest case."""

    def opening(visitor: Visitor) -> None:
        visitor.step_into(CASEWORKER)
        cases = visitor.page.get_by_role("complementary").locator("a[href^='/sag/']:not([href*='/trin/'])")
        numbers = sorted(each.get_attribute("href") or "" for each in cases.all())
        visitor.page.goto(numbers[0] + tail)

    return opening


def then(opening: Opening, selector: str) -> Opening:
    """And from there to where the first such link leads."""

    def further(visitor: Visitor) -> None:
        opening(visitor)
        visitor.page.goto(visitor.page.locator(f"main {selector}").first.get_attribute("href") or "")

    return further


def sent_empty(opening: Opening, button: str) -> Opening:
    """And there the form is sent without an answer."""

    def sending(visitor: Visitor) -> None:
        opening(visitor)
        for box in visitor.form.locator("textarea, input[type=text]").all():
            box.fill("", force=True)
        visitor.send(button)
        expect(visitor.page.locator("#fejl")).to_be_visible()

    return sending


def search(visitor: Visitor) -> None:
    at("/sager/")(visitor)
    visitor.page.get_by_label("Barnets navn").fill("Æske")
    visitor.page.get_by_role("button", name="Søg").click()
    expect(visitor.page.get_by_role("status")).to_contain_text("med »Æske«")


def depart(visitor: Visitor) -> None:
    """A leader, where a rule bars the step of one of the unit's cases that it may be departed from."""
    at("/sager/", LEADER)(visitor)
    visitor.page.get_by_label("Barnets navn").fill("Nikoline")
    visitor.page.get_by_role("button", name="Søg").click()
    visitor.page.get_by_role("link", name="Nikoline Trækrone").click()
    visitor.page.get_by_role("link", name="SOF afgør sin halvdel: den sociale foranstaltning").first.click()
    visitor.page.get_by_role("link", name="Fravig R1 med begrundelse").click()


def logged_out_meanwhile(visitor: Visitor) -> None:
    """The form of a note is sent when the session has ended."""
    of_case("noter/")(visitor)
    visitor.write("Notat", "Skrevet, mens sessionen udløb.")
    visitor.page.context.clear_cookies(name="sessionid")
    visitor.send("Gem notatet")


def resumed(visitor: Visitor) -> None:
    logged_out_meanwhile(visitor)
    visitor.write("Brugernavn", "sagsbehandler-vest-1")
    visitor.write("Adgangskode", "fjordkøbing")
    visitor.send("Log ind")


def wrong_host(visitor: Visitor) -> None:
    """An address that leads here but is not ours: Django itself says no, and no viewer is known."""
    visitor.page.goto("/log-ind/")
    visitor.page.goto(f"http://fremmed.localhost:{urlsplit(visitor.page.url).port}/")


def requested(tail: str = "") -> Opening:
    """To a request for access in the caseworker's oldest case, written down just now."""

    def opening(visitor: Visitor) -> None:
        of_case("aktindsigt/")(visitor)
        visitor.page.get_by_label("Har forældremyndighed").check()
        visitor.page.get_by_label("Personen i sagen").select_option(index=2)
        visitor.send("Skriv op")
        visitor.page.goto(visitor.page.url + tail)

    return opening


def kept(visitor: Visitor) -> None:
    """To what a leader may say of how long one of the unit's cases is kept."""
    at("/sager/", LEADER)(visitor)
    number = visitor.page.locator("main a[href^='/sag/']").first.get_attribute("href") or ""
    visitor.page.goto(f"{number}opbevaring/")


def proved(visitor: Visitor) -> None:
    """To the page that breaks the glass, which opens to who has just proved who he is."""
    visitor.page.context.clear_cookies()
    visitor.page.goto("/log-ind/")
    visitor.write("Brugernavn", "sagsbehandler-vest-1")
    visitor.write("Adgangskode", "fjordkøbing")
    visitor.send("Log ind")
    visitor.page.goto("/noedadgang/")


def a_letter(state: str) -> Opening:
    """To the first letter in that state of the leader's cases that has one."""

    def opening(visitor: Visitor) -> None:
        at("/sager/?sort=number", LEADER)(visitor)
        links = visitor.page.locator("#sager a[href^='/sag/']").all()
        for path in sorted({link.get_attribute("href") or "" for link in links}):
            visitor.page.goto(f"{path}breve/")
            found = visitor.page.locator(f"main li:has(.sg-maerke:text-is('{state}')) a[href*='/brev/']")
            if found.count():
                visitor.page.goto(found.first.get_attribute("href") or "")
                return
        raise AssertionError(f"no letter is {state}")

    return opening


def a_day_treatment(visitor: Visitor) -> None:
    """To the workplace of the first day treatment that waits for the board."""
    at("/matchning/", BOARD)(visitor)
    visitor.page.locator("main .sg-hvad a").first.click()


def a_document(visitor: Visitor) -> None:
    """To the first document of the first of the leader's cases that has one."""
    at("/sager/?sort=number", LEADER)(visitor)
    links = visitor.page.locator("#sager a[href^='/sag/']").all()
    for path in sorted({link.get_attribute("href") or "" for link in links}):
        visitor.page.goto(f"{path}dokumenter/")
        found = visitor.page.locator("main a[href*='/dokument/']")
        if found.count():
            visitor.page.goto(found.first.get_attribute("href") or "")
            return
    raise AssertionError("no case of the leader's has a document")


def board(tail: str = "") -> Opening:
    """To a board's page, or one below it, as its secretary."""
    return at(f"/beku/udvalg/beku-midt/{tail}", SECRETARY)


def an_item(visitor: Visitor) -> None:
    """To the first case that waits on the board's next meeting."""
    then(board(), "a[href^='/beku/moede/']")(visitor)
    visitor.page.goto(visitor.page.locator("main ol a[href^='/sag/']").first.get_attribute("href") or "")


def nothing_agreed(visitor: Visitor) -> None:
    """An agreement of the board's that says nothing is refused at its fields."""
    board()(visitor)
    visitor.page.get_by_text("Skriv en aftale").click()
    visitor.page.get_by_role("button", name="Skriv aftalen").click()
    expect(visitor.page.locator("#fejl")).to_be_visible()


def a_meeting(tail: str = "") -> Opening:
    """To a meeting that is coming, from the caseworker's own list, or to a page of it."""

    def opening(visitor: Visitor) -> None:
        visitor.step_into(CASEWORKER)
        found = visitor.page.get_by_role("complementary").locator("a[href*='/moede/']").first
        visitor.page.goto((found.get_attribute("href") or "") + tail)

    return opening


PAGES: tuple[tuple[str, str, Opening], ...] = (
    ("log_ind", "", outside("/log-ind/")),
    ("log_ind", "forkert adgangskode", sent_empty(outside("/log-ind/"), "Log ind")),
    ("log_ind", "midt i en formular", logged_out_meanwhile),
    ("genoptag", "", resumed),
    ("roller", "", outside("/demo/roller/")),
    ("overblik", "", at("/")),
    ("overblik_hold", "", at("/min-enhed/", LEADER)),
    ("sager", "", at("/sager/")),
    ("sager", "søgning", search),
    ("ny_sag", "", at("/ny-sag/", RC)),
    ("aabn_sag", "", at("/ny-sag/fase1.bekymring/", RC)),
    ("aabn_sag", "fejl", sent_empty(at("/ny-sag/fase1.bekymring/", RC), "Åbn sagen")),
    ("sag", "", of_case()),
    ("sag", "en anden dag", of_case("?dag=01.09.2024&kendt=02.09.2024")),
    ("tidslinje", "", of_case("tidslinje/")),
    ("noter", "", of_case("noter/")),
    ("noter", "fejl", sent_empty(of_case("noter/"), "Gem notatet")),
    ("parter", "", of_case("parter/")),
    ("parter", "fejl", sent_empty(of_case("parter/"), "Skriv på")),
    ("samtykker", "", of_case("samtykker/")),
    ("klager", "", of_case("klager/")),
    ("trin", "samtykke", then(of_case("samtykker/"), "article a.button")),
    ("trin", "samtykke fejl", sent_empty(then(of_case("samtykker/"), "article a.button"), "Indfør")),
    ("adgang", "", of_case("adgang/")),
    ("adgangstrin", "", of_case("adgang/gaest/")),
    ("adgangstrin", "fejl", sent_empty(of_case("adgang/gaest/"), "Luk ind")),
    ("hvorfor_ikke", "", at("/hvorfor-ikke/")),
    ("noedadgang", "", proved),
    ("breve", "", of_case("breve/")),
    ("brev", "kladde", a_letter("Kladde")),
    ("brev", "leveret", a_letter("Leveret")),
    ("dokumenter", "", of_case("dokumenter/")),
    ("handleplan", "", of_case("handleplan/")),
    ("handleplan_del", "afsnit", of_case("handleplan/afsnit/samarbejde/")),
    ("handleplan_del", "fejl", sent_empty(of_case("handleplan/maal/0/"), "Gem")),
    ("handleplan_historik", "", then(of_case("handleplan/"), "a[href*='/historik/']")),
    ("handleplan_indstillet", "", then(of_case("handleplan/"), "a[href*='/indstillet/']")),
    ("handleplan_familien", "", of_case("handleplan/familien/")),
    ("handleplan_opfoelgning", "", then(of_case("handleplan/"), "a[href*='/opfoelgning/']")),
    ("handleplan_trin", "", then(of_case("handleplan/"), "a[href*='handleplan/trin/']")),
    ("dokument", "", a_document),
    ("udbakke", "", at("/udbakke/")),
    ("afsendelse", "", then(at("/udbakke/"), ".sg-hvad a")),
    ("afsendelse", "fejl", sent_empty(then(at("/udbakke/"), ".sg-hvad a"), "Opgiv afsendelsen")),
    ("ikke_journaliseret", "", at("/udbakke/ikke-journaliseret/", LEADER)),
    ("udsendt", "", of_case("udsendt/")),
    ("moeder", "", of_case("moeder/")),
    ("moede", "", a_meeting()),
    ("moede_formular", "nyt", of_case("moeder/nyt/")),
    ("moede_formular", "fejl", sent_empty(of_case("moeder/nyt/"), "Gem kladden")),
    ("moede_formular", "holdt", of_case("moeder/holdt/")),
    ("moede_formular", "aflys", a_meeting("aflys/")),
    ("moede_koer", "", a_meeting("koer/")),
    ("trin", "åbent", then(of_case(), "section:has(h2:text('Næste skridt')) .sg-hvad a")),
    ("trin", "fejl", sent_empty(then(of_case(), "section:has(h2:text('Næste skridt')) .sg-hvad a"), "Indfør")),
    ("trin", "spærret", then(at("/"), "li:has(.sg-stand-spaerret) .sg-hvad a")),
    ("trin", "udført", then(of_case(), ".sg-kort-udfoert a")),
    ("trin", "ikke aktuelt", then(of_case(), ".sg-kort-ikke a")),
    ("ret", "", then(of_case("tidslinje/"), "a[href$='/ret/']")),
    ("annuller", "", then(of_case("tidslinje/"), "a[href$='/annuller/']")),
    ("fravig", "", depart),
    ("opslag_stikproeve", "", at("/opslag/?antal=25", LEADER)),
    ("opslag_alle", "", at("/opslag/alle/", LEADER)),
    ("sagens_opslag", "", of_case("opslag/")),
    ("opslag_indsigt", "", of_case("opslag/indsigt/")),
    ("aktindsigt", "", of_case("aktindsigt/")),
    ("anmodning", "", requested()),
    ("akt", "", requested("akt/parter/")),
    ("opbevaring", "", at("/opbevaring/", LEADER)),
    ("sagens_opbevaring", "", kept),
    ("statistik", "", at("/statistik/", LEADER)),
    ("sagens_dagbehandling", "ingen", of_case("dagbehandling/")),
    ("sagens_dagbehandling", "", a_day_treatment),
    ("matchningstrin", "", then(a_day_treatment, "a[href$='/forslag/']")),
    ("matchningstrin", "fejl", sent_empty(then(a_day_treatment, "a[href$='/forslag/']"), "Afgiv forslagene")),
    ("matchning", "", at("/matchning/", BOARD)),
    ("tilbudsregister", "", at("/tilbud/", BOARD)),
    ("tilbud", "", then(at("/tilbud/", BOARD), ".sg-hvad a")),
    ("ret_tilbud", "", then(then(at("/tilbud/", BOARD), ".sg-hvad a"), "a[href$='/ret/']")),
    ("sagens_oekonomi", "", of_case("oekonomi/")),
    ("oekonomi", "", at("/oekonomi/", LEADER)),
    ("oekonomi_sager", "", at("/oekonomi/sager/", LEADER)),
    ("beku", "", at("/beku/", SECRETARY)),
    ("beku_udvalg", "", board()),
    ("beku_udvalg", "fejl", nothing_agreed),
    ("beku_arkiv", "", board("arkiv/")),
    ("beku_moede", "", then(board(), "a[href^='/beku/moede/']")),
    ("beku_punkt", "", an_item),
    ("beku_punkt", "udfald", then(an_item, "#udfald a[href*='beku_beslutter']")),
    ("haandbog", "", at("/haandbog/")),
    ("haandbog_fase", "", then(at("/haandbog/"), "a[href*='/fase/']")),
    ("haandbog_trin", "", at("/haandbog/trin/fase3.indstil_til_beku/")),
    *(("haandbog_opslag", topic, at(f"/haandbog/opslag/{topic}/")) for topic in TOPICS),
    ("afvist", "ukendt sag", at("/sag/2099-99999/")),
    ("afvist", "ukendt adresse", at("/findes/ikke/")),
    ("fejl", "", wrong_host),
)


def test_every_page_template_is_opened() -> None:
    there = {path.stem for path in Path(TEMPLATES).glob("*.html")} - {"base"}
    assert {template for template, _, _ in PAGES} == there


@pytest.mark.parametrize(
    "opening", [page[2] for page in PAGES], ids=[" ".join(filter(None, page[:2])) for page in PAGES]
)
def test_a_page_is_for_everybody(opening: Opening, visit: Visit, axe_source: str) -> None:
    visitor = visit()
    opening(visitor)
    expect(visitor.page.locator("h1")).to_have_count(1)
    assert look_at(visitor.page, axe_source) == []


def test_the_case_on_paper(visit: Visit) -> None:
    visitor = visit()
    of_case()(visitor)
    visitor.page.emulate_media(media="print")
    expect(visitor.page.get_by_role("button", name="1 uge")).to_be_hidden()
    expect(visitor.page.get_by_role("navigation", name="Hovedmenu")).to_be_hidden()
    expect(visitor.page.get_by_role("heading", name="Forløbet")).to_be_visible()
    assert visitor.page.pdf(format="A4", landscape=True).startswith(b"%PDF")


class Keys:
    """A person without a mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, role: str, name: str, most: int = 120) -> None:
        """Press Tab until it has the focus; on the way, the focus can always be seen."""
        wanted = self.page.get_by_role(role, name=re.compile(rf"^{re.escape(name)}")).first  # type: ignore[arg-type]
        for _ in range(most):
            if wanted.evaluate("each => each === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
            assert self.page.evaluate(FOCUS_SEEN), self.page.evaluate("document.activeElement.outerHTML")
        raise AssertionError(f"{name} is never reached")

    def write(self, name: str, text: str) -> None:
        self.to("textbox", name)
        self.page.keyboard.type(text)

    def press(self, role: str, name: str, key: str) -> None:
        self.to(role, name)
        self.page.keyboard.press(key)


FOCUS_SEEN = """() => {
  const seen = (of, pseudo) => {
    const style = getComputedStyle(of, pseudo);
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
  };
  const here = document.activeElement, label = here.nextElementSibling;
  if (here === document.body) return true;
  return seen(here) || (label && label.tagName === 'LABEL' && (seen(label) || seen(label, '::before')));
}"""


def test_a_case_is_opened_by_keyboard_alone(visit: Visit) -> None:
    visitor = visit()
    page, keys = visitor.page, Keys(visitor.page)
    page.goto("/demo/roller/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Gå til sidens indhold")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    keys.press("button", RC, "Enter")
    keys.press("link", "Ny sag", "Enter")
    keys.press("link", "En bekymring for barnet tages op", "Enter")
    keys.write("Barnets fornavn", "Tangent")
    keys.write("Barnets efternavn", "Prøvesen")
    keys.write("Barnets fødselsdato", "06.05.2015")
    keys.press("combobox", "Hvilken skole går barnet på?", "End")
    keys.to("combobox", "Hvilken skole går barnet på?")
    page.keyboard.type("Vesteng")
    keys.write("Hvilken klasse går barnet i?", "3")
    keys.press("radio", "Ja", "ArrowDown")
    keys.press("checkbox", "Nej", "Space")
    keys.write("Hvad er bekymringen?", "Skrevet uden mus.")
    keys.press("button", "Åbn sagen", "Enter")
    visitor.told("En bekymring for barnet er taget op")

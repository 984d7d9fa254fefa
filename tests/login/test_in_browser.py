"""Log-in in Chromium: set up and used by hand and by key, a page that warns in time, and another house's log-in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings as house
from django.core.cache import cache
from django.db import connection
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.browser.looking import look_at
from tests.casework.triggers import guard, unguard
from tests.login import provider
from tests.login.conftest import code_of
from tests.web.town import PASSWORD, Town, build

pytestmark = pytest.mark.browser

Open = Callable[[], Page]
REFUSED = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")


@pytest.fixture(scope="module", autouse=True)
def _unguarded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """What only grows is emptied after each test here, which the house allows to nobody else."""
    with django_db_blocker.unblock():
        unguard(connection)
    yield
    with django_db_blocker.unblock():
        guard(connection)


@pytest.fixture
def town(transactional_db: None) -> Town:
    """The town where the server's threads see it."""
    cache.clear()
    return build()


@pytest.fixture
def address(live_server: Any, settings: Any) -> str:
    """The house in earnest, at the name under which a browser takes plain http for safe: passkeys need it."""
    settings.SECOND_FACTOR_REQUIRED = True
    settings.DEMO = False
    return str(live_server.url).replace("127.0.0.1", "localhost")


@pytest.fixture
def window(address: str, browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Open]:
    """Opens a browser of its own; what it complains of fails the test."""
    pages: list[Page] = []
    complaints: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not REFUSED.match(message.text):
            complaints.append(message.text)

    def opened() -> Page:
        page = browser.new_context(**{**browser_context_args, "base_url": address}).new_page()
        page.set_default_timeout(20_000)
        page.on("console", heard)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        pages.append(page)
        return page

    yield opened
    for page in pages:
        page.context.close()
    assert complaints == []


def with_a_device(page: Page) -> None:
    """The browser gets a device that keeps passkeys and knows its owner."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def log_in(page: Page, name: str = "rikke", path: str = "/log-ind/") -> None:
    page.goto(path)
    page.get_by_label("Brugernavn").fill(name)
    page.get_by_label("Adgangskode").fill(PASSWORD)
    page.get_by_role("button", name="Log ind", exact=True).click()


def log_out(page: Page) -> None:
    page.get_by_role("button", name="Log ud").click()
    expect(page.get_by_role("heading", name="Log ind")).to_be_visible()


def write_note(page: Page, text: str) -> None:
    page.get_by_role("textbox", name="Notat", exact=True).fill(text)
    page.locator("fieldset label").first.click()


def fine(page: Page, axe: str) -> None:
    """The page is for everybody, on a desk and on a telephone; complaints of the console come before the look."""
    assert look_at(page, axe) == []


def test_an_app_is_set_up_and_used_and_a_recovery_code_when_it_is_gone(
    town: Town, window: Open, axe_source: str
) -> None:
    page = window()
    page.goto("/log-ind/")
    fine(page, axe_source)
    log_in(page)
    expect(page.get_by_role("alert")).to_contain_text("Opret en ekstra sikkerhed")
    fine(page, axe_source)
    page.goto("/sager/")
    expect(page).to_have_url(re.compile("/konto/$"))
    page.get_by_role("link", name="Sæt en godkendelsesapp til").click()
    fine(page, axe_source)
    secret = page.locator(".sg-hemmelig").inner_text()
    page.get_by_label("Kode fra appen").fill("000000")
    page.get_by_role("button", name="Sæt appen til").click()
    expect(page.locator("#fejl")).to_be_focused()
    page.get_by_label("Kode fra appen").fill(code_of(page.locator(".sg-hemmelig").inner_text()))
    page.get_by_role("button", name="Sæt appen til").click()
    expect(page.get_by_role("heading", name="Nødkoder")).to_be_visible()
    codes = page.locator(".sg-koder li").all_inner_texts()
    fine(page, axe_source)
    page.get_by_role("link", name="Jeg har gemt koderne").click()
    expect(page).to_have_title("Mit overblik – Sagsgang")
    log_out(page)

    log_in(page)
    expect(page.get_by_role("heading", name="Bekræft, at det er dig")).to_be_visible()
    fine(page, axe_source)
    page.get_by_label("Kode").fill(code_of(secret))
    page.get_by_label("Kode").press("Enter")
    expect(page).to_have_title("Mit overblik – Sagsgang")
    log_out(page)

    log_in(page)
    page.get_by_label("Kode").fill(codes[0])
    page.get_by_label("Kode").press("Enter")
    expect(page).to_have_title("Mit overblik – Sagsgang")
    page.get_by_role("link", name="Konto").click()
    expect(page.get_by_text("Du har 9 tilbage")).to_be_visible()
    fine(page, axe_source)


def test_a_passkey_is_made_and_is_enough_by_itself(town: Town, window: Open, axe_source: str) -> None:
    page = window()
    with_a_device(page)
    log_in(page)
    page.get_by_role("link", name="Opret en adgangsnøgle").click()
    fine(page, axe_source)
    page.get_by_label("Hvad skal den hedde?").fill("Arbejdscomputeren")
    page.get_by_role("button", name="Opret adgangsnøgle").click()
    expect(page.get_by_role("heading", name="Nødkoder")).to_be_visible()
    page.goto("/konto/")
    expect(page.locator(".sg-hvad")).to_have_text("Arbejdscomputeren")
    log_out(page)

    page.get_by_role("button", name="Log ind med adgangsnøgle").click()
    expect(page).to_have_title("Mit overblik – Sagsgang")
    log_out(page)

    log_in(page)
    page.get_by_role("button", name="Brug adgangsnøgle").click()
    expect(page).to_have_title("Mit overblik – Sagsgang")


def test_the_other_pages_of_an_account_are_for_everybody(
    town: Town, window: Open, axe_source: str, settings: Any
) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    page = window()
    with_a_device(page)
    log_in(page)
    page.goto("/konto/noegle/")
    page.get_by_role("button", name="Opret adgangsnøgle").click()
    expect(page.get_by_role("heading", name="Nødkoder")).to_be_visible()
    key = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN).pk
    for path in (f"noegle/{key}/navn/", f"noegle/{key}/fjern/", "noedkoder/", "noedkoder/nye/", "bekraeftet/"):
        page.goto(f"/konto/{path}")
        fine(page, axe_source)
    page.goto("/konto/adgangskode/")
    page.get_by_role("button", name="Skift adgangskode").click()
    expect(page.locator("#fejl")).to_be_focused()
    fine(page, axe_source)

    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    page.goto("/konto/noegle/")
    fine(page, axe_source)
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
    page.get_by_role("button", name="Brug adgangsnøgle").click()
    expect(page.get_by_role("heading", name="Opret en adgangsnøgle")).to_be_visible()


def test_a_page_warns_in_time_and_loses_nothing(town: Town, window: Open, axe_source: str, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    number, page = town.case().number, window()
    page.clock.install()
    log_in(page)
    page.goto(f"/sag/{number}/noter/")
    write_note(page, "Skrevet, mens tiden gik.")
    warning = page.get_by_role("region", name="Log-in")
    expect(warning).to_be_hidden()

    settings.SESSION_IDLE_LIMIT = house.SESSION_WARNING - 90  # the server's clock is not the page's
    page.clock.fast_forward((30 * 60 + 60 - house.SESSION_WARNING + 1) * 1000)
    expect(warning).to_contain_text("Du bliver snart logget ud")
    assert look_at(page, axe_source) == []
    settings.SESSION_IDLE_LIMIT = 30 * 60
    warning.get_by_role("button", name="Forlæng").click()
    expect(warning).to_be_hidden()

    page.context.clear_cookies(name="sessionid")
    page.clock.fast_forward(31 * 60 * 1000)
    expect(warning).to_contain_text("Du er logget ud")
    page.get_by_role("button", name="Gem notatet").click()
    expect(page.get_by_role("alert").first).to_contain_text("Du var logget ud")
    page.get_by_label("Brugernavn").fill("rikke")
    page.get_by_label("Adgangskode").fill(PASSWORD)
    page.get_by_role("button", name="Log ind", exact=True).click()
    page.get_by_role("button", name="Send det nu").click()
    expect(page.get_by_text("Skrevet, mens tiden gik.").first).to_be_visible()


def test_the_municipality_says_who_one_is_and_a_form_is_kept_meanwhile(
    town: Town, window: Open, address: str, settings: Any, axe_source: str
) -> None:
    number = town.case().number
    with provider.served(f"{address}/log-ind/oidc/kommunen/retur/") as issuer:
        named = {**settings.SOCIALACCOUNT_PROVIDERS["openid_connect"], "APPS": [provider.house(issuer)]}
        settings.SOCIALACCOUNT_PROVIDERS = {**settings.SOCIALACCOUNT_PROVIDERS, "openid_connect": named}
        page = window()
        page.goto(f"/sag/{number}/noter/")
        fine(page, axe_source)
        page.get_by_role("link", name="Log ind med kommunens log-in").click()
        page.get_by_label("Hvem er du?").fill("rikke")
        page.get_by_role("button", name="Log ind").click()
        expect(page).to_have_url(re.compile(f"/sag/{number}/noter/$"))

        write_note(page, "Skrevet, mens sessionen udløb.")
        page.context.clear_cookies(name="sessionid")
        page.get_by_role("button", name="Gem notatet").click()
        fine(page, axe_source)
        with page.context.expect_page() as opened:
            page.get_by_role("link", name="Log ind med kommunens log-in").click()
        expect(opened.value.get_by_role("heading", name="Det er bekræftet")).to_be_visible()
        opened.value.close()
        page.get_by_role("button", name="Fortsæt, jeg er logget ind").click()
        page.get_by_role("button", name="Send det nu").click()
        expect(page.get_by_text("Skrevet, mens sessionen udløb.").first).to_be_visible()

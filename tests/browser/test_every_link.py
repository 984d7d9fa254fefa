"""Every page that a link leads to: the browser complains of nothing, runs nothing of others and asks nobody else."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Error, Page

from tests.browser.test_pages import CASEWORKER, LEADER, RC
from tests.browser.visitor import Visitor

LEAST = 20  # pages that each of them finds
HREFS = "() => [...document.querySelectorAll('a[href]')].map(each => each.href)"
LISTEN = (
    "window.addEventListener('securitypolicyviolation', e => console.error('CSP', e.violatedDirective, e.blockedURI))"
)


def kind_of(address: str) -> str:
    """Which page of the house it is: one of a kind is looked at, in the first case where there is a link to it."""
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


def follow_all(page: Page, start: str) -> set[str]:
    """Go to one page of each kind that can be reached by links; the kinds."""
    seen, waiting = {kind_of(start)}, [start]
    while waiting:
        try:
            page.goto(waiting.pop(0))
        except Error as refused:
            if "Download is starting" in refused.message:
                continue
            raise
        for address in page.evaluate(HREFS):
            kind = kind_of(address)
            if kind and kind not in seen and urlsplit(address).netloc == urlsplit(page.url).netloc:
                seen.add(kind)
                waiting.append(address)
    return seen


@pytest.mark.parametrize("who", [CASEWORKER, LEADER, RC])
def test_no_page_breaks_the_policy_or_asks_another_house(who: str, visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    visitor.page.add_init_script(LISTEN)
    visitor.step_into(who)
    seen = follow_all(visitor.page, visitor.page.url)
    assert len(seen) >= LEAST, sorted(seen)
    assert visitor.complaints == []


@pytest.mark.parametrize(
    "foreign",
    [
        "document.body.setAttribute('style', 'color: red')",
        "document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = 1'}))",
        "document.body.append(Object.assign(new Image(), {src: 'https://fremmed.example/spor.png'}))",
    ],
)
def test_what_would_break_it_is_heard(foreign: str, visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    visitor.page.add_init_script(LISTEN)
    visitor.page.goto("/log-ind/")
    with visitor.page.expect_console_message(lambda message: message.text.startswith("CSP ")):
        visitor.page.evaluate(foreign)
    assert visitor.complaints
    assert visitor.page.evaluate("window.ran") is None
    visitor.complaints.clear()

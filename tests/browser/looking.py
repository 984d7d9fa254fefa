"""What every page is held to: accessible, within the screen's width, and silent about people in title and address."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Page

from sagsgang.demo.families import FAMILY

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 375, "height": 800}
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
_CPR = re.compile(r"(?<!\d)\d{6}[-\s]?\d{4}(?!\d)")


def look_at(page: Page, axe: str) -> list[str]:
    """Look at the page on a desk and on a telephone, with everything folded out; what is wrong, line by line."""
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    wrong = [f"title: {page.title()}"] if tells(page.title()) else []
    wrong += [f"address: {page.url}"] if tells(page.url) else []
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        wrong += [f"{size['width']} px: {each}" for each in violations(page, axe)]
        wrong += [f"{size['width']} px: sticks out: {each}" for each in _sticking_out(page)]
    return wrong


def violations(page: Page, axe: str) -> list[str]:
    """What axe finds against WCAG 2.1 A and AA."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(axe)
    found: list[dict[str, Any]] = page.evaluate(
        "tags => axe.run({runOnly: tags, resultTypes: ['violations']}).then(found => found.violations)", STANDARDS
    )
    return [f"{each['id']}: {node['target']} {node['failureSummary']}" for each in found for node in each["nodes"]]


def tells(text: str) -> bool:
    """Whether it says a child's name or a CPR number."""
    return bool(_CPR.search(text)) or any(name in text for name in (*FAMILY, "Prøvesen"))


def _sticking_out(page: Page) -> list[str]:
    """The parts that are wider than the screen, where the page itself has become so."""
    found: list[str] = page.evaluate(
        """() => {
          const wide = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= wide) return [];
          return [...document.querySelectorAll('body *')]
            .filter(each => each.getBoundingClientRect().right > wide + 1 && !each.closest('.sg-figur, table'))
            .map(each => `${each.tagName}.${each.className}`).slice(0, 5).concat(['page']);
        }"""
    )
    return found

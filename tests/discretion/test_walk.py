"""Marked names, numbers, addresses and texts go through the whole house: none comes out in a line, address or title."""

from __future__ import annotations

import logging

import pytest
from django.core import mail
from django.core.cache import cache

from sagsgang.config.logs import DiscreetFormatter
from sagsgang.web.headers import HEADERS
from tests.discretion.hearing import listening
from tests.discretion.marked import Marked, marks_in
from tests.discretion.walking import Walk, Walker, routes

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(900)]  # a hanging walk, not a slow machine


@pytest.fixture(scope="module")
def walk(marked: Marked) -> Walk:
    """What came of the walk, with every line that was logged meanwhile, at every level."""
    cache.clear()
    walk = Walk()
    with listening(logging.INFO) as heard:
        Walker(marked, walk).everywhere()
    walk.records, walk.mails = heard.records, [each.message().as_string() for each in mail.outbox]
    cache.clear()
    return walk


ANOTHER_HOUSE = ("/log-ind/oidc/", "/log-ind/saml/")
"""What only answers when another house has been set up to log in by; tests/login walks there."""


def test_the_walk_goes_everywhere(walk: Walk) -> None:
    reached = {each.route.pattern for each in walk.exchanges if each.status not in (404, 405)}
    missed = {route.pattern for route in routes() if not route.pattern.startswith(ANOTHER_HOUSE)} - reached
    assert len(missed) <= len(reached) / 10, sorted(missed)
    assert {200, 302, 403, 404, 405, 422} <= {each.status for each in walk.exchanges}


def test_nothing_is_a_fault(walk: Walk) -> None:
    assert [str(each) for each in walk.exchanges if each.status >= 500] == []


def test_no_address_holds_a_mark(walk: Walk) -> None:
    found = {(str(each), mark) for each in walk.exchanges for told in each.addresses() for mark in marks_in(told)}
    assert sorted(found) == []


def test_no_title_holds_a_mark(walk: Walk) -> None:
    assert [str(each) for each in walk.exchanges if marks_in(each.title())] == []


def test_no_line_holds_a_mark_even_before_it_is_blotted(walk: Walk) -> None:
    assert walk.records
    lines = [f"{record.name}: {record.getMessage()} {record.args}" for record in walk.records]
    assert sorted({line for line in lines if marks_in(line)}) == []
    finished = [DiscreetFormatter().format(record) for record in walk.records]
    assert [line for line in finished if marks_in(line)] == []


def test_no_mail_holds_a_mark(walk: Walk) -> None:
    assert [each for each in walk.mails if marks_in(each)] == []


def test_a_page_for_others_holds_no_mark(walk: Walk) -> None:
    """Whoever may know of neither case, or has not said who he is, gets no mark but what he typed himself."""
    strangers = [each for each in walk.exchanges if each.who in ("aage", "nobody") and each.method == "GET"]
    assert [str(each) for each in strangers if set(marks_in(each.body)) - {"pqversonal"}] == []


POLICY = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "font-src 'self'",
    "connect-src 'self'", "manifest-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
}  # fmt: skip


def test_every_answer_carries_the_headers(walk: Walk) -> None:
    fixed = HEADERS | {
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    without = {
        f"{each}: {name}" for each in walk.exchanges for name, value in fixed.items() if each.headers.get(name) != value
    }
    assert sorted(without) == []


def test_every_answer_has_the_strict_policy(walk: Walk) -> None:
    policies = {each.headers.get("Content-Security-Policy", "") for each in walk.exchanges}
    assert all({part.strip() for part in policy.split(";")} == POLICY for policy in policies), policies


def test_no_answer_is_kept_by_a_browser_on_the_way(walk: Walk) -> None:
    kept = [str(each) for each in walk.exchanges if "no-store" not in each.headers.get("Cache-Control", "")]
    assert kept == []


def test_cookies_are_out_of_reach_of_scripts_and_of_others(walk: Walk) -> None:
    cookies = {cookie for each in walk.exchanges for cookie in each.cookies if "Max-Age=0" not in cookie}
    assert {cookie.split("=")[0] for cookie in cookies} <= {"sessionid", "csrftoken"}
    lacking = [cookie for cookie in cookies if not {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))]
    assert lacking == []


def test_no_page_asks_anything_of_another_house(walk: Walk) -> None:
    away = {(str(each), to) for each in walk.exchanges for to in each.addresses() if "//" in to and "=" not in to}
    assert sorted(away) == []

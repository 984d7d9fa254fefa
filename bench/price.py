"""What the log of looks costs, and with FOER what everything costs that has come since an earlier version: paired runs.

Two servers with a copy of the city each are asked for the same page one right after the other, in turns.
"""

from __future__ import annotations

import http.client
import os
import shutil
import statistics
import time
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from bench.pages import Page, Server, check, pages, session_of
from bench.report import Row
from bench.town import DAY
from sagsgang.web.clock import set_exercise_day

BEFORE = os.environ.get("FOER", "")
"""A folder with the source of the version to compare with; empty: this one without its log."""

DJANGOS_OWN = "django.contrib.auth.backends.ModelBackend"
"""Whoever logged in an earlier version was let in by it."""

ROUNDS, WARM = 200, 25
BAR = 25.0


def measure(cases: int) -> list[Row]:
    """For each page the median of the pairs' ratios, as per cent on top of what it cost before."""
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    set_exercise_day(DAY)
    wanted = [page for page in pages() if page.bar is not None]
    users = {page.user for page in wanted}
    cookies = {user.pk: session_of(user) for user in users}
    old_cookies = {user.pk: session_of(user, DJANGOS_OWN) for user in users} if BEFORE else cookies
    here = Path(str(connection.settings_dict["NAME"]))
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    copy = here.with_name("before.sqlite3")
    shutil.copyfile(here, copy)
    try:
        with _before(copy) as old, Server(BENCH_DATABASE=str(here)) as new:
            return [_row(page, *each) for page, each in _asked(wanted, (old_cookies, cookies), old, new).items()]
    finally:
        for each in copy.parent.glob(copy.name + "*"):
            each.unlink()


def _before(database: Path) -> Server:
    if not BEFORE:
        return Server(BENCH_DATABASE=str(database), BENCH_WITHOUT_LOG="1")
    root = Path(BEFORE).resolve()
    return Server(
        root, BENCH_DATABASE=str(database), PYTHONPATH=f"{root / 'src'}:{root}", SAGSGANG_DATA=str(settings.DATA)
    )


Pairs = tuple[list[float], list[float]]


def _asked(
    wanted: list[Page], cookies: tuple[dict[int, str], dict[int, str]], old: Server, new: Server
) -> dict[Page, Pairs]:
    lines = [http.client.HTTPConnection("127.0.0.1", server.port) for server in (old, new)]
    taken: dict[Page, Pairs] = {page: ([], []) for page in wanted}
    for number in range(WARM + ROUNDS):
        for page in wanted:
            for which in (0, 1) if number % 2 else (1, 0):
                spent = _once(lines[which], page, cookies[which][page.user.pk])
                if number >= WARM:
                    taken[page][which].append(spent)
    for line in lines:
        line.close()
    return taken


def _once(line: http.client.HTTPConnection, page: Page, cookie: str) -> float:
    begun = time.perf_counter()
    line.request(
        "GET", page.address, headers={"Host": "localhost", "Cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}"}
    )
    answer = line.getresponse()
    body = answer.read()
    spent = time.perf_counter() - begun
    check(page, answer.status, body.decode())
    return spent


def _row(page: Page, old: list[float], new: list[float]) -> Row:
    price = (statistics.median(after / before for before, after in zip(old, new, strict=True)) - 1) * 100
    more = {"before_ms": round(statistics.median(old) * 1000, 2), "after_ms": round(statistics.median(new) * 1000, 2)}
    counts = page.bar == 4  # the bar is set for Mit overblik and the case list
    return Row(
        f"{'Pris' if BEFORE else 'Pris for loggen'}: {page.name}",
        price,
        "%",
        f"≤ {BAR:g} %" if counts else "",
        price <= BAR if counts else None,
        more,
    )

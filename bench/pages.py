"""Pages of the product at 100,000 open cases against the floor: same server, same run, one keep-alive connection."""

from __future__ import annotations

import http.client
import os
import socket
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.management import call_command
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.report import Row
from bench.town import DAY
from sagsgang.casework.models import Case, TeamMember
from sagsgang.people.models import User
from sagsgang.web.clock import set_exercise_day

ROUNDS, WARM = 150, 25
CASE_EVENTS = 60
MOST_QUERIES = 15
NO_QUERIES = ("BEGIN", "COMMIT", "SAVEPOINT", "PRAGMA")
ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Page:
    """One page as one person asks for it; `marker` must stand in its body."""

    name: str
    user: User
    address: str
    marker: str
    bar: float | None


def measure(cases: int) -> list[Row]:
    """Medians of every page and of the floor, their ratios, and the queries each page asks."""
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    set_exercise_day(DAY)
    rows: list[Row] = []
    wanted = pages()
    queries = {page.name: _queries(page) for page in wanted}
    cookies = {user.pk: session_of(user) for user in {page.user for page in wanted}}
    connection.close()
    with Server() as server:
        medians = server.ask(wanted, cookies)
    for page in wanted:
        floor = medians[f"gulv, {page.user.username}"]
        ratio = medians[page.name] / floor
        holds = None if page.bar is None else ratio <= page.bar and queries[page.name] <= MOST_QUERIES
        bar = "" if page.bar is None else f"≤ {page.bar:g} × gulvet"
        if page.bar is not None:
            more = {
                "median_ms": round(medians[page.name], 2),
                "floor_ms": round(floor, 2),
                "queries": queries[page.name],
            }
            rows.append(Row(f"{page.name} ({queries[page.name]} forespørgsler)", ratio, "× gulvet", bar, holds, more))
        else:
            rows.append(Row(page.name.capitalize(), medians[page.name], "ms", more={"queries": queries[page.name]}))
    return rows


def pages() -> list[Page]:
    """What an ordinary caseworker and an ordinary school leader ask for."""
    caseworker = _ordinary_caseworker()
    leader = User.objects.get(username="skoleleder.skole-0.0")
    found = []
    for user, name in ((caseworker, "sagsbehandler"), (leader, "skoleleder")):
        number, events = _case_of(user)
        found += [
            Page(f"gulv, {user.username}", user, "/gulv/", "gulv", None),
            Page(f"Mit overblik, {name}", user, "/", "Mit overblik", 4),
            Page(f"Sagsliste, {name}", user, "/sager/", "Sager", 4),
            Page(f"Sag med {events} hændelser, {name}", user, f"/sag/{number}/", number, 8),
        ]
    return found


def _ordinary_caseworker() -> User:
    """A caseworker whose cases hold one with about CASE_EVENTS events."""
    members = TeamMember.objects.filter(role="sagsbehandler", case__version__gte=CASE_EVENTS)
    return members.order_by("case__version", "pk").select_related("user")[0].user


def _case_of(user: User) -> tuple[str, int]:
    """The number and length of the case nearest to CASE_EVENTS events that the user knows."""
    held = user.assignments.values_list("unit", flat=True)
    cases = Case.objects.filter(models.Q(team__user=user) | models.Q(summary__school__in=held))
    long_enough = cases.filter(version__gte=CASE_EVENTS).order_by("version", "pk").first()
    found = long_enough or cases.order_by("-version", "pk")[0]
    return found.number, found.version


def _queries(page: Page) -> int:
    client = Client(headers={"host": "localhost"})
    client.force_login(page.user)
    client.get(page.address)
    with CaptureQueriesContext(connection) as asked:
        response = client.get(page.address)
    check(page, response.status_code, response.content.decode())
    return len([query for query in asked.captured_queries if not query["sql"].startswith(NO_QUERIES)])


def check(page: Page, status: int, body: str) -> None:
    """Stop when the answer is not the page that was asked for."""
    if status != 200 or page.marker not in body:
        raise SystemExit(f"{page.name} svarede {status}: {body[:300]}")


def session_of(user: User, backend: str = settings.AUTHENTICATION_BACKENDS[0]) -> str:
    """A session of that user, as log-in would have made it."""
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = backend
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)


class Server:
    """The product's own server with one worker and one thread, as ./koer starts it; `more`: its environment."""

    def __init__(self, root: Path = ROOT, **more: str) -> None:
        self.root, self.more = root, more

    def __enter__(self) -> Server:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process = subprocess.Popen(  # noqa: S603  our own words
            [
                sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port),
                "--workers", "1", "--blocking-threads", "1", "--log-level", "warning",
                "sagsgang.config.wsgi:application",
            ],
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "bench.settings", **self.more},
            cwd=self.root,
        )  # fmt: skip
        for _ in range(300):
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self
            time.sleep(0.1)
        raise SystemExit("Serveren kom ikke i gang.")

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(20)

    def ask(self, wanted: list[Page], cookies: dict[int, str]) -> dict[str, float]:
        """Ask for all pages in turn, round after round, so that noise falls on all alike; median milliseconds."""
        line = http.client.HTTPConnection("127.0.0.1", self.port)
        taken: dict[str, list[float]] = {page.name: [] for page in wanted}
        for number in range(WARM + ROUNDS):
            for page in wanted:
                begun = time.perf_counter()
                line.request(
                    "GET",
                    page.address,
                    headers={"Host": "localhost", "Cookie": f"{settings.SESSION_COOKIE_NAME}={cookies[page.user.pk]}"},
                )
                answer = line.getresponse()
                body = answer.read()
                spent = time.perf_counter() - begun
                check(page, answer.status, body.decode())
                if number >= WARM:
                    taken[page.name].append(spent)
        line.close()
        return {name: statistics.median(each) * 1000 for name, each in taken.items()}

"""A walk through every address of the house: real ids, several people, looking and sending, rightly and wrongly."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, TestCase
from django.urls import URLPattern, URLResolver, get_resolver

from sagsgang.casework.models import LedgerEvent, TeamMember
from sagsgang.casework.procedures import procedure
from sagsgang.people.models import Relation
from sagsgang.web.views import sight
from tests.discretion.marked import CPR, TYPED, Marked

MOST_IDS = 2
LINKS = re.compile(
    r'\s(?:href|src|action|formaction|poster|cite|data-[a-z-]+|hx-[a-z-]+(?::[a-z-]+)?)\s*=\s*"([^"]*)"', re.IGNORECASE
)
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL | re.IGNORECASE)
TELLING = ("Location", "HX-Redirect", "HX-Location", "HX-Push-Url", "HX-Replace-Url", "Link", "Content-Disposition")


@dataclass(frozen=True)
class Route:
    """One pattern of the URLconf, as `/sag/<number>/`, with its parameters and their converters."""

    pattern: str
    name: str
    parameters: tuple[tuple[str, str], ...]


@dataclass
class Exchange:
    """One request and what came back."""

    who: str
    method: str
    path: str
    route: Route
    status: int
    headers: dict[str, str]
    cookies: list[str]
    body: str

    @property
    def is_page(self) -> bool:
        return self.headers.get("Content-Type", "").startswith("text/html")

    def addresses(self) -> list[str]:
        """Every address that the answer holds, and every cookie."""
        found = [value for name, value in self.headers.items() if name in TELLING] + self.cookies
        if self.is_page:
            found += LINKS.findall(self.body)
        if "json" in self.headers.get("Content-Type", ""):
            found += [text for text in _texts(self.body) if text.startswith(("/", "http"))]
        return found

    def title(self) -> str:
        """What stands in the window's title."""
        found = TITLE.search(self.body) if self.is_page else None
        return found[1] if found else ""

    def __str__(self) -> str:
        return f"{self.who}: {self.method} {self.path} → {self.status}"


def _texts(body: str) -> Iterator[str]:
    def inside(value: Any) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            yield from inside(each)

    try:
        yield from inside(json.loads(body))
    except ValueError:
        return


def routes(resolver: URLResolver | None = None, before: str = "/", space: str = "") -> Iterator[Route]:
    """Every pattern of the URLconf, those of other packages' included."""
    for each in (resolver or get_resolver()).url_patterns:
        written = before + re.sub(r"[\^$\\]", "", str(each.pattern))
        if isinstance(each, URLResolver):
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from routes(each, written, inner)
        elif isinstance(each, URLPattern):
            parameters = tuple(
                (name, type(converter).__name__.removesuffix("Converter").lower())
                for name, converter in each.pattern.converters.items()
            )
            yield Route(written.replace("//", "/"), f"{space}{each.name}", parameters)


class Ids:
    """Real values for the parameters of addresses: of the marked case where there are such, else of its tables."""

    def __init__(self, marked: Marked) -> None:
        case = marked.case
        self.known: dict[str, list[Any]] = {
            "number": [case.number],
            "occurrence": ["forloeb-1"],
            "phase": [procedure().phases[0].key],
            "emne": ["datoer", "roller"],
            "rule": ["R1"],
            "relation": list(Relation.objects.filter(child=case.child).values_list("pk", flat=True)),
            "member": list(TeamMember.objects.filter(case=case).values_list("pk", flat=True)),
            "event": list(LedgerEvent.objects.filter(case=case).values_list("number", flat=True)),
            "act": list(sight.ACTS),
        }

    def of(self, route: Route, name: str, kind: str) -> list[Any]:
        """A few values for the parameter."""
        if name == "step":
            return ["fase1.bekymring"] if "ny-sag" in route.pattern else ["fase1.vurder_behov", "fase1.bekymring"]
        if name in self.known:
            return self.known[name] if name == "act" else self.known[name][:MOST_IDS]
        for model in apps.get_models():
            if model._meta.model_name in (name, name.removesuffix("_id"), name.replace("_", "")):
                found = list(model._base_manager.values_list("pk", flat=True)[:MOST_IDS])
                if found:
                    return found
        return {"int": [1], "uuid": ["00000000-0000-4000-8000-000000000000"]}.get(kind, ["x"])

    def paths(self, route: Route) -> list[str]:
        """Addresses of the route: each with the first values, and each parameter varied in turn."""
        given = {name: self.of(route, name, kind) for name, kind in route.parameters}
        chosen = [{name: values[0] for name, values in given.items()}]
        chosen += [chosen[0] | {name: value} for name, values in given.items() for value in values[1:]]
        return [
            re.sub(r"<(?:[^:>]*:)?([^>]+)>", lambda found, by=by: str(by[found[1]]), route.pattern) for by in chosen
        ]


class Forms(HTMLParser):
    """The forms of a page: where each is sent, and its fields with the values that a browser would send."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, Any]]] = []
        self.free: list[set[str]] = []
        self.days: set[str] = set()
        self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "form" and has.get("method", "get").lower() == "post":
            self.forms.append((has.get("action", ""), {}))
            self.free.append(set())
        if not self.forms or not (has.get("name") or tag == "option"):
            return
        fields, name, kind = self.forms[-1][1], has.get("name", ""), has.get("type", "text")
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            if has.get("value") and not fields.get(self._select):
                fields[self._select] = has["value"]
        elif tag == "textarea" or (tag == "input" and kind not in ("hidden", "radio", "checkbox", "file", "submit")):
            self.free[-1].add(name)
            fields[name] = has.get("value", "")
            if "dato" in has.get("class", ""):
                self.days.add(name)
        elif tag in ("input", "button") and (kind != "radio" or name not in fields):
            fields[name] = has.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""

    def filled(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Each form as it stands; filled in sensibly with marked words; and with a marked number in every field."""
        for (action, fields), free in zip(self.forms, self.free, strict=True):
            yield action, fields
            sensible = {name: "16.02.2026" if name in self.days else TYPED for name in free if not fields[name]}
            yield action, fields | sensible
            yield action, fields | dict.fromkeys(free, CPR)


@dataclass
class Walk:
    """Everything that came of the walk."""

    exchanges: list[Exchange] = field(default_factory=list)
    records: list[logging.LogRecord] = field(default_factory=list)
    mails: list[str] = field(default_factory=list)


class Walker:
    """Goes everywhere. Nothing that is sent lasts: each request finds the town as it was built."""

    def __init__(self, marked: Marked, walk: Walk) -> None:
        self.ids, self.walk, self.marked = Ids(marked), walk, marked

    def everywhere(self) -> None:
        """As each person: look at every page, send every form empty, in words, and with a number in every field."""
        for who, user in self.marked.people.items():
            client = Client(raise_request_exception=False)
            if user is not None:
                client.force_login(user)
            for route in routes():
                for path in self.ids.paths(route):
                    self._visit(client, who, route, path)

    def _visit(self, client: Client, who: str, route: Route, path: str) -> None:
        looked = self.ask(client, who, route, "GET", path)
        self.ask(client, who, route, "POST", path, {})
        sent = Forms(looked.body) if looked.is_page and looked.status == 200 else None
        for action, fields in sent.filled() if sent else ():
            if urlsplit(action or path).path == path:
                self.ask(client, who, route, "POST", path, fields)
        if not sent or not sent.forms:
            self.ask(client, who, route, "POST", path, json.dumps({"q": TYPED, "cpr": CPR}))

    def ask(
        self, client: Client, who: str, route: Route, method: str, path: str, sent: Any = None, **more: Any
    ) -> Exchange:
        """One request, and all it set off, undone afterwards."""
        options = more | ({"content_type": "application/json"} if isinstance(sent, str) else {})
        cookies, point = client.cookies.copy(), transaction.savepoint()
        with TestCase.captureOnCommitCallbacks(execute=True):
            answer = client.get(path, **more) if method == "GET" else client.post(path, sent, **options)
            body = _body(answer)
        transaction.savepoint_rollback(point)
        made = [morsel.OutputString() for morsel in answer.cookies.values()]
        client.cookies = cookies
        exchange = Exchange(who, method, path, route, answer.status_code, dict(answer.items()), made, body)
        self.walk.exchanges.append(exchange)
        return exchange


def _body(answer: HttpResponse) -> str:
    if getattr(answer, "streaming", False):
        return b"".join(answer.streaming_content).decode("utf-8", "replace")  # type: ignore[attr-defined]
    return answer.content.decode("utf-8", "replace")

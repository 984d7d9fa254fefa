"""Every address of the screens with hostile values: as everybody, with every method, every kind of content."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from random import Random
from typing import Any
from urllib.parse import quote, quote_from_bytes

from django.urls import URLPattern, URLResolver, get_resolver
from hypothesis import HealthCheck, Phase, given, seed
from hypothesis import settings as how
from hypothesis import strategies as st

from tests.fuzz.sending import KEY, SCRIPT, Sender

HOSTILE = (
    "", " ", "\x00", "a\x00b", "\x1f", "\ufeff", "\u202eabc", "é" * 50, "a\u0301" * 50, "👩‍👧‍👦", "\ud800",
    "A" * 301, "A" * 20_001, "A" * 100_000, "-1", "0", "1", "9" * 9, "9" * 19, "9" * 5_000, "1e309", "NaN", "٣", "²",
    "1_000", "0x10", "' OR 1=1 --", SCRIPT, "{{ 7*7 }}", "%s%n%d", "../../etc/passwd", "31.2.2026", "2026-02-30",
    "0001-01-01", "9999-12-31", "1.1.0001", "٠٥.٠٣.٢٠٢٦", "24.00", "ja", "nej", "on", "true", "\r\nSet-Cookie: x=1",
    "http://[", "//", "2.3.2026", "2026-03-02", "14.30", "forloeb-1", "|", "skoleleder|1", "|9" * 9, "sof", "faelles",
)  # fmt: skip
KINDS = (
    "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=bogus",
    "multipart/form-data; boundary=zqgraense", "multipart/form-data", "application/json", "text/plain", "", "////",
)  # fmt: skip
METHODS = (*["POST"] * 14, *["GET"] * 5, "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH")
NOT_WALKED = ("static", "api")  # the API has its own; files are no forms

Pairs = list[tuple[str, str]]
values = st.one_of(st.sampled_from(HOSTILE), st.sampled_from(HOSTILE), st.text(max_size=40))


class Fields(HTMLParser):
    """The names of a page's fields with the values that stand in it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, set[str]] = {}
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag in ("input", "textarea", "select", "button") and told.get("name"):
            self.found.setdefault(told["name"], set()).add(told.get("value", ""))
            self._select = told["name"] if tag == "select" else self._select
        elif tag == "option" and self._select:
            self.found[self._select].add(told.get("value", ""))


def addresses() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every address of the screens: its route, and the names and kinds of what stands in it."""
    return [each for each in _walk(get_resolver().url_patterns, "") if not each[0].startswith(NOT_WALKED)]


def _walk(patterns: Any, before: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    for pattern in patterns:
        route = before + str(pattern.pattern).removeprefix("^").removesuffix("$")
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            converters = getattr(pattern.pattern, "converters", {})
            yield route, [(name, type(each).__name__) for name, each in converters.items()]


class Walker:
    """Asks the screens; remembers the fields it meets, so that forms are filled in as well as broken."""

    def __init__(self, sender: Sender) -> None:
        self.sender = sender
        self.addresses = addresses()
        self.seen: dict[str, dict[str, set[str]]] = {}
        self.allowed: dict[str, list[str]] = {}

    def walk(self, requests: int, start: int = 0) -> None:
        """Send about so many requests, spread evenly over the addresses."""
        each = max(1, requests // len(self.addresses))
        for number, (route, names) in enumerate(self.addresses):
            self._walk(route, names, each, start + number)

    def _walk(self, route: str, names: list[tuple[str, str]], many: int, start: int) -> None:
        @seed(start)
        @how(
            max_examples=many,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(dice=st.integers(0, 2**64), texts=st.lists(values, min_size=6, max_size=6))
        def one(dice: int, texts: list[str]) -> None:
            chance = Random(dice)  # noqa: S311  nothing is secret here
            who = chance.choice(self.sender.ground.names)
            path = self._path(route, names, who, chance, texts)
            if route not in self.seen or chance.random() < 0.1:
                self._send(who, "GET", path, route, b"", "", "")
            self._try(who, path, route, chance, texts)

        one()

    def _path(self, route: str, names: list[tuple[str, str]], who: str, chance: Random, texts: list[str]) -> str:
        ground = self.sender.ground
        number = chance.choice(ground.mine(who) if chance.random() < 0.8 else sorted(ground.numbers))
        steps = (ground.open if chance.random() < 0.7 else ground.taken).get(number) or [("fase1.bekymring", "sag")]
        step, occurrence = chance.choice(steps)
        real = {"number": number, "step": step, "occurrence": occurrence}
        path = route
        for name, kind in names:
            value = real.get(name) if chance.random() < 0.9 else None
            if kind == "IntConverter":
                value = str(chance.choice([*range(40), 10**9, 2**63, 10**40]))
            elif value is None:
                value = chance.choice([*texts, *(key for key, _ in steps)])
            quoted = quote(value.encode("utf-8", "surrogatepass"), safe="") or "x"
            before, _, rest = path.partition("<")
            path = before + quoted[:4_000] + rest.partition(">")[2]
        return "/" + path

    def _filled(self, route: str, chance: Random, texts: list[str]) -> Pairs:
        """The fields of the page: some as they may be, some hostile, some left out, some twice, some never asked."""
        known = self.seen.get(route, {})
        pairs: Pairs = []
        for name in sorted(known):
            if name == "csrfmiddlewaretoken" or chance.random() < 0.1:
                continue
            stood = sorted(known[name])
            right = "dato" not in route and chance.random() < 0.75
            times = 2 if chance.random() < 0.1 else 1
            pairs += [(name, chance.choice(stood if right else texts)) for _ in range(times)]
        if chance.random() < 0.2:
            pairs += [(chance.choice(texts), chance.choice(texts)) for _ in range(chance.randrange(4))]
        return pairs

    def _try(self, who: str, path: str, route: str, chance: Random, texts: list[str]) -> None:
        method = chance.choice(METHODS)
        if method not in self.allowed.get(route, METHODS) and chance.random() < 0.9:
            method = chance.choice(self.allowed[route])
        pairs = self._filled(route, chance, texts)
        if method in ("GET", "HEAD"):
            self._send(who, method, path + "?" + _encoded(pairs)[:6_000], route, b"", "", "")
            return
        kind = chance.choice(KINDS) if chance.random() < 0.2 else KINDS[0]
        with_key = chance.random() < 0.85
        if with_key:
            pairs.append(("csrfmiddlewaretoken", KEY))
        body = _multipart(pairs) if kind.startswith("multipart") else _encoded(pairs).encode()
        status = self._send(who, method, path, route, body, kind, KEY if with_key else "")
        if not with_key and method == "POST" and status not in (400, 401, 403, 404, 405, 413):
            self.sender.tally.faults.append(f"taget imod uden nøgle ({status}): {who} {path[:200]}")

    def _send(self, who: str, method: str, path: str, route: str, body: bytes, kind: str, key: str) -> int:
        client = self.sender.client(who)
        headers = {"X-CSRFToken": key} if key and not body else {}
        answer = client.generic(method, path, body, content_type=kind, headers=headers)
        told = b"".join(answer.streaming_content) if answer.streaming else answer.content
        sent = body.decode("utf-8", "replace")
        self.sender.judge(who, f"{method} {path}", sent, answer.status_code, told.decode("utf-8", "replace"))
        if answer.status_code == 405:
            self.allowed[route] = [each.strip() for each in answer.headers["Allow"].split(",")]
        if method == "GET" and answer.status_code == 200:
            fields = Fields()
            fields.feed(told.decode("utf-8", "replace"))
            for name, stood in fields.found.items():
                self.seen.setdefault(route, {}).setdefault(name, set()).update(stood)
        if "sessionid" in answer.cookies or route.startswith(("log", "demo")):
            self.sender.forget(who)
        return int(answer.status_code)


def _encoded(pairs: Pairs) -> str:
    return "&".join(
        "=".join(quote_from_bytes(part.encode("utf-8", "surrogatepass")) for part in pair) for pair in pairs
    )


def _multipart(pairs: Pairs) -> bytes:
    parts = [
        b'--zqgraense\r\nContent-Disposition: form-data; name="%b"\r\n\r\n%b\r\n'
        % (name.encode("utf-8", "surrogatepass"), value.encode("utf-8", "surrogatepass"))
        for name, value in pairs
    ]
    return b"".join(parts) + b"--zqgraense--\r\n"

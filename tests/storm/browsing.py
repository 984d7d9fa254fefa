"""A browser without a screen: keeps cookies, reads the forms of a page and sends them back."""

from __future__ import annotations

import http.client
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode
from uuid import uuid4


class Unanswered(Exception):
    """Nobody knows whether what was asked for was done: no answer came, or a fault."""


@dataclass
class Form:
    """A form as it stands on a page, with what a browser would send of it untouched."""

    action: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    choices: dict[str, list[str]] = field(default_factory=dict)

    def filled(self, **values: str) -> list[tuple[str, str]]:
        """What is sent when these fields are filled in."""
        return [(name, value) for name, value in self.fields if name not in values] + list(values.items())


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._area = self._select = ""
        self._text: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        name = told.get("name", "")
        if tag == "form":
            self.forms.append(Form(told.get("action", "")))
        elif not self.forms:
            return
        elif tag == "input" and name:
            self._input(name, told)
        elif tag == "textarea":
            self._area, self._text = name, []
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            self.forms[-1].choices.setdefault(self._select, []).append(told.get("value", ""))
            if "selected" in told:
                self.forms[-1].fields.append((self._select, told.get("value", "")))

    def _input(self, name: str, told: dict[str, str]) -> None:
        form, kind = self.forms[-1], told.get("type", "text")
        if kind in ("radio", "checkbox"):
            form.choices.setdefault(name, []).append(told.get("value", "on"))
        if kind not in ("radio", "checkbox", "file", "submit") or ("checked" in told and kind in ("radio", "checkbox")):
            form.fields.append((name, told.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._text is not None:
            self.forms[-1].fields.append((self._area, "".join(self._text).removeprefix("\n")))
            self._text = None
        elif tag == "select":
            self._select = ""

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)


@dataclass
class Answer:
    """What came back."""

    status: int
    text: str
    location: str

    def form(self, action: str) -> Form:
        """The form that is sent to that address (the last one, should there be several)."""
        found = _Forms()
        found.feed(self.text)
        fitting = [form for form in found.forms if form.action == action]
        if not fitting:
            raise Unanswered(f"{self.status} without the form")
        return fitting[-1]


class Browser:
    """One person's browser."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None, {})

    def post(self, path: str, fields: list[tuple[str, str]]) -> Answer:
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", path, urlencode(fields).encode(), kind)

    def send_file(self, path: str, fields: list[tuple[str, str]], name: str, file: tuple[str, bytes]) -> Answer:
        """Send a form with a file in it."""
        line, lines = uuid4().hex, list[bytes]()
        for key, value in fields:
            lines.append(f'--{line}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode())
        head = f'--{line}\r\nContent-Disposition: form-data; name="{name}"; filename="{file[0]}"\r\n\r\n'
        body = b"".join([*lines, head.encode(), file[1], f"\r\n--{line}--\r\n".encode()])
        return self._ask("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={line}"})

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, {**headers, "Cookie": cookies})
            response = connection.getresponse()
            text = response.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException) as fault:
            raise Unanswered(type(fault).__name__) from None
        finally:
            connection.close()
        for told in response.headers.get_all("Set-Cookie") or ():
            name, _, value = told.partition(";")[0].partition("=")
            self.cookies[name] = value
        if response.status >= 500:
            raise Unanswered(str(response.status))
        return Answer(response.status, text, response.headers.get("Location", ""))

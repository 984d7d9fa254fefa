"""Where things stand: addresses made of case numbers and step keys, never of names."""

from __future__ import annotations

from functools import cache, lru_cache
from urllib.parse import quote

from django.urls import reverse

Crumb = tuple[str, str]


def of(name: str) -> str:
    """Return the address of a page that has only one."""
    return _filled(name)


def case(number: str) -> str:
    """Return the address of a case."""
    return _filled("web:sag", number)


def step(number: str, key: str, occurrence: str) -> str:
    """Return the address of a step in a case."""
    return _filled("web:trin", number, key, occurrence)


def _filled(name: str, *words: str) -> str:
    """The address of that name; pages hold hundreds, so its form is asked for once in a process and then filled."""
    return _form(name, len(words)) % tuple(_quoted(word) for word in words)


@cache
def _form(name: str, count: int) -> str:
    marks = [f"mark{number}mark" for number in range(count)]
    address = reverse(name, args=marks).replace("%", "%%")
    for mark in marks:
        address = address.replace(mark, "%s")
    return address


@lru_cache(maxsize=4096)
def _quoted(word: str) -> str:
    """A key or a number as it stands in an address."""
    return quote(word, safe="-._~@:")


def crumbs(*more: Crumb) -> list[Crumb]:
    """Return the way from the overview to a page; the last one is the page itself and has no address."""
    return [("Mit overblik", reverse("web:overblik")), *more]


def case_crumbs(number: str, *more: Crumb) -> list[Crumb]:
    """Return the way to a page of a case; without more, the case itself is the page."""
    here = case(number) if more else ""
    return crumbs(("Sager", reverse("web:sager")), (f"Sag {number}", here), *more)


def documents(number: str) -> str:
    """Return the address of a case's documents."""
    return _filled("web:dokumenter", number)


def document(number: str, document: int) -> str:
    """Return the address of one document of a case."""
    return reverse("web:dokument", args=[number, document])


def plan(number: str) -> str:
    """Return the address of a case's joint plan."""
    return _filled("web:handleplan", number)


def letters(number: str) -> str:
    """Return the address of a case's decisions and letters."""
    return _filled("web:breve", number)


def day_treatment(number: str, occurrence: str) -> str:
    """Return the address of the workplace of one of the case's day treatments."""
    return _filled("web:sagens_dagbehandling", number, occurrence)


def new_case() -> str:
    """Return the address of the ways into a case."""
    return reverse("web:ny_sag")

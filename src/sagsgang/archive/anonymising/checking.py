"""Looks for the house in a copy of it: names, numbers, addresses and texts, in every column and in the bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from django.db import connections
from django.views.decorators.debug import sensitive_variables

from sagsgang.archive.anonymising.inventing import vocabulary
from sagsgang.casework.models import LedgerText, Note
from sagsgang.casework.procedures import procedure
from sagsgang.people.models import CprNumber, Person, Relation, Unit, User
from sagsgang.people.protection import open_address

SHORTEST = 3
LEAST_TEXT = 12
_WORD = re.compile(r"[^\W\d_]+")
_OWN = re.compile(r"^(?:django_|auth_|sqlite_)")


@sensitive_variables()
def real_name_words() -> frozenset[str]:
    """Every word of a real name in the house, casefolded, of three letters at least: people and staff."""
    names = [f"{given} {family}" for given, family in Person.objects.values_list("given_name", "family_name")]
    names += list(User.objects.values_list("name", flat=True))
    return frozenset(word.casefold() for name in names for word in _WORD.findall(name) if len(word) >= SHORTEST)


@sensitive_variables()
def found_again(alias: str, target: Path) -> int:
    """Return how many of the house's own words, numbers, addresses and texts stand in the copy; none is told.

    Names are looked for as words in every column; numbers, addresses, names of units and log-ins in the bytes of the
    file; texts whole, against every text of the copy.
    """
    words, texts = _contents(alias)
    names = real_name_words() - vocabulary() - _procedures_words()
    left = len(names & words)
    real = {body for body in _texts() if len(body) >= LEAST_TEXT}
    left += len(real & texts)
    content = target.read_bytes()
    return left + sum(1 for each in _marks() if each.encode() in content)


def _procedures_words() -> frozenset[str]:
    """Words that stand in every copy, since the procedure, the units' kinds and the database are called by them."""
    followed = procedure()
    keys = [*followed.role_by_key, *followed.facts, *(step.key for step in followed.steps), *Unit.Kind.labels]
    keys += [option.value for fact in followed.facts.values() for option in fact.options]
    keys += [*Relation.Kind.values, "medarbejder", "område"]
    return frozenset(word.casefold() for key in keys for word in _WORD.findall(str(key)))


def _texts() -> Iterator[str]:
    yield from LedgerText.objects.exclude(body="").values_list("body", flat=True).iterator()
    yield from Note.objects.values_list("body", flat=True).iterator()


@sensitive_variables()
def _marks() -> Iterator[str]:
    """What must not be found in the bytes: numbers, addresses, full names, places, log-ins."""
    for number in CprNumber.objects.iterator():
        yield number.number
    for person in Person.objects.iterator():
        yield from (each for each in (open_address(person), person.name) if len(each) > SHORTEST)
    known = vocabulary()
    for name in User.objects.values_list("username", flat=True):
        if len(name) > SHORTEST + 1 and name not in known:
            yield f"{name}"
    yield from (name for name in Unit.objects.values_list("name", flat=True) if not name[-1:].isdigit())


def _contents(alias: str) -> tuple[set[str], set[str]]:
    """Every word and every long text of the copy, from every column of every table that holds what was copied."""
    words: set[str] = set()
    texts: set[str] = set()
    connection = connections[alias]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if _OWN.match(table):
                continue
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - the tables' own names
            for row in cursor.fetchall():
                for value in row:
                    if isinstance(value, str):
                        words.update(word.casefold() for word in _WORD.findall(value))
                        texts.add(value)
    return words, texts

"""What is proposed for a meeting as data: points of the agenda by purpose, and participants with their sources."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from sagsgang.meetings.aftaleforum.models import Meeting, Participant
from sagsgang.people.models import Relation
from sagsgang.people.queries import relations_of
from sagsgang.procedure.faelles_sagsforloeb.aftaleforum import DELTAGERE_BUF, INDBUDTE
from sagsgang.procedure.faelles_sagsforloeb.kilder import LAESNING, VEJLEDNING
from sagsgang.procedure.faelles_sagsforloeb.roller import (
    DAGBEHANDLINGSTILBUD,
    FRITIDSTILBUD,
    LAERER,
    PSYKOLOG,
    RC_PLC,
    SAGSBEHANDLER,
    SKOLELEDER,
    SKOLESOCIALRAADGIVER,
    SOF_LEDER,
    TSF,
    UU_VEJLEDER,
)
from sagsgang.procedure.language import Citation, Fact, Role
from sagsgang.procedure.wording import citation_text
from sagsgang.procedure.workdays import danish_day

FIRST = "foerste"
FAMILY = frozenset({"foraeldre", "barnet", "netvaerk"})
"""The participants that are private persons."""

ROLES: dict[str, Role] = {
    "sagsbehandler": SAGSBEHANDLER, "skolesocialraadgiver": SKOLESOCIALRAADGIVER, "sof_leder": SOF_LEDER,
    "tilbud": DAGBEHANDLINGSTILBUD, "skoleleder": SKOLELEDER, "psykolog": PSYKOLOG, "rc_plc": RC_PLC,
    "laerer": LAERER, "tsf": TSF, "uu": UU_VEJLEDER, "fritid": FRITIDSTILBUD,
}  # fmt: skip
"""The role behind each of the procedure's options for participants."""

LISTS: tuple[Fact, ...] = (INDBUDTE, DELTAGERE_BUF)
"""The procedure's two lists: SOF and the family; the school, the area and leisure."""


@dataclass(frozen=True, slots=True)
class Point:
    """One point of an agenda, and where it is written that it belongs there."""

    title: str
    source: str


@dataclass(frozen=True, slots=True)
class Usual:
    """How an option is proposed: by custom or only on demand, why, and what to weigh."""

    usual: bool
    source: str
    note: str = ""


def points_for(purposes: Iterable[str], *, first: bool) -> tuple[Point, ...]:
    """Return the points of the agenda for these purposes, each once (P4.9, P4F.2, P3.6, P5.1)."""
    wanted = [*([FIRST] if first else []), *purposes]
    rows = [row for purpose in wanted for row in _read("dagsordener.toml")["formaal"].get(purpose, [])]
    return tuple(dict.fromkeys(Point(row["titel"], row["kilde"]) for row in rows))


def usual(option: str) -> Usual:
    """Return how that option is proposed."""
    row = _read("deltagere.toml")[option]
    return Usual(bool(row.get("saedvanlig")), row["kilde"], row.get("note", ""))


def purposes_told() -> frozenset[str]:
    """Return the purposes that have an agenda."""
    return frozenset(_read("dagsordener.toml")["formaal"])


def citation(source: str) -> Citation:
    """Return the place: one of the guidance's own, or our reading (G, X)."""
    return (LAESNING if source[0] in "GX" else VEJLEDNING).at(source)


def where(source: str) -> str:
    """Return the place in words; "" for a point somebody wrote."""
    return citation_text(citation(source)) if source else ""


def relation_word(relation: Relation) -> str:
    """Return what somebody is to the child in one word: "Mor", or what the relation is."""
    return relation.family_word.capitalize() or str(relation.get_kind_display())


def called(row: Meeting, people: Iterable[Participant]) -> dict[int, str]:
    """Return what each who takes part is called, by his id: "Mor", "Skolelederen". One query."""
    family = {each.adult_id: relation_word(each) for each in relations_of(row.case.child, danish_day(row.starts_at))}
    return {each.pk: family.get(each.person_id or 0) or option_label(each.fact, each.option) for each in people}


def option_label(fact: str, option: str) -> str:
    """Return the procedure's own words for a participant."""
    return next((each.option(option).label for each in LISTS if each.key == fact), option)


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))

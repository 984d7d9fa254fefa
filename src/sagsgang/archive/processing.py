"""What article 15 wants told beside the data: purposes, categories, recipients, retention, and who has looked."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sagsgang.archive.retention import rules_on
from sagsgang.casework.models import Case, CaseSeat
from sagsgang.documents.models import Share

_FILE = Path(__file__).parent / "data" / "behandling.toml"


def processing_sections(case: Case, day: date, looks: Sequence[tuple[str, str, str]]) -> list[dict[str, Any]]:
    """Return the sections of article 15 for the case, `looks` being when, why and by which unit somebody looked."""
    words = _words()
    sections: list[dict[str, Any]] = [
        {"heading": "Hvad oplysningerne bruges til", "list": words["formaal"]},
        {"heading": "Hvilke slags oplysninger det er", "list": words["kategorier"]},
        {"heading": "Hvor oplysningerne kommer fra", "list": words["kilder"]},
        {"heading": "Hvem der har modtaget oplysninger", "list": recipients(case)},
        {"heading": "Hvor længe oplysningerne bevares", "list": kept_for(day)},
        {"heading": "Dine rettigheder", "list": words["rettigheder"]},
        {"heading": "Automatiske afgørelser", "text": words["automatisk"]},
    ]
    shown = [list(row) for row in looks]
    sections.append(
        {"heading": "Opslag på sagen", "head": ["Hvornår", "Formål", "Enhed"], "columns": [2, 5, 3], "rows": shown}
        if shown
        else {"heading": "Opslag på sagen", "text": "Listen over opslag gives særskilt."}
    )
    return sections


def recipients(case: Case) -> list[str]:
    """Return the units with a part in the case, and with whom its documents have been shared: two queries."""
    seated = CaseSeat.objects.filter(case=case).values_list("unit__name", flat=True).order_by("unit__name")
    shared = Share.objects.filter(document__case=case).values_list("to", "unit__name").order_by("to", "unit__name")
    labels = dict(Share.To.choices)
    told = [f"{unit or str(labels[to])} (delt dokument)" for to, unit in shared]
    return list(dict.fromkeys([*seated, *told])) or ["Ingen uden for den forvaltning, der har sagen."]


def kept_for(day: date) -> list[str]:
    """Return the municipality's rules on keeping, in words; says so where it has set none."""
    told = [f"{rule.words} ({rule.source})." for rule in rules_on(day)]
    return told or ["Kommunen har ikke fastsat en frist i systemet endnu. Intet slettes, før den er fastsat."]


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))

"""Is every requirement met by a declaration, or said to be met elsewhere?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from sagsgang.procedure.language import Procedure
from sagsgang.procedure.review.remarks import Remark, error, note
from sagsgang.procedure.review.walking import citations

MUST_BE_MET: Final = ("T", "O", "P", "M", "R", "D", "F", "G")
_APART: Final = re.compile(r"[,;\s]+")


def coverage(procedure: Procedure) -> Mapping[str, tuple[str, ...]]:
    """Requirement id → the declarations that cite it, in the order of the requirements."""
    found: dict[str, list[str]] = {requirement: [] for requirement in procedure.requirements}
    cited = [(name, citation.where) for name, citation in citations(procedure)]
    cited += [(f"tal {each.key}", dated.source) for each in procedure.parameters for dated in each.values]
    cited += [(f"læsning {reading.key}", reading.key) for reading in procedure.readings]
    for name, where in cited:
        for requirement in _APART.split(where):
            if requirement in found and name not in found[requirement]:
                found[requirement].append(name)
    return {requirement: tuple(names) for requirement, names in found.items()}


def uncovered(procedure: Procedure, day: date) -> Iterator[Remark]:
    """A requirement that nothing cites and that is not said to be met elsewhere."""
    for requirement, names in coverage(procedure).items():
        if names or requirement in procedure.elsewhere:
            continue
        make = error if requirement[0] in MUST_BE_MET else note
        yield make(
            "krav-udaekket",
            f"krav {requirement}",
            "Ingen erklæring henviser til kravet.",
            "Erklær det, eller skriv i andetsteds.toml, hvor det er opfyldt.",
        )


def misplaced(procedure: Procedure, day: date) -> Iterator[Remark]:
    """Nothing is met elsewhere that is no requirement."""
    for requirement in procedure.elsewhere:
        if requirement not in procedure.requirements:
            yield error("krav-ukendt", f"krav {requirement}", "Kravet findes ikke.", "Ret andetsteds.toml.")


def coverage_table(procedure: Procedure) -> str:
    """One line per requirement: by what it is met."""
    lines = []
    for requirement, names in coverage(procedure).items():
        met = [*names, *([f"andetsteds: {where}"] if (where := procedure.elsewhere.get(requirement)) else [])]
        lines.append(f"{requirement:<7} {'; '.join(met) or '–'}")
    return "\n".join(lines)

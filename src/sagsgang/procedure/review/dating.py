"""Do the versions of each key meet exactly, and does each key mean one thing?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise

from sagsgang.procedure.language import Fact, Procedure, Rule, Step
from sagsgang.procedure.review.remarks import Remark, error
from sagsgang.procedure.review.walking import all_conditions, anchors_in, deadlines_of, inside


def versions(procedure: Procedure, day: date) -> Iterator[Remark]:
    """Versions of one key meet: no gap, no overlap, and the same subject throughout."""
    yield from _meeting("trin", procedure.steps)
    yield from _meeting("regel", procedure.rules)
    for key, steps in procedure.versions.items():
        if len({step.per.key for step in steps}) > 1:
            yield error(
                "version-emne",
                f"trin {key}",
                "Versionerne hører til forskellige emner.",
                "Giv den nye version en nøgle for sig: en historik slår op på emnet.",
            )


def _meeting(word: str, declared: Iterable[Step | Rule]) -> Iterator[Remark]:
    found: dict[str, list[Step | Rule]] = {}
    for each in declared:
        found.setdefault(each.key, []).append(each)
    for key, each_key in found.items():
        in_order = sorted(each_key, key=lambda each: each.valid.since)
        for earlier, later in pairwise(in_order):
            if earlier.valid.meets(later.valid):
                continue
            gap = earlier.valid.until is not None and earlier.valid.until < later.valid.since
            yield error(
                "version-hul" if gap else "version-overlap",
                f"{word} {key}",
                f"Der er {'et hul' if gap else 'et overlap'} før {later.valid.since:%d.%m.%Y}.",
                "Lad den ene version slutte den dag, den næste begynder.",
            )


def keys(procedure: Procedure, day: date) -> Iterator[Remark]:
    """One key, one thing – among what is declared, among facts, and against the names of old."""
    declared: Mapping[str, Iterable[str]] = {
        "rolle": (each.key for each in procedure.roles),
        "emne": (each.key for each in procedure.subjects),
        "papir": (each.key for each in procedure.documents),
        "samtykke": (each.key for each in procedure.consents),
        "fase": (each.key for each in procedure.phases),
        "udvalg": (each.key for each in procedure.boards),
        "kilde": (each.key for each in procedure.sources),
    }
    for word, each in declared.items():
        yield from (_twice(word, key) for key in _repeated(each))
    facts = {id(fact): fact for fact in all_facts(procedure)}
    yield from (_twice("oplysning", key) for key in _repeated(fact.key for fact in facts.values()))
    for fact in facts.values():
        for value in _repeated(option.value for option in fact.options):
            yield _twice(f"svar i {fact.key}:", value)


def aliases(procedure: Procedure, day: date) -> Iterator[Remark]:
    """A name of old is not in use again, and leads to something that is."""
    for old, new in procedure.aliases.items():
        if old in procedure.versions:
            yield _reused("trin", old)
        if new not in procedure.versions:
            yield _nowhere("trin", old, new)
    for old, new in procedure.fact_aliases.items():
        if old in procedure.facts:
            yield _reused("oplysning", old)
        if new not in procedure.facts:
            yield _nowhere("oplysning", old, new)


def all_facts(procedure: Procedure) -> Iterator[Fact]:
    """Every fact object that a step records or a condition, a deadline or a role asks about."""
    for step in procedure.steps:
        yield from (asked.fact for asked in step.asked())
        yield from step.formerly
        if step.answer is not None:
            yield step.answer
        responsible = getattr(step.responsible, "fact", None)
        if responsible is not None:
            yield responsible
        for deadline in deadlines_of(step):
            for anchor in anchors_in(deadline.anchor):
                yield from _facts_in(anchor)
    for _, condition in all_conditions(procedure):
        for each, _place in inside(condition):
            yield from _facts_in(each)


def _facts_in(value: object) -> Iterator[Fact]:
    for name in ("fact", "asked", "start", "months"):
        found = getattr(value, name, None)
        if isinstance(found, Fact):
            yield found


def _repeated(values: Iterable[str]) -> list[str]:
    counts = Counter(values)
    return [value for value, count in counts.items() if count > 1]


def _twice(word: str, key: str) -> Remark:
    return error("noegle-dobbelt", f"{word} {key}", "Nøglen er brugt to gange.", "Giv hver sin nøgle.")


def _reused(word: str, key: str) -> Remark:
    return error(
        "noegle-genbrugt",
        f"{word} {key}",
        "Nøglen er et gammelt navn og er taget i brug igen.",
        "Gamle sager ville blive læst forkert: vælg en ny nøgle.",
    )


def _nowhere(word: str, old: str, new: str) -> Remark:
    return error("alias-ukendt", f"{word} {old}", f"Det nye navn {new} findes ikke.", "Ret det nye navn.")

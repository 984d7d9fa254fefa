"""Between them the scenarios open every step once and find it closed once, and say so in so many words."""

from collections.abc import Iterator

from sagsgang.procedure.faelles_sagsforloeb import PROCEDURE
from tests.scenarios.reading import Happening, read, scenario_files

OPENED = ("åben", "udført", "opgaver", "åbne opgaver")
CLOSED = ("spærret", "ikke aktuel")


def told() -> Iterator[Happening]:
    """Every happening of every scenario."""
    for path in scenario_files():
        yield from read(path.stem).happenings


def step_key(word: str) -> str:
    """The key of the step that a scenario names."""
    name = word.rpartition(" nr. ")[0] if " nr. " in word else word
    return next((step.key for step in PROCEDURE.steps if name in (step.key, step.title, step.done)), name)


def named_as(words: tuple[str, ...]) -> set[str]:
    """The steps that some scenario expects to stand so."""
    return {step_key(each) for happening in told() for word in words for each in happening.expected.get(word, ())}


def test_every_step_is_opened_in_some_scenario() -> None:
    taken = {step_key(happening.step) for happening in told() if not happening.looks_only}
    assert sorted(PROCEDURE.versions.keys() - taken - named_as(OPENED)) == []


def test_every_step_is_barred_or_not_relevant_in_some_scenario() -> None:
    assert sorted(PROCEDURE.versions.keys() - named_as(CLOSED)) == []


def test_every_rule_bars_in_some_scenario() -> None:
    # R4 needs no bar: an offer comes to be by BEKU's grant alone, which the random walks hold true
    named = {
        fragment
        for happening in told()
        for fragments in happening.expected.get("spærret", {}).values()
        for fragment in ([fragments] if isinstance(fragments, str) else fragments)
    }
    assert sorted({rule.key for rule in PROCEDURE.rules} - named - {"R4"}) == []

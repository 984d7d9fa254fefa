"""What a scenario expects once something has happened, held against the case."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sagsgang.procedure.engine import Assessment, Standing, State
from sagsgang.procedure.language import Step
from sagsgang.procedure.wording.barriers import warning_sentence
from sagsgang.procedure.workdays.spelling import in_digits
from tests.scenarios.playing import Mismatch, pick, role_named
from tests.scenarios.reading import Happening, day_from
from tests.scenarios.saying import account, find_step, reasons, situation

_NUMBERED = re.compile(r"(?P<step>.+?) nr\. (?P<number>\d+)")


def named(assessment: Assessment, word: str) -> tuple[Step, int]:
    """What a scenario names: a step, perhaps "nr. 2" (else 0)."""
    found = _NUMBERED.fullmatch(word)
    name, number = (found["step"], int(found["number"])) if found else (word, 0)
    return find_step(assessment.edition.procedure, name, assessment.world.day), number


def meant(assessment: Assessment, word: str) -> Standing:
    """The standing a scenario names; raises Mismatch when there is none."""
    return pick(assessment, *named(assessment, word))


def _absent(assessment: Assessment, word: str) -> bool:
    """Whether what is named has not even begun."""
    step, number = named(assessment, word)
    return not any(number in (0, each.occurrence.number) for each in assessment.of_step(step.key))


def check(happening: Happening, assessment: Assessment) -> None:
    """Hold every expectation of the happening against the case; raises Mismatch at the first that fails."""
    for word, expected in happening.expected.items():
        try:
            _CHECKS[word](assessment, expected)
        except Mismatch as mismatch:
            raise Mismatch(f"{happening.place}, {word}:\n{mismatch}") from None


def check_is_owed(happening: Happening, assessment: Assessment) -> None:
    """An open case always has an open task with an owner and a date (G6)."""
    if assessment.is_open and not any(task.due for task in assessment.tasks() if task.state is State.OPEN):
        raise Mismatch(f"{happening.place}:\nsagen står stille: ingen åben opgave har en dato\n{situation(assessment)}")


def _state(state: State) -> Callable[[Assessment, Any], None]:
    def check_state(assessment: Assessment, expected: Iterable[str]) -> None:
        for word in expected:
            if state is State.NOT_RELEVANT and _absent(assessment, word):
                continue
            standing = meant(assessment, word)
            if standing.state is not state:
                raise Mismatch(f"{account(assessment, standing)}\n{situation(assessment)}")

    return check_state


def _barred(assessment: Assessment, expected: Mapping[str, Any]) -> None:
    for word, fragments in expected.items():
        standing = meant(assessment, word)
        if standing.state is not State.BARRED:
            raise Mismatch(account(assessment, standing))
        said = [text.lower() for barrier in standing.barriers for text in reasons(assessment, barrier)]
        for fragment in [fragments] if isinstance(fragments, str) else fragments:
            if not any(fragment.lower() in text for text in said):
                raise Mismatch(f"intet, der mangler, nævner »{fragment}«\n{account(assessment, standing)}")


def _warned(assessment: Assessment, expected: Mapping[str, str]) -> None:
    for word, fragment in expected.items():
        standing = meant(assessment, word)
        procedure, day = assessment.edition.procedure, assessment.world.day
        said = [warning_sentence(warning, procedure, day).lower() for warning in standing.warnings]
        if not any(fragment.lower() in text for text in said):
            raise Mismatch(f"ingen advarsel nævner »{fragment}«\n{account(assessment, standing)}")


def _due(assessment: Assessment, expected: Mapping[str, str]) -> None:
    for word, day in expected.items():
        standing = meant(assessment, word)
        if standing.due != day_from(day, assessment.world.day):
            found = in_digits(standing.due) if standing.due else "der er ingen"
            raise Mismatch(f"  fristen for »{standing.step.title}« er {found}\n{account(assessment, standing)}")


def _owned(assessment: Assessment, expected: Mapping[str, str]) -> None:
    for word, role in expected.items():
        standing = meant(assessment, word)
        if standing.owner != role_named(assessment.edition.procedure, role):
            raise Mismatch(f"  »{standing.step.title}« ejes af {standing.owner.title}")


def _waits_for(assessment: Assessment, expected: Mapping[str, Iterable[str]]) -> None:
    for word, awaited in expected.items():
        standing = meant(assessment, word)
        turn = {each.key for each in assessment.turn(standing)}
        for other in [awaited] if isinstance(awaited, str) else awaited:
            if meant(assessment, other).key not in turn:
                raise Mismatch(f"det venter ikke på »{other}«\n{account(assessment, standing)}")


def _owed(assessment: Assessment, expected: Iterable[str]) -> None:
    for word in expected:
        if not meant(assessment, word).is_task:
            raise Mismatch(f"»{word}« er ingen opgave\n{situation(assessment)}")


def _owed_exactly(assessment: Assessment, expected: Iterable[str]) -> None:
    owed = {task.step.key for task in assessment.tasks()}
    wanted = {meant(assessment, word).step.key for word in expected}
    if owed != wanted:
        more, less = ", ".join(sorted(owed - wanted)) or "ingen", ", ".join(sorted(wanted - owed)) or "ingen"
        raise Mismatch(f"  for mange opgaver: {more}; mangler: {less}\n{situation(assessment)}")


def _binds_fully(assessment: Assessment, expected: Mapping[str, str]) -> None:
    for word, key in expected.items():
        standing = meant(assessment, word)
        rules = [barrier.rule for barrier in standing.barriers if barrier.rule and barrier.rule.key == key]
        if not rules:
            raise Mismatch(f"{key} spærrer ikke\n{account(assessment, standing)}")
        if any(rule.departure for rule in rules):
            raise Mismatch(f"{key} kan fraviges\n{account(assessment, standing)}")


def _ended(assessment: Assessment, expected: str) -> None:
    if assessment.is_open is (expected == "ja"):
        raise Mismatch(f"sagen er {'stadig åben' if assessment.is_open else 'slut'}\n{situation(assessment)}")


_CHECKS: dict[str, Callable[[Assessment, Any], None]] = {
    "åben": _state(State.OPEN),
    "ikke aktuel": _state(State.NOT_RELEVANT),
    "udført": _state(State.DONE),
    "spærret": _barred,
    "advarsel": _warned,
    "frist": _due,
    "ejer": _owned,
    "venter på": _waits_for,
    "opgaver": _owed,
    "åbne opgaver": _owed_exactly,
    "slut": _ended,
    "kan ikke fraviges": _binds_fully,
}

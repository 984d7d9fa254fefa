"""How long the whole assessment of a case takes, and how it grows with the history."""

from __future__ import annotations

import statistics
from datetime import date, datetime, time, timedelta
from time import perf_counter
from typing import Any

from bench.report import Row
from bench.town import DAY, longest_history
from sagsgang.casework.procedures import procedure
from sagsgang.procedure.engine import Event, EventKind, State, assess
from sagsgang.procedure.workdays import COPENHAGEN

SIZES = (15, 60, 240, 960)
ROUNDS = 200
_TODAY = object()
_MEETING: tuple[tuple[str, dict[str, Any]], ...] = (
    (
        "aftaleforum.indkald",
        {
            "aftaleforum.raekke": "senere",
            "aftaleforum.formaal": ["opfoelgning"],
            "aftaleforum.dato": _TODAY,
            "aftaleforum.indbudte": ["sagsbehandler", "foraeldre"],
            "aftaleforum.dagsorden": True,
        },
    ),
    ("aftaleforum.deltagere", {"aftaleforum.deltagere_buf": ["skoleleder", "psykolog"]}),
    (
        "aftaleforum.afhold",
        {"aftaleforum.afholdt": _TODAY, "aftaleforum.fremmoedte": ["sof", "buf"], "aftaleforum.aftaler": True},
    ),
    ("aftaleforum.opsamling", {}),
)


def measure() -> list[Row]:
    """The median milliseconds of an assessment at each size of history."""
    rows = []
    medians: dict[int, float] = {}
    for size in SIZES:
        history = lawful_history(size)
        day = max(DAY, history[-1].on)
        medians[size], standings = median(history, day)
        bar = "≤ 1 ms" if size == 60 else ""
        rows.append(
            Row(
                f"Fuld vurdering af en sag med {size} hændelser",
                medians[size],
                "ms",
                bar,
                medians[size] <= 1 if bar else None,
                {"standings": standings},
            )
        )
    growth = (medians[960] / medians[240]) / (960 / 240)
    rows.append(
        Row("Vækst fra 240 til 960 hændelser, delt med væksten i hændelser", growth, "×", "≤ 1,5", growth <= 1.5)
    )
    return rows


def lawful_history(size: int) -> list[Event]:
    """A history of that many events: the town's longest, cut or led on by meetings, each step taken when open."""
    history = longest_history()[:size]
    day, number = DAY, len(history)
    while len(history) < size:
        for step, facts in _MEETING:
            number += 1
            found = assess(procedure(), history, day).of_step(step)
            place = next(s.occurrence.id for s in reversed(found) if s.state is State.OPEN)
            values = {key: day if value is _TODAY else value for key, value in facts.items()}
            moment = datetime.combine(day, time(9), COPENHAGEN)
            history.append(Event(number, EventKind.TAKEN, step, place, day, moment, values))
        day += timedelta(days=1)
    return history[:size]


def median(history: list[Event], day: date) -> tuple[float, int]:
    """Median milliseconds, and the number of step occurrences that were judged."""
    followed = procedure()
    rounds = max(20, ROUNDS * 60 // len(history) // 4)
    for _ in range(10):
        assert assess(followed, history, day).standings
    taken = []
    for _ in range(rounds):
        begun = perf_counter()
        count = len(assess(followed, history, day).standings)
        taken.append(perf_counter() - begun)
    return statistics.median(taken) * 1000, count

"""Complaints and refusals as they were recorded before the forms changed: nothing goes lost, and no duty is undated."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from sagsgang.procedure.engine import Assessment, Event, EventKind, State, assess
from sagsgang.procedure.faelles_sagsforloeb import PROCEDURE
from tests.scenarios.test_rules import course

TEXT = "*"
TODAY = date(2026, 11, 22)
Told = tuple[str, str, Mapping[str, Any]]
"""A day, a step and what its form said."""


def received(half: str, over: str, by: str = "foraelder") -> Told:
    said = {
        "klage.over": over, "klage.brev": "afslag", "klage.klager": by, "klage.navn": TEXT, "klage.form": "brev",
        "klage.tekst": TEXT, "klage.modtaget": date(2026, 10, 5), "klage.dagen_kendes": "nej", "klage.tid": "i_tide",
    }  # fmt: skip
    return ("2026-10-05", f"klage.modtag_{half}", said)


def told(half: str) -> Told:
    return ("2026-10-06", f"klage.kvitter_{half}", {})


def reassessed(half: str, result: str) -> Told:
    said = {"klage.genvurdering": result, "klage.genvurderet_af": TEXT}
    return ("2026-10-19", f"klage.genvurder_{half}", said)


def changed(half: str, result: str, onward: str = "beku") -> Told:
    said = {"klage.ny_afgoerelse": TEXT, "forloeb.vej_videre": onward}
    said |= {"forloeb.klagevejledning": half} if result == "delvist" else {}
    return ("2026-10-21", f"klage.ny_afgoerelse_{half}", said)


def sent_on(half: str, how: str = "") -> Told:
    return ("2026-10-22", f"klage.videresend_{how}{half}", {})


COMPLAINTS: Mapping[str, tuple[Told, ...]] = {
    "at the board, as it stood, SOF": (
        received("sof", "social"), told("sof"), reassessed("sof", "fastholdt"), sent_on("sof"),
    ),
    "at the board, as it stood, BUF": (
        received("buf", "special"), told("buf"), reassessed("buf", "fastholdt"), sent_on("buf"),
    ),
    "at the board, from the child": (
        received("sof", "social", "unge"), told("sof"), reassessed("sof", "fastholdt"), sent_on("sof"),
    ),
    "at the board, from Børne- og Ungeudvalget": (received("sof", "buu"), told("sof"), sent_on("sof", "straks_")),
    "re-assessed, the letter due": (received("buf", "special"), told("buf"), reassessed("buf", "medhold")),
    "wholly upheld, SOF": (
        received("sof", "social"), told("sof"), reassessed("sof", "medhold"), changed("sof", "medhold"),
    ),
    "wholly upheld, BUF": (
        received("buf", "special"), told("buf"), reassessed("buf", "medhold"), changed("buf", "medhold"),
    ),
    "partly upheld and sent on, SOF": (
        received("sof", "social"), told("sof"), reassessed("sof", "delvist"), changed("sof", "delvist"), sent_on("sof"),
    ),
    "partly upheld, no answer, BUF": (
        received("buf", "special"), told("buf"), reassessed("buf", "delvist"), changed("buf", "delvist"),
    ),
}  # fmt: skip


def complained(told: tuple[Told, ...]) -> list[Event]:
    """A course in which both halves have decided, and the complaint as yesterday's forms recorded it."""
    history = list(course("sof_siger_nej"))
    number = max(event.number for event in history)
    where = next(event.occurrence for event in history if event.occurrence.startswith("forloeb"))
    opened = f"klage-{number + 1}"
    for at, (on, step, said) in enumerate(told):
        number += 1
        day = date.fromisoformat(on)
        moment = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        history.append(Event(number, EventKind.TAKEN, step, opened if at else where, day, moment, said))
    return history


def of_complaint(history: list[Event], day: date = TODAY) -> Assessment:
    found = assess(PROCEDURE, history, day)
    assert found.world.strays == []
    return found


@pytest.mark.parametrize("words", COMPLAINTS)
def test_what_was_recorded_of_a_complaint_yesterday_is_read_today(words: str) -> None:
    found = of_complaint(complained(COMPLAINTS[words]))
    (complaint,) = found.world.by_subject["klage"]
    for _, _, said in COMPLAINTS[words]:
        for key, value in said.items():
            place = complaint if PROCEDURE.facts[key].subject.key == "klage" else found.world.by_subject["forloeb"][-1]
            assert place.facts[key].value == value, key


@pytest.mark.parametrize("words", COMPLAINTS)
def test_no_complaint_of_yesterday_owes_what_was_not_asked_then(words: str) -> None:
    found = of_complaint(complained(COMPLAINTS[words]))
    owed = [task for task in found.tasks() if task.occurrence.subject == "klage"]
    assert all(task.due is not None for task in owed), owed
    asked_since = {f"klage.{word}_{half}" for word in ("besked", "fortael") for half in ("sof", "buf")}
    assert asked_since.isdisjoint(task.step.key for task in owed)


def test_the_letter_waits_until_the_re_assessment_of_yesterday_says_what_is_decided_and_the_way_onward() -> None:
    told = COMPLAINTS["re-assessed, the letter due"]
    history = complained(told)
    (letter,) = of_complaint(history).of_step("klage.ny_afgoerelse_buf")
    assert (letter.state, letter.due) == (State.BARRED, date(2026, 10, 26))
    last = history[-1]
    said = {**last.facts, "klage.ny_afgoerelse": TEXT, "forloeb.vej_videre": "beku"}
    mended = Event(
        last.number + 1, EventKind.CORRECTED, last.step, last.occurrence, last.on, last.recorded, said, last.number
    )
    (letter,) = of_complaint([*history, mended]).of_step("klage.ny_afgoerelse_buf")
    assert letter.state is State.OPEN


def test_what_was_partly_upheld_yesterday_times_out() -> None:
    history = complained(COMPLAINTS["partly upheld, no answer, BUF"])
    for day, state in ((date(2026, 11, 18), State.NOT_RELEVANT), (date(2026, 11, 19), State.OPEN)):
        found = of_complaint(history, day)
        assert [each.due for each in found.of_step("klage.opretholdes_buf")] == [date(2026, 11, 18)]
        assert [each.state for each in found.of_step("klage.intet_svar_buf")] == [state]


def test_a_new_decision_that_is_sent_again_gives_the_parents_its_own_four_weeks() -> None:
    history = complained(COMPLAINTS["partly upheld, no answer, BUF"])
    last = history[-1]
    day = date(2026, 11, 2)
    said = {"forloeb.klagevejledning": "buf", "klage.ny_afgoerelse_naaede_frem": date(2026, 11, 9)}
    anew = Event(last.number + 1, EventKind.TAKEN, last.step, last.occurrence, day, last.recorded, said)
    found = of_complaint(history)
    assert found.to_take(found.of_step(last.step)[0]).state is State.OPEN
    found = of_complaint([*history, anew])
    assert [each.due for each in found.of_step("klage.opretholdes_buf")] == [date(2026, 12, 7)]
    assert found.world.by_subject["klage"][0].facts["klage.ny_afgoerelse"].value == TEXT


def test_a_new_decision_that_ended_the_complaint_can_be_sent_again_and_is_not_owed() -> None:
    found = of_complaint(complained(COMPLAINTS["wholly upheld, SOF"]))
    (letter,) = found.of_step("klage.ny_afgoerelse_sof")
    assert letter.occurrence.ended == date(2026, 10, 21)
    again = found.to_take(letter)
    assert (letter.state, again.state, again.is_task) == (State.DONE, State.OPEN, False)


# Refusals of day treatment -----------------------------------------------------------------------------------------
WRITES, SIGNS, SENDS = (f"fase3.afslagsbrev_{word}" for word in ("skrives", "underskrives", "sendes"))
BEFORE = {"indstilling.buf_beslutter", "indstilling.buf_kompetence", "indstilling.buf_grundlag"}
BEFORE |= {"indstilling.sof_barnets_syn"}


def refused(*, formerly: bool, until: str, half: bool = False) -> Assessment:
    """The refusal up to and with the step, without the signature where it is of yesterday; `half`: BUF has said yes."""
    events = list(course("dagbehandling_afslag"))
    end = next(at for at, event in enumerate(events) if event.step == until)
    history = []
    for event in events[: end + 1]:
        facts = {key: value for key, value in event.facts.items() if not formerly or key not in BEFORE}
        if half and event.step == "fase3.beku_bevilger_ikke":
            yes = {"indstilling.udfald": "bevilget", "indstilling.buf_beslutter": TEXT}
            event = replace(event, step="fase3.beku_beslutter", facts=yes)
        elif formerly and event.step == SIGNS:
            continue
        else:
            event = replace(event, facts=facts)
        history.append(event)
    return assess(PROCEDURE, history, history[-1].on)


@pytest.mark.parametrize(("formerly", "state"), [(True, State.OPEN), (False, State.BARRED)])
@pytest.mark.parametrize("half", [True, False])
def test_a_letter_written_before_buf_signed_too_settles(*, formerly: bool, half: bool, state: State) -> None:
    found = refused(formerly=formerly, until=WRITES, half=half)
    assert [each.state for each in found.of_step(SENDS)] == [state]


@pytest.mark.parametrize("formerly", [True, False])
def test_a_refusal_that_is_sent_can_be_written_signed_and_sent_again_and_owes_nothing(*, formerly: bool) -> None:
    found = refused(formerly=formerly, until=SENDS)
    for key in (WRITES, SIGNS, SENDS):
        (each,) = found.of_step(key)
        assert found.to_take(each).state is State.OPEN
        assert not each.is_task

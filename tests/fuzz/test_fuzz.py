"""A short run of the fuzz with every gate; `python -m tests.fuzz` makes the long one."""

from datetime import date

import pytest

from sagsgang.casework import queries
from tests.fuzz import pages, programs
from tests.fuzz.ground import NOBODY, mark
from tests.fuzz.sending import SCRIPT, Sender
from tests.web.town import EFFORT, build


@pytest.fixture
def sender(db: None) -> Sender:
    """A town with three children, two of them at a school of their own."""
    town = build()
    case = town.case()
    town.take(case, "fase1.indsats_i_skolen", EFFORT, "rikke", date(2026, 2, 10))
    town.case(("Anden", "Familie"))
    return Sender(mark(town.users.values()))


@pytest.mark.timeout(300)
def test_the_api_has_no_fault_and_tells_nobody_what_is_anothers(sender: Sender) -> None:
    programs.ask(sender, reads=7, writes=2, every=9)
    tally = sender.tally
    assert (tally.faults, tally.leaks, tally.undeclared) == ([], [], [])
    assert tally.requests > 250


@pytest.mark.timeout(300)
def test_the_screens_have_no_fault_and_tell_nobody_what_is_anothers(sender: Sender) -> None:
    pages.Walker(sender).walk(600)
    tally = sender.tally
    assert (tally.faults, tally.leaks) == ([], [])
    assert tally.requests > 500


def test_the_judge_knows_what_is_whose(sender: Sender) -> None:
    child, number = "Zqmrkp1x", "2026-00001"
    for told in (child, child.upper(), number, f"se {number}."):
        assert sender.ground.foreign("aage", told, "")
        assert sender.ground.foreign(NOBODY, told, "")
        assert not sender.ground.foreign("rikke", told, "")
        assert not sender.ground.foreign("aage", told, f"barn={told}")
    sender.judge("aage", "GET /", "", 200, f"{child} {SCRIPT}")
    assert len(sender.tally.leaks) == 2


def test_the_judge_knows_the_halves(sender: Sender) -> None:
    text = next(pk for pk, (_, step) in sender.ground.texts.items() if step == "fase1.indsats_i_skolen")
    assert not sender.ground.foreign("rikke", f"Zqmrkt{text}x", "")
    assert sender.ground.foreign("sanne", f"Zqmrkt{text}x", "")


def test_the_judge_sees_a_fault(sender: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("x")

    monkeypatch.setattr(queries, "case_list", broken)
    answer = sender.client("rikke").get("/sager/")
    sender.judge("rikke", "GET /sager/", "", answer.status_code, "")
    assert "RuntimeError" in sender.tally.faults[0]

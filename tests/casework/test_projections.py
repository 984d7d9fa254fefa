"""The rows behind the lists: rebuilt they equal the live ones, and time alone changes them as it should."""

from dataclasses import replace
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sagsgang.casework import access, commands, projections
from sagsgang.casework.ledger import RecordedFor, load
from sagsgang.casework.models import Case, CaseSeat, CaseSummary, LedgerEvent, OpenTask
from sagsgang.casework.procedures import procedure
from sagsgang.casework.queries.stranded import stranded
from sagsgang.casework.refusals import CaseworkRefusal
from sagsgang.people.models import Unit
from sagsgang.procedure import faelles_sagsforloeb
from sagsgang.procedure.engine import EventKind, State, assess
from sagsgang.procedure.language import Fact, Kind
from tests.casework.ground import PEOPLE, Town, all_rows, day, noon
from tests.casework.haver import HAVER

pytestmark = [pytest.mark.database, pytest.mark.django_db]

ACTS_FOR = {"laaner": "gartner"}


def rows() -> dict[str, Any]:
    """The projected rows, whatever their ids and the day they were last looked at."""
    found = {name: all_rows()[name] for name in ("OpenTask", "CaseSeat", "CaseSummary")}
    own = {"id", "assessed_on", "next_change"}
    return {name: sorted(repr({k: v for k, v in row.items() if k not in own}) for row in found[name]) for name in found}


def answer(fact: Fact, choose: st.DataObject, today: date) -> Any:
    match fact.kind:
        case Kind.CHOICE | Kind.YES_NO:
            return choose.draw(st.sampled_from([option.value for option in fact.options]))
        case Kind.CHOICES:
            return [fact.options[0].value]
        case Kind.DATE:
            return today - timedelta(days=choose.draw(st.integers(0, 40)))
        case Kind.MOMENT:
            return noon(today)
        case Kind.NUMBER | Kind.MONEY:
            return choose.draw(st.integers(1, 40))
        case Kind.UNIT:
            return choose.draw(
                st.sampled_from(["egehuset", "birkehuset"] if "skole" in fact.unit_kinds else ["kreds-nord"])
            )
        case _:
            return "Agnes"


def walk(town: Town, choose: st.DataObject, length: int) -> date:
    """Lawful steps at random through the one door, now and then an annulment."""
    if choose.draw(st.booleans()):
        today = date(2023, 11, 1)  # the procedure changes while the case is under way
        case = town.open(today.isoformat()).case
    else:
        today = day("2026-02-02")
        case = town.open().case
        town.lent(case)
    for _ in range(length):
        today += timedelta(days=choose.draw(st.integers(0, 60)))
        history = load(case)
        taken = [event.number for event in history if event.kind is EventKind.TAKEN and event.number > 1]
        try:
            with transaction.atomic():
                if taken and choose.draw(st.integers(0, 7)) == 0:
                    annul(town, case, choose.draw(st.sampled_from(taken)), today)
                else:
                    take_some(town, case, choose, today)
        except CaseworkRefusal:
            continue
    return today


def holder(town: Town, case: Case, role: str, today: date) -> str:
    """Somebody who acts in the role in the unit that has the case now."""
    wanted = ACTS_FOR.get(role, role)
    able = (name for name, held, _ in PEOPLE if held == wanted)
    acting = [
        name
        for name in able
        if any(found.key == wanted for found in access.relation_to(town.viewer(name, today), case).roles)
    ]
    return acting[0] if acting else "olga"


def annul(town: Town, case: Case, event: int, today: date) -> None:
    step = LedgerEvent.objects.get(case=case, number=event).step
    actor = town.viewer(holder(town, case, procedure().step(step).roles()[0].key, today), today)
    commands.annul(case_id=case.pk, event=event, actor=actor, at=noon(today), based_on=None, reason="Tastefejl")


def take_some(town: Town, case: Case, choose: st.DataObject, today: date) -> None:
    standings = assess(procedure(), load(case), today).standings
    dull = ("opmaal", "aabn", "tjek")
    can = [
        each for each in standings if each.state is State.OPEN and not each.step.milestone and each.step.key not in dull
    ]
    if not can:
        return
    standing = choose.draw(st.sampled_from(can))
    facts = {}
    for asked in standing.step.asked():
        facts[asked.fact.key] = answer(asked.fact, choose, today)
        facts[asked.fact.key + "_begrundelse"] = "Efter et skøn"
    town.take(
        case,
        standing.step.key,
        today.isoformat(),
        standing.occurrence.id,
        by=holder(town, case, standing.owner.key, today),
        departure_reason="Ingen anden udvej",
        recorded_for=RecordedFor("laaner", "moede", "Agnes") if standing.owner.key == "laaner" else None,
        **facts,
    )


@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(choose=st.data())
def test_after_any_lawful_walk_the_live_rows_equal_the_rebuilt(town: Town, choose: st.DataObject):
    with transaction.atomic():  # each example begins with an empty ledger
        today = walk(town, choose, choose.draw(st.integers(3, 10)))
        projections.refresh_due(today)
        assert projections.differences(today) == []
        later = today + timedelta(days=choose.draw(st.integers(0, 400)))
        projections.refresh_due(later)
        assert projections.differences(later) == []
        live = rows()
        projections.rebuild(later)
        assert rows() == live
        transaction.set_rollback(True)


@pytest.fixture
def case(town: Town) -> Case:
    return town.open().case


def test_every_event_leaves_the_rows_as_a_rebuild_would(town: Town):
    child = town.child()
    case = town.open(child=child).case
    loan = town.lent(case)
    assert projections.differences(day("2026-02-02")) == []
    town.take(case, "slut", "2026-02-03", loan)
    town.take(case, "flyt", "2026-02-04", by="ulla", sag__hus="birkehuset")
    assert projections.differences(day("2026-02-04")) == []
    town.take(case, "luk", "2026-02-05", by="fie")
    town.open("2026-03-01", child=child, by="ulla")
    assert projections.differences(day("2026-03-01")) == []


def test_time_alone_brings_new_tasks(town: Town, case: Case):
    loan = town.lent(case)
    assert not OpenTask.objects.filter(step="se_efter", occurrence=f"{loan}.syn-2").exists()
    waking = CaseSummary.objects.get().next_change
    assert waking == day("2026-02-05")  # the next check of the case
    assert projections.refresh_due(waking - timedelta(days=1)) == 0
    for month in range(3, 13):
        on = date(2026, month, 20)
        projections.refresh_due(on)
        assert projections.differences(on) == []
    assert OpenTask.objects.filter(step="se_efter", occurrence=f"{loan}.syn-2").exists()


def test_what_is_not_due_is_left_alone(town: Town, case: Case):
    before = all_rows()
    assert projections.refresh_due(day("2026-01-06")) == 0
    assert all_rows() == before


def test_a_unit_that_closes_gives_its_seat_to_the_one_that_opens(town: Town, case: Case):
    Unit.objects.filter(key="bestyrelse-nord").update(until=day("2026-02-01"))
    new = Unit.objects.create(key="bestyrelse-ny", name="Ny", kind="beku", area="nord", since=day("2026-02-01"))
    projections.rebuild(day("2026-01-06"))
    assert CaseSummary.objects.get().next_change <= day("2026-02-01")
    assert CaseSeat.objects.get(seat="beku").unit == town.units["bestyrelse-nord"]
    projections.refresh_due(day("2026-02-01"))
    assert CaseSeat.objects.get(seat="beku").unit == new
    assert projections.differences(day("2026-02-01")) == []


# The commands -------------------------------------------------------------------------------------------------------


def told(command: str, *arguments: str) -> str:
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue()


def test_rebuild_makes_the_rows_anew_and_proves_them_equal(town: Town, case: Case):
    OpenTask.objects.all().delete()
    CaseSeat.objects.all().delete()
    CaseSummary.objects.update(phase="fase9")
    said = told("rebuild", "--day", "2026-01-05")
    assert said == "1 sager er lavet forfra, som de står 5. januar 2026.\nAlle rækker stemmer med historikken.\n"
    assert projections.differences(day("2026-01-05")) == []


def test_rebuild_check_only_compares_and_fails_on_a_difference(town: Town, case: Case):
    town.open()
    assert told("rebuild", "--check", "--day", "2026-01-05") == "Alle rækker stemmer med historikken.\n"
    OpenTask.objects.filter(case=case, step="spoerg").update(due=day("2030-01-01"))
    before = all_rows()
    with pytest.raises(CommandError, match=f"1 sager stemmer ikke med deres historik: {case.number}$") as failed:
        told("rebuild", "--check", "--day", "2026-01-05")
    assert failed.value.returncode == 1
    assert all_rows() == before


@pytest.mark.parametrize(
    "spoil",
    [
        lambda: CaseSeat.objects.first().delete(),
        lambda: CaseSummary.objects.update(is_open=False),
        lambda: CaseSummary.objects.all().delete(),
        lambda: OpenTask.objects.first().delete(),
    ],
    ids=["seat", "summary", "no summary", "task"],
)
def test_any_row_that_is_not_what_the_ledger_says_is_found(town: Town, case: Case, spoil: Any):
    spoil()
    assert projections.differences(day("2026-01-05")) == [case.number]


def test_nightly_looks_again_and_names_the_cases_that_stand_still_by_number(town: Town, case: Case):
    assert told("nightly", "--day", "2026-02-05") == "1 sager er set efter 5. februar 2026.\n"
    assert stranded() == []
    OpenTask.objects.update(due=None)
    assert told("nightly", "--day", "2026-02-05").splitlines() == [
        "0 sager er set efter 5. februar 2026.",
        f"Sag {case.number} har ingen åben opgave med en ejer og en dato.",
    ]


def test_a_case_moves_only_if_somebody_owns_an_open_task_with_a_date(town: Town, case: Case):
    OpenTask.objects.exclude(step="spoerg").delete()
    task = OpenTask.objects.filter(step="spoerg")
    assert stranded() == []
    task.update(barred=True)
    assert stranded() == [case.number]
    task.update(barred=False, assignee=None)
    assert stranded() == []
    task.update(unit=None)
    assert stranded() == [case.number]
    CaseSummary.objects.update(is_open=False)
    assert stranded() == []


def test_without_a_day_the_commands_take_the_day_the_house_has_come_to(town: Town, case: Case):
    ahead = timezone.localdate() + timedelta(days=400)
    projections.refresh_due(ahead)
    assert f"{ahead.day}. " in told("nightly")
    assert told("rebuild", "--check") == "Alle rækker stemmer med historikken.\n"
    assert CaseSummary.objects.get().assessed_on == ahead


def test_review_prints_what_the_self_checks_say():
    said = told("review", "--day", "2026-01-05")
    assert said.startswith("Udlån af havehuse, udgave 2020, som den gælder 05.01.2026")
    assert "Krav og hvad der opfylder dem" in said


def test_review_fails_on_an_error(monkeypatch: pytest.MonkeyPatch):
    uncited = replace(HAVER.steps[-1], key="uden_kilde", citations=())
    monkeypatch.setattr(faelles_sagsforloeb, "PROCEDURE", replace(HAVER, steps=(*HAVER.steps, uncited)))
    procedure.cache_clear()
    with pytest.raises(CommandError, match=r"^Proceduren har [0-9]+ fejl\.$"):
        told("review", "--day", "2026-01-05")

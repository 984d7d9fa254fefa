"""Bad input: each gets a Danish sentence, and nothing changes."""

from datetime import date
from typing import Any

import pytest

from sagsgang.casework import commands, refusals
from sagsgang.casework.ledger import RecordedFor
from sagsgang.casework.models import Case
from sagsgang.casework.refusals import (
    AnswersInvalid,
    CaseworkRefusal,
    DayInvalid,
    NotForOthers,
    NotYours,
    ReasonMissing,
    StaleWrite,
    StepClosed,
    UnknownCase,
    UnknownStep,
)
from sagsgang.people.commands import find_or_add_child
from sagsgang.people.models import Person
from sagsgang.people.refusals import CprRefusal
from tests.casework.ground import Town, day, noon, nothing_changes

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def case(town: Town) -> Case:
    return town.open().case


def refused(kind: type[CaseworkRefusal], take: Any, *given: Any, **more: Any) -> Any:
    """The refusal of a call that changes nothing."""
    with nothing_changes(), pytest.raises(kind) as found:
        take(*given, **more)
    assert found.value.sentence.strip()[-1] in ".!"
    assert found.value.status in (403, 404, 409, 422)
    return found.value


def test_a_step_that_is_not_open_says_what_is_missing_and_whose_turn_it_is(town: Town, case: Case):
    told = refused(StepClosed, town.take, case, "indsend", ansoegning__moede="2026-03-02")
    assert told.sentence.startswith("»Ansøgningen sættes på et møde« kan ikke tages endnu. ")
    assert "Rapport om huset foreligger ikke endnu." in told.sentence
    assert "R1: Ingen oplysninger deles uden samtykke" in told.sentence
    assert "Det venter på kassereren: »Rapporten skrives efter den nye skabelon«." in told.sentence
    assert "Det venter på gartneren: »Låneren bliver spurgt om samtykke«." in told.sentence
    assert (told.status, told.standing.step.key) == (409, "indsend")


def test_a_step_that_is_done_a_milestone_and_one_that_is_not_relevant_say_so(town: Town, case: Case):
    town.report(case)
    assert "allerede udført" in refused(StepClosed, town.report, case, "2026-01-07").sentence
    assert "nås af sig selv" in refused(StepClosed, town.take, case, "klar", by="frida").sentence
    assert "ikke aktuelt" in refused(StepClosed, town.take, case, "bekraeft").sentence


@pytest.mark.parametrize(
    ("fact", "given", "sentence"),
    [
        ("forloeb__areal", "tyve", "Skriv et helt tal."),
        ("forloeb__areal", "-1", "Tallet skal være mindst 0."),
        ("forloeb__maalt", "31.2.2026", "Datoen kan ikke læses. Skriv den som 5.3.2026."),
        ("forloeb__maalt", "2026-01-07", "Datoen ligger i fremtiden."),
        ("forloeb__maalt", "2015-05-04", "Datoen ligger før barnets fødsel."),
        ("forloeb__egnet", "måske", "Vælg et af svarene på listen."),
        ("forloeb__egnet", "", "Vælg et svar."),
        ("forloeb__egnet", {"ja": 1}, "Vælg et af svarene på listen."),
    ],
)
def test_a_fact_of_the_wrong_type_is_refused_at_its_field(town: Town, case: Case, fact: str, given: Any, sentence: str):
    told = refused(AnswersInvalid, town.report, case, **{fact: given})
    assert told.fields == {fact.replace("__", "."): sentence}


def test_a_unit_of_another_kind_is_no_answer(town: Town):
    told = refused(AnswersInvalid, town.open, hus="kreds-nord")
    assert told.fields == {"sag.hus": "Vælg en enhed på listen."}


def test_a_professional_judgement_asks_for_its_reason(town: Town, case: Case):
    town.ready(case)
    number = town.take(case, "indsend", "2026-01-10", ansoegning__moede="2026-02-02").event.number
    told = refused(
        AnswersInvalid,
        town.take,
        case,
        "afgoer",
        "2026-02-02",
        f"ansoegning-{number}",
        by="frida",
        ansoegning__udfald="nej",
    )
    assert list(told.fields) == ["ansoegning.udfald_begrundelse"]


def test_a_day_in_the_future_is_refused(town: Town, case: Case):
    told = refused(DayInvalid, town.take, case, "spoerg", "2026-01-08", today="2026-01-07", forloeb__svar="ja")
    assert told.fields == {"on": "Datoen 08.01.2026 ligger i fremtiden. Skriv den dag, det skete."}


def test_a_day_before_the_child_was_born_is_refused(town: Town):
    child = town.child(born=date(2026, 1, 2))
    told = refused(DayInvalid, town.open, "2026-01-01", today="2026-01-05", child=child, backdating_reason="sent")
    assert told.fields == {"on": "Datoen 01.01.2026 ligger før barnets fødsel."}
    assert not Case.objects.filter(child=child).exists()


def test_a_day_the_procedure_says_nothing_of_is_refused(town: Town):
    told = refused(DayInvalid, town.open, "2019-12-31", today="2026-01-05", backdating_reason="sent")
    assert "dækker ikke 31.12.2019" in told.sentence


@pytest.mark.parametrize(
    "cpr", ["", "1234", "3213150001", "0505151", "ikke et nummer", "0505201234x", "310215-1234"], ids=range(7)
)
def test_a_cpr_number_that_cannot_be_one_adds_no_child(cpr: str):
    with nothing_changes(), pytest.raises(CprRefusal) as found:
        find_or_add_child(cpr=cpr, given_name="Freja", family_name="Demosen", on=day("2026-01-05"))
    assert found.value.sentence.endswith(".")
    assert not Person.objects.exists()
    assert not cpr or cpr not in found.value.sentence


def test_a_stale_form_is_refused_with_both_versions(town: Town, case: Case):
    town.take(case, "spoerg", based_on=1, forloeb__svar="ja")
    told = refused(StaleWrite, town.report, case, based_on=1)
    assert (told.based_on, told.version, told.status) == (1, 2, 409)
    refused(StaleWrite, town.report, case, based_on=3)


def test_a_role_that_one_does_not_hold_is_refused(town: Town, case: Case):
    told = refused(NotYours, town.take, case, "spoerg", by="karl", forloeb__svar="ja")
    assert told.sentence == "»Låneren bliver spurgt om samtykke« tages af gartneren."
    refused(NotYours, town.take, case, "spoerg", by="ulla", forloeb__svar="ja")


def test_recording_for_another_is_refused_unless_one_may_and_says_how(town: Town, case: Case):
    town.take(case, "spoerg", forloeb__svar="ja")
    telephone = RecordedFor("laaner", "telefon", "Agnes Demosen")
    assert refused(NotForOthers, town.take, case, "traek").field == "how"
    refused(NotYours, town.take, case, "traek", by="karl", recorded_for=telephone)
    wrong_role = RecordedFor("formand", "telefon", "Frida")
    assert refused(NotForOthers, town.take, case, "traek", recorded_for=wrong_role).field == "for_role"
    wrong_way = RecordedFor("laaner", "rygte", "Agnes Demosen")
    assert refused(NotForOthers, town.take, case, "traek", recorded_for=wrong_way).field == "how"
    nameless = RecordedFor("laaner", "telefon", "  ")
    assert refused(ReasonMissing, town.take, case, "traek", recorded_for=nameless).field == "for_name"


def test_back_dating_demands_a_reason(town: Town, case: Case):
    told = refused(ReasonMissing, town.take, case, "spoerg", "2026-01-06", today="2026-01-07", forloeb__svar="ja")
    assert told.fields == {"backdating_reason": "Skriv, hvorfor det først indføres nu."}


def test_an_unmet_expectation_demands_a_reason(town: Town, case: Case):
    town.take(case, "spoerg", forloeb__svar="ja")
    town.report(case, forloeb__maalt="2024-06-01")
    told = refused(ReasonMissing, town.take, case, "indsend", "2026-01-10", ansoegning__moede="2026-02-02")
    assert list(told.fields) == ["departure_reason"]


def test_an_unknown_case_step_or_occurrence_is_refused_with_404(town: Town, case: Case):
    nowhere = Case(pk=case.pk + 1000)
    assert refused(UnknownCase, town.take, nowhere, "spoerg", forloeb__svar="ja").status == 404
    for step, occurrence in (("findes-ikke", "forloeb-1"), ("spoerg", "forloeb-9"), ("spoerg", "sag"), ("spoerg", "")):
        assert refused(UnknownStep, town.take, case, step, occurrence=occurrence, forloeb__svar="ja").status == 404
    refused(UnknownStep, town.take, case, "se_efter", occurrence="laan-7.syn-1")


def test_a_step_that_is_no_way_in_opens_no_case(town: Town):
    with nothing_changes(), pytest.raises(UnknownStep):
        commands.open_case(
            child=town.child(),
            step="spoerg",
            facts={"forloeb.svar": "ja"},
            actor=town.viewer("gerda"),
            on=day("2026-01-05"),
            at=noon(day("2026-01-05")),
        )


def test_a_case_is_opened_from_ones_own_unit_only(town: Town):
    told = refused(NotYours, town.open, by="karl", hus="birkehuset")
    assert "Vælg din egen enhed" in told.sentence
    refused(NotYours, town.open, by="frida")
    refused(NotYours, town.open, by="olga")


@pytest.mark.parametrize("bad", ["nul\x00tegn", "halvt \ud83d tegn", "a" * 20_001])
def test_a_text_that_cannot_be_stored_is_refused_wherever_it_is_typed(town: Town, case: Case, bad: str):
    town.take(case, "spoerg", forloeb__svar="ja")
    assert list(refused(AnswersInvalid, town.open, forloeb__oenske=bad).fields) == ["forloeb.oenske"]
    for_agnes = RecordedFor("laaner", "telefon", bad)
    assert list(refused(AnswersInvalid, town.take, case, "traek", recorded_for=for_agnes).fields) == ["for_name"]
    told = refused(AnswersInvalid, town.report, case, today="2026-01-07", backdating_reason=bad)
    assert list(told.fields) == ["backdating_reason"]


def test_every_refusal_has_a_code_of_its_own():
    kinds = [kind for kind in vars(refusals).values() if isinstance(kind, type) and issubclass(kind, CaseworkRefusal)]
    assert len({kind.code for kind in kinds}) == len(kinds)

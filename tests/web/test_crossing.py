"""On what something may cross: one answer for pages, papers and the API, asked when shared and again when sent."""

from datetime import date, timedelta
from typing import Any

import pytest

from sagsgang.casework import commands
from sagsgang.casework.access import viewer_of
from sagsgang.casework.consents import CONSENT, LEGAL, Basis, Missing, basis_for, givers_on
from sagsgang.casework.models import Case, LedgerEvent
from sagsgang.casework.refusals import AnswersInvalid, StepClosed
from sagsgang.people.models import Person, Relation
from sagsgang.procedure.language import Seat, Side
from tests.web.families import OPENED, gives_custody, known_to_sof
from tests.web.town import CHILD, Town, moment

ASK, PERSONS = "fase1.samtykke_udveksling", "samtykke_udveksling.personer"
MEET = "fase1.inddrag_skolen"


@pytest.fixture
def case(town: Town) -> Case:
    return known_to_sof(town)


def answered(town: Town, case: Case, *answers: str, on: date = date(2026, 2, 3)) -> None:
    """The parents answer, the mother first; whoever is left out is not asked."""
    parents = Relation.objects.filter(child=case.child).order_by("pk").values_list("adult_id", flat=True)
    rows = [
        {"giver": str(who), "svar": answer, "form": "skriftlig"} for who, answer in zip(parents, answers, strict=False)
    ]
    town.take(case, ASK, {PERSONS: rows}, "anna", on)


def withdrawn(town: Town, case: Case, name: str, on: date) -> None:
    who = Person.objects.get(given_name=name)
    commands.take(
        case_id=case.pk, step="samtykke.traek_udveksling", occurrence="sag",
        facts={"samtykke_udveksling.trukket_af": str(who.pk)}, actor=viewer_of(town.users["anna"], on), on=on,
        at=moment(on), based_on=None,
    )  # fmt: skip


def crossing(case: Case, day: date, **more: Any) -> Basis | Missing:
    return basis_for(case, day=day, **({"sender": Side.SOF, "receiver": Side.BUF} | more))


def told(found: Basis | Missing) -> str:
    assert isinstance(found, Missing)
    return found.sentence


class TestBasis:
    def test_nobody_asked(self, case: Case) -> None:
        assert told(crossing(case, OPENED)).endswith("er ikke indhentet.")

    def test_given_by_both_bears_for_a_year_and_not_on_the_day(self, town: Town, case: Case) -> None:
        answered(town, case, "ja", "ja")
        found = crossing(case, date(2027, 2, 2))
        assert isinstance(found, Basis)
        assert (found.kind, found.key, found.until) == (CONSENT, "samtykke_udveksling", date(2027, 2, 3))
        assert "udløb 3. februar 2027" in told(crossing(case, date(2027, 2, 3)))

    def test_one_is_not_asked_yet(self, town: Town, case: Case) -> None:
        answered(town, case, "ja")
        assert told(crossing(case, date(2026, 2, 3))).endswith("mangler svar fra Faruk Prøvesen.")

    def test_one_refuses(self, town: Town, case: Case) -> None:
        answered(town, case, "ja", "nej")
        assert "Faruk Prøvesen siger nej" in told(crossing(case, date(2026, 2, 3)))

    def test_one_withdraws_the_day_before(self, town: Town, case: Case) -> None:
        answered(town, case, "ja", "ja")
        withdrawn(town, case, "Faruk", date(2026, 2, 10))
        assert isinstance(crossing(case, date(2026, 2, 9)), Basis)
        assert "trukket tilbage 10. februar 2026 af Faruk Prøvesen" in told(crossing(case, date(2026, 2, 10)))

    def test_another_basis_is_named_with_its_doubt_and_its_end(self, town: Town, case: Case) -> None:
        answered(town, case, "ja", "nej")
        facts = {
            "forloeb.udveksling_hjemmel": "rsl_11c", "forloeb.udveksling_hjemmel_begrundelse": "Undersøgelsen.",
            "forloeb.udveksling_hjemmel_til": "1.4.2026",
        }  # fmt: skip
        town.take(case, "fase1.hjemmel_udveksling", facts, "anna", date(2026, 2, 4))
        found = crossing(case, date(2026, 3, 31))
        assert isinstance(found, Basis)
        assert (found.kind, found.key) == (LEGAL, "rsl_11c")
        assert found.notes == ("Lovgrundlaget er ikke verificeret af jurist.",)
        assert isinstance(crossing(case, date(2026, 4, 1)), Missing)

    def test_each_way_has_its_own_consent(self, town: Town, case: Case) -> None:
        answered(town, case, "ja", "ja")
        day = date(2026, 2, 3)
        assert isinstance(crossing(case, day, sender=Side.BUF, receiver=Side.SOF), Basis)
        assert isinstance(crossing(case, day, receiver=Seat.BEKU), Missing)
        assert isinstance(crossing(case, day, receiver=Seat.MATCHING), Missing)
        assert "Intet samtykke dækker den vej" in told(crossing(case, day, sender=Side.FAMILY, receiver=Seat.KUI))
        assert isinstance(crossing(case, day, purpose="at noget helt andet sker"), Missing)

    def test_whoever_gets_custody_later_must_be_asked_too(self, town: Town, case: Case) -> None:
        answered(town, case, "ja", "ja")
        far = Relation.objects.get(child=case.child, family_word="far")
        far.until = date(2026, 3, 1)
        far.save()
        gives_custody(case.child, "Ny", "mor", date(2026, 3, 1))
        assert isinstance(crossing(case, date(2026, 2, 28)), Basis)
        assert "mangler svar fra Ny Prøvesen" in told(crossing(case, date(2026, 3, 2)))
        with pytest.raises(StepClosed, match="R9"):
            town.take(case, MEET, {}, "anna", date(2026, 3, 2))

    def test_who_comes_of_age_answers_alone(self, town: Town, case: Case) -> None:
        answered(town, case, "ja", "ja")
        Person.objects.filter(pk=case.child_id).update(birth_date=date(2008, 3, 1))
        case.child.refresh_from_db()
        assert [giver.kind for giver in givers_on(case.child, date(2026, 3, 1))] == ["myndig"]
        assert isinstance(crossing(case, date(2026, 2, 28)), Basis)
        assert CHILD[0] in told(crossing(case, date(2026, 3, 1)))


class TestDoor:
    def test_holds_ids_and_never_names(self, town: Town, case: Case) -> None:
        answered(town, case, "ja", "nej")
        stored = str(LedgerEvent.objects.get(case=case, step=ASK).facts)
        assert "Mathilde" not in stored
        assert "Prøvesen" not in stored

    def test_takes_no_answer_from_a_stranger(self, town: Town, case: Case) -> None:
        rows = [{"giver": "999999", "svar": "ja", "form": "digital"}]
        with pytest.raises(AnswersInvalid) as refused:
            town.take(case, ASK, {PERSONS: rows}, "anna", OPENED + timedelta(days=1))
        assert list(refused.value.fields) == [PERSONS]

    @pytest.mark.parametrize("rows", [[], [{}], ["ja"], [{"giver": "1"}], "ja", [{"giver": [], "svar": {}}], 7, [None]])
    def test_refuses_whatever_is_no_answer(self, town: Town, case: Case, rows: Any) -> None:
        with pytest.raises(AnswersInvalid):
            town.take(case, ASK, {PERSONS: rows}, "anna", OPENED + timedelta(days=1))

    def test_asks_those_who_had_custody_on_the_day(self, town: Town, case: Case) -> None:
        Relation.objects.filter(child=case.child, family_word="far").update(since=date(2026, 2, 20))
        mother = Person.objects.get(given_name="Mathilde")
        rows = [{"giver": str(mother.pk), "svar": "ja", "form": "mundtlig"}]
        town.take(case, ASK, {PERSONS: rows}, "anna", date(2026, 2, 3))
        assert isinstance(crossing(case, date(2026, 2, 3)), Basis)
        assert isinstance(crossing(case, date(2026, 2, 20)), Missing)

    def test_no_custody_no_consent(self, town: Town, case: Case) -> None:
        Relation.objects.filter(child=case.child).delete()
        with pytest.raises(AnswersInvalid) as refused:
            town.take(case, ASK, {PERSONS: []}, "anna", date(2026, 2, 3))
        assert "Parter" in refused.value.fields[PERSONS]
        assert "ingen har forældremyndigheden" in told(crossing(case, date(2026, 2, 3)))

    def test_what_rests_on_it_is_barred_at_once_and_what_is_done_stands(self, town: Town, case: Case) -> None:
        answered(town, case, "ja", "ja")
        withdrawn(town, case, "Mathilde", date(2026, 2, 10))
        with pytest.raises(StepClosed):
            town.take(case, MEET, {}, "anna", date(2026, 2, 10))
        assert LedgerEvent.objects.filter(case=case, step=ASK).count() == 1

"""How an offer fits a child: the edges of each criterion, as a table."""

from datetime import date, timedelta

import pytest

from sagsgang.meetings.matching.choice import unfit
from sagsgang.meetings.matching.fit import CRITERIA, Need, fit, restored, stored
from sagsgang.meetings.matching.models import Registertilbud
from sagsgang.meetings.matching.steps import FACTS, PAPERS, STEPS
from sagsgang.people.models import Unit
from sagsgang.procedure.faelles_sagsforloeb import PROCEDURE

DAY = date(2026, 3, 31)


def offer(**more: object) -> Registertilbud:
    said: dict[str, object] = {
        "sex": "alle", "age_from": 7, "age_to": 12, "class_from": 1, "class_to": 6, "levels": "let,middel",
        "area": "nord", "street": "Vejen 1", "places": 8, "free": 1, "free_on": DAY, "approved_by": "Kommunen",
        "approved_from": date(2025, 1, 1), "approved_until": None, "agreement_on": date(2025, 1, 1),
    }  # fmt: skip
    return Registertilbud(**{**said, **more})


TABLE = [
    ("Alder", {}, {"age": 6}, "nej"),
    ("Alder", {}, {"age": 7}, "ja"),
    ("Alder", {}, {"age": 12}, "ja"),
    ("Alder", {}, {"age": 13}, "nej"),
    ("Alder", {}, {}, "ikke kendt"),
    ("Klasse", {}, {"grade": 0}, "nej"),
    ("Klasse", {"class_from": 0}, {"grade": 0}, "ja"),
    ("Klasse", {}, {"grade": 7}, "nej"),
    ("Klasse", {}, {}, "ikke kendt"),
    ("Køn", {}, {}, "ja"),
    ("Køn", {"sex": "piger"}, {}, "ikke kendt"),
    ("Køn", {"sex": "piger"}, {"sex": "piger"}, "ja"),
    ("Køn", {"sex": "piger"}, {"sex": "drenge"}, "nej"),
    ("Funktionsniveau", {}, {"level": "middel"}, "ja"),
    ("Funktionsniveau", {}, {"level": "stort"}, "nej"),
    ("Funktionsniveau", {}, {}, "ikke kendt"),
    ("Sted", {}, {"area": "nord"}, "ja"),
    ("Sted", {}, {"area": "syd"}, "nej"),
    ("Sted", {}, {}, "ikke kendt"),
    ("Sted", {"area": ""}, {"area": "syd"}, "ja"),
    ("Ledig plads", {}, {}, "ja"),
    ("Ledig plads", {"free": 0}, {}, "nej"),
    ("Ledig plads", {"free": None, "free_on": None}, {}, "ikke kendt"),
    ("Ledig plads", {"free_on": date(2026, 2, 28)}, {}, "ikke kendt"),
    ("Ledig plads", {"free_on": date(2026, 3, 1)}, {}, "ja"),
    ("Godkendelse", {}, {}, "ja"),
    ("Godkendelse", {"approved_until": DAY}, {}, "nej"),
    ("Godkendelse", {"approved_until": DAY + timedelta(days=1)}, {}, "ja"),
    ("Godkendelse", {"approved_from": DAY}, {}, "ja"),
    ("Godkendelse", {"approved_from": DAY + timedelta(days=1)}, {}, "nej"),
    ("Godkendelse", {"approved_by": ""}, {}, "ikke kendt"),
    ("Godkendelse", {"agreement_on": None}, {}, "ikke kendt"),
]


@pytest.mark.parametrize(("criterion", "said", "need", "answer"), TABLE)
def test_a_criterion_answers(criterion: str, said: dict, need: dict, answer: str) -> None:
    found = {each.criterion: each for each in fit(offer(**said), Need(**need), DAY)}
    assert found[criterion].answer == answer
    assert found[criterion].why


def test_the_criteria_stand_in_their_order_and_are_kept_as_they_were() -> None:
    found = fit(offer(), Need(9, 3), DAY)
    assert tuple(each.criterion for each in found) == CRITERIA
    assert restored(stored(found)) == found


def test_what_does_not_fit_is_told_by_its_criterion() -> None:
    place = Unit()
    offer(unit=place, street="Ærtevej 3", free=0, approved_by="")
    said = "Tilbuddet passer ikke til barnet. Alder: barnet er 13 år, tilbuddet er for 7–12 år."
    assert unfit(place, Need(13, 3, area="syd"), DAY).startswith(
        f"{said} Sted: Ærtevej 3, i et andet område (Vejledning for det fælles sagsforløb, P3D.2"
    )


def test_a_full_offer_and_one_without_approval_fit_the_child() -> None:
    place = Unit()
    offer(unit=place, free=0, approved_by="")
    assert unfit(place, Need(9, 3, area="nord"), DAY) == ""


def test_ownership_is_no_criterion() -> None:
    assert not any("privat" in each.lower() or "ejer" in each.lower() for each in CRITERIA)


def test_the_workplace_names_steps_facts_and_papers_of_the_procedure() -> None:
    assert [key for key in STEPS if not PROCEDURE.knows(key)] == []
    assert [key for key in FACTS if key not in PROCEDURE.facts] == []
    assert set(PAPERS) <= {document.key for document in PROCEDURE.documents}

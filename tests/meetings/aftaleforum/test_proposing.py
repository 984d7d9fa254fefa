"""Who is proposed, what is demanded and who chairs follow from the procedure's own steps."""

import pytest

from sagsgang.meetings.aftaleforum.lists import FIRST, LISTS, points_for, purposes_told, usual, where
from sagsgang.meetings.aftaleforum.proposing import Sketch, is_first, preview, proposed, siblings
from sagsgang.people.models import Person, Relation
from sagsgang.procedure.faelles_sagsforloeb.oplysninger import MOEDE_FORMAAL
from tests.meetings.aftaleforum.ground import KNOWN, MEETING_DAY, Ground, build


def sketch(**more: object) -> Sketch:
    usual_ones = {"first": True, "purposes": ("undersoegelse",), "on": MEETING_DAY,
                  "invited": ("sagsbehandler", "skolesocialraadgiver"), "buf": ("skoleleder", "fritid")}  # fmt: skip
    return Sketch(**{**usual_ones, **more})  # type: ignore[arg-type]


def chosen(ground: Ground, wanted: Sketch) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in proposed(ground.page(), wanted):
        if each.chosen:
            found.setdefault(each.option, []).append(each.name)
    return found


def test_the_first_meeting_has_the_school_social_worker_and_she_chairs(ground: Ground):
    assert is_first(ground.page())
    assert chosen(ground, sketch())["skolesocialraadgiver"] == ["Sanne Ottosen"]
    assert preview(ground.page(), sketch()).chair.key == "skolesocialraadgiver"


def test_a_later_one_is_the_caseworkers(ground: Ground):
    assert "skolesocialraadgiver" not in chosen(ground, sketch(first=False))
    assert preview(ground.page(), sketch(first=False)).chair.key == "sagsbehandler"


def test_the_cases_own_people_are_proposed(ground: Ground):
    found = chosen(ground, sketch())
    assert found["sagsbehandler"] == ["Anna Sørensen"]  # Stine has no part in the case
    assert found["psykolog"] == ["Petra Sølvberg"]
    assert found["skoleleder"] == ["Karen Æbelø"]
    assert found["foraeldre"] == ["Frode Testesen", "Mathilde Testesen"]
    assert found["fritid"] == [""]


@pytest.mark.django_db
@pytest.mark.parametrize(("grade", "wanted"), [("6", None), ("7", ["Ulrik Vejmand"])])
def test_uu_from_the_seventh_class(grade: str, wanted: list[str] | None, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(KNOWN, "sag.klassetrin", grade)
    assert chosen(build(), sketch()).get("uu") == wanted


def test_what_is_missing_is_told_with_its_source(ground: Ground):
    told = preview(ground.page(), sketch(invited=("sagsbehandler",), buf=())).demands
    must = [each for each in told if each.must]
    assert any("M3" in each.source for each in must)
    assert any("O3" in each.sentence for each in told)


def test_with_what_it_needs_only_what_is_still_to_happen_is_told(ground: Ground):
    told = preview(ground.page(), sketch()).demands
    assert not any(each.must for each in told)
    assert all("M2" in each.sentence or "P2.2" in each.sentence for each in told)


def test_held_back_parents_are_not_proposed(ground: Ground):
    facts = {"forloeb.hensyn": ["overgreb"], "forloeb.hensyn_frigivet": "nej",
             "forloeb.hensyn_frigivet_begrundelse": "Blå mærker."}  # fmt: skip
    ground.take("fase1.nyt_hensyn", "forloeb-1", facts, MEETING_DAY.replace(day=1))
    assert "foraeldre" not in chosen(ground, sketch())


def test_siblings_are_those_with_a_parent_in_common(ground: Ground):
    sister = Person.objects.create(given_name="Xenia", family_name="Testesen")
    other = Person.objects.create(given_name="Ingen", family_name="Slægt")
    for child, adult in ((sister, ground.mother), (other, Person.objects.create(given_name="A", family_name="B"))):
        Relation.objects.create(
            child=child, adult=adult, kind="eneforaeldremyndighed", since=ground.case.child.birth_date
        )
    assert siblings(ground.page()) == (sister.pk,)


def test_every_purpose_has_an_agenda_and_every_option_its_source():
    assert purposes_told() == {option.value for option in MOEDE_FORMAAL.options} | {FIRST}
    for purpose in purposes_told():
        assert all(where(point.source) for point in points_for([purpose], first=False))
    for fact in LISTS:
        assert all(where(usual(option.value).source) for option in fact.options)


def test_no_point_is_a_decision():
    points = points_for([option.value for option in MOEDE_FORMAAL.options], first=True)
    assert not [point.title for point in points if "beslut" in point.title.lower() or "bevilg" in point.title.lower()][
        1:
    ]

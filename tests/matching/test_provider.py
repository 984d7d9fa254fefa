"""What a chosen offer is told of a case: its own part of the course, and nothing of how the case came to it (R9)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from sagsgang.casework.access import Relation
from sagsgang.casework.models import LedgerEvent
from sagsgang.casework.procedures import procedure
from sagsgang.people.models import CprNumber
from sagsgang.people.models import Relation as Kin
from sagsgang.procedure.language import Side
from sagsgang.web.opening import opens_cases
from tests.matching.conftest import Course, as_viewer
from tests.matching.test_course import choose, propose, send, text_of

As = Callable[[str], Client]
OFFER = "moelleaaen"
CONFIDENTIAL = ("fase1.", "fase2.", "fase3.samtykke", "fase3.beku")


@pytest.fixture
def chosen(course: Course, as_: As) -> Course:
    assert send(course, as_).status_code == 302
    assert propose(course, as_).status_code == 302
    assert choose(course, as_).status_code == 302
    return course


def unread(course: Course) -> list[str]:
    """What has been recorded of steps that no provider reads, as the timeline words it."""
    provider = Relation((), frozenset({Side.PROVIDER}))
    keys = LedgerEvent.objects.filter(case=course.case).values_list("step", flat=True)
    steps = [procedure().step(key, as_viewer(OFFER).day) for key in keys]
    return [step.done for step in steps if not provider.reads(step)]


def test_course_and_timeline_tell_of_his_own_steps_only(chosen: Course, as_: As) -> None:
    number, said = chosen.case.number, unread(chosen)
    assert len(said) > 5
    caseworker = text_of(as_(chosen.caseworker).get(f"/sag/{number}/tidslinje/"))
    assert any(each in caseworker for each in said)
    for path in ("", "tidslinje/", "dagbehandling/", "noter/", "parter/", "moeder/"):
        page = text_of(as_(OFFER).get(f"/sag/{number}/{path}"))
        assert [each for each in said if each in page] == [], path
        assert "anden forvaltning" not in page
    course = text_of(as_(OFFER).get(f"/sag/{number}/"))
    for word in ("nderretning", "PPV", "børnefaglig", "indstil"):
        assert word not in course.split("<main")[1], word


def test_the_api_tells_him_no_more(chosen: Course, as_: As) -> None:
    def get(path: str) -> Any:
        return as_(OFFER).get(f"/api/v1/cases/{chosen.case.number}{path}").json()

    course = [each["step"] for each in get("/course?everything=true")["standings"]]
    timeline = [each["step"] for each in get("/timeline")["items"]]
    assert course
    assert [each for each in (*course, *timeline) if each.startswith(CONFIDENTIAL)] == []
    assert [each["key"] for each in get("")["consents"]] in ([], ["samtykke_tilbudsplaner"])
    assert {each["address"] for each in get("")["parties"]} == {""}


def test_meetings_he_is_not_invited_to_are_not_there(chosen: Course, as_: As) -> None:
    path = f"/sag/{chosen.case.number}/moeder/"
    nothing = "Der er ikke planlagt eller holdt noget møde"
    assert nothing not in text_of(as_(chosen.caseworker).get(path))
    assert nothing in text_of(as_(OFFER).get(path))


def test_a_step_he_is_not_told_of_is_not_there(chosen: Course, as_: As) -> None:
    event = LedgerEvent.objects.filter(case=chosen.case, step__startswith="fase1.").first()
    assert event is not None
    path = f"/sag/{chosen.case.number}/trin/{event.step}/{event.occurrence}/"
    assert as_(chosen.caseworker).get(path).status_code == 200
    assert as_(OFFER).get(path).status_code == 404


@pytest.mark.parametrize("tab", ["samtykker", "oekonomi", "klager"])
def test_pages_of_the_whole_course_are_closed_and_their_tabs_hidden(chosen: Course, as_: As, tab: str) -> None:
    path = f"/sag/{chosen.case.number}/{tab}/"
    assert as_(OFFER).get(path).status_code == 403
    assert f'href="{path}"' not in text_of(as_(OFFER).get(f"/sag/{chosen.case.number}/"))
    assert as_(chosen.caseworker).get(path).status_code == 200
    assert f'href="{path}"' in text_of(as_(chosen.caseworker).get(f"/sag/{chosen.case.number}/"))


def test_addresses_numbers_and_forms_are_for_the_administrations(chosen: Course, as_: As) -> None:
    child = chosen.case.child
    CprNumber.objects.get_or_create(person=child, defaults={"number": "0305139999"})
    adult = Kin.objects.filter(child=child).order_by("pk")[0].adult
    adult.address = "Opdigtet Vej 1"
    adult.save()
    path = f"/sag/{chosen.case.number}/parter/"
    mine, his = text_of(as_(chosen.caseworker).get(path)), text_of(as_(OFFER).get(path))
    for word in ("Opdigtet Vej 1", "CPR-nummer</dt>", "Beskyt en adresse", "Skriv en person på", ">Afslut<"):
        assert word in mine, word
        assert word not in his, word
    assert adult.name in his
    assert as_(OFFER).post(path, {}).status_code == 403


def test_a_case_is_opened_by_those_whose_role_opens_one(chosen: Course, as_: As) -> None:
    assert "Ny sag" not in text_of(as_(OFFER).get("/"))
    assert "Ny sag" in text_of(as_(chosen.caseworker).get("/"))
    assert not opens_cases(as_viewer(OFFER))


def test_a_consent_is_taken_back_by_those_who_may_record_it(chosen: Course, as_: As) -> None:
    path = f"/sag/{chosen.case.number}/samtykker/"
    assert "Indfør, at det trækkes tilbage" in text_of(as_(chosen.caseworker).get(path))
    assert "Indfør, at det trækkes tilbage" not in text_of(as_("fac-1").get(path))

"""The register of offers: kept by the board, free places told by the offer, narrowed and read by the staff."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sagsgang.casework.refusals import AnswersInvalid
from sagsgang.meetings.matching import register
from sagsgang.meetings.matching.models import Pladstal, Registertilbud, Tilbudsversion
from sagsgang.meetings.matching.refusals import ChangedMeanwhile, NotYourRegister, UnknownOffer
from sagsgang.meetings.matching.register import Wanted
from sagsgang.people.models import Unit
from sagsgang.web.forms.matching import as_typed
from tests.matching.conftest import BOARD, DAY, Course, as_viewer, at

LAERKEN, FYRTAARNET, MOELLEAAEN = "den-groenne-laerke", "skolehjemmet-fyrtaarnet", "behandlingsskolen-moelleaaen"


def said(key: str, **more: object) -> dict[str, object]:
    """What the form of the offer would send back, with this changed."""
    typed = as_typed(register.offer_of(key))
    return {name: values if name == "levels" else values[0] for name, values in typed.items()} | more


def names(wanted: Wanted) -> list[str]:
    return [each.unit.name for each in register.offers(wanted, DAY)]


def test_offers_stand_in_danish_order_whoever_owns_them(course: Course) -> None:
    assert names(Wanted()) == [
        "Behandlingsskolen Mølleåen", "Dagbehandlingen Sølvgården", "Den Grønne Lærke", "Skolehjemmet Fyrtårnet",
    ]  # fmt: skip


NARROWED = [
    (Wanted("ænGSTELIGHED"), 1),
    (Wanted(age=17), 1),
    (Wanted(grade=0), 2),
    (Wanted(sex="piger"), 3),
    (Wanted(level="stort"), 2),
    (Wanted(area="nord"), 3),
    (Wanted(ownership="privat"), 2),
    (Wanted(approved=True), 3),
    (Wanted(free=True), 4),
    (Wanted("findes ikke"), 0),
]


def test_the_register_is_narrowed(course: Course) -> None:
    assert [len(names(wanted)) for wanted, _ in NARROWED] == [count for _, count in NARROWED]


def test_an_approval_run_out_and_places_told_long_ago_are_marked(course: Course) -> None:
    assert "løb ud" in register.marks(register.offer_of(FYRTAARNET), DAY)[0]
    assert register.marks(register.offer_of("dagbehandlingen-soelvgaarden"), DAY) == (
        "Ledige pladser er ikke meldt den seneste måned",
    )
    assert register.marks(register.offer_of(LAERKEN), DAY) == ()


def test_a_change_keeps_what_was_there(course: Course) -> None:
    changed = register.save(
        unit=LAERKEN, said=said(LAERKEN, price="51.000"), version=1, actor=as_viewer(BOARD), at=at()
    )
    assert (changed.version, changed.price) == (2, 51_000)
    assert [each.said["price"] for each in Tilbudsversion.objects.filter(offer=changed)] == [51_000, 49_800]


def test_a_stale_change_is_refused(course: Course) -> None:
    register.save(unit=LAERKEN, said=said(LAERKEN, phone="1"), version=1, actor=as_viewer(BOARD), at=at())
    with pytest.raises(ChangedMeanwhile):
        register.save(unit=LAERKEN, said=said(LAERKEN, phone="2"), version=1, actor=as_viewer(BOARD), at=at())


WRONG = [
        ("target_group", ""), ("age_to", "5"), ("class_to", "11"), ("levels", []), ("area", "findes-ikke"),
        ("places", "0"), ("approved_from", "31.2.2026"), ("approved_until", "1.1.2000"), ("price", "mange"),
        ("email", "ikke en adresse"), ("sex", "begge"), ("street", "\u200b"),
]  # fmt: skip


def test_what_cannot_be_is_told_at_its_field(course: Course) -> None:
    for field, value in WRONG:
        typed = said(LAERKEN, **{field: value})
        with pytest.raises(AnswersInvalid) as refused:
            register.save(unit=LAERKEN, said=typed, version=1, actor=as_viewer(BOARD), at=at())
        assert set(refused.value.fields) == {field}
    assert register.offer_of(LAERKEN).version == 1


def test_nobody_else_keeps_it(course: Course) -> None:
    for name in (course.caseworker, "laerken", "fac-1"):
        with pytest.raises(NotYourRegister):
            register.save(unit=LAERKEN, said=said(LAERKEN), version=1, actor=as_viewer(name), at=at())
    with pytest.raises(UnknownOffer):
        register.save(unit="aaparkskolen", said=said(LAERKEN), version=0, actor=as_viewer(BOARD), at=at())


def test_an_offer_tells_its_own_places_and_no_other(course: Course) -> None:
    told = register.tell_places(unit=LAERKEN, free="4", actor=as_viewer("laerken"), at=at())
    assert (told.free, told.free_on) == (4, DAY)
    assert [each.free for each in Pladstal.objects.filter(offer=told)] == [4, 1]
    with pytest.raises(NotYourRegister):
        register.tell_places(unit=FYRTAARNET, free="4", actor=as_viewer("laerken"), at=at())
    for wrong in ("11", "-1", "", "to", "9999"):
        with pytest.raises(AnswersInvalid):
            register.tell_places(unit=LAERKEN, free=wrong, actor=as_viewer("laerken"), at=at())


def test_a_closed_offer_is_not_listed(course: Course) -> None:
    Unit.objects.filter(key=LAERKEN).update(until=DAY)
    assert "Den Grønne Lærke" not in names(Wanted())


def test_an_enrolment_takes_a_place_without_making_the_number_younger(course: Course) -> None:
    offer = Registertilbud.objects.get(unit__key=MOELLEAAEN)
    register.taken_by_one(offer.unit_id, as_viewer(BOARD), at())
    after = Registertilbud.objects.get(pk=offer.pk)
    assert (after.free, after.free_on) == (1, DAY - timedelta(days=6))
    assert Pladstal.objects.filter(offer=offer)[0].why == Pladstal.Why.INDSKREVET


def test_the_pages(course: Course, as_: Callable[[str], Client]) -> None:
    board, provider = as_(BOARD), as_("laerken")
    assert "Ret tilbuddet" in board.get(f"/tilbud/{LAERKEN}/").content.decode()
    page = provider.get(f"/tilbud/{LAERKEN}/").content.decode()
    assert "Meld ledige pladser" in page
    assert "Ret tilbuddet" not in page
    assert "Meld ledige pladser" not in provider.get(f"/tilbud/{FYRTAARNET}/").content.decode()
    assert provider.post(f"/tilbud/{LAERKEN}/pladser/", {"free": "3"}).status_code == 302
    refused = provider.post(f"/tilbud/{LAERKEN}/pladser/", {"free": "300"})
    assert refused.status_code == 422
    assert "Skriv et helt tal fra 0 til 10." in refused.content.decode()
    typed = {**said(LAERKEN, street=""), "version": "1"}
    wrong = board.post(f"/tilbud/{LAERKEN}/ret/", typed)
    assert wrong.status_code == 422
    assert "49.800" in wrong.content.decode()
    assert board.post(f"/tilbud/{LAERKEN}/ret/", {**said(LAERKEN), "version": "1"}).status_code == 302
    stale = board.post(f"/tilbud/{LAERKEN}/ret/", {**said(LAERKEN), "version": "1"})
    assert stale.status_code == 409
    assert "Sådan står tilbuddet nu" in stale.content.decode()
    assert provider.get(f"/tilbud/{LAERKEN}/ret/").status_code == 403
    assert board.get("/tilbud/aaparkskolen/").status_code == 404


def test_the_list_costs_the_same_however_long(course: Course, as_: Callable[[str], Client]) -> None:
    client = as_(BOARD)
    client.get("/tilbud/")
    with CaptureQueriesContext(connection) as all_of_them:
        client.get("/tilbud/")
    with CaptureQueriesContext(connection) as one:
        client.get("/tilbud/?ord=Lærke")
    assert len(all_of_them) == len(one)

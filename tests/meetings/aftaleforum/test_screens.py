"""The pages of Aftaleforum, as each role gets them: planned, confirmed, called, run, closed, summed up."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from sagsgang.casework.models import Case, Grant, LedgerEvent
from sagsgang.casework.scope import viewing
from sagsgang.meetings.aftaleforum import queries
from sagsgang.meetings.aftaleforum.models import Meeting, Piece
from sagsgang.people.models import Relation
from sagsgang.web import clock
from tests.meetings.aftaleforum.ground import MEETING_DAY, TODAY, Ground, at, fresh
from tests.web.town import form_of

PLANNED = {
    "raekke": "ja", "formaal": ["undersoegelse"], "dag": "26.3.2026", "kl": "13.00", "varighed": "60",
    "sted": "Lokale 4", "foraeldre": "sammen", "tolk": "", "dagsorden": "Morgenerne\nEventuelt", "handling": "gem",
    "navn-fritid": "Bo Klubben", "mail-fritid": "bo@klub.example",
}  # fmt: skip


def typed(ground: Ground, client: Client, path: str, **more: Any) -> dict[str, Any]:
    """What a browser would send back of the form of a page, with these answers."""
    form = client.get(path).context["form"]
    sent: dict[str, Any] = dict(form.hidden)
    for field in form.all:
        chosen = [choice.value for choice in field.choices if choice.chosen]
        sent[field.name] = chosen or field.value
    return {**sent, **more}


def planned(ground: Ground, **more: Any) -> Meeting:
    client, path = ground.client("anna"), f"{ground.path}moeder/nyt/"
    response = client.post(path, typed(ground, client, path, **{**PLANNED, **more}))
    assert response.status_code == 302, response.content.decode()
    return Meeting.objects.latest("pk")


def test_from_plan_to_summary_by_the_roles(ground: Ground):
    row = planned(ground)
    here = f"{ground.path}moede/{row.pk}/"
    anna, karen, petra = ground.client("anna"), ground.client("karen"), ground.client("petra")
    assert anna.post(f"{here}indkald/", typed(ground, anna, here)).status_code == 302
    settled = typed(ground, karen, f"{here}deltagere/")
    assert "buf" in settled
    assert karen.post(f"{here}deltagere/", settled).status_code == 302
    assert anna.post(f"{here}familien/", typed(ground, anna, f"{here}familien/")).status_code == 302
    occurrence = fresh(row).occurrence
    talk = f"{ground.path}trin/aftaleforum.samtale_forud/{occurrence}/"
    assert petra.get(talk).status_code == 200
    assert petra.post(talk, form_of(petra, talk) | {"aftaleforum.forsamtale": "Morgenerne"}).status_code == 302
    clock.set_exercise_day(MEETING_DAY)
    sanne = ground.client("sanne")
    page = sanne.get(f"{here}koer/")
    assert page.status_code == 200
    piece = row.pieces.filter(kind=Piece.Kind.PUNKT).first()
    assert piece is not None
    present = {f"med-{each.pk}": "ja" for each in row.participants.all()}
    said = {f"stykke-{piece.pk}": "Hun kommer om onsdagen.", f"stykke_version-{piece.pk}": "1", "handling": "aftale",
            "hvad": "Fast voksen", "rolle": "skoleleder", "senest": "9.4.2026"}  # fmt: skip
    assert sanne.post(f"{here}koer/", present | said).status_code == 302
    ending = typed(ground, sanne, f"{here}afslut/", **{"aftaleforum.anbefaling": "ikke_droeftet"})
    response = sanne.post(f"{here}afslut/", ending)
    assert response.status_code == 302, response.content.decode()
    assert sanne.post(f"{here}opsamling/", typed(ground, sanne, f"{here}opsamling/")).status_code == 302
    shown = sanne.get(here).content.decode()
    assert "Hun kommer om onsdagen." in shown
    assert "til familien" in shown
    assert sanne.get(f"{here}opsamling.pdf?til=familien").content.startswith(b"%PDF")


def test_what_is_missing_is_told_before_anything_is_saved(ground: Ground):
    client, path = ground.client("anna"), f"{ground.path}moeder/nyt/"
    sent = typed(ground, client, path, **{**PLANNED, "handling": "vis", "buf": [], "dagsorden": ""})
    response = client.post(path, sent)
    page = response.content.decode()
    assert response.status_code == 200
    assert "M3" in page
    assert "skolesocialrådgiveren" in page  # who chairs
    assert "Hvor langt undersøgelsen og PPV&#x27;en er" in page  # the usual points
    assert not Meeting.objects.exists()


def test_nothing_typed_is_lost_when_something_is_wrong(ground: Ground):
    client, path = ground.client("anna"), f"{ground.path}moeder/nyt/"
    sent = typed(ground, client, path, **{**PLANNED, "dag": "i morgen", "varighed": "længe", "sted": "Det røde hus"})
    response = client.post(path, sent)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Skriv en dato" in page
    assert "Skriv et antal minutter" in page
    assert "Det røde hus" in page


def test_two_who_write_the_same_piece_see_both_texts(ground: Ground):
    row = ground.ready()
    here, piece = f"{ground.path}moede/{row.pk}/koer/", row.pieces.filter(kind=Piece.Kind.PUNKT)[0]
    first, second = ground.client("anna"), ground.client("karen")
    on_one = {f"stykke_version-{piece.pk}": "1"}
    assert first.post(here, {f"stykke-{piece.pk}": "Annas tekst", **on_one}).status_code == 302
    answer = second.post(here, {f"stykke-{piece.pk}": "Karens tekst", **on_one})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Annas tekst" in page
    assert "Karens tekst" in page
    assert Piece.objects.get(pk=piece.pk).body == "Annas tekst"
    joined = {f"stykke-{piece.pk}": "Annas og Karens tekst", f"stykke_version-{piece.pk}": "2"}
    assert second.post(here, joined).status_code == 302
    assert Piece.objects.get(pk=piece.pk).body == "Annas og Karens tekst"


def test_what_somebody_left_as_it_was_is_not_his_word_against_anothers(ground: Ground):
    row = ground.ready()
    here, pieces = f"{ground.path}moede/{row.pk}/koer/", list(row.pieces.filter(kind=Piece.Kind.PUNKT))
    as_shown = {f"stykke_version-{each.pk}": f"{each.version}.{each.mark}" for each in pieces}
    blank = {f"stykke-{each.pk}": "" for each in pieces}
    hers = {**blank, f"stykke-{pieces[0].pk}": "Annas tekst"}
    assert ground.client("anna").post(here, {**as_shown, **hers}).status_code == 302
    theirs = {**blank, f"stykke-{pieces[1].pk}": "Karens tekst"}
    assert ground.client("karen").post(here, {**as_shown, **theirs}).status_code == 302
    bodies = [Piece.objects.get(pk=each.pk).body for each in pieces]
    assert bodies == ["Annas tekst", "Karens tekst"]


def test_saving_as_one_writes_never_overwrites_either(ground: Ground):
    row = ground.ready()
    piece = row.pieces.filter(kind=Piece.Kind.PUNKT)[0]
    here = f"{ground.path}moede/{row.pk}/koer/{piece.pk}/"
    on_one = {f"stykke_version-{piece.pk}": "1"}
    kept = ground.client("anna").post(here, {f"stykke-{piece.pk}": "Annas tekst", **on_one}).content.decode()
    assert "Gemt kl." in kept
    assert 'value="2.' in kept
    stale = ground.client("karen").post(here, {f"stykke-{piece.pk}": "Karens tekst", **on_one}).content.decode()
    assert "Ikke gemt" in stale
    assert "Annas tekst" in stale
    assert Piece.objects.get(pk=piece.pk).body == "Annas tekst"


def test_without_a_basis_nothing_is_written_and_nothing_typed_is_lost(ground: Ground):
    row = ground.ready()
    said = {"samtykke_udveksling.trukket_af": str(ground.mother.pk)}
    ground.take("samtykke.traek_udveksling", "sag", said, TODAY)
    piece = row.pieces.filter(kind=Piece.Kind.PUNKT)[0]
    sent = {f"stykke-{piece.pk}": "Noget fra SOF", f"stykke_version-{piece.pk}": "1"}
    answer = ground.client("anna").post(f"{ground.path}moede/{row.pk}/koer/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "R9" in page
    assert "Noget fra SOF" in page
    assert Piece.objects.get(pk=piece.pk).body == ""


def test_there_is_no_field_for_a_decision(ground: Ground):
    row = ground.ready()
    page = ground.client("anna").get(f"{ground.path}moede/{row.pk}/koer/").content.decode()
    assert "M7" in page
    assert "afgoerelse" not in page
    assert "bevilling" not in page


def test_the_board_sees_that_there_is_a_meeting_and_none_of_its_minutes(ground: Ground):
    row = ground.ready()
    piece = row.pieces.filter(kind=Piece.Kind.PUNKT)[0]
    Piece.objects.filter(pk=piece.pk).update(body="Fortroligt om familien")
    karen = ground.town.users["karen"]
    karen.assignments.update(role="beku_medlem", unit=ground.town.units["beku"])
    Grant.objects.create(case=ground.case, user=karen, role="beku_medlem", cause="udvalg",
                         since=MEETING_DAY.replace(day=1), reason="På dagsordenen", given_at=at())  # fmt: skip
    client = ground.client("karen")
    page = client.get(f"{ground.path}moede/{row.pk}/").content.decode()
    assert "26. marts 2026" in page
    assert "Bo Klubben" not in page
    assert client.get(f"{ground.path}moede/{row.pk}/koer/").status_code == 403
    assert client.get(f"{ground.path}moede/{row.pk}/opsamling.pdf").status_code == 403


def test_a_provider_reads_the_agenda_of_a_meeting_it_is_invited_to_alone(ground: Ground):
    row = ground.ready()
    karen = ground.town.users["karen"]
    place = ground.town.units["kui"]
    karen.assignments.update(role="dagbehandlingstilbud", unit=place)
    Grant.objects.create(case=ground.case, user=karen, role="dagbehandlingstilbud", cause="gaest",
                         since=MEETING_DAY.replace(day=1), reason="Skal se sagen", given_at=at())  # fmt: skip
    client, point = ground.client("karen"), "Hvor langt undersøgelsen"
    assert point in client.get(f"{ground.path}moede/{row.pk}/").content.decode()
    row.participants.filter(user=karen).update(gone=True)
    page = client.get(f"{ground.path}moede/{row.pk}/")
    assert page.status_code == 200
    assert point not in page.content.decode()


def test_a_meeting_of_another_case_is_not_there(ground: Ground):
    row = ground.ready()
    other = ground.town.case(("Anden", "Elev"))
    assert ground.client("karen").get(f"/sag/{other.number}/moede/{row.pk}/").status_code == 404


def sibling(ground: Ground) -> Case:
    other = ground.town.case(("Xenia", "Testesen"))
    Relation.objects.create(
        child=other.child, adult=ground.mother, kind="faelles_foraeldremyndighed", since=other.child.birth_date
    )
    return other


def test_a_siblings_meeting_takes_time_and_place_along_and_nothing_else(ground: Ground):
    other, row = sibling(ground), ground.ready()
    client = ground.client("karen")  # her school has both
    answer = client.post(f"{ground.path}moede/{row.pk}/soeskende/", {"sag": other.number})
    assert answer.status_code == 302
    there = Meeting.objects.get(case=other)
    assert (there.starts_at, there.place) == (row.starts_at, row.place)
    assert not there.participants.exists()
    assert not there.pieces.filter(kind=Piece.Kind.PUNKT).exists()


def test_whoever_may_not_see_the_sibling_is_told_of_nothing(ground: Ground):
    other, row = sibling(ground), ground.ready()
    ground.client("karen").post(f"{ground.path}moede/{row.pk}/soeskende/", {"sag": other.number})
    client = ground.client("petra")  # she is on the one case only
    page = client.get(f"{ground.path}moede/{row.pk}/").content.decode()
    assert other.number not in page
    assert "Xenia" not in page
    assert client.post(f"{ground.path}moede/{row.pk}/soeskende/", {"sag": other.number}).status_code == 404


def test_my_meetings_are_those_i_take_part_in_in_one_query(
    ground: Ground, django_assert_num_queries: DjangoAssertNumQueries
):
    row = ground.ready()
    petra, stine = ground.viewer("petra"), ground.viewer("stine")
    with viewing(), django_assert_num_queries(1):
        mine = queries.my_meetings(petra)
    assert [(each.number, each.meeting) for each in mine] == [(ground.case.number, row.pk)]
    with viewing():
        assert queries.my_meetings(stine) == ()
    assert "Mine møder" in ground.client("petra").get("/").content.decode()


def test_the_calendar_file_can_be_fetched(ground: Ground):
    row = ground.ready()
    answer = ground.client("anna").get(f"{ground.path}moede/{row.pk}/indkaldelse.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    assert b"Testesen" not in answer.content


def test_a_meeting_of_the_generic_form_gets_a_page(ground: Ground):
    facts = {
        "aftaleforum.raekke": "foerste", "aftaleforum.formaal": ["undersoegelse"], "aftaleforum.dato": "2026-03-26",
        "aftaleforum.indbudte": ["sagsbehandler", "foraeldre"], "aftaleforum.dagsorden": "Morgenerne\nEftermiddagene",
    }  # fmt: skip
    ground.take("aftaleforum.indkald", "forloeb-1", facts, TODAY)
    number = LedgerEvent.objects.get(case=ground.case, step="aftaleforum.indkald").number
    client = ground.client("anna")
    listed = client.get(f"{ground.path}moeder/").content.decode()
    assert "Indført uden om mødesiden" in listed
    for _ in range(2):  # once, however often it is asked for
        assert client.post(f"{ground.path}moeder/fra/aftaleforum-{number}/").status_code == 302
    row = Meeting.objects.get()
    assert list(row.pieces.filter(kind=Piece.Kind.PUNKT).values_list("title", flat=True)) == [
        "Morgenerne", "Eftermiddagene",
    ]  # fmt: skip
    assert "Anna Sørensen" in [each.name for each in row.participants.all()]


@pytest.mark.parametrize("parents", ["sammen", "hver_for_sig"])
def test_a_meeting_that_has_been_held_is_recorded_on_one_page(ground: Ground, parents: str):
    client, path = ground.client("anna"), f"{ground.path}moeder/holdt/"
    page = client.get(path)
    tokens = [
        choice.value for field in page.context["form"].all if field.name == "fremmoede" for choice in field.choices
    ]
    came = [token for token in tokens if token.startswith(("u-", "p-"))]
    sent = typed(ground, client, path, **{
        **PLANNED, "dag": "24.2.2026", "foraeldre": parents, "anden": "15.00", "fremmoede": came,
        "referat": "Vi talte.",
        "hvad-1": "Skolen ringer", "rolle-1": "skoleleder", "senest-1": "9.4.2026", "backdating_reason": "Sygdom",
        "departure_reason": "Indkaldt pr. telefon", "aftaleforum.anbefaling": "ikke_droeftet",
        "for_role": "skolesocialraadgiver", "how": "moede", "for_name": "Sanne Ottosen",
    })  # fmt: skip
    answer = client.post(path, sent)
    assert answer.status_code == 302, answer.content.decode()
    taken = LedgerEvent.objects.filter(case=ground.case, step__startswith="aftale").values_list("step", flat=True)
    assert list(taken) == ["aftaleforum.indkald", "aftaleforum.deltagere", "aftaleforum.afhold", "aftale.noter"]
    assert LedgerEvent.objects.get(case=ground.case, step="aftaleforum.afhold").for_role == "skolesocialraadgiver"

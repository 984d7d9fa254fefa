"""Complaints as they are worked with: seen by their own half, gathered into one PDF, sent on once (P3F.20, R11)."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from sagsgang.archive import complaints
from sagsgang.archive.complaints import complaints_of
from sagsgang.archive.papers import Paper
from sagsgang.casework.access import viewer_of
from sagsgang.casework.commands import take
from sagsgang.casework.models import Case, LedgerText
from sagsgang.casework.queries import case_page
from sagsgang.casework.refusals import AnswersInvalid
from sagsgang.casework.scope import house
from sagsgang.documents.models import Document
from sagsgang.outbox.models import Dispatch
from tests.web.families import known_to_sof
from tests.web.town import TODAY, Town, build, moment

RECEIVED = TODAY - timedelta(days=3)
ABOUT = {
    "klage.over": "social",
    "klage.brev": "andet",
    "klage.klager": "foraelder",
    "klage.navn": "Mathilde Prøvesen",
    "klage.faar_besked": "På telefon",
    "klage.form": "telefon",
    "klage.tekst": "Hun synes, at støtten er for lille.",
    "klage.modtaget": RECEIVED.isoformat(),
    "klage.dagen_kendes": "nej",
    "klage.tid": "i_tide",
    "klage.tid_begrundelse": "Den kom fire dage efter brevet.",
}


@pytest.fixture
def town(db: None) -> Town:
    return build()


@pytest.fixture
def case(town: Town) -> Case:
    """A case in which SOF has decided, and a parent complains of it."""
    made = known_to_sof(town)
    own = {"forloeb.egen_foranstaltning": "Kontaktperson"}
    own |= {"forloeb.egen_grundlag": "barnets lov § 32"}
    _take(town, made, "fase3.sof_egen_foranstaltning", own, "anna", "forloeb-1", RECEIVED)
    _take(town, made, "klage.modtag_sof", ABOUT, "anna", "forloeb-1", RECEIVED)
    made.refresh_from_db()
    return made


def _take(town: Town, case: Case, step: str, facts: dict[str, Any], by: str, where: str, on: date = TODAY) -> None:
    take(case_id=case.pk, step=step, occurrence=where, facts=facts, actor=viewer_of(town.users[by], on), on=on,
         at=moment(on), based_on=None, departure_reason="Det haster.")  # fmt: skip


def client_of(town: Town, name: str) -> Client:
    client = Client()
    client.force_login(town.users[name])
    return client


def occurrence_of(town: Town, case: Case) -> str:
    with house("prøve"):
        (found,) = complaints_of(case_page(viewer_of(town.users["anna"], TODAY), case.number))
    return found.occurrence.id


def reassess(town: Town, case: Case, where: str) -> None:
    facts = {"klage.genvurdering": "fastholdt", "klage.genvurdering_begrundelse": "Støtten dækker behovet.",
             "klage.genvurderet_af": "Lise Krogh"}  # fmt: skip
    _take(town, case, "klage.genvurder_sof", facts, "anna", where)


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        ({"klage.modtaget": (RECEIVED - timedelta(days=1)).isoformat()}, "klage.modtaget", "ikke truffet en afgørelse"),
        ({"klage.modtaget": (TODAY + timedelta(days=1)).isoformat()}, "klage.modtaget", "i fremtiden"),
        (
            {"klage.dagen_kendes": "ja", "klage.naaede_frem": (RECEIVED + timedelta(days=1)).isoformat()},
            "klage.naaede_frem", "efter at klagen kom",
        ),
        (
            {"klage.dagen_kendes": "ja", "klage.naaede_frem": (RECEIVED - timedelta(days=1)).isoformat()},
            "klage.naaede_frem", "ikke truffet en afgørelse i sagen, som klageren kunne få",
        ),
        (
            {"klage.dagen_kendes": "ja", "klage.naaede_frem": "2020-01-01"},
            "klage.naaede_frem", "ikke truffet en afgørelse i sagen, som klageren kunne få",
        ),
    ],
)  # fmt: skip
def test_days_that_cannot_be_are_refused_at_their_field(
    town: Town, case: Case, said: dict[str, str], field: str, words: str
) -> None:
    with pytest.raises(AnswersInvalid) as refused:
        _take(town, case, "klage.modtag_sof", ABOUT | said, "anna", "forloeb-1", TODAY)
    assert list(refused.value.fields) == [field]
    assert words in refused.value.fields[field]


def test_its_own_half_alone_sees_what_it_says(town: Town, case: Case) -> None:
    page = f"/sag/{case.number}/klager/"
    mine = client_of(town, "anna").get(page).content.decode()
    assert "Hun synes, at støtten er for lille." in mine
    assert "SOF genvurderer sin afgørelse, senest" in mine
    other = client_of(town, "sanne").get(page)  # SOF's own, at the school
    assert other.status_code in (200, 404)
    for name in ("karen", "rikke"):
        answer = client_of(town, name).get(page)
        assert "støtten er for lille" not in answer.content.decode()
    where = occurrence_of(town, case)
    assert client_of(town, "karen").get(f"{page}{where}/samlet.pdf").status_code == 404


def test_the_family_is_told_how_to_complain(town: Town, case: Case) -> None:
    told = client_of(town, "anna").get(f"/sag/{case.number}/klager/").content.decode()
    for words in ("4 uger", "Ankestyrelsen", "Klagenævnet for Specialundervisning", "Kommer klagen for sent"):
        assert words in told


def test_it_is_gathered_into_one_pdf(town: Town, case: Case) -> None:
    where = occurrence_of(town, case)
    reassess(town, case, where)
    answer = client_of(town, "anna").get(f"/sag/{case.number}/klager/{where}/samlet.pdf")
    assert answer["Content-Type"] == "application/pdf"
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
    for words in ("Hun synes, at støtten er for lille.", "Støtten dækker behovet.", "Aktliste", "Ankestyrelsen"):
        assert words in text
    assert answer.content == client_of(town, "anna").get(f"/sag/{case.number}/klager/{where}/samlet.pdf").content


def test_a_new_decision_told_by_the_form_of_old_is_in_what_is_read_and_sent(town: Town, case: Case) -> None:
    where = occurrence_of(town, case)
    facts = {"klage.genvurdering": "delvist", "klage.genvurdering_begrundelse": "Støtten er for lille.",
             "klage.genvurderet_af": "Lise Krogh", "klage.ny_afgoerelse": "Støtten er nu 6 timer.",
             "forloeb.vej_videre": "egen"}  # fmt: skip
    _take(town, case, "klage.genvurder_sof", facts, "anna", where)
    _take(town, case, "klage.ny_afgoerelse_sof", {"forloeb.klagevejledning": "sof"}, "anna", where)
    with house("prøve"):  # as the step of the letter asked for it
        last = LedgerText.objects.get(case=case, key="klage.ny_afgoerelse").event + 1
        LedgerText.objects.create(case=case, event=last, key="klage.ny_afgoerelse", body="Støtten er på 6 timer.")
    told = client_of(town, "anna").get(f"/sag/{case.number}/klager/").content.decode()
    assert "Støtten er på 6 timer." in told


def test_it_is_sent_on_once_filed_in_its_half_and_waits_for_a_person(town: Town, case: Case) -> None:
    where = occurrence_of(town, case)
    reassess(town, case, where)
    client, page = client_of(town, "anna"), f"/sag/{case.number}/klager/"
    case.refresh_from_db()
    sent = {"based_on": str(case.version)}
    assert client.post(f"{page}{where}/videre/", sent).status_code == 302
    with house("prøve"):
        document = Document.objects.get(case=case, kind="klagepakke_sof")
        dispatch = Dispatch.objects.get(case=case, kind="klage")
    assert (document.half, dispatch.half) == ("sof", "sof")
    assert "Klagen er sendt til Ankestyrelsen" in client.get(page).content.decode()
    again = client.post(f"{page}{where}/videre/", sent)
    assert again.status_code == 409
    with house("prøve"):
        assert Dispatch.objects.filter(case=case, kind="klage").count() == 1
        assert Document.objects.filter(case=case, kind="klagepakke_sof").count() == 1


def test_before_the_reassessment_nothing_is_sent_and_nothing_half_done(town: Town, case: Case) -> None:
    where = occurrence_of(town, case)
    case.refresh_from_db()
    answer = client_of(town, "anna").post(f"/sag/{case.number}/klager/{where}/videre/", {"based_on": case.version})
    assert answer.status_code == 409
    assert "Klagen er ikke sendt" in answer.content.decode()
    with house("prøve"):
        assert not Dispatch.objects.filter(case=case).exists()
        assert not Document.objects.filter(case=case).exists()


@pytest.mark.parametrize("name", ["karen", "rikke"])
def test_the_other_half_sends_nothing(town: Town, case: Case, name: str) -> None:
    where = occurrence_of(town, case)
    answer = client_of(town, name).post(f"/sag/{case.number}/klager/{where}/videre/", {"based_on": case.version})
    assert answer.status_code == 404


def test_the_page_asks_a_constant_number_of_queries(
    town: Town, case: Case, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    client = client_of(town, "anna")
    client.get(f"/sag/{case.number}/klager/")
    with django_assert_max_num_queries(40):
        client.get(f"/sag/{case.number}/klager/")


def test_the_latest_decision_lies_behind_whichever_letter_it_stands_in() -> None:
    own, joint = paper_of(1, "afslagsbrev_sof", "2025-03-01"), paper_of(2, "afslagsbrev", "2026-02-01")
    later = paper_of(3, "optagebrev", "2026-03-01")
    kinds = complaints._LETTERS["afslag"]
    assert complaints._latest(kinds, (own, joint, later), (), frozenset()) == (joint,)
    assert complaints._latest(kinds, (own, joint, later), (), frozenset({2})) == (own,)
    assert complaints._latest(kinds, (own, joint), (joint,), frozenset()) == ()


def paper_of(number: int, kind: str, on: str) -> Paper:
    return Paper(number, "Et brev", date.fromisoformat(on), "", (), kind=kind)

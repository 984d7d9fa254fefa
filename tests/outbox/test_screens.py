"""The screens of the outbox: what waits for whom, what he can do about it, and what stays hidden."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sagsgang.outbox.models import Dispatch
from sagsgang.outbox.parcels import Receipt, Refused, Responsible, Uncertain
from tests.outbox.ground import NOW, PDF, Ground, Says

As = Callable[[str], Client]
pytestmark = pytest.mark.django_db
LIST = "/udbakke/"


def page(client: Client, path: str = LIST, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def failed(ground: Ground, **more: Any) -> Dispatch:
    row = ground.post(**more)
    ground.deliver(Says([Refused("Mailserveren afviste mailen (550).")]))
    row.refresh_from_db()
    return row


def test_what_failed_waits_for_whoever_answers_for_it_and_for_nobody_else(ground: Ground, as_: As) -> None:
    row = failed(ground)
    told = page(as_("rikke"))
    assert all(each in told for each in ("Der er post til dig", "Kunne ikke afleveres", "Zenobia Testesen"))
    assert "Én afsendelse" in page(as_("rikke"), "/")
    for other in ("aage", "anna", "lise"):
        assert "Intet venter på dig" in page(as_(other))
        assert "udbakken" not in page(as_(other), "/")
        page(as_(other), f"{LIST}{row.pk}/", 404)


def test_its_page_says_what_to_do_and_sends_it_again(ground: Ground, as_: As) -> None:
    row, rikke = failed(ground), as_("rikke")
    told = page(rikke, f"{LIST}{row.pk}/")
    assert all(each in told for each in ("Det skal du gøre", "(550)", "mor@eksempel.dk", "Send igen", "Opgiv"))
    assert "Testesen" not in told.split("</title>")[0]
    answer = rikke.post(f"{LIST}{row.pk}/send-igen/", {"tilstand": "fejlet"}, follow=True)
    assert "Den sendes igen." in answer.content.decode()
    assert ground.row().state == "venter"
    again = rikke.post(f"{LIST}{row.pk}/send-igen/", {"tilstand": "fejlet"})
    assert again.status_code == 409
    assert "Afsendelsen har flyttet sig" in again.content.decode()


def test_an_uncertain_one_is_said_to_have_come_through(ground: Ground, as_: As) -> None:
    row = ground.post()
    ground.deliver(Says([Uncertain("afbrudt")]))
    rikke = as_("rikke")
    assert "Den er ikke kommet frem" in page(rikke, f"{LIST}{row.pk}/")
    rikke.post(f"{LIST}{row.pk}/bekraeft/", {"tilstand": "uvis", "reference": ""})
    assert (ground.row().state, ground.row().acted_by) == ("sendt", ground.town.users["rikke"])
    assert "af Rikke Clausen" in page(rikke, f"{LIST}{row.pk}/")


def test_a_letter_is_fetched_printed_and_confirmed(ground: Ground, as_: As) -> None:
    row = ground.post(port="print", to={"lines": "Mathilde Testesen\nOpdigtet Vej 1"}, body="")
    ground.deliver(Says([Receipt(by_hand=True)]))
    rikke = as_("rikke")
    told = page(rikke, f"{LIST}{row.pk}/")
    assert "Mathilde Testesen<br>Opdigtet Vej 1" in told
    assert "Lagt i posten" in told
    fetched = rikke.get(f"{LIST}{row.pk}/fil/1/")
    assert (fetched.content, fetched["Content-Type"]) == (PDF.content, "application/pdf")
    assert fetched["Content-Disposition"] == 'attachment; filename="brev.pdf"'
    page(rikke, f"{LIST}{row.pk}/fil/2/", 404)
    assert rikke.post(f"{LIST}{row.pk}/bekraeft/", {"tilstand": "i_haanden"}).status_code == 302
    assert "Sendt og opgivet" in page(rikke, f"{LIST}?vis=afsluttet")


def test_an_address_that_is_protected_afterwards_is_shown_no_more(ground: Ground, as_: As) -> None:
    child = ground.case.child
    row = ground.post(port="print", to={"lines": f"{child.name}\nOpdigtet Vej 1"}, body="")
    child.protected_address = True
    child.save()
    told = page(as_("rikke"), f"{LIST}{row.pk}/")
    assert "Opdigtet Vej 1" not in told
    assert child.name in told


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(ground: Ground, as_: As) -> None:
    row = ground.post(port="kingo")
    ground.deliver(Says([Receipt(by_hand=True)]))
    rikke = as_("rikke")
    wrong = rikke.post(f"{LIST}{row.pk}/bekraeft/", {"tilstand": "i_haanden", "reference": "x" * 101})
    assert wrong.status_code == 422
    assert "højst 100 tegn" in wrong.content.decode()
    assert "x" * 101 in wrong.content.decode()
    none = rikke.post(f"{LIST}{row.pk}/opgiv/", {"tilstand": "i_haanden", "why": ""})
    assert "Skriv, hvorfor den ikke skal sendes." in none.content.decode()
    assert rikke.post(f"{LIST}{row.pk}/andet/", {"tilstand": "i_haanden"}).status_code == 404


def test_a_leader_answers_for_the_unit_and_somebody_else_in_the_case_only_sees(ground: Ground, as_: As) -> None:
    unit = ground.town.units["engskolen"].pk
    row = failed(ground, responsible=Responsible("skoleleder", unit))
    assert "Send igen" in page(as_("karen"), f"{LIST}{row.pk}/")
    assert "Send igen" not in page(as_("rikke"), f"{LIST}{row.pk}/")
    assert as_("rikke").post(f"{LIST}{row.pk}/send-igen/", {"tilstand": "fejlet"}).status_code == 403


def test_the_case_tells_what_was_sent_from_the_halves_one_reads(ground: Ground, as_: As) -> None:
    ground.post("brev:buf")
    ground.post(
        "brev:sof",
        half="sof",
        subject="Noget fra SOF",
        responsible=Responsible("sof_leder", None, ground.town.users["lise"].pk),
    )
    told = page(as_("rikke"), f"/sag/{ground.case.number}/udsendt/")
    assert "Der er post til dig" in told
    assert "Noget fra SOF" not in told


def test_a_row_without_a_case_is_its_responsibles(ground: Ground, as_: As) -> None:
    row = failed(ground, case_id=None)
    assert "Der er post til dig" in page(as_("rikke"))
    page(as_("anna"), f"{LIST}{row.pk}/", 404)


def test_the_list_is_paged_and_filtered_and_asks_no_more_for_many(ground: Ground, as_: As) -> None:
    rikke = as_("rikke")
    failed(ground)
    page(rikke)  # what a process asks once has been asked
    with CaptureQueriesContext(connection) as one:
        page(rikke)
    for number in range(30):
        ground.post(f"brev:{number}:mange", port="digital_post", at=NOW + timedelta(minutes=number))
    ground.deliver(Says([Refused("nej")] * 30), NOW + timedelta(days=1))
    with CaptureQueriesContext(connection) as many:
        told = page(rikke)
    assert len(many) == len(one)
    assert "Side 1 af 2" in told
    assert "Side 2 af 2" in page(rikke, f"{LIST}?side=9")
    assert page(rikke, f"{LIST}?udgang=mail").count("Kunne ikke afleveres") == 1
    assert "Intet er undervejs" in page(rikke, f"{LIST}?vis=undervejs")

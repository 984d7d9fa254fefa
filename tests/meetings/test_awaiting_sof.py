"""While SOF has not decided in flex, BEKU can grant its half only awaiting SOF: form and API refuse the rest (X10)."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from sagsgang.casework.models import LedgerEvent
from sagsgang.demo.courses.offers import TO_BEKU
from sagsgang.demo.script import Course
from sagsgang.people.models import User
from sagsgang.web import clock
from tests.letters.ground import Ground, play
from tests.web.town import form_of

STEP, OUTCOME = "fase3.beku_beslutter", "indstilling.udfald"
SAID = {
    "indstilling.buf_beslutter": "Områdechefen",
    "indstilling.buf_kompetence": "beku",
    "indstilling.buf_grundlag": "Folkeskoleloven § 3, stk. 2",
}


@pytest.fixture
def undecided(db: None) -> Ground:
    """Put forward for Skoleflex; SOF has said nothing."""
    ground = play(Course("foer_sof", TO_BEKU), 195)
    clock.set_exercise_day(ground.day)
    return ground


@pytest.fixture
def secretary(undecided: Ground) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=undecided.who("beku_sekretaer").user_id))
    return client


def path_of(ground: Ground) -> str:
    return f"/sag/{ground.case.number}/trin/{STEP}/{ground.occurrence(STEP)}/"


def test_the_form_offers_only_that_it_awaits_sof(undecided: Ground, secretary: Client) -> None:
    page = secretary.get(path_of(undecided)).content.decode()
    assert "Bevilget, afventer SOF" in page
    assert 'value="bevilget"' not in page


def test_a_form_sent_with_a_plain_grant_is_refused_with_what_it_asks_for(undecided: Ground, secretary: Client) -> None:
    sent = form_of(secretary, path_of(undecided)) | SAID | {OUTCOME: "bevilget"}
    refused = secretary.post(path_of(undecided), sent)
    assert refused.status_code == 422
    assert "»Bevilget« kan kun vælges, når SOF har afgjort sin halvdel" in refused.content.decode()
    assert not LedgerEvent.objects.filter(case=undecided.case, step=STEP).exists()
    assert secretary.post(path_of(undecided), sent | {OUTCOME: "afventer_sof"}).status_code == 302


def test_the_api_refuses_it_at_its_field(undecided: Ground, secretary: Client) -> None:
    undecided.case.refresh_from_db()
    body = {
        "on": undecided.day.isoformat(),
        "based_on": undecided.case.version,
        "facts": SAID | {OUTCOME: "bevilget"},
    }
    address = f"/api/v1/cases/{undecided.case.number}/steps/{STEP}/{undecided.occurrence(STEP)}"
    answer = secretary.post(address, json.dumps(body), content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (422, "svar.ugyldige")
    assert "SOF har afgjort sin halvdel" in answer.json()["fields"][OUTCOME]
    allowed = body | {"facts": SAID | {OUTCOME: "afventer_sof"}}
    assert secretary.post(address, json.dumps(allowed), content_type="application/json").status_code == 201

"""The screens of the plan: both sides write, whoever reads sees no buttons, nothing that was typed is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sagsgang.casework.models import Grant
from sagsgang.people.models import User
from sagsgang.plans.commands import Words
from sagsgang.plans.models import Revision
from tests.plans.ground import GOAL, Ground


@pytest.fixture
def sof(ground: Ground) -> Client:
    return ground.client(ground.sof)


@pytest.fixture
def school(ground: Ground) -> Client:
    return ground.client(ground.school)


def text(response: Any) -> str:
    return str(response.content.decode())


def test_an_empty_plan_says_what_the_offer_demands_and_where_it_is_written(ground: Ground, sof: Client):
    page = text(sof.get(ground.path))
    assert "Planen laves til <strong>Skoleflex</strong>" in page
    assert "»Barnets egne ord« er ikke skrevet endnu." in page
    assert "P3F.16" in page
    assert "ikke barnets plan" in page
    assert "Planen har ingen mål endnu." in page


def test_each_side_writes_its_part_and_the_other_reads_it(ground: Ground, sof: Client, school: Client):
    answer = sof.post(f"{ground.path}afsnit/sof_del/", {"body": "En kontaktperson.", "version": "0"})
    assert answer.status_code == 302
    page = text(school.get(ground.path))
    assert "En kontaktperson." in page
    assert f"{ground.path}afsnit/sof_del/" not in page
    assert f"{ground.path}afsnit/buf_del/" in page
    assert school.get(f"{ground.path}afsnit/sof_del/").status_code == 403


def test_a_stale_save_shows_both_texts_and_the_next_save_joins_them(ground: Ground, sof: Client, school: Client):
    sof.post(f"{ground.path}afsnit/samarbejde/", {"body": "Vi ringer hver fredag.", "version": "0"})
    school.post(f"{ground.path}afsnit/samarbejde/", {"body": "Vi ringer hver fredag kl. 9.", "version": "1"})
    late = sof.post(f"{ground.path}afsnit/samarbejde/", {"body": "Vi mødes hver måned.", "version": "1"})
    assert late.status_code == 409
    page = text(late)
    assert "[tilføjet: " in page
    assert "Vi mødes hver måned." in page
    assert "er ikke gemt endnu" in page
    joined = {"body": "Vi ringer hver fredag kl. 9 og mødes hver måned.", "version": "2"}
    assert sof.post(f"{ground.path}afsnit/samarbejde/", joined).status_code == 302
    assert ground.state().section("samarbejde").version == 3


def test_a_goal_is_written_given_activities_moved_and_taken_out(ground: Ground, sof: Client, school: Client):
    goal = {"title": "I skole", "body": "Fordi", "seen": "Fravær", "side": "faelles", "version": "0"}
    assert sof.post(f"{ground.path}maal/0/", goal).status_code == 302
    assert school.post(f"{ground.path}maal/0/", {**goal, "title": "Venner"}).status_code == 302
    activity = {"title": "Morgenmad", "who": "RC", "rhythm": "Hver dag", "side": "buf", "version": "0"}
    assert school.post(f"{ground.path}maal/1/aktivitet/0/", activity).status_code == 302
    assert sof.post(f"{ground.path}flyt/maal/2/", {"retning": "op"}).status_code == 302
    assert [each.part.number for each in ground.state().goals] == [2, 1]
    assert "Morgenmad" in text(sof.get(ground.path))
    assert sof.post(f"{ground.path}fjern/maal/2/", {"version": "1"}).status_code == 302
    page = text(sof.get(ground.path))
    assert "Taget ud af planen (1)" in page
    assert sof.post(f"{ground.path}fjern/maal/2/", {"version": "3", "tilbage": "ja"}).status_code == 302
    assert len(ground.state().goals) == 2
    history = text(sof.get(f"{ground.path}historik/maal/2/"))
    assert "taget ud af planen" in history
    assert "taget med igen" in history


@pytest.mark.parametrize(
    ("tail", "sent", "field"),
    [
        ("afsnit/graenser/", {"body": " ", "version": "0"}, "Skriv afsnittet."),
        ("afsnit/graenser/", {"body": "x" * 20_001, "version": "0"}, "for lang"),
        ("maal/0/", {"title": "", "body": "Hvorfor ikke", "seen": "", "side": "", "version": "0"}, "Skriv målet."),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_stays_in_the_form(
    ground: Ground, sof: Client, tail: str, sent: dict[str, str], field: str
):
    refused = sof.post(f"{ground.path}{tail}", sent)
    assert refused.status_code == 422
    assert field in text(refused)
    assert sent["body"].strip()[:50] in text(refused)
    assert not Revision.objects.exists()


def test_what_was_typed_survives_the_end_of_the_session(ground: Ground):
    late = Client().post(f"{ground.path}afsnit/graenser/", {"body": "Skrevet for længe siden", "version": "0"})
    assert "Skrevet for længe siden" in text(late)
    assert "log-ind" in late.request["PATH_INFO"] or 'name="gemt:body"' in text(late)


def test_who_only_reads_sees_the_plan_without_buttons_and_cannot_write(ground: Ground):
    ground.written()
    guest = User.objects.create_user("gaest", name="Gæst Gæstesen")
    from sagsgang.people.models import RoleAssignment, Unit

    unit = Unit.objects.filter(kind="bbu").exclude(pk__in=ground.case.seats.values("unit")).first()
    assert unit is not None
    RoleAssignment.objects.create(user=guest, role="sagsbehandler", unit=unit, since=ground.day)
    Grant.objects.create(case=ground.case, user=guest, role="sagsbehandler", cause="gaest", reason="Sparring",
                         since=ground.day, given_at=ground.at())  # fmt: skip
    client = ground.client(guest)
    page = text(client.get(ground.path))
    assert GOAL.title in page
    assert "<form" not in page.split("<main")[1].split("</main")[0]
    assert client.post(f"{ground.path}afsnit/sof_del/", {"body": "x", "version": "0"}).status_code == 403
    assert client.post(f"{ground.path}flyt/maal/1/", {"retning": "op"}).status_code == 403


def test_a_part_that_is_not_there_is_not_found(ground: Ground, sof: Client):
    tails = ("afsnit/findes-ikke/", "maal/7/", "maal/1/aktivitet/9/", "historik/maal/7/", "historik/status/1/",
             "historik/afsnit/ukendt/", "indstillet/indstilling-1/", "opfoelgning/tilbud-1/",
             "trin/fase1.bekymring/sag/", "planen.pdf")  # fmt: skip
    assert {tail: sof.get(ground.path + tail).status_code for tail in tails} == dict.fromkeys(tails, 404)


def test_the_page_asks_the_database_the_same_whatever_stands_in_the_plan(ground: Ground, sof: Client):
    ground.goal()
    few = queries_of(lambda: sof.get(ground.path))
    ground.written()
    for number in range(8):
        goal = ground.goal(Words(f"Mål {number}", "Fordi", "Ses", side="sof"))
        for _ in range(4):
            ground.activity(goal)
    assert queries_of(lambda: sof.get(ground.path)) == few


def queries_of(act: Callable[[], Any]) -> int:
    act()
    with CaptureQueriesContext(
        connection,
    ) as found:
        act()
    return len(found)

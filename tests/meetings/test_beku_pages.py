"""BEKU's pages by the roles themselves: the item is taken by its declared steps, and nothing leaks to another board."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client

from sagsgang.casework.models import DocketItem
from sagsgang.casework.scope import house
from sagsgang.meetings.beku.models import Item, Meeting, Member
from sagsgang.web import clock
from tests.meetings.beku_town import ELSEWHERE, GRANT, MEMBER, SECRETARY, Town, built
from tests.web.town import form_of

pytestmark = pytest.mark.django_db
HELD = date(2026, 11, 26)


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Town]:
    with django_db_blocker.unblock(), house("prøven"), built() as town:  # type: ignore[attr-defined]
        clock.set_exercise_day(HELD)
        yield town


def browser(town: Town, name: str) -> Client:
    client = Client()
    client.force_login(town.users[name])
    return client


def item_path(row: DocketItem) -> str:
    return f"/sag/{row.case.number}/beku/{row.occurrence}/"


def test_another_boards_people_find_neither_meeting_nor_item(town: Town):
    row = town.row()
    meeting, other = town.meeting(row), browser(town, ELSEWHERE)
    for path in (f"/beku/moede/{meeting.pk}/", f"/beku/moede/{meeting.pk}/referat/", "/beku/udvalg/beku-midt/"):
        assert other.get(path).status_code == 404
    assert other.get(item_path(row)).status_code == 404
    assert row.case.child.family_name not in other.get("/beku/").content.decode()
    assert other.post(f"/beku/moede/{meeting.pk}/", {"handling": "afslut"}).status_code == 404


def test_a_member_reads_the_agenda_and_changes_nothing(town: Town):
    meeting, member = town.meeting(town.row()), browser(town, MEMBER)
    assert "Dagsorden" in member.get(f"/beku/moede/{meeting.pk}/").content.decode()
    assert member.post(f"/beku/moede/{meeting.pk}/", {"handling": "afslut"}).status_code == 403


def test_each_meeting_says_how_many_cases_the_viewer_may_see_on_it(town: Town):
    meeting = town.meeting(town.row())
    cases = DocketItem.objects.filter(board=meeting.board_id, day=meeting.day).count()
    assert cases > 1
    assert f"{cases} sager på dagsordenen" in browser(town, SECRETARY).get("/beku/").content.decode()
    assert f"{cases} sager på dagsordenen" not in browser(town, ELSEWHERE).get("/beku/").content.decode()


def test_the_outcome_is_the_declared_step_and_its_wrong_answers_stand_at_their_fields(town: Town):
    row, secretary = town.row(), browser(town, SECRETARY)
    path = item_path(row)
    sent = form_of(secretary, f"{path}?udfald=fase3.beku_beslutter")
    sent |= {"handling": "udfald", "trin": "fase3.beku_beslutter"}
    refused = secretary.post(path, sent)
    assert refused.status_code == 422
    assert "Vælg et svar." in refused.content.decode()
    assert secretary.post(path, sent | GRANT).status_code == 302
    assert DocketItem.objects.get(case=row.case_id, round=row.round).outcome == "bevilget"
    after = secretary.get(path).content.decode()
    assert "Bevilget" in after
    assert "En afgjort sag ændres ikke" in after


def test_the_draft_that_saves_itself_is_told_when_another_wrote_meanwhile(town: Town):
    row = town.row()
    path, meeting = item_path(row), town.meeting(row)

    def save(name: str, text: str, version: int) -> tuple[int, str]:
        sent = {"handling": "referat", "referat_tekst": text, "referat_version": version, "moede": meeting.pk}
        answer = browser(town, name).post(path, sent, headers={"HX-Request": "true"})
        return answer.status_code, answer.content.decode()

    assert save(SECRETARY, "Første", 0)[0] == 200
    status, told = save(MEMBER, "Andet", 0)
    assert status == 409
    assert 'value="0"' in told
    assert Item.objects.get(meeting=meeting, case=row.case_id).minutes == "Første"
    plain = browser(town, MEMBER).post(
        path, {"handling": "referat", "referat_tekst": "Andet", "referat_version": 0, "moede": meeting.pk}
    )
    assert "Første" in plain.content.decode()
    assert "Andet" in plain.content.decode()


def test_who_may_be_invited_stands_once_and_no_member_does(town: Town):
    page = browser(town, SECRETARY).get(item_path(town.row())).content.decode()
    offered = [int(pk) for pk in re.findall(r'<option value="[a-z_]+\|(\d+)"', page)]
    assert town.users["psykolog-vest"].pk in offered
    assert len(offered) == len(set(offered))
    members = set(Member.objects.filter(board=town.board).values_list("user", flat=True))
    assert members
    assert not members & set(offered)


def test_a_meeting_with_open_items_stays_open_and_says_which(town: Town):
    row = town.row()
    meeting, secretary = town.meeting(row), browser(town, SECRETARY)
    answer = secretary.post(f"/beku/moede/{meeting.pk}/", {"handling": "afslut", "moede_version": meeting.version})
    assert answer.status_code == 409
    assert row.case.number in answer.content.decode()
    assert Meeting.objects.get(pk=meeting.pk).state == "planlagt"


def test_a_step_that_asks_for_the_meeting_suggests_those_that_are_planned(town: Town):
    row = town.row()
    page = browser(town, SECRETARY).get(f"/sag/{row.case.number}/trin/fase3.beku_udsaetter/{row.occurrence}/")
    html = page.content.decode()
    assert "<datalist" in html
    assert "26.11.2026" in html


def test_nobody_is_put_on_a_board_who_holds_no_role_in_it(town: Town):
    secretary = browser(town, SECRETARY)
    sent = {"handling": "medlem", "medlem_user": town.users["fac-1"].pk, "medlem_function": "tsf"}
    answer = secretary.post("/beku/udvalg/beku-midt/", sent | {"medlem_since": "26.11.2026"})
    assert answer.status_code == 422
    assert "har en rolle i udvalget" in answer.content.decode()

"""BEKU: the docket follows from the cases; what is late, incomplete, open or decided is refused with its rule."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from sagsgang.casework import commands, projections, queries
from sagsgang.casework.access import relation_to, viewer_of
from sagsgang.casework.models import Bar, Case, DocketItem, Grant, LedgerEvent
from sagsgang.casework.refusals import AnswersInvalid, NotYours, StepClosed, UnknownCase
from sagsgang.casework.scope import house, viewing
from sagsgang.demo.courses.offers import REFUSES
from sagsgang.documents import storage
from sagsgang.documents.models import Document
from sagsgang.meetings.beku import boards, calendar, filing, membership, minutes
from sagsgang.meetings.beku.agenda import agenda, without_meeting
from sagsgang.meetings.beku.items import item_view
from sagsgang.meetings.beku.models import Agreement, Item, Meeting, Member
from sagsgang.meetings.beku.refusals import (
    MeetingIsOver,
    MeetingMoved,
    NotYourBoard,
    OpenItems,
    StaleMinutes,
    UnknownBoard,
)
from sagsgang.outbox.models import Dispatch
from sagsgang.people.models import User
from sagsgang.plans.models import Part, Plan, Revision
from sagsgang.plans.queries import course_of
from tests.meetings.beku_town import CHAIR, DAY, ELSEWHERE, GRANT, MEMBER, SECRETARY, Town, built, moment

pytestmark = pytest.mark.django_db
HELD = date(2026, 11, 26)
WHY = "Skolens egne muligheder er ikke prøvet."


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Town]:
    with django_db_blocker.unblock(), house("prøven"), built() as town:  # type: ignore[attr-defined]
        yield town


def attend(town: Town, meeting: Meeting, day: date = HELD) -> None:
    members = Member.objects.filter(board=meeting.board).values_list("pk", flat=True)
    with town.as_(SECRETARY, day) as actor:
        minutes.attend(meeting_id=meeting.pk, present=list(members), reason="", actor=actor, based_on=None)


# --- the calendar -----------------------------------------------------------------------------------------------------


def test_a_year_of_second_tuesdays_leaves_out_what_is_closed():
    days = calendar.year_of_days(2026, 1, 2)
    assert days[0] == date(2026, 1, 13)
    assert len(days) == 12
    assert date(2026, 12, 24) not in calendar.year_of_days(2026, 3, 4)


def test_a_month_without_a_meeting_is_told():
    planned = [Meeting(day=date(2026, 11, 26)), Meeting(day=date(2027, 1, 5))]
    assert calendar.months_without(planned, DAY, 3) == ("december 2026",)
    assert calendar.months_without([], DAY, 2) == ("november 2026", "december 2026")
    cancelled = [Meeting(day=date(2026, 12, 8), state=Meeting.State.AFLYST)]
    assert "december 2026" in calendar.months_without(cancelled, DAY, 2)


def test_the_cut_off_is_counted_in_the_calendar_of_every_deadline():
    account = boards.cut_off(date(2026, 4, 8), 5)  # Easter lies in between
    assert account.due == date(2026, 3, 27)
    assert "langfredag" in boards.cut_off_words(account)


def test_only_who_keeps_the_board_plans_its_meetings(town: Town):
    days = [date(2026, 12, 15)]
    for name, refusal in ((MEMBER, NotYourBoard), (ELSEWHERE, UnknownBoard)):
        with town.as_(name) as actor, pytest.raises(refusal):
            calendar.plan(
                board_id=town.board.pk, days=days, begins=time(9), place="", actor=actor, at=moment(DAY), today=DAY
            )
    with town.as_(SECRETARY) as actor:
        made = calendar.plan(
            board_id=town.board.pk, days=days, begins=time(9), place="Her", actor=actor, at=moment(DAY), today=DAY
        )
        with pytest.raises(AnswersInvalid):
            calendar.plan(
                board_id=town.board.pk, days=days, begins=time(9), place="", actor=actor, at=moment(DAY), today=DAY
            )
    assert [meeting.day for meeting in made] == days


@pytest.mark.parametrize("day", [date(2026, 12, 25), date(2026, 11, 20), date(2026, 11, 28), date(2031, 1, 2)])
def test_no_meeting_on_a_day_that_is_closed_or_has_passed(town: Town, day: date):
    with town.as_(SECRETARY) as actor, pytest.raises(AnswersInvalid):
        calendar.plan(
            board_id=town.board.pk, days=[day], begins=time(9), place="", actor=actor, at=moment(DAY), today=DAY
        )


def test_the_cases_follow_a_meeting_that_is_moved(town: Town):
    row = town.row()
    meeting, waiting = town.meeting(row), [each for each in town.rows() if each.day == row.day]
    with town.as_(SECRETARY) as actor:
        calendar.move(
            meeting_id=meeting.pk, day=date(2026, 12, 3), begins=time(9), place="", reason="Formanden er på kursus",
            actor=actor, based_on=meeting.version, at=moment(DAY),
        )  # fmt: skip
        with pytest.raises(MeetingMoved):
            calendar.cancel(
                meeting_id=meeting.pk, reason="x", to=None, actor=actor, based_on=meeting.version, at=moment(DAY)
            )
    moved = DocketItem.objects.filter(case=row.case_id, occurrence=row.occurrence).order_by("round")
    assert [(each.day, each.outcome, each.waits) for each in moved] == [
        (HELD, "udsat", False), (date(2026, 12, 3), "", True),
    ]  # fmt: skip
    assert calendar.waiting_on(town.board.pk, date(2026, 12, 3)) == len(waiting)


def test_a_meeting_is_cancelled_only_when_its_cases_have_another(town: Town):
    row = town.row("dagbehandling")
    meeting = town.meeting(row)
    other = Meeting.objects.filter(board=town.board, day__gt=meeting.day).order_by("day").first()
    assert other is not None
    with town.as_(SECRETARY) as actor:
        with pytest.raises(AnswersInvalid) as refused:
            calendar.cancel(meeting_id=meeting.pk, reason="Sygdom", to=None, actor=actor, based_on=None, at=moment(DAY))
        assert "1 sag er sat til mødet" in refused.value.fields["to"]
        calendar.cancel(meeting_id=meeting.pk, reason="Få", to=other.pk, actor=actor, based_on=None, at=moment(DAY))
    assert town.row("dagbehandling").day == other.day


def test_a_meeting_that_has_treated_a_case_is_not_cancelled(town: Town):
    row = town.row("dagbehandling")
    meeting = town.meeting(row)
    town.take(row, "fase3.beku_bevilger_ikke", SECRETARY, REFUSES | {"indstilling.beku_begrundelse": WHY}, meeting.day)
    with town.as_(SECRETARY) as actor, pytest.raises(AnswersInvalid) as refused:
        calendar.cancel(meeting_id=meeting.pk, reason="x", to=None, actor=actor, based_on=None, at=moment(meeting.day))
    assert "1 sag er behandlet på mødet" in refused.value.fields["reason"]


@pytest.mark.parametrize(
    ("step", "facts"),
    [
        ("fase3.beku_beslutter", GRANT),
        ("fase3.beku_bevilger_ikke", REFUSES | {"indstilling.beku_begrundelse": WHY}),
        (
            "fase3.beku_droefter",
            {"indstilling.udfald": "droeftet", "indstilling.droeftelse": WHY, "indstilling.beku_moede": "2026-12-10"},
        ),
    ],
)
def test_nothing_comes_of_a_meeting_before_its_day(town: Town, step: str, facts: dict[str, str]):
    row = town.row()
    with pytest.raises(AnswersInvalid) as refused:
        town.take(row, step, SECRETARY, facts, HELD - timedelta(days=1))
    assert list(refused.value.fields) == ["indstilling.udfald"]
    assert "et møde, der ikke er holdt den dag" in refused.value.fields["indstilling.udfald"]
    town.take(row, step, SECRETARY, facts, HELD)


# --- the board --------------------------------------------------------------------------------------------------------


def test_members_come_and_go_and_stay_in_the_history(town: Town):
    user = town.users[MEMBER]
    with town.as_(SECRETARY) as actor:
        member = membership.add_member(
            board_id=town.board.pk, user=user, function="skoleleder", chair=False, stands_in_for=None, since=DAY,
            actor=actor, at=moment(DAY),
        )  # fmt: skip
        with pytest.raises(AnswersInvalid):
            membership.add_member(
                board_id=town.board.pk, user=town.users["fac-1"], function="tsf", chair=False, stands_in_for=None,
                since=DAY, actor=actor, at=moment(DAY),
            )  # fmt: skip
        membership.end_member(board_id=town.board.pk, member_id=member.pk, last=DAY, actor=actor)
    assert member in boards.members_on(town.board.pk, DAY)
    assert member not in boards.members_on(town.board.pk, DAY + timedelta(days=1))
    assert member in boards.members_before(town.board.pk, DAY + timedelta(days=1))
    assert "skoleleder" in boards.lacking_functions(boards.members_on(town.board.pk, DAY + timedelta(days=1)))


def test_what_is_agreed_holds_from_its_day_with_reason_and_source(town: Town):
    with town.as_(SECRETARY) as actor:
        with pytest.raises(AnswersInvalid) as refused:
            membership.agree(
                board_id=town.board.pk, key="papirfrist", value="0", since=None, reason="", source="", actor=actor,
                at=moment(DAY),
            )  # fmt: skip
        assert set(refused.value.fields) == {"value", "since", "reason", "source"}
        membership.agree(
            board_id=town.board.pk, key="papirfrist", value="3", since=date(2026, 12, 1), reason="Aftalt",
            source="Referat 12", actor=actor, at=moment(DAY),
        )  # fmt: skip
    found = boards.agreements(town.board.pk)
    assert boards.agreed_on(found, DAY).papers == boards.general_limit() == 5
    assert boards.agreed_on(found, date(2026, 12, 1)).papers == 3
    assert Agreement.objects.filter(board=town.board).count() >= 2


# --- the docket -------------------------------------------------------------------------------------------------------


def test_the_docket_is_what_the_cases_say_and_nothing_else(town: Town):
    projections.rebuild(DAY)
    assert projections.differences(DAY) == []
    with viewing():
        found = agenda(town.viewer(SECRETARY), Meeting.objects.get(board=town.board, day=HELD))
    assert [row.offer for row in found.rows] == ["Skoleflex", "Skoleflex"]
    assert {row.presenter.key for row in found.rows if row.presenter} == {"skoleleder"}


def test_no_other_board_sees_the_meeting_or_its_cases(town: Town):
    row = town.row()
    meeting = town.meeting(row)
    with viewing():
        other = town.viewer(ELSEWHERE)
        with pytest.raises(UnknownBoard):
            calendar.meeting_of(other, meeting.pk)
        assert agenda(other, meeting).rows == ()
        with pytest.raises(UnknownCase):
            queries.case_page(other, row.case.number)
        assert without_meeting(other, boards.board_ids(other), [], DAY) == []


def test_an_indstilling_on_a_day_without_a_meeting_is_in_the_queue(town: Town):
    with viewing():
        viewer = town.viewer(SECRETARY)
        assert {each.day for each in without_meeting(viewer, [town.board.pk], [HELD], DAY)} == {date(2026, 11, 27)}


def test_the_agenda_asks_the_same_whatever_the_number_of_cases(town: Town):
    meeting = Meeting.objects.get(board=town.board, day=HELD)
    counts = []
    for _ in range(2):
        with viewing():
            viewer = town.viewer(SECRETARY)
            with CaptureQueriesContext(
                connection,
            ) as asked:
                assert agenda(viewer, meeting).rows
        counts.append(len(asked))
        DocketItem.objects.filter(board=town.board, waits=True).update(day=HELD)
    assert counts[0] == counts[1] <= 8


# --- late papers ------------------------------------------------------------------------------------------------------


def test_what_came_late_is_taken_on_by_the_chair_alone_and_with_a_reason(town: Town):
    row = town.row()
    late = row.papers_due + timedelta(days=1) if row.papers_due else DAY
    town.take(row, "fase3.indstil_til_beku", "skoleleder-midt-1", {"indstilling.begrundelse": "Igen"}, late)
    row = town.row()
    assert row.late
    assert any("D2 (linje 886, 1166)" in "; ".join(places) for _, places in row.missing)
    with pytest.raises(StepClosed):
        town.take(row, "fase3.beku_beslutter", SECRETARY, GRANT, HELD)
    with pytest.raises(NotYours):
        town.take(row, "fase3.sent_optaget", MEMBER, {"indstilling.sent_optaget": "Det haster"}, HELD)
    with pytest.raises(AnswersInvalid):
        town.take(row, "fase3.sent_optaget", CHAIR, {}, HELD)
    town.take(row, "fase3.sent_optaget", CHAIR, {"indstilling.sent_optaget": "Det haster"}, HELD)
    town.take(row, "fase3.beku_beslutter", SECRETARY, GRANT, HELD)
    assert DocketItem.objects.get(case=row.case_id, round=row.round).outcome == "bevilget"


# --- the item ---------------------------------------------------------------------------------------------------------


def test_the_item_shows_the_papers_as_they_were_when_it_was_put_forward(town: Town):
    row = town.row()
    with viewing():
        viewer = town.viewer("leder-bbu-midt")
        found = queries.case_page(viewer, row.case.number)
        view = item_view(viewer, found, row.occurrence)
    assert view.consent.sentence
    assert not view.on_board
    assert [title for title, _ in view.halves] == ["SOF's del: den sociale foranstaltning", "BUF's del"]
    assert all(paper.since for paper in view.papers)


def test_what_the_plan_lacked_when_it_was_put_forward_stands_at_the_item(town: Town):
    row, board = town.row(), town.viewer(SECRETARY)
    with viewing():
        found = queries.case_page(board, row.case.number)
        assert item_view(board, found, row.occurrence).plan_lacks == ()
    course = course_of(found.assessment)
    assert course is not None
    plan, _ = Plan.objects.get_or_create(case=row.case, course=course.id)
    part = Part.objects.create(plan=plan, kind=Part.Kind.GOAL, number=77)
    Revision.objects.create(
        part=part, number=1, title="Kommer i skole hver dag", author=town.users[SECRETARY], author_role="psykolog",
        at=moment(DAY), after_event=0,
    )  # fmt: skip
    with viewing():
        view = item_view(board, queries.case_page(board, row.case.number), row.occurrence)
    said = [each.sentence for each in view.plan_lacks]
    assert any("aktiviteter" in each for each in said)
    assert any("regne med" in each for each in said)
    assert all(each.source for each in view.plan_lacks)


def test_a_guest_sees_the_case_from_the_invitation_to_the_decision(town: Town):
    row, guest = town.row(), town.users["psykolog-vest"]
    with viewing(), pytest.raises(UnknownCase):
        queries.case_page(town.viewer("psykolog-vest"), row.case.number)
    with town.as_(SECRETARY) as actor:
        commands.invite_to_item(
            case_id=row.case_id, occurrence=row.occurrence, user=guest, role="psykolog", until=HELD + timedelta(days=1),
            reason="Kender barnet", actor=actor, at=moment(DAY),
        )  # fmt: skip
    with viewing():
        page = queries.case_page(town.viewer("psykolog-vest", HELD), row.case.number)
        assert page.relation.causes == ("udvalg",)
        assert page.relation.roles == ()
    town.take(row, "fase3.beku_beslutter", SECRETARY, GRANT, HELD)
    with viewing(), pytest.raises(UnknownCase):
        queries.case_page(town.viewer("psykolog-vest", HELD), row.case.number)


def test_nobody_is_invited_to_a_locked_case_or_a_decided_one(town: Town):
    row, guest = town.row(), town.users["psykolog-vest"]

    def invite(name: str) -> None:
        with town.as_(name) as actor:
            commands.invite_to_item(
                case_id=row.case_id, occurrence=row.occurrence, user=guest, role="psykolog", until=HELD,
                reason="Kender barnet", actor=actor, at=moment(DAY),
            )  # fmt: skip

    Case.objects.filter(pk=row.case_id).update(locked=True)
    with pytest.raises(UnknownCase):
        invite(SECRETARY)
    Grant.objects.create(
        case=row.case, user=town.users["leder-bbu-midt"], role="sof_leder", cause="laast", reason="leder", since=DAY,
        given_at=moment(DAY),
    )  # fmt: skip
    with pytest.raises(AnswersInvalid) as refused:
        invite("leder-bbu-midt")
    assert "låst" in refused.value.fields["user"]


# --- the meeting ------------------------------------------------------------------------------------------------------


def test_nobody_overwrites_what_another_has_written(town: Town):
    row = town.row()
    meeting = town.meeting(row)

    def write(name: str, text: str, based_on: int) -> Item:
        with town.as_(name, HELD) as actor:
            return minutes.write_minutes(
                case_id=row.case_id, occurrence=row.occurrence, meeting_id=meeting.pk, text=text, needs_bch=None,
                based_on=based_on, actor=actor, at=moment(HELD),
            )  # fmt: skip

    Item.objects.all().delete()
    first = write(SECRETARY, "Det første", 0)
    assert write(SECRETARY, "Det første", 0).version == first.version
    with pytest.raises(StaleMinutes) as refused:
        write(MEMBER, "Noget andet", 0)
    assert refused.value.theirs == "Det første"
    assert write(MEMBER, "Begge dele", refused.value.version).minutes == "Begge dele"
    with pytest.raises((NotYours, UnknownCase)):
        write("sagsbehandler-midt-1", "Udenfor", 2)


def test_that_nobody_was_there_is_no_answer(town: Town):
    meeting = town.meeting(town.row())
    with town.as_(SECRETARY, HELD) as actor, pytest.raises(AnswersInvalid) as refused:
        minutes.attend(meeting_id=meeting.pk, present=[], reason="", actor=actor, based_on=None)
    assert refused.value.fields == {"present": "Sæt kryds ved dem, der er til stede."}


def test_too_few_are_there_only_with_a_reason(town: Town):
    row = town.row()
    meeting = town.meeting(row)
    one = Member.objects.filter(board=town.board, user=town.users[CHAIR]).values_list("pk", flat=True)
    with town.as_(SECRETARY, HELD) as actor:
        with pytest.raises(AnswersInvalid) as refused:
            minutes.attend(meeting_id=meeting.pk, present=list(one), reason="", actor=actor, based_on=None)
        assert "X23" in refused.value.fields["quorum_reason"]
        minutes.attend(meeting_id=meeting.pk, present=list(one), reason="Sygdom", actor=actor, based_on=None)
    with viewing():
        assert agenda(town.viewer(SECRETARY), meeting).short_of == 1


def test_a_meeting_closes_when_every_item_has_an_outcome_and_each_case_gets_its_own_alone(town: Town):
    User.objects.filter(username__in=("skoleleder-midt-1", "sagsbehandler-midt-1", "fac-1")).update(email="a@b.dk")
    rows = [row for row in town.rows() if row.day == HELD]
    meeting = town.meeting(rows[0])
    attend(town, meeting)
    town.take(rows[0], "fase3.beku_beslutter", SECRETARY, GRANT, HELD)
    with town.as_(SECRETARY, HELD) as actor, pytest.raises(OpenItems) as refused:
        filing.close(meeting_id=meeting.pk, actor=actor, based_on=None, at=moment(HELD))
    assert rows[1].case.number in refused.value.sentence
    town.take(
        rows[1], "fase3.beku_bevilger_ikke", SECRETARY,
        REFUSES | {"indstilling.beku_begrundelse": WHY}, HELD,
    )  # fmt: skip
    with town.as_(SECRETARY, HELD) as actor:
        whole = filing.minutes_of(meeting_id=meeting.pk, viewer=actor, at=moment(HELD))
        filing.close(meeting_id=meeting.pk, actor=actor, based_on=None, at=moment(HELD))
    assert all(row.case.number in text_of(whole) for row in rows)
    papers = [Document.objects.get(case=row.case_id, kind="beslutningsreferat") for row in rows]
    for mine, other, paper in ((rows[0], rows[1], papers[0]), (rows[1], rows[0], papers[1])):
        version = paper.versions.get()
        text = text_of(storage.read(version.sha256) or b"")
        assert mine.case.number in text
        assert other.case.number not in text
    assert "Skolens egne muligheder" in text_of(storage.read(papers[1].versions.get().sha256) or b"")
    meeting.refresh_from_db()
    assert meeting.outcomes == {"bevilget": 1, "afslag": 1}
    told = LedgerEvent.objects.filter(case__in=[row.case_id for row in rows], step="fase3.beslutningsreferat")
    assert told.count() == 2
    mails = Dispatch.objects.filter(kind="beku_besked")
    assert mails.exists()
    assert not any(row.case.child.family_name in mail.body + mail.subject for row in rows for mail in mails)
    with viewing():
        seen = {row.case_number for row in agenda(town.viewer(SECRETARY, HELD), meeting).rows}
    assert rows[1].case.number not in seen  # what BEKU is done with, it sees no more
    with town.as_(SECRETARY, HELD) as actor, pytest.raises(MeetingIsOver):
        filing.close(meeting_id=meeting.pk, actor=actor, based_on=None, at=moment(HELD))


def text_of(content: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def test_a_decision_that_has_been_told_is_not_set_right(town: Town):
    row = town.row()
    meeting = town.meeting(row)
    attend(town, meeting)
    town.take(row, "fase3.beku_beslutter", SECRETARY, GRANT, HELD)
    event = LedgerEvent.objects.filter(case=row.case_id, step="fase3.beku_beslutter").latest("number").number
    with town.as_(SECRETARY, HELD) as actor:
        filing.file_item(
            case_id=row.case_id, occurrence=row.occurrence, meeting_id=meeting.pk, actor=actor, at=moment(HELD)
        )
        with pytest.raises(MeetingIsOver):
            minutes.write_minutes(
                case_id=row.case_id, occurrence=row.occurrence, meeting_id=meeting.pk, text="Nyt", needs_bch=None,
                based_on=99, actor=actor, at=moment(HELD),
            )  # fmt: skip
        for act in (commands.annul, commands.correct):
            more = {"facts": {}, "on": HELD} if act is commands.correct else {}
            with pytest.raises(StepClosed, match="X23"):
                act(  # type: ignore[operator]
                    case_id=row.case_id, event=event, actor=actor, at=moment(HELD), based_on=None, reason="Nej", **more
                )  # fmt: skip
    with pytest.raises(StepClosed):
        town.take(row, "fase3.beku_bevilger_ikke", SECRETARY, REFUSES, HELD)


@pytest.mark.parametrize("step", ["fase3.indstil_til_beku", "fase3.beslutningsreferat", "opened"])
def test_nor_is_it_taken_away_by_another_door(town: Town, step: str):
    row = town.row()
    meeting = town.meeting(row)
    attend(town, meeting)
    town.take(row, "fase3.beku_beslutter", SECRETARY, GRANT, HELD)
    with town.as_(SECRETARY, HELD) as actor:
        filing.file_item(
            case_id=row.case_id, occurrence=row.occurrence, meeting_id=meeting.pk, actor=actor, at=moment(HELD)
        )
    events = LedgerEvent.objects.filter(case=row.case_id)
    opened = int(row.occurrence.rpartition("-")[2])
    event = opened if step == "opened" else events.filter(step=step).latest("number").number
    by = SECRETARY if step == "fase3.beslutningsreferat" else events.get(number=event).actor.username
    with town.as_(by, HELD) as actor, pytest.raises(StepClosed, match="X23"):
        commands.annul(
            case_id=row.case_id, event=event, actor=actor, at=moment(HELD), based_on=None, reason="Det var en fejl"
        )
    assert DocketItem.objects.filter(case=row.case_id, occurrence=row.occurrence, outcome="bevilget").exists()


def test_who_is_disqualified_leaves_the_item_and_the_minutes_say_so(town: Town):
    row = town.row()
    meeting = town.meeting(row)
    Bar.objects.create(
        case=row.case,
        user=town.users[MEMBER],
        reason="Nabo",
        since=DAY,
        said_by=town.users[MEMBER],
        said_at=moment(DAY),
    )
    with viewing():
        barred = viewer_of(town.users[MEMBER], DAY)
        assert row.case.number not in {each.case_number for each in agenda(barred, meeting).rows}
        assert agenda(barred, meeting).hidden == 1
        mine = next(r for r in agenda(town.viewer(SECRETARY), meeting).rows if r.case_number == row.case.number)
        assert mine.leaving == (town.users[MEMBER].name,)


def test_the_board_acts_in_no_case_that_does_not_wait_for_it(town: Town):
    with house("prøven"):
        done = Case.objects.exclude(docket__waits=True).first()
    assert done is None or relation_to(town.viewer(SECRETARY), done).roles == ()

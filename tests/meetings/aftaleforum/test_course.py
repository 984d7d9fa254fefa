"""A meeting from plan to summary, through the acts of the workplace."""

from datetime import date, timedelta
from typing import Any

import pytest

from sagsgang.casework import queries
from sagsgang.casework.models import Grant, LedgerEvent, OpenTask
from sagsgang.casework.refusals import AnswersInvalid, NotYours, StepClosed
from sagsgang.documents.models import Document
from sagsgang.meetings.aftaleforum import closing, planning, running, summing
from sagsgang.meetings.aftaleforum.models import Invitation, Meeting, Participant
from sagsgang.meetings.aftaleforum.planning import How, Invitee
from sagsgang.meetings.aftaleforum.refusals import MeetingClosed, MeetingMoved
from sagsgang.meetings.aftaleforum.running import Agreed
from sagsgang.outbox.models import Dispatch
from sagsgang.procedure.faelles_sagsforloeb.aftaleforum import DELTAGERE_BUF, INDBUDTE
from sagsgang.procedure.workdays import danish_time
from tests.meetings.aftaleforum.ground import MEETING_DAY, Ground, at, fresh

DUE = date(2026, 4, 9)


def everybody_came(ground: Ground, row: Meeting) -> None:
    present = {each.pk: "ja" for each in row.participants.all()}
    running.attend(case_id=ground.case.pk, meeting=row.pk, present=present, actor=ground.viewer("sanne", MEETING_DAY))


def agreed(ground: Ground, row: Meeting, what: str, role: str) -> None:
    running.agree(case_id=ground.case.pk, meeting=row.pk, agreed=Agreed(what, role, "", DUE),
                  actor=ground.viewer("sanne", MEETING_DAY))  # fmt: skip


def held(ground: Ground, row: Meeting, by: str = "sanne", **more: Any) -> Meeting:
    closing.hold(
        case_id=ground.case.pk, meeting=row.pk, version=row.version,
        **{"on": MEETING_DAY, "recommendation": "ja", "how": How(None), "actor": ground.viewer(by, MEETING_DAY),
           "at": at(MEETING_DAY, 15), **more},
    )  # fmt: skip
    return fresh(row)


def steps(ground: Ground) -> list[str]:
    taken = LedgerEvent.objects.filter(case=ground.case).order_by("number")
    return [row.step for row in taken if row.step.startswith(("aftale", "aftaleforum"))]


def test_a_meeting_from_plan_to_summary(ground: Ground):
    row = ground.ready()
    everybody_came(ground, row)
    agreed(ground, row, "Skolen finder en fast voksen", "skoleleder")
    agreed(ground, row, "Vi følger hende i skole", "familien")
    row = held(ground, row)
    summing.send(page=ground.page("sanne", MEETING_DAY), meeting=row.pk, how=How(None), law="", reason="",
                 actor=ground.viewer("sanne", MEETING_DAY), at=at(MEETING_DAY, 16))  # fmt: skip
    assert steps(ground) == [
        "aftaleforum.indkald", "aftaleforum.deltagere", "aftaleforum.indkald_familien", "aftaleforum.samtale_forud",
        "aftaleforum.afhold", "aftale.noter", "aftale.noter", "aftaleforum.opsamling",
    ]  # fmt: skip
    assert list(Document.objects.filter(case=ground.case).values_list("kind", "half")) == [("opsamling", "faelles")] * 2


def test_agreements_become_tasks_of_those_who_stand_for_them(ground: Ground):
    row = ground.ready()
    everybody_came(ground, row)
    agreed(ground, row, "Skolen finder en fast voksen", "skoleleder")
    held(ground, row)
    tasks = OpenTask.objects.filter(case=ground.case, step="aftale.udfoert")
    assert [(task.role, task.due) for task in tasks] == [("skoleleder", DUE)]
    rows = queries.overview(ground.viewer("karen", MEETING_DAY))
    mine = (*rows.overdue, *rows.today, *rows.this_week, *rows.later)
    assert "aftale.udfoert" in [each.step.key for each in mine]


def test_an_agreement_for_a_day_that_is_gone_is_refused_at_its_field(ground: Ground):
    row = ground.ready()
    with pytest.raises(AnswersInvalid) as refused:
        running.agree(
            case_id=ground.case.pk, meeting=row.pk, agreed=Agreed("Noget", "skoleleder", "", date(2020, 1, 1)),
            actor=ground.viewer("sanne", MEETING_DAY),
        )  # fmt: skip
    assert "Dagen er gået" in refused.value.fields["senest"]
    assert not row.agreements.exists()


def test_a_meeting_held_on_another_day_than_planned_is_told_of_on_that_day(ground: Ground):
    row = ground.ready()
    everybody_came(ground, row)
    planned, later = danish_time(row.starts_at), MEETING_DAY + timedelta(days=1)
    row = held(ground, row, on=later, actor=ground.viewer("sanne", later), at=at(later, 15))
    assert danish_time(row.starts_at) == planned + timedelta(days=1)


def test_the_chair_is_the_declarations(ground: Ground):
    row = ground.ready()
    everybody_came(ground, row)
    with pytest.raises(NotYours):
        held(ground, row, by="rikke")
    assert ground.page().assessment.standing("aftaleforum.afhold", row.occurrence).owner.key == "skolesocialraadgiver"


def test_one_administration_alone_is_no_meeting(ground: Ground):
    row = ground.ready()
    sof = row.participants.filter(fact=INDBUDTE.key)
    running.attend(case_id=ground.case.pk, meeting=row.pk, present={each.pk: "ja" for each in sof},
                   actor=ground.viewer("sanne", MEETING_DAY))  # fmt: skip
    with pytest.raises(AnswersInvalid) as refused:
        held(ground, row)
    assert "BUF" in refused.value.fields["fremmoede"]
    assert "M3" in refused.value.fields["fremmoede"]
    assert "aftaleforum.afhold" not in steps(ground)


def test_without_buf_the_step_itself_refuses(ground: Ground):
    row = ground.summoned()
    everybody_came(ground, row)
    with pytest.raises(StepClosed) as refused:
        held(ground, row)
    assert "skolen" in refused.value.sentence


def test_nothing_is_half_held(ground: Ground):
    row = ground.ready()
    everybody_came(ground, row)
    agreed(ground, row, "Noget", "skoleleder")
    row.agreements.update(role="findes_ikke")
    with pytest.raises(AnswersInvalid):
        held(ground, row)
    assert "aftaleforum.afhold" not in steps(ground)
    assert fresh(row).recommendation == ""


def test_the_school_leader_strikes_nobody_of_sof_or_the_family(ground: Ground):
    row = ground.summoned()
    karen = Invitee(DELTAGERE_BUF.key, "skoleleder", "Karen Æbelø", ground.town.users["karen"].pk)
    sneaked = Invitee(INDBUDTE.key, "sof_leder", "Lise Krogh", ground.town.users["lise"].pk)
    before = set(row.participants.filter(fact=INDBUDTE.key).values_list("pk", flat=True))
    planning.confirm_buf(case_id=ground.case.pk, meeting=row.pk, version=row.version, invited=[karen, sneaked],
                         how=How(None), actor=ground.viewer("karen"), at=at())  # fmt: skip
    assert set(row.participants.filter(fact=INDBUDTE.key, gone=False).values_list("pk", flat=True)) == before
    assert [each.option for each in row.participants.filter(fact=DELTAGERE_BUF.key, gone=False)] == ["skoleleder"]


def test_an_older_plan_is_refused_and_changes_nothing(ground: Ground):
    row = ground.summoned()
    with pytest.raises(MeetingMoved):
        planning.cancel(case_id=ground.case.pk, meeting=row.pk, version=row.version - 1, why="Sygdom", how=How(None),
                        actor=ground.viewer("anna"), at=at())  # fmt: skip
    assert "aftaleforum.aflys" not in steps(ground)


def test_a_meeting_that_is_over_is_not_written_in(ground: Ground):
    row = ground.ready()
    everybody_came(ground, row)
    row = held(ground, row)
    with pytest.raises(MeetingClosed):
        agreed(ground, row, "For sent", "skoleleder")


def test_whoever_acts_for_neither_side_plans_nothing(ground: Ground):
    tom = ground.town.users["tom"]
    tom.assignments.update(role="beku_medlem", unit=ground.town.units["beku"])
    Grant.objects.create(case=ground.case, user=tom, role="beku_medlem", cause="udvalg", since=date(2026, 1, 1),
                         reason="På dagsordenen", given_at=at())  # fmt: skip
    with pytest.raises(NotYours):
        planning.may_work(ground.viewer("tom"), ground.case)


def test_a_plan_and_an_agreement_that_are_sent_twice_are_one(ground: Ground):
    assert ground.draft().pk == ground.draft().pk
    row = ground.ready()
    agreed = Agreed("Ringe om morgenen", "sagsbehandler", "Anna", date(2026, 4, 1))
    more = {"case_id": ground.case.pk, "meeting": row.pk, "agreed": agreed, "actor": ground.viewer("anna")}
    assert running.agree(**more).pk == running.agree(**more).pk
    assert row.agreements.count() == 1


def test_recorded_afterwards_in_one_go(ground: Ground):
    day = date(2026, 2, 24)
    plan = ground.plan(starts_at=at(day, 13))
    told = closing.Afterwards(
        plan, frozenset(each.who for each in plan.invited), "Vi talte om morgenerne.", "Hun vil gerne i skole.",
        (Agreed("Skolen ringer hver mandag", "skoleleder", "", DUE),), "ikke_droeftet",
    )  # fmt: skip
    how = How(None, backdating="Mødet blev holdt på skolen.", departure="Familien var indkaldt pr. telefon.")
    row = closing.record_afterwards(case_id=ground.case.pk, told=told, how=how, actor=ground.viewer("anna"), at=at())
    days = {event.on for event in LedgerEvent.objects.filter(case=ground.case, step__startswith="aftale")}
    assert days == {day}
    assert row.agreements.get().occurrence
    assert not Dispatch.objects.exists()


def test_recorded_afterwards_all_or_nothing(ground: Ground):
    plan = ground.plan(starts_at=at(date(2026, 2, 24), 13))
    told = closing.Afterwards(plan, frozenset(), "", "", (), "ja")
    with pytest.raises(AnswersInvalid):
        closing.record_afterwards(case_id=ground.case.pk, told=told, how=How(None, backdating="Sent", departure="x"),
                                  actor=ground.viewer("anna"), at=at())  # fmt: skip
    assert not Meeting.objects.exists()
    assert steps(ground) == []


def test_a_meeting_in_the_future_is_not_recorded_as_held(ground: Ground):
    told = closing.Afterwards(ground.plan(starts_at=at() + timedelta(days=3)), frozenset(), "", "", (), "ja")
    with pytest.raises(AnswersInvalid) as refused:
        closing.record_afterwards(
            case_id=ground.case.pk, told=told, how=How(None), actor=ground.viewer("anna"), at=at()
        )
    assert "dag" in refused.value.fields


def test_whoever_was_invited_and_drops_out_is_told(ground: Ground):
    row = ground.ready()
    left = tuple(each for each in ground.plan().invited if each.option != "skolesocialraadgiver")
    planning.move(case_id=ground.case.pk, meeting=row.pk, version=row.version, plan=ground.plan(invited=left),
                  how=How(None), actor=ground.viewer("anna"), at=at())  # fmt: skip
    gone = Participant.objects.get(meeting=row, option="skolesocialraadgiver")
    assert gone.gone
    assert [each.method for each in Invitation.objects.filter(participant=gone)] == ["REQUEST", "CANCEL"]

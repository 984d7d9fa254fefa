"""The invitation, its change and its cancellation are one event to an independent parser (RFC 5545, RFC 5546)."""

import json
import re
import shutil
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from sagsgang.documents import storage
from sagsgang.meetings.aftaleforum import planning
from sagsgang.meetings.aftaleforum.calendar import CANCEL, REQUEST, invitation
from sagsgang.meetings.aftaleforum.models import Meeting, Participant
from sagsgang.meetings.aftaleforum.planning import How
from sagsgang.outbox.models import Dispatch
from tests.meetings.aftaleforum.ground import MEETING_DAY, Ground, at, fresh

ROOT = Path(__file__).resolve().parents[3]
READ = """
import { readFileSync } from "node:fs";
import ICAL from "ical.js";
const told = readFileSync(0, "utf-8").split("\f").map((text) => {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const events = calendar.getAllSubcomponents("vevent");
  const event = events[0];
  const value = (name) => {
    const found = event.getFirstPropertyValue(name);
    return found === null ? null : String(found);
  };
  return {
    events: events.length, method: calendar.getFirstPropertyValue("method"),
    uid: value("uid"), sequence: event.getFirstPropertyValue("sequence"), status: value("status"),
    start: event.getFirstPropertyValue("dtstart").toJSDate().toISOString(),
    end: event.getFirstPropertyValue("dtend").toJSDate().toISOString(),
    summary: value("summary"), description: value("description"),
    attendees: event.getAllProperties("attendee").map((each) => String(each.getFirstValue())),
  };
});
console.log(JSON.stringify(told));
"""


def parsed(*files: bytes) -> list[dict[str, Any]]:
    """What ical.js makes of the files: a parser that knows nothing of ours."""
    given = "\f".join(each.decode() for each in files)
    node = shutil.which("node") or "node"
    command = [node, "--input-type=module", "-e", READ]
    ran = subprocess.run(command, input=given, capture_output=True, text=True, cwd=ROOT, check=True)  # noqa: S603  our own
    return json.loads(ran.stdout)  # type: ignore[no-any-return]


def sent_to(who: Participant) -> list[bytes]:
    """The calendar files that went to somebody, in order."""
    dispatches = Dispatch.objects.filter(pk__in=who.invitations.values("dispatch")).order_by("pk")
    return [storage.read(file.sha256) or b"" for each in dispatches for file in each.enclosures.all()]


def moved(ground: Ground, row: Meeting, **more: Any) -> Meeting:
    planning.move(case_id=ground.case.pk, meeting=row.pk, version=row.version, plan=ground.plan(**more), how=How(None),
                  actor=ground.viewer("anna"), at=at())  # fmt: skip
    return fresh(row)


def cancelled(ground: Ground, row: Meeting) -> None:
    planning.cancel(case_id=ground.case.pk, meeting=row.pk, version=row.version, why="Psykologen er syg.",
                    how=How(None), actor=ground.viewer("anna"), at=at())  # fmt: skip


def test_request_update_and_cancel_are_one_event(ground: Ground):
    row = moved(ground, ground.ready(), starts_at=at(date(2026, 3, 31), 9))
    cancelled(ground, row)
    asked, again, off = parsed(*sent_to(row.participants.get(option="psykolog")))
    assert asked["uid"] == again["uid"] == off["uid"]
    assert [each["sequence"] for each in (asked, again, off)] == [0, 1, 2]
    assert [each["method"] for each in (asked, again, off)] == [REQUEST, REQUEST, CANCEL]
    assert (asked["status"], off["status"]) == ("CONFIRMED", "CANCELLED")
    assert {each["events"] for each in (asked, again, off)} == {1}


def test_the_hour_is_right_on_both_sides_of_summer_time(ground: Ground):
    row = moved(ground, ground.ready(), starts_at=at(date(2026, 3, 31), 9))
    before, after = parsed(*sent_to(row.participants.get(option="psykolog")))
    assert before["start"] == "2026-03-26T12:00:00.000Z"  # 13.00 while it is winter
    assert after["start"] == "2026-03-31T07:00:00.000Z"  # 9.00 when summer time has begun on the 29th


def test_it_tells_of_nobody_and_of_nothing(ground: Ground):
    row = ground.ready()
    for each in row.participants.all():
        for file in sent_to(each) if each.email else []:
            text = file.decode().replace("\r\n ", "")
            assert not re.search("Zenobia|Testesen|Frode|Mathilde|undersøgelse|PPV", text, re.IGNORECASE)
    told = parsed(*sent_to(row.participants.get(option="psykolog")))[0]
    assert told["summary"] == f"Møde i Aftaleforum, sag {ground.case.number}"
    assert told["description"] is None
    assert told["attendees"] == ["mailto:petra@kommune.example"]


def test_the_mail_says_nothing_either(ground: Ground):
    ground.ready()
    for mail in Dispatch.objects.filter(port="mail"):
        assert mail.subject == f"Møde i Aftaleforum, sag {ground.case.number}"
        assert not re.search("Zenobia|Testesen", mail.body)
        assert mail.extra == {"method": REQUEST}


def test_the_same_is_sent_once(ground: Ground):
    row = ground.ready()
    before = Dispatch.objects.count()
    buf = [each for each in ground.plan().invited if each.option == "psykolog"]
    planning.confirm_buf(case_id=ground.case.pk, meeting=row.pk, version=row.version, invited=buf, how=How(None),
                         actor=ground.viewer("karen"), at=at())  # fmt: skip
    asked = [each for each in Dispatch.objects.all() if each.extra.get("method") != CANCEL]
    assert len(asked) == before


@pytest.mark.parametrize("sitting", [1, 2])
def test_parents_apart_have_a_sitting_each(ground: Ground, sitting: int):
    row = ground.draft(parents="hver_for_sig", second_starts_at=at(MEETING_DAY, 15))
    told = parsed(invitation(row, ground.case.number, sitting, method=REQUEST, at=at()))[0]
    assert told["start"] == {1: "2026-03-26T12:00:00.000Z", 2: "2026-03-26T14:00:00.000Z"}[sitting]
    other = parsed(invitation(row, ground.case.number, 3 - sitting, method=REQUEST, at=at()))[0]
    assert told["uid"] != other["uid"]


def test_the_moment_it_was_made_is_in_it(ground: Ground):
    row = ground.draft()
    at_noon = datetime(2026, 3, 2, 11, 0, tzinfo=UTC)
    assert b"DTSTAMP:20260302T110000Z" in invitation(row, ground.case.number, 1, method=REQUEST, at=at_noon)

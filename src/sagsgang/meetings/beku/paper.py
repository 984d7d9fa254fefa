"""BEKU's minutes as papers: one for each case with its own item only, and one for the board (P3.8, M9)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings

from sagsgang.meetings.beku.agenda import Agenda, Row
from sagsgang.meetings.beku.models import Meeting, Member
from sagsgang.procedure.workdays import in_full, in_words
from sagsgang.typesetting import PAPER, pdf

HALF = {
    "": "SOF har ikke afgjort sin del endnu",
    "ja": "SOF har bevilget sin del",
    "nej": "SOF har ikke bevilget sin del",
}


def of_item(found: Agenda, row: Row, said: Sequence[tuple[str, str]], at: datetime) -> bytes:
    """The beslutningsreferat of one case: who was there, what was decided and why. Nothing of any other case."""
    data = {
        "title": "Beslutningsreferat fra BEKU",
        "sender": [settings.MUNICIPALITY, found.meeting.board.name],
        "meta": [["Sag", row.case_number], ["Barn", row.child], ["Møde", in_full(found.meeting.day)]],
        "sections": [_decision(row, said), _minutes(row), _there(found, row)],
        "footer": f"Sag {row.case_number}. Referatet er lavet {in_words(at.date())}.",
    }
    return pdf(PAPER, data, at=at)


def of_meeting(found: Agenda, at: datetime) -> bytes:
    """The minutes of the meeting, with the items that whoever asks may see."""
    meeting = found.meeting
    sections: list[dict[str, Any]] = [_there(found, None)]
    for row in found.rows:
        heading = f"{row.number}. Sag {row.case_number}: {row.child}"
        facts = [["Indstillet til", row.offer], ["Udfald", row.outcome or "intet udfald endnu"], *_late(row)]
        sections.append({"heading": heading, "facts": facts, "text": row.item.minutes if row.item else ""})
    if found.hidden:
        count = "1 punkt" if found.hidden == 1 else f"{found.hidden} punkter"
        sections.append({"notice": f"{count} er udeladt: sagen er ikke længere åben for den, der henter referatet."})
    data = {
        "title": "Referat af møde i BEKU",
        "sender": [settings.MUNICIPALITY, meeting.board.name],
        "meta": [
            ["Møde", in_full(meeting.day)],
            ["Sted", meeting.place or "ikke oplyst"],
            ["Stand", state_words(meeting)],
        ],
        "sections": sections,
        "footer": "Fortroligt. Referatet ligger også i hver enkelt sag, med sagens eget punkt alene.",
    }
    return pdf(PAPER, data, at=at)


def state_words(meeting: Meeting) -> str:
    """How the meeting stands, in words."""
    return str(Meeting.State(meeting.state).label)


def _decision(row: Row, said: Sequence[tuple[str, str]]) -> dict[str, Any]:
    docket = row.docket
    asked = f"{row.offer}, {row.occasion.lower()}" + (f", {docket.months} måneder" if docket.months else "")
    facts = [["Indstillet til", asked], ["Udfald", row.outcome], ["Besluttet", _day(docket.decided_on)]]
    facts += (
        [["Den sociale del", HALF.get(row.other_half, row.other_half)]]
        if docket.outcome in ("bevilget", "afventer_sof")
        else []
    )
    facts += [[asks, answer] for asks, answer in said]
    return {"heading": "Beslutning", "facts": [*facts, *_late(row)]}


def _late(row: Row) -> list[list[str]]:
    if not row.docket.late:
        return []
    when, due = _day(row.docket.submitted_on), _day(row.docket.papers_due)
    taken = "taget op af formanden" if row.docket.taken_on else "ikke taget op"
    return [["Frist for papirer", f"{due}; papirerne kom {when}, {taken}"]]


def _minutes(row: Row) -> dict[str, Any]:
    return {
        "heading": "Referat",
        "text": row.item.minutes if row.item and row.item.minutes else "Der er ikke skrevet mere.",
    }


def _there(found: Agenda, row: Row | None) -> dict[str, Any]:
    there = [
        _member(m) for m in found.members if m.pk in found.present and (row is None or m.user.name not in row.leaving)
    ]
    facts = (
        [["Begrundelse", f"Der var for få til stede: {found.meeting.quorum_reason}"]]
        if found.meeting.quorum_reason
        else []
    )
    if row is not None and row.leaving:
        facts.append(["Forlod punktet", f"{', '.join(row.leaving)} (inhabil, forvaltningsloven § 3)"])
    if row is not None and row.item is not None and row.item.needs_bch:
        facts.append(["Borgercenter Handicap", "BBU har vurderet, at BCH's leder skal deltage."])
    return {"heading": "Til stede", "list": there or ["Det er ikke skrevet, hvem der var til stede."], "facts": facts}


def _member(member: Member) -> str:
    function = str(Member.Function(member.function).label)
    chair = ", formand" if member.chair else ""
    instead = f", i stedet for {member.stands_in_for.user.name}" if member.stands_in_for else ""
    return f"{member.user.name}, {function}{chair}{instead}"


def _day(day: date | None) -> str:
    return in_words(day) if day is not None else ""

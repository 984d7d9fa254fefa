"""The meeting as a calendar knows it: one event, asked for, moved and cancelled (RFC 5545, RFC 5546).

It says when and where, and which case: no name of the child, no agenda. Each copy names its own receiver and nobody
else, so that nobody learns from a calendar who the others are. Times are in UTC, right on both sides of a change of
the clock.
"""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings
from icalendar import Calendar, Event, vCalAddress, vText

from sagsgang.meetings.aftaleforum.models import Meeting, Participant

REQUEST, CANCEL = "REQUEST", "CANCEL"
FILE_NAME = "indkaldelse.ics"
NOBODY = "ingen-svar@sagsgang.invalid"


def subject_of(case_number: str) -> str:
    """Return the only thing a calendar and a mail are told of the meeting."""
    return f"Møde i Aftaleforum, sag {case_number}"


def mime_of(method: str) -> str:
    """Return the kind of content, by which a mail program knows that it is an invitation."""
    return f"text/calendar; method={method}; charset=utf-8"


def invitation(
    meeting: Meeting, case_number: str, sitting: int, *, method: str, at: datetime, to: Participant | None = None
) -> bytes:
    """Return the calendar file for one receiver and one sitting; the same event under the same UID for ever."""
    event = Event()
    event.add("uid", f"{meeting.uuid}-{sitting}@sagsgang")
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", at.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", meeting.starts(sitting).astimezone(UTC))
    event.add("dtend", meeting.ends(sitting).astimezone(UTC))
    event.add("summary", subject_of(case_number))
    if meeting.place:
        event.add("location", meeting.place)
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
    organizer = vCalAddress(f"mailto:{settings.MAIL_SENDER or NOBODY}")
    organizer.params["cn"] = vText(settings.MUNICIPALITY)
    event["organizer"] = organizer
    if to is not None and to.email:
        attendee = vCalAddress(f"mailto:{to.email}")
        attendee.params["role"] = vText("REQ-PARTICIPANT")
        attendee.params["rsvp"] = vText("TRUE" if method == REQUEST else "FALSE")
        event.add("attendee", attendee, encode=False)
    calendar = Calendar()
    calendar.add("prodid", "-//Sagsgang//Aftaleforum//DA")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(event)
    return bytes(calendar.to_ical())

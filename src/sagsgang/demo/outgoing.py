"""What has left the town's cases, and what has not: Digital Post, a letter to print, mails that stand still."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from sagsgang.adapters.drops import name_of
from sagsgang.adapters.mail import AWAY, LOST_ANSWER, NEVER
from sagsgang.casework.halves import Half
from sagsgang.casework.models import Case, TeamMember
from sagsgang.demo.town import MUNICIPALITY
from sagsgang.outbox.commands import post
from sagsgang.outbox.delivery import deliver_due
from sagsgang.outbox.parcels import (
    DIGITAL_POST,
    MAIL,
    PRINT,
    Attachment,
    Parcel,
    Receipt,
    Refused,
    Responsible,
    TryAgain,
    Uncertain,
    mail_to,
)
from sagsgang.procedure.workdays import COPENHAGEN, in_words
from sagsgang.typesetting import PAPER, pdf

CASES = 15
KIND = "oevelse"
"""No sender waits to be told of these."""


class Story(NamedTuple):
    """One dispatch: by which way, what it is called, what it says, and what the other end answered."""

    port: str
    subject: str
    body: str
    answer: Receipt | Exception


STORIES = (
    Story(DIGITAL_POST, "Kvittering for din henvendelse", "", Receipt()),
    Story(PRINT, "Orientering om sagens forløb", "", Receipt(by_hand=True)),
    Story(MAIL, "Der er kommet et svar i sagen", "Log ind og se svaret.", Refused(NEVER.format(code=550))),
    Story(MAIL, "Påmindelse om et møde", "Log ind og se mødet.", Uncertain(LOST_ANSWER)),
    Story(MAIL, "Der er lagt et nyt papir i sagen", "Log ind og se papiret.", TryAgain(AWAY)),
)  # fmt: skip


@dataclass(frozen=True)
class _Played:
    """The other end, which answers as the story says."""

    answers: Mapping[str, Receipt | Exception]
    repeatable: bool = True

    def send(self, parcel: Parcel, posted_at: datetime, handing_over: Callable[[], None]) -> Receipt:
        answer = self.answers[parcel.key]
        if isinstance(answer, Exception):
            raise answer
        return answer if answer.by_hand else Receipt(name_of(parcel.key))


def send_out(day: date) -> None:
    """Post something in the first open cases that have a caseworker, and let it go as its story tells."""
    members = TeamMember.objects.filter(role="sagsbehandler", until=None, case__summary__is_open=True)
    at = datetime.combine(day - timedelta(days=1), time(9), COPENHAGEN)
    answers: dict[str, Receipt | Exception] = {}
    for number, member in enumerate(members.select_related("case__summary", "user").order_by("case", "pk")[:CASES]):
        story = STORIES[number % len(STORIES)]
        parcel = _parcel(story, member.case, member.user_id, at)
        answers[parcel.key] = story.answer
        post(parcel, at=at + timedelta(minutes=number))
    port = _Played(answers)
    deliver_due(at + timedelta(hours=1), dict.fromkeys((MAIL, DIGITAL_POST, PRINT), port), {})


def _parcel(story: Story, case: Case, user: int, at: datetime) -> Parcel:
    to = mail_to("modtager@eksempel.example") if story.port == MAIL else {"lines": "Opdigtet Modtager\nPapirgade 1"}
    files = () if story.port == MAIL else (_letter(story, at),)
    return Parcel(
        f"oevelse:{case.pk}", story.port, KIND, case.pk, to, story.subject, story.body,
        Responsible("sagsbehandler", case.summary.sof_unit_id, user), files, Half.SOF,
    )  # fmt: skip


def _letter(story: Story, at: datetime) -> Attachment:
    said = {
        "title": story.subject,
        "sender": [MUNICIPALITY],
        "meta": [["Dato", in_words(at.date())]],
        "intro": "Vi skriver for at fortælle, hvor sagen er, og hvad der sker nu.",
        "notice": "Brevet er opdigtet og hører til demobyen.",
    }
    return Attachment("brev.pdf", "application/pdf", pdf(PAPER, said, at=at))

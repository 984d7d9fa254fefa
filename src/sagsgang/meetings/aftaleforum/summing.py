"""The summary: set as a PDF from the minutes, filed in the case, sent to those entitled to it (M5, P2.4, G5).

The administrations have one; the family has its own, in which what might be offered stays out until the professionals
have recorded that they agree (M8, X22), and parents who met apart each have theirs. It never limits aktindsigt.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from sagsgang.casework.access import Viewer
from sagsgang.casework.commands import Result
from sagsgang.casework.halves import Half
from sagsgang.casework.ledger import lock
from sagsgang.casework.papers import named
from sagsgang.casework.queries import CasePage
from sagsgang.documents.commands import Entry, make
from sagsgang.meetings.aftaleforum.calendar import subject_of
from sagsgang.meetings.aftaleforum.closing import owner_words
from sagsgang.meetings.aftaleforum.inviting import PDF, address_of, responsible, to_colleague, to_person
from sagsgang.meetings.aftaleforum.lists import called
from sagsgang.meetings.aftaleforum.models import Meeting, Participant, Piece, Summary
from sagsgang.meetings.aftaleforum.planning import How, may_work, meeting_in, take_step
from sagsgang.meetings.aftaleforum.proposing import family_may_be_told, offers_may_be_told
from sagsgang.meetings.aftaleforum.refusals import MeetingClosed
from sagsgang.meetings.aftaleforum.running import NO, YES
from sagsgang.outbox.commands import post
from sagsgang.outbox.parcels import Attachment
from sagsgang.procedure.faelles_sagsforloeb.aftaleforum import ANBEFALING, OPSAMLING_PAPIR, SEND_OPSAMLING
from sagsgang.procedure.faelles_sagsforloeb.papirer import OPSAMLING
from sagsgang.procedure.wording import capital
from sagsgang.procedure.workdays import danish_day, danish_time, in_digits, in_full, in_words
from sagsgang.typesetting import PAPER, pdf

KIND = "opsamling"
NOTHING_SAID = "Der er ikke skrevet noget under punktet."
FILE_NAME = "opsamling.pdf"
NO_DECISION = "Aftaleforum afgør ikke noget. Hvis der bliver brug for et særligt tilbud, er det BEKU, der bevilger det."
_THERE = {YES: "Var med", NO: "Var ikke med", "": "Ikke noteret"}


@transaction.atomic
def send(*, page: CasePage, meeting: int, how: How, law: str, reason: str, actor: Viewer, at: datetime) -> Result:
    """File the summaries, take the step by which they are sent, and send each to those it is for.

    `law`, `reason`: another basis than consent for laying it where both administrations read it. While the family is
    held back, its summaries are filed and none of them is sent (X8).

    :raises NoBasis: nothing lets it lie there
    """
    case = lock(page.case.pk)
    may_work(actor, case)
    row = meeting_in(case, meeting)
    if not row.occurrence or row.summaries.exists():
        raise MeetingClosed("Opsamlingen er allerede sendt, eller mødet er ikke holdt.")
    entry = Entry(OPSAMLING.key, Half.JOINT, danish_day(at), law=law, reason=reason)
    offers = offers_may_be_told(page)
    filed = [_file(row, entry, family, sitting, offers, actor, at) for family, sitting in audiences(row)]
    document = filed[0].document
    facts = {OPSAMLING_PAPIR.key: named(document.number)}
    result = take_step(case, SEND_OPSAMLING.key, row.occurrence, facts, how, actor, at)
    for each in filed:
        if not each.family or family_may_be_told(result.assessment.world):
            _send_one(row, each, offers, actor, at)
    return result


def audiences(row: Meeting) -> list[tuple[bool, int]]:
    """Return for whom there is a summary: the administrations first, then the family of each sitting."""
    family = [(True, sitting) for sitting in (row.sittings if row.apart else (0,))]
    return [(False, 0), *family]


def _file(row: Meeting, entry: Entry, family: bool, sitting: int, offers: bool, actor: Viewer, at: datetime) -> Summary:
    content = summary(row, family=family, sitting=sitting, offers=offers, at=at)
    name = "til familien" if family else "til SOF og BUF"
    called = f"{capital(OPSAMLING.title)}, {name}{f', samtale {sitting}' if sitting else ''}"
    version = make(case_id=row.case_id, entry=replace(entry, called=called), content=content, actor=actor, at=at)
    return Summary.objects.create(meeting=row, family=family, sitting=sitting, document=version.document)


def _send_one(row: Meeting, filed: Summary, offers: bool, actor: Viewer, at: datetime) -> None:
    for each in _receivers(row, filed):
        key = f"aftaleforum:{row.pk}:{each.pk}:opsamling:{filed.pk}"
        subject = f"Opsamling fra Aftaleforum, sag {row.case.number}"
        if each.person is not None:
            content = summary(row, family=True, sitting=filed.sitting, offers=offers, at=at, to=each)
            post(to_person(
                each.person, key=key, kind=KIND, case=row.case, subject=subject,
                attachment=Attachment(FILE_NAME, PDF, content), responsible=responsible(row, actor),
                about=f"aftaleforum:{row.pk}",
            ), at=at)  # fmt: skip
        elif each.email:
            body = "Opsamlingen ligger i Sagsgang på sagen, under Dokumenter."
            post(to_colleague(row, each, key=key, kind=KIND, subject=subject, body=body, actor=actor), at=at)


def _receivers(row: Meeting, filed: Summary) -> Iterable[Participant]:
    """The parents and the child of the sitting, or the staff who log in; the network and leisure get none of it."""
    people = row.participants.filter(gone=False).select_related("person")
    if not filed.family:
        return people.filter(user__isnull=False)
    mine = people.filter(option__in=("foraeldre", "barnet"))
    return [each for each in mine if not filed.sitting or each.takes_part_in(filed.sitting)]


# The paper -----------------------------------------------------------------------------------------------------------


def summary(
    row: Meeting, *, family: bool, sitting: int, offers: bool, at: datetime, to: Participant | None = None
) -> bytes:
    """Return the summary as a PDF; `offers`: whether the family may hear of what might be offered (M8, X22)."""
    begins = danish_time(row.starts(sitting or 1))
    facts = [["Hvornår", f"{in_full(begins.date())} kl. {begins:%H.%M}"]]
    facts += [["Hvor", row.place]] if row.place else []
    facts += [["Tolk", row.interpreter]] if row.interpreter else []
    sections: list[dict[str, Any]] = [{"heading": "Mødet", "facts": facts}, _attendance(row, sitting)]
    for each in pieces_for(row, family=family, sitting=sitting, offers=offers):
        sections.append({"heading": each.heading, "text": each.body or NOTHING_SAID})
    sections += _agreements(row, recommends=offers or not family)
    return pdf(PAPER, {
        "title": "Opsamling fra Aftaleforum",
        "sender": [settings.MUNICIPALITY],
        "recipient": address_of(to.person) if to is not None and to.person is not None else [],
        "meta": [["Sag", row.case.number], ["Dato", in_words(danish_time(at).date())]],
        "footer": subject_of(row.case.number),
        "notice": NO_DECISION,
        "sections": sections,
    }, at=at)  # fmt: skip


def pieces_for(row: Meeting, *, family: bool, sitting: int, offers: bool) -> list[Piece]:
    """Return the pieces of the minutes that stand in a summary: those of the sitting, and offers when they may be told.

    A piece nobody wrote in is left out, but for the points of the agenda.
    """
    found = row.pieces.order_by("position", "pk")
    if family and sitting:
        found = found.filter(sitting__in=(0, sitting))
    return [
        each
        for each in found
        if (each.body or each.kind == Piece.Kind.PUNKT)
        and not (family and not offers and each.kind == Piece.Kind.TILBUD)
    ]


def _attendance(row: Meeting, sitting: int) -> dict[str, Any]:
    people = [each for each in row.participants.filter(gone=False) if not sitting or each.takes_part_in(sitting)]
    words = called(row, people)
    rows = [[words[each.pk], each.name, _THERE[each.present]] for each in people]
    return {"heading": "Deltagere", "head": ["Hvem", "Navn", "Fremmøde"], "rows": rows, "columns": [3, 3, 2]}


def _agreements(row: Meeting, *, recommends: bool) -> list[dict[str, Any]]:
    rows = [[each.what, owner_words(each), in_digits(each.due)] for each in row.agreements.all()]
    told: list[dict[str, Any]] = []
    if rows:
        head = ["Hvad", "Hvem", "Senest"]
        told.append({"heading": "Det er aftalt", "head": head, "rows": rows, "columns": [4, 3, 2]})
    words = next((option.statement for option in ANBEFALING.options if option.value == row.recommendation), "")
    if words and recommends:
        told.append({"heading": "Om at indstille til BEKU", "text": f"{words}."})
    return told

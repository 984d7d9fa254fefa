"""Who is told of a meeting, and how: staff by mail with a calendar file, the family by letter (P2.2, M5, G5).

A mail goes to whoever has an address; who has none downloads the calendar file. The family's letter goes by Digital
Post, or on paper where somebody is exempt; a protected address is never printed. Everything leaves by the outbox, in
the transaction in which the step was taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.conf import settings

from sagsgang.casework.access import Viewer
from sagsgang.casework.halves import Half
from sagsgang.casework.models import Case
from sagsgang.meetings.aftaleforum.calendar import CANCEL, FILE_NAME, REQUEST, invitation, mime_of, subject_of
from sagsgang.meetings.aftaleforum.lists import FAMILY, called
from sagsgang.meetings.aftaleforum.models import Invitation, Meeting, Participant, Piece
from sagsgang.outbox.commands import post
from sagsgang.outbox.parcels import DIGITAL_POST, MAIL, METHOD, PRINT, Attachment, Parcel, Responsible, mail_to
from sagsgang.people.models import Person
from sagsgang.people.queries import gets_paper
from sagsgang.procedure.faelles_sagsforloeb.roller import SAGSBEHANDLER
from sagsgang.procedure.workdays import danish_time, in_full, in_words
from sagsgang.typesetting import PAPER, pdf

KIND = "indkaldelse"
PDF = "application/pdf"
LETTER = "indkaldelse.pdf"
_SAYS = {
    REQUEST: "Du indkaldes til et møde. Kalenderfilen er vedhæftet.",
    CANCEL: "Mødet er aflyst. Kalenderfilen, der fjerner det, er vedhæftet.",
}


def ask(meeting: Meeting, participants: Iterable[Participant], *, method: str, actor: Viewer, at: datetime) -> int:
    """Send the invitation, its change or its cancellation to these participants; how many sendings it became.

    The same participant, sitting and number of the calendar is sent once, however often it is asked for.
    """
    count = 0
    for each in participants:
        for sitting in meeting.sittings:
            if each.takes_part_in(sitting):
                count += _ask_one(meeting, each, sitting, method, actor, at)
        if method == REQUEST:
            each.invited = meeting.sequence
            each.save(update_fields=["invited"])
    return count


def _ask_one(meeting: Meeting, to: Participant, sitting: int, method: str, actor: Viewer, at: datetime) -> int:
    parcel = (
        _letter(meeting, to, sitting, method, actor, at)
        if to.option in FAMILY
        else _mail(meeting, to, sitting, method, actor, at)
    )
    if parcel is None:
        return 0
    dispatch = post(parcel, at=at)
    Invitation.objects.get_or_create(
        participant=to, method=method, sequence=meeting.sequence, sitting=sitting, defaults={"dispatch": dispatch}
    )
    return 1


def _key(meeting: Meeting, to: Participant, sitting: int, method: str) -> str:
    return f"aftaleforum:{meeting.pk}:{to.pk}:{sitting}:{method.lower()}:{meeting.sequence}"


def responsible(meeting: Meeting, actor: Viewer) -> Responsible:
    """Return who owns what cannot be delivered: the caseworker's unit, and whoever sent it."""
    unit = next((held.unit_id for held in actor.roles if held.role == SAGSBEHANDLER), None)
    return Responsible(SAGSBEHANDLER.key, unit_id=unit, user_id=actor.user_id)


def _mail(meeting: Meeting, to: Participant, sitting: int, method: str, actor: Viewer, at: datetime) -> Parcel | None:
    if not to.email:
        return None
    case = meeting.case
    content = invitation(meeting, case.number, sitting, method=method, at=at, to=to)
    return to_colleague(
        meeting, to, key=_key(meeting, to, sitting, method), kind=KIND, subject=subject_of(case.number), actor=actor,
        body=f"{_SAYS[method]}\n\nDagsordenen står i Sagsgang på sagen.",
        attachments=(Attachment(FILE_NAME, mime_of(method), content),), extra={METHOD: method},
    )  # fmt: skip


def to_colleague(
    meeting: Meeting, to: Participant, *, key: str, kind: str, subject: str, body: str, actor: Viewer,
    attachments: tuple[Attachment, ...] = (), extra: Mapping[str, str] | None = None,
) -> Parcel:  # fmt: skip
    """Return the parcel for somebody who is written to by mail; it says nothing of the child."""
    return Parcel(
        key=key, port=MAIL, kind=kind, case_id=meeting.case_id, to=mail_to(to.email, to.name),
        subject=subject, body=body, responsible=responsible(meeting, actor), attachments=attachments,
        half=Half.JOINT, about=f"aftaleforum:{meeting.pk}", extra=extra or {},
    )  # fmt: skip


def _letter(meeting: Meeting, to: Participant, sitting: int, method: str, actor: Viewer, at: datetime) -> Parcel | None:
    if to.person is None:
        return None
    case = meeting.case
    content = letter(meeting, case, to.person, sitting, method=method, at=at)
    return to_person(
        to.person, key=_key(meeting, to, sitting, method), kind=KIND, case=case, subject=subject_of(case.number),
        attachment=Attachment(LETTER, PDF, content), responsible=responsible(meeting, actor),
        about=f"aftaleforum:{meeting.pk}",
    )  # fmt: skip


def to_person(
    person: Person, *, key: str, kind: str, case: Case, subject: str, attachment: Attachment, responsible: Responsible,
    about: str,
) -> Parcel:  # fmt: skip
    """Return the parcel for a private person: Digital Post, or paper for whoever is exempt from it (G5)."""
    on_paper = gets_paper(person)
    to = {"lines": "\n".join(address_of(person))} if on_paper else {"person": str(person.pk)}
    return Parcel(
        key=key, port=PRINT if on_paper else DIGITAL_POST, kind=kind, case_id=case.pk, to=to, subject=subject,
        body="", responsible=responsible, attachments=(attachment,), half=Half.JOINT, about=about,
    )  # fmt: skip


def address_of(person: Person) -> list[str]:
    """Return name and address as they may be printed: of a protected address only that it is protected."""
    return [person.name, *(line.strip() for line in person.shown_address.splitlines() if line.strip())]


def letter(meeting: Meeting, case: Case, person: Person, sitting: int, *, method: str, at: datetime) -> bytes:
    """Return the family's invitation as a PDF, with what Aftaleforum is and that BEKU decides (M8, P2.2)."""
    begins, ends = danish_time(meeting.starts(sitting)), danish_time(meeting.ends(sitting))
    facts = [["Hvornår", f"{in_full(begins.date())} kl. {begins:%H.%M}–{ends:%H.%M}"]]
    facts += [["Hvor", meeting.place]] if meeting.place else []
    facts += [["Tolk", meeting.interpreter]] if meeting.interpreter else []
    facts += [["Hvordan I mødes", "I mødes hver for sig og får hver jeres opsamling."]] if meeting.apart else []
    cancelled = method == CANCEL
    points = [] if cancelled else [each.title for each in agenda_of(meeting, sitting)]
    sections = [{"heading": "Mødet", "facts": facts}]
    if points:
        sections.append({"heading": "Det, vi skal tale om", "list": points})
        sections.append({"heading": "De, der er inviteret", "list": _who_comes(meeting, sitting)})
    return pdf(PAPER, {
        "title": "Mødet i Aftaleforum er aflyst" if cancelled else "Indkaldelse til Aftaleforum",
        "sender": [settings.MUNICIPALITY],
        "recipient": address_of(person),
        "meta": [["Sag", case.number], ["Dato", in_words(danish_time(at).date())]],
        "footer": subject_of(case.number),
        "intro": CANCELLED if cancelled else INTRO,
        "sections": sections,
    }, at=at)  # fmt: skip


def _who_comes(meeting: Meeting, sitting: int) -> list[str]:
    """Everybody who takes part in the sitting, as the family knows them."""
    people = [each for each in meeting.participants.filter(gone=False) if each.takes_part_in(sitting)]
    words = called(meeting, people)
    return [f"{words[each.pk]}: {each.name}" if each.name else words[each.pk] for each in people]


INTRO = (
    "Du indkaldes til et møde i Aftaleforum. Her taler familien sammen med skolen, psykologen og borgercentret om, "
    "hvad hver af os kan gøre for barnet.\n\n"
    "Aftaleforum afgør ikke noget. Hvis der bliver brug for et særligt tilbud, er det BEKU, der bevilger det."
)
CANCELLED = "Mødet, du er indkaldt til, bliver ikke til noget. Du hører fra os, hvis der indkaldes til et nyt."


def agenda_of(meeting: Meeting, sitting: int) -> list[Piece]:
    """Return the points of the agenda of that sitting; what may be offered is never one of them (M8)."""
    found = meeting.pieces.filter(kind=Piece.Kind.PUNKT, sitting__in=(0, sitting)).order_by("position", "pk")
    return list(found)

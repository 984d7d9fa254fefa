"""Sending a letter: each receiver's copy is kept as a document of the case and handed to the outbox, once."""

from __future__ import annotations

from datetime import datetime

from sagsgang.casework.access import Viewer
from sagsgang.casework.halves import Half
from sagsgang.documents import commands as documents
from sagsgang.documents import storage
from sagsgang.documents.commands import Entry
from sagsgang.documents.kinds import OTHER
from sagsgang.documents.models import LONGEST_TITLE, Share, Version
from sagsgang.letters import settling
from sagsgang.letters.content import HALVES
from sagsgang.letters.desk import Desk
from sagsgang.letters.models import LONGEST_NAME, Copy, Letter, Signature
from sagsgang.letters.order import Turn
from sagsgang.letters.receivers import Addressee
from sagsgang.letters.refusals import NobodyToReceive
from sagsgang.letters.setting import Frame, Signed, copy_pdf
from sagsgang.outbox.commands import post
from sagsgang.outbox.parcels import DIGITAL_POST, MAIL, PRINT, Attachment, Parcel, Responsible, mail_to
from sagsgang.people.models import Unit
from sagsgang.people.queries import holders
from sagsgang.procedure.language import Role, Side
from sagsgang.procedure.wording import capital
from sagsgang.procedure.workdays import danish_day, in_words

KIND = "brev"
NOTICE = "besked"
SUBJECT = "Brev fra kommunen"
WAITING = "Der er nyt til dig i Sagsgang"
LOG_IN = "Der ligger et nyt brev til dig i en sag. Log ind i Sagsgang for at læse det. Svar ikke på denne mail."
CROSSES = "Brevet er skrevet til den, der får det, og meddeler det, modtageren skal vide for at kunne gøre sit."
_PORTS = {Copy.Way.DIGITAL: DIGITAL_POST, Copy.Way.PRINT: PRINT}


def post_copies(desk: Desk, turn: Turn, role: Role, actor: Viewer, at: datetime) -> None:
    """Make the copies of a letter that is ready, keep them, and hand them to the outbox, in the caller's transaction.

    :raises NobodyToReceive: there is nobody to get it
    """
    receivers, letter = desk.receivers, desk.letter
    if receivers.missing or not receivers.addressees:
        raise NobodyToReceive(" ".join(receivers.missing) or "Der er ingen modtager.")
    letter.state, letter.sent_by_id, letter.sent_as, letter.sent_at = Letter.State.AFSENDT, actor.user_id, role.key, at
    letter.decided = " ".join(side.name for side in desk.content.sides)
    letter.version += 1
    letter.save()
    frame = frame_of(desk, at)
    for number, to in enumerate(receivers.addressees, 1):
        _post_one(desk, number, to, copy_pdf(desk.content, to, frame), actor, at)
    settling.complete(letter, at)


def frame_of(desk: Desk, at: datetime, *, draft: bool = False) -> Frame:
    """What stands around the content: who has signed, in the order they did."""
    letter, roles = desk.letter, desk.assessment.world.procedure.role_by_key
    rows = Signature.objects.filter(letter=letter, kind=Signature.Kind.UNDERSKREVET).select_related("user")
    holding = {turn.signature.pk for turn in desk.turns if turn.signature is not None}
    last = {row.step: row for row in rows.order_by("pk") if row.pk in holding or letter.sent_at is not None}
    signed = tuple(
        Signed(
            row.user.name,
            ", ".join(part for part in (capital(roles[row.role].title), row.unit_name) if part),
            f"Underskrevet {in_words(danish_day(row.at))}",
        )
        for row in last.values()
    )
    unit = desk.filler.unit_name(desk.turns[-1].step.roles()[0].seat)
    return Frame(letter.case.number, unit, letter.case.child.name, signed, at, draft)


def _post_one(desk: Desk, number: int, to: Addressee, content: bytes, actor: Viewer, at: datetime) -> None:
    letter = desk.letter
    copy = Copy.objects.create(
        letter=letter, number=number, to=to.to, person=to.person, role=to.role.key if to.role else "",
        unit_id=to.unit_id, name=to.name[:LONGEST_NAME], way=to.way, sent_on=danish_day(at),
        document=_kept(desk, to, content, actor, at),
    )  # fmt: skip
    if to.way is Copy.Way.INTERN:
        copy.state, copy.delivered_at = Copy.State.LEVERET, at
        copy.received_on, copy.documented = danish_day(at), True
        copy.save()
        _tell(desk, copy, to, at)
        return
    copy.dispatch_key = f"brev:{letter.pk}:eksemplar:{number}"
    copy.save(update_fields=["dispatch_key"])
    post(_parcel(desk, copy, to, content, actor), at=at)


def _parcel(desk: Desk, copy: Copy, to: Addressee, content: bytes, actor: Viewer) -> Parcel:
    letter = desk.letter
    receiver = {"lines": "\n".join(to.lines)}
    if to.way is Copy.Way.DIGITAL and to.person is not None:
        receiver = {"person": str(to.person.pk)}
    return Parcel(
        key=copy.dispatch_key,
        port=_PORTS[to.way],
        kind=KIND,
        case_id=letter.case_id,
        to=receiver,
        subject=SUBJECT,
        body="",
        responsible=_responsible(desk, actor),
        attachments=(Attachment("brev.pdf", "application/pdf", content),),
        half=letter.half,
        about=f"copy:{copy.pk}",
    )


def _responsible(desk: Desk, actor: Viewer) -> Responsible:
    """Whoever sends it owns it when it cannot be delivered; by his role in its unit, so that nothing is stranded."""
    role = desk.letter.sent_as
    held = desk.filler.held(actor, role)
    return Responsible(role, held.unit_id if held is not None else None, actor.user_id)


def _kept(desk: Desk, to: Addressee, content: bytes, actor: Viewer, at: datetime) -> Version:
    """The copy as a document of the case, where its receiver can read it if he is in the house."""
    declared, day = desk.content.declared, danish_day(at)
    half = desk.letter.half
    if to.role is not None and HALVES.get(to.role.side) != half:
        half = Half.JOINT
    basis = declared.basis(day)
    entry = Entry(
        kind=declared.document.key if declared.document is not None else OTHER,
        half=half,
        on=day,
        title=capital(declared.title),
        called=f"{capital(declared.title)}, til {to.name}"[:LONGEST_TITLE],
        law=basis.key if basis is not None and half == Half.JOINT else "",
        reason=CROSSES if basis is not None and half == Half.JOINT else "",
    )
    made = documents.make(case_id=desk.letter.case_id, entry=entry, content=content, actor=actor, at=at)
    if to.role is not None and to.role.side is Side.PROVIDER and to.unit_id is not None:
        documents.share(
            case_id=desk.letter.case_id, number=made.document.number, to=Share.To.PROVIDER,
            unit=Unit.objects.get(pk=to.unit_id), law=basis.key if basis is not None else "", reason=CROSSES,
            actor=actor, at=at,
        )  # fmt: skip
    return made


def _tell(desk: Desk, copy: Copy, to: Addressee, at: datetime) -> None:
    """A mail to those in the house who get a copy: that something waits, and nothing of what it is (P3F.6)."""
    if to.role is None or to.unit_id is None:
        return
    unit = Unit.objects.get(pk=to.unit_id)
    for user in holders(to.role.key, unit, danish_day(at)):
        if not user.email:
            continue
        post(
            Parcel(
                key=f"brev:{desk.letter.pk}:besked:{copy.number}:{user.pk}", port=MAIL, kind=NOTICE,
                case_id=desk.letter.case_id, to=mail_to(user.email, user.name), subject=WAITING,
                body=LOG_IN, responsible=Responsible(to.role.key, to.unit_id), half=desk.letter.half,
            ),
            at=at,
        )  # fmt: skip


def content_of_copy(copy: Copy) -> bytes | None:
    """The bytes of a copy that was sent; None when the file is gone with the case."""
    return storage.read(copy.document.sha256) if copy.document is not None else None

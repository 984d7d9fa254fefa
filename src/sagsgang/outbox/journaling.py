"""Writing in the systems of record: a step's paper is sent there, and the answer takes the step (P3F.11, G3, I)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction

from sagsgang.casework.access import Relation, Viewer, related, viewer_of
from sagsgang.casework.answers import SYSTEM
from sagsgang.casework.commands.take import may_take, take
from sagsgang.casework.halves import HOME
from sagsgang.casework.ledger import load, lock
from sagsgang.casework.models import Case, CaseSeat
from sagsgang.casework.procedures import procedure_of
from sagsgang.casework.refusals import CaseworkRefusal, NotYours, StepClosed, UnknownStep
from sagsgang.documents import storage
from sagsgang.documents.content import type_named
from sagsgang.documents.kinds import safe_name
from sagsgang.documents.models import Document, Version
from sagsgang.documents.sight import reads_home
from sagsgang.outbox.commands import post
from sagsgang.outbox.models import Dispatch, Journaling
from sagsgang.outbox.parcels import Attachment, Parcel, Responsible
from sagsgang.people.models import User
from sagsgang.people.refusals import Refusal
from sagsgang.procedure.engine import Standing, State, assess
from sagsgang.procedure.language import Journal, Role, Step
from sagsgang.procedure.wording import capital
from sagsgang.procedure.workdays import danish_day, in_digits

KIND = "journal"
_Outcome = Journaling.Outcome


class NothingToSend(CaseworkRefusal):
    """The paper that is to be journalised is not in the case as a file that may go out."""

    code = "journal.intet_papir"
    status = 409


class AlreadyUnderWay(CaseworkRefusal):
    """It has been sent, and the system has not answered."""

    code = "journal.undervejs"
    status = 409
    sentence = "Den er sendt allerede. Vent på svaret, eller se den i udbakken."


@transaction.atomic
def journalise(*, case_id: int, step: str, occurrence: str, actor: Viewer, at: datetime) -> Journaling:
    """Send what the step journalises to its system; the step is taken, in his name, when the system has answered.

    :raises UnknownCase, UnknownStep: not there, or a step that journalises nothing
    :raises StepClosed, NotYours: it is not open, or not his to take
    :raises NothingToSend, AlreadyUnderWay: no paper that may go out; or it has gone already
    """
    case = lock(case_id)
    relation = related(actor, case)
    standing = _standing(case, step, occurrence, at)
    journal, role = _journal(standing.step), may_take(standing, relation)
    if role is None:
        raise NotYours(f"»{standing.step.title}« tages af {standing.owner.definite}.")
    if standing.state is not State.OPEN:
        raise StepClosed(f"»{standing.step.title}« kan ikke tages nu.", standing)
    before = Journaling.objects.filter(case=case, step=step, occurrence=occurrence)
    if before.filter(outcome=_Outcome.UNDERVEJS).exists():
        raise AlreadyUnderWay
    files = _files(case, actor, relation, journal)
    row = Journaling.objects.create(
        case=case, step=step, occurrence=occurrence, system=journal.system, number=before.count() + 1,
        sent_by_id=actor.user_id, sent_as=role.key, sent_at=at,
    )  # fmt: skip
    row.dispatch = post(_parcel(row, standing.step, files, role, _owner(case, actor, role)), at=at)
    row.save(update_fields=["dispatch"])
    return row


def under_way(case: Case, step: str, occurrence: str) -> Journaling | None:
    """The latest sending for the step that has not led to its being taken."""
    rows = Journaling.objects.filter(case=case, step=step, occurrence=occurrence).exclude(outcome=_Outcome.INDFOERT)
    return rows.select_related("dispatch").order_by("-number").first()


def settled(dispatch: Dispatch, at: datetime) -> None:
    """The system has answered, or nobody could send it: take the step, or leave it open and say why."""
    row = Journaling.objects.select_related("case", "sent_by").filter(dispatch=dispatch).first()
    if row is None or row.outcome == _Outcome.INDFOERT:
        return
    if dispatch.state == Dispatch.State.SENDT:
        row.outcome, row.why = _recorded(row, dispatch, at)
    else:
        row.outcome, row.why = _Outcome.IKKE_SENDT, dispatch.failure or dispatch.why
    row.save(update_fields=["outcome", "why"])


def _recorded(row: Journaling, dispatch: Dispatch, at: datetime) -> tuple[Journaling.Outcome, str]:
    """Take the step in the name of who sent it; where it cannot be taken any longer, say why, and keep the number."""
    day, followed = danish_day(at), procedure_of(row.case)
    step = followed.step(row.step, day)
    actor = viewer_of(User.objects.get(pk=row.sent_by_id), day)
    try:
        with transaction.atomic():
            take(
                case_id=row.case_id, step=row.step, occurrence=row.occurrence, actor=actor, on=day, at=at,
                facts=_facts(_journal(step), dispatch.reference, at), based_on=None,
            )  # fmt: skip
    except Refusal as refusal:
        return _Outcome.IKKE_INDFOERT, refusal.sentence[:300]
    return _Outcome.INDFOERT, ""


def _facts(journal: Journal, reference: str, at: datetime) -> dict[str, Any]:
    facts = {}
    if journal.number is not None:
        facts[journal.number.key] = reference
        facts[journal.number.key + SYSTEM] = journal.system
    if journal.day is not None:
        facts[journal.day.key] = in_digits(danish_day(at))
    return facts


def _standing(case: Case, step: str, occurrence: str, at: datetime) -> Standing:
    assessment = assess(procedure_of(case), load(case), danish_day(at))
    standing = assessment.standing(step, occurrence)
    if standing is None or standing.step.journal is None:
        raise UnknownStep
    return assessment.to_take(standing)


def _journal(step: Step) -> Journal:
    if step.journal is None:
        raise UnknownStep
    return step.journal


def _files(case: Case, actor: Viewer, relation: Relation, journal: Journal) -> tuple[Attachment, ...]:
    """The newest version of the paper that he reads and that may go out; nothing where only words are registered."""
    if journal.paper is None:
        return ()
    for version in _papers(case, actor, relation, journal.paper.key):
        content = storage.read(version.sha256)
        if content is not None:
            kind, document = type_named(version.content_type), version.document
            name = safe_name(document.kind, case.number, document.number, version.number, kind.suffix)
            return (Attachment(name, kind.mime, content),)
    raise NothingToSend(_nothing(journal))


def lacks_paper(case: Case, actor: Viewer, relation: Relation, journal: Journal) -> str:
    """Why it cannot be sent: there is no file of the paper that may go out; "" where it can. A query or two."""
    if journal.paper is None or any(True for _ in _papers(case, actor, relation, journal.paper.key)):
        return ""
    return _nothing(journal)


def _papers(case: Case, actor: Viewer, relation: Relation, kind: str) -> Iterator[Version]:
    """The newest versions of the papers of that kind that he reads and that may go out, newest first."""
    for document in Document.objects.filter(case=case, kind=kind).order_by("-number"):
        version = document.versions.order_by("-number").first()
        if version is None or not reads_home(actor, relation, document):
            continue
        if version.scan in (Version.Scan.CLEAN, Version.Scan.OWN):
            yield version


def _nothing(journal: Journal) -> str:
    paper = journal.paper.title if journal.paper is not None else ""
    return (
        f"Der ligger ingen fil i sagen med {paper}, der kan sendes til {journal.system}. "
        "Læg den under Dokumenter, eller skriv det nummer, den har fået, herunder."
    )


def _owner(case: Case, actor: Viewer, role: Role) -> Responsible:
    """Who sent it, in the unit that has the role's part in the case: somebody may hold the role in several."""
    units = [held.unit_id for held in actor.roles if held.role == role]
    seat = CaseSeat.objects.filter(case=case, seat=role.seat.value, unit__in=units).first()
    return Responsible(role.key, seat.unit_id if seat is not None else None, actor.user_id)


def _parcel(row: Journaling, step: Step, files: tuple[Attachment, ...], role: Role, responsible: Responsible) -> Parcel:
    paper = _journal(step).paper
    return Parcel(
        key=f"journal:{row.pk}",
        port=row.system.lower(),
        kind=KIND,
        case_id=row.case_id,
        to={"person": str(row.case.child_id)},
        subject=f"{capital(paper.title) if paper else 'Registrering'} til {row.system}",
        body=step.title,
        responsible=responsible,
        attachments=files,
        half=HOME[role.side],
        about=f"journal:{row.pk}",
        extra={"sag": row.case.number, "dokument": paper.key if paper else "", "trin": row.step},
    )

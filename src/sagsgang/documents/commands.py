"""What can be done with documents: lay one up, make one, refer to one, correct, share, stop sharing, fetch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from sagsgang.casework.access import Relation, Viewer, related, visible_related
from sagsgang.casework.answers import LONGEST_TEXT, Wrong, clean, is_seen
from sagsgang.casework.commands.take import check_day
from sagsgang.casework.halves import Half
from sagsgang.casework.ledger import lock
from sagsgang.casework.models import Case
from sagsgang.casework.placement import Directory, seats_of
from sagsgang.casework.procedures import procedure_of
from sagsgang.casework.refusals import AnswersInvalid, NotYours, ReasonMissing, UnknownCase
from sagsgang.casework.scope import current, gate
from sagsgang.documents import storage
from sagsgang.documents.bases import RECEIVERS, SENDERS, Crossings, Ground, Party
from sagsgang.documents.content import ContentType, recognise, type_named
from sagsgang.documents.kinds import OTHER, kinds_of, safe_name
from sagsgang.documents.models import LONGEST_REFERENCE, LONGEST_TITLE, Document, Fetch, Share, Version
from sagsgang.documents.refusals import BasisGone, FileDamaged, NotScanned, NotYourDocument, UnknownDocument
from sagsgang.documents.scanning import scan_one
from sagsgang.documents.sight import may_change, reads_home, shared_with
from sagsgang.people.models import Unit
from sagsgang.procedure.language import Role, Seat, Side
from sagsgang.procedure.workdays import danish_day

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """What is said of a document when it is added: kind, whose it is, its own date, and what lets both read it."""

    kind: str
    half: str
    on: date
    title: str = ""
    law: str = ""
    reason: str = ""
    called: str = ""  # by the house itself, where it makes several of a kind that must be told apart


@dataclass(frozen=True, slots=True)
class File:
    """A file as it came: its content, and the name it had where it came from, which is personal data."""

    content: bytes
    name: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file on its way out: its content, its kind, and the name that says nothing of anybody."""

    content: bytes
    kind: ContentType
    name: str


def upload(*, case_id: int, entry: Entry, file: File, actor: Viewer, at: datetime) -> Version:
    """Lay a file up as a new document. It is scanned at once, or waits for the scanner to answer.

    :raises FileRefused: the content is not one we take
    :raises NoBasis: it is laid where both administrations read it, and nothing lets it
    """
    _may_add(_found(case_id), actor)
    kind = recognise(file.content, settings.FILES_MOST_BYTES)
    made = _add_with_file(case_id, entry, file, kind, Document.Origin.UPLOADED, actor, at)
    scan_one(made, at)
    return made


def make(*, case_id: int, entry: Entry, content: bytes, actor: Viewer, at: datetime) -> Version:
    """Keep a PDF that the house itself has set as a new document."""
    kind = type_named("application/pdf")
    return _add_with_file(case_id, entry, File(content), kind, Document.Origin.MADE, actor, at)


@transaction.atomic
def refer(*, case_id: int, entry: Entry, system: str, reference: str, actor: Viewer, at: datetime) -> Document:
    """Refer to a paper by its number in the system that holds it (G3)."""
    case = lock(case_id)
    if system not in procedure_of(case).systems:
        raise AnswersInvalid({"system": "Vælg det system, papiret ligger i."})
    reference = _line(reference, "reference", LONGEST_REFERENCE)
    if not reference:
        raise AnswersInvalid({"reference": "Skriv det nummer, papiret har i systemet."})
    document = _new(case, entry, Document.Origin.REFERRED, actor, at)
    document.system, document.reference = system, reference
    document.save(update_fields=["system", "reference"])
    return document


def add_version(*, case_id: int, number: int, file: File, reason: str, actor: Viewer, at: datetime) -> Version:
    """Add a corrected file to a document, with the reason; what was there before stays, and so does what was shared."""
    _mine(_found(case_id), number, actor)
    kind = recognise(file.content, settings.FILES_MOST_BYTES)
    sha256 = storage.keep(file.content)
    with transaction.atomic():
        document = _mine(lock(case_id), number, actor)
        reason = _words(reason, "reason")
        if not reason:
            raise ReasonMissing("Skriv, hvad der er rettet, og hvorfor.", field="reason")
        if document.origin == Document.Origin.REFERRED:
            raise NotYourDocument("Dokumentet ligger i et andet system og rettes der.")
        made = _version(document, sha256, file, kind, reason, actor, at)
    scan_one(made, at)
    return made


@transaction.atomic
def share(
    *, case_id: int, number: int, to: str, unit: Unit | None, law: str, reason: str, actor: Viewer, at: datetime
) -> Share:
    """Let a document across, as it is now. What it rests on is checked here, and again whenever it is opened.

    :raises NoBasis: no consent covers it, and no legal basis is named
    """
    case = lock(case_id)
    document = _mine(case, number, actor)
    if to not in _receivers(document):
        raise AnswersInvalid({"to": "Vælg, hvem dokumentet skal deles med."})
    receiver = RECEIVERS[Share.To(to)]
    crossings, reason = Crossings.of(case, danish_day(at)), _words(reason, "reason")
    unit = _unit_in(receiver, unit, crossings)
    version = document.versions.order_by("-number").first()
    if version is not None and version.scan not in (Version.Scan.CLEAN, Version.Scan.OWN):
        raise NotScanned("Filen kan først deles, når den er scannet for skadelig kode.")
    there = Share.objects.filter(document=document, to=to, unit=unit, version=version, stopped_at=None)
    if any(crossings.holds(each) for each in there.select_related("document")):
        raise AnswersInvalid({"to": "Dokumentet er allerede delt der."})
    ground = crossings.ground(SENDERS[document.half], receiver, law, reason)
    return _share(document, version, to, unit, ground, actor, at)


@transaction.atomic
def stop_sharing(*, case_id: int, number: int, share_id: int, why: str, actor: Viewer, at: datetime) -> Share:
    """Stop a sharing of that document for what is not fetched yet; who has fetched it already stays on record."""
    case = lock(case_id)
    related(actor, case)
    shares = Share.objects.filter(document__case=case, document__number=number, stopped_at=None)
    found = shares.select_related("document").filter(pk=share_id).first()
    if found is None or found.to == Share.To.FAELLES:
        raise UnknownDocument("Delingen findes ikke, eller den er allerede stoppet.")
    _mine(case, found.document.number, actor)
    why = _words(why, "why")
    if not why:
        raise ReasonMissing("Skriv, hvorfor delingen stoppes.", field="why")
    found.stopped_by_id, found.stopped_at, found.stopped_why = actor.user_id, at, why
    found.save(update_fields=["stopped_by", "stopped_at", "stopped_why"])
    return found


def fetch(*, viewer: Viewer, case_number: str, number: int, version: int, at: datetime) -> Fetched:
    """Hand out the file of one version and put it on record; whoever it is shared with, only while its basis holds.

    :raises UnknownCase, UnknownDocument: not there, or not his to know of
    :raises BasisGone: the consent that it was shared on no longer holds
    :raises NotScanned: it has not been found clean; its uploader alone gets it back while it waits
    """
    case, relation = visible_related(viewer, case_number)
    row = Version.objects.filter(document__case=case, document__number=number, number=version)
    found = row.select_related("document").first()
    if found is None:
        raise UnknownDocument
    by = None if reads_home(viewer, relation, found.document) else _share_behind(case, found, viewer, relation)
    _let_out(found, viewer)
    content = storage.read(found.sha256)
    if content is None:
        raise FileDamaged
    kind = type_named(found.content_type)
    Fetch.objects.create(version=found, share=by, user_id=viewer.user_id, at=at)
    current().noted("hentet fil", case.pk)
    return Fetched(content, kind, safe_name(found.document.kind, case.number, number, version, kind.suffix))


def _share_behind(case: Case, version: Version, viewer: Viewer, relation: Relation) -> Share:
    """The share by which the viewer gets the version, whose basis holds today."""
    shares = shared_with(viewer, relation, Share.objects.filter(version=version).select_related("document"))
    if not shares:
        current().denied("fil, der ikke er delt", case.pk)
        raise UnknownDocument
    crossings = Crossings.of(case, viewer.day)
    holding = next((each for each in shares if crossings.holds(each)), None)
    if holding is None:
        current().denied("fil, hvis grundlag er bortfaldet", case.pk)
        raise BasisGone
    return holding


def _let_out(version: Version, viewer: Viewer) -> None:
    if version.scan == Version.Scan.INFECTED:
        raise NotScanned("Filen indeholder skadelig kode og kan ikke hentes.")
    if version.scan == Version.Scan.WAITING and version.added_by_id != viewer.user_id:
        raise NotScanned


# --- adding -----------------------------------------------------------------------------------------------------------


def _add_with_file(
    case_id: int, entry: Entry, file: File, kind: ContentType, origin: Document.Origin, actor: Viewer, at: datetime
) -> Version:
    """The file first, then the rows: an interruption leaves a file nobody knows of, never a row without its file."""
    sha256 = storage.keep(file.content)
    with transaction.atomic():
        document = _new(lock(case_id), entry, origin, actor, at)
        return _version(document, sha256, file, kind, "", actor, at)


def _found(case_id: int) -> Case:
    """The case, so that who may not act in it is told so before his file is looked at."""
    with gate():
        case = Case.objects.select_related("child").filter(pk=case_id).first()
    if case is None:
        raise UnknownCase
    return case


def _may_add(case: Case, actor: Viewer) -> Relation:
    relation = related(actor, case)
    if not relation.roles:
        raise NotYours("Du har ingen rolle i sagen.")
    return relation


def _new(case: Case, entry: Entry, origin: Document.Origin, actor: Viewer, at: datetime) -> Document:
    relation = _may_add(case, actor)
    _check(case, entry, relation)
    check_day(case.child, entry.on, danish_day(at))
    role = relation.roles[0]
    crossing = entry.half == Half.JOINT and role.side is not Side.JOINT
    ground = None
    if crossing:
        crossings, reason = Crossings.of(case, danish_day(at)), _words(entry.reason, "reason")
        ground = crossings.ground(role.side, Side.JOINT, entry.law, reason)
    highest = Document.objects.filter(case=case).aggregate(Max("number"))["number__max"] or 0
    document = Document.objects.create(
        case=case, number=highest + 1, kind=entry.kind, title=_title(entry), half=entry.half, origin=origin,
        on=entry.on, added_by_id=actor.user_id, added_as=role.key, added_for_id=_unit_of(actor, role), added_at=at,
    )  # fmt: skip
    if ground is not None:
        _share(document, None, Share.To.FAELLES, None, ground, actor, at)
    return document


def _check(case: Case, entry: Entry, relation: Relation) -> None:
    wrong = {}
    if entry.kind not in {kind.key for kind in kinds_of(procedure_of(case))}:
        wrong["kind"] = "Vælg, hvad det er for et dokument."
    if entry.half not in relation.homes:
        wrong["half"] = "Vælg et af stederne på listen."
    if entry.kind == OTHER and not is_seen(entry.title):
        wrong["title"] = "Skriv, hvad dokumentet er."
    if wrong:
        raise AnswersInvalid(wrong)


def _title(entry: Entry) -> str:
    """A title of its own is for documents that the procedure has no name for; it is personal text."""
    title = entry.title if entry.kind == OTHER else entry.called
    return _line(title, "title", LONGEST_TITLE) if title or entry.kind == OTHER else ""


def _unit_of(actor: Viewer, role: Role) -> int | None:
    return next((held.unit_id for held in actor.roles if held.role == role), None)


def _version(
    document: Document, sha256: str, file: File, kind: ContentType, reason: str, actor: Viewer, at: datetime
) -> Version:
    highest = document.versions.aggregate(Max("number"))["number__max"] or 0
    own = document.origin == Document.Origin.MADE and not highest
    return Version.objects.create(
        document=document, number=highest + 1, sha256=sha256, size=len(file.content), content_type=kind.mime,
        file_name=_printable(file.name), reason=reason, scan=Version.Scan.OWN if own else Version.Scan.WAITING,
        added_by_id=actor.user_id, added_at=at,
    )  # fmt: skip


def _printable(name: str) -> str:
    """The name a file had where it came from; it is shown to those who read the document, and used for nothing."""
    return "".join(letter for letter in name if letter.isprintable())[:LONGEST_NAME]


# --- sharing ----------------------------------------------------------------------------------------------------------


def _mine(case: Case, number: int, actor: Viewer) -> Document:
    """The document, which the actor may change; UnknownDocument when he may not know of it."""
    relation = related(actor, case)
    document = Document.objects.filter(case=case, number=number).first()
    if document is None:
        raise UnknownDocument
    if not may_change(actor, relation, document):
        known = reads_home(actor, relation, document) or shared_with(actor, relation, document.shares.all())
        raise NotYourDocument if known else UnknownDocument
    return document


def receivers(document: Document) -> tuple[Share.To, ...]:
    """With whom the document can be shared: everybody who does not read its home already."""
    own = {Half.SOF.value: {Share.To.SOF}, Half.BUF.value: {Share.To.BUF}}
    without = own.get(document.half, {Share.To.SOF, Share.To.BUF}) | {Share.To.FAELLES}
    return tuple(to for to in Share.To if to not in without)


def _unit_in(receiver: Party, chosen: Unit | None, crossings: Crossings) -> Unit | None:
    """The one unit that gets it: the provider that was chosen, or the case's own board; none where a half does."""
    if receiver is Seat.PROVIDER:
        if chosen is None or chosen.kind != Unit.Kind.TILBUD:
            raise AnswersInvalid({"unit": "Vælg det tilbud, dokumentet skal deles med."})
        return chosen
    if not isinstance(receiver, Seat):
        return None
    place = seats_of(crossings.assessment.world, Directory.load()).get(receiver)
    if place is None:
        raise AnswersInvalid({"to": "Sagen har ikke noget udvalg af den slags."})
    return Unit.objects.get(pk=place.id)


def _receivers(document: Document) -> frozenset[str]:
    return frozenset(to.value for to in receivers(document))


def _share(
    document: Document, version: Version | None, to: str, unit: Unit | None, ground: Ground, actor: Viewer, at: datetime
) -> Share:
    made = Share.objects.create(
        document=document, version=version, to=to, unit=unit, consent=ground.consent,
        consent_row=ground.event, law=ground.law, reason=ground.reason, shared_by_id=actor.user_id, shared_at=at,
    )  # fmt: skip
    current().noted("delt dokument", document.case_id, ground.consent or ground.law)
    return made


def _words(words: str, field: str) -> str:
    return _cleaned(words, field, LONGEST_TEXT)


def _line(words: str, field: str, longest: int) -> str:
    return " ".join(_cleaned(words, field, longest).split())


def _cleaned(words: str, field: str, longest: int) -> str:
    try:
        return clean(words, longest)
    except Wrong as wrong:
        raise AnswersInvalid({field: str(wrong)}) from wrong

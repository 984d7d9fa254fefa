"""The complaints of a case, the one PDF by which one is sent on to its appeal board, and the sending (P3F.20, R11)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from sagsgang.archive.bundle import as_pdf, joined
from sagsgang.archive.items import items_of
from sagsgang.archive.papers import Paper, papers_of
from sagsgang.casework.access import Viewer
from sagsgang.casework.answers import REASON
from sagsgang.casework.commands.take import may_take, take
from sagsgang.casework.halves import ADMINISTRATIONS, Half
from sagsgang.casework.models import LedgerText
from sagsgang.casework.papers import number_in
from sagsgang.casework.queries import CasePage, case_page
from sagsgang.casework.refusals import UnknownStep
from sagsgang.casework.scope import current
from sagsgang.documents.commands import Entry, make
from sagsgang.documents.models import Version
from sagsgang.letters.models import Copy
from sagsgang.outbox.commands import post
from sagsgang.outbox.parcels import PRINT, Attachment, Parcel, Responsible
from sagsgang.procedure.engine import EventKind, Occurrence, Standing, State
from sagsgang.procedure.language import Fact, Side
from sagsgang.procedure.wording.events import told_facts
from sagsgang.procedure.wording.values import value_text
from sagsgang.procedure.workdays import danish_day, in_digits, in_words
from sagsgang.typesetting import PAPER, pdf

KLAGE = "klage"
KIND = "klage"
"""What a complaint is in the outbox."""


@dataclass(frozen=True, slots=True)
class Board:
    """Where the complaints over one half go: its steps, whose they are, its papers: a new decision, the bundle."""

    side: Side
    half: Half
    name: str
    received: str
    renewed: str
    renewal: str
    forwards: tuple[str, ...]
    package: str
    how: str


ANKESTYRELSEN = Board(
    Side.SOF,
    Half.SOF,
    "Ankestyrelsen",
    "klage.modtag_sof",
    "klage.ny_afgoerelse_sof",
    "ny_afgoerelse_sof",
    ("klage.videresend_sof", "klage.videresend_straks_sof"),
    "klagepakke_sof",
    "Skriv, ring eller sig det til sagsbehandleren i borgercentret.",
)
KLAGENAEVNET = Board(
    Side.BUF,
    Half.BUF,
    "Klagenævnet for Specialundervisning",
    "klage.modtag_buf",
    "klage.ny_afgoerelse_buf",
    "ny_afgoerelse_buf",
    ("klage.videresend_buf", "klage.videresend_resten_buf", "klage.videresend_straks_buf"),
    "klagepakke_buf",
    "Skriv, ring eller sig det til skolelederen.",
)
BOARDS = (ANKESTYRELSEN, KLAGENAEVNET)
_LETTERS = {
    "optagelse": ("social_afgoerelse", "optagebrev"),
    "afslag": ("afslagsbrev_sof", "afslagsbrev"),
    "forlaengelse": ("optagebrev",),
    "ophoer": ("ophoersbrev",),
}
"""In which papers a decision may stand: a half's own letter, or the joint one."""


@dataclass(frozen=True, slots=True, repr=False)
class Complaint:
    """One complaint that the viewer reads: what it is about, where it stands, and what is to be done.

    `forward` is the sending that is open; `mine` whether the viewer takes it in his own right. `open` are the tasks and
    possibilities of the complaint. Its repr tells nothing.
    """

    occurrence: Occurrence
    board: Board
    received: date
    rows: tuple[tuple[str, str], ...]
    where: str
    open: tuple[Standing, ...]
    forward: Standing | None
    mine: bool

    @property
    def ended(self) -> date | None:
        """The day on which it was closed."""
        return self.occurrence.ended

    @property
    def number(self) -> int:
        """Which of the case's complaints it is."""
        return self.occurrence.number


def complaints_of(page: CasePage) -> tuple[Complaint, ...]:
    """Return the complaints that the viewer reads, the latest first: one query more than the page."""
    found = page.assessment.world.by_subject.get(KLAGE, ())
    texts = _texts(page, found)
    told = [_complaint(page, each, texts) for each in reversed(found)]
    return tuple(each for each in told if each is not None)


def complaint_of(page: CasePage, occurrence: str) -> Complaint:
    """Return the one with that id; raises UnknownStep when it is not there, or not the viewer's to read."""
    found = next((each for each in complaints_of(page) if each.occurrence.id == occurrence), None)
    if found is None:
        raise UnknownStep
    return found


def _complaint(page: CasePage, each: Occurrence, texts: Mapping[int, Mapping[str, str]]) -> Complaint | None:
    world, followed = page.assessment.world, page.assessment.world.procedure
    board = ANKESTYRELSEN if _fact(each, "klage.over") in ("social", "buu") else KLAGENAEVNET
    if not page.relation.reads(followed.step(board.received, each.opened)):
        return None
    standings = [standing for standing in page.assessment.standings if standing.occurrence is each]
    forward = next((s for s in standings if s.step.key in board.forwards and s.state is State.OPEN), None)
    mine = forward is not None and may_take(forward, page.relation) is not None
    open_ones = tuple(s for s in standings if s.state in (State.OPEN, State.BARRED))
    rows = tuple(dict.fromkeys(_rows(page, each, texts)))
    received = _fact(each, "klage.modtaget") or each.opened
    return Complaint(each, board, received, rows, _where(board, each, standings, world.day), open_ones, forward, mine)


def _fact(place: Occurrence, key: str) -> Any:
    found = place.facts.get(key)
    return found.value if found is not None else None


def _where(board: Board, place: Occurrence, standings: Sequence[Standing], day: date) -> str:
    """Where the complaint stands, in words that a family reads."""
    if place.ended is not None and place.ended <= day:
        return f"Klagen er afsluttet {in_words(place.ended)}."
    sent = next((place.taken[key].on for key in board.forwards if key in place.taken), None)
    if sent is not None:
        return f"Klagen er sendt til {board.name} {in_words(sent)}. Vi venter på svar."
    owed = [(each.due, each.step.title) for each in standings if each.is_task and each.due is not None]
    if not owed:
        return "Klagen er modtaget."
    due, title = max(owed)
    return f"{title}, senest {in_words(due)}."


def _texts(page: CasePage, found: Sequence[Occurrence]) -> Mapping[int, Mapping[str, str]]:
    """What was written in the steps of complaints, by the event it belongs to; a correction speaks for its target."""
    belongs = {number: number for each in found for number in _told_by(each)}
    mended = [event for event in page.history if event.kind is EventKind.CORRECTED and event.target in belongs]
    belongs |= {event.number: event.target for event in mended}
    texts: dict[int, dict[str, str]] = {}
    rows = LedgerText.objects.filter(case=page.case, event__in=sorted(belongs)).order_by("event")
    for number, key, body in rows.values_list("event", "key", "body"):
        texts.setdefault(belongs[number], {})[key] = body
    return texts


def _told_by(place: Occurrence) -> frozenset[int]:
    """The numbers of the events that opened it, took its steps last, or told what is still known of it."""
    last = (event.number for event in place.taken.values())
    known = (fact.event for fact in place.facts.values())
    return frozenset({int(place.id.rpartition("-")[2]), *last, *known})


def _rows(page: CasePage, place: Occurrence, texts: Mapping[int, Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """Everything that is recorded of the complaint, as pairs of question and answer, in the order recorded."""
    followed = page.assessment.world.procedure
    steps = {event.number: event.step for event in page.assessment.world.events}
    for number in sorted(_told_by(place)):
        step, written = followed.step(steps[number], page.assessment.world.day), texts.get(number, {})
        for fact in told_facts(step):
            told = written.get(fact.key) or _said(fact, place)
            if told:
                yield fact.label, told
            if fact.key + REASON in written:
                yield "Begrundelse", written[fact.key + REASON]


def _said(fact: Fact, place: Occurrence) -> str:
    value = _fact(place, fact.key)
    return "" if value is None or fact.personal else value_text(fact, value)


# --- the bundle -------------------------------------------------------------------------------------------------------


@sensitive_variables()
def bundle(page: CasePage, complaint: Complaint, viewer: Viewer, at: datetime) -> bytes:
    """Return complaint, decision, re-assessment and list of files as one PDF: the same case and moment, same bytes."""
    others = _of_the_other_half(page, complaint.board.side)
    papers = [
        paper
        for paper in papers_of(page.case, viewer, page.relation)
        if (paper.sha256 or paper.rows) and paper.number not in others
    ]
    behind = _behind(complaint, papers, _to_the_child(page), _to_the_parents(page, complaint.board.side))
    made = [pdf(PAPER, _front(page, complaint, viewer, at, behind), at=at.astimezone(UTC))]
    for letter, paper in behind:
        content = as_pdf(paper)
        title = f"Bilag {letter}: {paper.title}"
        text = "Filen følger på de næste sider." if content else "Filen kan ikke lægges bag og sendes for sig."
        made.append(pdf(PAPER, {"title": title, "sections": [{"text": text}]}, at=at.astimezone(UTC)))
        made += [content] if content else []
    return joined(made)[0]


def _to_the_child(page: CasePage) -> frozenset[int]:
    """The numbers of the documents that are the child's own copy of a letter: it tells little of the decision."""
    copies = Copy.objects.filter(letter__case=page.case, to=Copy.To.UNGE, document__isnull=False)
    return frozenset(copies.values_list("document__document__number", flat=True))


def _to_the_parents(page: CasePage, side: Side) -> frozenset[int]:
    """The numbers of the documents that are a parent's copy of a sent letter which brought a decision of that half."""
    sent = Copy.objects.filter(letter__case=page.case, letter__sent_at__isnull=False, document__isnull=False)
    rows = sent.filter(to=Copy.To.FORAELDER).values_list("document__document__number", "letter__decided")
    return frozenset(number for number, decided in rows if side.name in decided.split())


def _of_the_other_half(page: CasePage, side: Side) -> frozenset[int]:
    """The numbers of the documents that are copies of letters which brought no decision of that half."""
    copies = Copy.objects.filter(letter__case=page.case, document__isnull=False)
    rows = copies.values_list("document__document__number", "letter__decided")
    return frozenset(number for number, decided in rows if side.name not in decided.split())


def _behind(
    complaint: Complaint, papers: Sequence[Paper], to_the_child: frozenset[int], to_the_parents: frozenset[int]
) -> list[tuple[str, Paper]]:
    """The decision, the complaint and the new decision, where they lie in the case: those named, else the letter.

    Of a letter's copies one to the parents: only it holds the whole decision. Where the letter named is not there, the
    latest by which the parents were told a decision of that half.
    """
    named = {number_in(text) for word, text in complaint.rows}
    found = [paper for paper in papers if paper.number in named]
    kinds = _LETTERS.get(str(_fact(complaint.occurrence, "klage.brev")), ())
    before = [paper for paper in papers if paper.on <= complaint.received]
    decision = _latest(kinds, before, found, to_the_child)
    if not decision and not _fact(complaint.occurrence, "klage.afgoerelse"):
        told = [paper for paper in before if paper.number in to_the_parents and paper not in found]
        there = any(paper.kind in kinds or paper.number in to_the_parents for paper in found)
        decision = () if there else sorted(told, key=lambda paper: (paper.on, paper.number))[-1:]
    changed = complaint.occurrence.taken.get(complaint.board.renewed)
    since = [paper for paper in papers if changed is not None and paper.on >= changed.on]
    renewed = _latest((complaint.board.renewal,), since, found, to_the_child)
    found = [*decision, *found, *(paper for paper in renewed if paper not in decision)]
    return [(chr(ord("A") + index), paper) for index, paper in enumerate(found)]


def _latest(
    kinds: Sequence[str], among: Sequence[Paper], found: Sequence[Paper], to_the_child: frozenset[int]
) -> Sequence[Paper]:
    """The latest of those kinds, if none of them is found yet; none where there is none."""
    there = [paper for paper in among if paper.kind in kinds]
    there = [paper for paper in there if paper.number not in to_the_child] or there
    if not there or any(paper.kind in kinds for paper in found):
        return ()
    return (max(there, key=lambda paper: (paper.on, paper.number)),)


def _front(
    page: CasePage, complaint: Complaint, viewer: Viewer, at: datetime, behind: Sequence[tuple[str, Paper]]
) -> dict[str, object]:
    board, case = complaint.board, page.case
    items = [item for item in items_of(case, viewer, page.relation) if item.readable]
    child = [["Barnet", case.child.name]]
    return {
        "title": "Klage sendt videre til afgørelse",
        "sender": [settings.MUNICIPALITY, ADMINISTRATIONS[board.side]],
        "recipient": [board.name],
        "meta": [["Dato", in_words(danish_day(at))], ["Sag", case.number]],
        "footer": f"Klage i sag {case.number}",
        "sections": [
            {
                "text": f"Vi sender hermed en klage til {board.name}. Afgørelsen gælder, mens klagen behandles.",
                "facts": [*child, ["Klagen modtaget", in_words(complaint.received)], ["Sendt af", viewer.name]],
            },
            {"heading": "Klagen og genvurderingen", "facts": [[word, text] for word, text in complaint.rows]},
            {
                "heading": "Bilag",
                "list": [f"{letter}. {paper.title} ({in_digits(paper.on)})" for letter, paper in behind]
                or ["Afgørelsen ligger ikke i systemet og sendes for sig."],
            },
            {
                "heading": "Aktliste",
                "text": f"{ADMINISTRATIONS[board.side]} har disse akter i sagen. De sendes, når der bedes om dem.",
                "head": ["Nr.", "Dato", "Akt"],
                "columns": [1, 2, 9],
                "rows": [
                    [str(number), in_digits(item.on), f"{item.kind}: {item.title}"]
                    for number, item in enumerate(items, 1)
                ],
            },
        ],
    }


def preview(*, number: str, occurrence: str, viewer: Viewer, at: datetime) -> bytes:
    """Return the bundle as it would be sent now, and put on record that it was taken out."""
    page = case_page(viewer, number)
    content = bundle(page, complaint_of(page, occurrence), viewer, at)
    current().noted("set klagen samlet", page.case.pk)
    return content


@sensitive_variables()
def forward(
    *, number: str, occurrence: str, facts: Mapping[str, Any], actor: Viewer, at: datetime, based_on: int
) -> Version:
    """Send the complaint on: the step is taken, the bundle filed in its half and put in the outbox, all or nothing.

    What is written of the sending stands in the bundle too.

    :raises UnknownStep: there is no such complaint, or none for him to read
    :raises StepClosed, NotYours, StaleWrite, AnswersInvalid: as the step itself refuses
    """
    before = case_page(actor, number)
    complaint = complaint_of(before, occurrence)
    board, today = complaint.board, danish_day(at)
    step = complaint.forward.step.key if complaint.forward is not None else board.forwards[0]
    with transaction.atomic():
        take(case_id=before.case.pk, step=step, occurrence=occurrence, facts=facts, actor=actor, on=today, at=at,
             based_on=based_on)  # fmt: skip
        page = case_page(actor, number)
        content = bundle(page, complaint_of(page, occurrence), actor, at)
        entry = Entry(kind=board.package, half=board.half, on=today)
        version = make(case_id=before.case.pk, entry=entry, content=content, actor=actor, at=at)
        post(_parcel(page, complaint, step, content), at=at)
    return version


def _parcel(page: CasePage, complaint: Complaint, step: str, content: bytes) -> Parcel:
    """A person sends it and writes the number it got: no board has a way in that we know of."""
    board, case = complaint.board, page.case
    owner = page.assessment.world.procedure.step(step, page.assessment.world.day).roles()[0]
    seat = page.seats.get(owner.seat)
    return Parcel(
        key=f"klage:{case.pk}:{complaint.occurrence.id}:{step}",
        port=PRINT,
        kind=KIND,
        case_id=case.pk,
        to={"lines": board.name},
        subject=f"Klage til {board.name}",
        body="Send filen med sikker post, og skriv forsendelsens nummer her.",
        responsible=Responsible(owner.key, seat.id if seat is not None else None),
        attachments=(Attachment(f"klage-{case.number}.pdf", "application/pdf", content),),
        half=board.half,
        about=f"klage:{complaint.occurrence.id}",
    )

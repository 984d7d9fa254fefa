"""The one PDF of an answer: front page, index with running numbers, each item typeset, uploaded files behind.

Redaction is done on the words before they are set, so that what is blotted out is not in the file. A file that was
uploaded cannot be redacted here: it is left out with a note, unless a redacted version of it lies in the case.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.views.decorators.debug import sensitive_variables
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError

from sagsgang.archive.grounds import answer_by, ground
from sagsgang.archive.items import Item
from sagsgang.archive.models import AccessRequest, ItemDecision
from sagsgang.archive.papers import PDF, Paper
from sagsgang.archive.pictures import picture_page
from sagsgang.archive.processing import processing_sections
from sagsgang.archive.proposing import Known
from sagsgang.archive.redaction import holds, redacted
from sagsgang.casework.access import Viewer
from sagsgang.casework.halves import ADMINISTRATIONS
from sagsgang.casework.models import Case
from sagsgang.procedure.language import Side
from sagsgang.procedure.workdays import danish_day, in_digits, in_words
from sagsgang.typesetting import PAPER, pdf

Verdict = ItemDecision.Verdict
Looks = Sequence[tuple[str, str, str]]
TITLES = {"aktindsigt": "Aktindsigt", "indsigt": "Indsigt i oplysninger efter artikel 15"}
_SHOWN = {Verdict.UDLEVERES: "Udleveret", Verdict.OVERSTREGES: "Delvist", Verdict.UNDTAGES: "Undtaget",
          Verdict.SKJULES: "Undtaget"}  # fmt: skip
_UNREADABLE = (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError)
"""What a broken file can raise when it is read."""
_PARTLY_KEPT = "Filen er ikke lagt bag, fordi dele af den er undtaget."


@dataclass(frozen=True, slots=True, repr=False)
class Source:
    """Everything a bundle is made of; its repr tells nothing."""

    case: Case
    request: AccessRequest
    items: tuple[Item, ...]
    decisions: Mapping[str, ItemDecision]
    known: Known
    sides: tuple[str, ...]
    giver: Viewer
    looks: Looks = ()

    def passages(self, item: Item) -> tuple[str, ...]:
        """The words that are taken out of an item: those that were chosen, and every protected address."""
        chosen = self.decisions[item.key].passages if item.key in self.decisions else []
        return (*chosen, *self.known.protected)

    def clean(self, item: Item, text: str) -> str:
        """A text of the item as it is given."""
        return redacted(text, self.passages(item))


@dataclass(frozen=True, slots=True, repr=False)
class Made:
    """The PDF with its pages, and what stood in it: item, verdict and ground, no words of the case."""

    content: bytes
    pages: int
    snapshot: list[dict[str, Any]]


@dataclass(frozen=True, slots=True, repr=False)
class Appendix:
    """A file that is put behind, or the reason why it is not."""

    number: int
    title: str
    content: bytes = b""
    why_not: str = ""


@sensitive_variables()
def make(source: Source, at: datetime) -> Made:
    """Return the bundle; `at` is its date. The same source and moment give the same bytes."""
    numbered = list(enumerate(source.items, 1))
    appendices = [each for number, item in numbered for each in _appendix(source, number, item)]
    papers = [_main(source, numbered, appendices, at)]
    for each in appendices:
        papers.append(_divider(source, each, at))
        if each.content:
            papers.append(each.content)
    content, pages = joined(papers)
    return Made(content, pages, [_snapshot(source, number, item) for number, item in numbered])


def _snapshot(source: Source, number: int, item: Item) -> dict[str, Any]:
    decision = source.decisions.get(item.key)
    return {
        "nr": number,
        "akt": item.key,
        "afgoerelse": decision.verdict if decision and item.readable else "anden_forvaltning",
        "hjemmel": decision.ground if decision and item.readable else "",
        "overstregninger": len(decision.passages) if decision and item.readable else 0,
    }


def _main(source: Source, numbered: list[tuple[int, Item]], appendices: list[Appendix], at: datetime) -> bytes:
    sections = [*_front(source, at), _index(source, numbered), *_kept_back(source, numbered)]
    if source.request.right == AccessRequest.Right.INDSIGT:
        sections += processing_sections(source.case, danish_day(at), source.looks)
    behind = {each.number: each for each in appendices}
    given = [pair for pair in numbered if pair[1].readable and _verdict(source, pair[1]) in _GIVEN]
    for place, (number, item) in enumerate(given):
        sections.append(_item_section(source, number, item, behind.get(number), first=place == 0))
    data = {
        "title": f"{TITLES[source.request.right]} i sag {source.case.number}",
        "sender": [settings.MUNICIPALITY, *(_administration(side) for side in source.sides)],
        "recipient": [source.request.name],
        "meta": [["Dato", in_words(danish_day(at))], ["Sag", source.case.number]],
        "footer": f"{TITLES[source.request.right]}, sag {source.case.number}",
        "sections": sections,
    }
    return pdf(PAPER, data, at=at.astimezone(UTC))


_GIVEN = frozenset({Verdict.UDLEVERES.value, Verdict.OVERSTREGES.value})


def _verdict(source: Source, item: Item) -> str:
    return source.decisions[item.key].verdict


def _administration(side: str) -> str:
    return ADMINISTRATIONS[Side[side]]


def _the_other(side: str) -> str:
    return next(name for each, name in ADMINISTRATIONS.items() if each.name != side)


def _front(source: Source, at: datetime) -> Iterator[dict[str, Any]]:
    request = source.request
    rule = answer_by(request.right, request.received_on)
    yield {
        "text": f"Du har bedt om indsigt i sagen om {source.case.child.name}. Her er svaret."
        if request.person_id != source.case.child_id
        else "Du har bedt om indsigt i din sag. Her er svaret.",
        "facts": [
            ["Modtaget", in_words(request.received_on)],
            ["Besvaret", in_words(danish_day(at))],
            ["Der er bedt om", redacted(request.scope, source.known.protected) or "Alt i sagen"],
            ["Behandlet af", source.giver.name],
        ],
    }
    if len(source.sides) == 1:
        yield {
            "heading": "Den anden forvaltning",
            "text": f"Svaret gælder det, som {_administration(source.sides[0])} har i sagen, og det, begge "
            f"forvaltninger har. {_the_other(source.sides[0])} svarer for sit eget.",
        }
    if any(_verdict(source, item) != Verdict.UDLEVERES for item in source.items if item.readable):
        yield {"heading": "Hvis du vil klage", "text": rule.complaint}


def _index(source: Source, numbered: list[tuple[int, Item]]) -> dict[str, Any]:
    return {
        "heading": "Aktliste",
        "text": f"Sagen har {len(numbered)} akter. Sort felt betyder, at ord er streget over; de er ikke i filen.",
        "head": ["Nr.", "Dato", "Akt", "Svar", "Hjemmel"],
        "columns": [1, 2, 6, 2, 4],
        "rows": [_index_row(source, number, item) for number, item in numbered],
    }


def _index_row(source: Source, number: int, item: Item) -> list[str]:
    if not item.readable:
        return [str(number), in_digits(item.on), item.title, "Den anden forvaltning svarer", ""]
    decision = source.decisions[item.key]
    if decision.verdict == Verdict.SKJULES:
        return [str(number), "", "Undtaget akt", _SHOWN[Verdict.SKJULES], _place(decision.ground)]
    title = item.title if item.kind == item.title else f"{item.kind}: {item.title}"
    if decision.verdict == Verdict.UNDTAGES and item.kind == "Dokument":
        title = "Dokument"
    shown = _SHOWN[Verdict(decision.verdict)]
    return [str(number), in_digits(item.on), source.clean(item, title), shown, _place(decision.ground)]


def _place(key: str) -> str:
    found = ground(key)
    return found.place if found else key


def _kept_back(source: Source, numbered: list[tuple[int, Item]]) -> Iterator[dict[str, Any]]:
    rows = []
    for number, item in numbered:
        decision = source.decisions.get(item.key) if item.readable else None
        if decision is not None and decision.verdict != Verdict.UDLEVERES:
            found = ground(decision.ground)
            rows.append([str(number), found.label if found else decision.ground, source.clean(item, decision.reason)])
    if rows:
        yield {
            "heading": "Det, der ikke er udleveret",
            "head": ["Nr.", "Hjemmel", "Begrundelse"],
            "columns": [1, 5, 6],
            "rows": rows,
        }


def _item_section(source: Source, number: int, item: Item, behind: Appendix | None, *, first: bool) -> dict[str, Any]:
    facts = [["Dato", in_words(item.on)], *([["Af", source.clean(item, item.by)]] if item.by else [])]
    facts += [[word or "Indhold", source.clean(item, body)] for word, body in item.rows]
    section: dict[str, Any] = {
        "heading": f"{number}. {source.clean(item, item.title)}",
        "facts": facts,
        "new_page": first,
    }
    if behind is not None:
        section["notice"] = behind.why_not or f"Filen ligger bagest som bilag til nr. {number}."
    return section


def _appendix(source: Source, number: int, item: Item) -> Iterator[Appendix]:
    """The file behind an item that is given, or why it is not there; nothing for an item without a file."""
    if item.paper is None or not item.readable or _verdict(source, item) not in _GIVEN or not item.paper.sha256:
        return
    decision = source.decisions[item.key]
    title = source.clean(item, item.title)
    paper: Paper | None = item.paper
    if decision.verdict == Verdict.OVERSTREGES:
        paper = _redacted_version(source, decision.instead)
        if paper is None:
            yield Appendix(number, title, why_not=_PARTLY_KEPT)
            return
    assert paper is not None
    content = as_pdf(paper)
    if content is None:
        yield Appendix(number, title, why_not="Filen kan ikke lægges bag i en PDF og udleveres for sig.")
    elif _tells_any(content, source.known.protected):
        yield Appendix(number, title, why_not=_PARTLY_KEPT)
    else:
        yield Appendix(number, title, content)


def _redacted_version(source: Source, number: int | None) -> Paper | None:
    """The document that was made of it with the words taken out."""
    return next((item.paper for item in source.items if number and item.key == f"dokument-{number}"), None)


def as_pdf(paper: Paper) -> bytes | None:
    """Return the file of a paper as pages of a PDF; None when it is no PDF, no picture, or broken."""
    content = paper.content() if paper.can_be_put_behind else None
    if content is None:
        return None
    if paper.content_type != PDF:
        return picture_page(paper.sha256, paper.content_type)
    try:
        joined([content])
    except _UNREADABLE:
        return None
    return content


def _tells_any(content: bytes, protected: Sequence[str]) -> bool:
    """Whether a protected address can be read in the file, or nobody can tell. What is a picture of it is not seen."""
    if not protected:
        return False
    try:
        text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    except _UNREADABLE:
        return True
    return any(holds(text, words) for words in protected)


def _divider(source: Source, each: Appendix, at: datetime) -> bytes:
    title = f"Bilag til nr. {each.number}"
    text = each.why_not or "Filen følger på de næste sider."
    return pdf(PAPER, {"title": title, "intro": each.title, "sections": [{"text": text}]}, at=at.astimezone(UTC))


def joined(papers: Iterable[bytes]) -> tuple[bytes, int]:
    """Return one PDF of them and how many pages it has, without what a file may carry beside its pages."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it would quote the file it complains of
    writer = PdfWriter()
    for number, paper in enumerate(papers):
        writer.append(PdfReader(io.BytesIO(paper)), import_outline=number == 0)
    for page in writer.pages:
        for name in ("/AA", "/Annots"):
            if name in page:
                del page[name]
    writer.metadata = None
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue(), len(writer.pages)

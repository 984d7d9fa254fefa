"""What a case holds, item by item, as the one who decides on access sees it: steps, notes, parties, papers, post."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from sagsgang.archive.papers import Paper, papers_of
from sagsgang.casework.access import Relation, Viewer
from sagsgang.casework.answers import REASON
from sagsgang.casework.commands.amend import REASON as WHY
from sagsgang.casework.commands.take import BACKDATING_REASON, DEPARTURE_REASON
from sagsgang.casework.halves import Half
from sagsgang.casework.ledger import FOR_NAME, HOW, as_event
from sagsgang.casework.models import Case, LedgerEvent, LedgerText, Note
from sagsgang.casework.procedures import procedure_of
from sagsgang.meetings.aftaleforum.leaving import told
from sagsgang.meetings.matching.models import Anmodning
from sagsgang.meetings.matching.steps import PROPOSE
from sagsgang.outbox.models import Dispatch
from sagsgang.people.models import Relation as FamilyRelation
from sagsgang.people.models import Unit
from sagsgang.plans.differences import revision_text
from sagsgang.plans.models import Part, Revision
from sagsgang.plans.sight import reads_plan
from sagsgang.procedure.engine import EventKind
from sagsgang.procedure.language import Procedure, Step
from sagsgang.procedure.wording import event_sentence
from sagsgang.procedure.workdays import danish_day

PARTIES = "parter"
_OWN_TEXTS = {
    WHY: "Hvad var forkert",
    BACKDATING_REASON: "Hvorfor det blev indført senere",
    DEPARTURE_REASON: "Hvorfor vejledningen blev fraveget",
}
_KINDS = {
    EventKind.CORRECTED: "Rettet: ",
    EventKind.ANNULLED: "Annulleret: ",
    EventKind.DEPARTED: "Fraveget: ",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a case. Of one that is not `readable` only that it is there and when: the other half answers for it.

    `rows` are pairs of word and text; everything in them, and the title, may be blotted out.
    """

    key: str
    kind: str
    title: str
    on: date
    by: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    readable: bool = True
    paper: Paper | None = None

    @property
    def text(self) -> str:
        """Everything that can be read in it."""
        return "\n".join([self.title, self.by, *(f"{word}: {body}" if word else body for word, body in self.rows)])


@dataclass(frozen=True, slots=True)
class _Sources:
    procedure: Procedure
    relation: Relation
    units: Mapping[str, str] = field(default_factory=dict)


def items_of(case: Case, viewer: Viewer, relation: Relation) -> tuple[Item, ...]:
    """Return what the case holds, oldest first: at most thirteen queries. The gate has opened the case.

    Of the other half's steps only the course is there; its notes and documents are not there at all. The joint plan is
    there part by part, each with all its versions; as it was filed it is among the documents as well.
    """
    units = dict(Unit.objects.values_list("key", "name"))
    sources = _Sources(procedure_of(case), relation, units)
    found = [_parties(case, relation, viewer.day), *_events(case, sources), *_notes(case, sources)]
    found += _sent(case, sources)
    found += _meetings(case, relation)
    found += _plan(case, sources)
    found += [_request(row, sources) for row in Anmodning.objects.filter(case=case).select_related("sent_by")]
    found += [_paper(paper) for paper in papers_of(case, viewer, relation)]
    return tuple(sorted(found, key=lambda item: (item.key != PARTIES, item.on, _order(item.key))))


def _order(key: str) -> tuple[str, int]:
    kind, _, number = key.partition("-")
    return kind, int(number) if number.isdigit() else 0


def _parties(case: Case, relation: Relation, day: date) -> Item:
    rows = [("Barnet", case.child.name)]
    around = FamilyRelation.objects.filter(child=case.child_id).select_related("adult").order_by("since", "pk")
    for each in around:
        ended = f" (til {each.until - timedelta(days=1):%d.%m.%Y})" if each.until and each.until <= day else ""
        word = each.family_word.capitalize() or str(each.get_kind_display())
        rows.append((word, f"{each.adult.name}, {str(each.get_kind_display()).lower()}{ended}"))
    readable = relation.sees(Half.FAMILY)
    return Item(
        PARTIES, "Parter", "Barnet og parterne i sagen", case.opened_on, "", tuple(rows) if readable else (), readable
    )


def _events(case: Case, sources: _Sources) -> Iterator[Item]:
    texts: dict[int, dict[str, str]] = {}
    for number, key, body in LedgerText.objects.filter(case=case).values_list("event", "key", "body"):
        texts.setdefault(number, {})[key] = body
    for row in LedgerEvent.objects.filter(case=case).select_related("actor").order_by("number"):
        yield _event(row, texts.get(row.number, {}), sources)


def _event(row: LedgerEvent, texts: Mapping[str, str], sources: _Sources) -> Item:
    followed = sources.procedure
    event = as_event(followed, row)
    step = followed.step(row.step, row.on) if followed.knows(row.step) else None
    title = _KINDS.get(event.kind, "") + (step.done if step else "Et trin, der ikke længere findes i proceduren")
    key = f"haendelse-{row.number}"
    if not sources.relation.reads(step):
        return Item(key, "Trin", title, row.on, readable=False)
    told = event_sentence(step, event.facts, sources.units).removeprefix(step.done).lstrip(". ") if step else ""
    rows = [("", told)] if told else []
    rows += _texts(texts, followed)
    return Item(key, "Trin", title, row.on, _by(row, step, followed), (*rows, *_recorded(row)))


def _by(row: LedgerEvent, step: Step | None, followed: Procedure) -> str:
    role = followed.role_by_key.get(row.actor_role)
    return ", ".join(part for part in (row.actor.name if row.actor else "Sagsgang", role.title if role else "") if part)


def _recorded(row: LedgerEvent) -> list[tuple[str, str]]:
    how = [("Efter", HOW[row.how])] if row.how in HOW else []
    return [*how, ("Indført", f"{danish_day(row.recorded_at):%d.%m.%Y}")]


def _texts(texts: Mapping[str, str], followed: Procedure) -> list[tuple[str, str]]:
    told = []
    for key, body in texts.items():
        fact = followed.facts.get(key)
        if not body:
            continue
        if key == FOR_NAME:
            told.append(("Indført for", body))
        elif key in _OWN_TEXTS:
            told.append((_OWN_TEXTS[key], body))
        elif fact is not None:
            told.append((fact.label, body))
        else:
            told.append(("Begrundelse" if key.endswith(REASON) else "Tekst", body))
    return told


def _notes(case: Case, sources: _Sources) -> Iterator[Item]:
    found = Note.objects.filter(case=case, half__in=sources.relation.halves)
    for note in found.select_related("author").order_by("on", "pk"):
        role = sources.procedure.role_by_key.get(note.author_role)
        by = ", ".join(part for part in (note.author.name, role.title if role else "") if part)
        rows = (("", note.body), ("Skrevet", f"{danish_day(note.written_at):%d.%m.%Y}"))
        yield Item(f"notat-{note.pk}", "Notat", "Notat", note.on, by, rows)


def _sent(case: Case, sources: _Sources) -> Iterator[Item]:
    """What has been sent, or was to be, from the homes that are read: to whom, in which words, and how it went."""
    for row in Dispatch.objects.filter(case=case, half__in=sources.relation.halves).order_by("posted_at", "pk"):
        to = " ".join(row.to.get("lines", "").split("\n")) or " ".join((row.to.get("name", ""), row.mailbox)).strip()
        said = [("Udgang", str(row.get_port_display())), ("Til", to), ("", row.body), ("Begrundelse", row.why)]
        said += [("Nummer", row.reference), ("Tilstand", str(row.get_state_display()))]
        rows = tuple((word, text) for word, text in said if text)
        yield Item(f"afsendelse-{row.pk}", "Afsendelse", row.subject, danish_day(row.posted_at), "", rows)


def _meetings(case: Case, relation: Relation) -> Iterator[Item]:
    """The minutes of Aftaleforum, which both administrations read."""
    if relation.administration is not None:
        for pk, on, rows in told(case):
            yield Item(f"moede-{pk}", "Møde", "Møde i Aftaleforum", on, "", rows)


def _request(row: Anmodning, sources: _Sources) -> Item:
    """What was said to Matchningsudvalget of the child's need; the step itself is an item of its own."""
    readable = sources.relation.reads(sources.procedure.step(PROPOSE, row.sent_on))
    grade = f"{row.grade}. klasse" if row.grade is not None else ""
    told = (("Køn", row.sex), ("Klasse", grade), ("Funktionsniveau", row.level), ("Sted", row.area), ("", row.words))
    rows = tuple((word, text) for word, text in told if text) if readable else ()
    by = row.sent_by.name if readable else ""
    return Item(f"anmodning-{row.pk}", "Anmodning", "Anmodning til Matchningsudvalget", row.sent_on, by, rows, readable)


def _paper(paper: Paper) -> Item:
    key = f"dokument-{paper.number}"
    return Item(key, "Dokument", paper.title, paper.on, paper.by, paper.rows, paper=paper)


def _plan(case: Case, sources: _Sources) -> Iterator[Item]:
    """The joint plan, part by part: every version, the newest first. A part that is written again is a new item."""
    declared = sources.procedure.plan
    if declared is None or not reads_plan(sources.relation):
        return
    parts: dict[int, list[Revision]] = {}
    rows = Revision.objects.filter(part__plan__case=case).select_related("part", "author")
    for revision in rows.order_by("part__plan", "part", "-number"):
        parts.setdefault(revision.part_id, []).append(revision)
    titles = {section.key: section.title for section in declared.sections}
    for versions in parts.values():
        newest = versions[0]
        part = newest.part
        kind = part.get_kind_display().capitalize()
        title = titles.get(part.key, kind) if part.kind == Part.Kind.SECTION else kind
        told = [(_version(each, sources.procedure), revision_text(declared, each)) for each in versions]
        yield Item(
            f"handleplan-{newest.pk}", "Handleplan", f"{declared.title}: {title}", danish_day(newest.at),
            _written_by(newest, sources.procedure), tuple(told),
        )  # fmt: skip


def _version(revision: Revision, followed: Procedure) -> str:
    gone = ", taget ud af planen" if revision.gone else ""
    return f"Version {revision.number}, {danish_day(revision.at):%d.%m.%Y}, {_written_by(revision, followed)}{gone}"


def _written_by(revision: Revision, followed: Procedure) -> str:
    role = followed.role_by_key.get(revision.author_role)
    return ", ".join(part for part in (revision.author.name, role.title if role else "") if part)

"""The workplace of one day treatment, and the board's queue: a constant number of queries, each through the gate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from sagsgang.casework.access import Viewer
from sagsgang.casework.consents import Basis, Missing, basis_for
from sagsgang.casework.models import Case
from sagsgang.casework.queries import CasePage
from sagsgang.casework.queries.worklist import TaskRow, my_tasks, rows_of
from sagsgang.casework.scope import gate
from sagsgang.documents.models import Share
from sagsgang.documents.queries import DocumentRow
from sagsgang.meetings.matching import steps
from sagsgang.meetings.matching.fit import Need
from sagsgang.meetings.matching.models import Anmodning, Forslag, Forslagsrunde, Milepael, Tidsplan
from sagsgang.meetings.matching.refusals import UnknownRequest
from sagsgang.people.models import Unit
from sagsgang.procedure.engine import Occurrence, World
from sagsgang.procedure.language import Document, Seat, Side


@dataclass(frozen=True, slots=True)
class Runde:
    """One round of proposals with what stands in it; a draft while it has no event."""

    row: Forslagsrunde
    lines: tuple[Forslag, ...]


@dataclass(frozen=True, slots=True)
class Workplace:
    """Everything the page of one day treatment is made of."""

    place: Occurrence
    request: Anmodning | None
    rounds: tuple[Runde, ...]
    draft: Runde | None
    plan: Tidsplan | None
    milestones: tuple[Milepael, ...]
    chosen: Unit | None
    basis: Basis | Missing

    @property
    def latest(self) -> Runde | None:
        """The round that was submitted last."""
        return self.rounds[-1] if self.rounds else None


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One paper that P3D.1 names: whether the case has it, and its documents that the viewer may send along."""

    title: str
    on: date | None
    documents: tuple[DocumentRow, ...]


def day_treatments(page: CasePage) -> list[Occurrence]:
    """Return the case's day treatments, oldest first."""
    found = page.assessment.world.by_subject.get(steps.OFFER, ())
    return [each for each in found if _is_day_treatment(each)]


def _is_day_treatment(place: Occurrence) -> bool:
    kind = place.facts.get(steps.KIND)
    return place.subject == steps.OFFER and kind is not None and kind.value == steps.DAY_TREATMENT


def workplace(page: CasePage, occurrence: str) -> Workplace:
    """Return the workplace of that day treatment: at most eight queries; raises UnknownRequest when there is none."""
    place = page.assessment.world.occurrence(occurrence)
    if place is None or not _is_day_treatment(place):
        raise UnknownRequest
    mine = {"case": page.case, "occurrence": occurrence}
    lines: dict[int, list[Forslag]] = {}
    rows = Forslag.objects.filter(runde__case=page.case, runde__occurrence=occurrence)
    for each in rows.select_related("unit__registertilbud").order_by("rank"):
        lines.setdefault(each.runde_id, []).append(each)
    rounds = [
        Runde(row, tuple(lines.get(row.pk, ())))
        for row in Forslagsrunde.objects.filter(**mine).select_related("saved_by").order_by("number")
    ]
    plan = Tidsplan.objects.filter(**mine).select_related("by").order_by("-number").first()
    recorded = place.facts.get(steps.PLACE)
    return Workplace(
        place,
        Anmodning.objects.filter(**mine).select_related("sent_by").first(),
        tuple(each for each in rounds if each.row.event is not None),
        next((each for each in rounds if each.row.event is None), None),
        plan,
        tuple(Milepael.objects.filter(plan=plan).order_by("on", "pk")) if plan else (),
        Unit.objects.filter(key=recorded.value).select_related("registertilbud").first() if recorded else None,
        basis_for(
            page.case, day=page.assessment.world.day, sender=Side.SOF, receiver=Seat.MATCHING,
            assessment=page.assessment,
        ),
    )  # fmt: skip


def need_of(page: CasePage, request: Anmodning | None, day: date) -> Need:
    """Return what is known of the child's need: the age on the day, the class, and what the request says."""
    return need_in(page.case, page.assessment.world, request, day)


def need_in(case: Case, world: World, request: Anmodning | None, day: date) -> Need:
    """The same of a case whose history has been read."""
    age = case.child.age_on(day)
    fact = world.procedure.facts[steps.GRADE]
    grade = world.value(world.root, fact) if world.root is not None else None
    if request is None:
        return Need(age, grade)
    return Need(age, request.grade if request.grade is not None else grade, request.sex, request.level, request.area)


def papers_of(page: CasePage, place: Occurrence, rows: tuple[DocumentRow, ...]) -> tuple[PaperRow, ...]:
    """Return the papers that P3D.1 names, with what is there; nothing is asked of the database."""
    world = page.assessment.world
    by_key: dict[str, Document] = {each.key: each for each in world.procedure.documents}
    return tuple(
        PaperRow(
            by_key[key].title,
            world.document_day(place, by_key[key]),
            tuple(row for row in rows if row.document.kind == key),
        )
        for key in steps.PAPERS
    )


def other_papers(rows: tuple[DocumentRow, ...]) -> tuple[DocumentRow, ...]:
    """Return the documents that P3D.1 does not name one by one and that the viewer may send along."""
    return tuple(row for row in rows if row.document.kind not in steps.PAPERS and row.may)


def sent_to_board(row: DocumentRow) -> bool:
    """Whether the document has been shared with the board, and still is."""
    return any(each.share.to == Share.To.MATCHING and each.holds for each in row.shares)


# --- the board's queue ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One task of the board's, and the request it comes from where that was sent through the workplace."""

    task: TaskRow
    request: Anmodning | None


@gate()
def queue(viewer: Viewer) -> tuple[QueueRow, ...]:
    """Return what waits for Matchningsudvalget, earliest first: requests to answer and choices to note; two queries."""
    ours = Q(step=steps.PROPOSE) | Q(step=steps.NOTE, barred=False)
    tasks = my_tasks(viewer).filter(ours).order_by("due", "case_id", "pk")
    rows = rows_of(tasks, viewer.day)
    numbers = {row.case_number for row in rows}
    sent = {
        (each.case.number, each.occurrence): each
        for each in Anmodning.objects.filter(case__number__in=numbers).select_related("case", "sent_by")
    }
    return tuple(QueueRow(row, sent.get((row.case_number, row.occurrence))) for row in rows)

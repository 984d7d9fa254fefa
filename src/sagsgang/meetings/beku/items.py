"""One case before the board: what was handed in and when, what is missing, both halves, who must leave (P3.7–P3.11)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from sagsgang.casework.access import Viewer
from sagsgang.casework.answers import REASON
from sagsgang.casework.consents import Basis, Missing, basis_for
from sagsgang.casework.dockets import missing
from sagsgang.casework.ledger import texts_of
from sagsgang.casework.models import Bar, DocketItem, Grant
from sagsgang.casework.queries import CasePage
from sagsgang.casework.refusals import UnknownStep
from sagsgang.documents.queries import DocumentRow, VersionRow, documents_of
from sagsgang.meetings.beku.agenda import option_label, outcome_label, presenter_of
from sagsgang.meetings.beku.boards import board_ids, docket, keeps
from sagsgang.meetings.beku.models import Item, Meeting
from sagsgang.plans.completeness import Lack, lacks_of
from sagsgang.plans.queries import Submitted, as_submitted
from sagsgang.plans.sight import reads_plan
from sagsgang.procedure.engine import Event, Occurrence, Standing, State
from sagsgang.procedure.language import Document, Fact, Role, Seat, Side
from sagsgang.procedure.language.leaves import Available
from sagsgang.procedure.wording import capital, value_text

MINUTES = "beslutningsreferat"


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper that the docket demands, and the day it came to be."""

    title: str
    since: date | None


@dataclass(frozen=True, slots=True)
class Sent:
    """One document of the case: the version that lay there when the case was put forward, or what came after (P3.7)."""

    row: DocumentRow
    frozen: VersionRow | None
    after: tuple[VersionRow, ...]
    moment: datetime | None

    @property
    def came_later(self) -> bool:
        """Whether the whole document came after the case was put forward."""
        return self.moment is not None and self.row.document.added_at > self.moment


@dataclass(frozen=True, slots=True)
class ItemView:
    """The item as its page shows it."""

    rounds: tuple[DocketItem, ...]
    place: Occurrence
    offer: str
    occasion: str
    outcome: str
    board: str
    meeting: Meeting | None
    item: Item | None
    on_board: bool
    keeps: bool
    presenter: Role | None
    told: tuple[tuple[str, str], ...]
    papers: tuple[Paper, ...]
    documents: tuple[Sent, ...]
    plan: Submitted | None
    plan_lacks: tuple[Lack, ...]
    consent: Basis | Missing
    lacks: tuple[tuple[str, list[str]], ...]
    halves: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    guests: tuple[Grant, ...]
    leaving: tuple[str, ...]
    outcomes: tuple[Standing, ...]
    others: tuple[Standing, ...]

    @property
    def now(self) -> DocketItem:
        """The round that counts now: the last one."""
        return self.rounds[-1]

    @property
    def may_write(self) -> bool:
        """Whether the viewer writes the minutes here and now."""
        return self.on_board and self.meeting is not None and (self.item is None or self.item.filed_at is None)

    @property
    def may_file(self) -> bool:
        """Whether the minutes can be laid in the case now."""
        return self.may_write and self.meeting is not None and not self.rounds_here[-1].waits

    @property
    def rounds_here(self) -> tuple[DocketItem, ...]:
        """The rounds that were set for the meeting shown."""
        here = tuple(each for each in self.rounds if self.meeting is not None and each.day == self.meeting.day)
        return here or self.rounds[-1:]


def item_view(viewer: Viewer, page: CasePage, occurrence: str, meeting_id: int | None = None) -> ItemView:
    """The item of that occurrence; UnknownStep where the case has no such indstilling. A constant number of queries.

    `meeting_id`: the meeting whose minutes are shown, where the case has been on several.
    """
    place = page.assessment.world.by_id.get(occurrence)
    rounds = tuple(DocketItem.objects.filter(case=page.case, occurrence=occurrence).order_by("round"))
    if place is None or place.subject != docket().subject.key or not rounds:
        raise UnknownStep
    seat = page.seats.get(Seat.BEKU)
    meeting = _meeting(rounds, meeting_id)
    consent = basis_for(page.case, day=viewer.day, sender=Side.JOINT, receiver=Seat.BEKU, assessment=page.assessment)
    now = rounds[-1]
    on_board = any(each.board_id in board_ids(viewer) for each in rounds)
    plan = _plan(page, occurrence, consent)
    return ItemView(
        rounds,
        place,
        option_label(docket().offer.options, now.offer),
        option_label(docket().occasion.options, now.occasion),
        outcome_label(now.outcome),
        page.unit_names.get(seat.key, "") if seat else "",
        meeting,
        _item(viewer, page, occurrence, meeting),
        on_board,
        any(each.board_id is not None and keeps(viewer, each.board_id) for each in rounds),
        presenter_of(now.offer),
        _told(page, place),
        tuple(_papers(page, place)),
        _sent((each for each in documents_of(viewer, page) if each.document.kind != MINUTES), now.submitted_at),
        plan,
        _plan_lacks(page, plan, now),
        consent,
        tuple(missing(page.assessment, docket(), place)) if now.waits else (),
        tuple(_halves(page, place)),
        tuple(_guests(page, occurrence, viewer.day)) if on_board or reads_plan(page.relation) else (),
        tuple(_leaving(page, viewer.day)) if on_board else (),
        tuple(_outcomes(page, occurrence)),
        tuple(_others(page, occurrence)),
    )


def _item(viewer: Viewer, page: CasePage, occurrence: str, meeting: Meeting | None) -> Item | None:
    """What is written of it at the meeting; for the board that holds that meeting alone."""
    if meeting is None or meeting.board_id not in board_ids(viewer):
        return None
    return Item.objects.filter(case=page.case, meeting=meeting, occurrence=occurrence).first()


def _meeting(rounds: Iterable[DocketItem], meeting_id: int | None) -> Meeting | None:
    """The meeting asked for, where the case is or was on its docket; else that of the last round."""
    days = [(each.board_id, each.day) for each in rounds if each.day is not None and each.board_id is not None]
    there = Meeting.objects.filter(board__in={board for board, _ in days}, day__in={day for _, day in days})
    found = list(there.exclude(state=Meeting.State.AFLYST).select_related("board"))
    on = {(each.board_id, each.day): each for each in found}
    ordered = [on[each] for each in days if each in on]
    asked = next((each for each in ordered if each.pk == meeting_id), None)
    return asked or (on.get(days[-1]) if days else None)


def _told(page: CasePage, place: Occurrence) -> tuple[tuple[str, str], ...]:
    """What was written when it was prepared and put forward, as far as the viewer reads those steps."""
    followed, told = page.assessment.world.procedure, []
    opened = next((e for e in page.assessment.world.events if place.id == f"{place.subject}-{e.number}"), None)
    for event in (opened, place.taken.get(docket().submitted)):
        if event is None:
            continue
        step = followed.step(event.step, event.on)
        if not page.relation.reads(step):
            continue
        texts = texts_of(page.case, event.number)
        facts = [asked.fact for asked in step.asked()]
        told += [(capital(fact.phrase), texts[fact.key]) for fact in facts if fact.key in texts]
    return tuple(told)


def _papers(page: CasePage, place: Occurrence) -> Iterable[Paper]:
    """The papers that are there, and those that are missed; what another kind of offer demands is not (X21)."""
    world, seen = page.assessment.world, dict[str, Document]()
    for demand in docket().demands:
        met = demand.condition.answer(world, place) is True
        for leaf in demand.condition.leaves():
            if isinstance(leaf, Available) and not (met and world.document_day(place, leaf.document) is None):
                seen.setdefault(leaf.document.key, leaf.document)
    for document in seen.values():
        yield Paper(capital(document.title), world.document_day(place, document))


def _sent(documents: Iterable[DocumentRow], moment: datetime | None) -> tuple[Sent, ...]:
    """The documents as they were at that moment, and what came after; without a moment everything is as it is."""
    found = []
    for row in documents:
        before = [each for each in row.versions if moment is None or each.version.added_at <= moment]
        after = [each for each in row.versions if each not in before]
        found.append(Sent(row, before[0] if before else None, tuple(after), moment))
    return tuple(found)


def _plan(page: CasePage, occurrence: str, consent: Basis | Missing) -> Submitted | None:
    """The joint plan as it was put forward: both administrations read it, the board on the consent to BEKU (R8)."""
    on_board = any(role.seat is Seat.BEKU for role in page.relation.roles)
    if not (reads_plan(page.relation) or (on_board and isinstance(consent, Basis))):
        return None
    return as_submitted(page.case, occurrence, page.assessment)


def _plan_lacks(page: CasePage, plan: Submitted | None, now: DocketItem) -> tuple[Lack, ...]:
    """What the plan lacked when it was put forward, while the board has not decided (X21).

    A plan that was recorded on the ordinary form, with its paper made elsewhere, has nothing here to look into.
    """
    if plan is None or not plan.state.begun or not now.waits:
        return ()
    return lacks_of(plan.state, now.offer, page.assessment)


def _halves(page: CasePage, place: Occurrence) -> Iterable[tuple[str, tuple[tuple[str, str], ...]]]:
    """Who decided each half, with what competence, under what, and why (X10); what is not decided says so."""
    followed = page.assessment.world.procedure
    for title, key in (
        ("SOF's del: den sociale foranstaltning", docket().other_half.key),
        ("BUF's del", docket().outcome.key),
    ):
        event = _deciding(place, key)
        if event is None:
            yield title, (("Stand", "Ikke afgjort endnu"),)
            continue
        step = followed.step(event.step, event.on)
        texts = texts_of(page.case, event.number) if page.relation.reads(step) else {}
        facts = [asked.fact for asked in step.asked() if page.relation.reads(step) or asked.fact.key == key]
        said = [(capital(f.phrase), texts.get(f.key) or _value(f, event.facts.get(f.key))) for f in facts]
        said += [("Begrundelse", texts.get(f.key + REASON, "")) for f in facts if f.assessed]
        yield title, tuple((asks, answer) for asks, answer in said if answer)


def _deciding(place: Occurrence, key: str) -> Event | None:
    """The latest event of the occurrence that records the fact."""
    found = [event for event in place.taken.values() if key in event.facts]
    return max(found, key=lambda event: (event.on, event.number), default=None)


def _value(fact: Fact, value: object) -> str:
    return "" if value is None or value is True else value_text(fact, value)


def _guests(page: CasePage, occurrence: str, day: date) -> Iterable[Grant]:
    running = Q(until__isnull=True) | Q(until__gt=day)
    invited = Grant.objects.filter(running, case=page.case, cause=Grant.Cause.UDVALG, reference=occurrence)
    return invited.select_related("user").order_by("since", "pk")


def _leaving(page: CasePage, day: date) -> Iterable[str]:
    running = Q(since__lte=day) & (Q(until=None) | Q(until__gt=day))
    return Bar.objects.filter(running, case=page.case).order_by("pk").values_list("user__name", flat=True)


def _outcomes(page: CasePage, occurrence: str) -> Iterable[Standing]:
    """The steps by which the board says how it ends, those that can be taken first; none for who may not take them."""
    keys = {docket().outcome.key, docket().taken_on.key}
    standings = [s for s in page.assessment.standings if s.occurrence.id == occurrence]
    for standing in standings:
        records = {asked.fact.key for asked in standing.step.asked()}
        if records & keys and page.assessment.to_take(standing).state in (State.OPEN, State.BARRED):
            yield standing


def _others(page: CasePage, occurrence: str) -> Iterable[Standing]:
    """The steps beside the outcomes that the item page leads to."""
    for standing in page.assessment.standings:
        mine = standing.occurrence.id == occurrence or standing.occurrence.origin is not None
        if standing.step.key in docket().beside and mine and standing.state in (State.OPEN, State.BARRED):
            yield standing

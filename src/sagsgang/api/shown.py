"""The shapes that go out, and how casework's views become them. Halves are kept here as on the screens."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, Field

from sagsgang.casework.access import Relation, Viewer
from sagsgang.casework.commands.take import may_record, may_take
from sagsgang.casework.consents import come_to
from sagsgang.casework.explaining import missing, whose_turn
from sagsgang.casework.models import Note
from sagsgang.casework.projections import offer_of, phase_of
from sagsgang.casework.protection import sees_contacts
from sagsgang.casework.queries import CasePage, CaseRow, EventRow, TaskRow
from sagsgang.people.models import Relation as Kin
from sagsgang.people.models import Unit
from sagsgang.procedure.engine import Occurrence, Standing, State
from sagsgang.procedure.language import Procedure, Role, encode_facts
from sagsgang.procedure.wording import account_sentences, event_sentence


class RoleOut(BaseModel):
    """A role of the procedure."""

    key: str
    title: str

    @classmethod
    def of(cls, role: Role) -> RoleOut:
        """Return the role as it is told."""
        return cls(key=role.key, title=role.title)


class HeldOut(BaseModel):
    """A role held in a unit today, one's own or that of somebody one stands in for."""

    role: RoleOut
    unit: str = Field(description="Enhedens nøgle.")
    unit_name: str


class MeOut(BaseModel):
    """Who asks, on which day, in which roles."""

    name: str
    day: date
    roles: list[HeldOut]
    leads: bool


def me_of(viewer: Viewer) -> MeOut:
    """Return the viewer with the keys of his units: one query."""
    keys = dict(Unit.objects.filter(pk__in={held.unit_id for held in viewer.roles}).values_list("pk", "key"))
    roles = [
        HeldOut(role=RoleOut.of(held.role), unit=keys.get(held.unit_id, ""), unit_name=held.unit_name)
        for held in viewer.roles
    ]
    return MeOut(name=viewer.name, day=viewer.day, roles=roles, leads=viewer.leads)


class TaskOut(BaseModel):
    """A task: who owes which step in which case by when."""

    case: str
    child: str
    step: str
    title: str
    occurrence: str
    role: RoleOut
    due: date | None
    overdue: bool
    barred: bool
    waits_on: list[RoleOut]
    assigned: bool


def task_of(row: TaskRow) -> TaskOut:
    """Return a task of a list."""
    return TaskOut(
        case=row.case_number, child=row.child, step=row.step.key, title=row.step.title, occurrence=row.occurrence,
        role=RoleOut.of(row.role), due=row.due, overdue=row.overdue, barred=row.barred,
        waits_on=[RoleOut.of(role) for role in row.waits_on], assigned=row.assigned,
    )  # fmt: skip


class TasksOut(BaseModel):
    """One page of tasks."""

    items: list[TaskOut]
    page: int
    pages: int
    total: int


class CaseRowOut(BaseModel):
    """One case in a list."""

    number: str
    child: str
    school: str
    phase: str
    offer: str
    next_due: date | None
    overdue: bool
    is_open: bool

    @classmethod
    def of(cls, row: CaseRow) -> CaseRowOut:
        """Return a case of a list."""
        return cls(**{name: getattr(row, name) for name in cls.model_fields})


class CasesOut(BaseModel):
    """One page of cases."""

    items: list[CaseRowOut]
    page: int
    pages: int
    total: int


class PartyOut(BaseModel):
    """A person around the child. A protected address is never told here."""

    id: str = Field(description="Det, personen kendes på, når den svarer på et samtykke.")
    name: str
    kind: str
    family_word: str
    custody: bool
    since: date
    address: str


class TeamOut(BaseModel):
    """Who has a role in the case."""

    role: RoleOut
    name: str
    since: date | None


class SeatOut(BaseModel):
    """A unit that has a part in the case."""

    seat: str
    unit: str
    name: str


class ConsentOut(BaseModel):
    """A consent that the case has come to, as it stands."""

    key: str
    title: str
    purpose: str
    state: str


class CaseOut(BaseModel):
    """One case: the child, where it stands, who is around it and who works on it."""

    number: str
    version: int
    child: str
    child_id: str
    age: int | None
    is_open: bool
    locked: bool
    phase: str
    offer: str
    opened_on: date
    my_roles: list[RoleOut]
    parties: list[PartyOut]
    team: list[TeamOut]
    seats: list[SeatOut]
    consents: list[ConsentOut]


def case_of(page: CasePage, kin: Iterable[Kin], day: date) -> CaseOut:
    """Return a case as the viewer may see it; asks the database for nothing more."""
    case, assessment = page.case, page.assessment
    return CaseOut(
        number=case.number, version=case.version, child=case.child.name, child_id=str(case.child_id),
        age=case.child.age_on(day),
        is_open=assessment.is_open, locked=case.locked, phase=phase_of(assessment).key, offer=offer_of(assessment),
        opened_on=case.opened_on,
        my_roles=[RoleOut.of(role) for role in page.relation.roles],
        parties=[_party(each, page.relation) for each in kin],
        team=[TeamOut(role=RoleOut.of(each.role), name=each.name, since=each.since) for each in page.team],
        seats=[
            SeatOut(seat=seat.value, unit=place.key, name=page.unit_names[place.key])
            for seat, place in page.seats.items()
        ],
        consents=consents_of(page),
    )  # fmt: skip


def _party(kin: Kin, relation: Relation) -> PartyOut:
    return PartyOut(
        id=str(kin.adult_id),
        name=kin.adult.name, kind=kin.kind, family_word=kin.family_word, custody=kin.gives_custody, since=kin.since,
        address=kin.adult.shown_address if sees_contacts(relation) else "",
    )  # fmt: skip


def consents_of(page: CasePage) -> list[ConsentOut]:
    """Return each consent that the case has come to, as it stands on the day of the page; not who answered what."""
    return [
        ConsentOut(key=consent.key, title=consent.title, purpose=consent.purpose, state=state.value)
        for consent, _, state in come_to(page.assessment, page.relation)
    ]


class OccurrenceOut(BaseModel):
    """Which one of its kind a step is about."""

    id: str
    subject: str
    number: int
    scheduled: date | None


class StandingOut(BaseModel):
    """How one step stands in the case."""

    step: str
    title: str
    phase: str
    lane: str
    duty: str
    occurrence: OccurrenceOut
    state: str = Field(description="done, open, barred eller not_relevant.")
    milestone: bool = Field(description="Nås af sig selv og kan ikke tages.")
    owner: RoleOut
    mine: bool = Field(description="Om du kan tage det.")
    for_others: bool = Field(description="Om du kan indføre det for den, det hører til.")
    due: date | None
    overdue: bool
    account: list[str] = Field(description="Hvordan datoen er talt.")
    missing: list[str]
    waits_on: list[str]


class CourseOut(BaseModel):
    """The course of a case: every step that is done, open or barred."""

    number: str
    version: int
    day: date
    standings: list[StandingOut]


def course_of(page: CasePage, day: date, *, everything: bool) -> CourseOut:
    """Return the standings of a case; what is not relevant is left out unless everything is asked for."""
    shown = [
        each
        for each in page.assessment.standings
        if page.relation.follows(each.step) and (everything or each.state is not State.NOT_RELEVANT)
    ]
    return CourseOut(
        number=page.case.number,
        version=page.case.version,
        day=day,
        standings=[_standing(page, each, day) for each in shown],
    )


def _standing(page: CasePage, standing: Standing, day: date) -> StandingOut:
    step, barred, world = standing.step, standing.state is State.BARRED, page.assessment.world
    runs = step.deadline if standing.is_task and standing.due is not None else None
    return StandingOut(
        step=step.key, title=step.title, phase=step.phase.key, lane=step.lane.key, duty=standing.duty.value,
        occurrence=_occurrence(standing.occurrence), state=standing.state.name.lower(), milestone=step.milestone,
        owner=RoleOut.of(standing.owner),
        mine=may_take(standing, page.relation) is not None and not step.milestone,
        for_others=may_record(standing, page.relation) is not None and not step.milestone,
        due=standing.due,
        overdue=standing.is_task and standing.due is not None and standing.due < day,
        account=list(account_sentences(world, standing.occurrence, runs).sentences) if runs else [],
        missing=list(missing(standing, page.assessment)) if barred else [],
        waits_on=_waits_on(page, standing) if barred and standing.is_task else [],
    )  # fmt: skip


def _waits_on(page: CasePage, standing: Standing) -> list[str]:
    """Whose turn it is; not told to whoever is not told of every step."""
    return list(whose_turn(standing, page.assessment)) if page.relation.follows_all else []


def _occurrence(place: Occurrence) -> OccurrenceOut:
    return OccurrenceOut(id=place.id, subject=place.subject, number=place.number, scheduled=place.scheduled)


class EventOut(BaseModel):
    """One event of the history. Of a withheld one only that it happened, and when: it is the other half's."""

    number: int
    kind: str
    step: str
    occurrence: str
    sentence: str
    on: date
    recorded: datetime
    by: str
    role: RoleOut | None
    for_role: RoleOut | None
    how: str
    facts: dict[str, Any]
    texts: dict[str, str]
    corrected_by: int
    annulled_by: int
    withheld: bool


class TimelineOut(BaseModel):
    """One page of the history, newest first."""

    number: str
    items: list[EventOut]
    page: int
    pages: int


def event_of(row: EventRow, procedure: Procedure) -> EventOut:
    """Return an event of the history; casework has taken away what the reader may not know."""
    event = row.event
    return EventOut(
        number=event.number, kind=event.kind.value, step=event.step, occurrence=event.occurrence,
        sentence=event_sentence(row.step, event.facts) if row.step else "",
        on=event.on, recorded=event.recorded, by=row.actor,
        role=RoleOut.of(row.role) if row.role else None, for_role=RoleOut.of(row.for_role) if row.for_role else None,
        how=row.how, facts=encode_facts(procedure, event.facts), texts=row.texts,
        corrected_by=row.corrected_by, annulled_by=row.annulled_by, withheld=row.withheld,
    )  # fmt: skip


class NoteOut(BaseModel):
    """A note on the case."""

    id: int
    on: date
    half: str
    by: str
    role: str
    written_at: datetime
    body: str


class NotesOut(BaseModel):
    """One page of notes, newest first."""

    items: list[NoteOut]
    page: int
    pages: int
    total: int


def note_of(note: Note) -> NoteOut:
    """Return a note with its writer's name."""
    return NoteOut(
        id=note.pk, on=note.on, half=note.half, by=note.author.name, role=note.author_role,
        written_at=note.written_at, body=note.body,
    )  # fmt: skip


class TakenOut(BaseModel):
    """What a step that was taken led to."""

    case: str
    version: int
    event: int
    step: str
    occurrence: str
    sentence: str
    follows: str


class WayInOut(BaseModel):
    """A way into a case, and whether one may take it."""

    step: str
    title: str
    role: RoleOut
    may: bool

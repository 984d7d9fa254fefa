"""The page of the joint plan: what it says, what it lacks, what can be done with it, and where it has been."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from sagsgang.casework.commands.take import may_record, may_take
from sagsgang.casework.models import LedgerText
from sagsgang.casework.queries import CasePage
from sagsgang.outbox.models import Journaling
from sagsgang.plans import queries
from sagsgang.plans.completeness import GOALS, Lack, demanded, lacks_of, speaks_of_one_to_one
from sagsgang.plans.differences import side_word
from sagsgang.plans.models import Filing, Revision
from sagsgang.plans.paper import FollowUp
from sagsgang.plans.recorded import recorded_texts
from sagsgang.plans.sight import writer_of, writes_goals
from sagsgang.plans.state import ActivityState, GoalState, PlanState, SectionState
from sagsgang.plans.taking import follow_ups
from sagsgang.procedure.engine import Standing, State
from sagsgang.procedure.language import Duty, PlanUse, Procedure
from sagsgang.procedure.wording import capital
from sagsgang.web import addresses
from sagsgang.web.pages.naming import occurrence_name
from sagsgang.web.pages.states import LOOKS, POSSIBLE, Look


@dataclass(frozen=True, slots=True)
class Byline:
    """Which version, when, by whom and in which role."""

    version: int
    at: datetime
    who: str

    @classmethod
    def of(cls, revision: Revision, procedure: Procedure) -> Byline:
        """The line under what was written."""
        role = procedure.role_by_key.get(revision.author_role)
        who = f"{revision.author.name}, {role.title}" if role else revision.author.name
        return cls(revision.number, revision.at, who)


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section as the page shows it; empty addresses: he cannot do that."""

    key: str
    title: str
    family_title: str
    help: str
    side: str
    text: str
    recorded: str
    by: Byline | None
    demanded: bool
    edit: str
    history: str


@dataclass(frozen=True, slots=True)
class ActivityView:
    """An activity as the page shows it."""

    number: int
    what: str
    who: str
    rhythm: str
    side: str
    edit: str
    move: str
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class StatusView:
    """How a goal stood at one follow-up."""

    follow_up: FollowUp
    label: str
    words: str
    by: Byline | None


@dataclass(frozen=True, slots=True)
class GoalView:
    """A goal as the page shows it."""

    number: int
    place: int
    title: str
    why: str
    seen: str
    side: str
    by: Byline
    activities: tuple[ActivityView, ...]
    removed_activities: tuple[ActivityView, ...]
    statuses: tuple[StatusView, ...]
    edit: str
    history: str
    add: str
    move: str
    back: str
    version: int
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class UseView:
    """A step the plan goes through, in one occurrence: how it stands, and where it is taken."""

    title: str
    about: str
    look: Look
    done_on: date | None
    due: date | None
    overdue: bool
    href: str
    words: str
    step_href: str


@dataclass(frozen=True, slots=True)
class JournalView:
    """A system of record: journalised there when, under which number; or not yet, and whose turn it is."""

    system: str
    on: date | None
    number: str
    sent: datetime | None
    owner: str
    href: str


@dataclass(frozen=True, slots=True)
class SubmissionView:
    """The plan as it was handed in to BEKU."""

    on: date
    about: str
    href: str


@dataclass(frozen=True, slots=True)
class PaperView:
    """The plan as a document of the case."""

    number: int
    href: str
    on: date
    occasion: str


@dataclass(frozen=True, slots=True)
class PlanView:
    """Everything the page of the plan says."""

    title: str
    notice: str
    offer: str
    sections: tuple[SectionView, ...]
    goals: tuple[GoalView, ...]
    removed: tuple[GoalView, ...]
    lacks: tuple[Lack, ...]
    one_to_one: bool
    uses: tuple[UseView, ...]
    journals: tuple[JournalView, ...]
    submissions: tuple[SubmissionView, ...]
    papers: tuple[PaperView, ...]
    begun: bool
    writes: bool
    running: bool
    goals_help: str
    goals_demanded: bool
    goals_recorded: str


@dataclass(frozen=True, slots=True)
class _Making:
    """What every part of the page is made from."""

    page: CasePage
    state: PlanState
    follow_ups: tuple[FollowUp, ...]
    writes: bool
    recorded: Mapping[str, str]

    @property
    def number(self) -> str:
        return self.page.case.number

    @property
    def procedure(self) -> Procedure:
        return self.page.assessment.world.procedure


def plan_view(
    page: CasePage, state: PlanState, filings: Sequence[Filing], day: date, *, reading: bool = False
) -> PlanView:
    """Return the page's values; asks the database once, for the journal numbers, and only where there are some.

    `reading`: nothing can be changed, as in what was handed in, or to the family.
    """
    assessment, declared = page.assessment, state.declared
    course = queries.course_of(assessment)
    running = course is not None and course.ended is None and course.id == state.course
    writes = running and not reading and writes_goals(page.relation) is not None
    recorded = {} if reading else recorded_texts(page.case, assessment, declared, page.relation)
    making = _Making(page, state, follow_ups(assessment), writes, recorded)
    offer = queries.offer_of(assessment)
    return PlanView(
        declared.title,
        declared.notice,
        declared.offer_title(offer),
        tuple(_section(making, each, offer) for each in state.sections),
        tuple(_goal(making, each, place, len(state.goals)) for place, each in enumerate(state.goals, start=1)),
        tuple(_goal(making, each, 0, 0) for each in state.removed),
        lacks_of(state, offer, assessment) if offer and running else (),
        speaks_of_one_to_one(state),
        _uses(making, day),
        _journals(making),
        _submissions(making),
        tuple(_paper(making, each) for each in filings),
        state.begun,
        making.writes,
        running,
        declared.goals_help,
        offer in declared.goals_demanded_for,
        "" if state.goals else _goals_recorded(making),
    )


def _goals_recorded(making: _Making) -> str:
    facts = [use.goals.key for use in making.state.declared.uses if use.goals is not None]
    return next((making.recorded[key] for key in facts if key in making.recorded), "")


def lack_link(number: str, lack: Lack) -> str:
    """Return where the missing part is written."""
    if lack.key == GOALS:
        return reverse("web:handleplan_maal", args=[number, 0])
    if lack.key.startswith(f"{GOALS}-"):
        return reverse("web:handleplan_aktivitet", args=[number, int(lack.key.rpartition("-")[2]), 0])
    return reverse("web:handleplan_afsnit", args=[number, lack.key])


def _section(making: _Making, each: SectionState, offer: str) -> SectionView:
    section, number = each.section, making.number
    may = making.writes and writer_of(making.page.relation, section.side) is not None
    return SectionView(
        section.key,
        section.title,
        section.for_family,
        section.help,
        section.side.value,
        each.text,
        making.recorded.get(section.fills.key, "") if section.fills is not None and not each.text else "",
        Byline.of(each.revision, making.procedure) if each.revision is not None else None,
        demanded(section, offer, making.page.assessment),
        reverse("web:handleplan_afsnit", args=[number, section.key]) if may else "",
        reverse("web:handleplan_historik", args=[number, "afsnit", section.key]) if each.revision else "",
    )


def _goal(making: _Making, goal: GoalState, place: int, count: int) -> GoalView:
    number, mine = making.number, goal.part.number
    labels = {option.value: option.label for option in making.state.declared.statuses}
    statuses = tuple(
        StatusView(each, labels.get(said.status, ""), said.body, Byline.of(said, making.procedure))
        for each in making.follow_ups
        if (said := goal.statuses.get(each.occurrence)) is not None
    )
    activities = goal.activities
    return GoalView(
        mine,
        place,
        goal.revision.title,
        goal.revision.body,
        goal.revision.seen,
        side_word(goal.revision),
        Byline.of(goal.revision, making.procedure),
        tuple(_activity(making, goal, each, at, len(activities)) for at, each in enumerate(activities, start=1)),
        tuple(_activity(making, goal, each, 0, 0) for each in goal.removed_activities),
        statuses,
        reverse("web:handleplan_maal", args=[number, mine]) if making.writes else "",
        reverse("web:handleplan_historik", args=[number, "maal", mine]),
        reverse("web:handleplan_aktivitet", args=[number, mine, 0]) if making.writes else "",
        reverse("web:handleplan_flyt", args=[number, "maal", mine]) if making.writes else "",
        reverse("web:handleplan_fjern", args=[number, "maal", mine]) if making.writes else "",
        goal.revision.number,
        place == 1,
        place == count,
    )


def _activity(making: _Making, goal: GoalState, each: ActivityState, place: int, count: int) -> ActivityView:
    number, mine, said = making.number, each.part.number, each.revision
    edit = reverse("web:handleplan_aktivitet", args=[number, goal.part.number, mine]) if making.writes else ""
    move = reverse("web:handleplan_flyt", args=[number, "aktivitet", mine]) if making.writes else ""
    return ActivityView(
        mine, said.title, said.who, said.rhythm, side_word(said), edit, move, place == 1, place == count
    )


def _uses(making: _Making, day: date) -> tuple[UseView, ...]:
    """The steps of the plan that have been taken or can be, newest last; those that do not concern it are left out."""
    found = []
    for use in making.state.declared.uses:
        for standing in making.page.assessment.of_step(use.step):
            if standing.state is not State.NOT_RELEVANT or standing.event is not None:
                found.append(_use(making, use, standing, day))
    return tuple(found)


def _use(making: _Making, use: PlanUse, standing: Standing, day: date) -> UseView:
    step, place = standing.step, standing.occurrence
    to_take = making.page.assessment.to_take(standing)
    mine = may_take(standing, making.page.relation) or may_record(standing, making.page.relation)
    can = making.writes and to_take.state is State.OPEN and mine is not None
    name = "web:handleplan_opfoelgning" if use.statuses else "web:handleplan_trin"
    args = [making.number, place.id] if use.statuses else [making.number, step.key, place.id]
    due = standing.due if standing.is_task else None
    return UseView(
        step.done if standing.event is not None else step.title,
        capital(occurrence_name(making.page.assessment.world, place)),
        POSSIBLE if standing.state is State.OPEN and standing.duty is Duty.MAY else LOOKS[standing.state],
        standing.event.on if standing.event is not None else None,
        due,
        due is not None and due < day,
        reverse(name, args=args) if can else "",
        use.button if standing.event is None else f"{use.button} igen",
        addresses.step(making.number, step.key, place.id),
    )


def _journals(making: _Making) -> tuple[JournalView, ...]:
    """Both systems of record: two queries, and only once there is something to journalise."""
    standings = [
        each
        for key in making.state.declared.journalised_by
        for each in making.page.assessment.of_step(key)
        if each.state is not State.NOT_RELEVANT or each.event is not None
    ]
    if not standings:
        return ()
    events = [each.event.number for each in standings if each.event is not None]
    rows = LedgerText.objects.filter(case=making.page.case, event__in=events)
    texts = {(event, key): body for event, key, body in rows.values_list("event", "key", "body")}
    steps = making.state.declared.journalised_by
    on_the_way = Journaling.objects.filter(case=making.page.case, step__in=steps, outcome=Journaling.Outcome.UNDERVEJS)
    sent = {(step, place): at for step, place, at in on_the_way.values_list("step", "occurrence", "sent_at")}
    return tuple(_journal(making, each, texts, sent.get(each.key)) for each in standings)


def _journal(
    making: _Making, standing: Standing, texts: dict[tuple[int, str], str], sent: datetime | None
) -> JournalView:
    step, event, journal = standing.step, standing.event, standing.step.journal
    system = journal.system if journal is not None else step.title
    key = journal.number.key if journal is not None and journal.number is not None else ""
    known = event is not None and making.page.relation.reads(step)  # the number is read where the step is
    number = texts.get((event.number, key), "") if event is not None and known else ""
    return JournalView(
        system,
        event.on if event is not None else None,
        number.removeprefix(system).strip(),
        sent if event is None else None,
        standing.owner.definite,
        addresses.step(making.number, step.key, standing.occurrence.id),
    )


def _submissions(making: _Making) -> tuple[SubmissionView, ...]:
    world = making.page.assessment.world
    found = []
    for standing in making.page.assessment.of_step(making.state.declared.submitted_by):
        event, course = standing.event, standing.occurrence.path.get(world.procedure.course.key)
        if event is not None and course is not None and course.id == making.state.course:
            href = reverse("web:handleplan_indstillet", args=[making.number, standing.occurrence.id])
            about = occurrence_name(world, standing.occurrence) or "indstillingen til BEKU"
            found.append(SubmissionView(event.on, capital(about), href))
    return tuple(found)


def _paper(making: _Making, filing: Filing) -> PaperView:
    declared, number = making.state.declared, filing.document.number
    occasion = next((use.occasion for use in declared.uses if use.step == filing.step), "blev lagt i sagen")
    return PaperView(number, addresses.document(making.number, number), filing.document.on, f"Da den {occasion}")

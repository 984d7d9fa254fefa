"""The plan as it is now or was then, as values: sections in their order, goals with activities and statuses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sagsgang.plans.models import Part, Revision
from sagsgang.procedure.language import JointPlan, PlanSection


@dataclass(frozen=True, slots=True)
class SectionState:
    """A section with its newest text; `revision` is None while nobody has written it."""

    section: PlanSection
    revision: Revision | None

    @property
    def text(self) -> str:
        """What it says."""
        return self.revision.body if self.revision is not None else ""

    @property
    def version(self) -> int:
        """The number of its newest version; 0 while there is none."""
        return self.revision.number if self.revision is not None else 0


@dataclass(frozen=True, slots=True)
class ActivityState:
    """An activity under a goal."""

    part: Part
    revision: Revision


@dataclass(frozen=True, slots=True)
class GoalState:
    """A goal, its activities in their order, and how it stood at each follow-up, by the follow-up's occurrence."""

    part: Part
    revision: Revision
    activities: tuple[ActivityState, ...]
    removed_activities: tuple[ActivityState, ...]
    statuses: dict[str, Revision]


@dataclass(frozen=True, slots=True)
class PlanState:
    """The plan of one course. `latest`: the newest revision in it; None for a plan that nobody has written in."""

    declared: JointPlan
    course: str
    sections: tuple[SectionState, ...]
    goals: tuple[GoalState, ...]
    removed: tuple[GoalState, ...]
    latest: Revision | None

    @property
    def begun(self) -> bool:
        """Whether anything has been written."""
        return self.latest is not None

    @property
    def moment(self) -> datetime | None:
        """When it was last written in."""
        return self.latest.at if self.latest is not None else None

    def section(self, key: str) -> SectionState:
        """The section with that key; raises KeyError when there is none."""
        for each in self.sections:
            if each.section.key == key:
                return each
        raise KeyError(key)

    def goal(self, number: int) -> GoalState | None:
        """The goal with that number, also one that was taken out."""
        return next((each for each in (*self.goals, *self.removed) if each.part.number == number), None)


def state_of(declared: JointPlan, course: str, revisions: Iterable[Revision]) -> PlanState:
    """Return the state made of the newest revision of each part, read with their parts."""
    found = list(revisions)
    by_kind: dict[str, list[Revision]] = {kind: [] for kind in Part.Kind.values}
    for revision in found:
        by_kind[revision.part.kind].append(revision)
    sections = {revision.part.key: revision for revision in by_kind[Part.Kind.SECTION]}
    goals = [_goal(revision, by_kind) for revision in _ordered(by_kind[Part.Kind.GOAL])]
    return PlanState(
        declared,
        course,
        tuple(SectionState(each, sections.get(each.key)) for each in declared.sections),
        tuple(goal for goal in goals if not goal.revision.gone),
        tuple(goal for goal in goals if goal.revision.gone),
        max(found, key=lambda revision: revision.pk, default=None),
    )


def _goal(goal: Revision, by_kind: dict[str, list[Revision]]) -> GoalState:
    mine = [
        ActivityState(each.part, each)
        for each in _ordered(by_kind[Part.Kind.ACTIVITY])
        if each.part.under_id == goal.part_id
    ]
    statuses = {each.part.key: each for each in by_kind[Part.Kind.STATUS] if each.part.under_id == goal.part_id}
    return GoalState(
        goal.part,
        goal,
        tuple(each for each in mine if not each.revision.gone),
        tuple(each for each in mine if each.revision.gone),
        statuses,
    )


def _ordered(revisions: Iterable[Revision]) -> list[Revision]:
    return sorted(revisions, key=lambda revision: (revision.position, revision.part.number))

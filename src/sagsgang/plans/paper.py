"""The plan as a paper: the same bytes for the same state, whoever asks for it and whenever."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sagsgang.casework.models import Case
from sagsgang.plans.differences import side_word
from sagsgang.plans.models import Revision
from sagsgang.plans.state import GoalState, PlanState
from sagsgang.procedure.language import Role
from sagsgang.procedure.wording import capital
from sagsgang.procedure.workdays import danish_time, in_words
from sagsgang.typesetting import pdf

TEMPLATE = "plans/plan.typ"
EMPTY = "Ikke skrevet endnu."
FAMILY_SIDES = {"sof": "Borgercentret", "buf": "Skolen", "faelles": "Begge"}
FOR_FAMILY = "Sådan er aftalerne for jer. Er der noget, I ikke forstår, så spørg sagsbehandleren eller skolen."


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A follow-up of the plan: its occurrence and the day it falls on."""

    occurrence: str
    on: date | None
    number: int

    @property
    def title(self) -> str:
        """What it is called in a table."""
        when = f" ({in_words(self.on)})" if self.on else ""
        return f"{self.number}. opfølgning{when}"


@dataclass(frozen=True, slots=True)
class Setting:
    """What a paper of the plan is made of beside the plan: the house, the offer, the roles' titles, the follow-ups.

    `demanded`: the sections that are told of although nobody has written them.
    """

    house: str
    offer: str
    roles: dict[str, Role]
    follow_ups: Sequence[FollowUp] = ()
    demanded: frozenset[str] = frozenset()


def plan_pdf(case: Case, state: PlanState, setting: Setting) -> bytes:
    """Return the whole plan as both administrations read it; tagged, searchable, byte-identical for the same state."""
    latest = _moment(state)
    data = {
        "title": state.declared.title,
        "house": setting.house,
        "meta": [["Barn", case.child.name], ["Sag", case.number], ["Tilbud", setting.offer or "ikke valgt endnu"]],
        "as_of": f"Planen, som den var {_at(latest)}",
        "notice": state.declared.notice,
        "sections": [
            {"title": each.section.title, "side": each.section.side.value, "text": each.text or EMPTY,
             "by": _by(each.revision, setting)}
            for each in state.sections
            if each.text or each.section.key in setting.demanded
        ],
        "goals": [_goal(state, goal, setting) for goal in state.goals],
        "footer": f"{state.declared.title} · sag {case.number}",
    }  # fmt: skip
    return pdf(TEMPLATE, data, at=latest)


def family_pdf(case: Case, state: PlanState, setting: Setting) -> bytes:
    """Return the plan in the family's words: no roles, no versions, nothing that is for the house alone."""
    latest = _moment(state)
    meta = [["Barn", case.child.name], ["Sag", case.number]]
    data = {
        "title": "Jeres fælles plan",
        "house": setting.house,
        "meta": [*meta, ["Tilbud", setting.offer]] if setting.offer else meta,
        "as_of": f"Planen, som den var {_at(latest)}",
        "intro": FOR_FAMILY,
        "notice": state.declared.notice,
        "sections": [
            {"title": each.section.for_family, "side": "", "text": each.text, "by": ""}
            for each in state.sections
            if each.text and each.section.family_reads
        ],
        "goals": [_for_family(_goal(state, goal, setting), goal) for goal in state.goals],
        "footer": f"Fælles plan · sag {case.number}",
    }  # fmt: skip
    return pdf(TEMPLATE, data, at=latest)


def _goal(state: PlanState, goal: GoalState, setting: Setting) -> dict[str, object]:
    labels = {option.value: option.label for option in state.declared.statuses}
    told = [
        [each.title, labels.get(goal.statuses[each.occurrence].status, ""), goal.statuses[each.occurrence].body]
        for each in setting.follow_ups
        if each.occurrence in goal.statuses
    ]
    return {
        "title": goal.revision.title,
        "side": side_word(goal.revision),
        "why": goal.revision.body,
        "seen": goal.revision.seen,
        "activities": [
            [each.revision.title, each.revision.who, each.revision.rhythm, capital(side_word(each.revision))]
            for each in goal.activities
        ],
        "statuses": told,
    }


def _for_family(told: dict[str, object], goal: GoalState) -> dict[str, object]:
    """The goal without whose it is; of each activity the administration's name instead of its abbreviation."""
    whose = [FAMILY_SIDES.get(each.revision.side, "") for each in goal.activities]
    rows = [
        [each.revision.title, each.revision.who, each.revision.rhythm, name]
        for each, name in zip(goal.activities, whose, strict=True)
    ]
    return {**told, "side": "", "activities": rows}


def _by(revision: Revision | None, setting: Setting) -> str:
    if revision is None:
        return ""
    role = setting.roles.get(revision.author_role)
    who = f"{revision.author.name}, {role.title}" if role else revision.author.name
    return f"Version {revision.number}, {_at(revision.at)}, {who}"


def _at(moment: datetime) -> str:
    local = danish_time(moment)
    return f"{in_words(local.date())} kl. {local:%H.%M}"


def _moment(state: PlanState) -> datetime:
    if state.moment is None:
        raise ValueError("a plan that nobody has written in is no paper")
    return state.moment

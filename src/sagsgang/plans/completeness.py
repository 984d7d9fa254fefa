"""What the plan still lacks for an offer: declared with the sections, so that handbook and gate say the same (X21)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sagsgang.plans.state import PlanState
from sagsgang.procedure.engine import Assessment
from sagsgang.procedure.language import Citation, PlanSection, Side
from sagsgang.procedure.wording import citations_text

GOALS, STATUSES = "maal", "status"
_ONE_TO_ONE = re.compile(r"\b(?:1\s*:\s*1|(?:en|én|een|1)[ -]?til[ -]?(?:en|én|een|1))\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is missing: the part's key, what to do, whose turn it is, and where that is written."""

    key: str
    title: str
    sentence: str
    side: Side
    citations: tuple[Citation, ...]

    @property
    def source(self) -> str:
        """Where it is written, in words."""
        return citations_text(self.citations)


def demanded(section: PlanSection, offer: str, assessment: Assessment) -> bool:
    """Whether the plan must have the section: for the offer, or because of how the case stands."""
    if offer in section.demanded_for:
        return True
    if section.demanded_when is None or assessment.world.root is None:
        return False
    courses = assessment.world.by_subject.get(assessment.world.procedure.course.key, [])
    return bool(courses) and section.demanded_when.answer(assessment.world, courses[-1]) is True


def lacks_of(state: PlanState, offer: str, assessment: Assessment) -> tuple[Lack, ...]:
    """Everything that is demanded and not written, in the order of the plan."""
    found = [
        Lack(
            each.section.key, each.section.title, f"»{each.section.title}« er ikke skrevet endnu.", each.section.side,
            each.section.citations,
        )
        for each in state.sections
        if not each.text and demanded(each.section, offer, assessment)
    ]  # fmt: skip
    return (*found, *_goals(state, offer))


def _goals(state: PlanState, offer: str) -> tuple[Lack, ...]:
    declared = state.declared
    if offer not in declared.goals_demanded_for:
        return ()
    cited = declared.goals_citations
    if not state.goals:
        return (Lack(GOALS, "Mål", "Planen har ingen mål endnu.", Side.JOINT, cited),)
    bare = [goal for goal in state.goals if not goal.activities]
    return tuple(
        Lack(
            f"{GOALS}-{goal.part.number}",
            f"Mål {place}",
            f"Mål {place} har ingen aktiviteter: skriv, hvem der gør hvad.",
            Side.JOINT,
            cited,
        )
        for place, goal in enumerate(state.goals, start=1)
        if goal in bare
    )


def speaks_of_one_to_one(state: PlanState) -> bool:
    """Whether the plan mentions support one to one, which may be given and is never promised (F5)."""
    texts = [each.text for each in state.sections]
    for goal in state.goals:
        texts += [goal.revision.title, goal.revision.body, goal.revision.seen]
        texts += [each.revision.title for each in goal.activities]
    return any(_ONE_TO_ONE.search(text) for text in texts)

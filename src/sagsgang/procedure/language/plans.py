"""A plan that both sides write: its sections, for which offer each is demanded, and the steps it is taken through."""

from __future__ import annotations

from dataclasses import dataclass

from sagsgang.procedure.language.conditions import Condition
from sagsgang.procedure.language.facts import Fact, Option
from sagsgang.procedure.language.sources import Citation
from sagsgang.procedure.language.terms import Document, Side


@dataclass(frozen=True, slots=True, eq=False)
class PlanSection:
    """One section of a plan: whose it is to write, for which offers it is demanded, and where that is written.

    `side`: JOINT is written by both. `demanded_when`: demanded, whatever the offer, where this holds. `fills`: the
    fact of a step that is the same text, so that nobody types it twice. `family_title`: what the family reads above it,
    who do not know the abbreviations. `family_words`: it holds what the family itself said.
    """

    key: str
    title: str
    help: str
    side: Side
    demanded_for: tuple[str, ...] = ()
    demanded_when: Condition | None = None
    fills: Fact | None = None
    family_title: str = ""
    family_reads: bool = True
    family_words: bool = False
    citations: tuple[Citation, ...] = ()

    @property
    def for_family(self) -> str:
        """The title as the family reads it."""
        return self.family_title or self.title


@dataclass(frozen=True, slots=True, eq=False)
class PlanUse:
    """A step that is taken out of the plan: which of its facts the plan fills, and with what.

    `goals`: the goals with how many activities they have. `changes`: what differs from the plan as it was submitted.
    `statuses`: how each goal stands. `paper`: where the plan lies. `complete`: refused while something is missing.
    `occasion` reads after "planen, som den var, da den …".
    """

    step: str
    button: str
    occasion: str
    goals: Fact | None = None
    changes: Fact | None = None
    statuses: Fact | None = None
    paper: Fact | None = None
    complete: bool = False

    @property
    def filled(self) -> tuple[Fact, ...]:
        """The facts that are answered out of goals, changes, statuses and paper."""
        return tuple(fact for fact in (self.goals, self.changes, self.statuses, self.paper) if fact is not None)


@dataclass(frozen=True, slots=True, eq=False)
class JointPlan:
    """The plan as declared.

    `notice` says what it is not. `offers`: what it can be made for, by the values of `offer_facts`, of which the first
    recorded one tells the offer. `open_to_family`: before it holds, no offer is named to the family. `involves`: before
    it holds, nothing goes to the family. `submitted_by`: the step by which it is handed in.
    """

    document: Document
    title: str
    notice: str
    sections: tuple[PlanSection, ...]
    offers: tuple[Option, ...]
    offer_facts: tuple[Fact, ...]
    goals_help: str
    goals_demanded_for: tuple[str, ...]
    goals_citations: tuple[Citation, ...]
    statuses: tuple[Option, ...]
    uses: tuple[PlanUse, ...]
    submitted_by: str
    journalised_by: tuple[str, ...]
    open_to_family: Condition
    involves: Condition
    citations: tuple[Citation, ...] = ()

    def section(self, key: str) -> PlanSection:
        """The section with that key; raises KeyError when there is none."""
        for section in self.sections:
            if section.key == key:
                return section
        raise KeyError(key)

    def use_of(self, step: str) -> PlanUse:
        """How the step is taken out of the plan; raises KeyError when it is not."""
        for use in self.uses:
            if use.step == step:
                return use
        raise KeyError(step)

    def offer_title(self, value: str) -> str:
        """What the offer is called; "" where it is none that a plan is made for."""
        return next((offer.label for offer in self.offers if offer.value == value), "")

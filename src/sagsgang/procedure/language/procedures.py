"""A whole procedure: its declarations, indexed, and the edition of them that holds on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from sagsgang.procedure.language.conditions import Need
from sagsgang.procedure.language.dockets import Docket
from sagsgang.procedure.language.facts import Fact
from sagsgang.procedure.language.letters import Letter
from sagsgang.procedure.language.parameters import Parameters
from sagsgang.procedure.language.periods import Period
from sagsgang.procedure.language.plans import JointPlan
from sagsgang.procedure.language.readings import Reading
from sagsgang.procedure.language.ressourcer import Ressource
from sagsgang.procedure.language.sources import Source
from sagsgang.procedure.language.steps import Rule, Step
from sagsgang.procedure.language.terms import Board, Consent, Document, LegalBasis, Phase, Role, Seat, Subject


class UnknownDay(LookupError):
    """The procedure says nothing of that day; carries the period it covers."""


class Edition:
    """The steps and rules that hold on one day, ready for the engine's loop."""

    def __init__(self, procedure: Procedure, steps: tuple[Step, ...], rules: tuple[Rule, ...]) -> None:
        self.procedure = procedure
        self.steps = steps
        self.rules = rules
        self.by_key: Mapping[str, Step] = {step.key: step for step in steps}
        by_subject: dict[str, list[Step]] = {}
        for step in steps:
            by_subject.setdefault(step.per.key, []).append(step)
        self.by_subject: Mapping[str, tuple[Step, ...]] = {key: tuple(found) for key, found in by_subject.items()}
        acts: dict[str, list[Rule]] = {}
        for rule in rules:
            for act in rule.binds:
                acts.setdefault(act.key, []).append(rule)
        self.rules_of: Mapping[str, tuple[Rule, ...]] = {
            step.key: tuple(dict.fromkeys(rule for act in step.acts for rule in acts.get(act.key, ())))
            for step in steps
        }

    @cached_property
    def suppliers(self) -> Mapping[Need, tuple[Step, ...]]:
        """Which steps can supply a named thing: record the fact, produce the paper, give the consent, open or end."""
        found: dict[Need, list[Step]] = {}
        for step in self.steps:
            for need in supplied_by(step):
                found.setdefault(need, []).append(step)
        return {need: tuple(steps) for need, steps in found.items()}


def supplied_by(step: Step) -> tuple[Need, ...]:
    """The named things that taking the step supplies."""
    needs: list[Need] = [("step", step.key)]
    needs += [("fact", asked.fact.key) for asked in step.asked()]
    needs += [("fact", written.key) for written, _ in step.carries]
    needs += [("document", document.key) for document in step.produces]
    if step.gives:
        needs.append(("consent", step.gives.key))
    if step.answer:
        needs.append(("fact", step.answer.key))
    needs += [("subject", subject.key) for subject in (step.opens, step.also_opens) if subject]
    if step.ends:
        needs.append(("end", step.ends.key))
    return tuple(needs)


@dataclass(eq=False)
class Procedure:
    """One municipal procedure, as declared. Every lookup by key raises KeyError when there is none.

    `systems`: the outside systems that papers lie in (G3).
    `aliases` and `fact_aliases`: an older name of a step or a fact, as histories still hold it → its name today.
    `requirements`: every requirement's id → where it stands. `elsewhere`: those met outside the procedure → where.
    """

    key: str
    title: str
    edition: str
    covers: Period
    root: Subject
    course: Subject
    phases: tuple[Phase, ...]
    roles: tuple[Role, ...]
    subjects: tuple[Subject, ...]
    documents: tuple[Document, ...]
    consents: tuple[Consent, ...]
    boards: tuple[Board, ...]
    steps: tuple[Step, ...]
    rules: tuple[Rule, ...]
    parameters: Parameters
    sources: tuple[Source, ...]
    placement: tuple[tuple[Seat, Fact], ...] = ()
    offer: Fact | None = None
    systems: tuple[str, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    fact_aliases: Mapping[str, str] = field(default_factory=dict)
    requirements: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    readings: tuple[Reading, ...] = ()
    bases: tuple[LegalBasis, ...] = ()
    plan: JointPlan | None = None
    letters: tuple[Letter, ...] = ()
    dockets: tuple[Docket, ...] = ()
    ressourcer: tuple[Ressource, ...] = ()
    _editions: dict[int, Edition] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def seams(self) -> tuple[date, ...]:
        """The days on which the set of declarations changes, in order."""
        periods = [self.covers, *(step.valid for step in self.steps), *(rule.valid for rule in self.rules)]
        periods += [dated.period for parameter in self.parameters for dated in parameter.values]
        days = {day for period in periods for day in (period.since, period.until) if day is not None}
        return tuple(sorted(day for day in days if self.covers.holds(day)))

    def next_seam(self, day: date) -> date | None:
        """The next day after `day` on which declarations change; None when there is none."""
        return next((seam for seam in self.seams if seam > day), None)

    def at(self, day: date) -> Edition:
        """The edition in force on the day; raises UnknownDay outside what the procedure covers."""
        if not self.covers.holds(day):
            raise UnknownDay(f"{self.title} dækker ikke {day:%d.%m.%Y} (kun fra {self.covers.since:%d.%m.%Y})")
        index = sum(1 for seam in self.seams if seam <= day)
        edition = self._editions.get(index)
        if edition is None:
            edition = self._editions[index] = Edition(
                self,
                tuple(step for step in self.steps if step.valid.holds(day)),
                tuple(rule for rule in self.rules if rule.valid.holds(day)),
            )
        return edition

    @cached_property
    def versions(self) -> Mapping[str, tuple[Step, ...]]:
        """All versions of each step, oldest first."""
        found: dict[str, list[Step]] = {}
        for step in self.steps:
            found.setdefault(step.key, []).append(step)
        return {key: tuple(sorted(each, key=lambda step: step.valid.since)) for key, each in found.items()}

    def knows(self, key: str) -> bool:
        """Whether there is, or was under an older name, such a step."""
        return self.aliases.get(key, key) in self.versions

    @cached_property
    def first_valid(self) -> Mapping[str, date]:
        """The first day any version of the step holds: a new key applies to what began after its start."""
        return {key: versions[0].valid.since for key, versions in self.versions.items()}

    def step(self, key: str, day: date | None = None) -> Step:
        """The version of the step that holds on the day, else the nearest one; the newest without a day."""
        versions = self.versions[self.aliases.get(key, key)]
        if day is None:
            return versions[-1]
        for step in versions:
            if step.valid.holds(day):
                return step
        return versions[0] if day < versions[0].valid.since else versions[-1]

    @cached_property
    def role_by_key(self) -> Mapping[str, Role]:
        """The roles by key."""
        return {role.key: role for role in self.roles}

    @cached_property
    def subject_by_key(self) -> Mapping[str, Subject]:
        """The subjects by key."""
        return {subject.key: subject for subject in self.subjects}

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """Every fact that some step records or has recorded, by key."""
        asked = {fact.key: fact for step in self.steps for fact in step.formerly}
        asked |= {step.answer.key: step.answer for step in self.steps if step.answer is not None}
        asked |= {asked.fact.key: asked.fact for step in self.steps for asked in step.asked()}
        return asked | {written.key: written for step in self.steps for written, _ in step.carries}

    @cached_property
    def letter_by_key(self) -> Mapping[str, Letter]:
        """The letters by key."""
        return {letter.key: letter for letter in self.letters}

    def steps_of(self, letter: Letter, day: date) -> tuple[Step, ...]:
        """The steps of the day by which the letter is written, signed and sent, in that order."""
        mine = [step for step in self.at(day).steps if letter in step.letters]
        return tuple(sorted(mine, key=lambda step: (step.sends is letter, step.writes is not letter)))

    def work_of(self, workplace: str) -> Mapping[str, str]:
        """The keys of the steps that the workplace makes, by what it calls each, in the order declared."""
        named = ((step.work.partition("."), step.key) for step in self.steps if step.work)
        return {act: key for (place, _, act), key in named if place == workplace}

    @cached_property
    def chains(self) -> Mapping[str, frozenset[str]]:
        """For each subject the keys of those it belongs to, without itself."""
        return {subject.key: frozenset(each.key for each in subject.chain()[1:]) for subject in self.subjects}

    @cached_property
    def calendar_subjects(self) -> tuple[Subject, ...]:
        """The subjects whose occurrences a calendar makes."""
        return tuple(subject for subject in self.subjects if subject.calendar)

    @cached_property
    def entries(self) -> tuple[Step, ...]:
        """The ways into a case (G1)."""
        return tuple(step for step in self.steps if step.entry)

"""Ways through the declarations that several checks share: every condition, every deadline, every citation."""

from __future__ import annotations

from collections.abc import Iterator

from sagsgang.procedure.language import ALWAYS, Citation, Consent, Letter, Procedure, Rule, Step, Subject
from sagsgang.procedure.language.conditions import All, AnyOf, Condition, Not, Phrased
from sagsgang.procedure.language.deadlines import Anchor, Deadline, DueDay, EarliestDay, YearDay
from sagsgang.procedure.language.lives import Passed, Reached, Some, TimeLeft


def step_name(step: Step) -> str:
    """How remarks name a step; a version is told by its first day."""
    return f"trin {step.key}" + (f" (fra {step.valid.since:%Y-%m-%d})" if step.valid.since > ALWAYS.since else "")


def conditions_of(step: Step) -> Iterator[tuple[str, Condition]]:
    """Every condition of a step, with the word under which it is declared."""
    named = {
        "when": step.when,
        "owed_when": step.owed_when,
        "requires": step.requires,
        "done_when": step.done_when,
        "opens_when": step.opens_when,
        "ends_when": step.ends_when,
    }
    yield from ((name, condition) for name, condition in named.items() if condition is not None)
    yield from (("expects", expectation.condition) for expectation in step.expects)
    yield from (("offered_if", condition) for asked in step.asked() for _, condition in asked.offered_if)
    yield from (("only_if", asked.only_if) for asked in step.asked() if asked.only_if is not None)
    yield from (("provided", proviso.condition) for asked in step.asked() for proviso in asked.provisos)


def all_conditions(procedure: Procedure) -> Iterator[tuple[str, Condition]]:
    """Every condition of every step and rule, with the name of its declaration."""
    for step in procedure.steps:
        yield from ((step_name(step), condition) for _, condition in conditions_of(step))
    for rule in procedure.rules:
        yield from ((f"regel {rule.key}", condition) for condition in rule_conditions(rule))


def rule_conditions(rule: Rule) -> Iterator[Condition]:
    """The conditions of a rule."""
    yield rule.requires
    if rule.when is not None:
        yield rule.when


def inside(condition: Condition, place: Subject | None = None) -> Iterator[tuple[Condition, Subject | None]]:
    """The condition and everything in it, each with the subject in which it is asked (None: where the step stands)."""
    yield condition, place
    match condition:
        case All() | AnyOf():
            for part in condition.parts:
                yield from inside(part, place)
        case Not() | Phrased():
            yield from inside(condition.part, place)
        case Some():
            yield from inside(condition.where, condition.subject)
        case TimeLeft():
            yield from inside(condition.where, condition.periods)
            yield from inside(condition.afresh, condition.periods)


def deadlines_in(condition: Condition) -> Iterator[Deadline]:
    """The deadlines that a condition rests on."""
    for each, _ in inside(condition):
        if isinstance(each, Reached | Passed):
            yield each.deadline
        elif isinstance(each, Some):
            yield from (limit for limit in (each.since, each.until) if limit is not None)


def anchors_in(anchor: Anchor) -> Iterator[Anchor]:
    """The anchor and those it rests on."""
    yield anchor
    match anchor:
        case YearDay():
            yield from anchors_in(anchor.on_or_after)
        case EarliestDay():
            for each in anchor.anchors:
                yield from anchors_in(each)
        case DueDay():
            yield from anchors_in(anchor.deadline.anchor)


def deadlines_of(step: Step) -> Iterator[Deadline]:
    """Every deadline that a step declares or asks about."""
    if step.deadline is not None:
        yield step.deadline
    for _, condition in conditions_of(step):
        yield from deadlines_in(condition)


def citations(procedure: Procedure) -> Iterator[tuple[str, Citation]]:
    """Every citation of the procedure, with the name of what it belongs to."""
    for step in procedure.steps:
        yield from ((step_name(step), citation) for citation in step_citations(step))
    for rule in procedure.rules:
        yield from ((f"regel {rule.key}", citation) for citation in rule.citations)
    for name, cited in declared_with_citations(procedure):
        yield from ((name, citation) for citation in cited)


def declared_with_citations(procedure: Procedure) -> Iterator[tuple[str, tuple[Citation, ...]]]:
    """Roles, phases, papers, consents, boards and the plan, each with what it cites."""
    yield from ((f"rolle {each.key}", each.citations) for each in procedure.roles)
    yield from ((f"fase {each.key}", each.citations) for each in procedure.phases)
    yield from ((f"papir {each.key}", each.citations) for each in procedure.documents)
    yield from ((f"samtykke {each.key}", _of_consent(each)) for each in procedure.consents)
    based = ((each.key, each.citation) for each in procedure.bases)
    yield from ((f"lovgrundlag {key}", (citation,)) for key, citation in based if citation is not None)
    yield from ((f"brev {each.key}", letter_citations(each)) for each in procedure.letters)
    yield from ((f"udvalg {each.key}", each.citations) for each in procedure.boards)
    if procedure.plan is not None:
        yield "planen", (*procedure.plan.citations, *procedure.plan.goals_citations)
        yield from ((f"planens afsnit {each.key}", each.citations) for each in procedure.plan.sections)
    yield from ((f"bevilling {each.key}", each.citations) for each in procedure.ressourcer)


def _of_consent(consent: Consent) -> tuple[Citation, ...]:
    return (*consent.citations, *((consent.young.citation,) if consent.young is not None else ()))


def letter_citations(letter: Letter) -> tuple[Citation, ...]:
    """What a letter, the appeals in it and the child's own letter cite."""
    appeals = (citation for decision in letter.decides for citation in decision.appeal.citations)
    return (*letter.citations, *appeals, *((letter.young.citation,) if letter.young is not None else ()))


def step_citations(step: Step) -> Iterator[Citation]:
    """What a step, its expectations and its deadlines cite."""
    yield from step.citations
    for expectation in step.expects:
        yield from expectation.citations
    yield from (proviso.citation for asked in step.asked() for proviso in asked.provisos)
    for deadline in deadlines_of(step):
        yield deadline.citation
        if deadline.first is not None:
            yield deadline.first

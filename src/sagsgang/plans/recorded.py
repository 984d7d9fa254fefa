"""What the plan's steps say that were taken elsewhere: shown in the plan, and taken into it untyped (G2, G3)."""

from __future__ import annotations

from sagsgang.casework.access import Relation
from sagsgang.casework.ledger import FOR_NAME
from sagsgang.casework.models import Case, LedgerText
from sagsgang.procedure.engine import Assessment
from sagsgang.procedure.language import JointPlan


def recorded_texts(case: Case, assessment: Assessment, declared: JointPlan, relation: Relation) -> dict[str, str]:
    """The texts that stand on the plan's steps, by their facts: the newest of each that he reads. At most one query."""
    world = assessment.world
    wanted: dict[int, list[str]] = {}
    facts = [section.fills for section in declared.sections if section.fills is not None]
    facts += [use.goals for use in declared.uses if use.goals is not None]
    for fact in facts:
        found = [
            place.facts[fact.key] for place in world.by_subject.get(fact.subject.key, []) if fact.key in place.facts
        ]
        newest = max(found, key=lambda recorded: recorded.event, default=None)
        event = next((each for each in world.events if newest is not None and each.number == newest.event), None)
        if event is not None and relation.reads(world.procedure.step(event.step, event.on)):
            wanted.setdefault(event.number, []).append(fact.key)
    if not wanted:
        return {}
    rows = LedgerText.objects.filter(case=case, event__in=wanted).exclude(key=FOR_NAME)
    texts = {(event, key): body for event, key, body in rows.values_list("event", "key", "body")}
    return {key: texts[event, key] for event, keys in wanted.items() for key in keys if texts.get((event, key))}

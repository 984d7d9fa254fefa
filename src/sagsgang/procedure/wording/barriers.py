"""Why a step is closed, what it expects, and by which rule."""

from __future__ import annotations

from datetime import date

from sagsgang.procedure.engine import Barrier, Warning_
from sagsgang.procedure.language import Procedure, Rule
from sagsgang.procedure.wording.citations import citations_text, force_word, strongest
from sagsgang.procedure.wording.conditions import lacks
from sagsgang.procedure.wording.grammar import sentence


def barrier_sentence(barrier: Barrier, procedure: Procedure, day: date) -> str:
    """What is missing, and the rule that asks for it: "… er ikke indhentet. R8: … ."."""
    missing = sentence(lacks(barrier.finding, procedure, day))
    return f"{missing} {rule_sentence(barrier.rule)}" if barrier.rule is not None else missing


def rule_sentence(rule: Rule) -> str:
    """The rule with its key and its force: "R8: … (krav i vejledningen)."."""
    return f"{rule.key}: {rule.text.rstrip('.')} ({force_word(strongest(rule.citations))})."


def warning_sentence(warning: Warning_, procedure: Procedure, day: date) -> str:
    """What is expected and not so, and where that is written; it closes nothing, but asks for a reason."""
    missing = sentence(lacks(warning.finding, procedure, day))
    where = citations_text(warning.expectation.citations)
    return f"{missing} Det forventes ifølge {where}." if where else missing

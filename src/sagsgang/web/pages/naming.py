"""How a thing in a case is named: which indstilling, which follow-up, whose turn."""

from __future__ import annotations

from sagsgang.procedure.engine import Occurrence, Standing, World
from sagsgang.procedure.language import Citation
from sagsgang.procedure.wording import citation_text, force_word, listed
from sagsgang.procedure.workdays import in_words


def occurrence_name(world: World, occurrence: Occurrence) -> str:
    """Return which occurrence it is, where there are several: "opfølgningen nr. 2, 5. september 2026"; else ""."""
    subject = world.procedure.subject_by_key[occurrence.subject]
    if len(world.by_subject.get(occurrence.subject, [])) < 2 and not occurrence.scheduled:
        return ""
    day = f", {in_words(occurrence.scheduled)}" if occurrence.scheduled else ""
    return f"{subject.title} nr. {occurrence.number}{day}"


def responsible_text(standing: Standing) -> str:
    """Return who is responsible, and with whom: "sagsbehandleren sammen med psykologen"."""
    others = [role.definite for role in standing.step.together_with if role is not standing.owner]
    return standing.owner.definite + (f" sammen med {listed(others)}" if others else "")


def sources(citations: tuple[Citation, ...]) -> tuple[tuple[str, str], ...]:
    """Return each place with the word for how strongly it binds."""
    return tuple((citation_text(each), force_word(each.force)) for each in citations)

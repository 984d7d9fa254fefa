"""What keeps a step closed and whose turn it is, as Danish sentences."""

from __future__ import annotations

from sagsgang.procedure.engine import Assessment, Standing, State
from sagsgang.procedure.wording import barrier_sentence, listed


def missing(standing: Standing, assessment: Assessment) -> tuple[str, ...]:
    """A sentence for each thing that keeps the step closed, with the rule that asks for it."""
    world = assessment.world
    return tuple(barrier_sentence(barrier, world.procedure, world.day) for barrier in standing.barriers)


def whose_turn(standing: Standing, assessment: Assessment) -> tuple[str, ...]:
    """A sentence for each role that can bring what is missing nearer, with the steps it can take."""
    steps_of: dict[str, dict[str, None]] = {}
    for each in assessment.turn(standing):
        steps_of.setdefault(each.owner.definite, {})[f"»{each.step.title}«"] = None
    return tuple(f"Det venter på {who}: {listed(list(steps))}." for who, steps in steps_of.items())


def why_closed(standing: Standing, assessment: Assessment) -> str:
    """Why the step cannot be taken on that day: what is missing and whose turn it is."""
    title = standing.step.title
    if standing.step.milestone:
        return f"»{title}« nås af sig selv, når det, der skal til, er indført."
    if standing.state is State.DONE:
        return f"»{title}« er allerede udført."
    if standing.state is State.BARRED:
        sentences = (*missing(standing, assessment), *whose_turn(standing, assessment))
        return " ".join((f"»{title}« kan ikke tages endnu.", *sentences))
    return f"»{title}« er ikke aktuelt i sagen på den dag."

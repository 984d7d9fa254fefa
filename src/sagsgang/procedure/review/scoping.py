"""Does each thing live where the step that touches it can reach it? (trap 7)"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sagsgang.procedure.language import Kind, Procedure, Step, Subject
from sagsgang.procedure.language.conditions import Condition
from sagsgang.procedure.language.deadlines import FactDay, ScheduledDay
from sagsgang.procedure.language.lives import Some, TimeLeft
from sagsgang.procedure.review.remarks import Remark, error, warning
from sagsgang.procedure.review.walking import anchors_in, conditions_of, inside, step_name
from sagsgang.procedure.workdays import Unit


def written(procedure: Procedure, day: date) -> Iterator[Remark]:
    """A step writes to its own subject, one it belongs to, one it opens, or one beside those."""
    for step in procedure.steps:
        things = [(asked.fact.key, asked.fact.subject) for asked in step.asked()]
        things += [(fact.key, fact.subject) for pair in step.carries for fact in pair]
        things += [(document.key, document.subject) for document in step.produces]
        things += [(consent.key, consent.subject) for consent in (step.gives, step.withdraws) if consent]
        for key, subject in things:
            if not _in_reach(step, subject):
                yield error(
                    "emne-uden-for-raekkevidde",
                    step_name(step),
                    f"{key} hører til {subject.title}, som trinnet ikke kan nå.",
                    "Flyt oplysningen, eller lad trinnet høre til emnet.",
                )
        for other in (step.opens, step.also_opens, step.ends):
            if other is not None and other not in procedure.subjects:
                yield error("emne-ukendt", step_name(step), f"{other.key} er ikke erklæret.", "Tilføj emnet.")


def read(procedure: Procedure, day: date) -> Iterator[Remark]:
    """A condition that reads a deeper subject, or one that a calendar makes, gets some occurrence of it: say which."""
    for step in procedure.steps:
        for _, condition in conditions_of(step):
            for each, place in inside(condition):
                subject = _subject_of(each)
                if subject is not None and not _readable(step, place or step.per, subject):
                    yield warning(
                        "emne-tvetydigt",
                        step_name(step),
                        f"Betingelsen læser {subject.title} et sted, hvor der kan være flere.",
                        "Brug some(…), eller lad trinnet høre til emnet.",
                    )


def deadlines(procedure: Procedure, day: date) -> Iterator[Remark]:
    """A deadline counts from something that is there before the step is taken (trap 10), in units that fit."""
    for step in procedure.steps:
        if step.deadline is None:
            continue
        anchor, limit = step.deadline.anchor, step.deadline.limit
        own = {("fact", asked.fact.key) for asked in step.asked() if asked.fact.subject in step.per.chain()}
        for need in anchor.needs():
            if need in own and all(each.key == step.key for each in _recording(procedure, need[1])):
                yield error(
                    "frist-af-sig-selv",
                    step_name(step),
                    f"Fristen regnes fra {need[1]}, som trinnet selv oplyser.",
                    "Lad et tidligere trin åbne emnet med den oplysning.",
                )
        if any(isinstance(each, ScheduledDay) for each in anchors_in(anchor)) and step.per.calendar is None:
            yield error("frist-uden-plan", step_name(step), "Emnet har ingen plan.", "Regn fristen fra noget andet.")
        if limit is not None and limit.unit is Unit.HOURS:
            moment = isinstance(anchor, FactDay) and anchor.fact.kind is Kind.MOMENT
            if not moment:
                yield error("frist-uden-klokkeslaet", step_name(step), "Timer kræver et klokkeslæt.", "Brug moment_of.")


def _recording(procedure: Procedure, fact: str) -> list[Step]:
    return [step for step in procedure.steps if any(asked.fact.key == fact for asked in step.asked())]


def _in_reach(step: Step, subject: Subject) -> bool:
    reach = {*step.per.chain()}
    for opened in (step.opens, step.also_opens):
        reach |= {*opened.chain()} if opened is not None else set()
    return subject in reach or (subject.of in reach and subject.calendar is None)


def _readable(step: Step, place: Subject, subject: Subject) -> bool:
    if subject in place.chain() or subject in (step.opens, step.also_opens):
        return True
    return subject.calendar is None and subject.of in place.chain()


def _subject_of(condition: Condition) -> Subject | None:
    """The subject whose nearest occurrence the condition reads; None when it looks at all of them."""
    if isinstance(condition, Some | TimeLeft):
        return None
    for name in ("fact", "document", "consent"):
        thing = getattr(condition, name, None)
        if thing is not None:
            found = thing.subject
            return found if isinstance(found, Subject) else None
    return None

"""What a scenario's words point at, and how a case is described when a scenario does not fit it."""

from __future__ import annotations

from datetime import date

from sagsgang.procedure.engine import Assessment, Barrier, Standing, State
from sagsgang.procedure.language import Procedure, Step
from sagsgang.procedure.wording.barriers import barrier_sentence, warning_sentence
from sagsgang.procedure.workdays.spelling import in_digits
from tests.scenarios.reading import Unreadable


def find_step(procedure: Procedure, word: str, day: date) -> Step:
    """The step with that key, title or statement."""
    if procedure.knows(word):
        return procedure.step(word, day)
    found = {step.key for step in procedure.steps if word in (step.title, step.done)}
    if len(found) != 1:
        raise Unreadable(f"»{word}« er {'intet trin' if not found else 'flere trin: ' + ', '.join(sorted(found))}")
    return procedure.step(found.pop(), day)


def reasons(assessment: Assessment, barrier: Barrier) -> tuple[str, ...]:
    """Every text by which a scenario may point at what is missing: its sentence, the things it names, its rule."""
    procedure = assessment.edition.procedure
    said = [barrier_sentence(barrier, procedure, assessment.world.day)]
    for kind, key in barrier.finding.condition.needs():
        said.append(key)
        match kind:
            case "fact":
                fact = procedure.facts.get(key)
                said += [fact.label, fact.phrase] if fact else []
            case "document":
                said += [document.title for document in procedure.documents if document.key == key]
            case "consent":
                said += [consent.title for consent in procedure.consents if consent.key == key]
            case "step":
                said += [procedure.step(key).title, procedure.step(key).done]
            case _:
                said.append(procedure.subject_by_key[key].title)
    if barrier.rule:
        said += [barrier.rule.key, barrier.rule.text]
    return tuple(said)


def account(assessment: Assessment, standing: Standing) -> str:
    """How one step stands: its state, what is missing, and whose turn it is."""
    procedure, day = assessment.edition.procedure, assessment.world.day
    lines = [f"  {_named(standing)} er {standing.state.value}" + (" (endnu)" if standing.later else "")]
    for barrier in standing.barriers:
        rule = f" [{barrier.rule.key}]" if barrier.rule else ""
        lines.append(f"    mangler{rule}: {barrier_sentence(barrier, procedure, day)}")
    lines += [f"    fraviger: {warning_sentence(warning, procedure, day)}" for warning in standing.warnings]
    lines += [f"    tur: {each.owner.title} – {_named(each)}" for each in assessment.turn(standing)]
    return "\n".join(lines)


def situation(assessment: Assessment) -> str:
    """What is owed in the case that day, by whom and by when, and what else may be done."""
    lines = [f"  Den {in_digits(assessment.world.day)} er opgaverne:"]
    for task in assessment.tasks():
        due = in_digits(task.due) if task.due else "uden frist"
        lines.append(f"    {due}  {task.state.value}  {task.owner.title}: {_named(task)}")
    free = [each for each in assessment.standings if each.state is State.OPEN and not each.is_task]
    lines += ["  og mulighederne:", *(f"    {each.owner.title}: {_named(each)}" for each in free)]
    return "\n".join(lines)


def _named(standing: Standing) -> str:
    number = f" nr. {standing.occurrence.number}" if standing.occurrence.number > 1 else ""
    return f"»{standing.step.title}« ({standing.step.key}{number})"

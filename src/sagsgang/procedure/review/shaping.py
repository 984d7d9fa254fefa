"""Is each declaration of a shape that the engine and the reader can use?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Protocol

from sagsgang.procedure.language import Asked, Docket, Fact, Kind, Procedure, Step
from sagsgang.procedure.language.deadlines import ActedDay
from sagsgang.procedure.language.leaves import Is, NotTaken, Taken
from sagsgang.procedure.review.remarks import Remark, error, warning
from sagsgang.procedure.review.walking import (
    all_conditions,
    anchors_in,
    conditions_of,
    deadlines_of,
    inside,
    step_name,
)
from sagsgang.procedure.wording import say


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


def sentences(procedure: Procedure, day: date) -> Iterator[Remark]:
    """No two steps end in the same sentence (trap 13), and none is without a title of its own."""
    done: dict[str, str] = {}
    titles: dict[str, str] = {}
    for step in procedure.steps:
        other = done.setdefault(step.done, step.key)
        if other != step.key:
            yield error("saetning-dobbelt", step_name(step), f"Ender som trin {other}: »{step.done}«.", "Omskriv en.")
        if titles.setdefault(step.title, step.key) != step.key:
            yield warning("titel-dobbelt", step_name(step), f"Hedder som trin {titles[step.title]}.", "Omskriv en.")
        if step.done.endswith("."):
            yield error("saetning-punktum", step_name(step), "Sætningen slutter med punktum.", "Fjern det.")


def references(procedure: Procedure, day: date) -> Iterator[Remark]:
    """A condition or a deadline that names a step names one that exists, by its name of today, and can be taken."""
    for name, key in _named_steps(procedure):
        versions = procedure.versions.get(key)
        if versions is None:
            yield error("trin-ukendt", name, f"Der er intet trin, der hedder {key}.", "Ret nøglen.")
        elif any(step.milestone for step in versions):
            yield error("trin-kan-ikke-tages", name, f"{key} er en milepæl.", "Brug milepælens egne betingelser.")


def workplaces(procedure: Procedure, day: date) -> Iterator[Remark]:
    """What a workplace calls a step is one step's alone, and names both the place and the act."""
    taken: dict[str, str] = {}
    for step in procedure.steps:
        place, _, act = step.work.partition(".")
        if step.work and not (place and act):
            yield error("arbejde-uklart", step_name(step), f"{step.work} siger ikke sted og handling.", "Ret navnet.")
        if step.work and taken.setdefault(step.work, step.key) != step.key:
            said = f"{step.work} er også trin {taken[step.work]}."
            yield error("arbejde-dobbelt", step_name(step), said, "Giv det et andet navn.")


def _named_steps(procedure: Procedure) -> Iterator[tuple[str, str]]:
    for docket in procedure.dockets:
        named = (docket.submitted, docket.grants, docket.told, docket.postpones, *docket.beside)
        yield from ((_docket_name(docket), key) for key in named)
    for name, condition in all_conditions(procedure):
        for each, _place in inside(condition):
            if isinstance(each, Taken | NotTaken):
                yield name, each.step
    for step in procedure.steps:
        for deadline in deadlines_of(step):
            for anchor in anchors_in(deadline.anchor):
                if isinstance(anchor, ActedDay):
                    yield step_name(step), anchor.step


def _docket_name(docket: Docket) -> str:
    return f"dagsorden {docket.seat.value}"


def answers(procedure: Procedure, day: date) -> Iterator[Remark]:
    """A condition and a docket ask for answers that the fact offers; a step offers no others."""
    for name, condition in all_conditions(procedure):
        for each, _place in inside(condition):
            if isinstance(each, Is):
                yield from _offered(name, each.fact, each.values)
    for docket in procedure.dockets:
        yield from _offered(_docket_name(docket), docket.outcome, (docket.postponed, *docket.granted))
    for step in procedure.steps:
        for asked in step.asked():
            yield from _offered(step_name(step), asked.fact, asked.allowed or ())
            yield from _conditional(step, asked)
            if asked.fact.kind in (Kind.CHOICE, Kind.CHOICES) and not asked.options():
                yield error("svar-mangler", step_name(step), f"{asked.fact.key} har ingen svar.", "Tilføj svar.")


def _conditional(step: Step, asked: Asked) -> Iterator[Remark]:
    """An option that is offered only sometimes is one the step has; not all of them are."""
    values, sometimes = {option.value for option in asked.options()}, {value for value, _ in asked.offered_if}
    if not sometimes <= values:
        said = f"{asked.fact.key}: {', '.join(sorted(sometimes - values))} tilbydes slet ikke."
        yield error("svar-ukendt", step_name(step), said, "Ret svaret.")
    conditions = {condition for _, condition in asked.offered_if}
    if values and sometimes == values and len(conditions) == 1:
        said = f"{asked.fact.key}: uden betingelsen er der intet svar."
        yield error("svar-mangler", step_name(step), said, "Lad trinnet selv kræve det, eller tilbyd et svar uden.")


def _offered(name: str, fact: Fact, values: tuple[Any, ...]) -> Iterator[Remark]:
    known = {option.value for option in fact.options}
    for value in values:
        if known and value not in known:
            yield error("svar-ukendt", name, f"{fact.key} har intet svar {value}.", "Ret svaret.")


def steps(procedure: Procedure, day: date) -> Iterator[Remark]:
    """Milestones do nothing themselves; a consent has its answer; what is named is declared."""
    for step in procedure.steps:
        yield from _milestone(step)
        yield from _consent(step)
        yield from _declared("emne", step, (step.per,), procedure.subjects)
        yield from _declared("fase", step, (step.phase,), procedure.phases)
        yield from _declared("papir", step, step.produces, procedure.documents)
        consents = tuple(each for each in (step.gives, step.withdraws) if each is not None)
        yield from _declared("samtykke", step, consents, procedure.consents)
        if step.also_opens is not None and (step.opens is None or step.opens not in step.also_opens.chain()):
            yield error("aabner-uden-for", step_name(step), "also_opens ligger ikke i det, opens åbner.", "Ret emnet.")


def _declared(word: str, step: Step, used: Iterable[_Keyed], known: Sequence[_Keyed]) -> Iterator[Remark]:
    for thing in used:
        if thing not in known:
            yield error(f"{word}-ukendt", step_name(step), f"{thing.key} er ikke erklæret.", "Tilføj det.")


def _milestone(step: Step) -> Iterator[Remark]:
    does = (step.records, step.produces, step.gives, step.withdraws, step.opens, step.ends, step.repeatable)
    if step.milestone and any(does):
        yield error("milepael-goer-noget", step_name(step), "En milepæl kan ikke tages.", "Lad et andet trin gøre det.")


def _consent(step: Step) -> Iterator[Remark]:
    if step.gives is None:
        return
    if step.answer is None or (step.replies is None and step.answer not in [each.fact for each in step.asked()]):
        yield error("samtykke-uden-svar", step_name(step), "Svaret på samtykket bliver ikke oplyst.", "Angiv answer.")
    elif step.answer.kind in (Kind.CHOICE, Kind.YES_NO) and "ja" not in {each.value for each in step.answer.options}:
        yield error("samtykke-uden-ja", step_name(step), "Intet svar hedder ja.", "Giv svaret værdien ja.")


def wordless(procedure: Procedure, day: date) -> Iterator[Remark]:
    """Every condition can be said in Danish."""
    for step in procedure.steps:
        for name, condition in conditions_of(step):
            try:
                say(condition, procedure, max(step.valid.since, procedure.covers.since))
            except (TypeError, KeyError) as fault:
                yield error("uden-ord", step_name(step), f"{name} kan ikke siges: {fault}.", "Lær den at tale.")

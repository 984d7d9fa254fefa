"""Can every step be reached, does every subject end, and does every outcome lead somewhere?

Reckoned without histories, and in good faith: a condition counts as possible when everything it asks for is supplied
by some step that can be reached itself, until nothing more is added.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from sagsgang.procedure.language import Asked, Edition, Fact, Kind, Procedure, RoleBy, Step, Subject
from sagsgang.procedure.language.conditions import All, AnyOf, Condition, Need, Not, Phrased
from sagsgang.procedure.language.leaves import Available, Is, Known, NoConsent, NotTaken, Taken, Unrecorded
from sagsgang.procedure.language.lives import NoneRunning, Running, Some
from sagsgang.procedure.language.procedures import supplied_by
from sagsgang.procedure.review.remarks import Remark, error, note, warning
from sagsgang.procedure.review.walking import all_conditions, conditions_of, inside, step_name
from sagsgang.procedure.wording import sentence

_CHOSEN = (Kind.CHOICE, Kind.CHOICES, Kind.YES_NO)
_NOT_STEERING = ("expects", "only_if", "offered_if", "provided")
_NEVER_NO = (Known, Available, Taken, Some)


class Reach:
    """What can come to be in one edition: which steps, with which things and answers."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.steps: set[str] = set()
        self.supplied: set[Need] = {("subject", edition.procedure.root.key)}
        self.values: dict[str, set[Any]] = {}
        while self._grow():
            pass

    def _grow(self) -> bool:
        before = (len(self.steps), len(self.supplied), sum(map(len, self.values.values())))
        for subject in self.edition.procedure.calendar_subjects:
            assert subject.calendar is not None
            if self.begins(subject.of) and self._has(subject.calendar.counted_from.needs()):
                self.supplied.add(("subject", subject.key))
        for step in self.edition.steps:
            if self.reaches(step):
                self._take(step)
        return before != (len(self.steps), len(self.supplied), sum(map(len, self.values.values())))

    def reaches(self, step: Step) -> bool:
        """Whether the step can become open, or as a milestone be met."""
        rules = [rule for rule in self.edition.rules_of[step.key] if not rule.departure and rule.when is None]
        wanted = [step.when, step.requires, step.done_when, *(rule.requires for rule in rules)]
        conditions = [each for each in wanted if each is not None]
        return self.begins(step.per) and self.can_be(All(tuple(conditions)))

    def _take(self, step: Step) -> None:
        self.steps.add(step.key)
        for asked in step.asked():
            if asked.only_if is None or self.can_be(asked.only_if) or self._asks_itself(step, asked):
                self.values.setdefault(asked.fact.key, set()).update(self._offered(asked))
        if step.answer is not None:
            self.values.setdefault(step.answer.key, set()).update(each.value for each in step.answer.options)
        for written, source in step.carries:
            self.values.setdefault(written.key, set()).update(self.values.get(source.key, ()))
        opens = step.opens_when is None or self.can_be(step.opens_when)
        for need in supplied_by(step):
            if need[0] != "subject" or opens:
                self.supplied.add(need)

    def _offered(self, asked: Asked) -> Iterator[str]:
        """The options that can be offered."""
        for option in asked.options():
            if all(self.can_be(condition) for value, condition in asked.offered_if if value == option.value):
                yield option.value

    def _asks_itself(self, step: Step, asked: Asked) -> bool:
        """Whether the answer is asked for on account of another answer of the same form."""
        own = {("fact", each.fact.key) for each in step.asked()}
        return asked.only_if is not None and any(need in own for need in asked.only_if.needs())

    def begins(self, subject: Subject | None) -> bool:
        """Whether the subject can come to be."""
        return subject is None or ("subject", subject.key) in self.supplied

    def _has(self, needs: Iterable[Need]) -> bool:
        return all(need in self.supplied for need in needs)

    def can_be(self, condition: Condition) -> bool:
        """Whether the condition can be yes."""
        match condition:
            case All():
                return all(self.can_be(part) for part in condition.parts) and not contradictory(condition)
            case AnyOf():
                return any(self.can_be(part) for part in condition.parts)
            case Not():
                return self._can_be_no(condition.part)
            case Phrased():
                return self.can_be(condition.part)
            case Is():
                return self._has(condition.needs()) and self._can_answer(condition.fact, condition.values)
            case Some():
                return self.begins(condition.subject) and self.can_be(condition.where)
            case Running():
                return self.begins(condition.subject)
            case Unrecorded() | NotTaken() | NoneRunning() | NoConsent():
                return True
            case Taken():
                return condition.step in self.steps and not self._is_milestone(condition.step)
            case _:
                return self._has(condition.needs())

    def _can_be_no(self, condition: Condition) -> bool:
        match condition:
            case All():
                return any(self._can_be_no(part) for part in condition.parts)
            case AnyOf():
                return all(self._can_be_no(part) for part in condition.parts)
            case Not():
                return self.can_be(condition.part)
            case Phrased():
                return self._can_be_no(condition.part)
            case Is():
                others = self.values.get(condition.fact.key, set()) - set(condition.values)
                return bool(others) or condition.fact.kind not in _CHOSEN
            case Known() | Available() | Taken() | Some():
                return False
            case _:
                return self._has(need for need in condition.needs() if need[0] != "end")

    def _can_answer(self, fact: Fact, values: Iterable[Any]) -> bool:
        return fact.kind not in _CHOSEN or not self.values.get(fact.key, set()).isdisjoint(values)

    def _is_milestone(self, key: str) -> bool:
        step = self.edition.by_key.get(key)
        return step is not None and step.milestone


def contradictory(condition: All) -> bool:
    """Whether it asks one fact for answers that cannot stand together."""
    wanted: dict[str, set[Any]] = {}
    for each in _flat(condition):
        if isinstance(each, Is) and each.fact.kind is not Kind.CHOICES:
            values = set(each.values)
            wanted[each.fact.key] = wanted.get(each.fact.key, values) & values
    return any(not values for values in wanted.values())


def _flat(condition: Condition) -> Iterator[Condition]:
    """The parts that must all hold."""
    if isinstance(condition, All):
        for part in condition.parts:
            yield from _flat(part)
    elif isinstance(condition, Phrased):
        yield from _flat(condition.part)
    else:
        yield condition


def unreachable(procedure: Procedure, day: date) -> Iterator[Remark]:
    """Steps that nothing leads to, in the edition of the day."""
    edition = procedure.at(day)
    reach = Reach(edition)
    for step in edition.steps:
        if step.key not in reach.steps:
            yield error(
                "trin-uden-vej",
                step_name(step),
                f"Ingen sag kan nå hertil: {_why(reach, step)}.",
                "Lad et trin oplyse eller åbne det, der mangler, eller ret betingelsen.",
            )
    if not procedure.entries:
        yield error("ingen-indgang", procedure.title, "Der er ingen vej ind i en sag.", "Mærk et trin med entry=True.")


def _why(reach: Reach, step: Step) -> str:
    if not reach.begins(step.per):
        return f"intet trin åbner {step.per.title}"
    missing = sorted(
        {
            f"{kind} {key}"
            for _, condition in conditions_of(step)
            for kind, key in condition.needs()
            if (kind, key) not in reach.supplied and kind != "end"
        }
    )
    return f"ingen leverer {', '.join(missing)}" if missing else "betingelserne kan ikke være opfyldt samtidig"


def never_no(procedure: Procedure, day: date) -> Iterator[Remark]:
    """`not_` over a condition whose absence is "not yet" never becomes yes."""
    for name, condition in all_conditions(procedure):
        for each, _place in inside(condition):
            if isinstance(each, Not) and isinstance(each.part, _NEVER_NO):
                yield error(
                    "aldrig-nej",
                    name,
                    f"{type(each.part).__name__} svarer aldrig nej, så det modsatte bliver aldrig ja.",
                    "Brug unrecorded, not_taken eller none_running.",
                )


def endless(procedure: Procedure, day: date) -> Iterator[Remark]:
    """Every subject is ended by some step, or with what it belongs to; what outlives the course may stand for ever."""
    ended = {step.ends for step in procedure.at(day).steps if step.ends is not None}
    for subject in procedure.subjects:
        if subject is not procedure.root and not any(each in ended for each in subject.chain()):
            make = warning if subject.of is procedure.root else error
            yield make(
                "emne-uden-ende",
                f"emne {subject.key}",
                f"{sentence(subject.title).rstrip('.')} slutter aldrig.",
                "Lad et trin slutte det (ends=…).",
            )


def nowhere(procedure: Procedure, day: date) -> Iterator[Remark]:
    """An answer that nothing follows, to a question that steers the case: it may be meant, but somebody should look."""
    edition = procedure.at(day)
    named: dict[str, set[Any]] = {}
    for step in edition.steps:
        steering = [condition for name, condition in conditions_of(step) if name not in _NOT_STEERING]
        steering += [each for rule in edition.rules_of[step.key] for each in (rule.requires, rule.when) if each]
        for condition in steering:
            _name_answers(condition, named)
        if isinstance(step.responsible, RoleBy):
            named.setdefault(step.responsible.fact.key, set()).update(value for value, _ in step.responsible.cases)
    answers = {step.answer.key for step in edition.steps if step.answer is not None}
    for fact in procedure.facts.values():
        if fact.key not in named or fact.key in answers or fact.kind is Kind.CHOICES:
            continue
        for option in fact.options:
            if option.value not in named[fact.key]:
                yield note(
                    "svar-uden-vej",
                    f"oplysning {fact.key}",
                    f"Intet trin følger af svaret »{option.label}«.",
                    "Se efter, at sagen kan gå videre uden.",
                )


def _name_answers(condition: Condition, named: dict[str, set[Any]]) -> None:
    """Note the answers a condition asks for; what it asks not to be is an answer to all the others."""
    for each, _place in inside(condition):
        if isinstance(each, Is):
            named.setdefault(each.fact.key, set()).update(each.values)
        elif isinstance(each, Not) and isinstance(each.part, Is):
            named.setdefault(each.part.fact.key, set()).update(option.value for option in each.part.fact.options)


def unopened(procedure: Procedure, day: date) -> Iterator[Remark]:
    """What a condition grants must be given and can be taken back: consents."""
    steps = procedure.at(day).steps
    for consent in procedure.consents:
        asked: list[Step] = [step for step in steps if step.gives is consent]
        withdrawn = [step for step in steps if step.withdraws is consent]
        if not asked:
            yield error("samtykke-uden-vej", f"samtykke {consent.key}", "Ingen spørger om det.", "Erklær et trin.")
        if not withdrawn:
            yield error("samtykke-uden-ende", f"samtykke {consent.key}", "Det kan ikke trækkes.", "Erklær et trin.")
        for step in withdrawn:
            if not (step.repeatable or step.again):
                yield error(
                    "samtykke-kun-en-gang",
                    step_name(step),
                    "Trinnet kan kun tages én gang, også når der er givet nyt samtykke.",
                    "Sæt repeatable=True.",
                )

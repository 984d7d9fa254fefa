"""A step as a reader needs it: what, who, what must hold, what is recorded, by when, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sagsgang.procedure.language import ALWAYS, Asked, Duty, Force, Lane, Option, Period, Procedure, RoleBy, Rule, Step
from sagsgang.procedure.language.conditions import All, Condition
from sagsgang.procedure.language.leaves import Is
from sagsgang.procedure.wording.citations import citation_text, citations_text, force_word, strongest
from sagsgang.procedure.wording.conditions import say
from sagsgang.procedure.wording.deadlines import deadline_sentence, written_in
from sagsgang.procedure.wording.grammar import as_subject, consent_to, listed, sentence, subordinate
from sagsgang.procedure.workdays import in_words

OWED = "Det er kun en pligt, når"
"""Opens the sentence on where the duty binds; elsewhere the step may be taken."""


@dataclass(frozen=True, slots=True)
class StepPage:
    """One step on one day, all of it in Danish. Empty tuples and strings: there is nothing to say."""

    key: str
    title: str
    lane: Lane
    duty: Duty
    milestone: bool
    ours: bool
    who: str
    recorded_by: str
    owed: tuple[str, ...]
    when: tuple[str, ...]
    requires: tuple[str, ...]
    rules: tuple[str, ...]
    expects: tuple[str, ...]
    records: tuple[str, ...]
    deadline: str
    gives: tuple[str, ...]
    follows: str
    guidance: tuple[str, ...]
    citations: tuple[str, ...]
    force: Force
    validity: str
    versions: tuple[str, ...]


def step_page(procedure: Procedure, step: Step, day: date) -> StepPage:
    """Everything there is to say about the step as it holds on the day."""
    rules = procedure.at(day).rules_of.get(step.key, ())
    force = strongest(step.citations)
    return StepPage(
        key=step.key,
        title=step.title,
        lane=step.lane,
        duty=step.duty,
        milestone=step.milestone,
        ours=force is Force.OURS,
        who=who_sentence(step, procedure),
        recorded_by=_recorded_by(step),
        owed=tuple(_bullets(step.owed_when, procedure, day)),
        when=tuple(_bullets(step.when, procedure, day)),
        requires=tuple(_bullets(step.requires or step.done_when, procedure, day)),
        rules=tuple(rule_line(rule, procedure, day) for rule in rules),
        expects=tuple(_expectations(step, procedure, day)),
        records=tuple(_record(asked, procedure, day) for asked in step.asked()),
        deadline=_deadline(step),
        gives=tuple(_outcomes(step, procedure, day)),
        follows=step.follows,
        guidance=tuple(sentence(each) for each in step.guidance),
        citations=tuple(citation_text(citation) for citation in step.citations),
        force=force,
        validity=period_text(step.valid),
        versions=tuple(_other_versions(procedure, step)),
    )


def step_paragraph(procedure: Procedure, step: Step, day: date) -> str:
    """The step in one paragraph, as the handbook and a help text tell it."""
    page = step_page(procedure, step, day)
    told = [
        page.who,
        page.recorded_by,
        _together(OWED, page.owed),
        _together("Trinnet er aktuelt, når", page.when),
        _together("Det nås, når" if page.milestone else "Det kræver, at", page.requires),
        *(sentence(rule) for rule in page.rules),
        *(sentence(f"Det forventes, at {subordinate(expected)}") for expected in page.expects),
        sentence(f"Det sker {page.deadline}") if page.deadline else "",
        *page.gives,
        sentence(page.follows),
        *page.guidance,
        sentence(f"Kilde: {citations_text(step.citations)}") if page.citations else "",
        sentence(page.validity),
    ]
    return " ".join(each for each in told if each)


def who_sentence(step: Step, procedure: Procedure) -> str:
    """Who is responsible, and with whom: "Skolelederen skal gøre det sammen med sagsbehandleren."."""
    with_whom = f" sammen med {listed([role.definite for role in step.together_with])}" if step.together_with else ""
    responsible = step.responsible
    if isinstance(responsible, RoleBy):
        told = [f"hos {who}, når {cases}" for who, cases in _cases(responsible, procedure)]
        shared = f" {sentence(f'det sker{with_whom}')}" if with_whom else ""
        return f"Ansvaret ligger {'; '.join(told)}; ellers hos {responsible.otherwise.definite}.{shared}"
    if step.milestone:
        return sentence(f"{responsible.definite} holder{with_whom} øje med, at det sker")
    return sentence(f"{responsible.definite} {step.duty.value} gøre det{with_whom}")


def _cases(responsible: RoleBy, procedure: Procedure) -> Iterator[tuple[str, str]]:
    """Each role that may be responsible, and when it is."""
    values: dict[str, list[str]] = {}
    for value, role in responsible.cases:
        values.setdefault(role.definite, []).append(value)
    for who, each in values.items():
        condition = Is(responsible.fact, tuple(each))
        yield who, subordinate(say(condition, procedure, procedure.covers.since))


def rule_line(rule: Rule, procedure: Procedure, day: date) -> str:
    """A rule as it binds: its key, its words, what it asks for, and who may depart from it."""
    departure = ""
    if rule.departure:
        who = listed([role.definite for role in rule.departure], "eller")
        departure = f"; {who} kan fravige reglen med en begrundelse, der gemmes"
    return f"{rule.key}: {rule.text.rstrip('.')} ({force_word(strongest(rule.citations))}{departure})"


def period_text(period: Period) -> str:
    """From when, and until when: "Gælder fra 1. januar 2024."; empty for what always holds."""
    begins = "" if period.since <= ALWAYS.since else f" fra {in_words(period.since)}"
    ends = "" if period.until is None else f" indtil {in_words(period.until)}"
    return f"Gælder{begins}{ends}." if begins or ends else ""


def _recorded_by(step: Step) -> str:
    if not step.recorded_by:
        return ""
    return sentence(f"Det kan også indføres af {listed([role.definite for role in step.recorded_by], 'eller')}")


def _bullets(condition: Condition | None, procedure: Procedure, day: date) -> Iterator[str]:
    """Each part that must hold by itself."""
    if condition is None:
        return
    parts = condition.parts if isinstance(condition, All) else (condition,)
    for part in parts:
        if isinstance(part, All):
            yield from _bullets(part, procedure, day)
        else:
            yield say(part, procedure, day)


def _together(opening: str, parts: tuple[str, ...]) -> str:
    """One sentence of several statements."""
    return sentence(f"{opening} {'; og '.join(map(subordinate, parts))}") if parts else ""


def _expectations(step: Step, procedure: Procedure, day: date) -> Iterator[str]:
    for expectation in step.expects:
        yield f"{say(expectation.condition, procedure, day)} ({citations_text(expectation.citations)})"


def _record(asked: Asked, procedure: Procedure, day: date) -> str:
    extra = []
    if asked.only_if is not None:
        extra.append(f"kun når {subordinate(say(asked.only_if, procedure, day))}")
    for option, condition in offered_sometimes(asked):
        extra.append(f"»{option.label}« kun når {subordinate(say(condition, procedure, day))}")
    if not asked.required:
        extra.append("kan udelades")
    if asked.fact.assessed:
        extra.append("med begrundelse")
    extra += provisos_of(asked, procedure, day)
    return asked.fact.label + (f" ({'; '.join(extra)})" if extra else "")


def offered_sometimes(asked: Asked) -> Iterator[tuple[Option, Condition]]:
    """The options that are offered only in some cases, each with its condition."""
    for value, condition in asked.offered_if:
        yield asked.fact.option(value), condition


def provisos_of(asked: Asked, procedure: Procedure, day: date) -> Iterator[str]:
    """In which cases alone the answer is taken: "kun hvis det den dag gælder, at …"."""
    for proviso in asked.provisos:
        opening = "kun hvis det den dag gælder, at" if proviso.that_day else "kun hvis"
        yield f"{opening} {subordinate(say(proviso.condition, procedure, day))}"


def _deadline(step: Step) -> str:
    if step.deadline is None:
        return ""
    return f"{deadline_sentence(step.deadline, step.per)} ({written_in(step.deadline)})"


def _outcomes(step: Step, procedure: Procedure, day: date) -> Iterator[str]:
    """What comes of it: papers, consents, what begins and what ends."""
    if step.produces:
        yield sentence(f"Der kommer {listed([document.title for document in step.produces])}")
    if step.journal is not None:
        yield sentence(f"Det skrives i {step.journal.system}")
    if step.gives is not None:
        yield sentence(f"Svaret på {as_subject(consent_to(step.gives.title))} gemmes")
    if step.withdraws is not None:
        yield sentence(f"{as_subject(consent_to(step.withdraws.title))} er trukket tilbage")
    if step.opens is not None:
        begins = listed([subject.title for subject in (step.opens, step.also_opens) if subject is not None])
        yield sentence(f"{begins} begynder{_when(step.opens_when, procedure, day)}")
    if step.ends is not None:
        yield sentence(f"{step.ends.title} slutter{_when(step.ends_when, procedure, day)}")


def _when(condition: Condition | None, procedure: Procedure, day: date) -> str:
    return f", når {subordinate(say(condition, procedure, day))}" if condition is not None else ""


def _other_versions(procedure: Procedure, step: Step) -> Iterator[str]:
    for other in procedure.versions[step.key]:
        if other is not step:
            where = citations_text(other.citations)
            yield f"{other.title}: {period_text(other.valid).rstrip('.')}. {sentence(f'Kilde: {where}')}"

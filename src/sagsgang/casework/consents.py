"""Who must be asked for a consent on a day, and whether something may cross: one answer for pages, papers and the API.

`basis_for` is asked when something is shared and again when it is sent (R8, R9, X18): a consent that stands for the
ways and the purpose, or another legal basis that is named – or the Danish sentence of what is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sagsgang.casework.access import Relation as CaseRelation
from sagsgang.casework.ledger import load
from sagsgang.casework.models import Case
from sagsgang.casework.procedures import procedure_of
from sagsgang.casework.replies import Giver, kind_word
from sagsgang.people.models import Person, Relation
from sagsgang.people.queries import relations_of
from sagsgang.procedure.engine import Assessment, Consented, Occurrence, assess
from sagsgang.procedure.language import Consent, ConsentState, Party, Seat, Side, Step
from sagsgang.procedure.language.leaves import Given
from sagsgang.procedure.language.replies import OF_AGE, YES, YOUNG
from sagsgang.procedure.wording import capital, listed
from sagsgang.procedure.wording.grammar import as_subject, consent_to
from sagsgang.procedure.workdays import in_words

CONSENT, LEGAL = "samtykke", "lovgrundlag"


@dataclass(frozen=True, slots=True)
class Basis:
    """On what something may cross. `kind` is CONSENT or LEGAL; `event` is the number of the event that recorded it.

    `until` is the first day on which it no longer bears (None: no end is set); `notes` are Danish sentences to show
    beside it ("ikke verificeret af jurist", what the young person said).
    """

    kind: str
    key: str
    sentence: str
    since: date
    until: date | None
    event: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """Nothing to rest on: the Danish sentence of what is missing, and the consent that would cover it ("" for none)."""

    sentence: str
    consent: str = ""


def givers_on(child: Person, day: date, consent: Consent | None = None) -> tuple[Giver, ...]:
    """Who is asked on the day: each who has custody, and the young person where the consent says so; one query.

    Empty where nobody with custody is registered: then nobody can be asked. Who is of age answers alone.
    """
    himself = str(child.pk)
    if child.is_of_age_on(day):
        return (Giver(himself, OF_AGE, child.name, kind_word(OF_AGE)),)
    holders = [relation for relation in relations_of(child, day) if relation.gives_custody]
    found = [Giver(str(each.adult_id), each.kind, each.adult.name, _what(each)) for each in holders]
    if found and _asks_the_young(child, day, consent):
        found.append(Giver(himself, YOUNG, child.name, kind_word(YOUNG)))
    return tuple(found)


def _asks_the_young(child: Person, day: date, consent: Consent | None) -> bool:
    young, age = consent.young if consent is not None else None, child.age_on(day)
    first = young.age.at(day) if young is not None else None
    return age is not None and first is not None and age >= first


def _what(relation: Relation) -> str:
    kind = kind_word(relation.kind)
    return f"{relation.family_word}, {kind}" if relation.family_word else kind


def givers_for(step: Step, child: Person, day: date) -> tuple[Giver, ...]:
    """Who the step's form asks about; empty, and no query, for a step that asks nobody for a consent."""
    consent = step.gives or step.withdraws
    if consent is None or (step.replies is None and step.withdrawn_by is None):
        return ()
    return givers_on(child, day, consent)


def uncovered(record: Consented | None, givers: Iterable[Giver], consent: Consent) -> tuple[Giver, ...]:
    """Those who must say yes today and have not: custody may have changed since the answers were given."""
    if record is None or not record.replies:
        return ()
    said = {reply.giver for reply in record.standing.replies if reply.answer == YES}
    return tuple(giver for giver in givers if consent.decides(giver.kind) and giver.id not in said)


def lapsed(case: Case, step: Step, assessment: Assessment) -> frozenset[str]:
    """The consents the step rests on that do not cover those who have custody today: asked again before it is taken."""
    world = assessment.world
    wanted = {leaf.consent for leaf in _leaves(step, assessment) if isinstance(leaf, Given)}
    records = [(consent, record) for consent in wanted for record in _records(assessment, consent)]
    given = [each for each in records if each[1].replies and each[1].state(world.day) is ConsentState.GIVEN]
    if not given:
        return frozenset()
    givers = givers_on(case.child, world.day)
    return frozenset(consent.key for consent, record in given if uncovered(record, givers, consent))


def _leaves(step: Step, assessment: Assessment) -> Iterable[object]:
    rules = assessment.edition.rules_of.get(step.key, ())
    for condition in (step.when, step.requires, *(rule.requires for rule in rules)):
        if condition is not None:
            yield from condition.leaves()


def _records(assessment: Assessment, consent: Consent) -> Iterable[Consented]:
    for place in assessment.world.by_subject.get(consent.subject.key, ()):
        record = place.consents.get(consent.key)
        if record is not None and place.ended is None:
            yield record


def basis_for(
    case: Case,
    *,
    day: date,
    sender: Party | None = None,
    receiver: Party | None = None,
    consent: str = "",
    purpose: str = "",
    assessment: Assessment | None = None,
) -> Basis | Missing:
    """On what something may cross on the day, or what is missing.

    `consent` is the key of one consent; without it, it is found by the way from `sender` to `receiver` (a `Side`, or
    the `Seat` of a unit) and, where several cover it, by `purpose`, which is the purpose as the consent declares it.
    `assessment`: the case as it stands on the day, where the caller has it. Reads people and, without an assessment,
    the ledger. (R8, R9, X7, X18)
    """
    followed = procedure_of(case)
    found = assessment or assess(followed, load(case), day)
    wanted = [each for each in followed.consents if _covers(each, sender, receiver, consent, purpose)]
    if not wanted:
        return Missing("Intet samtykke dækker den vej. Oplysningerne kan kun gives videre, når loven selv siger det.")
    answers = [_one_basis(case, each, found, day) for each in wanted]
    return next((each for each in answers if isinstance(each, Basis)), answers[0])


def _covers(each: Consent, sender: Party | None, receiver: Party | None, consent: str, purpose: str) -> bool:
    if consent and each.key != consent:
        return False
    if purpose and each.purpose != purpose:
        return False
    if sender is None and receiver is None:
        return bool(consent or purpose)
    return any((sender is None or sender == way[0]) and (receiver is None or receiver == way[1]) for way in each.covers)


def _one_basis(case: Case, consent: Consent, found: Assessment, day: date) -> Basis | Missing:
    place = place_of(found, consent)
    record = place.consents.get(consent.key) if place is not None else None
    givers = givers_on(case.child, day, consent)
    said = what_is_missing(consent, record, day, givers)
    if not said and record is not None:
        title = as_subject(consent_to(consent.title))
        until = f" og gælder til {in_words(record.until)}" if record.until is not None else ""
        sentence = f"{capital(title)} er givet {in_words(record.standing.on)}{until}."
        counts = record.standing
        return Basis(CONSENT, consent.key, sentence, counts.on, record.until, counts.event, _heard(record, givers))
    legal = legal_basis(consent, found, day) if place is not None else None
    return legal or Missing(said, consent.key)


def place_of(found: Assessment, consent: Consent) -> Occurrence | None:
    """The occurrence of the consent's subject that counts today: the latest that runs, else the latest."""
    places = found.world.by_subject.get(consent.subject.key, [])
    counting = [place for place in places if place.ended is None] or places
    return counting[-1] if counting else None


def come_to(found: Assessment, viewed: CaseRelation) -> Iterator[tuple[Consent, Consented | None, ConsentState]]:
    """Each consent that the case has come to, with the answers that count today and how it stands by them.

    Of those that he who asks is told of: whoever does not follow the whole course, of what is asked in a step he reads.
    """
    for consent in found.world.procedure.consents:
        place = place_of(found, consent)
        if place is not None and (viewed.follows_all or _asked_in_sight(found, consent, viewed)):
            record = place.consents.get(consent.key)
            yield consent, record, record.state(found.world.day) if record is not None else ConsentState.MISSING


def _asked_in_sight(found: Assessment, consent: Consent, viewed: CaseRelation) -> bool:
    return any(viewed.reads(step) for step in found.edition.steps if consent in (step.gives, step.withdraws))


def legal_basis(consent: Consent, found: Assessment, day: date) -> Basis | None:
    """The legal basis that is named instead of the consent and bears on the day; None where there is none."""
    fact, ends = consent.ground, consent.ground_until
    if fact is None or ends is None:
        return None
    world = found.world
    for place in reversed(world.by_subject.get(fact.subject.key, [])):
        recorded = place.facts.get(fact.key)
        end = place.facts.get(ends.key)
        if recorded is None:
            continue
        until = end.value if end is not None and end.event >= recorded.event else None
        if place.ended is not None or (until is not None and day >= until):
            continue
        basis = next((each for each in world.procedure.bases if each.key == recorded.value), None)
        title = basis.title if basis is not None else str(recorded.value)
        notes = ("Lovgrundlaget er ikke verificeret af jurist.",) if basis is None or basis.unsure else ()
        sentence = f"{capital(title)} er noteret som lovgrundlag {in_words(recorded.on)}."
        return Basis(LEGAL, str(recorded.value), sentence, recorded.on, until, recorded.event, notes)
    return None


def what_is_missing(consent: Consent, record: Consented | None, day: date, givers: tuple[Giver, ...]) -> str:
    """The Danish sentence of why the consent does not stand on the day; "" when it does."""
    title = capital(as_subject(consent_to(consent.title)))
    state = record.state(day) if record is not None else ConsentState.MISSING
    if record is None:
        return f"{title} er ikke indhentet." if givers else f"{title} kan ikke gives: ingen har forældremyndigheden."
    names = {giver.id: giver.name for giver in givers}
    match state:
        case ConsentState.GIVEN:
            more = [giver.name for giver in uncovered(record, givers, consent)]
            return f"{title} mangler svar fra {listed(more)}, som har forældremyndigheden i dag." if more else ""
        case ConsentState.WITHDRAWN:
            taken_back = record.withdrawn
            by = names.get(taken_back.by, "") if taken_back is not None else ""
            on = in_words(taken_back.on) if taken_back is not None else ""
            return f"{title} er trukket tilbage {on}{f' af {by}' if by else ''}."
        case ConsentState.EXPIRED:
            return f"{title} udløb {in_words(record.until)}." if record.until else f"{title} er udløbet."
        case ConsentState.REFUSED:
            return f"{title} er afslået."
        case ConsentState.CONFLICT:
            return f"{title} er kun givet af den ene: {listed(_saying(record, names))}."
        case _:
            who = [names.get(each.giver, kind_word(each.kind)) for each in record.pending]
            return f"{title} mangler svar fra {listed(who)}." if who else f"{title} er ikke indhentet."


def _saying(record: Consented, names: dict[str, str]) -> list[str]:
    return [f"{names.get(each.giver, kind_word(each.kind))} siger {each.answer}" for each in record.deciding]


def _heard(record: Consented, givers: tuple[Giver, ...]) -> tuple[str, ...]:
    """What the young person said, where that does not decide but must be known."""
    young = next((giver for giver in givers if giver.kind == YOUNG), None)
    said = next((reply.answer for reply in record.replies if reply.kind == YOUNG), "")
    if said == "nej":
        return ("Den unge har sagt nej. Det afgør ikke samtykket, men skal indgå i vurderingen.",)
    if young is not None and said != YES:
        return ("Den unge er ikke spurgt endnu.",)
    return ()


__all__ = [
    "CONSENT", "LEGAL", "Basis", "Missing", "Party", "Seat", "Side", "basis_for", "come_to", "givers_for", "givers_on",
    "lapsed", "legal_basis", "place_of", "uncovered", "what_is_missing",
]  # fmt: skip

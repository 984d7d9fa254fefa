"""The consents of a case as their page shows them: each person's answer, how it stands, and what already crossed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from sagsgang.casework.access import Viewer
from sagsgang.casework.answers import REASON
from sagsgang.casework.consents import Basis, givers_on, legal_basis, what_is_missing
from sagsgang.casework.halves import readers_of
from sagsgang.casework.queries.cases import CasePage, case_page
from sagsgang.casework.queries.timeline import EventRow, events_since
from sagsgang.casework.replies import Giver, kind_word
from sagsgang.people.models import Person
from sagsgang.procedure.engine import Consented, EventKind, Occurrence, Standing, State
from sagsgang.procedure.language import Consent, ConsentState, ConsentText, Kind, Reply, Step
from sagsgang.procedure.language.leaves import Given
from sagsgang.procedure.language.replies import FORMS, PENDING
from sagsgang.procedure.wording import reply_text, sentence


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """One person's answer. `answer` is "ja", "nej" or "mangler"; `on` the day of it; `decides`: or only heard."""

    giver: str
    who: str
    what: str
    answer: str
    form: str
    on: date | None
    version: str
    decides: bool
    withdrew: bool
    asked_today: bool


@dataclass(frozen=True, slots=True)
class Happened:
    """One event in the life of the consent: what was said, by whom it was recorded, and the words beside it."""

    event: int
    on: date
    title: str
    told: tuple[str, ...]
    by: str
    words: tuple[str, ...]
    superseded: bool


@dataclass(frozen=True, slots=True)
class Crossed:
    """Something that was done on the consent (or instead of it on a legal basis) while it could be."""

    event: int
    on: date
    title: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One consent for one occurrence of its subject. `open`: whether the viewer reads who said what.

    `missing`: the Danish sentence of why it does not stand, "" when it does. `ask` and `withdraw` are the steps that
    can be taken now, by somebody.
    """

    consent: Consent
    place: Occurrence
    state: ConsentState
    since: date | None
    until: date | None
    text: ConsentText | None
    missing: str
    open: bool
    rows: tuple[ReplyRow, ...]
    withdrawn_on: date | None
    withdrawn_by: str
    withdrawn_why: str
    history: tuple[Happened, ...]
    crossed: tuple[Crossed, ...]
    basis: Basis | None
    basis_reason: str
    basis_by: str
    ask: Standing | None
    withdraw: Standing | None


@dataclass(frozen=True)
class ConsentPage:
    """The case, who is asked on the day, and a sheet for each consent it has come to."""

    page: CasePage
    day: date
    givers: tuple[Giver, ...]
    sheets: tuple[Sheet, ...]


def consent_page(viewer: Viewer, number: str) -> ConsentPage:
    """The consents of a case, today, through the gate: a constant number of queries.

    :raises UnknownCase: not there, or not his to know of
    :raises NotYours: he is told of his own part of the course only
    """
    page = case_page(viewer, number)
    page.relation.check_follows_all()
    rows = {row.event.number: row for row in events_since(viewer, page.case, 0)}
    world = page.assessment.world
    asked = _Asked(page)
    names = _names(page, asked.everybody)
    sheets = tuple(
        _sheet(page, consent, place, rows, names, asked.about(consent))
        for consent in world.procedure.consents
        for place in _places(page, consent)
    )
    return ConsentPage(page, viewer.day, asked.everybody, sheets)


class _Asked:
    """Who is asked today: two answers at most, with and without the young person, each asked of the tables once."""

    def __init__(self, page: CasePage) -> None:
        self._child, self._day = page.case.child, page.assessment.world.day
        self.parents = givers_on(self._child, self._day)
        with_young = next((each for each in page.assessment.world.procedure.consents if each.young is not None), None)
        self.everybody = givers_on(self._child, self._day, with_young)

    def about(self, consent: Consent) -> tuple[Giver, ...]:
        """Who is asked about this consent."""
        return self.parents if consent.young is None else self.everybody


def _places(page: CasePage, consent: Consent) -> list[Occurrence]:
    """The occurrences to show: each that somebody was asked about, and the one that runs."""
    places = page.assessment.world.by_subject.get(consent.subject.key, [])
    return [place for place in places if consent.key in place.consents or place.ended is None]


def _names(page: CasePage, givers: Iterable[Giver]) -> dict[str, str]:
    """The names of all who ever answered, those who are no longer parties among them: one query at most."""
    names = {giver.id: giver.name for giver in givers}
    said = {
        each
        for place in page.assessment.world.by_id.values()
        for record in place.consents.values()
        for each in (*(reply.giver for reply in record.replies), *([record.withdrawn.by] if record.withdrawn else []))
    }
    said |= {reply.giver for event in page.history for value in event.facts.values() for reply in _replies(value)}
    unknown = [int(each) for each in said - names.keys() if each.isdecimal()]
    if unknown:
        names |= {str(person.pk): person.name for person in Person.objects.filter(pk__in=unknown)}
    return names


def _replies(value: object) -> Iterator[Reply]:
    if isinstance(value, tuple):
        yield from (each for each in value if isinstance(each, Reply))


def _sheet(
    page: CasePage,
    consent: Consent,
    place: Occurrence,
    rows: dict[int, EventRow],
    names: dict[str, str],
    givers: tuple[Giver, ...],
) -> Sheet:
    world = page.assessment.world
    record = place.consents.get(consent.key)
    steps = [step for step in page.assessment.edition.steps if consent in (step.gives, step.withdraws)]
    opened = any(not page.relation.sides.isdisjoint(readers_of(step)) for step in steps)
    told = givers if opened else tuple(replace(giver, name=kind_word(giver.kind)) for giver in givers)
    taken_back = record.withdrawn if record is not None else None
    basis = legal_basis(consent, page.assessment, world.day)
    noted = rows.get(basis.event) if basis is not None else None
    state = record.state(world.day) if record is not None else ConsentState.MISSING
    return Sheet(
        consent=consent,
        place=place,
        state=state,
        since=record.standing.on if record is not None else None,
        until=record.until if record is not None else None,
        text=consent.text(world.day),
        missing=what_is_missing(consent, record, world.day, told) if place.ended is None else "",
        open=opened,
        rows=tuple(_rows(consent, record, givers, names)) if opened else (),
        withdrawn_on=taken_back.on if taken_back is not None else None,
        withdrawn_by=names.get(taken_back.by, "") if taken_back is not None and opened else "",
        withdrawn_why=_why(rows.get(taken_back.event), consent) if taken_back is not None and opened else "",
        history=tuple(_history(page, consent, place, rows, names)) if opened else (),
        crossed=tuple(_crossed(page, consent, place)),
        basis=basis,
        basis_reason=noted.texts.get(f"{consent.ground.key}{REASON}", "") if noted and consent.ground else "",
        basis_by=_by(noted) if noted is not None else "",
        ask=_first(page, [step for step in steps if step.gives is consent], place),
        withdraw=_first(page, [step for step in steps if step.withdraws is consent], place),
    )


def _rows(
    consent: Consent, record: Consented | None, givers: tuple[Giver, ...], names: dict[str, str]
) -> Iterator[ReplyRow]:
    """A row for each who answered or must answer today."""
    today = {giver.id: giver for giver in givers}
    said = {reply.giver: reply for reply in (record.replies if record is not None else ())}
    by = record.withdrawn.by if record is not None and record.withdrawn is not None else ""
    for each in dict.fromkeys((*today, *said)):
        reply, giver = said.get(each), today.get(each)
        kind = reply.kind if reply is not None else giver.kind if giver is not None else ""
        yield ReplyRow(
            each,
            names.get(each, "En, der ikke længere er part"),
            giver.what if giver is not None else f"{kind_word(kind)}; er det ikke længere i dag",
            reply.answer if reply is not None else PENDING,
            FORMS.get(reply.form, "") if reply is not None else "",
            reply.on if reply is not None else None,
            reply.text if reply is not None else "",
            consent.decides(kind),
            each == by,
            giver is not None,
        )


def _why(row: EventRow | None, consent: Consent) -> str:
    return row.texts.get(f"{consent.key}.trukket_fordi", "") if row is not None else ""


def _history(
    page: CasePage, consent: Consent, place: Occurrence, rows: dict[int, EventRow], names: dict[str, str]
) -> Iterator[Happened]:
    """What was said of it for this occurrence, newest first."""
    world = page.assessment.world
    for number in sorted(rows, reverse=True):
        row = rows[number]
        if row.step is None or row.withheld or consent not in (row.step.gives, row.step.withdraws):
            continue
        if row.event.kind not in (EventKind.TAKEN, EventKind.CORRECTED):
            continue
        at = world.occurrence(row.event.occurrence)
        if at is None or world.nearest(at, consent.subject) is not place:
            continue
        words = tuple(body for key, body in row.texts.items() if body and key.startswith(consent.key))
        told = tuple(_told(row.step, row, names))
        yield Happened(number, row.event.on, row.step.done, told, _by(row), words, row.superseded)


def _told(step: Step, row: EventRow, names: dict[str, str]) -> Iterator[str]:
    facts = row.event.facts
    for reply in facts.get(step.replies.key, ()) if step.replies is not None else ():
        yield sentence(reply_text(reply, names))
    by = facts.get(step.withdrawn_by.key) if step.withdrawn_by is not None else None
    if by is not None:
        yield sentence(f"{names.get(str(by), 'en af parterne')} trækker det")
    for fact in step.formerly:
        if fact.kind in (Kind.CHOICE, Kind.CHOICES) and fact.key in facts:
            value = facts[fact.key]
            chosen = value if isinstance(value, tuple) else (value,)
            yield sentence(", ".join(option.label for option in fact.options if option.value in chosen))


def _by(row: EventRow) -> str:
    return f"{row.actor}, {row.role.title}" if row.role is not None else row.actor


def _crossed(page: CasePage, consent: Consent, place: Occurrence) -> Iterator[Crossed]:
    """What was done that needs this consent or a legal basis instead: it has happened, whatever becomes of it."""
    world = page.assessment.world
    for event in world.events:
        step = world.procedure.step(event.step, event.on)
        here = world.occurrence(event.occurrence)
        if event.kind is not EventKind.TAKEN or here is None or world.nearest(here, consent.subject) is not place:
            continue
        rules = world.procedure.at(event.on).rules_of.get(step.key, ())
        conditions = (step.requires, *(rule.requires for rule in rules))
        leaves = (leaf for each in conditions if each is not None for leaf in each.leaves())
        if any(isinstance(leaf, Given) and leaf.consent is consent for leaf in leaves):
            yield Crossed(event.number, event.on, step.done)


def _first(page: CasePage, steps: list[Step], place: Occurrence) -> Standing | None:
    """The step that can be taken now for that occurrence; what somebody owes goes before what is merely possible."""
    found = []
    for step in steps:
        for standing in page.assessment.of_step(step.key):
            consent = step.gives or step.withdraws
            here = consent is not None and page.assessment.world.nearest(standing.occurrence, consent.subject) is place
            if here and page.assessment.to_take(standing).state is State.OPEN:
                found.append(standing)
    found.sort(key=lambda standing: not standing.is_task)
    return found[0] if found else None

"""A consent as its card shows it: state, persons, what can be done, what happened, and what already crossed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from sagsgang.casework.commands.take import may_record, may_take
from sagsgang.casework.queries import CasePage
from sagsgang.casework.queries.consents import ConsentPage, Happened, ReplyRow, Sheet
from sagsgang.casework.replies import Giver
from sagsgang.procedure.engine import Standing
from sagsgang.procedure.language import ConsentState
from sagsgang.procedure.language.grounds import UNSURE
from sagsgang.procedure.language.replies import NO, YES, YOUNG
from sagsgang.procedure.wording import capital, parameter_text
from sagsgang.procedure.wording.grammar import consent_to
from sagsgang.procedure.workdays import in_words
from sagsgang.web import addresses
from sagsgang.web.pages.case import CONSENT_LOOKS
from sagsgang.web.pages.naming import occurrence_name
from sagsgang.web.pages.states import Look

_ANSWERS = {YES: Look("Ja", "check", "udfoert"), NO: Look("Nej", "close", "spaerret")}
_PENDING = Look("Har ikke svaret", "minus", "ikke")
_WITHDREW = Look("Har trukket sit ja", "close", "spaerret")


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person in a card. `form`: where the paper to sign is; "" when nobody can be asked now."""

    who: str
    what: str
    look: Look
    said: str
    decides: bool
    form: str


@dataclass(frozen=True, slots=True)
class Card:
    """One consent with everything around it."""

    id: str
    title: str
    about: str
    look: Look
    facts: tuple[tuple[str, str], ...]
    until: str
    missing: str
    open: bool
    persons: tuple[PersonRow, ...]
    no_givers: bool
    withdrawn: str
    withdrawn_why: str
    wording: tuple[str, ...]
    version: str
    basis: str
    basis_notes: tuple[str, ...]
    basis_reason: str
    basis_by: str
    crossed: tuple[tuple[date, str], ...]
    stopped: bool
    history: tuple[Happened, ...]
    ask: str
    ask_words: str
    withdraw: str
    bars: bool
    young: str


def card(found: ConsentPage, sheet: Sheet) -> Card:
    """Return the card of one consent."""
    consent, number = sheet.consent, found.page.case.number
    asked = [giver for giver in found.givers if giver.kind != YOUNG or consent.young is not None]
    rows = {row.giver: row for row in sheet.rows}
    everybody = {giver.id: giver for giver in asked}
    return Card(
        id=f"{consent.key}-{sheet.place.id}".replace("_", "-"),
        title=capital(consent_to(consent.title)),
        about=occurrence_name(found.page.assessment.world, sheet.place),
        look=CONSENT_LOOKS[sheet.state],
        facts=_facts(found, sheet),
        until=f"Gælder til {in_words(sheet.until)}." if sheet.until and sheet.state is ConsentState.GIVEN else "",
        missing=sheet.missing,
        open=sheet.open,
        persons=tuple(_person(sheet, rows[each], everybody.get(each), number) for each in rows),
        no_givers=not found.givers,
        withdrawn=_withdrawn(sheet),
        withdrawn_why=sheet.withdrawn_why,
        wording=sheet.text.paragraphs if sheet.text is not None else (),
        version=sheet.text.version if sheet.text is not None else "",
        basis=sheet.basis.sentence if sheet.basis is not None else "",
        basis_notes=sheet.basis.notes if sheet.basis is not None else (),
        basis_reason=sheet.basis_reason,
        basis_by=sheet.basis_by,
        crossed=tuple((each.on, each.title) for each in sheet.crossed),
        stopped=bool(sheet.missing) and sheet.basis is None,
        history=sheet.history,
        ask=_address(found.page, sheet.ask),
        ask_words=sheet.ask.step.title if sheet.ask else "",
        withdraw=_address(found.page, sheet.withdraw),
        bars=consent.bars,
        young=_young(found, sheet),
    )


def _address(page: CasePage, standing: Standing | None) -> str:
    """Return where the step is taken; "" where there is none, or none that the viewer takes or records."""
    if standing is None or not (may_take(standing, page.relation) or may_record(standing, page.relation)):
        return ""
    return addresses.step(page.case.number, standing.step.key, standing.occurrence.id)


def _facts(found: ConsentPage, sheet: Sheet) -> tuple[tuple[str, str], ...]:
    consent = sheet.consent
    since = in_words(sheet.since) if sheet.since is not None else ""
    until = in_words(sheet.until) if sheet.until is not None else ""
    life = parameter_text(consent.life, found.day) if consent.life is not None and not until else ""
    rows = (
        ("Hvad deles", capital(consent.what)),
        ("Fra", capital(consent.sender)),
        ("Til", capital(consent.receiver)),
        ("Formål", capital(consent.purpose)),
        ("Svar fra", since),
        ("Gælder til", f"{until} (den dag ikke med)" if until else ""),
        ("Gælder normalt", f"{life} (lokal praksis)" if life else ""),
    )
    return tuple(row for row in rows if row[1])


def _person(sheet: Sheet, row: ReplyRow, giver: Giver | None, number: str) -> PersonRow:
    said = ", ".join(each for each in (in_words(row.on) if row.on else "", row.form) if each)
    look = _WITHDREW if row.withdrew else _ANSWERS.get(row.answer, _PENDING)
    form = ""
    if sheet.ask is not None and giver is not None:
        form = reverse("web:samtykkeblanket", args=[number, sheet.consent.key, sheet.place.id, giver.id])
    version = f", ordlyd {row.version}" if row.version and said else ""
    return PersonRow(row.who, row.what, look, f"{said}{version}", row.decides, form)


def _withdrawn(sheet: Sheet) -> str:
    if sheet.withdrawn_on is None:
        return ""
    by = f" af {sheet.withdrawn_by}" if sheet.withdrawn_by else ""
    return f"Trukket tilbage {in_words(sheet.withdrawn_on)}{by}."


def _young(found: ConsentPage, sheet: Sheet) -> str:
    """What is said of the young person, where it is asked; with the mark where nobody is sure of the law."""
    young = sheet.consent.young
    if young is None or all(giver.kind != YOUNG for giver in found.givers):
        return ""
    return f"{young.about} ({UNSURE})" if young.citation.unsure else young.about


@dataclass(frozen=True, slots=True)
class BasisRow:
    """A legal basis that can be named today, or that waits for a lawyer."""

    title: str
    about: str
    unsure: bool
    offered: bool


def bases_of(found: ConsentPage) -> tuple[BasisRow, ...]:
    """Return the legal bases of the day, those that cannot be chosen yet last."""
    bases = [each for each in found.page.assessment.world.procedure.bases if each.valid.holds(found.day)]
    bases.sort(key=lambda each: not each.offered)
    return tuple(BasisRow(capital(each.title), each.about, each.unsure, each.offered) for each in bases)

"""The consent as a paper to sign: one for each who is asked, in plain Danish, with no address and no CPR number."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from sagsgang.casework.access import Viewer
from sagsgang.casework.halves import ADMINISTRATIONS
from sagsgang.casework.queries.cases import CasePage
from sagsgang.casework.queries.consents import Sheet, consent_page
from sagsgang.casework.refusals import NotYours, StepClosed, UnknownStep
from sagsgang.casework.replies import Giver
from sagsgang.casework.scope import current
from sagsgang.procedure.language.replies import OF_AGE, YOUNG
from sagsgang.procedure.wording import capital, parameter_text
from sagsgang.procedure.wording.grammar import consent_to
from sagsgang.procedure.workdays import danish_day, in_words
from sagsgang.typesetting import pdf

TEMPLATE = "casework/forms/samtykke.typ"
PRINTED = "samtykkeblanket"


def consent_form(*, viewer: Viewer, number: str, consent: str, occurrence: str, giver: str, at: datetime) -> bytes:
    """Return the form for one of those who are asked today, as PDF; that it was made is noted for the read log.

    :raises UnknownCase, UnknownStep: no such case, consent or person asked, or not his to know of
    :raises NotYours: he does not read what is said about that consent
    :raises StepClosed: nobody may be asked now (X8: contact with the family is held back)
    """
    found = consent_page(viewer, number)
    sheet = next((s for s in found.sheets if s.consent.key == consent and s.place.id == occurrence), None)
    person = next((each for each in found.givers if each.id == giver), None)
    if sheet is None or person is None or (person.kind == YOUNG and sheet.consent.young is None):
        raise UnknownStep("Der er ingen, der skal spørges om det samtykke.")
    if not sheet.open:
        raise NotYours("Blanketten laves af dem, der spørger familien.")
    if sheet.ask is None:
        raise StepClosed("Familien kan ikke spørges nu. Se på trinnet, hvad der mangler.")
    current().noted(PRINTED, found.page.case.pk)
    return pdf(TEMPLATE, _data(found.page, sheet, person, at), at=at)


def _data(page: CasePage, sheet: Sheet, person: Giver, at: datetime) -> dict[str, object]:
    consent, day, child = sheet.consent, danish_day(at), page.case.child
    text = consent.text(day)
    life = f"{parameter_text(consent.life, day)}, hvis I ikke aftaler andet" if consent.life is not None else ""
    own = person.kind in (YOUNG, OF_AGE)
    version = text.version if text is not None else "–"
    facts = [
        ["Barnet" if not own else "Det handler om", child.name],
        ["Hvad deles", capital(consent.what)],
        ["Fra", capital(_in_full(consent.sender))],
        ["Til", capital(_in_full(consent.receiver))],
        ["Formål", capital(_in_full(consent.purpose))],
        ["Hvor længe", life],
    ]
    return {
        "title": capital(consent_to(consent.title)),
        "sender": [settings.MUNICIPALITY, *ADMINISTRATIONS.values()],
        "giver": person.name,
        "meta": [
            ["Sag", page.case.number],
            ["Dato", in_words(day)],
            ["Ordlyd", f"version {version}"],
        ],
        "footer": f"Samtykke, sag {page.case.number}",
        "intro": _intro(sheet, person, child.given_name),
        "paragraphs": list(text.paragraphs) if text is not None else [],
        "facts": [row for row in facts if row[1]],
        "rights": list(_rights(sheet, person)),
        "yes": f"Ja, jeg giver {consent_to(consent.title)}.",
        "no": f"Nej, jeg giver ikke {consent_to(consent.title)}.",
        "note": "",
    }


def _in_full(words: str) -> str:
    """The words without the abbreviations that families do not know."""
    for side, name in ADMINISTRATIONS.items():
        words = words.replace(side.name, name)
    return words


def _intro(sheet: Sheet, person: Giver, child: str) -> str:
    whom = "dig" if person.kind in (YOUNG, OF_AGE) else child
    return f"Vi spørger, om du siger ja til noget, der handler om {whom}. Læs det her, og spørg, hvis du er i tvivl."


_VOLUNTARY = (
    "Det er frivilligt at sige ja.",
    "Du kan altid trække dit ja tilbage. Sig det til skolen eller sagsbehandleren.",
)
_STOPS = "Trækker du det tilbage, stopper det, der ikke er sket endnu. Det, der allerede er delt, kan ikke hentes hjem."
_STOPS_NOTHING = "Siger du nej, noterer vi det, men det stopper ikke altid sagen."
_YOUNG = "Dine forældre bliver også spurgt. Det er dem, der afgør det, men vi skriver ned, hvad du siger."
_BOTH = "Har I fælles forældremyndighed, skal I begge sige ja."


def _rights(sheet: Sheet, person: Giver) -> list[str]:
    told = [*_VOLUNTARY, _STOPS if sheet.consent.bars else _STOPS_NOTHING]
    if person.kind == YOUNG:
        told.append(_YOUNG)
    elif person.kind != OF_AGE:
        told.append(_BOTH)
    return told

"""Icons, Danish dates and small words for templates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sagsgang.casework.access import HeldRole, Viewer
from sagsgang.casework.papers import number_in
from sagsgang.casework.queries import CaseRow, TaskRow
from sagsgang.casework.queries.looks import may_read_looks
from sagsgang.meetings.aftaleforum.lists import citation
from sagsgang.meetings.matching.register import keeps
from sagsgang.money.sums import may_see_sums
from sagsgang.money.wording import STAGES
from sagsgang.procedure.engine import Stage
from sagsgang.procedure.language import Seat
from sagsgang.procedure.wording import capital, citations_text, listed
from sagsgang.procedure.workdays import COPENHAGEN, in_digits, in_full, in_words
from sagsgang.web import addresses, rows
from sagsgang.web.forms.fields import Choice
from sagsgang.web.opening import opens_cases
from sagsgang.web.pages.figure import Card
from sagsgang.web.pages.states import Look

register = template.Library()


@register.simple_tag
def icon(name: str, classes: str = "", label: str = "") -> SafeString:
    """Return an icon of the design system; without a label it is decoration and hidden from screen readers."""
    return SafeString(rows.icon(name, classes, label))


@register.simple_tag
def adresse(name: str) -> str:
    """Return the address of a page that has only one."""
    return addresses.of(name)


@register.simple_tag
def sag_adresse(number: str) -> str:
    """Return the address of a case."""
    return addresses.case(number)


@register.simple_tag
def trin_adresse(number: str, step: str, occurrence: str) -> str:
    """Return the address of a step in a case."""
    return addresses.step(number, step, occurrence)


@register.simple_tag
def stand(look: Look) -> SafeString:
    """Return how something stands: a word with its icon, coloured only to help."""
    return SafeString(rows.stands(look))


@register.simple_tag
def senest(due: date | None, overdue: bool) -> SafeString:
    """Return by when something is due, or ""."""
    return SafeString(rows.due_by(due, overdue))


@register.simple_tag
def kort(cards: Iterable[Card]) -> SafeString:
    """Return the cards of one cell of the figure, as items of a list."""
    return SafeString(rows.cards(cards))


@register.simple_tag
def opgave(task: TaskRow, today: date, with_role: bool = False) -> SafeString:
    """Return one task as a row."""
    return SafeString(rows.task(task, today, with_role=with_role))


@register.simple_tag
def venter(task: TaskRow, today: date) -> SafeString:
    """Return one task that somebody else owes as a row."""
    return SafeString(rows.waiting(task, today))


@register.simple_tag
def sag_raekke(row: CaseRow, phase: str, offer: str, today: date) -> SafeString:
    """Return one case as a row of the table."""
    return SafeString(rows.case(row, phase, offer, today))


@register.simple_tag
def valgmuligheder(choices: Iterable[Choice]) -> SafeString:
    """Return the options of a list to choose from."""
    return SafeString(rows.options(choices))


@register.filter
def med_dokument(text: str, number: str) -> str | SafeString:
    """Return a text as it stands; one that names a document of the case with that number as a link to it."""
    document = number_in(text)
    return text if document is None else format_html('<a href="{}">{}</a>', addresses.document(number, document), text)


@register.filter
def dato(day: date | None) -> str:
    """05.03.2026, or "" without a day."""
    return in_digits(_day(day)) if day else ""


@register.filter
def dato_i_ord(day: date | None) -> str:
    """5. marts 2026, or "" without a day."""
    return in_words(_day(day)) if day else ""


@register.filter
def dato_fuldt(day: date | None) -> str:
    """torsdag den 5. marts 2026, or "" without a day."""
    return in_full(_day(day)) if day else ""


@register.filter
def klokken(moment: datetime | None) -> str:
    """kl. 14.30, Danish time, or "" without a moment."""
    return f"kl. {timezone.localtime(moment, COPENHAGEN):%H.%M}" if moment else ""


@register.filter
def iso(day: date | None) -> str:
    """2026-03-05, for the datetime attribute of a time element."""
    return _day(day).isoformat() if day else ""


@register.filter
def sted(places: str) -> str:
    """Where something is written, in full: "D3, M9" with the sources' names and lines."""
    return citations_text(citation(each) for each in places.split(", "))


@register.filter
def stort(text: Any) -> str:
    """The text with its first letter capitalised, the rest as it is."""
    return capital(str(text))


@register.filter
def rollelinjer(held: Iterable[HeldRole]) -> list[str]:
    """One line for each role, with the first two of its units and how many more there are."""
    units: dict[str, list[str]] = {}
    for each in held:
        units.setdefault(capital(each.role.title), []).append(each.unit_name)
    return [
        f"{title}, {listed(names if len(names) < 4 else [*names[:2], f'{len(names) - 2} steder til'])}"
        for title, names in units.items()
    ]


@register.filter
def ser_opslag(viewer: Viewer) -> bool:
    """Whether a role of the person's is one that may see who has looked at a case, if it has part in the case."""
    return may_read_looks(held.role for held in viewer.roles)


@register.filter
def aabner_sager(viewer: Viewer) -> bool:
    """Whether the person may open a case in some way."""
    return opens_cases(viewer)


@register.filter
def stand_ord(stage: Stage) -> str:
    """What a stage of money is called."""
    return STAGES[stage]


@register.filter
def i_udvalget(viewer: Viewer) -> bool:
    """Whether the person is of Matchningsudvalget."""
    return keeps(viewer)


@register.filter
def ser_oekonomi(viewer: Viewer) -> bool:
    """Whether the sums of money are for the person."""
    return may_see_sums(viewer)


@register.filter
def i_beku(viewer: Viewer) -> bool:
    """Whether the person holds a role in a BEKU."""
    return any(held.role.seat is Seat.BEKU for held in viewer.roles)


@register.filter
def flertal(count: int, words: str) -> str:
    """“3 sager” from `3|flertal:"sag,sager"`."""
    one, many = words.split(",")
    return f"{count} {one if count == 1 else many}"


def _day(day: date) -> date:
    return timezone.localtime(day, COPENHAGEN).date() if isinstance(day, datetime) and day.tzinfo else day

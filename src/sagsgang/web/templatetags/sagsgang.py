"""Icons, Danish dates and small words for templates."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from sagsgang.procedure.workdays import COPENHAGEN, in_digits, in_full, in_words
from sagsgang.web import addresses
from sagsgang.web.pages.figure import Card
from sagsgang.web.pages.states import Look

register = template.Library()


@register.simple_tag
def icon(name: str, classes: str = "", label: str = "") -> SafeString:
    """Return an icon of the design system; without a label it is decoration and hidden from screen readers."""
    return _icon(name, classes, label)


@lru_cache(maxsize=256)
def _icon(name: str, classes: str, label: str) -> SafeString:
    href = f"{static('vendor/dkfds/img/all-svg-icons.svg')}#{name}"
    spoken = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html(
        '<svg class="icon-svg {}" focusable="false" {}><use href="{}"></use></svg>', classes, spoken, href
    )


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
    return SafeString(
        f'<span class="sg-stand sg-stand-{look.style}">{_icon(look.icon, "", "")}{escape(look.word)}</span>'
    )


@register.simple_tag
def kort(card: Card) -> SafeString:
    """Return the card of one step in the figure. A case page holds hundreds, hence no template."""
    title = escape(card.title)
    marks = [f"{card.count} gange"] if card.count > 1 else []
    marks += [card.duty] if card.duty else []
    lines = [f'<a href="{escape(card.href)}">{title}</a>' if card.href else f"<span>{title}</span>", stand(card.look)]
    lines += [f' <span class="sg-maerke">{escape(mark)}</span>' for mark in marks]
    lines.append(f'<span class="sg-dus">{dato(card.done_on) if card.done_on else escape(stort(card.owner))}</span>')
    if card.due:
        style, word = ("sg-over", "Overskredet") if card.overdue else ("sg-dus", "Senest")
        lines.append(f'<span class="{style}">{word} {dato(card.due)}</span>')
    return SafeString(f'<div class="sg-kort {card.style}">{"".join(lines)}</div>')


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
def om_dage(day: date | None, today: date) -> str:
    """How far off a day is: "i dag", "i morgen", "om 3 dage", "2 dage over"; "" without a day."""
    if day is None:
        return ""
    ahead = (_day(day) - today).days
    near = {0: "i dag", 1: "i morgen", -1: "1 dag over"}
    if ahead in near:
        return near[ahead]
    return f"om {ahead} dage" if ahead > 0 else f"{-ahead} dage over"


@register.filter
def stort(text: Any) -> str:
    """The text with its first letter capitalised, the rest as it is."""
    words = str(text)
    return words[:1].upper() + words[1:]


@register.filter
def flertal(count: int, words: str) -> str:
    """“3 sager” from `3|flertal:"sag,sager"`."""
    one, many = words.split(",")
    return f"{count} {one if count == 1 else many}"


def _day(day: date) -> date:
    return timezone.localtime(day, COPENHAGEN).date() if isinstance(day, datetime) and day.tzinfo else day

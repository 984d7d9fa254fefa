"""Icons, Danish dates and small words for templates."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sagsgang.procedure.workdays import COPENHAGEN, in_digits, in_full, in_words

register = template.Library()


@register.simple_tag
def icon(name: str, classes: str = "", label: str = "") -> SafeString:
    """Return an icon of the design system; without a label it is decoration and hidden from screen readers."""
    href = f"{static('vendor/dkfds/img/all-svg-icons.svg')}#{name}"
    spoken = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html(
        '<svg class="icon-svg {}" focusable="false" {}><use href="{}"></use></svg>', classes, spoken, href
    )


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

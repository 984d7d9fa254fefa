"""Rows that pages hold by the dozen, written in Python: a template for each of them would cost ten times as much."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache
from html import escape

from django.templatetags.static import static

from sagsgang.casework.queries import CaseRow, TaskRow
from sagsgang.procedure.engine import State
from sagsgang.procedure.wording import capital, listed
from sagsgang.procedure.workdays import in_digits
from sagsgang.web import addresses
from sagsgang.web.forms.fields import Choice
from sagsgang.web.pages.figure import Card
from sagsgang.web.pages.states import LOOKS, Look


@lru_cache(maxsize=4096)
def known(text: str) -> str:
    """A text of the procedure or a unit's name, escaped once: a title, a role, a school. Never a person's name."""
    return escape(text)


def days_off(day: date, today: date) -> str:
    """How far off a day is: "i dag", "i morgen", "om 3 dage", "2 dage over"."""
    ahead = (day - today).days
    near = {0: "i dag", 1: "i morgen", -1: "1 dag over"}
    if ahead in near:
        return near[ahead]
    return f"om {ahead} dage" if ahead > 0 else f"{-ahead} dage over"


@lru_cache(maxsize=256)
def icon(name: str, classes: str = "", label: str = "") -> str:
    """An icon of the design system; without a label it is decoration and hidden from screen readers."""
    href = f"{static('vendor/dkfds/img/all-svg-icons.svg')}#{name}"
    spoken = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return f'<svg class="icon-svg {escape(classes)}" focusable="false" {spoken}><use href="{escape(href)}"></use></svg>'


@cache
def stands(look: Look) -> str:
    """How something stands: a word with its icon, coloured only to help."""
    return f'<span class="sg-stand sg-stand-{look.style}">{icon(look.icon)}{escape(look.word)}</span>'


def due_by(due: date | None, overdue: bool) -> str:
    """By when, in words and for machines; "" without a day."""
    if due is None:
        return ""
    style, word = (" sg-over", "Overskredet") if overdue else ("", "Senest")
    return f'<span class="sg-hvornaar{style}">{word} <time datetime="{due.isoformat()}">{in_digits(due)}</time></span>'


def card(shown: Card) -> str:
    """The card of one step in the figure."""
    title = known(shown.title)
    parts = [
        f'<div class="sg-kort {shown.style}">',
        f'<a href="{escape(shown.href)}">{title}</a>' if shown.href else f"<span>{title}</span>",
        stands(shown.look),
    ]
    if shown.count > 1:
        parts.append(f' <span class="sg-maerke">{shown.count} gange</span>')
    if shown.duty:
        parts.append(f' <span class="sg-maerke">{known(shown.duty)}</span>')
    below = in_digits(shown.done_on) if shown.done_on else known(capital(shown.owner))
    parts.append(f'<span class="sg-dus">{below}</span>')
    if shown.due:
        style, word = ("sg-over", "Overskredet") if shown.overdue else ("sg-dus", "Senest")
        parts.append(f'<span class="{style}">{word} {in_digits(shown.due)}</span>')
    return "".join((*parts, "</div>"))


def cards(shown: Iterable[Card]) -> str:
    """The cards of one cell, as items of a list."""
    return "".join(f"<li>{card(each)}</li>" for each in shown)


def task(row: TaskRow, today: date, *, with_role: bool = False) -> str:
    """One task in a list: child, step, date and why; `with_role` says whose it is."""
    number, title = escape(row.case_number), known(row.step.title)
    href = escape(addresses.step(row.case_number, row.step.key, row.occurrence))
    whose = ""
    if with_role:
        whose = f" · {known(capital(row.role.title))}"
        whose += "" if row.assigned else ' <span class="sg-maerke">ingen er sat på</span>'
    return (
        f'<li><div><p class="sg-hvad"><a href="{href}">{title}</a></p>'
        f'<p>{escape(row.child)} · sag <a href="{escape(addresses.case(row.case_number))}">{number}</a>{whose}</p>'
        f'{_barred(row)}</div><div class="sg-hoejre">{_when(row, today)}'
        f'<p class="sg-lille"><a href="{href}#hvorfor">Hvorfor?<span class="sr-only"> {title}</span></a></p></div></li>'
    )


def _barred(row: TaskRow) -> str:
    if not row.barred:
        return ""
    waits = escape(listed([role.definite for role in row.waits_on]))
    return f'<p class="sg-lille">{stands(LOOKS[State.BARRED])}{f" Venter på {waits}" if waits else ""}</p>'


def _when(row: TaskRow, today: date) -> str:
    if row.due is None:
        return '<p class="sg-dus">Uden dato</p>'
    over, style = (" sg-over", "sg-over") if row.overdue else ("", "sg-dus")
    return (
        f'<p class="sg-hvornaar{over}"><time datetime="{row.due.isoformat()}">{in_digits(row.due)}</time></p>'
        f'<p class="sg-lille {style}">{days_off(row.due, today)}</p>'
    )


def waiting(row: TaskRow, today: date) -> str:
    """One task that somebody else owes."""
    href = escape(addresses.step(row.case_number, row.step.key, row.occurrence))
    when = ""
    if row.due is not None:
        style = "sg-over" if row.overdue else ""
        when = f' · <span class="{style}">{in_digits(row.due)}, {days_off(row.due, today)}</span>'
    return (
        f'<li><div><p><a href="{href}">{known(row.step.title)}</a></p>'
        f'<p class="sg-lille sg-dus">{escape(row.child)} · {known(capital(row.role.title))}{when}</p></div></li>'
    )


def case(row: CaseRow, phase: str, offer: str, today: date) -> str:
    """One case in the list of cases."""
    due = "–"
    if row.next_due is not None:
        over, style = (" sg-over", "sg-over") if row.overdue else ("", "sg-dus")
        due = (
            f'<span class="sg-hvornaar{over}">{in_digits(row.next_due)}</span><br>'
            f'<span class="sg-lille {style}">{days_off(row.next_due, today)}</span>'
        )
    link = f'<a href="{escape(addresses.case(row.number))}">{escape(row.child)}</a>'
    columns = (link, escape(row.number), *(known(each) or "–" for each in (row.school, phase, offer)), due)
    return f"<tr>{''.join(f'<td>{column}</td>' for column in columns)}</tr>"


def options(choices: Iterable[Choice]) -> str:
    """The options of a list to choose from: words of the procedure and names of units."""
    return "".join(
        f'<option value="{known(choice.value)}"{" selected" if choice.chosen else ""}>{known(choice.label)}</option>'
        for choice in choices
    )

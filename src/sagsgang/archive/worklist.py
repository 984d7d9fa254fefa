"""The leaders' list of cases that have ended: which have reached their date, and what stands in the way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sagsgang.archive.models import Destruction
from sagsgang.archive.retention import rules_on
from sagsgang.archive.reviewing import Fate, fates_of
from sagsgang.archive.statistics import Figures, figures
from sagsgang.casework.access import Viewer, relations_to, visible_cases
from sagsgang.casework.models import Case
from sagsgang.casework.scope import current, gate
from sagsgang.procedure.workdays import shift_months

PAGE = 25


@dataclass(frozen=True, slots=True)
class Row:
    """A case that has ended, with where it stands."""

    number: str
    child: str
    fate: Fate


@dataclass(frozen=True, slots=True)
class ForReview:
    """One page of the list, oldest first; `any_rule`: whether the municipality has decided anything at all."""

    rows: tuple[Row, ...]
    any_rule: bool
    page: int
    pages: int


def for_review(viewer: Viewer, page: int = 1) -> ForReview:
    """Return the cases of a leader that have ended so long ago that a rule may have been reached, oldest first."""
    rules = rules_on(viewer.day)
    if not rules:
        return ForReview((), False, 1, 1)
    latest = shift_months(viewer.day, -12 * min(rule.years for rule in rules))
    with gate():
        found = visible_cases(viewer.as_leader).filter(summary__is_open=False, summary__latest_event_on__lte=latest)
        found = found.exclude(pk__in=Destruction.objects.filter(finished_at__isnull=False).values("case"))
        ordered = found.select_related("child").order_by("summary__latest_event_on", "pk")
        pages = max(1, -(-ordered.count() // PAGE))
        page = min(max(1, page), pages)
        rows = _rows(viewer, ordered[(page - 1) * PAGE : page * PAGE])
    return ForReview(rows, True, page, pages)


def _rows(viewer: Viewer, cases: Iterable[Case]) -> tuple[Row, ...]:
    """Those of the cases in which he acts as a leader: a leave alone lets him read, and no more."""
    found = list(cases)
    relations = relations_to(viewer, found)
    led = [case for case in found if case.pk in relations and relations[case.pk].leads]
    current().list(case.pk for case in led)
    fates = fates_of(led, viewer.day)
    return tuple(Row(case.number, case.child.name, fates[case.pk]) for case in led)


def figures_for(viewer: Viewer) -> Figures:
    """Return the figures of the cases a leader may know of: nobody is told of one by one, and few are left out."""
    with gate():
        found = figures(visible_cases(viewer), viewer.day)
    current().noted("statistik")
    return found

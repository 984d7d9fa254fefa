"""Which open cases stand still: nobody owes anything in them by a day."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from sagsgang.casework.models import CaseSummary, OpenTask
from sagsgang.casework.scope import gate


@gate()
def stranded() -> list[str]:
    """The sagsnumre of the open cases without an open task that has an owner and a date (G6): one query."""
    owned = Q(assignee__isnull=False) | Q(unit__isnull=False)
    moving = OpenTask.objects.filter(owned, case=OuterRef("case"), barred=False, due__isnull=False)
    still = CaseSummary.objects.filter(~Exists(moving), is_open=True).order_by("case_id")
    return list(still.values_list("case__number", flat=True))

"""The day on which a command looks at the cases."""

from __future__ import annotations

from datetime import date

from django.db.models import Max
from django.utils import timezone

from sagsgang.casework.models import CaseSummary
from sagsgang.procedure.workdays import COPENHAGEN


def day_of_the_house() -> date:
    """Today in Denmark, or the later day that the cases have been looked at on: an exercise day runs ahead."""
    today = timezone.localdate(timezone=COPENHAGEN)
    latest: date | None = CaseSummary.objects.aggregate(latest=Max("assessed_on"))["latest"]
    return max(today, latest) if latest is not None else today

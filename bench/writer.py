"""One of many writers, in a process of its own; it sets Django up itself, so nothing of Django is imported above."""

from __future__ import annotations

import os
from datetime import date, datetime, time
from typing import Any

OWN, SHARED = 10, 5
STEP = "fase1.flere_underretninger"


def write(own: int, shared: int, day: date) -> tuple[int, int]:
    """Take steps in a case of one's own and in one that all of them write to; how many, and how many stale tries."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    import django

    django.setup()
    from sagsgang.casework.scope import house

    with house("bench"):
        return _write(own, shared, day)


def _write(own: int, shared: int, day: date) -> tuple[int, int]:
    from sagsgang.casework.access import viewer_of
    from sagsgang.people.models import User

    viewer = viewer_of(User.objects.get(username="sagsbehandler-nord-1"), day)
    stale = 0
    for case, times in ((own, OWN), (shared, SHARED)):
        for _ in range(times):
            while not _once(case, viewer):
                stale += 1
    return OWN + SHARED, stale


def _once(case: int, viewer: Any) -> bool:
    """One step, resting on the version read just before; False when somebody else was faster."""
    from sagsgang.casework.commands import take
    from sagsgang.casework.models import Case
    from sagsgang.casework.refusals import StaleWrite
    from sagsgang.procedure.workdays import COPENHAGEN

    at = datetime.combine(viewer.day, time(10), COPENHAGEN)
    facts = {"sag.sof_enhed": "bbu-nord", "underretning.underretter": "borger", "underretning.modtaget": at}
    version = Case.objects.values_list("version", flat=True).get(pk=case)
    try:
        take(
            case_id=case,
            step=STEP,
            occurrence="forloeb-1",
            facts=facts,
            actor=viewer,
            on=viewer.day,
            at=at,
            based_on=version,
        )
    except StaleWrite:
        return False
    return True

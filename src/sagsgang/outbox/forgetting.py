"""What belongs to no case is emptied after a while; what belongs to one goes with it (archive.destruction)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from sagsgang.documents.storage import remove
from sagsgang.outbox.models import Dispatch, Enclosure

KEPT = timedelta(days=365)
"""How long it can be seen what a dispatch without a case said, and to whom; that it was sent stays."""
_ENDED = (Dispatch.State.SENDT, Dispatch.State.OPGIVET)


def forget_old(now: datetime) -> int:
    """Empty the dispatches without a case that ended so long ago; how many."""
    with transaction.atomic():
        old = Dispatch.objects.filter(case=None, state__in=_ENDED, ended_at__lt=now - KEPT).exclude(
            receiver="", body=""
        )
        pks = list(old.values_list("pk", flat=True))
        enclosed = Enclosure.objects.filter(dispatch__in=pks)
        files = sorted(set(enclosed.values_list("sha256", flat=True)))
        enclosed.delete()
        Dispatch.objects.filter(pk__in=pks).update(receiver="", body="", extra={}, why="")
    for sha256 in files:
        remove(sha256)
    return len(pks)

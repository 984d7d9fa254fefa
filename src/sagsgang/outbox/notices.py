"""The mail that only says that something waits (X18): a fixed text and an address, no name, no number, no matter."""

from __future__ import annotations

from django.conf import settings

from sagsgang.outbox.parcels import MAIL, Parcel, Responsible, mail_to
from sagsgang.people.models import User

BESKED = "besked"
SUBJECT = "Der venter noget på dig i Sagsgang"
BODY = """Hej

Der venter noget på dig i Sagsgang. Log ind og se det her:

{where}

Mailen siger med vilje ikke, hvad det er, og den kan ikke besvares.
"""


def something_waits(
    *, key: str, user: User, path: str, responsible: Responsible, case_id: int | None = None, about: str = ""
) -> Parcel | None:
    """The mail to one of the staff; None for somebody without a mail address, who sees it in the overview only.

    `path` is an address in the house ("/sag/2026-00017/"), which are made of numbers and keys alone.
    """
    if not user.email:
        return None
    body = BODY.format(where=f"{settings.HOUSE_ADDRESS.rstrip('/')}{path}")
    return Parcel(key, MAIL, BESKED, case_id, mail_to(user.email), SUBJECT, body, responsible, about=about)

"""Keeping a board: members and substitutes from–to, and what it agrees on, with reason and source (O10, D2, X23)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from sagsgang.casework.access import Viewer
from sagsgang.casework.commands.take import written
from sagsgang.casework.refusals import AnswersInvalid
from sagsgang.meetings.beku.boards import candidates, check_keeper
from sagsgang.meetings.beku.models import LONGEST_REASON, Agreement, Member
from sagsgang.people.models import User

MOST = {Agreement.Key.PAPIRFRIST: 30, Agreement.Key.BESLUTNINGSDYGTIG: 20}


@transaction.atomic
def add_member(
    *, board_id: int, user: User | None, function: str, chair: bool, stands_in_for: int | None, since: date | None,
    actor: Viewer, at: datetime,
) -> Member:  # fmt: skip
    """Put somebody on the board from that day, who holds a role in it; the newest chair is the chair.

    :raises AnswersInvalid: he holds no role in the board, is there already, or the function is unknown
    """
    check_keeper(actor, board_id)
    wrong = {}
    if since is None:
        wrong["since"] = "Skriv en dato, fx 5.3.2026."
    if function not in Member.Function.values:
        wrong["function"] = "Vælg en funktion på listen."
    if user is None or (since is not None and user not in candidates(board_id, since)):
        wrong["user"] = "Vælg en person, der har en rolle i udvalget den dag."
    if wrong or since is None or user is None:
        raise AnswersInvalid(wrong)
    running = Member.objects.select_for_update().filter(Q(until=None) | Q(until__gt=since), board=board_id)
    if running.filter(user=user, function=function).exists():
        raise AnswersInvalid({"user": "Personen er allerede med i den funktion."})
    for_whom = running.filter(pk=stands_in_for).first() if stands_in_for else None
    return Member.objects.create(
        board_id=board_id, user=user, function=function, chair=chair, stands_in_for=for_whom, since=since,
        said_by_id=actor.user_id, said_at=at,
    )  # fmt: skip


@transaction.atomic
def end_member(*, board_id: int, member_id: int, last: date, actor: Viewer) -> Member:
    """Let somebody's time on the board end after that day; he stays in its history."""
    check_keeper(actor, board_id)
    member = Member.objects.select_for_update().filter(pk=member_id, board=board_id, until=None).first()
    if member is None:
        raise AnswersInvalid({"last": "Personen er ikke med i udvalget."})
    if last < member.since:
        raise AnswersInvalid({"last": "Sidste dag kan ikke ligge før den første."})
    member.until = last + timedelta(days=1)
    member.save(update_fields=["until"])
    return member


@transaction.atomic
def agree(
    *, board_id: int, key: str, value: str, since: date | None, reason: str, source: str, actor: Viewer, at: datetime
) -> Agreement:
    """Write what the board has agreed from that day on. What was agreed before stays in its history."""
    check_keeper(actor, board_id)
    wrong = {}
    if key not in Agreement.Key.values:
        wrong["key"] = "Vælg, hvad der er aftalt."
    most = MOST.get(Agreement.Key(key), 30) if not wrong else 30
    if not (value.isdecimal() and len(value) < 4 and 1 <= int(value) <= most):
        wrong["value"] = f"Skriv et helt tal fra 1 til {most}."
    if since is None:
        wrong["since"] = "Skriv en dato, fx 5.3.2026."
    reason, source = (
        written(reason, field="reason", longest=LONGEST_REASON),
        written(source, field="source", longest=200),
    )
    if not reason:
        wrong["reason"] = "Skriv hvorfor."
    if not source:
        wrong["source"] = "Skriv, hvor det er aftalt, fx et referat med dato."
    if wrong or since is None:
        raise AnswersInvalid(wrong)
    return Agreement.objects.create(
        board_id=board_id, key=key, value=int(value), since=since, reason=reason, source=source,
        said_by_id=actor.user_id, said_at=at,
    )  # fmt: skip

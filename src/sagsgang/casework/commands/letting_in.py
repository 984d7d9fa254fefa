"""Who is let into a case beside team and unit: guests, those named for a locked case, whoever breaks the glass."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from sagsgang.casework.access import HeldRole, Relation, Viewer, barred_from, related
from sagsgang.casework.answers import LONGEST_LINE
from sagsgang.casework.commands.take import written
from sagsgang.casework.halves import ADMINISTRATIONS
from sagsgang.casework.ledger import lock
from sagsgang.casework.models import Case, DocketItem, Grant
from sagsgang.casework.procedures import procedure_of
from sagsgang.casework.refusals import AnswersInvalid, NotYours, ReasonMissing, UnknownCase, UnknownGrant, UnknownStep
from sagsgang.casework.scope import gate
from sagsgang.people.cpr import Cpr
from sagsgang.people.models import RoleAssignment, User
from sagsgang.people.queries import persons_with
from sagsgang.procedure.language import Seat
from sagsgang.procedure.workdays import danish_day

LONGEST_STAY = timedelta(days=183)
GLASS_LASTS = timedelta(days=1)
BOARDS = frozenset({Seat.BEKU})


def demanded_reason(words: str, field: str = "reason") -> str:
    """The reason as it is stored; refused where none was typed."""
    reason = written(words, field=field, longest=LONGEST_LINE)
    if not reason:
        raise ReasonMissing("Skriv hvorfor. Begrundelsen står i loggen.", field=field)
    return reason


@transaction.atomic
def invite_guest(
    *, case_id: int, user: User, role: str, since: date, until: date, reason: str, actor: Viewer, at: datetime
) -> Grant:
    """Let somebody read the case as a guest until `until` (the first day without), in a role that he holds.

    :raises UnknownCase, NotYours: the actor may not know of the case, or has no role in it
    :raises AnswersInvalid, ReasonMissing: the guest does not hold the role, the days are wrong, or no reason is given
    """
    case = lock(case_id)
    _may_invite(related(actor, case), case, user, role, actor)
    if procedure_of(case).role_by_key.get(role) is None or not _holds(user, role, since):
        raise AnswersInvalid({"user": "Vælg en person, der har rollen den dag."})
    _not_barred(case, user, since)
    if until <= since or until <= danish_day(at):
        raise AnswersInvalid({"until": "Sidste dag skal ligge efter første dag og må ikke være forbi."})
    if until - since > LONGEST_STAY:
        raise AnswersInvalid({"until": "En gæst kan højst se sagen et halvt år ad gangen."})
    return _grant(case, user, role, Grant.Cause.GAEST, demanded_reason(reason), since, until, actor, at)


@transaction.atomic
def invite_to_item(
    *, case_id: int, occurrence: str, user: User, role: str, until: date, reason: str, actor: Viewer, at: datetime
) -> Grant:
    """Let somebody follow a board's item from today until it is decided, and not after `until` (O10).

    A locked case opens to nobody by this: he has to be named for it.

    :raises UnknownStep: the case is on no docket with that occurrence, or it is decided
    :raises NotYours, AnswersInvalid, ReasonMissing: as for a guest; and whoever keeps the board may invite, too
    """
    case = lock(case_id)
    relation, today = related(actor, case), danish_day(at)
    if not DocketItem.objects.filter(case=case, occurrence=occurrence, waits=True).exists():
        raise UnknownStep("Sagen venter ikke på udvalget, så ingen kan inviteres til punktet.")
    if not any(mine.seat in BOARDS for mine in relation.roles):
        _may_invite(relation, case, user, role, actor)
    if case.locked:
        raise AnswersInvalid({"user": "Sagen er låst. En leder på sagen må først navngive personen til den."})
    guest = procedure_of(case).role_by_key.get(role)
    if guest is None or guest.side not in ADMINISTRATIONS or not _holds(user, role, today):
        raise AnswersInvalid({"user": "Vælg en person fra SOF eller BUF, der har rollen i dag."})
    _not_barred(case, user, today)
    if until <= today or until - today > LONGEST_STAY:
        raise AnswersInvalid({"until": "Punktet har ikke noget møde inden for et halvt år at invitere til."})
    running = Grant.objects.filter(case=case, cause=Grant.Cause.UDVALG, reference=occurrence, user=user, role=role)
    if running.filter(until__gt=today).exists():
        raise AnswersInvalid({"user": "Personen er allerede inviteret."})
    made = _grant(case, user, role, Grant.Cause.UDVALG, demanded_reason(reason), today, until, actor, at)
    made.reference = occurrence
    made.save(update_fields=["reference"])
    return made


@transaction.atomic
def end_grant(*, case_id: int, grant_id: int, actor: Viewer, at: datetime) -> Grant:
    """End one leave of the case today; what the person sees by other causes stays.

    :raises UnknownGrant: the case has none of that number that still runs
    :raises NotYours: he has no role in the case, or it is a leader's to end: break-glass, and who sees a locked case
    :raises AnswersInvalid: nobody would be left who was named for the locked case
    """
    case = lock(case_id)
    relation, today = related(actor, case), danish_day(at)
    _acting(relation)
    grant = Grant.objects.filter(pk=grant_id, case=case).first()
    if grant is None:
        raise UnknownGrant
    keeps_the_board = grant.cause == Grant.Cause.UDVALG and any(role.seat in BOARDS for role in relation.roles)
    if grant.cause != Grant.Cause.GAEST and not relation.leads and not keeps_the_board:
        raise NotYours("Kun en leder på sagen kan lukke den adgang.")
    others = Grant.objects.filter(case=case, cause=Grant.Cause.LAAST, until__isnull=True).exclude(pk=grant.pk)
    if case.locked and grant.cause == Grant.Cause.LAAST and not others.exists():
        raise AnswersInvalid({"": "Personen er den sidste, der er navngivet til den låste sag. Lås sagen op i stedet."})
    if grant.until is not None and grant.until <= today:
        raise UnknownGrant
    grant.until = max(today, grant.since)
    grant.save(update_fields=["until"])
    return grant


@transaction.atomic
def let_into_locked(*, case_id: int, user: User, role: str, reason: str, actor: Viewer, at: datetime) -> Grant:
    """Name somebody who may see a locked case.

    :raises UnknownCase, NotYours: the actor is not a leader who sees the case
    :raises AnswersInvalid: the case is not locked, or the person does not hold the role today
    """
    case = lock(case_id)
    if not related(actor, case).leads:
        raise NotYours("Kun en leder på sagen kan lukke nogen ind i en låst sag.")
    today = danish_day(at)
    if not case.locked:
        raise AnswersInvalid({"user": "Sagen er ikke låst."})
    if not _holds(user, role, today):
        raise AnswersInvalid({"user": "Vælg en person, der har rollen i dag."})
    _not_barred(case, user, today)
    return _grant(case, user, role, Grant.Cause.LAAST, demanded_reason(reason), today, None, actor, at)


@transaction.atomic
def break_glass(*, which: str | Cpr, reason: str, actor: Viewer, at: datetime) -> Case:
    """Let the actor read a case he has no leave for, until tomorrow; it is on record and shown to the case's leaders.

    `which` is the case's number or the child's CPR number, which is looked up only once reason and role are in order.
    A locked case opens for leaders alone; one he is barred from, or that is not there, gives the same answer as any
    other that he may not know of.

    :raises UnknownCase: no such case, or none that opens for him
    :raises NotYours: none of his roles may break the glass
    """
    why = demanded_reason(reason)
    role = _glass_role(actor)
    with gate() as scope:
        case = (
            Case.objects.filter(number=which).first()
            if isinstance(which, str)
            else Case.objects.filter(child__in=persons_with(which)).first()
        )
        scope.noted("nødadgang", case.pk if case else None, why)
        if case is None or case.pk in actor.barred or (case.locked and not role.role.leads):
            scope.denied("nødadgang", case.pk if case else None)
            raise UnknownCase
        day = danish_day(at)
        user = User(pk=actor.user_id)
        _grant(case, user, role.role.key, Grant.Cause.NOEDADGANG, why, day, day + GLASS_LASTS, actor, at)
        scope.open(case.pk, Grant.Cause.NOEDADGANG.value)
    return case


def may_break_glass(viewer: Viewer) -> bool:
    """Whether one of the person's own roles may break the glass."""
    return any(_breaks(held) for held in viewer.roles)


def _breaks(held: HeldRole) -> bool:
    return held.role.logs_in and held.role.side in ADMINISTRATIONS


def _glass_role(viewer: Viewer) -> HeldRole:
    found = [held for held in viewer.roles if _breaks(held)]
    if not found:
        raise NotYours("Nødadgang er for medarbejdere i SOF, BUF og skolerne.")
    return max(found, key=lambda held: held.role.leads)


def _may_invite(relation: Relation, case: Case, user: User, role: str, actor: Viewer) -> None:
    """Guests are let in by SOF's and BUF's people; into a locked case, and for boards and providers, by a leader."""
    _acting(relation)
    guest = procedure_of(case).role_by_key.get(role)
    if relation.administration is None:
        raise NotYours("Kun SOF's og BUF's folk på sagen kan lukke en gæst ind.")
    if user.pk == actor.user_id:
        raise AnswersInvalid({"user": "Du kan ikke lukke dig selv ind."})
    outside = guest is not None and guest.side not in ADMINISTRATIONS
    if (case.locked or outside) and not relation.leads:
        raise NotYours("Kun en leder på sagen kan lukke gæster ind i en låst sag eller fra udvalg og tilbud.")


def _acting(relation: Relation) -> None:
    if not relation.roles:
        raise NotYours("Du kan læse sagen, men har ingen rolle i den.")


def _not_barred(case: Case, user: User, day: date) -> None:
    """Refuse a leave that would not let him in: it would stand in the list of who sees the case."""
    if user.pk in barred_from(case, day):
        raise AnswersInvalid({"user": "Personen er inhabil i sagen."})


def _holds(user: User, role: str, day: date) -> bool:
    return user.is_active and RoleAssignment.objects.on(day).filter(user=user, role=role).exists()


def _grant(
    case: Case, user: User, role: str, cause: Grant.Cause, reason: str, since: date, until: date | None,
    actor: Viewer, at: datetime,
) -> Grant:  # fmt: skip
    return Grant.objects.create(
        case=case, user_id=user.pk, role=role, cause=cause, reason=reason, since=since, until=until,
        given_by_id=actor.user_id, given_at=at,
    )  # fmt: skip

"""Closing a meeting: it was held, and each agreement becomes a task – one transaction, the procedure's own steps.

Also a meeting that took place without this page, recorded afterwards in one go (G2).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db import transaction

from sagsgang.casework.access import Viewer
from sagsgang.casework.commands import Result
from sagsgang.casework.ledger import lock
from sagsgang.casework.models import Case
from sagsgang.casework.refusals import AnswersInvalid
from sagsgang.meetings.aftaleforum.lists import ROLES
from sagsgang.meetings.aftaleforum.models import Agreement, Meeting, Participant, Piece
from sagsgang.meetings.aftaleforum.planning import (
    How,
    Plan,
    agenda_text,
    course_of,
    may_work,
    meeting_in,
    options_in,
    sketch,
    take_step,
)
from sagsgang.meetings.aftaleforum.refusals import MeetingClosed, MeetingMoved
from sagsgang.meetings.aftaleforum.running import NO, YES, Agreed, agree, is_over
from sagsgang.procedure.faelles_sagsforloeb.aftaleforum import (
    AFTALER,
    ANBEFALING,
    DAGSORDEN,
    DELTAGERE_BUF,
    FAMILIENS_SYN,
    FIND_DELTAGERE,
    FREMMOEDTE,
    HOLD_MOEDET,
    INDBUDTE,
    INDKALD,
    MOEDE_RAEKKE,
)
from sagsgang.procedure.faelles_sagsforloeb.aftaler import (
    AFTALE_DAG,
    AFTALE_HVAD,
    AFTALE_HVEM,
    AFTALE_ROLLE,
    NOTER_AFTALE,
)
from sagsgang.procedure.faelles_sagsforloeb.emner import AFTALE, AFTALEFORUM_MOEDE
from sagsgang.procedure.faelles_sagsforloeb.oplysninger import MOEDE_AFHOLDT, MOEDE_DATO, MOEDE_FORMAAL
from sagsgang.procedure.language import Side
from sagsgang.procedure.workdays import COPENHAGEN, danish_day, danish_time, in_digits

NOTHING_AGREED = "Der blev ikke indgået aftaler på mødet."
ONE_SIDE = (
    "Både SOF og BUF skal være repræsenteret, for at det er et Aftaleforum (Vejledningen, M3). Sæt kryds ved dem, der "
    "var med fra {side}, eller aflys mødet, og indkald til et nyt."
)
_PRESENT_AS = {"foraeldre": "foraeldre", "barnet": "barnet", "netvaerk": "andre", "tilbud": "andre", "fritid": "andre"}


@transaction.atomic
def hold(
    *, case_id: int, meeting: int, version: int, on: date, recommendation: str, how: How, actor: Viewer, at: datetime
) -> Result:
    """Close the meeting as held on that day, and let each agreement become a task (M5, M7, M11).

    :raises AnswersInvalid: only one of the administrations was there (M3)
    :raises StepClosed: the plan lacks what the procedure demands of a meeting
    """
    case = lock(case_id)
    may_work(actor, case)
    row = meeting_in(case, meeting)
    if row.version != version:
        raise MeetingMoved
    if not row.occurrence or is_over(row):
        raise MeetingClosed
    return _close(case, row, on, recommendation, how, actor, at)


def _close(case: Case, row: Meeting, on: date, recommendation: str, how: How, actor: Viewer, at: datetime) -> Result:
    people = list(row.participants.filter(gone=False))
    agreements = list(row.agreements.filter(occurrence=""))
    facts = {
        MOEDE_AFHOLDT.key: on, FREMMOEDTE.key: present_as(people), AFTALER.key: agreed_text(agreements),
        FAMILIENS_SYN.key: said_by_family(row), ANBEFALING.key: recommendation,
    }  # fmt: skip
    held = take_step(case, HOLD_MOEDET.key, row.occurrence, facts, how, actor, at, on)
    row.recommendation, row.version = recommendation, row.version + 1
    moved = on - danish_day(row.starts_at)
    row.starts_at = _moved(row.starts_at, moved)
    if row.second_starts_at is not None:
        row.second_starts_at = _moved(row.second_starts_at, moved)
    row.save(update_fields=["recommendation", "version", "starts_at", "second_starts_at"])
    for each in agreements:
        _note(case, row, each, on, replace(how, based_on=None, departure=""), actor, at)
    return held


def _moved(planned: datetime, days: timedelta) -> datetime:
    """The same time so many days later: a meeting may be held on another day than it was called for."""
    return datetime.combine(danish_day(planned) + days, danish_time(planned).time(), COPENHAGEN)


def _note(case: Case, row: Meeting, each: Agreement, on: date, how: How, actor: Viewer, at: datetime) -> None:
    facts = {
        AFTALE_HVAD.key: each.what, AFTALE_ROLLE.key: each.role, AFTALE_HVEM.key: each.who, AFTALE_DAG.key: each.due,
    }  # fmt: skip
    case = lock(case.pk)
    noted = take_step(case, NOTER_AFTALE.key, row.occurrence, facts, how, actor, at, on)
    each.occurrence = f"{AFTALE.key}-{noted.event.number}"
    each.save(update_fields=["occurrence"])


@dataclass(frozen=True, slots=True)
class Afterwards:
    """What is told of a meeting that has taken place: who came, what was said and agreed."""

    plan: Plan
    present: frozenset[tuple[str, int | None, int | None, str]]
    minutes: str
    family: str
    agreed: tuple[Agreed, ...]
    recommendation: str


@transaction.atomic
def record_afterwards(*, case_id: int, told: Afterwards, how: How, actor: Viewer, at: datetime) -> Meeting:
    """Record a meeting that has taken place: summoned, its participants settled, held and agreed, in one go (G2)."""
    on = danish_day(told.plan.starts_at)
    if on > danish_day(at):
        raise AnswersInvalid({"dag": "Mødet ligger i fremtiden. Planlæg det i stedet."})
    row = sketch(case_id=case_id, plan=told.plan, actor=actor, at=at)
    case = lock(case_id)
    people = _came(row, told)
    later = replace(how, based_on=None, departure="", recorded_for=None)
    summoned = take_step(case, INDKALD.key, course_of(case, actor), {
        MOEDE_RAEKKE.key: "foerste" if row.first else "senere", MOEDE_FORMAAL.key: row.purposes, MOEDE_DATO.key: on,
        INDBUDTE.key: options_in(people, INDBUDTE.key), DAGSORDEN.key: agenda_text(row),
    }, replace(later, based_on=how.based_on), actor, at, on)  # fmt: skip
    row.occurrence = f"{AFTALEFORUM_MOEDE.key}-{summoned.event.number}"
    row.save(update_fields=["occurrence"])
    found = {DELTAGERE_BUF.key: options_in(people, DELTAGERE_BUF.key)}
    take_step(lock(case_id), FIND_DELTAGERE.key, row.occurrence, found, later, actor, at, on)
    _minutes(row, told, actor, at)
    for each in told.agreed:
        agree(case_id=case_id, meeting=row.pk, agreed=each, actor=actor)
    _close(lock(case_id), row, on, told.recommendation, replace(how, based_on=None), actor, at)
    return row


def _came(row: Meeting, told: Afterwards) -> list[Participant]:
    people = list(row.participants.all())
    for each in people:
        each.present = YES if each.who in told.present else NO
        each.save(update_fields=["present"])
    return people


def _minutes(row: Meeting, told: Afterwards, actor: Viewer, at: datetime) -> None:
    first = row.pieces.filter(kind=Piece.Kind.PUNKT).order_by("position", "pk").first()
    family = row.pieces.filter(kind=Piece.Kind.FAMILIEN).order_by("pk").first()
    for piece, words in ((first, told.minutes), (family, told.family)):
        if piece is not None and words:
            piece.body, piece.changed_by_id, piece.changed_at, piece.version = words, actor.user_id, at, 2
            piece.save()


# What the step records ------------------------------------------------------------------------------------------------


def present_as(people: Iterable[Participant]) -> list[str]:
    """Return who was there in the step's own words; refused when one administration was missing (M3)."""
    people = list(people)
    if lacking := one_side(people):
        raise AnswersInvalid({"fremmoede": lacking})
    return list(dict.fromkeys(_as(each) for each in people if each.present == YES))


def one_side(people: Iterable[Participant]) -> str:
    """Return what is missing of a meeting that an administration was not at, as far as it is noted; "" else (M3)."""
    there = {_as(each) for each in people if each.present == YES}
    missing = [side.upper() for side in ("sof", "buf") if side not in there]
    return ONE_SIDE.format(side=" og ".join(missing)) if missing else ""


def _as(each: Participant) -> str:
    side = ROLES[each.option].side if each.option in ROLES else None
    return _PRESENT_AS.get(each.option) or ("sof" if side is Side.SOF else "buf")


def agreed_text(agreements: Iterable[Agreement]) -> str:
    """Return the agreements as the text the step records."""
    lines = [f"{each.what} – {owner_words(each)}, senest {in_digits(each.due)}" for each in agreements]
    return "\n".join(lines) or NOTHING_AGREED


def owner_words(each: Agreement) -> str:
    """Return who stands for an agreement, with the name where there is one."""
    label = next((option.label for option in AFTALE_ROLLE.options if option.value == each.role), each.role)
    return f"{label} ({each.who})" if each.who else label


def said_by_family(row: Meeting) -> str:
    """Return the words of the family and the child as they were written down."""
    kinds = (Piece.Kind.FAMILIEN, Piece.Kind.BARNET)
    pieces = row.pieces.filter(kind__in=kinds).exclude(body="").order_by("position", "pk")
    return "\n\n".join(f"{each.title}: {each.body}" for each in pieces)

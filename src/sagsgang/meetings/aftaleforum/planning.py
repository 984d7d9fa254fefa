"""Planning a meeting: sketch it, summon it, confirm who comes from BUF, call the family, move it, cancel it.

Each act that counts takes the procedure's own step in the same transaction, so that roles, rules, refusals and dates
are that step's. X17: the caseworker proposes; the school leader confirms BUF's persons and reaches no others.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from sagsgang.casework.access import Relation, Viewer, related
from sagsgang.casework.answers import LONGEST_LINE, Wrong, clean
from sagsgang.casework.commands import Result, take
from sagsgang.casework.halves import ADMINISTRATIONS
from sagsgang.casework.ledger import RecordedFor, load, lock
from sagsgang.casework.models import Case
from sagsgang.casework.procedures import procedure_of
from sagsgang.casework.refusals import AnswersInvalid, NotYours
from sagsgang.casework.scope import current
from sagsgang.meetings.aftaleforum.calendar import CANCEL, REQUEST
from sagsgang.meetings.aftaleforum.inviting import ask
from sagsgang.meetings.aftaleforum.lists import FAMILY, Point
from sagsgang.meetings.aftaleforum.minutes import open_minutes
from sagsgang.meetings.aftaleforum.models import Meeting, Participant, Piece
from sagsgang.meetings.aftaleforum.proposing import family_may_be_told
from sagsgang.meetings.aftaleforum.refusals import MeetingClosed, MeetingMoved, UnknownMeeting
from sagsgang.procedure.engine import fold
from sagsgang.procedure.faelles_sagsforloeb.aftaleforum import (
    AENDR_MOEDET,
    AFLYS_MOEDET,
    AFLYST,
    DAGSORDEN,
    DELTAGERE_BUF,
    FIND_DELTAGERE,
    FORAELDRE_FORM,
    FRITAGET,
    INDBUDTE,
    INDKALD,
    INDKALD_FAMILIEN,
    MOEDE_RAEKKE,
    TOLK,
)
from sagsgang.procedure.faelles_sagsforloeb.emner import AFTALEFORUM_MOEDE
from sagsgang.procedure.faelles_sagsforloeb.oplysninger import MOEDE_DATO, MOEDE_FORMAAL
from sagsgang.procedure.workdays import danish_day

MOST_POINTS = 30
BUF = DELTAGERE_BUF.key


@dataclass(frozen=True, slots=True)
class Invitee:
    """Somebody chosen for the meeting."""

    fact: str
    option: str
    name: str = ""
    user_id: int | None = None
    person_id: int | None = None
    email: str = ""
    sitting: int = 0

    @property
    def who(self) -> tuple[str, int | None, int | None, str]:
        """What makes him the same as before."""
        return (self.option, self.user_id, self.person_id, "" if self.user_id or self.person_id else self.name)


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that is planned of a meeting."""

    first: bool
    purposes: tuple[str, ...]
    starts_at: datetime
    minutes: int
    place: str
    parents: str
    second_starts_at: datetime | None
    interpreter: str
    points: tuple[Point, ...]
    invited: tuple[Invitee, ...]


@dataclass(frozen=True, slots=True)
class How:
    """How a step is taken: on what version of the case, for whom, and why so late or otherwise than expected."""

    based_on: int | None
    recorded_for: RecordedFor | None = None
    backdating: str = ""
    departure: str = ""


@transaction.atomic
def sketch(*, case_id: int, plan: Plan, actor: Viewer, at: datetime, meeting: int = 0, version: int = 0) -> Meeting:
    """Keep a plan that is not summoned yet: a new one, or a changed one. The same form sent twice is one draft.

    :raises MeetingMoved: somebody else changed it since
    """
    case = lock(case_id)
    may_work(actor, case)
    row = _open(case, meeting, version) if meeting else _begun(case, plan, actor, at)
    if row.occurrence:
        raise MeetingClosed("Mødet er indkaldt. Flyt eller ret det i stedet.")
    return _write(row, plan, kept=())


def _begun(case: Case, plan: Plan, actor: Viewer, at: datetime) -> Meeting:
    """A new draft; the one that the same person has begun for the same moment, where there is one."""
    own = Meeting.objects.filter(case=case, occurrence="", starts_at=plan.starts_at, made_by=actor.user_id)
    row = own.filter(version=1, together=None).first() or Meeting(case=case, made_by_id=actor.user_id, made_at=at)
    row.case = case
    return row


@transaction.atomic
def summon(*, case_id: int, meeting: int, version: int, how: How, actor: Viewer, at: datetime) -> Result:
    """Summon the meeting: the step is taken, and SOF's people get their invitation (P2.1, M5)."""
    case = lock(case_id)
    may_work(actor, case)
    row = _open(case, meeting, version)
    if row.occurrence:
        raise MeetingClosed("Mødet er allerede indkaldt.")
    people = list(row.participants.filter(gone=False))
    facts = {
        MOEDE_RAEKKE.key: "foerste" if row.first else "senere", MOEDE_FORMAAL.key: row.purposes,
        MOEDE_DATO.key: danish_day(row.starts_at), INDBUDTE.key: options_in(people, INDBUDTE.key),
        DAGSORDEN.key: agenda_text(row),
    }  # fmt: skip
    result = take_step(case, INDKALD.key, course_of(case, actor), facts, how, actor, at)
    row.occurrence = f"{AFTALEFORUM_MOEDE.key}-{result.event.number}"
    row.version += 1
    row.save(update_fields=["occurrence", "version"])
    ask(row, [each for each in people if not _waits(each)], method=REQUEST, actor=actor, at=at)
    return result


@transaction.atomic
def confirm_buf(
    *, case_id: int, meeting: int, version: int, invited: Iterable[Invitee], how: How, actor: Viewer, at: datetime
) -> Result:
    """Settle who takes part from the school, the area and leisure, and invite them (M4, M10, X17).

    Only that list is touched: nobody from SOF, and nobody of the family, can be struck here.
    """
    case = lock(case_id)
    may_work(actor, case)
    row = _summoned(case, meeting, version)
    wanted = [each for each in invited if each.fact == BUF]
    facts = {DELTAGERE_BUF.key: list(dict.fromkeys(each.option for each in wanted))}
    result = take_step(case, FIND_DELTAGERE.key, row.occurrence, facts, how, actor, at)
    gone = _people(row, wanted, only=BUF)
    row.version += 1
    row.save(update_fields=["version"])
    ask(row, row.participants.filter(gone=False, fact=BUF), method=REQUEST, actor=actor, at=at)
    ask(row, [each for each in gone if each.invited is not None], method=CANCEL, actor=actor, at=at)
    return result


@transaction.atomic
def call_family(
    *, case_id: int, meeting: int, version: int, facts: Mapping[str, Any], how: How, actor: Viewer, at: datetime
) -> Result:
    """Tell the family what Aftaleforum is, and call each of them by letter (P2.2, G5, X8)."""
    case = lock(case_id)
    may_work(actor, case)
    row = _summoned(case, meeting, version)
    wanted = {key: facts.get(key, "") for key in (TOLK.key, FORAELDRE_FORM.key, FRITAGET.key)}
    result = take_step(case, INDKALD_FAMILIEN.key, row.occurrence, wanted, how, actor, at)
    family = row.participants.filter(gone=False, option__in=FAMILY).select_related("person")
    ask(row, family, method=REQUEST, actor=actor, at=at)
    return result


@transaction.atomic
def move(*, case_id: int, meeting: int, version: int, plan: Plan, how: How, actor: Viewer, at: datetime) -> Result:
    """Move or change a meeting that is summoned; everybody who was invited gets the same event anew (M5)."""
    case = lock(case_id)
    may_work(actor, case)
    row = _summoned(case, meeting, version)
    before = row.participants.filter(gone=False, invited__isnull=False)
    invited_before = set(before.values_list("pk", flat=True))
    row = _write(row, plan, kept=(BUF,))
    people = list(row.participants.filter(gone=False).select_related("person"))
    facts = {
        MOEDE_DATO.key: danish_day(row.starts_at), INDBUDTE.key: options_in(people, INDBUDTE.key),
        DAGSORDEN.key: agenda_text(row),
    }  # fmt: skip
    result = take_step(case, AENDR_MOEDET.key, row.occurrence, facts, how, actor, at)
    row.sequence += 1
    row.save(update_fields=["sequence"])
    again = [each for each in people if each.pk in invited_before or not _waits(each)]
    ask(row, _to_be_told(case, again, at), method=REQUEST, actor=actor, at=at)
    dropped = row.participants.filter(gone=True, pk__in=invited_before).select_related("person")
    ask(row, _to_be_told(case, dropped, at), method=CANCEL, actor=actor, at=at)
    return result


@transaction.atomic
def cancel(*, case_id: int, meeting: int, version: int, why: str, how: How, actor: Viewer, at: datetime) -> Result:
    """Cancel the meeting, with the reason; everybody who was invited is told (M5)."""
    case = lock(case_id)
    may_work(actor, case)
    row = _summoned(case, meeting, version)
    result = take_step(case, AFLYS_MOEDET.key, row.occurrence, {AFLYST.key: why}, how, actor, at)
    row.sequence += 1
    row.version += 1
    row.save(update_fields=["sequence", "version"])
    told = row.participants.filter(gone=False, invited__isnull=False).select_related("person")
    ask(row, _to_be_told(case, told, at), method=CANCEL, actor=actor, at=at)
    return result


@transaction.atomic
def hold_together(*, meeting: Meeting, other: Case, actor: Viewer, at: datetime) -> Meeting:
    """Plan a sibling's meeting at the same time and place, in that child's own case (G5).

    Time and place are all that goes across: participants, agenda and minutes are each case's own.
    """
    may_work(actor, lock(meeting.case_id))
    may_work(actor, lock(other.pk))
    if meeting.together is None:
        meeting.together = uuid.uuid4()
        meeting.save(update_fields=["together"])
    there = Meeting.objects.filter(case=other, together=meeting.together).first()
    if there is not None:
        return there
    current().noted("søskendemøde", other.pk)
    made = Meeting.objects.create(
        case=other, starts_at=meeting.starts_at, minutes=meeting.minutes, place=meeting.place,
        interpreter=meeting.interpreter, together=meeting.together, made_by_id=actor.user_id, made_at=at,
    )  # fmt: skip
    open_minutes(made)
    return made


# What they share ------------------------------------------------------------------------------------------------------


def may_work(actor: Viewer, case: Case) -> Relation:
    """Refuse whoever does not act for SOF or BUF in the case."""
    relation = related(actor, case)
    if relation.administration not in ADMINISTRATIONS:
        raise NotYours("Mødet planlægges og føres af SOF og BUF.")
    return relation


def take_step(
    case: Case, step: str, occurrence: str, facts: Mapping[str, Any], how: How, actor: Viewer, at: datetime,
    on: Any = None,
) -> Result:  # fmt: skip
    """Take the procedure's step as the workplace does: today unless another day is given."""
    return take(
        case_id=case.pk, step=step, occurrence=occurrence, facts=facts, actor=actor, on=on or danish_day(at), at=at,
        based_on=how.based_on, recorded_for=how.recorded_for, backdating_reason=how.backdating,
        departure_reason=how.departure,
    )  # fmt: skip


def meeting_in(case: Case, meeting: int) -> Meeting:
    """Return the meeting, which the case has; raises UnknownMeeting."""
    row = Meeting.objects.select_for_update().filter(case=case, pk=meeting).first()
    if row is None:
        raise UnknownMeeting
    row.case = case
    return row


def _open(case: Case, meeting: int, version: int) -> Meeting:
    row = meeting_in(case, meeting)
    if row.version != version:
        raise MeetingMoved
    return row


def _summoned(case: Case, meeting: int, version: int) -> Meeting:
    row = _open(case, meeting, version)
    if not row.occurrence:
        raise MeetingClosed("Mødet er ikke indkaldt endnu.")
    return row


def course_of(case: Case, actor: Viewer) -> str:
    """The life of the course that is under way; the last one, where none is, so that the step itself refuses."""
    related(actor, case)
    followed = procedure_of(case)
    world = fold(followed, load(case), actor.day)
    courses = world.by_subject.get(followed.course.key, [])
    return courses[-1].id if courses else ""


def _to_be_told(case: Case, people: Iterable[Participant], at: datetime) -> list[Participant]:
    """Those of them who may be written to today: while the family is held back, no letter goes to it (X8)."""
    found = list(people)
    if family_may_be_told(fold(procedure_of(case), load(case), danish_day(at))):
        return found
    return [each for each in found if each.option not in FAMILY]


def _waits(each: Participant) -> bool:
    """Whether he is called later: BUF's persons when they are confirmed, the family by a step of its own."""
    return each.invited is None and (each.fact == BUF or each.option in FAMILY)


def _write(row: Meeting, plan: Plan, *, kept: tuple[str, ...]) -> Meeting:
    """The plan as rows. `kept`: lists of participants that are settled elsewhere and stay as they are."""
    _check(plan)
    row.first, row.purposes = plan.first, list(plan.purposes)
    row.starts_at, row.minutes, row.second_starts_at = plan.starts_at, plan.minutes, plan.second_starts_at
    row.place, row.interpreter = _line(plan.place, "sted"), _line(plan.interpreter, "tolk")
    row.parents = plan.parents
    row.version = row.version + 1 if row.pk else 1
    row.save()
    for fact in (INDBUDTE.key, BUF):
        if fact not in kept:
            _people(row, [each for each in plan.invited if each.fact == fact], only=fact)
    _points(row, plan.points)
    open_minutes(row)
    return row


def _check(plan: Plan) -> None:
    wrong = {}
    if plan.parents == Meeting.Parents.HVER_FOR_SIG and plan.second_starts_at is None:
        wrong["anden"] = "Skriv, hvornår den anden forælders samtale begynder."
    if plan.second_starts_at is not None and plan.second_starts_at == plan.starts_at:
        wrong["anden"] = "De to samtaler kan ikke begynde samtidig."
    if len(plan.points) > MOST_POINTS:
        wrong["dagsorden"] = f"Højst {MOST_POINTS} punkter."
    if wrong:
        raise AnswersInvalid(wrong)


def _people(row: Meeting, wanted: Iterable[Invitee], *, only: str) -> list[Participant]:
    """Let the participants of one list be those; who is no longer among them. Who stays keeps his invitation."""
    there = {known.who: known for known in row.participants.filter(fact=only)}
    kept = set()
    for each in wanted:
        found = there.get(each.who) or Participant(
            meeting=row, fact=only, option=each.option, user_id=each.user_id, person_id=each.person_id
        )
        found.name, found.email = _line(each.name, "deltagere"), each.email
        found.sitting, found.gone = each.sitting, False
        found.save()
        kept.add(found.pk)
    gone = [known for known in there.values() if known.pk not in kept and not known.gone]
    for left in gone:
        if left.invited is None:
            left.delete()
        else:
            left.gone = True
            left.save(update_fields=["gone"])
    return gone


def _points(row: Meeting, points: Iterable[Point]) -> None:
    """Let the agenda be these points, in this order; a point that something is written under is kept."""
    there = {each.title: each for each in row.pieces.filter(kind=Piece.Kind.PUNKT)}
    for position, point in enumerate(points, 1):
        found = there.pop(point.title, None) or Piece(meeting=row, kind=Piece.Kind.PUNKT, title=point.title)
        found.position, found.source = position, point.source
        found.save()
    for each in there.values():
        if not each.body:
            each.delete()


def options_in(people: Iterable[Participant], fact: str) -> list[str]:
    """Return the procedure's options for those who take part, each once."""
    return list(dict.fromkeys(each.option for each in people if each.fact == fact and not each.gone))


def agenda_text(row: Meeting) -> str:
    """Return the agenda as the text the step records."""
    titles = row.pieces.filter(kind=Piece.Kind.PUNKT).order_by("position", "pk").values_list("title", flat=True)
    return "\n".join(f"{number}. {title}" for number, title in enumerate(titles, 1))


def _line(words: str, field: str) -> str:
    try:
        return " ".join(clean(words, LONGEST_LINE).split())
    except Wrong as wrong:
        raise AnswersInvalid({field: str(wrong)}) from wrong

"""Running a meeting on one page: who is there, what is said under each point, what is agreed.

Each piece of the minutes has a version of its own. Whoever writes on an older one is not heard and not lost: he sees
both texts and joins them. There is no place for a decision here: Aftaleforum makes none (M7).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from sagsgang.casework.access import Viewer, related
from sagsgang.casework.answers import LONGEST_LINE, LONGEST_TEXT, Wrong, clean
from sagsgang.casework.consents import Missing, basis_for
from sagsgang.casework.ledger import lock
from sagsgang.casework.models import Case, LedgerEvent
from sagsgang.casework.refusals import AnswersInvalid
from sagsgang.documents.refusals import NoBasis
from sagsgang.meetings.aftaleforum.models import Agreement, Meeting, Piece, mark_of
from sagsgang.meetings.aftaleforum.planning import may_work, meeting_in
from sagsgang.meetings.aftaleforum.refusals import MeetingClosed, UnknownMeeting, WrittenMeanwhile
from sagsgang.procedure.faelles_sagsforloeb.aftaleforum import AFLYS_MOEDET, HOLD_MOEDET
from sagsgang.procedure.faelles_sagsforloeb.aftaler import AFTALE_ROLLE
from sagsgang.procedure.language import Side
from sagsgang.procedure.workdays import danish_day, in_digits

YES, NO = "ja", "nej"


@dataclass(frozen=True, slots=True)
class Written:
    """One piece as it was typed, the version it was typed on, and the mark of the text the page had shown."""

    piece: int
    body: str
    version: int
    shown: str = ""

    @property
    def touched(self) -> bool:
        """Whether anything was typed: what stands as it was shown is nobody's word against another's."""
        return mark_of(self.body) != self.shown


@transaction.atomic
def write(*, case_id: int, meeting: int, written: Written, actor: Viewer, at: datetime) -> Piece:
    """Write one piece of the minutes.

    :raises WrittenMeanwhile: somebody else wrote it since; nothing is changed, and both texts are in the refusal
    """
    row = _running(case_id, meeting, actor)
    if not row.pieces.filter(pk=written.piece).exists():
        raise UnknownMeeting
    may_cross(row.case, actor)
    return _write(row, written, actor, at)


@transaction.atomic
def write_all(
    *, case_id: int, meeting: int, written: Iterable[Written], present: Mapping[int, str], actor: Viewer, at: datetime
) -> tuple[WrittenMeanwhile, ...]:
    """Write what was typed on the whole page, and who is there; the pieces that somebody else had written meanwhile.

    Those are left as the other wrote them, to be joined; all the rest is kept.
    """
    row = _running(case_id, meeting, actor)
    marks = {piece.pk: piece.mark for piece in row.pieces.all()}
    changed = [each for each in written if each.touched and mark_of(each.body) != marks.get(each.piece)]
    if changed:
        may_cross(row.case, actor)
    stale = []
    for each in changed:
        try:
            _write(row, each, actor, at)
        except WrittenMeanwhile as refusal:
            stale.append(refusal)
    _attend(row, present)
    return tuple(stale)


@transaction.atomic
def attend(*, case_id: int, meeting: int, present: Mapping[int, str], actor: Viewer) -> None:
    """Say who is there: YES, NO or "" for each participant."""
    _attend(_running(case_id, meeting, actor), present)


def _attend(row: Meeting, present: Mapping[int, str]) -> None:
    for each in row.participants.filter(pk__in=present, gone=False):
        answer = present[each.pk] if present[each.pk] in (YES, NO) else ""
        if answer != each.present:
            each.present = answer
            each.save(update_fields=["present"])


def _write(row: Meeting, written: Written, actor: Viewer, at: datetime) -> Piece:
    piece = row.pieces.select_for_update().filter(pk=written.piece).first()
    if piece is None:
        raise UnknownMeeting
    body = _text(written.body, f"stykke-{piece.pk}")
    if body == piece.body:
        return piece
    if written.version != piece.version:
        by = piece.changed_by.name if piece.changed_by else ""
        raise WrittenMeanwhile(piece.pk, piece.body, body, piece.version, by)
    piece.body, piece.version = body, piece.version + 1
    piece.changed_by_id, piece.changed_at = actor.user_id, at
    piece.save(update_fields=["body", "version", "changed_by", "changed_at"])
    return piece


@dataclass(frozen=True, slots=True)
class Agreed:
    """An agreement as it was typed: what, which party, who of them, and by when."""

    what: str
    role: str
    who: str
    due: date | None


@transaction.atomic
def agree(
    *, case_id: int, meeting: int, agreed: Agreed, actor: Viewer, agreement: int = 0, version: int = 0
) -> Agreement:
    """Write down an agreement, or change one; it becomes somebody's task when the meeting is over (M11).

    The same agreement sent twice is one.

    :raises AnswersInvalid: it lacks what, whose or by when
    """
    row = _running(case_id, meeting, actor)
    may_cross(row.case, actor)
    due = _check(agreed, min(danish_day(row.starts_at), actor.day))
    what, who = _text(agreed.what, "hvad"), _line(agreed.who, "hvem")
    if not agreement:
        same = row.agreements.filter(what=what, role=agreed.role, who=who, due=due, occurrence="").first()
        if same is not None:
            return same
    found = Agreement(meeting=row) if not agreement else _agreement(row, agreement)
    if agreement and found.version != version:
        raise AnswersInvalid({"hvad": f"En anden har rettet aftalen imens. Nu står der: »{found.what}«"})
    found.what, found.role, found.who, found.due = what, agreed.role, who, due
    found.version = found.version + 1 if found.pk else 1
    found.save()
    return found


@transaction.atomic
def take_back(*, case_id: int, meeting: int, agreement: int, actor: Viewer) -> None:
    """Take an agreement away again while the meeting runs; afterwards it is dropped with a reason."""
    _agreement(_running(case_id, meeting, actor), agreement).delete()


def _check(agreed: Agreed, first: date) -> date:
    """The day it is to be done; refused when what, whose or by when is missing, or it is before `first`."""
    wrong = {}
    if not _text(agreed.what, "hvad"):
        wrong["hvad"] = "Skriv, hvad der er aftalt."
    if agreed.role not in {option.value for option in AFTALE_ROLLE.options}:
        wrong["rolle"] = "Vælg, hvem der står for det."
    if agreed.due is None:
        wrong["senest"] = "Skriv, hvornår det skal være gjort."
    elif agreed.due < first:
        wrong["senest"] = f"Dagen er gået. Skriv en dag, der tidligst er {in_digits(first)}."
    if wrong or agreed.due is None:
        raise AnswersInvalid(wrong)
    return agreed.due


def _agreement(row: Meeting, agreement: int) -> Agreement:
    found = row.agreements.filter(pk=agreement).first()
    if found is None:
        raise UnknownMeeting("Aftalen findes ikke på mødet.")
    return found


def _running(case_id: int, meeting: int, actor: Viewer) -> Meeting:
    """The meeting, which is not over yet and which the actor may write in."""
    case = lock(case_id)
    may_work(actor, case)
    row = meeting_in(case, meeting)
    if row.occurrence and is_over(row):
        raise MeetingClosed
    return row


def may_cross(case: Case, actor: Viewer) -> None:
    """Refuse what both administrations would read while nothing lets it cross (M7, R9).

    :raises NoBasis: neither a consent nor another legal basis covers it today
    """
    side = related(actor, case).administration
    found = basis_for(case, day=actor.day, sender=side, receiver=Side.JOINT)
    if isinstance(found, Missing):
        raise NoBasis(f"{found.sentence} Referatet læses af begge forvaltninger og kan ikke skrives endnu (R9).")


def is_over(row: Meeting) -> bool:
    """Whether the history says that the meeting was held or cancelled; an event that was annulled does not count."""
    steps = (HOLD_MOEDET.key, AFLYS_MOEDET.key)
    events = LedgerEvent.objects.filter(case=row.case_id)
    annulled = events.filter(kind="annulled").values("target")
    taken = events.filter(kind="taken", step__in=steps, occurrence=row.occurrence)
    return taken.exclude(number__in=annulled).exists()


def _text(words: str, field: str) -> str:
    return _cleaned(words.replace("\r\n", "\n"), field, LONGEST_TEXT)


def _line(words: str, field: str) -> str:
    return " ".join(_cleaned(words, field, LONGEST_LINE).split())


def _cleaned(words: str, field: str, longest: int) -> str:
    try:
        return clean(words, longest)
    except Wrong as wrong:
        raise AnswersInvalid({field: str(wrong)}) from wrong

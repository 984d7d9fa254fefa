"""The letters of a case: what there is, what is owed, one letter as somebody sees it, and what was decided by them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sagsgang.casework.access import Relation
from sagsgang.casework.halves import Half
from sagsgang.casework.models import Case
from sagsgang.casework.procedures import procedure_of
from sagsgang.casework.queries import CasePage
from sagsgang.letters.desk import Desk, Ground, desk_of, handlers, knows, turn_at
from sagsgang.letters.models import Copy, Letter, Signature
from sagsgang.letters.receivers import appeal_until
from sagsgang.letters.refusals import UnknownLetter
from sagsgang.outbox.models import Dispatch
from sagsgang.procedure.engine import Standing, State
from sagsgang.procedure.language import Decision, Procedure, Side
from sagsgang.procedure.language import Letter as Declared
from sagsgang.procedure.workdays import danish_day


@dataclass(frozen=True, slots=True)
class CopyRow:
    """One copy: where it is, why it is not delivered, and until when it can be appealed, for each decision in it."""

    copy: Copy
    dispatch: Dispatch | None
    appeals: tuple[tuple[Decision, date], ...]

    @property
    def failure(self) -> str:
        """Why it could not be delivered, or what waits for a person."""
        if self.dispatch is None or self.dispatch.state == Dispatch.State.SENDT:
            return ""
        words = str(self.dispatch.get_state_display())
        return f"{words}: {self.dispatch.failure}" if self.dispatch.failure else words


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One letter in the list: `turn` says whose turn it is while it is a draft."""

    letter: Letter
    title: str
    turn: str
    copies: tuple[CopyRow, ...]


@dataclass(frozen=True, slots=True)
class Owed:
    """A letter that can be or must be written now; `may`: by the one who looks."""

    declared: Declared
    standing: Standing
    may: bool
    barred: bool

    @property
    def occurrence(self) -> str:
        """What it is about."""
        return self.standing.occurrence.id


def letters_of(page: CasePage) -> tuple[LetterRow, ...]:
    """The letters that the viewer may know of, newest first: four queries, and the words of each half-signed draft."""
    found = Letter.objects.filter(case=page.case).select_related("case__child", "sent_by", "corrects")
    rows = []
    copies = _copies(page.case, page.assessment.world.procedure)
    signed = _signatures(page.case)
    for letter in found.order_by("-number"):
        declared = page.assessment.world.procedure.letter_by_key.get(letter.key)
        if declared is None or not (knows(letter, page.relation) or _works_on(letter, page)):
            continue
        turn = _whose_turn(letter, page, signed.get(letter.pk, ()))
        rows.append(LetterRow(letter, declared.title, turn, tuple(copies.get(letter.pk, ()))))
    return tuple(rows)


def _signatures(case: Case) -> dict[int, list[Signature]]:
    """Who has written and signed what in the drafts of the case, oldest first."""
    found: dict[int, list[Signature]] = {}
    rows = Signature.objects.filter(letter__case=case, letter__state=Letter.State.KLADDE)
    for row in rows.order_by("pk"):
        found.setdefault(row.letter_id, []).append(row)
    return found


def _works_on(letter: Letter, page: CasePage) -> bool:
    try:
        return handlers(page.relation, Ground.of(letter, page.assessment).standings)
    except UnknownLetter:
        return False


def _whose_turn(letter: Letter, page: CasePage, signed: Iterable[Signature]) -> str:
    if letter.state != Letter.State.KLADDE:
        return ""
    try:
        turn = turn_at(letter, page.assessment, signed)
    except UnknownLetter:
        return ""
    return f"{turn.step.title}: {turn.owner.definite}" if turn is not None and turn.owner is not None else ""


def owed(page: CasePage) -> tuple[Owed, ...]:
    """The letters that somebody owes or may write now and has not begun: one query."""
    begun = set(
        Letter.objects.filter(case=page.case, state__in=[Letter.State.KLADDE, Letter.State.AFSENDT]).values_list(
            "key", "occurrence"
        )
    )
    found = []
    for standing in page.assessment.standings:
        declared = standing.step.writes
        if declared is None or (declared.key, standing.occurrence.id) in begun:
            continue
        may = handlers(page.relation, [standing])
        now = standing.state is State.OPEN or standing.is_task
        if now and (may or _reads_home(declared, page.relation)):
            found.append(Owed(declared, standing, may, standing.state is State.BARRED))
    return tuple(found)


def _reads_home(declared: Declared, relation: Relation) -> bool:
    half = {Side.SOF: Half.SOF, Side.BUF: Half.BUF}.get(declared.side, Half.JOINT)
    return relation.sees(half) and not relation.sides <= {Side.JOINT, Side.PROVIDER}


def desk_in(page: CasePage, number: int) -> Desk:
    """One letter of the case on the viewer's desk.

    :raises UnknownLetter: not there, or not his to know of
    """
    found = Letter.objects.filter(case=page.case, number=number)
    letter = found.select_related("case__child", "sent_by", "corrects").first()
    if letter is None:
        raise UnknownLetter
    return desk_of(letter, page.assessment, page.relation)


def copies_of(letter: Letter, procedure: Procedure) -> tuple[CopyRow, ...]:
    """The copies of one letter."""
    return tuple(_copies(letter.case, procedure, [letter.pk]).get(letter.pk, ()))


def _copies(case: Case, procedure: Procedure, only: Iterable[int] | None = None) -> dict[int, list[CopyRow]]:
    rows = Copy.objects.filter(letter__case=case).select_related("letter", "document__document").order_by("pk")
    if only is not None:
        rows = rows.filter(letter__in=list(only))
    rows = rows.exclude(letter__state=Letter.State.KLADDE)
    found: dict[int, list[CopyRow]] = {}
    stored = list(rows)
    keys = [row.dispatch_key for row in stored if row.dispatch_key]
    dispatches = {row.key: row for row in Dispatch.objects.filter(case=case, key__in=keys)} if keys else {}
    for row in stored:
        declared = procedure.letter_by_key.get(row.letter.key)
        appeals = _appeals(declared, row, procedure) if declared is not None else ()
        found.setdefault(row.letter_id, []).append(CopyRow(row, dispatches.get(row.dispatch_key), appeals))
    return found


def _appeals(declared: Declared, copy: Copy, procedure: Procedure) -> tuple[tuple[Decision, date], ...]:
    """Until when the receiver of the copy can appeal each decision in it; nothing before it counts as received."""
    if copy.received_on is None or copy.to not in (Copy.To.FORAELDER, Copy.To.UNGE) or copy.letter.sent_at is None:
        return ()
    sides = {Side[name] for name in copy.letter.decided.split() if name in Side.__members__}
    own = [each for each in declared.decides if each.side in sides]
    if copy.to == Copy.To.UNGE:
        own = [each for each in own if each.side is Side.SOF]
    weeks = [(each, each.appeal.weeks.at(danish_day(copy.letter.sent_at))) for each in own]
    return tuple((each, appeal_until(copy.received_on, count)) for each, count in weeks if count is not None)


@dataclass(frozen=True, slots=True)
class DecisionLetter:
    """A decision that a letter has brought: whose, how it is appealed, and by whom until when.

    `until`: for each receiver who may appeal, his person (None when gone), the day he counts as having it, whether that
    is documented, and his last day.
    """

    letter: Letter
    title: str
    side: Side
    decision: Decision
    sent_on: date
    until: tuple[tuple[int | None, str, date, bool, date], ...]


def decision_letters(case: Case) -> tuple[DecisionLetter, ...]:
    """Each decision that has been sent in the case, newest letter first; for complaints. The gate has opened the case.

    A joint letter gives two: one for each half. Who has not got his copy yet is not in `until`.
    """
    procedure = procedure_of(case)
    found = []
    copies = _copies(case, procedure)
    for letter in Letter.objects.filter(case=case, sent_at__isnull=False).order_by("-number"):
        declared = procedure.letter_by_key.get(letter.key)
        if declared is None or letter.sent_at is None:
            continue
        for side in (Side[name] for name in letter.decided.split()):
            decision = next((each for each in declared.decides if each.side is side), None)
            if decision is not None:
                rows = tuple(_until(copies.get(letter.pk, ()), side))
                found.append(DecisionLetter(letter, declared.title, side, decision, danish_day(letter.sent_at), rows))
    return tuple(found)


def _until(rows: Iterable[CopyRow], side: Side) -> Iterable[tuple[int | None, str, date, bool, date]]:
    for row in rows:
        for decision, last in row.appeals:
            if decision.side is side and row.copy.received_on is not None:
                copy = row.copy
                yield copy.person_id, copy.name, row.copy.received_on, copy.documented, last


def sent_to(case: Case, relation: Relation) -> dict[int, tuple[tuple[CopyRow, str], ...]]:
    """For each person of the case the copies that were sent to that person, newest first, as far as he reads them."""
    procedure = procedure_of(case)
    found: dict[int, list[tuple[CopyRow, str]]] = {}
    for rows in _copies(case, procedure).values():
        for row in rows:
            if row.copy.person_id is not None and knows(row.copy.letter, relation):
                title = procedure.letter_by_key[row.copy.letter.key].title
                found.setdefault(row.copy.person_id, []).append((row, title))
    return {person: tuple(reversed(rows)) for person, rows in found.items()}


def copy_of(page: CasePage, number: int, copy: int) -> Copy:
    """One copy of a sent letter, for whoever may read the letter.

    :raises UnknownLetter: not there, or not his to know of
    """
    desk = desk_in(page, number)
    found = Copy.objects.filter(letter=desk.letter, number=copy).select_related("document").first()
    if found is None:
        raise UnknownLetter
    return found


def drafts_for(page: CasePage, step: str, occurrence: str) -> tuple[Letter, ...]:
    """The letters under way for that occurrence which the step writes, signs or sends: one query, or none."""
    standing = page.assessment.standing(step, occurrence)
    keys = [letter.key for letter in standing.step.letters] if standing is not None else []
    if not keys:
        return ()
    rows = Letter.objects.filter(case=page.case, key__in=keys, occurrence=occurrence)
    return tuple(rows.exclude(state=Letter.State.KASSERET).order_by("-number"))

"""The pages of a case's letters: the list, and one letter with its blocks, its way and its copies."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sagsgang.casework.queries import CasePage
from sagsgang.letters.content import Piece, masked, named
from sagsgang.letters.desk import Desk, editable_by, handlers, knows
from sagsgang.letters.models import Letter
from sagsgang.letters.order import Turn, next_turn
from sagsgang.letters.queries import CopyRow, Owed, copies_of, drafts_for
from sagsgang.letters.readability import level, lix
from sagsgang.procedure.engine import Standing, State
from sagsgang.procedure.language import Part
from sagsgang.procedure.wording import capital, listed, parameter_text, warning_sentence
from sagsgang.web.pages.case import Lack, lacks_of
from sagsgang.web.pages.naming import occurrence_name, sources


@dataclass(frozen=True, slots=True)
class OwedRow:
    """A letter that is owed or can be written: whose, by when, and what keeps it."""

    key: str
    occurrence: str
    title: str
    about: str
    owner: str
    due: object
    task: bool
    may: bool
    barred: bool
    step: str


@dataclass(frozen=True, slots=True)
class TurnRow:
    """One step of the letter's way as the page shows it."""

    turn: Turn
    words: str
    state: str
    who: str
    now: bool
    mine: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One block as it reads."""

    piece: Piece
    heading: str
    locked: bool
    mine: bool
    source: str


@dataclass(frozen=True)
class LetterPage:
    """Everything the page of a letter says."""

    letter: Letter
    title: str
    about: str
    draft: bool
    shown: tuple[Shown, ...]
    turns: tuple[TurnRow, ...]
    now: TurnRow | None
    lacks: tuple[str, ...]
    barred: tuple[Lack, ...]
    warnings: tuple[str, ...]
    receivers: tuple[tuple[int, str, str, str], ...]
    missing: tuple[str, ...]
    copies: tuple[CopyRow, ...]
    readable: tuple[int, str] | None
    outdated: bool
    handled: bool
    appeals: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]
    signed: bool


def owed_rows(page: CasePage, found: tuple[Owed, ...]) -> tuple[OwedRow, ...]:
    """Return what is owed and what can be written, tasks first."""
    rows = [
        OwedRow(
            each.declared.key,
            each.occurrence,
            capital(each.declared.title),
            occurrence_name(page.assessment.world, each.standing.occurrence),
            each.standing.owner.definite,
            each.standing.due,
            each.standing.is_task,
            each.may,
            each.barred,
            each.standing.step.key,
        )
        for each in found
    ]
    return tuple(sorted(rows, key=lambda row: (not row.task, row.title)))


@dataclass(frozen=True, slots=True)
class LettersAt:
    """What the page of a step says of its letter: what it is, those under way, and whether a new one can be begun."""

    key: str
    occurrence: str
    title: str
    under_way: tuple[Letter, ...]
    begins: bool


def letters_at(page: CasePage, standing: Standing) -> LettersAt | None:
    """Return what the page of the step says of its letter; None for a step without one. One query, or none."""
    if not standing.step.letters:
        return None
    declared, occurrence = standing.step.letters[0], standing.occurrence.id
    mine = handlers(page.relation, [standing])
    found = tuple(
        each for each in drafts_for(page, standing.step.key, occurrence) if mine or knows(each, page.relation)
    )
    draft = any(each.state == Letter.State.KLADDE for each in found)
    begins = standing.step.writes is declared and not draft and mine
    open_now = page.assessment.to_take(standing).state is State.OPEN
    return LettersAt(declared.key, occurrence, declared.title, found, begins and open_now)


def letter_page(page: CasePage, desk: Desk) -> LetterPage:
    """Return the page of one letter as somebody who relates so to the case sees it."""
    letter, declared, world = desk.letter, desk.content.declared, desk.assessment.world
    draft = letter.state == Letter.State.KLADDE
    turn = next_turn(desk.turns) if draft else None
    rows = tuple(_turn_row(each, desk, each is turn) for each in desk.turns)
    last = desk.turns[-1]
    to_take = desk.assessment.to_take(last.standing) if last.standing is not None else None
    barred = _lacks_besides(page, desk, to_take) if draft and to_take is not None else ()
    shown = [
        each for each in masked(desk.content, desk.relation).pieces if desk.young or each.block.part is not Part.CHILD
    ]
    number = lix("\n\n".join(each.text for each in shown if each in desk.content.pieces))
    return LetterPage(
        letter=letter,
        title=capital(declared.title),
        about=occurrence_name(world, desk.filler.place),
        draft=draft,
        shown=tuple(_shown(piece, desk) for piece in shown),
        turns=rows,
        now=next((row for row in rows if row.now), None),
        lacks=desk.content.lacks(None, young=desk.young) if draft else (),
        barred=barred,
        warnings=_warnings(desk, turn) if turn is not None else (),
        receivers=tuple(
            (index, each.name, str(each.to.label), f"{each.way.label}{f'. {each.note}' if each.note else ''}")
            for index, each in enumerate(desk.receivers.addressees, 1)
        ),
        missing=desk.receivers.missing,
        copies=copies_of(letter, world.procedure),
        readable=(number, level(number)) if number is not None else None,
        outdated=draft and desk.outdated,
        handled=desk.handled,
        appeals=tuple(
            f"{each.side.value}'s afgørelse: {each.appeal.board}, {parameter_text(each.appeal.weeks, world.day)}"
            for each in desk.content.decisions
        ),
        sources=sources(declared.citations),
        signed=any(each.signature is not None and each.signs for each in desk.turns),
    )


def _lacks_besides(page: CasePage, desk: Desk, to_take: Standing) -> tuple[Lack, ...]:
    """What keeps the letter from being sent, besides what writing and signing it brings."""
    ahead = {turn.step.key for turn in desk.turns if not turn.done}
    suppliers = page.assessment.edition.suppliers
    others = [
        each
        for each in to_take.barriers
        if not any(step.key in ahead for need in each.finding.condition.needs() for step in suppliers.get(need, ()))
    ]
    return lacks_of(page, replace(to_take, barriers=tuple(others)))


def _warnings(desk: Desk, turn: Turn) -> tuple[str, ...]:
    """What the guidance expects before the step that is next, and has not happened."""
    world = desk.assessment.world
    to_take = desk.assessment.to_take(turn.standing) if turn.standing is not None else None
    found = to_take.warnings if to_take is not None else ()
    return tuple(dict.fromkeys(warning_sentence(each, world.procedure, world.day) for each in found))


def _shown(piece: Piece, desk: Desk) -> Shown:
    mine = not piece.block.locked and editable_by(desk.relation, piece.block)
    day = desk.letter.wording_on
    source = next((each.source for each in piece.block.texts if each.valid.holds(day)), "")
    return Shown(piece, named(piece.block), piece.block.locked, mine, source)


def _turn_row(turn: Turn, desk: Desk, now: bool) -> TurnRow:
    sent = desk.letter.sent_at is not None
    acts = (("skriver", turn.writes), ("underskriver", turn.signs), ("sender", turn.sends))
    words = listed([word for word, does in acts if does])
    state = "venter"
    who = ""
    if turn.done or (turn.sends and sent):
        state = "gjort"
        who = turn.signature.user.name if turn.signature is not None else "Indført i sagen"
    elif turn.void is not None:
        state, who = "ugyldig", turn.void.user.name
    return TurnRow(turn, words, state, who, now, now and turn.may(desk.relation) is not None)
